"""Pages of initiatives: proposed, appraised, voted on, recognised."""
