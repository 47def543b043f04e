"""One way in which an office lays out a list, with what must come of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from vinhdanh.sheets import mapping, reading
from vinhdanh.sheets.container import Limits
from vinhdanh.sheets.kinds import ListKind
from vinhdanh.sheets.roster import ROSTER

YEAR = 2016


@dataclass(frozen=True)
class Style:
    """A sheet made in memory.

    name: of the style, as an officer would say it. rows: what is known of each row
    and nothing more; or refused: words of the sentence the file is refused with.
    told: for every problem, words that its sentence holds, in the order of the rows.
    blanks: what the officer says that empty cells mean.
    """

    name: str
    data: Callable[[], bytes]
    rows: tuple[dict[str, Any], ...] = ()
    refused: str = ""
    told: tuple[str, ...] = ()
    filename: str = "danh-sach.xlsx"
    kind: ListKind = ROSTER
    blanks: dict[str, str] = field(default_factory=dict)
    limits: Limits = field(default_factory=Limits)

    def read(self):
        """The reading of the file as the program guesses it."""
        book = reading.open_workbook(self.data(), self.filename, self.limits)
        chosen = mapping.guess(book, self.kind, year=YEAR)
        for key, code in self.blanks.items():
            chosen = chosen.with_blank(key, code)
        return reading.read(book, chosen, self.kind, year=YEAR)


def known(values):
    """What a row says; what it leaves unknown is left out."""
    said = {}
    for key, value in values.items():
        told = value
        if isinstance(value, dict):
            told = {at: one for at, one in value.items() if one not in (None, [])}
        if told not in (None, [], {}, ""):
            said[key] = told
    return said


def person(name, born="1980-02-28", unit="Phòng Tổng hợp", **more):
    """What is known of somebody; a year alone is a date not whole."""
    said = {"name": name}
    if born:
        said["birth_date" if len(born) > 7 else "birth_date_partial"] = born
    return said | ({"unit": unit} if unit else {}) | more


YEAR_ONLY = "chỉ có năm"
NO_UNIT = "chưa rõ thuộc phòng"
