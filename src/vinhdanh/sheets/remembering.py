"""A mapping remembered: next year's sheet of the same form is understood as this one.

What the officer settled is kept by the order of the headings and with years counted
from the year of the list, so that “Xếp loại 2017” takes after “Xếp loại 2016”.
"""

import hashlib
import re
from dataclasses import replace
from typing import Any, Final

from vinhdanh.sheets.extents import column_index
from vinhdanh.sheets.mapping import Mapping, Use
from vinhdanh.viet import text

_YEAR: Final = re.compile(r"(?:19|20)\d{2}")


def signature(mapping: Mapping, year: int) -> str:
    """What two sheets of the same form share: their headings, years counted from
    the year of the list. Marks, case and spaces do not matter, order does.
    """
    words = [_told_from(heading, year) for _, heading in _headings(mapping)]
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:32]


def kept(mapping: Mapping, year: int) -> dict[str, Any]:
    """What to store of a mapping that the officer settled: plain JSON data."""
    return {
        "columns": [
            _kept(mapping.columns.get(letter), year) for letter, _ in _headings(mapping)
        ],
        "blank_means": dict(mapping.blank_means),
    }


def recalled(guessed: Mapping, known: dict[str, Any], year: int) -> Mapping:
    """The mapping guessed for a sheet, with what was settled for one of its form.

    known: as `kept` gave it for a sheet of the same `signature`; one for another
    number of headings is passed over.
    """
    headings = _headings(guessed)
    if len(known["columns"]) != len(headings):
        return guessed
    uses = {
        letter: _used(said, year)
        for (letter, _), said in zip(headings, known["columns"], strict=True)
        if said is not None
    }
    return replace(
        guessed,
        columns=uses,
        blank_means={**guessed.blank_means, **known["blank_means"]},
        supposed=tuple(
            letter
            for letter in guessed.supposed
            if uses.get(letter) == guessed.columns.get(letter)
        ),
    )


def _headings(mapping: Mapping) -> list[tuple[str, str]]:
    return sorted(mapping.headings.items(), key=lambda item: column_index(item[0]))


def _told_from(heading: str, year: int) -> str:
    words = " ".join(re.sub(r"[^\w\s]", " ", text.fold(heading)).split())
    return _YEAR.sub(lambda found: f"{int(found[0]) - year:+d}", words)


def _kept(use: Use | None, year: int) -> dict[str, Any] | None:
    if use is None:
        return None
    return {**vars(use), "year": None if use.year is None else use.year - year}


def _used(said: dict[str, Any], year: int) -> Use:
    offset = said["year"]
    return Use(**{**said, "year": None if offset is None else year + offset})
