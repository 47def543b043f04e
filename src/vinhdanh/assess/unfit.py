"""A title asked for a subject it is never given to: no, and why.

A person confirms it where the standard of those it is given to has not been read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vinhdanh.law.cite import Standing
from vinhdanh.law.evaluate import titles_on
from vinhdanh.law.explain import UNPLACED, Explained
from vinhdanh.law.verdict import Reason, Word
from vinhdanh.statutes.load import corpus

if TYPE_CHECKING:
    from datetime import date

    from vinhdanh.law.cite import Cite
    from vinhdanh.law.evaluate import Book

_WHOM = {
    "individual": ("cá nhân", "people"),
    "collective": ("tập thể", "collectives"),
    "household": ("hộ gia đình", "households"),
}
_KIND = {"title": "danh hiệu", "form": "hình thức khen thưởng"}


def unfit_for(award: str, kind: str, day: date, book: Book) -> Explained:
    """The answer for a title that is not given to that kind of subject."""
    row = corpus().awards[award]
    fits = [subject for subject in _WHOM if subject in row.subjects]
    whom = " và ".join(_WHOM[subject][0] for subject in fits)
    whom_en = " and ".join(_WHOM[subject][1] for subject in fits)
    name, (given, given_en) = row.name_on(day), _WHOM[kind]
    cite = _cite(award, fits, day, book)
    standing = Standing.RECALLED if cite is None else Standing.SOURCED
    if not book.regimes.on(day).reviewed:
        standing = Standing.UNKNOWN
    sure = standing is Standing.SOURCED
    said = f"“{name}” là {_KIND[row.kind]} của {whom}"
    reason = Reason(
        criterion="subject",
        mark=False,
        sentence=said,
        sentence_en=f"{award} is given to {whom_en}",
        found=f"đề nghị cho {given}",
        found_en=f"asked for {given_en}",
        cite=UNPLACED if cite is None else corpus().instruments.say(cite),
        standing=standing.value,
        local=False,
        judged=False,
    )
    short = f"Không xét: {said}, không tặng {given}."
    if not sure:
        short = f"{said}, không tặng {given}: cần người xác nhận."
    return Explained(
        word=Word.NO if sure else Word.CONFIRM,
        short=short,
        reasons=(reason,),
        missing=(),
        standing=standing.value,
    )


def _cite(award: str, fits: list[str], day: date, book: Book) -> Cite | None:
    """Where the standard of those it is given to stands, if it is written down."""
    cites = (
        criterion.cite
        for subject in fits
        for title in titles_on(book, day, subject, [award])
        if title.award == award
        for criterion in title.criteria
    )
    return next((cite for cite in cites if cite is not None), None)
