"""The year's summation of an office: figures that open the rows under them.

Every figure is counted from rows of the ledger, the nominations or the registry;
a proposal is never counted as an award (the office's 01/03 TTLĐXS is its proposal;
the authority's recognition is the ledger's).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from vinhdanh import assess
from vinhdanh.decisions.enums import PaperKind, PaperState
from vinhdanh.decisions.models import PaperLine
from vinhdanh.indicators import queries as indicators
from vinhdanh.indicators.models import Indicator
from vinhdanh.indicators.periods import Period
from vinhdanh.ledger import queries as ledger
from vinhdanh.ledger.enums import Way
from vinhdanh.ledger.models import Award
from vinhdanh.movements.enums import MovementState, Scope
from vinhdanh.movements.models import Movement
from vinhdanh.registry import queries as registry
from vinhdanh.registry.enums import SubjectKind
from vinhdanh.registry.models import Unit
from vinhdanh.viet import numbers

OWN_TITLES = ("LDTT", "CSTDCS", "TTLDTT")


@dataclass(frozen=True)
class Row:
    """A row under a figure: who, where, what it rests on; `award` opens it."""

    name: str
    unit: str
    award_name: str
    rests_on: str
    award: Award | None = None


@dataclass(frozen=True)
class SummationFigure:
    """n, or n of N, and the rows that were counted."""

    key: str
    label: str
    rows: tuple[Row, ...]
    total: int | None = None
    note: str = ""

    @property
    def count(self) -> int:
        """How many rows there are: the figure is nothing else."""
        return len(self.rows)

    @property
    def text(self) -> str:
        """Return the figure as the report prints it: 38/38, 01/03, 14."""
        if self.total is None:
            return str(self.count)
        return numbers.count_of(self.count, self.total)


@dataclass(frozen=True)
class WorkFigure:
    """A figure of the year's work, as it is written; `note`: who has reported."""

    name: str
    amount: str
    measure: str
    note: str = ""

    @property
    def text(self) -> str:
        """Return the figure with who has reported, its measure standing apart."""
        return f"{self.amount} ({self.note})" if self.note else self.amount


@dataclass(frozen=True)
class Summation:
    """The figures of a year, in the groups a head reads them aloud."""

    unit: Unit
    year: int
    people: int
    collectives: int
    titles: tuple[SummationFigure, ...]
    proposals: tuple[SummationFigure, ...]
    own_certificates: tuple[SummationFigure, ...]
    outside: tuple[SummationFigure, ...]
    movements: tuple[Movement, ...]
    indicators: tuple[WorkFigure, ...]

    @property
    def figures(self) -> tuple[SummationFigure, ...]:
        """Return all figures that open rows."""
        return (
            *self.titles,
            *self.proposals,
            *self.own_certificates,
            *self.outside,
        )

    def figure(self, key: str) -> SummationFigure | None:
        """Return the figure of a key."""
        return next((found for found in self.figures if found.key == key), None)


def summation(unit: Unit, year: int) -> Summation:
    """Count the year of a unit from its rows, as they stand now."""
    last_day = date(year, 12, 31)
    below = registry.units_below(unit, last_day)
    roster = set(registry.people_of(unit, last_day).values_list("subject", flat=True))
    collectives = len(below) - 1
    standing = ledger.standing_awards().filter(unit__in=below, year=year)
    awards = list(
        ledger.with_later_entries(ledger.once_each(standing))
        .select_related("subject")
        .order_by("decided_on", "pk")
    )
    issued = [award for award in awards if award.way == Way.ISSUED]
    # The office's own titles of earlier years came in with its lists.
    titles = [award for award in awards if award.way != Way.RECORDED]
    return Summation(
        unit=unit,
        year=year,
        people=len(roster),
        collectives=collectives,
        titles=tuple(_titles(titles, roster, below, last_day)),
        proposals=tuple(_proposals(below, year)),
        own_certificates=tuple(_by_subject("own", issued, skip=OWN_TITLES)),
        outside=tuple(
            _by_subject("outside", [a for a in awards if a.way == Way.RECORDED])
        ),
        movements=tuple(
            Movement.objects.filter(unit=unit, year__in=(year, year + 1))
            .exclude(Q(state=MovementState.DRAFT) | Q(scope=Scope.INVITED))
            .prefetch_related("targets", "key_tasks")
            .order_by("year", "name")
        ),
        indicators=tuple(_work_figures(unit, year)),
    )


