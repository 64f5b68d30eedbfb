"""The print desk: a web program on this machine alone. It imports no engine; the room does."""
