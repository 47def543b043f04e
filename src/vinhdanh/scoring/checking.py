"""What is wrong with a criteria table, every fault at once, in an officer's words."""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any, Final

from django.utils.translation import gettext as _

from vinhdanh.indicators import figures
from vinhdanh.scoring.method.rules import QUANTITATIVE, Formula, Side

_WHOLE: Final = 100


def faults(told: Mapping[str, Any]) -> list[str]:
    """Sentences for what keeps a table from being put in force; [] for none.

    told: as `tables.content` gives it.
    """
    return [
        *_twins(told),
        *_empty_parts(told),
        *_of_criteria(told),
        *_sums(told),
        *_bands(told),
        *_ties(told),
    ]


def _twins(told: Mapping[str, Any]) -> Iterator[str]:
    for kind in ("parts", "criteria"):
        for code, times in Counter(row["code"] for row in told[kind]).items():
            if times > 1:
                yield _(
                    "Mã “%(code)s” đứng ở %(times)s dòng. Mỗi dòng cần mã riêng."
                ) % {
                    "code": code,
                    "times": times,
                }


def _empty_parts(told: Mapping[str, Any]) -> Iterator[str]:
    used = {row["part"] for row in told["criteria"]}
    used |= {part["parent"] for part in told["parts"] if part["parent"]}
    if not told["criteria"]:
        yield _("Bảng chưa có tiêu chí nào.")
    for part in told["parts"]:
        if part["code"] not in used:
            yield _("Mục %(code)s “%(name)s” chưa có tiêu chí nào.") % part


def _of_criteria(told: Mapping[str, Any]) -> Iterator[str]:
    for row in told["criteria"]:
        for sentence in _of_criterion(row):
            yield _("Tiêu chí %(code)s “%(name)s”: %(fault)s") % {
                "code": row["code"],
                "name": row["name"],
                "fault": sentence,
            }


def _of_criterion(row: Mapping[str, Any]) -> Iterator[str]:
    formula = Formula(row["formula"])
    if not row["name"].strip():
        yield _("chưa ghi tên.")
    if row["standard"] < 0:
        yield _("điểm âm. Điểm trừ ghi số dương, chọn loại “điểm trừ”.")
    elif row["standard"] == 0:
        yield _("chưa ghi điểm.")
    if formula in QUANTITATIVE and not row["measure"].strip():
        yield _("chỉ tiêu định lượng chưa có đơn vị tính.")
    if row["bonus_pct"] and formula not in QUANTITATIVE:
        yield _("chỉ tiêu định lượng mới có điểm thưởng vượt.")
    yield from _of_formula(formula, row["details"], row["standard"])


def _of_formula(
    formula: Formula, details: Mapping[str, Any], most: int
) -> Iterator[str]:
    if formula is Formula.GRADE and not details.get("grades"):
        yield _("chưa ghi tỷ lệ điểm của từng mức A, B, C, D.")
    if any(not 0 <= pct <= _WHOLE for pct in details.get("grades", {}).values()):
        yield _("tỷ lệ điểm của mỗi mức phải từ 0 % đến 100 %.")
    if formula in {Formula.COUNT, Formula.PLUS_MINUS} and not details.get("each"):
        yield _("chưa ghi điểm của mỗi lần.")
    if formula is Formula.PLUS_MINUS and details.get("least", 0) > most:
        yield _("điểm thấp nhất cao hơn mức tối đa.")
    if formula is Formula.LADDER:
        yield from _of_ladder(details.get("steps", []), most)


def _of_ladder(steps: list[list[int]], most: int) -> Iterator[str]:
    if not _rises(steps):
        yield _("các bậc phải có ít nhất một bậc, xếp tăng dần cả mức và điểm.")
    highest = max((points for _least, points in steps), default=0)
    if highest > most:
        yield _(
            "có bậc %(points)s điểm, quá mức tối đa %(most)s của tiêu chí. Sửa bậc "
            "hoặc điểm tối đa."
        ) % {"points": figures.show(highest), "most": figures.show(most)}


def _rises(steps: list[list[int]]) -> bool:
    rising = all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(steps))
    return bool(steps) and rising


def _sums(told: Mapping[str, Any]) -> Iterator[str]:
    """A breakdown that does not add up is said, never mended."""
    standard = [row for row in told["criteria"] if row["side"] == Side.STANDARD]
    total = sum(row["standard"] for row in standard)
    if total != told["points"]:
        yield _(
            "Các tiêu chí cộng lại được %(sum)s điểm, tổng điểm chuẩn ghi %(total)s."
        ) % {"sum": figures.show(total), "total": figures.show(told["points"])}
    for part in told["parts"]:
        below = _below(told, part["code"])
        found = sum(row["standard"] for row in standard if row["part"] in below)
        if part["points"] is not None and part["points"] != found:
            yield _(
                "Mục %(code)s ghi %(points)s điểm, các tiêu chí trong mục cộng lại "
                "được %(sum)s."
            ) % {
                "code": part["code"],
                "points": figures.show(part["points"]),
                "sum": figures.show(found),
            }


def _below(told: Mapping[str, Any], code: str) -> set[str]:
    """The code of a part and of all parts under it."""
    found = {code}
    while (
        more := {part["code"] for part in told["parts"] if part["parent"] in found}
        - found
    ):
        found |= more
    return found


def _bands(told: Mapping[str, Any]) -> Iterator[str]:
    least = [band["least"] for band in told["bands"]]
    if least != sorted(set(least), reverse=True):
        yield _("Các mức xếp loại phải xếp từ cao xuống thấp, không trùng điểm.")
    if least and least[-1] != 0:
        yield _("Mức xếp loại cuối cùng phải bắt đầu từ 0 điểm để không ai bị bỏ sót.")
    if any(not 0 <= band.get("floor_pct", 0) <= _WHOLE for band in told["bands"]):
        yield _("Mức sàn của từng tiêu chí phải từ 0 % đến 100 %.")


def _ties(told: Mapping[str, Any]) -> Iterator[str]:
    known = {row["code"] for kind in ("parts", "criteria") for row in told[kind]}
    for code in told["ties"]:
        if code not in known:
            yield _("Khi bằng điểm xét theo “%(code)s”, nhưng bảng không có mã ấy.") % {
                "code": code
            }
