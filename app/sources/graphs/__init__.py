"""Scripts and DOT files become diagrams, with ids that last and layers."""
