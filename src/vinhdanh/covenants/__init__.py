"""Covenants: what units pledge to one another for a year, and who signed it."""
