"""What leads to a component and what it leads to: the bar over the picture, and commands."""
