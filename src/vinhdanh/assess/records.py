"""Records as other rooms hold them → rows of the history the engine reads.

A record is a plain dict; what is absent or None is not known. Unknown keys and values
outside their scale are errors that offer the nearest right one. A list of works is the
whole list of its year, unless `more_works` says that there may be others: then what is
there counts, and what is not there is not known.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from vinhdanh.law.fact import Fact, more_of, unknown_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from vinhdanh.statutes.load import Corpus

KINDS = ("individual", "collective")
_TOP = {
    "individual": {"id", "kind", "name", "recruited_on", "years"},
    "collective": {"id", "kind", "name", "years"},
}
_SHARED = {"rating", "pending_inquiry", "registered", "titles", "judged", "evidence"}
_YEARLY = {
    "individual": _SHARED
    | {"absence_working_days", "discipline", "initiatives", "science_projects"}
    | {"more_works"},
    "collective": _SHARED
    | {
        "members",
        "advanced_workers",
        "fulfilled",
        "grassroots_fighters",
        "disciplined_warning",
    },
}
_WORK = {"level", "name", "decision", "used_for_title"}
WORK_LEVELS = ("grassroots", "province", "nationwide")


class RecordError(ValueError):
    """A record that cannot be read: which subject, which key, what to write instead."""


def kind_of(record: Mapping[str, object]) -> str:
    """ "individual" or "collective", or an error naming the record."""
    kind = record.get("kind")
    if kind not in KINDS:
        raise RecordError(
            f"Record {record.get('id')!r}: kind is {kind!r}; "
            "it must be 'individual' or 'collective'."
        )
    return str(kind)


def subject_row(record: Mapping[str, Any], subject: int) -> dict[str, Any]:
    """The facts of a subject that do not change by year."""
    kind = kind_of(record)
    _check_keys(record, _TOP[kind], f"Record {record.get('id')!r}")
    if not isinstance(record.get("id"), str):
        raise RecordError(f"Record {record.get('id')!r}: its id must be a text.")
    row: dict[str, Any] = {"subject": subject}
    if kind == "individual":
        recruited = record.get("recruited_on")
        if recruited is not None and not isinstance(recruited, date):
            raise RecordError(
                f"Record {record['id']!r}: recruited_on is {recruited!r}; "
                "it must be a date or None."
            )
        row["recruited_on"] = recruited
    return row


def year_rows(
    record: Mapping[str, Any], subject: int, corpus: Corpus
) -> list[dict[str, Any]]:
    """One row per year of the record, with the columns the engine reads."""
    years = record.get("years") or {}
    return [
        _year_row(record, int(year), dict(facts), subject, corpus)
        for year, facts in sorted(years.items(), key=lambda pair: int(pair[0]))
    ]


def evidence_of(record: Mapping[str, Any], year: int, fact: str) -> tuple[str, ...]:
    """The evidence noted for a fact of a year: "dòng 14, cột K"."""
    years: Mapping[Any, Any] = record.get("years") or {}
    facts = years.get(year) or years.get(str(year)) or {}
    noted = (facts.get("evidence") or {}).get(key_of(fact))
    if noted is None:
        return ()
    return (noted,) if isinstance(noted, str) else tuple(noted)


def key_of(fact: str) -> str:
    """The record's key a fact comes from."""
    for work in ("initiatives", "science_projects"):
        if fact.startswith(f"{work}_"):
            return work
    if fact.startswith("held."):
        return "titles"
    return "recruited_on" if fact == "service_months" else fact


def _year_row(
    record: Mapping[str, Any],
    year: int,
    given: dict[str, Any],
    subject: int,
    corpus: Corpus,
) -> dict[str, Any]:
    kind, where = kind_of(record), f"Record {record['id']!r}, year {year}"
    _check_keys(given, _YEARLY[kind], where)
    row: dict[str, Any] = {"subject": subject, "year": year}
    plain = _YEARLY[kind] - {
        "registered",
        "titles",
        "judged",
        "evidence",
        "initiatives",
        "science_projects",
        "more_works",
    }
    for name in sorted(plain):
        row[name] = _value(given.get(name), corpus.facts.get(name), where)
    _check_members(row, where)
    registered = _codes(given.get("registered"), corpus, f"{where}, registered")
    row["registered"] = None if registered is None else bool(registered)
    titles = _codes(given.get("titles"), corpus, f"{where}, titles")
    for award in corpus.awards:
        row[f"held.{award}"] = None if titles is None else award in titles
    for question, answer in (given.get("judged") or {}).items():
        row[f"judged.{question}"] = answer
    if kind == "individual":
        for work in ("initiatives", "science_projects"):
            counts = _works(work, given.get(work), f"{where}, {work}")
            is_whole = not given.get("more_works")
            row.update(counts if is_whole else _at_least(counts))
    return row


def _check_keys(given: Mapping[str, Any], known: set[str], where: str) -> None:
    for key in given:
        if key not in known:
            raise RecordError(f"{where}: {unknown_name('key', str(key), known)}")


def _value(value: Any, fact: Fact, where: str) -> int | bool | None:
    if value is None:
        return None
    if fact.type == "level":
        codes = [code for code, _, _ in fact.levels]
        if value not in codes:
            raise RecordError(
                f"{where}: {unknown_name(f'level of {fact.id}', str(value), codes)}"
            )
        return fact.rank(value)
    if fact.type == "yes_no":
        if not isinstance(value, bool):
            raise RecordError(f"{where}: {fact.id} is {value!r}; write True or False.")
        return value
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise RecordError(
            f"{where}: {fact.id} is {value!r}; it must be a whole number from 0."
        )
    return value


def _check_members(row: Mapping[str, Any], where: str) -> None:
    members = row.get("members")
    if members is None:
        return
    if members == 0:
        raise RecordError(f"{where}: members is 0; leave it out when it is not known.")
    parts = ("advanced_workers", "fulfilled", "grassroots_fighters")
    for part in (*parts, "disciplined_warning"):
        if (row[part] or 0) > members:
            raise RecordError(
                f"{where}: {part} is {row[part]}, more than the {members} members."
            )


def _codes(
    given: Sequence[str] | None, corpus: Corpus, where: str
) -> frozenset[str] | None:
    if given is None:
        return None
    for code in given:
        if code not in corpus.awards:
            raise RecordError(f"{where}: {unknown_name('award', code, corpus.awards)}")
    return frozenset(given)


def _works(
    name: str, given: Sequence[Mapping[str, Any]] | None, where: str
) -> dict[str, int | None]:
    """Counts of initiatives or science works by level; a higher level counts lower."""
    if given is None:
        return {f"{name}_{level}": None for level in (*WORK_LEVELS, "unused")}
    ranks = []
    for work in given:
        _check_keys(work, _WORK, where)
        level = str(work.get("level"))
        if level not in WORK_LEVELS:
            raise RecordError(f"{where}: {unknown_name('level', level, WORK_LEVELS)}")
        ranks.append(WORK_LEVELS.index(level))
    counts: dict[str, int | None] = {
        f"{name}_{level}": sum(rank >= least for rank in ranks)
        for least, level in enumerate(WORK_LEVELS)
    }
    used = [work.get("used_for_title") for work in given]
    unused = None if None in used else used.count(False)
    return {**counts, f"{name}_unused": unused}


def _at_least(counts: Mapping[str, int | None]) -> dict[str, int | bool | None]:
    """Counts of works known so far: none known yet is not known to be none."""
    least: dict[str, int | bool | None] = {
        name: count or None for name, count in counts.items()
    }
    return least | {more_of(name): True for name in counts}
