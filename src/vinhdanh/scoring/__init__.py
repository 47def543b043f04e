"""Points, classes and ranks of a year: criteria sets, stages, scores, results."""
