"""A new guide: from nothing, or from a text that somebody has."""
