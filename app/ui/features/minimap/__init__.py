"""The whole picture, small, in a corner of a view that shows a part of it."""
