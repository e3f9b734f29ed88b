"""Which scripts a person trusts, and what has changed in them since."""
