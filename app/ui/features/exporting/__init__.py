"""Exporting a picture: what is to be shown of it, and the dialog that asks."""
