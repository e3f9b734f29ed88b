"""The list of diagrams."""
