"""Sheets on their way in: sent, looked at, mended, confirmed."""
