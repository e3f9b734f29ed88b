"""Presenting: the audience's window, the presenter's, and what is at hand there."""
