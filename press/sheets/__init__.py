"""Finished pages put on sheets of paper, and the sheets read back."""
