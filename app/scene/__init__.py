"""What is drawn of a diagram, as values: no Qt, no colours yet."""
