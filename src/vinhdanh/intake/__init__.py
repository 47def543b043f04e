"""Sheets on their way into the registry and the ledger: staged, seen, then kept."""
