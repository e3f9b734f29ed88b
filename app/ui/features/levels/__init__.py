"""How much of a stack the picture shows: an overview or all of it, and what of it stands under a condition."""
