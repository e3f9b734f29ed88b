"""The session in the window: its store tells everybody what changed."""
