"""Studying in the window: what is due, questions on the picture, progress."""
