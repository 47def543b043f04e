"""An office's own dated rules, as data: criteria, quotas, council rules.

Stored by other rooms as JSON. The condition language says only what the facts say:
{"all": [...]}, {"any": [...]}, {"fact": "rating", "at_least": "HTT"} (also "more_than",
"at_most", "below", and "is" for yes-or-no facts), {"fact": "advanced_workers",
"share": [80, 100], "of": "members"} for a least share, {"earned": "LDTT"}, and
{"judged": "id", "question": "…"}.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from vinhdanh.assess.record_values import unknown
from vinhdanh.law.dates import InForce, LawDateError
from vinhdanh.statutes.load import corpus

if TYPE_CHECKING:
    from vinhdanh.law.fact import Facts

COMPARISONS = ("at_least", "more_than", "at_most", "below", "is")
ROUNDINGS = ("floor", "ceil", "nearest")
BALLOTS = ("secret", "open", "ballot")
COUNTED = ("both", "unit", "submission")
_KEYS = {
    "id",
    "title",
    "kind",
    "first_day",
    "last_day",
    "source",
    "invented",
    "subject",
    "says",
    "holds",
    "share",
    "base",
    "rounding",
    "counted",
    "quorum",
    "threshold",
    "strict",
    "ballot",
}


class LocalRuleError(ValueError):
    """A local rule that cannot be read: which rule, what is wrong, what to write."""


@dataclass(frozen=True, slots=True)
class LocalRule:
    """One dated rule of an office. `title` is an award, or "*" for a council rule.

    `content` holds what its kind asks for: a criterion its `subject`, `says`, `holds`;
    a quota its `share` [n, of], `base`, `rounding`, and `counted`: on each "unit", on
    the whole "submission", or on "both"; a council rule `quorum` [n, of], `threshold`
    [n, of], `strict`, `ballot`. `invented` marks a sample's made-up rule.
    """

    id: str
    title: str
    kind: Literal["criterion", "quota", "council"]
    first_day: date
    last_day: date | None
    source: str
    invented: bool
    content: Mapping[str, Any]

    @property
    def in_force(self) -> InForce:
        """Its days, both inclusive."""
        return InForce(self.first_day, self.last_day)

    @property
    def said_source(self) -> str:
        """Its source as an explanation names it; an invented rule says so."""
        return f"{self.source} (quy định minh họa)" if self.invented else self.source

    def as_dict(self) -> dict[str, Any]:
        """JSON-safe: `parse` reads it back to an equal rule."""
        last_day = None if self.last_day is None else self.last_day.isoformat()
        return {
            "id": self.id,
            "title": self.title,
            "kind": self.kind,
            "first_day": self.first_day.isoformat(),
            "last_day": last_day,
            "source": self.source,
            "invented": self.invented,
            **self.content,
        }

    @classmethod
    def parse(cls, plain: Mapping[str, Any]) -> LocalRule:
        """The rule of a plain dict; LocalRuleError names the rule and the fault."""
        where = f"Quy định “{plain.get('id')}”"
        for key in plain:
            if key not in _KEYS:
                raise LocalRuleError(f"{where}: {unknown('trường', key, _KEYS)}")
        kind = plain.get("kind")
        check = {
            "criterion": _criterion,
            "quota": _quota,
            "council": _council,
        }.get(str(kind))
        if check is None:
            raise LocalRuleError(
                f"{where}: “kind” là {kind!r}; hãy ghi criterion (tiêu chí), quota (tỷ "
                "lệ) hoặc council (hội đồng)."
            )
        for key in ("id", "title", "first_day", "source"):
            if not plain.get(key):
                raise LocalRuleError(f"{where}: thiếu “{key}”.")
        _check_title(plain, where)
        rule = cls(
            id=str(plain["id"]),
            title=str(plain["title"]),
            kind=kind,  # type: ignore[arg-type]
            first_day=_day(plain["first_day"], where),
            last_day=None
            if plain.get("last_day") is None
            else _day(plain["last_day"], where),
            source=str(plain["source"]),
            invented=bool(plain.get("invented", False)),
            content=check(plain, where),
        )
        try:
            rule.in_force  # noqa: B018  the span itself refuses days in wrong order
        except LawDateError:
            raise LocalRuleError(
                f"{where}: ngày đầu {rule.first_day:%d/%m/%Y} ở sau ngày cuối; hãy đổi "
                "chỗ hai ngày hoặc sửa năm."
            ) from None
        return rule


def check_condition(plain: Any, facts: Facts, where: str) -> None:
    """Raise LocalRuleError unless the condition is one that can be evaluated."""
    if not isinstance(plain, Mapping):
        raise LocalRuleError(
            f"{where}: điều kiện phải là một bảng, không phải {plain!r}."
        )
    for several in ("all", "any"):
        if several in plain:
            if not plain[several]:
                raise LocalRuleError(f"{where}: “{several}” chưa có điều kiện nào.")
            for part in plain[several]:
                check_condition(part, facts, where)
            return
    _check_one(plain, facts, where)


def _check_one(plain: Mapping[str, Any], facts: Facts, where: str) -> None:
    if "earned" in plain:
        _check_award(plain["earned"], where)
    elif "judged" in plain:
        if not plain.get("question"):
            raise LocalRuleError(
                f"{where}: điều kiện do Hội đồng xét cần câu hỏi (question)."
            )
    elif "share" in plain:
        _check_share(plain, facts, where)
    elif "fact" in plain:
        _check_comparison(plain, facts, where)
    else:
        raise LocalRuleError(
            f"{where}: {sorted(plain)} không phải là điều kiện; hãy dùng all, any, "
            "fact, earned hoặc judged."
        )


def _check_share(plain: Mapping[str, Any], facts: Facts, where: str) -> None:
    if set(plain) != {"fact", "share", "of"}:
        raise LocalRuleError(
            f"{where}: tỷ lệ viết như {{'fact': …, 'share': [80, 100], 'of': …}}."
        )
    _ratio(plain, "share", where)
    for name in (plain["fact"], plain["of"]):
        if name not in facts or facts.get(name).type != "count":
            counted = [fact.id for fact in facts if fact.type == "count"]
            raise LocalRuleError(f"{where}: {unknown('số đếm', name, counted)}")


def _check_comparison(plain: Mapping[str, Any], facts: Facts, where: str) -> None:
    if plain["fact"] not in facts:
        names = [fact.id for fact in facts]
        raise LocalRuleError(f"{where}: {unknown('dữ kiện', plain['fact'], names)}")
    fact = facts.get(plain["fact"])
    used = [name for name in COMPARISONS if name in plain]
    if len(used) != 1 or len(plain) != 2:  # noqa: PLR2004  the fact and one comparison
        raise LocalRuleError(
            f"{where}: dữ kiện “{fact.id}” cần đúng một trong các phép so sánh "
            f"{', '.join(COMPARISONS)}."
        )
    value = plain[used[0]]
    if (fact.type == "yes_no") != (used[0] == "is"):
        raise LocalRuleError(
            f"{where}: “is” chỉ dùng cho dữ kiện có hoặc không, và dữ kiện ấy chỉ dùng "
            f"“is”; “{fact.id}” thuộc kiểu {fact.type}."
        )
    if fact.type == "level":
        codes = [code for code, _, _ in fact.levels]
        if value not in codes:
            raise LocalRuleError(f"{where}: {unknown('mức', str(value), codes)}")
    elif fact.type == "yes_no":
        if not isinstance(value, bool):
            raise LocalRuleError(
                f"{where}: “{fact.id}” là có (true) hoặc không (false)."
            )
    elif isinstance(value, bool) or not isinstance(value, int):
        raise LocalRuleError(f"{where}: “{fact.id}” phải là số nguyên.")


def _criterion(plain: Mapping[str, Any], where: str) -> dict[str, Any]:
    if plain.get("subject") not in {"individual", "collective"}:
        raise LocalRuleError(
            f"{where}: “subject” là individual (cá nhân) hoặc collective (tập thể)."
        )
    if not plain.get("says"):
        raise LocalRuleError(f"{where}: thiếu “says”: quy định bằng vài chữ.")
    check_condition(plain.get("holds"), corpus().facts, where)
    return {key: plain[key] for key in ("subject", "says", "holds")}


def _quota(plain: Mapping[str, Any], where: str) -> dict[str, Any]:
    rounding = plain.get("rounding", "floor")
    if rounding not in ROUNDINGS:
        raise LocalRuleError(
            f"{where}: {unknown('cách làm tròn', rounding, ROUNDINGS)}"
        )
    base = plain.get("base")
    if base != "headcount":
        _check_award(base, where)
    counted = plain.get("counted", "both")
    if counted not in COUNTED:
        raise LocalRuleError(f"{where}: {unknown('phạm vi đếm', counted, COUNTED)}")
    return {
        "share": _ratio(plain, "share", where),
        "base": base,
        "rounding": rounding,
        "counted": counted,
    }


def _council(plain: Mapping[str, Any], where: str) -> dict[str, Any]:
    ballot = plain.get("ballot", "ballot")
    if ballot not in BALLOTS:
        raise LocalRuleError(f"{where}: {unknown('cách biểu quyết', ballot, BALLOTS)}")
    return {
        "quorum": _ratio(plain, "quorum", where),
        "threshold": _ratio(plain, "threshold", where),
        "strict": bool(plain.get("strict", False)),
        "ballot": ballot,
    }


def _ratio(plain: Mapping[str, Any], key: str, where: str) -> list[int]:
    match plain.get(key):
        case [int(num), int(den)] if 0 <= num <= den and den > 0:
            return [num, den]
        case given:
            raise LocalRuleError(
                f"{where}: “{key}” là {given!r}; hãy ghi hai số nguyên như [2, 3]."
            )


def _check_title(plain: Mapping[str, Any], where: str) -> None:
    if plain["title"] == "*" and plain["kind"] == "council":
        return
    _check_award(plain["title"], where)


def _check_award(code: Any, where: str) -> None:
    awards = corpus().awards
    if code not in awards:
        raise LocalRuleError(
            f"{where}: {unknown('danh hiệu, hình thức', str(code), awards)}"
        )


def _day(value: Any, where: str) -> date:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise LocalRuleError(
            f"{where}: {value!r} không phải là ngày; hãy ghi như 2016-01-31."
        ) from None
