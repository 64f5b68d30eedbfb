"""Safety: what a text must say, may not say, and says the same everywhere."""
