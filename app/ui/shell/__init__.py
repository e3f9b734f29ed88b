"""The window: what puts the features together."""
