"""Initiatives from their authors' proposal to the decision that recognises them."""
