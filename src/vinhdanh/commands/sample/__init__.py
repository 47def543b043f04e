"""The sample office: its year 2016 whole, its year 2026 under way.

Every row comes from the same deeds as the pages', with a person of the office as
the actor; the published totals of a real office, invented people.
"""
