"""What a record says of a person beyond the yearly facts: service, absence, posts.

The situations few people are in (training, án treo, a transfer, …) stay null where
nobody noted them: `law.branch.IfNoted` reads that as "did not happen".
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from vinhdanh.assess.record_values import (
    RecordError,
    check_keys,
    day_of,
    rank_of,
    unknown,
    whole_of,
    yes_no_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from vinhdanh.statutes.load import Corpus

TOP = {"gender", "occupation", "contract_since", "posts"}
YEARLY = {
    "absences",
    "training",
    "suspended_sentence",
    "discipline_ended_on",
    "months_at_former_unit",
    "former_unit_comment",
    "seconded",
    "receiving_unit_comment",
    "combat_merit",
}
ABSENCES = (
    "maternity",
    "treatment_after_brave_act",
    "training",
    "sick",
    "unpaid",
    "other",
)
COUNTED_AS_WORK = frozenset({"maternity", "treatment_after_brave_act", "training"})
POSTS = (
    "central_committee_member",
    "provincial_secretary",
    "provincial_deputy_secretary",
    "provincial_chair",
    "provincial_deputy_chair",
    "general_director",
    "deputy_general_director",
    "department_head",
    "deputy_department_head",
    "provincial_department_director",
)
"""Posts the decrees list: Party Central Committee member; secretary, deputy secretary
of a province; chair, deputy chair of a provincial HĐND or UBND; tổng cục trưởng and
deputy; vụ trưởng and deputy; giám đốc sở."""
_YES_NO = (
    "suspended_sentence",
    "former_unit_comment",
    "seconded",
    "receiving_unit_comment",
    "combat_merit",
)


def top_facts(record: Mapping[str, Any], corpus: Corpus, where: str) -> dict[str, Any]:
    """What holds in every year; nobody's occupation noted: an employee."""
    facts = corpus.facts
    occupation = record.get("occupation") or "employee"
    day_of(record.get("contract_since"), "contract_since", where)
    for post in record.get("posts") or ():
        check_keys(post, {"post", "from", "to"}, f"{where}, posts")
        if post.get("post") not in POSTS:
            raise RecordError(
                f"{where}, posts: {unknown('chức vụ', str(post.get('post')), POSTS)}"
            )
        first = day_of(post.get("from"), "from", f"{where}, posts")
        last = day_of(post.get("to"), "to", f"{where}, posts")
        if first is None or (last is not None and last < first):
            raise RecordError(
                f"{where}, posts: mỗi chức vụ cần ngày bắt đầu (from) không sau ngày "
                "kết thúc (to)."
            )
    return {
        "gender": rank_of(record.get("gender"), facts.get("gender"), where),
        "occupation": rank_of(occupation, facts.get("occupation"), where),
    }


def year_facts(
    record: Mapping[str, Any],
    year: int,
    given: Mapping[str, Any],
    corpus: Corpus,
    where: str,
) -> dict[str, Any]:
    """The columns of one year that only a person has."""
    row: dict[str, Any] = {
        "contract_months": _months_to(record.get("contract_since"), year),
        "months_at_former_unit": whole_of(
            given.get("months_at_former_unit"), "months_at_former_unit", where
        ),
        **{name: yes_no_of(given.get(name), name, where) for name in _YES_NO},
        **_absences(given, where),
        **_training(given.get("training"), corpus, where),
        **_discipline(record, year, where),
        **_service(record, year),
    }
    if row["former_unit_comment"] is not None and row["months_at_former_unit"] is None:
        raise RecordError(
            f"{where}: có “former_unit_comment” nhưng thiếu “months_at_former_unit”; "
            "hãy ghi số tháng công tác ở đơn vị cũ trong năm."
        )
    return row


def _months_to(since: date | None, year: int) -> int | None:
    """Whole months from the day to 31 December of the year, as service is counted."""
    if since is None:
        return None
    return max((year + 1 - since.year) * 12 + 1 - since.month - (since.day > 1), 0)


def _absences(given: Mapping[str, Any], where: str) -> dict[str, int | None]:
    """All days of absence, and those left once the time counted as work is out."""
    total = whole_of(given.get("absence_working_days"), "absence_working_days", where)
    listed: Sequence[Mapping[str, Any]] | None = given.get("absences")
    if listed is None:
        return {"absence_working_days": total, "absence_all_days": total}
    days: dict[str, int] = {}
    for absence in listed:
        check_keys(absence, {"kind", "working_days"}, f"{where}, absences")
        kind = str(absence.get("kind"))
        if kind not in ABSENCES:
            raise RecordError(
                f"{where}, absences: {unknown('lý do nghỉ', kind, ABSENCES)}"
            )
        number = whole_of(
            absence.get("working_days"), "working_days", f"{where}, absences"
        )
        if number is None:
            raise RecordError(f"{where}, absences: thiếu “working_days” (số ngày).")
        days[kind] = days.get(kind, 0) + number
    left = sum(number for kind, number in days.items() if kind not in COUNTED_AS_WORK)
    if total is not None and total != left:
        raise RecordError(
            f"{where}: “absence_working_days” là {total} nhưng các lần nghỉ trong "
            f"“absences” phải tính là {left} ngày; hãy sửa một trong hai."
        )
    return {"absence_working_days": left, "absence_all_days": sum(days.values())}


def _training(
    given: Mapping[str, Any] | None, corpus: Corpus, where: str
) -> dict[str, Any]:
    if given is None:
        return dict.fromkeys(("training_months", "training_rules", "training_result"))
    place = f"{where}, training"
    check_keys(given, {"months", "rules_observed", "result"}, place)
    months = whole_of(given.get("months"), "months", place)
    if months is None:
        raise RecordError(f"{place}: thiếu “months” (số tháng của khóa học).")
    fact = corpus.facts.get("training_result")
    return {
        "training_months": months,
        "training_rules": yes_no_of(
            given.get("rules_observed"), "rules_observed", place
        ),
        "training_result": rank_of(given.get("result"), fact, place),
    }


def _discipline(
    record: Mapping[str, Any], year: int, where: str
) -> dict[str, int | None]:
    """Months and whole years from the last end of a discipline to the year's end."""
    ends = []
    for noted, facts in (record.get("years") or {}).items():
        ended = day_of(facts.get("discipline_ended_on"), "discipline_ended_on", where)
        if ended is not None and int(noted) <= year:
            ends.append(ended)
    if not ends:
        return {"months_since_discipline": None, "years_since_discipline": None}
    last = max(ends)
    return {
        "months_since_discipline": _months_to(last, year),
        "years_since_discipline": max(year - last.year, 0),
    }


def _service(record: Mapping[str, Any], year: int) -> dict[str, int | None]:
    """Months in each listed post up to the year's end; no list at all: not known."""
    posts = record.get("posts")
    if posts is None:
        return {f"months_{post}": None for post in POSTS}
    end = date(year, 12, 31)
    months = dict.fromkeys(POSTS, 0)
    for held in posts:
        last = min(held.get("to") or end, end)
        if held["from"] <= last:
            months[held["post"]] += _span_months(held["from"], last)
    return {f"months_{post}": number for post, number in months.items()}


def _span_months(first: date, last: date) -> int:
    """Whole months from the first day to the last, both worked."""
    after = date.fromordinal(last.toordinal() + 1)
    months = (after.year - first.year) * 12 + after.month - first.month
    return months - (after.day < first.day)
