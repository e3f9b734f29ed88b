"""Tours: read from Markdown, written, and made of layers, edges and lists."""
