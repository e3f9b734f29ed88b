"""Acetate: a desktop explorer of architecture diagrams."""

__version__ = "0.1.0"
