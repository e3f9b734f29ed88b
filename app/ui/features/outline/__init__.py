"""The outline of a diagram as a tree."""
