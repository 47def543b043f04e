"""Certificates: book numbers, signed payloads, batches."""
