"""Bonus money: a coefficient of the base salary, in whole đồng.

Coefficients are whole hundredths and base salaries whole ten-thousands of đồng, so
that every product is exact: 0.45 of 1,490,000 is 670,500, never 670,499.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vinhdanh.law.norm import Norm

if TYPE_CHECKING:
    from collections.abc import Mapping

STEP = 10_000  # both decrees round to ten thousand đồng


@dataclass(frozen=True, slots=True, kw_only=True)
class BaseSalary(Norm):
    """Đồng a month."""

    dong: int

    def __post_init__(self) -> None:
        if self.dong % STEP:
            raise ValueError(
                f"Base salary {self.dong} from {self.in_force.first_day} is no "
                f"multiple of {STEP} đồng; products would not be exact."
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Coefficients(Norm):
    """Hundredths of the base salary by award, for one kind of recipient.

    `level`: only when given by a body of that level. `at_most`: the decree names a
    ceiling, the body that grants the award fixes the figure.
    """

    recipient: str
    hundredths: Mapping[str, int]
    level: str = ""
    at_most: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Multiplier(Norm):
    """How many times the individual's coefficient another recipient gets."""

    recipient: str
    num: int
    den: int
    awards: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rounding(Norm):
    """To the nearest ten thousand đồng, or up to the next."""

    way: str

    def payable(self, amount: int) -> int:
        """The amount that is paid; a half is rounded up."""
        if self.way == "up":
            return -(-amount // STEP) * STEP
        return (amount + STEP // 2) // STEP * STEP


@dataclass(frozen=True, slots=True, kw_only=True)
class Together(Norm):
    """What is paid of several awards at once: `outcome` is "each" or "highest"."""

    case: str
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Payer(Norm):
    """Whose fund pays, by the level of the award; in Vietnamese and English."""

    levels: frozenset[str]
    says: str
    says_en: str


def bonus_dong(base_dong: int, hundredths: int, num: int = 1, den: int = 1) -> int:
    """base × coefficient × num/den in whole đồng; exact for the norms' own figures."""
    amount, rest = divmod(base_dong * hundredths * num, 100 * den)
    if rest:
        raise ValueError(
            f"{base_dong} × {hundredths}/100 × {num}/{den} is not a whole number of "
            "đồng; check the coefficient and the base salary."
        )
    return amount
