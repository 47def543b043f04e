"""Units and people over time: who they were on any day."""
