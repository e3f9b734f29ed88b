"""A laid-out diagram becomes paint: QtGui only, no widgets."""
