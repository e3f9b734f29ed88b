"""Widgets that know nothing of diagrams and notes."""
