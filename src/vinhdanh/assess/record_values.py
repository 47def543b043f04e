"""Values of a record, read one by one; a fault names the place and what to write."""

from __future__ import annotations

import difflib
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from vinhdanh.law.fact import Fact
    from vinhdanh.statutes.load import Corpus


class RecordError(ValueError):
    """A record that cannot be read: which subject, which key, what to write instead."""


def unknown(what: str, given: str, known: Iterable[str]) -> str:
    """The sentence for a name nobody knows: it offers the nearest right one."""
    names = sorted(known)
    near = difflib.get_close_matches(given, names, n=1)
    hint = f"Có phải là “{near[0]}”?" if near else f"Hãy dùng: {', '.join(names)}."
    return f"không có {what} “{given}”. {hint}"


def check_keys(given: Mapping[str, Any], known: Iterable[str], where: str) -> None:
    """Raise RecordError for the first key that is not known."""
    names = frozenset(known)
    for key in given:
        if key not in names:
            raise RecordError(f"{where}: {unknown('trường', str(key), names)}")


def day_of(given: Any, key: str, where: str) -> date | None:
    """A calendar day, or None where it is not known."""
    if given is not None and not isinstance(given, date):
        raise RecordError(
            f"{where}: “{key}” là {given!r}; hãy ghi một ngày, hoặc để trống."
        )
    return given


def whole_of(given: Any, key: str, where: str) -> int | None:
    """A whole number from 0, or None where it is not known."""
    if given is None:
        return None
    if isinstance(given, bool) or not isinstance(given, int) or given < 0:
        raise RecordError(f"{where}: “{key}” là {given!r}; hãy ghi số nguyên từ 0.")
    return given


def yes_no_of(given: Any, key: str, where: str) -> bool | None:
    """True or False, or None where it is not known."""
    if given is not None and not isinstance(given, bool):
        raise RecordError(
            f"{where}: “{key}” là {given!r}; hãy ghi có (true) hoặc không (false)."
        )
    return given


def rank_of(given: Any, fact: Fact, where: str) -> int | None:
    """The rank of a level, or None where it is not known."""
    if given is None:
        return None
    codes = [code for code, _, _ in fact.levels]
    if given not in codes:
        raise RecordError(
            f"{where}: {unknown(f'mức của {fact.id}', str(given), codes)}"
        )
    return codes.index(given)


def value_of(given: Any, fact: Fact, where: str) -> int | bool | None:
    """The value of a fact, by its type."""
    if fact.type == "level":
        return rank_of(given, fact, where)
    if fact.type == "yes_no":
        return yes_no_of(given, fact.id, where)
    return whole_of(given, fact.id, where)


def codes_of(
    given: Sequence[str] | None, corpus: Corpus, where: str
) -> frozenset[str] | None:
    """Award codes, each known."""
    if given is None:
        return None
    for code in given:
        if code not in corpus.awards:
            what = "danh hiệu, hình thức"
            raise RecordError(f"{where}: {unknown(what, str(code), corpus.awards)}")
    return frozenset(given)
