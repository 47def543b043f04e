"""The columns of a decision: number, day, who decided; often all in one cell."""

import re
from typing import Any, Final

from vinhdanh.sheets.kinds import Column, Remark
from vinhdanh.sheets.lists.common import column, day, day_of, told_too_long
from vinhdanh.viet import dates, text

_DAY: Final = re.compile(
    r"[,;(]?\s*(?:(?:ký\s*)?ngày\s*)?(\d{1,2}\s*[/.\-]\s*\d{1,2}\s*[/.\-]\s*\d{4}|"
    r"\d{1,2}\s*tháng\s*\d{1,2}\s*năm\s*\d{4})\)?",
    re.IGNORECASE,
)
_BEFORE: Final = re.compile(
    r"^(?:theo\s+)?(?:(?:quyết định|qđ)\b(?![-/]))?\s*(?:khen thưởng\s*)?"
    r"(?:số)?\s*[:.]?\s*",
    re.IGNORECASE,
)
_AUTHORITY: Final = re.compile(r"\s*[,;]?\s*\bcủa\s+(.+)$", re.IGNORECASE)
_LONGEST: Final = {"decision_no": 100, "authority": 200}


def columns(about: str = "") -> tuple[Column, Column, Column]:
    """Number, day and authority; about: folded words such as “cong nhan”."""
    more = (f" {about}",) if about else ()
    return (
        column(
            "decision_no",
            "Số quyết định",
            (
                *("so quyet dinh", "so qd", "quyet dinh so", "quyet dinh", "qd so"),
                *("so quyet dinh ngay thang nam", "so ky hieu quyet dinh", "qd"),
                *("so quyet dinh ngay thang nam co quan ban hanh", "so va ngay qd"),
                *("so quyet dinh ngay thang nam co quan ban hanh quyet dinh",),
                *("so ngay quyet dinh", "so quyet dinh khen thuong", "so ngay qd"),
                *(f"quyet dinh{end}" for end in more),
                *(f"so quyet dinh{end}" for end in more),
                *(f"so qd{end}" for end in more),
            ),
            example="45/QĐ-VP",
            width=22,
        ),
        column(
            "decided_on",
            "Ngày quyết định",
            (
                *("ngay quyet dinh", "ngay qd", "ngay ky", "ngay thang nam quyet dinh"),
                *("ngay ban hanh", "quyet dinh ngay", "ngay thang nam qd", "ngay cap"),
                *("ngay thang quyet dinh", "ngay ky quyet dinh"),
                *(f"ngay{end}" for end in more),
            ),
            day("decided_on", years_ahead=1),
            "20/12/2016",
            never=("dang ky", "so", "co quan"),
            write=day_of("decided_on"),
            cell_kind="date",
            width=12,
        ),
        column(
            "authority",
            "Người, cơ quan quyết định",
            (
                *("nguoi co quan quyet dinh", "co quan ban hanh", "co quan quyet dinh"),
                *("nguoi ky", "co quan khen thuong", "noi khen", "cap quyet dinh"),
                *("co quan ban hanh quyet dinh", "nguoi ky quyet dinh", "cap khen"),
                *("tham quyen", "cap khen thuong", "nguoi quyet dinh", "noi cap"),
                *("cap ra quyet dinh", "tham quyen khen thuong", "co quan cap"),
                *("noi cong nhan", "co quan cong nhan", "don vi cong nhan"),
            ),
            example="Chánh Văn phòng",
            never=("dang ky", "so", "qd", "ngay"),
            width=26,
        ),
    )


def settle(values: dict[str, Any]) -> list[Remark]:
    """Take day and authority out of the number, where the sheet has no column of them.

    Where it has both, every cell is kept as it was written.
    """
    said = values.get("decision_no")
    if "decision_no" not in values:
        return []
    has_day, has_authority = "decided_on" in values, "authority" in values
    values.setdefault("decided_on", None)
    values.setdefault("authority", None)
    if not said or (has_day and has_authority):
        return told_too_long(values, _LONGEST)
    remarks: list[Remark] = []
    found = _DAY.search(said)
    if found and not values["decided_on"]:
        try:
            values["decided_on"] = dates.parse(found[1]).isoformat()
        except dates.NotADate as refusal:
            remarks.append(
                Remark("decision_no", str(refusal), "error", "45/QĐ-VP ngày 20/12/2016")
            )
        said = f"{said[: found.start()]} {said[found.end() :]}"
    if not has_authority and (by := _AUTHORITY.search(said)):
        values["authority"] = text.clean_line(by[1]).strip(" .,;")
        said = said[: by.start()]
    number = _BEFORE.sub("", text.clean_line(said)).strip(" .,;()")
    values["decision_no"] = re.sub(r"\s*([/\-])\s*", r"\1", number) or None
    return remarks + told_too_long(values, _LONGEST)
