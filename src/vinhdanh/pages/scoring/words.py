"""What formulas, sides and fields of a cell are called."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vinhdanh.scoring.method.rules import Criterion, Formula, Side

FORMULAS: Final[dict[Formula, Promise | str]] = {
    Formula.GIVEN: _("người chấm cho điểm"),
    Formula.RATIO: _("thực hiện ÷ kế hoạch × điểm chuẩn"),
    Formula.INVERSE_RATIO: _("kế hoạch ÷ thực hiện × điểm chuẩn (càng thấp càng tốt)"),
    Formula.HALF_PLUS_LEADER: _(
        "đạt kế hoạch được nửa điểm, vượt tính theo đơn vị cao nhất"
    ),
    Formula.ALL_OR_NOTHING: _("đạt thì đủ điểm, không đạt thì 0"),
    Formula.GRADE: _("xếp mức A, B, C, D"),
    Formula.COUNT: _("số lần × điểm mỗi lần, có mức tối đa"),
    Formula.PLUS_MINUS: _("lần cộng, lần trừ, có mức tối thiểu và tối đa"),
    Formula.LADDER: _("theo bậc, như số ngày báo cáo muộn"),
}
SIDES: Final[dict[Side, Promise | str]] = {
    Side.STANDARD: _("điểm chuẩn"),
    Side.BONUS: _("điểm thưởng"),
    Side.PENALTY: _("điểm trừ"),
}
FIELDS: Final[dict[str, Promise | str]] = {
    "plan": _("kế hoạch"),
    "actual": _("thực hiện"),
    "reached": _("kết quả"),
    "grade": _("mức"),
    "times": _("số lần"),
    "times_minus": _("số lần trừ"),
    "points": _("điểm"),
}


def how(formula: Formula, side: Side) -> Promise | str:
    """How a formula is told; of a penalty, "reached" is what takes points off."""
    if formula is Formula.ALL_OR_NOTHING and side is Side.PENALTY:
        return _("có thì trừ đủ điểm, không thì không trừ")
    return FORMULAS[formula]


def field(name: str, criterion: Criterion) -> Promise | str:
    """What a field of a criterion's cells is called: a ladder counts days as well."""
    if name == "times" and criterion.formula is Formula.LADDER:
        return _("số ngày, số lần")
    return FIELDS[name]


def outcomes(criterion: Criterion) -> list[tuple[str, Promise | str]]:
    """The choices of a cell that is reached or not; a penalty is incurred or not."""
    if criterion.side is Side.PENALTY:
        return [("", "–"), ("co", _("có, bị trừ")), ("khong", _("không"))]
    return [("", "–"), ("co", _("đạt")), ("khong", _("không"))]
