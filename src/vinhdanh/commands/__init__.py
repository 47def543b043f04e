"""The commands of an installation: one file, one verb."""
