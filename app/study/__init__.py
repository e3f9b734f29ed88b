"""Studying: cards made of a workspace, what is due of them, and how well they are remembered."""
