"""Layers that a person gives a diagram whose file names none: proposals accepted, and changed."""
