"""Sign-in, one's own password, and what an administrator does with accounts."""
