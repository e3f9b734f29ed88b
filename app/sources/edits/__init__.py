"""Changes to a person's files: proposed as values, applied whole, taken back."""
