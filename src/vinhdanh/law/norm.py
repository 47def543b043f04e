"""Norms: what the law lays down that is nobody's criterion, dated and cited.

A norm is asked on one day. Where none is in force the answer is "not known", never
"no": the caller gets an empty list and says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from vinhdanh.law.cite import Cite, Standing

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from vinhdanh.law.cite import Instruments
    from vinhdanh.law.dates import InForce

_ORDER = (Standing.SOURCED, Standing.RECALLED, Standing.UNKNOWN)
UNPLACED = "chưa rõ điều khoản, văn bản"


@dataclass(frozen=True, slots=True, kw_only=True)
class Norm:
    """What every norm has: its days, its place in the law, how we know it.

    `source` names the place in words where the instrument is not one a rule may cite.
    """

    in_force: InForce
    standing: Standing
    cite: Cite | None = None
    source: str = ""

    def place(self, instruments: Instruments) -> str:
        """Where it stands, aloud."""
        if self.cite is not None:
            return instruments.say(self.cite)
        return self.source or UNPLACED


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Norm):
    """A rule that is told, not computed: its words in Vietnamese and English."""

    id: str
    topic: str
    says: str
    says_en: str
    section: str


AnyNorm = TypeVar("AnyNorm", bound=Norm)


def norms_on(norms: Iterable[AnyNorm], day: date) -> list[AnyNorm]:
    """The norms in force that day, in the order given."""
    return [norm for norm in norms if norm.in_force.covers(day)]


def weakest(standings: Iterable[Standing]) -> Standing:
    """How sure an answer is that rests on all of them; SOURCED when on none."""
    return max(standings, key=_ORDER.index, default=Standing.SOURCED)
