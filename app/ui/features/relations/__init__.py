"""What the selected component is joined to: a list to go along."""
