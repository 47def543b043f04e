"""Vinh Danh: the emulation-and-commendation work of Vietnamese public bodies."""

__version__ = "0.1.0"
