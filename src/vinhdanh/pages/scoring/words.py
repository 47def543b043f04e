"""What formulas, sides and fields of a cell are called."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vinhdanh.scoring.method.rules import Formula, Side

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
