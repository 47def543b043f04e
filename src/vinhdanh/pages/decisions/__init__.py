"""Decisions and submissions: drafts, the paper itself, decisions from elsewhere."""
