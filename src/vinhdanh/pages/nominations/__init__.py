"""Rounds, the nomination grid, one nomination."""
