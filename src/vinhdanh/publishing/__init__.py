"""What the public reads, and the year's summation."""
