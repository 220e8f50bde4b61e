"""E-mail intake for public consultations."""

__version__ = "0.1.0"
