"""Searching in the window: the palette, its rows, and looking at a result."""
