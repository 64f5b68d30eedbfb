"""Plain words: how hard a text is to read, and what would make it easier."""
