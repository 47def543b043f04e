"""Who decides, with which papers, by when: the shapes of norms on procedure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vinhdanh.law.norm import Norm

if TYPE_CHECKING:
    from collections.abc import Iterable

Said = tuple[str, str]  # in Vietnamese, in English


@dataclass(frozen=True, slots=True, kw_only=True)
class Decides(Norm):
    """An office decides these awards, for units of these kinds and levels.

    Empty `levels` or `kinds`: every one. `legal_person`: only for bodies that are one.
    """

    office: str
    proposer: str
    awards: frozenset[str]
    levels: frozenset[str]
    kinds: frozenset[str]
    legal_person: bool

    def is_for(self, award: str, kind: str | None, level: str | None) -> bool | None:
        """Does it fit? None where the kind or level that decides is not given."""
        if award not in self.awards:
            return False
        fits = (_among(level, self.levels), _among(kind, self.kinds))
        if False in fits:
            return False
        return None if None in fits else True


def _among(given: str | None, wanted: frozenset[str]) -> bool | None:
    if not wanted:
        return True
    return None if given is None else given in wanted


@dataclass(frozen=True, slots=True, kw_only=True)
class Superior(Norm):
    """A unit that is no legal person is decided for by its direct superior."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Abolished(Norm):
    """A level of government that is no more."""

    level: str
    name: Said


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice(Norm):
    """What offices were seen to do; it binds nobody."""

    kinds: frozenset[str]
    awards: frozenset[str]
    says: str
    says_en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierRule(Norm):
    """The papers of an award's dossier, how many original sets, which e-files."""

    awards: frozenset[str]
    papers: tuple[str, ...]
    sets: int
    efile: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Simplified(Norm):
    """The simplified procedure: its papers, and when it may be used."""

    papers: tuple[str, ...]
    sets: int | None
    grounds: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineRule(Norm):
    """A step's time: working days from an event, or a last calendar day.

    `awards` empty: every award of `levels`. `sector` None: any; "" outside the sectors
    that have a row of their own. `is_local`: some provinces' procedure, not the law's.
    """

    step: str
    label: Said
    awards: frozenset[str]
    levels: frozenset[str]
    sector: str | None
    working_days: int | None
    counted_from: str
    month_day: tuple[int, int] | None
    years_after: int
    is_local: bool
    note: str

    def is_for(self, award: str, level: str, sector: str) -> bool:
        """Does the step concern the award of that level, in that sector?"""
        if self.sector is not None and self.sector != sector:
            return False
        return award in self.awards if self.awards else level in self.levels


@dataclass(frozen=True, slots=True, kw_only=True)
class Composition(Norm):
    """What a council is made of; a range of numbers is inclusive, None not known."""

    level: str
    members: tuple[int, int] | None
    deputies: tuple[int, int] | None
    chair: str
    standing_deputy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeRule(Norm):
    """Who must publish a proposal; `working_days` None: no length was found."""

    awards: frozenset[str]
    by: Said
    working_days: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Consultation(Norm):
    """Whose opinion is asked before an award is submitted."""

    awards: frozenset[str]
    says: Said


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceRule(Norm):
    """How much a long service is shortened: fewer months, or a share kept."""

    who: str
    minus_months: int
    times: tuple[int, int]

    def months(self, full: int) -> int:
        """The months asked for, rounded up to a whole month."""
        num, den = self.times
        return max(0, -(-full * num // den) - self.minus_months)


def check_known(what: str, used: Iterable[str], known: Iterable[str]) -> None:
    """Raise LookupError for a name that a table of the corpus does not list."""
    unknown = sorted(set(used) - set(known))
    if unknown:
        raise LookupError(f"{what} {unknown} not listed; known: {sorted(known)}.")
