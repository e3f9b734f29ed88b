"""Scripts that draw with `diagrams`: how they are run, and what is made of what they drew."""
