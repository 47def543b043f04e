"""Vietnamese itself: one spelling, sorting, dates, numbers, titles of address.

Plain Python, no state. Import the modules, which read well at the call:
``text.clean(name)``, ``dates.parse(cell)``, ``numbers.money(2_340_000)``.
"""
