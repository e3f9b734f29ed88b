"""What several features show: the picture, notes, steps, results."""
