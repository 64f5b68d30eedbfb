"""What changed between two reading texts, line by line and word by word."""
