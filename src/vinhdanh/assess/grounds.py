"""What every answer on a norm shares: names, how sure it is, where it stands."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from vinhdanh.law.cite import Standing
from vinhdanh.law.fact import unknown_name
from vinhdanh.law.norm import weakest
from vinhdanh.statutes.load import corpus
from vinhdanh.statutes.load_norms import Honour, norms

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from vinhdanh.law.norm import Norm

_CHECK = (" — cần đối chiếu văn bản gốc", " — to be checked against the text")


def honour(code: str, day: date | None = None) -> Honour:
    """The title or form of that code, by its name of the day where one is given.

    Raises ValueError, which names the nearest code.
    """
    known = norms().honours
    if code not in known:
        raise ValueError(unknown_name("award", code, known))
    ruled = corpus().awards.get(code)
    if day is None or ruled is None:
        return known[code]
    return replace(known[code], name=ruled.name_on(day))


def standing_on(day: date, grounds: Iterable[Norm]) -> Standing:
    """How sure an answer of that day is: its weakest ground; no law unread is known.

    Raises LawDateError for a day that no regime covers.
    """
    if not corpus().regimes.on(day).reviewed:
        return Standing.UNKNOWN
    return weakest(norm.standing for norm in grounds)


def places(grounds: Iterable[Norm]) -> tuple[str, ...]:
    """Where each ground stands, aloud, each place once."""
    instruments = corpus().instruments
    return tuple(dict.fromkeys(norm.place(instruments) for norm in grounds))


def with_places(
    said: str, cites: Iterable[str], standing: Standing, *, english: bool = False
) -> str:
    """A sentence with its places, and a warning when it is not SOURCED."""
    listed = "; ".join(cites)
    where = f" ({listed})" if listed else ""
    note = "" if standing is Standing.SOURCED else _CHECK[english]
    return f"{said}{where}{note}."
