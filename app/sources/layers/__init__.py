"""Layers for diagrams whose files name none: what is proposed, and the file that keeps what was chosen."""
