"""Figures as Vietnamese offices write them, kept as hundredths with their qualifier."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from django.utils.translation import gettext as _

from vinhdanh.base.refusal import Refused
from vinhdanh.indicators.enums import Qualifier
from vinhdanh.sheets import figures
from vinhdanh.viet import numbers, text

_FIGURE = re.compile(r"(-?)(\d{1,3}(?:[. ]\d{3})+|\d+)(?:,(\d{1,2}))?")
LARGEST = 10**15

_WORDS: Final = {
    "hon": Qualifier.OVER,
    "tren": Qualifier.OVER,
    ">": Qualifier.OVER,
    "it nhat": Qualifier.AT_LEAST,
    "toi thieu": Qualifier.AT_LEAST,
    "≥": Qualifier.AT_LEAST,
    ">=": Qualifier.AT_LEAST,
    "gan": Qualifier.NEARLY,
    "duoi": Qualifier.UNDER,
    "<": Qualifier.UNDER,
    "khoang": Qualifier.ABOUT,
    "xap xi": Qualifier.ABOUT,
    "≈": Qualifier.ABOUT,
    "~": Qualifier.ABOUT,
    "uoc": Qualifier.ESTIMATE,
    "uoc dat": Qualifier.ESTIMATE,
}
WORD_OF: Final = {
    Qualifier.EXACT: "",
    Qualifier.OVER: "hơn",
    Qualifier.AT_LEAST: "ít nhất",
    Qualifier.NEARLY: "gần",
    Qualifier.UNDER: "dưới",
    Qualifier.ABOUT: "khoảng",
    Qualifier.ESTIMATE: "ước",
    Qualifier.MAGNITUDE: figures.MAGNITUDE,
}
"""The word of each qualifier, as sheets and people write it."""
_TYPED = re.compile(
    r"(?P<before>[^\W\d]+(?: [^\W\d]+)?|[≈~<>≥]=?)?\s*"
    r"(?P<number>-?\d[\d., ]*\d|-?\d)\s*(?P<after>[^\d\s].*)?"
)
LOWER: Final = frozenset({Qualifier.OVER, Qualifier.AT_LEAST, Qualifier.MAGNITUDE})
UPPER: Final = frozenset({Qualifier.NEARLY, Qualifier.UNDER})
"""Figures that are surely above, or surely below, the number they name."""


@dataclass(frozen=True)
class Amount:
    """An exact number of hundredths, and how sure it is said to be."""

    exact: Fraction
    qualifier: Qualifier = Qualifier.EXACT

    @classmethod
    def of(cls, hundredths: int, qualifier: str = "") -> "Amount":
        return cls(Fraction(hundredths), Qualifier(qualifier))

    @property
    def hundredths(self) -> int:
        """Whole hundredths; a mean that has more decimals is rounded half up."""
        return _rounded(self.exact)

    @property
    def is_approximate(self) -> bool:
        return self.qualifier != Qualifier.EXACT

    @property
    def shown(self) -> str:
        """As it is read: “hơn 50.000”, “hàng trăm”, “1,5”."""
        return said(self.hundredths, self.qualifier)

    def __str__(self) -> str:
        return self.shown


@dataclass(frozen=True)
class Typed:
    """A figure as somebody wrote it, with the unit of measure if beside it."""

    hundredths: int
    qualifier: Qualifier
    measure: str


def _rounded(exact: Fraction) -> int:
    whole = (abs(exact.numerator) * 2 + exact.denominator) // (exact.denominator * 2)
    return -whole if exact < 0 else whole


def parse(typed: str) -> int:
    """Return a figure in hundredths: “50.000” is 5.000.000, “1,5” is 150.

    A dot or space parts thousands, a comma the decimals, of which two at most.
    Raises Refused with an example for anything else.
    """
    shown = text.clean_line(typed)
    found = _FIGURE.fullmatch(shown)
    if found is None or len(shown) > len(str(LARGEST)):
        raise _no_number(shown)
    sign, whole, decimals = found.groups()
    hundredths = int(re.sub(r"[. ]", "", whole)) * 100 + int(
        (decimals or "").ljust(2, "0")
    )
    return -hundredths if sign else hundredths


def read(typed: str) -> Typed:
    """Read a figure with its qualifier: “hơn 50.000 văn bản”, “hàng trăm”, “≈ 24.000”.

    Raises Refused with an example for what is no figure.
    """
    shown = text.clean_line(typed)
    if (told := figures.magnitude(shown)) is not None:
        return Typed(told.hundredths, Qualifier.MAGNITUDE, told.measure)
    found = _TYPED.fullmatch(shown)
    if found is None:
        raise _no_number(shown)
    before = found["before"] or ""
    qualifier = _WORDS.get(text.fold(before) or before) if before else Qualifier.EXACT
    if qualifier is None:
        raise _no_number(shown)
    try:
        hundredths = parse(found["number"])
    except Refused:
        raise _no_number(shown) from None
    return Typed(hundredths, qualifier, (found["after"] or "").strip(" .;"))


def _no_number(shown: str) -> Refused:
    return Refused(
        "indicator.no_number",
        _("“%(typed)s” không phải số. Ví dụ đúng: 50.000 hoặc 1,5 hoặc hơn 50.000.")
        % {"typed": shown},
    )


def show(hundredths: int) -> str:
    """Return the figure as read: “50.000”, “1,5”, “-0,25”."""
    whole, rest = divmod(abs(hundredths), 100)
    sign = "-" if hundredths < 0 else ""
    decimals = f",{rest:02d}".rstrip("0") if rest else ""
    return f"{sign}{numbers.group(whole)}{decimals}"


def said(hundredths: int, qualifier: str = "") -> str:
    """Return the figure with its qualifier, as `read` reads it."""
    if qualifier == Qualifier.MAGNITUDE:
        return figures.said(figures.Figure(hundredths, figures.MAGNITUDE))
    word = WORD_OF[Qualifier(qualifier)]
    return f"{word} {show(hundredths)}".lstrip()


def total(amounts: Collection[Amount]) -> Amount | None:
    """The sum; one approximate part makes it approximate. None of nothing.

    What is at least its parts is at least their sum; where bounds from below and from
    above meet, the sum is “khoảng”.
    """
    if len(amounts) == 1:
        return next(iter(amounts))
    if not amounts:
        return None
    exact = sum((each.exact for each in amounts), Fraction(0))
    return Amount(exact, _joined({each.qualifier for each in amounts}))


def mean(amounts: Collection[Amount]) -> Amount | None:
    """The exact mean, as approximate as the sum. None of nothing."""
    summed = total(amounts)
    if summed is None or len(amounts) == 1:
        return summed
    return Amount(summed.exact / len(amounts), summed.qualifier)


def _joined(qualifiers: set[Qualifier]) -> Qualifier:
    told = qualifiers - {Qualifier.EXACT}
    if not told:
        return Qualifier.EXACT
    if told <= LOWER:
        return Qualifier.OVER if Qualifier.OVER in told else Qualifier.AT_LEAST
    if told <= UPPER:
        return Qualifier.UNDER if Qualifier.UNDER in told else Qualifier.NEARLY
    return Qualifier.ESTIMATE if told == {Qualifier.ESTIMATE} else Qualifier.ABOUT
