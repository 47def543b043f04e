"""The nomination grid: nominees down, awards across, quotas at the foot."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery

from vinhdanh import assess
from vinhdanh.base import rights
from vinhdanh.eligibility.queries import local_rules_for
from vinhdanh.ledger import queries as ledger
from vinhdanh.nominations import queries
from vinhdanh.nominations.models import Nomination, Round
from vinhdanh.nominations.printed import names_on, places_on_roster
from vinhdanh.registry.models import Subject, Unit
from vinhdanh.registry.queries import units_below
from vinhdanh.viet import text

PER_PAGE = 50


@dataclass(frozen=True)
class GridFilter:
    """What the grid is narrowed to; empty means everything."""

    unit: int | None = None
    award: str = ""
    word: str = ""
    state: str = ""
    words: str = ""

    @property
    def is_set(self) -> bool:
        return self != GridFilter()


@dataclass(frozen=True)
class GridRow:
    """One nominee; `cells` has the nominations (mostly one) for each award."""

    subject: Subject
    name: str
    post: str
    unit_name: str
    is_leader: bool
    cells: tuple[tuple[Nomination, ...], ...]


@dataclass(frozen=True)
class Grid:
    """A page of nominees; `total` counts those the user sees without the filter."""

    awards: list[assess.Award]
    rows: list[GridRow]
    page: Page[Subject]
    shown: int
    total: int

    @property
    def hidden(self) -> int:
        return self.total - self.shown


def grid(
    user: Any,
    round_: Round,
    narrowed: GridFilter = GridFilter(),
    *,
    page: int | str = 1,
) -> Grid:
    """Return a page of the grid as the user may see it.

    At most six statements, whatever the number of nominees; only those of the page
    are read.
    """
    seen = queries.visible_to(user).filter(round=round_)
    chosen = _narrow(seen, narrowed)
    awards = awards_in(seen)
    subjects = _subjects_of(chosen)
    paginator = Paginator(subjects, PER_PAGE)
    shown = paginator.get_page(page)
    return Grid(
        awards=awards,
        rows=_rows(seen, list(shown.object_list), awards),
        page=shown,
        shown=paginator.count,
        total=_subjects_of(seen).count() if narrowed.is_set else paginator.count,
    )


def awards_in(seen: QuerySet[Nomination]) -> list[assess.Award]:
    """Return the awards that these nominations are for, in the order of the law."""
    used = set(seen.order_by().values_list("award", flat=True).distinct())
    return [award for code, award in assess.awards().items() if code in used]


def _narrow(seen: QuerySet[Nomination], by: GridFilter) -> QuerySet[Nomination]:
    if by.unit:
        seen = seen.filter(unit=by.unit)
    if by.award:
        seen = seen.filter(award=by.award)
    if by.state:
        seen = seen.filter(state=by.state)
    for word in text.fold(by.words).split():
        seen = seen.filter(subject__name_folded__contains=word)
    if by.word:
        seen = queries.with_word(seen).filter(word=by.word)
    return seen


def _subjects_of(nominations: QuerySet[Nomination]) -> QuerySet[Subject]:
    """Return the nominees: collectives first, then by unit and name."""
    theirs = nominations.order_by().filter(subject=OuterRef("pk"))
    return (
        Subject.objects.filter(Exists(theirs))
        .annotate(unit_key=Subquery(theirs.values("unit__subject__sort_key")[:1]))
        .order_by("-kind", "unit_key", "sort_key", "pk")
    )


def _rows(
    seen: QuerySet[Nomination], subjects: list[Subject], awards: list[assess.Award]
) -> list[GridRow]:
    theirs: dict[int, list[Nomination]] = defaultdict(list)
    for nomination in queries.with_word(seen).filter(subject__in=subjects):
        theirs[nomination.subject_id].append(nomination)
    return [_row(subject, theirs[subject.pk], awards) for subject in subjects]


def _row(
    subject: Subject, nominations: list[Nomination], awards: list[assess.Award]
) -> GridRow:
    # The latest one shows: a nomination filed anew stands over the withdrawn one.
    ordered = sorted(nominations, key=lambda one: one.pk)
    latest = {(one.award, one.basis): one for one in ordered}
    printed = ordered[-1]
    return GridRow(
        subject=subject,
        name=printed.name,
        post=printed.post,
        unit_name=printed.unit_name,
        is_leader=printed.is_leader,
        cells=tuple(
            tuple(one for (code, _basis), one in latest.items() if code == award.code)
            for award in awards
        ),
    )


@dataclass(frozen=True)
class QuotaLine:
    """An award in the office or one of its units: how many, of how many, how many may.

    `cap` None: no cap that this program knows. `roster` of a collective's award counts
    the units below the office, and the office itself only where it is on the list: as
    in the year's summation.
    """

    award: assess.Award
    unit: Unit | None
    unit_name: str
    proposed: int
    roster: int
    cap: int | None
    over: int
    sentence: str
    cite: str
    standing: str
    share_pct: int

    @property
    def is_over(self) -> bool:
        return self.over > 0


@dataclass(frozen=True)
class Headcount:
    """How many people and collectives a round can consider, by unit."""

    people: Mapping[int, int] = field(default_factory=dict)
    units: Sequence[Unit] = ()
    names: Mapping[int, str] = field(default_factory=dict)


def headcount(round_: Round) -> Headcount:
    """Count the roster of the governing day, each person once, by unit.

    Who moved within the office in the year counts where the list would print her.
    """
    units = units_below(round_.unit, round_.governing_day)
    ids = [unit.pk for unit in units]
    return Headcount(
        people=Counter(places_on_roster(round_, ids).values()),
        units=units,
        names=names_on({unit.pk: unit for unit in units}, round_.governing_day),
    )


def proposed_by_unit(round_: Round) -> dict[tuple[str, int], int]:
    """Count who is on the list by award and unit, each once whatever the basis."""
    rows = (
        Nomination.objects.filter(round=round_, state__in=queries.LIVE)
        .order_by()
        .values_list("award", "unit")
        .annotate(n=Count("subject", distinct=True))
    )
    return {(award, unit): n for award, unit, n in rows}


def achieved(round_: Round, units: Sequence[Unit]) -> dict[str, dict[int, int]]:
    """Return the unit of everybody who holds an award of the year or is on a list.

    By award, then by subject: shares are counted on it. The titles that a share is
    taken of may have been put forward in another round, or conferred already.
    """
    found: dict[str, dict[int, int]] = defaultdict(dict)
    held = ledger.standing_awards().filter(year=round_.year, unit__in=units)
    listed = Nomination.objects.filter(
        round__unit=round_.unit, round__year=round_.year, state__in=queries.LIVE
    )
    for award, subject, unit in (
        *held.order_by().values_list("code", "subject", "unit"),
        *listed.order_by().values_list("award", "subject", "unit"),
    ):
        found[award][subject] = unit
    return found


def quota_lines(round_: Round, *, by_unit: bool = False) -> list[QuotaLine]:
    """Return one line per award on the list: the whole round, or also each unit.

    Each unit too where a cap of the office's own is counted on each.
    """
    heads, proposed = headcount(round_), proposed_by_unit(round_)
    local = local_rules_for(round_.unit, round_.governing_day)
    # A cap of the office's own may be counted on each unit, on the whole list, on both.
    capped_in_units = {
        rule.title for rule in local if rule.content.get("counted") == "unit"
    }
    total: Counter[str] = Counter()
    for (code, _unit), n in proposed.items():
        total[code] += n
    bases = achieved(round_, heads.units)
    everybody = {code: len(places) for code, places in bases.items()}
    lines = []
    for code, award in assess.awards().items():
        if code not in total:
            continue
        people = sum(heads.people.values())
        collectives = len(heads.units) - 1 + proposed.get((code, round_.unit_id), 0)
        everywhere = _Place(None, "", total, everybody, people, collectives)
        lines.append(_quota_line(round_, award, everywhere, local))
        if by_unit or code in capped_in_units:
            lines += [
                _quota_line(round_, award, _place(heads, unit, proposed, bases), local)
                for unit in heads.units
                if (code, unit.pk) in proposed
            ]
    return lines


@dataclass(frozen=True)
class _Place:
    unit: Unit | None
    name: str
    proposed: Mapping[str, int]
    achieved: Mapping[str, int]
    people: int
    collectives: int


def _place(
    heads: Headcount,
    unit: Unit,
    proposed: Mapping[tuple[str, int], int],
    bases: Mapping[str, Mapping[int, int]],
) -> _Place:
    return _Place(
        unit,
        heads.names[unit.pk],
        {code: n for (code, pk), n in proposed.items() if pk == unit.pk},
        {code: list(places.values()).count(unit.pk) for code, places in bases.items()},
        heads.people.get(unit.pk, 0),
        1,
    )


def _quota_line(
    round_: Round,
    award: assess.Award,
    place: _Place,
    local: Sequence[assess.LocalRule],
) -> QuotaLine:
    proposed = place.proposed.get(award.code, 0)
    # Nobody on any list of the year and nobody decided on: not known, never none.
    base = {code: place.achieved.get(code) for code in assess.awards()}
    quota = assess.quotas(
        award.code,
        year=round_.year,
        day=round_.governing_day,
        base=base | {"headcount": place.people},
        proposed=proposed,
        local=local,
        counted="submission" if place.unit is None else "unit",
    )
    roster = place.people if "individual" in award.subjects else place.collectives
    whole = quota.cap if quota.cap is not None else roster
    return QuotaLine(
        award=award,
        unit=place.unit,
        unit_name=place.name,
        proposed=proposed,
        roster=roster,
        cap=quota.cap,
        over=quota.over,
        sentence=quota.sentence,
        cite=quota.cite,
        standing=quota.standing,
        share_pct=min(100, proposed * 100 // whole) if whole else 0,
    )


def units_to_nominate(user: Any, round_: Round) -> list[Unit]:
    """Return the units under the round whose people the user may put forward."""
    below = units_below(round_.unit, round_.governing_day)
    mine = set(
        rights.visible(
            user,
            "nomination.file",
            Unit.objects.filter(pk__in=[unit.pk for unit in below]),
        ).values_list("pk", flat=True)
    )
    return [unit for unit in below if unit.pk in mine]
