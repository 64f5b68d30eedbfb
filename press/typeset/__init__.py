"""From Markdown to pages: composing, the engine, and the size of type that fits."""
