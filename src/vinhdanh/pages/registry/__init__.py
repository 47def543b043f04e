"""People and units: the list of a year, the life line of a person, the unit page."""
