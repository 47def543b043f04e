"""Everything a person sees, a folder for each room it shows."""
