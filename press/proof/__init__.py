"""The last look: whether every word is on paper, in its place, and can be read."""
