"""Signing what is printed, and what comes after: status, redline, recall."""
