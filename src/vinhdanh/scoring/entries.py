"""Between a stored mark and the arithmetic: what a cell says, and what it may say."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from vinhdanh.indicators import figures
from vinhdanh.scoring import tables
from vinhdanh.scoring.method import leaf, rules
from vinhdanh.scoring.method.rules import Formula
from vinhdanh.scoring.models import Criterion, Mark, Scoring, ScoringStage, Sheet
from vinhdanh.viet import numbers, text

FIELDS: Final = ("plan", "actual", "reached", "grade", "times", "times_minus", "points")
MOST_TIMES: Final = 1_000_000_000
"""More times than this nobody counts, and no database keeps."""
_IN_HUNDREDTHS: Final = frozenset({"plan", "actual", "points"})

ASKED: Final[Mapping[Formula, tuple[str, ...]]] = {
    Formula.RATIO: ("plan", "actual"),
    Formula.INVERSE_RATIO: ("plan", "actual"),
    Formula.HALF_PLUS_LEADER: ("plan", "actual"),
    Formula.ALL_OR_NOTHING: ("reached",),
    Formula.GRADE: ("grade",),
    Formula.COUNT: ("times",),
    Formula.PLUS_MINUS: ("times", "times_minus"),
    Formula.LADDER: ("times",),
    Formula.GIVEN: ("points",),
}
"""The fields of a cell by its formula, in the order of typing."""


@dataclass(frozen=True)
class Rule:
    """A criterion of a scoring as stored and as reckoned.

    `indicators`: the code of the indicator that fills a field of its cells.
    """

    pk: int
    code: str
    name: str
    reckoned: rules.Criterion
    indicators: Mapping[str, str] = field(default_factory=dict)


def rules_of(scoring: Scoring, stage: ScoringStage | None = None) -> dict[int, Rule]:
    """The criteria of a scoring by id; of a stage, those it scores."""
    tops = tables.top_parts(scoring.version)
    found = {}
    for row in scoring.version.criteria.all():
        top = tops[row.part_id]
        if stage is None or stage.covers(top):
            rule = tables.rule_of(row, top)
            found[row.pk] = Rule(row.pk, row.code, row.name, rule, _indicators(row))
    return found


def _indicators(row: Criterion) -> dict[str, str]:
    """What was done comes from one indicator, what was planned from another."""
    asked = ASKED[Formula(row.formula)]
    codes = {"plan": row.details.get("plan_code", "")}
    codes |= {"actual": row.indicator_code, "times": row.indicator_code}
    return {name: codes[name] for name in asked if codes.get(name)}


def entry_of(told: Mark | Mapping[str, Any]) -> leaf.Entry:
    """What a mark (or a cell as typed) says, as the arithmetic reads it."""
    values: dict[str, Any] = {}
    for name in FIELDS:
        value = getattr(told, name) if isinstance(told, Mark) else told.get(name)
        if value is not None and name in _IN_HUNDREDTHS:
            value = Fraction(value, 100)
        values[name] = value
    return leaf.Entry(**values)


def is_empty(mark: Mark) -> bool:
    """Has the mark no figure at all, as after a cell was cleared?"""
    return all(getattr(mark, name) is None for name in FIELDS)


def check(rule: Rule, told: Mapping[str, Any]) -> None:
    """Raise NotAnEntry for what the criterion cannot have."""
    entry = entry_of(told)
    leaf.check(entry)
    for name in ("times", "times_minus"):
        if (told.get(name) or 0) > MOST_TIMES:
            raise leaf.NotAnEntry("too_many", name)
    if rule.reckoned.formula is not Formula.HALF_PLUS_LEADER:
        leaf.worth(rule.reckoned, entry)


def says(mark: Mark, told: Mapping[str, Any], reason: str | None) -> bool:
    """Does the mark say just this already? reason None asks of its figures alone."""
    same = all(getattr(mark, name) == told.get(name) for name in FIELDS)
    return same and (reason is None or mark.reason == text.clean_line(reason))


def words(mark: Mark, sheet: Sheet, rule: Rule) -> dict[str, Any]:
    """What a mark says, for the audit."""
    said = {name: getattr(mark, name) for name in FIELDS}
    return {"of": sheet.printed_name, "criterion": rule.code} | {
        name: value for name, value in said.items() if value is not None
    }


_LACKING: Final = {
    "plan": _lazy("chưa có kế hoạch"),
    "plan_of_zero": _lazy("kế hoạch bằng 0 thì không tính được điểm"),
    "actual": _lazy("chưa có số thực hiện"),
    "times_minus": _lazy("chưa ghi số lần trừ"),
    "cross_scorer": _lazy("còn đơn vị chấm chéo chưa chấm"),
    "claimed": _lazy("điểm thưởng mới do đối tượng tự ghi, bước sau chưa chấm"),
}


def lacking(missing: str) -> str:
    """Why nothing can be said of a criterion yet (`Worth.missing`), in words."""
    return str(_LACKING.get(missing, _("chưa chấm")))


def too_many() -> str:
    """What is said of a number of times that cannot be."""
    return _("Nhiều nhất %(most)s lần.") % {"most": numbers.group(MOST_TIMES)}


def sentence(fault: leaf.NotAnEntry, rule: Rule) -> str:
    """What is wrong with a cell and what to do, for the officer."""
    most = figures.show(int(rule.reckoned.standard * 100))
    sentences = {
        "negative": _("Số không được âm. Điểm trừ đã có dòng riêng, ghi số dương."),
        "unknown_grade": _("Chỉ có các mức %(grades)s.")
        % {"grades": ", ".join(rule.reckoned.grades)},
        "too_many": too_many(),
        "above_standard": _("Nhiều nhất %(most)s điểm.") % {"most": most},
    }
    return _("%(criterion)s: %(fault)s") % {
        "criterion": rule.name,
        "fault": sentences[fault.code],
    }
