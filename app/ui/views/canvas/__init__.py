"""The canvas: a laid-out diagram in a widget, and what pointer and keys do to it."""
