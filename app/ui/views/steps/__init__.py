"""A step of a tour: its words, its picture, how it is played."""
