"""Councils, their meetings, attendance and tallies."""
