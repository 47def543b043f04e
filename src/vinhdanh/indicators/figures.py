"""Figures as Vietnamese offices write them, kept as hundredths."""

import re

from django.utils.translation import gettext as _

from vinhdanh.base.refusal import Refused
from vinhdanh.viet import numbers, text

_FIGURE = re.compile(r"(-?)(\d{1,3}(?:[. ]\d{3})+|\d+)(?:,(\d{1,2}))?")
LARGEST = 10**15


def parse(typed: str) -> int:
    """Return a figure in hundredths: “50.000” is 5.000.000, “1,5” is 150.

    A dot or space parts thousands, a comma the decimals, of which two at most.
    Raises Refused with an example for anything else.
    """
    shown = text.clean_line(typed)
    found = _FIGURE.fullmatch(shown)
    if found is None or len(shown) > len(str(LARGEST)):
        raise Refused(
            "indicator.no_number",
            _("“%(typed)s” không phải số. Ví dụ đúng: 50.000 hoặc 1,5.")
            % {"typed": shown},
        )
    sign, whole, decimals = found.groups()
    hundredths = int(re.sub(r"[. ]", "", whole)) * 100 + int(
        (decimals or "").ljust(2, "0")
    )
    return -hundredths if sign else hundredths


def show(hundredths: int) -> str:
    """Return the figure as read: “50.000”, “1,5”, “-0,25”."""
    whole, rest = divmod(abs(hundredths), 100)
    sign = "-" if hundredths < 0 else ""
    decimals = f",{rest:02d}".rstrip("0") if rest else ""
    return f"{sign}{numbers.group(whole)}{decimals}"
