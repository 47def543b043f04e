"""What waits for a user today, where the year stands, a few figures of hers."""
