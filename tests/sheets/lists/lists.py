"""A sheet of some kind, made in memory and read as guessed."""

from tests.sheets import making
from vinhdanh.sheets import mapping, reading
from vinhdanh.sheets.lists import LISTS

YEAR = 2016


def guessed(code, *rows, merged=()):
    workbook = making.opened(making.xlsx(*rows, merged=merged))
    return workbook, mapping.guess(workbook, LISTS[code], year=YEAR)


def read(code, *rows, merged=()):
    workbook, found = guessed(code, *rows, merged=merged)
    return reading.read(workbook, found, LISTS[code], year=YEAR)


def told(found, *keys):
    """Of every row the values of these keys."""
    return [tuple(row.values.get(key) for key in keys) for row in found.rows]


def sentences(found):
    return [problem.sentence for problem in found.problems]
