"""Numbers as Vietnamese offices write them."""

import re
from typing import Final

from vinhdanh.viet import text

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
