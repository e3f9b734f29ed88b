"""The rows of a search and the card that they are on."""
