"""Markdown becomes notes: its dialect, front matter, raw HTML, links and pictures."""
