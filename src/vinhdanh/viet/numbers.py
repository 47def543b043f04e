"""Numbers as Vietnamese offices write and say them."""

import re
from typing import Final

from vinhdanh.viet import text

_DIGITS: Final = (
    *("không", "một", "hai", "ba", "bốn"),
    *("năm", "sáu", "bảy", "tám", "chín"),
)
_BILLION: Final = 1_000_000_000
_GROUPED: Final = re.compile(r"[+-]?\d{1,3}([.,\s])\d{3}(\1\d{3})*")
_PLAIN: Final = re.compile(r"[+-]?\d+([.,]0+)?")


class NotANumber(ValueError):  # noqa: N818 - reads as the sentence it carries
    """What was typed is not a whole number. `str()` is a sentence in Vietnamese."""


def group(number: int) -> str:
    """1.234.567."""
    return f"{number:,}".replace(",", ".")


def hundredths(value: int) -> str:
    """“50.000”, “1,5”, “-0,25”: a figure kept in hundredths, as it is read."""
    whole_part, rest = divmod(abs(value), 100)
    sign = "-" if value < 0 else ""
    decimals = f",{rest:02d}".rstrip("0") if rest else ""
    return f"{sign}{group(whole_part)}{decimals}"


def money(dong: int) -> str:
    """“2.340.000 đ”; whole đồng."""
    return f"{group(dong)} đ"


def count_of(count: int, total: int) -> str:
    """“03/03”, “16/38”: n of N as summations print it, two digits at least."""
    return f"{count:02d}/{total:02d}"


def words(number: int) -> str:
    """The number as it is read aloud: “hai triệu ba trăm bốn mươi nghìn”."""
    if number < 0:
        return f"âm {words(-number)}"
    if number == 0:
        return _DIGITS[0]
    return " ".join(_spoken(number, leading=True))


def money_words(dong: int) -> str:
    """“Hai triệu ba trăm bốn mươi nghìn đồng”, as on payment lists."""
    said = f"{words(dong)} đồng"
    return said[0].upper() + said[1:]


def whole(value: object) -> int:
    """The whole number a cell means: 12, 12.0, “12”, “1.234”, “1 234”, “1,234”.

    Raises `NotANumber`, for fractions too.
    """
    if isinstance(value, bool):
        raise NotANumber(f"“{value}” không phải số.")
    if isinstance(value, int):
        return value
    if isinstance(value, float) and value.is_integer():
        return int(value)
    shown = text.clean_line(f"{value:g}" if isinstance(value, float) else str(value))
    if _GROUPED.fullmatch(shown):
        return int(re.sub(r"[.,\s]", "", shown))
    if _PLAIN.fullmatch(shown):
        return int(re.split("[.,]", shown)[0])
    raise NotANumber(f"“{shown}” không phải số nguyên.")


def _spoken(number: int, *, leading: bool) -> list[str]:
    """Words for a positive number; not `leading`: say the empty places too."""
    if number >= _BILLION:
        high, low = divmod(number, _BILLION)
        return [*_spoken(high, leading=leading), "tỷ", *_after(low)]
    said: list[str] = []
    for unit, name in ((1_000_000, "triệu"), (1000, "nghìn"), (1, "")):
        part, number = divmod(number, unit)
        if part:
            said += _hundreds(part, leading=leading and not said)
            said += [name] if name else []
    return said


def _after(low: int) -> list[str]:
    return _spoken(low, leading=False) if low else []


def _hundreds(number: int, *, leading: bool) -> list[str]:
    hundred, rest = divmod(number, 100)
    ten, one = divmod(rest, 10)
    said: list[str] = []
    if hundred or not leading:
        said += [_DIGITS[hundred], "trăm"]
    if ten > 1:
        said += [_DIGITS[ten], "mươi"]
    elif ten == 1:
        said.append("mười")
    elif one and said:
        said.append("linh")
    if one == 1 and ten > 1:
        said.append("mốt")
    elif one == 5 and ten:  # noqa: PLR2004
        said.append("lăm")
    elif one:
        said.append(_DIGITS[one])
    return said
