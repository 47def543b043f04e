"""Who could be put forward in a round, who is left out, and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from vinhdanh import assess
from vinhdanh.base import rights
from vinhdanh.nominations import queries
from vinhdanh.nominations.enums import NominationState as State
from vinhdanh.nominations.models import Nomination, NominationStep, Round
from vinhdanh.nominations.printed import (
    COLLECTIVE,
    INDIVIDUAL,
    Printed,
    printed_on,
    roster_posts,
)
from vinhdanh.registry import aliases
from vinhdanh.registry.models import BodyTerm, Person, Post, Subject, Unit
from vinhdanh.registry.queries import in_force, units_below

PER_PAGE = 50


@dataclass(frozen=True)
class Candidate:
    """Somebody of the roster and an award; `state` is empty when not put forward."""

    printed: Printed
    state: str = ""

    @property
    def is_on_list(self) -> bool:
        return self.state not in {"", State.WITHDRAWN}


@dataclass(frozen=True)
class UnitCandidates:
    """The candidates of one unit, in the order of names."""

    unit: Unit
    name: str
    candidates: list[Candidate]

    @property
    def free(self) -> int:
        return sum(not one.is_on_list for one in self.candidates)


def candidates(
    round_: Round, award: str, units: Iterable[Unit], *, basis: str = "merit"
) -> list[UnitCandidates]:
    """Return who of these units can be put forward for an award, unit by unit.

    The statements do not grow with the people.
    """
    wanted = [unit.pk for unit in units]
    subjects = _subjects(round_, award, wanted)
    printed = printed_on(round_, subjects)
    states = dict(
        Nomination.objects.filter(round=round_, award=award, basis=basis)
        .order_by("pk")
        .values_list(aliases.main_id("subject"), "state")
    )
    groups: dict[int, UnitCandidates] = {}
    for subject in subjects:
        one = printed.get(subject.pk)
        if one is None or one.unit.pk not in wanted:
            continue
        is_unit = subject.pk == one.unit.pk
        name = one.name if is_unit else one.unit_name
        group = groups.setdefault(one.unit.pk, UnitCandidates(one.unit, name, []))
        group.candidates.append(Candidate(one, states.get(subject.pk, "")))
    return [groups[pk] for pk in wanted if pk in groups]


def _subjects(round_: Round, award: str, units: list[int]) -> QuerySet[Subject]:
    """Return the people or the collectives that an award of this kind can go to."""
    kinds = assess.awards()[award].subjects
    fitting = Q(pk__in=())
    if INDIVIDUAL in kinds:
        posts = Post.objects.filter(roster_posts(round_, units))
        holders = posts.order_by().values(main=aliases.main_id("person__subject"))
        fitting |= Q(pk__in=holders)
    if COLLECTIVE in kinds:
        sitting = BodyTerm.objects.filter(
            in_force(round_.governing_day), body__unit__in=units
        )
        fitting |= Q(pk__in=units) | Q(pk__in=sitting.values("body"))
    return Subject.objects.filter(fitting, alias_of=None).order_by("-kind", "sort_key")


@dataclass(frozen=True)
class LeftOut:
    """Somebody of the roster who is not on the list for an award, and why."""

    printed: Printed
    why: str
    nomination: Nomination | None


def left_out(
    user: Any, round_: Round, award: str, *, page: int | str = 1
) -> tuple[list[LeftOut], Page[Subject]]:
    """Return a page of those of the roster who are not on the list for an award.

    Only people whom the user may see; the statements do not grow with them.
    """
    units = units_below(round_.unit, round_.governing_day)
    on_list = Nomination.objects.filter(
        round=round_, award=award, state__in=queries.LIVE
    )
    seen = _seen_by(user, _subjects(round_, award, [unit.pk for unit in units]))
    named = on_list.order_by().values(main=aliases.main_id("subject"))
    subjects = seen.exclude(pk__in=named)
    shown = Paginator(subjects, PER_PAGE).get_page(page)
    people = list(shown.object_list)
    printed = printed_on(round_, people)
    last = _last_nominations(round_, award, people)
    rows = [
        LeftOut(printed[one.pk], _why(last.get(one.pk)), last.get(one.pk))
        for one in people
        if one.pk in printed
    ]
    return rows, shown


def _seen_by(user: Any, subjects: QuerySet[Subject]) -> QuerySet[Subject]:
    people = rights.visible(user, "person.see", Person.objects.all())
    units = rights.visible(user, "unit.see", Unit.objects.all())
    bodies = BodyTerm.objects.filter(body__unit__in=units).values("body")
    return subjects.filter(
        Q(pk__in=people.values("pk")) | Q(pk__in=units.values("pk")) | Q(pk__in=bodies)
    )


def _last_nominations(
    round_: Round, award: str, subjects: list[Subject]
) -> dict[int, Nomination]:
    steps = NominationStep.objects.filter(nomination=OuterRef("pk")).order_by("-pk")
    mains = aliases.family([one.pk for one in subjects])
    rows = (
        Nomination.objects.filter(round=round_, award=award, subject__in=mains)
        .annotate(why=Subquery(steps.values("reason")[:1]))
        .order_by("pk")
    )
    return {mains[row.subject_id]: row for row in rows}


def _why(nomination: Nomination | None) -> str:
    if nomination is None:
        return _("Chưa được đề nghị")
    reason = nomination.why  # type: ignore[attr-defined]
    label = str(nomination.get_state_display())
    label = label[:1].upper() + label[1:]
    return f"{label}: {reason}" if reason else label
