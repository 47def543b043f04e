"""Records as other rooms hold them → rows of the history the engine reads.

A record is a plain dict; what is absent or None is not known. Unknown keys and values
outside their scale are errors that offer the nearest right one. A list of works is the
whole list of its year, unless `more_works` says that there may be others: then what is
there counts, and what is not there is not known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vinhdanh.assess import personal
from vinhdanh.assess.conferred import conferred
from vinhdanh.assess.record_values import (
    RecordError,
    check_keys,
    codes_of,
    day_of,
    unknown,
    value_of,
    whole_of,
    yes_no_of,
)
from vinhdanh.law.fact import more_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from vinhdanh.statutes.load import Corpus

__all__ = [
    "RecordError",
    "evidence_of",
    "key_of",
    "kind_of",
    "subject_row",
    "year_rows",
]

KINDS = ("individual", "collective", "household")
_ALWAYS = {"id", "kind", "name", "nothing_before", "received_on", "years"}
_TOP = {
    "individual": _ALWAYS | personal.TOP | {"recruited_on"},
    "collective": _ALWAYS | {"founded_on", "lineage"},
    "household": _ALWAYS,
}
_SHARED = {
    "rating",
    "pending_inquiry",
    "registered",
    "titles",
    "awards",
    "basis",
    "achievement_already_awarded",
    "judged",
    "evidence",
}
_YEARLY = {
    "individual": _SHARED
    | personal.YEARLY
    | {"absence_working_days", "discipline", "initiatives", "science_projects"}
    | {"more_works"},
    "collective": _SHARED
    | {
        "members",
        "advanced_workers",
        "fulfilled",
        "grassroots_fighters",
        "disciplined_warning",
        "women",
        "targets_exceeded",
        "ranked_in_block",
        "block_leader",
        "central_block_leader",
        "movement_leader",
        "movement_years",
        "pm_movement_leader",
        "pm_movement_years",
    },
    "household": _SHARED,
}
_SHAPED = {
    "registered",
    "titles",
    "awards",
    "judged",
    "evidence",
    "initiatives",
    "science_projects",
    "more_works",
    "absence_working_days",
}
_KEYS = {
    "service_months": "recruited_on",
    "contract_months": "contract_since",
    "existence_years": "founded_on",
    "filing_years": "received_on",
    "absence_all_days": "absences",
    "training_months": "training",
    "training_rules": "training",
    "training_result": "training",
    "months_since_discipline": "discipline_ended_on",
    "years_since_discipline": "discipline_ended_on",
    "months_at_former_unit": "months_at_former_unit",
}
_LINEAGE = {"name", "share", "kind", "decided_by", "citation"}
_WORK = {"level", "name", "decision", "recognised_by", "used_for_title"}
_YEARS_BACK = 20  # no rule looks back further, year by year
WORK_LEVELS = ("grassroots", "province", "nationwide")


def top_keys(kind: str) -> frozenset[str]:
    """The keys a record of that kind may hold beside its years."""
    return frozenset(_TOP[kind])


def yearly_keys(kind: str) -> frozenset[str]:
    """The keys a year of a record of that kind may hold."""
    return frozenset(_YEARLY[kind])


def kind_of(record: Mapping[str, object]) -> str:
    """ "individual", "collective" or "household", or an error naming the record."""
    kind = record.get("kind")
    if kind not in KINDS:
        raise RecordError(
            f"Hồ sơ “{record.get('id')}”: “kind” là {kind!r}; hãy ghi individual (cá "
            "nhân), collective (tập thể) hoặc household (hộ gia đình)."
        )
    return str(kind)


def subject_row(record: Mapping[str, Any], subject: int) -> dict[str, Any]:
    """The facts of a subject that do not change by year."""
    kind, where = kind_of(record), f"Hồ sơ “{record.get('id')}”"
    check_keys(record, _TOP[kind], where)
    if not isinstance(record.get("id"), str):
        raise RecordError(f"{where}: “id” phải là chữ.")
    first = whole_of(record.get("nothing_before"), "nothing_before", where)
    row: dict[str, Any] = {"subject": subject, "nothing_before": first}
    day_of(record.get("received_on"), "received_on", where)
    if kind == "individual":
        recruited = day_of(record.get("recruited_on"), "recruited_on", where)
        row["recruited_on"] = recruited
    elif kind == "collective":
        founded = collective_founding(record)
        row["founded_on"] = founded
        # What a predecessor held may have come down to it, however old that is.
        if first is None and founded is not None and not record.get("lineage"):
            row["nothing_before"] = founded.year
    return row


def collective_founding(record: Mapping[str, Any]) -> date | None:
    """The day a collective was founded, once it agrees with its years and lineage.

    Raises RecordError for titles of a year before the founding, unless `lineage` names
    the predecessor they come from.
    """
    where = f"Hồ sơ “{record['id']}”"
    founded = day_of(record.get("founded_on"), "founded_on", where)
    for predecessor in record.get("lineage") or ():
        check_keys(predecessor, _LINEAGE, f"{where}, lineage")
    if founded is None or record.get("lineage"):
        return founded
    for year, facts in (record.get("years") or {}).items():
        told = facts.get("titles") or facts.get("awards")
        if int(year) < founded.year and told:
            raise RecordError(
                f"{where}: có danh hiệu, khen thưởng năm {year}, trước ngày thành lập "
                f"{founded:%d/%m/%Y}. Sửa một trong hai, hoặc ghi đơn vị tiền thân vào "
                "“lineage”."
            )
    return founded


def year_rows(
    record: Mapping[str, Any], subject: int, corpus: Corpus
) -> list[dict[str, Any]]:
    """One row per year of the record, with the columns the engine reads."""
    years = _counted_years(record)
    always: dict[str, Any] = {}
    if kind_of(record) == "individual":
        always = personal.top_facts(record, corpus, f"Hồ sơ “{record['id']}”")
    rows = [
        _year_row(record, int(year), dict(facts), subject, corpus) | always
        for year, facts in sorted(years.items(), key=lambda pair: int(pair[0]))
    ]
    return _before_anything(record, rows, corpus) + rows


def _counted_years(record: Mapping[str, Any]) -> Mapping[int, Any]:
    """The years of a record; before a collective's founding only by a human's decision.

    The texts are silent on whose years count after a merger or a split: without the
    `citation` of a decision for each predecessor, theirs are not known.
    """
    years: Mapping[int, Any] = record.get("years") or {}
    predecessors = record.get("lineage") or ()
    if all(each.get("citation") for each in predecessors):
        return years
    founded = collective_founding(record)
    if founded is None:
        return years
    return {year: facts for year, facts in years.items() if int(year) >= founded.year}


def _before_anything(
    record: Mapping[str, Any], rows: Sequence[Mapping[str, Any]], corpus: Corpus
) -> list[dict[str, Any]]:
    """Rows of the years in which the record says that nothing was held yet."""
    first = record.get("nothing_before")
    if first is None or not rows:
        return []
    where, subject = f"Hồ sơ “{record['id']}”", rows[0]["subject"]
    noted = {row["year"] for row in rows}
    early = [row["year"] for row in rows if row["year"] < first and _held_any(row)]
    if early:
        raise RecordError(
            f"{where}: “nothing_before” là {first} nhưng năm {early[0]} có danh hiệu, "
            "khen thưởng; hãy sửa một trong hai."
        )
    return [
        {
            "subject": subject,
            "year": year,
            **conferred(frozenset(), None, corpus, where),
        }
        for year in range(max(noted) - _YEARS_BACK, first)
        if year not in noted
    ]


def _held_any(row: Mapping[str, Any]) -> bool:
    return any(mark is True for name, mark in row.items() if name.startswith("held"))


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
    if fact.startswith("held"):
        return "titles"
    return _KEYS.get(fact, "posts" if fact.startswith("months_") else fact)


def _year_row(
    record: Mapping[str, Any],
    year: int,
    given: dict[str, Any],
    subject: int,
    corpus: Corpus,
) -> dict[str, Any]:
    kind, where = kind_of(record), f"Hồ sơ “{record['id']}”, năm {year}"
    check_keys(given, _YEARLY[kind], where)
    row: dict[str, Any] = {"subject": subject, "year": year}
    for name in sorted(_YEARLY[kind] - _SHAPED - personal.YEARLY):
        row[name] = value_of(given.get(name), corpus.facts.get(name), where)
    _check_members(row, where)
    if kind == "collective":
        _check_block(row, where)
    registered = codes_of(given.get("registered"), corpus, f"{where}, registered")
    row["registered"] = None if registered is None else bool(registered)
    titles = codes_of(given.get("titles"), corpus, f"{where}, titles")
    row.update(conferred(titles, given.get("awards"), corpus, where))
    for question, answer in (given.get("judged") or {}).items():
        row[f"judged.{question}"] = yes_no_of(answer, str(question), f"{where}, judged")
    received = record.get("received_on")
    row["filing_years"] = None if received is None else max(received.year - year, 0)
    if kind == "individual":
        row.update(personal.year_facts(record, year, given, corpus, where))
        for work in ("initiatives", "science_projects"):
            counts = _works(work, given.get(work), f"{where}, {work}")
            is_whole = not given.get("more_works")
            row.update(counts if is_whole else _at_least(counts))
    return row


def _check_members(row: Mapping[str, Any], where: str) -> None:
    members = row.get("members")
    if members is None:
        return
    if members == 0:
        raise RecordError(
            f"{where}: “members” là 0; hãy để trống khi chưa biết số người."
        )
    parts = ("advanced_workers", "fulfilled", "grassroots_fighters")
    for part in (*parts, "disciplined_warning", "women"):
        if (row[part] or 0) > members:
            raise RecordError(
                f"{where}: “{part}” là {row[part]}, nhiều hơn {members} người của tập "
                "thể; hãy sửa một trong hai."
            )


def _check_block(row: dict[str, Any], where: str) -> None:
    """A leader was ranked: said so where it was left out, an error where denied."""
    if row["block_leader"]:
        if row["ranked_in_block"] is False:
            raise RecordError(
                f"{where}: “block_leader” là có nhưng “ranked_in_block” là không; tập "
                "thể dẫn đầu thì đã được xếp hạng. Hãy sửa một trong hai."
            )
        row["ranked_in_block"] = True


def _works(
    name: str, given: Sequence[Mapping[str, Any]] | None, where: str
) -> dict[str, int | None]:
    """Counts of initiatives or science works by level; a higher level counts lower."""
    if given is None:
        return {f"{name}_{level}": None for level in (*WORK_LEVELS, "unused")}
    ranks = []
    for work in given:
        check_keys(work, _WORK, where)
        level = str(work.get("level"))
        if level not in WORK_LEVELS:
            raise RecordError(f"{where}: {unknown('cấp', level, WORK_LEVELS)}")
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
