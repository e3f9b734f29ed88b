"""Where diagrams and notes do not meet: the panel, and choosing what to bind."""