def _work_figures(unit: Unit, year: int) -> Iterable[WorkFigure]:
    """What the office counted, of itself and below; who has not reported is said."""
    rows = list(Indicator.objects.filter(unit=unit, part_of=None))
    found = indicators.figures_of(rows, Period(year))
    for row in rows:
        figure = found[row.pk]
        if figure.amount is None:
            continue
        note = ""
        if not figure.is_complete and figure.expected > 1:
            told = {"n": figure.complete, "of": figure.expected}
            note = _("%(n)s/%(of)s đơn vị đã báo cáo đủ") % told
        yield WorkFigure(row.name, figure.shown, row.measure, note)


def _titles(
    awards: list[Award], roster: set[int], below: Sequence[Unit], last_day: date
) -> Iterable[SummationFigure]:
    """Count each of the office's own titles among those who could bear it.

    roster: subjects of the people on the last day of the year. Who was awarded a
    title of the year and left before that day is counted with them, and the office
    itself where it bears one: n is never more than N.
    """
    left = {
        award.subject.alias_of_id or award.subject_id
        for award in awards
        if award.code in OWN_TITLES and award.subject.kind == SubjectKind.PERSON
    } - roster
    note = (
        _("tính cả %(count)s người được tặng danh hiệu đã rời đơn vị trước %(day)s")
        % {"count": len(left), "day": last_day.strftime("%d/%m/%Y")}
        if left
        else ""
    )
    for code in OWN_TITLES:
        award = assess.awards()[code]
        borne = [a for a in awards if a.code == code]
        rows = tuple(_award_row(a) for a in borne)
        if "individual" in award.subjects:
            total = len(roster) + len(left)
            yield SummationFigure(code, award.name, rows, total, note)
        else:
            yield SummationFigure(
                code, award.name, rows, *_among(below, [a.unit_id for a in borne])
            )


def _among(below: Sequence[Unit], theirs: Sequence[int | None]) -> tuple[int, str]:
    """Return how many collectives could bear a title, and what to say of the number.

    below: the office and its units. theirs: the units of those on the list. The office
    is no collective of its own, unless it is itself on the list.
    """
    itself = theirs.count(below[0].pk)
    note = _("tính cả chính cơ quan") if itself else ""
    return len(below) - 1 + itself, note


def _proposals(below: Sequence[Unit], year: int) -> list[SummationFigure]:
    """Return what was submitted to the authority above, a figure per award."""
    lines = (
        PaperLine.objects.filter(
            paper__kind=PaperKind.SUBMISSION,
            paper__state=PaperState.ISSUED,
            paper__round__year=year,
            paper__unit__in=below,
        )
        .select_related("nomination__subject", "paper")
        .order_by("paper__issued_at", "position")
    )
    figures = []
    for code, award in assess.awards().items():
        for is_person, word in ((True, _("cá nhân")), (False, _("tập thể"))):
            theirs = [
                line
                for line in lines
                if line.nomination.award == code
                and (line.nomination.subject.kind == SubjectKind.PERSON) == is_person
            ]
            if not theirs:
                continue
            total, said = None, ""
            if award.kind == "title" and not is_person:
                places = [line.nomination.unit_id for line in theirs]
                total, said = _among(below, places)
            label = award.name if award.kind == "title" else f"{award.name} ({word})"
            figures.append(
                SummationFigure(
                    f"proposed-{code}-{'p' if is_person else 'c'}",
                    label,
                    tuple(_line_row(line) for line in theirs),
                    total,
                    ", ".join(filter(None, (_("đề nghị"), said))),
                )
            )
    return figures


def _by_subject(
    group: str, awards: list[Award], skip: Sequence[str] = ()
) -> list[SummationFigure]:
    figures = []
    for code, award in assess.awards().items():
        if code in skip:
            continue
        for is_person, word in ((False, _("tập thể")), (True, _("cá nhân"))):
            rows = tuple(
                _award_row(a)
                for a in awards
                if a.code == code
                and (a.subject.kind == SubjectKind.PERSON) == is_person
            )
            if rows:
                label = (
                    award.name if award.kind == "title" else f"{award.name} ({word})"
                )
                key = f"{group}-{code}-{'p' if is_person else 'c'}"
                figures.append(SummationFigure(key, label, rows))
    return figures


def _award_row(award: Award) -> Row:
    """Return the row of an award, its words as corrected today."""
    now = ledger.as_it_reads_today(award)
    number = f"{award.decision_number}, " if award.decision_number else ""
    day = award.decided_on.strftime("%d/%m/%Y") if award.decided_on else ""
    return Row(
        now["recipient_name"],
        now["unit_name"],
        assess.awards()[award.code].name,
        f"{number}{day} ({award.authority_name})",
        award,
    )


def _line_row(line: PaperLine) -> Row:
    nomination = line.nomination
    return Row(
        nomination.name,
        nomination.unit_name,
        assess.awards()[nomination.award].name,
        _("Tờ trình %(number)s") % {"number": line.paper.full_number},
    )
