"""How a diagram was: in another file, or in its repository's last commit; and what changes from then on."""
