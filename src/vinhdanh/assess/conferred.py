"""Awards with their basis: what counts as the ground of a higher one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vinhdanh.assess.record_values import (
    RecordError,
    check_keys,
    codes_of,
    day_of,
    unknown,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from vinhdanh.statutes.load import Corpus

BASES = ("merit", "movement", "sudden", "service", "foreign")
_MERIT = frozenset({"merit", "service", "foreign"})


def conferred(
    titles: frozenset[str] | None,
    awards: Sequence[Mapping[str, Any]] | None,
    corpus: Corpus,
    where: str,
) -> dict[str, bool | None]:
    """What the year's titles and awards count as held, on each basis.

    `titles` are of merit. An award whose basis nobody noted may be of any.
    """
    given: dict[str, set[str | None]] = {code: set() for code in corpus.awards}
    for code in titles or ():
        given[code].add("merit")
    for award in awards or ():
        place = f"{where}, awards"
        check_keys(award, {"award", "basis", "decided_on", "no", "authority"}, place)
        codes_of([str(award.get("award"))], corpus, place)
        basis = award.get("basis")
        if basis is not None and basis not in BASES:
            raise RecordError(f"{place}: {unknown('loại hình', str(basis), BASES)}")
        day_of(award.get("decided_on"), "decided_on", place)
        given[str(award["award"])].add(basis)
    absent = None if titles is None else False
    row: dict[str, bool | None] = {}
    for code, bases in given.items():
        held = _counts(bases, _MERIT, absent)
        row[f"held.{code}"] = held
        if corpus.awards[code].kind == "form":
            row[f"held_or_sudden.{code}"] = _counts(bases, _MERIT | {"sudden"}, absent)
            row[f"held_anyhow.{code}"] = True if bases else absent
    return row


def _counts(
    bases: set[str | None], wanted: frozenset[str], absent: bool | None
) -> bool | None:
    if bases & wanted:
        return True
    return None if None in bases else absent
