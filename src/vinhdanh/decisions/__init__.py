"""Decisions and submissions: number, signer, legal bases, list."""
