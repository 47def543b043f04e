"""The frame around every page: layout, navigation, year, refusals, parts."""
