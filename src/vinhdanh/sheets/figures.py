"""Figures as offices write them, in whole hundredths: “hơn 24.000 lượt”, “95,5%”."""

import re
from dataclasses import dataclass
from typing import Final

from vinhdanh.sheets.kinds import BadCell
from vinhdanh.sheets.workbook import Cell, shown
from vinhdanh.viet import numbers, text

_WORDS: Final = {
    "hon": "hơn",
    "tren": "hơn",
    "gan": "gần",
    "khoang": "khoảng",
    "chung": "khoảng",
    "xap xi": "khoảng",
    "duoi": "dưới",
    "it nhat": "ít nhất",
    "toi thieu": "ít nhất",
    "uoc": "ước",
    "uoc dat": "ước",
    "uoc khoang": "ước",
    "dat": "",
    "": "",
}
_SIGNS: Final = {
    "≈": "khoảng",
    "~": "khoảng",
    ">": "hơn",
    "<": "dưới",
    "≥": "ít nhất",
    ">=": "ít nhất",
}
QUALIFIERS: Final = ("hơn", "gần", "khoảng", "dưới", "ít nhất", "ước")
MAGNITUDE: Final = "hàng"
MAGNITUDES: Final = {
    10: "chục",
    100: "trăm",
    1_000: "nghìn",
    10_000: "vạn",
    1_000_000: "triệu",
}
"""The words of a figure that is no number: “hàng trăm” is hundreds, kept as 100."""
_SIZES: Final = {text.fold(word): size for size, word in MAGNITUDES.items()} | {
    "ngan": 1_000
}
_ROUND: Final = re.compile(
    r"hàng (?P<size>[^\W\d]+)(?:\s+(?P<after>[^\d\s].*))?", re.IGNORECASE
)
_FORM: Final = re.compile(
    r"(?P<before>[^\W\d]+(?: [^\W\d]+)?|[≈~<>≥]=?)?\s*"
    r"(?P<sign>[-–−])?\s*(?P<whole>\d{1,3}(?:[. ]\d{3})+|\d{1,3}(?:,\d{3}){2,}|\d+)"
    r"(?:(?P<mark>[.,])(?P<decimals>\d+))?"
    r"\s*(?P<after>[^\d\s].*)?"
)
_TOO_FINE: Final = "có hơn hai chữ số thập phân; làm tròn đến hai chữ số."
LARGEST: Final = 10**15


@dataclass(frozen=True)
class Figure:
    """A figure: whole hundredths, how sure it is said to be, and its unit if beside."""

    hundredths: int
    qualifier: str = ""
    measure: str = ""


def magnitude(words: str) -> Figure | None:
    """The figure of “hàng trăm hồ sơ”; None for other words."""
    found = _ROUND.fullmatch(words)
    size = _SIZES.get(text.fold(found["size"])) if found else None
    if found is None or size is None:
        return None
    return Figure(size * 100, MAGNITUDE, (found["after"] or "").strip(" .;"))


def read(cell: Cell, example: str = "24.000") -> Figure:
    """The figure in a cell. Raises `BadCell` for what is none."""
    words = text.clean_line(shown(cell))
    if (hundreds := magnitude(words)) is not None:
        return hundreds
    found = None if isinstance(cell, bool) else _FORM.fullmatch(words)
    if found is None:
        raise BadCell(f"“{words}” không phải số.", example)
    before = found["before"] or ""
    qualifier = _SIGNS.get(before, _WORDS.get(text.fold(before)))
    if qualifier is None:
        raise BadCell(f"“{words}” không rõ là con số nào.", example)
    whole, decimals = re.sub(r"[., ]", "", found["whole"]), found["decimals"] or ""
    # A dot or comma before three digits parts thousands, as in a typed “1,234”.
    if len(decimals) == 3 and isinstance(cell, str) and len(whole) <= 3:  # noqa: PLR2004
        if found["mark"] == ",":
            raise BadCell(
                f"“{words}”: không rõ dấu phẩy là hàng nghìn hay phần thập phân. Viết "
                "hàng nghìn bằng dấu chấm.",
                example,
            )
        whole, decimals = whole + decimals, ""
    decimals = decimals.rstrip("0")
    if len(decimals) > 2:  # noqa: PLR2004
        raise BadCell(f"“{words}” {_TOO_FINE}", example)
    hundredths = int(whole) * 100 + int(decimals.ljust(2, "0") or "0")
    if hundredths >= LARGEST:
        raise BadCell(f"“{words}” lớn quá mức ghi được.", example)
    measure = (found["after"] or "").strip(" .;")
    return Figure(-hundredths if found["sign"] else hundredths, qualifier, measure)


def said(figure: Figure) -> str:
    """The figure as it is written: “hơn 24.000 lượt”, “-1,5”."""
    if figure.qualifier == MAGNITUDE:
        size = MAGNITUDES[figure.hundredths // 100]
        return " ".join(filter(None, (MAGNITUDE, size, figure.measure)))
    whole, rest = divmod(abs(figure.hundredths), 100)
    sign = "-" if figure.hundredths < 0 else ""
    decimals = f",{rest:02d}".rstrip("0") if rest else ""
    number = f"{sign}{numbers.group(whole)}{decimals}"
    return " ".join(filter(None, (figure.qualifier, number, figure.measure)))
