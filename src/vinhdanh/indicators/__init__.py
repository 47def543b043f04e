"""Figures of the year, with their evidence."""
