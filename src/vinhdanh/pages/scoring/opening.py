"""A scoring is opened: the table first, then whom it scores and in which stages."""

from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from vinhdanh.base import rights
from vinhdanh.base.refusal import Refused
from vinhdanh.pages.scoring.forms import ChoosingForm, OpenForm, StageForm
from vinhdanh.pages.shell.roads import only_for
from vinhdanh.registry import queries as registry
from vinhdanh.registry.models import Unit
from vinhdanh.registry.standing import standing
from vinhdanh.scoring import actions, enums, queries
from vinhdanh.scoring.candidates import (
    MOST_PEOPLE,
    candidates,
    day_of,
    people_in,
)
from vinhdanh.scoring.enums import ScoredKind, StageKind
from vinhdanh.scoring.models import CriteriaVersion, Scoring

_ALL_OF: Final = "all-of-"
"""Before a unit's id: everybody with a post there, where people are too many."""


@login_required
@only_for("scoring.open")
def new_scoring(request: HttpRequest) -> HttpResponse:
    """Open a scoring of the chosen year for whom one's unit may score."""
    year: int = request.year  # type: ignore[attr-defined]
    rows = Unit.objects.select_related("subject").order_by("-is_own", "pk")
    rows = standing(rows, year=year)
    units = rights.visible(request.user, "scoring.open", rows)
    versions = queries.versions_visible_to(request.user).filter(
        state=enums.VersionState.IN_FORCE
    )
    versions = versions.select_related("criteria_set")
    unit, version = units.first(), versions.first()
    if unit is None:
        raise Http404
    asked = request.GET if "version" in request.GET else None
    first = {"unit": unit, "version": version and version.public_id}
    choosing = ChoosingForm(units, versions, asked, initial=first)
    if choosing.is_valid():
        unit, version = (choosing.cleaned_data[name] for name in ("unit", "version"))
    context: dict[str, Any] = {
        "choosing": choosing,
        "year": year,
        "has_tables": version is not None,
    }
    if version is None:
        return render(request, "scoring/new_scoring.html", context)
    desk = _Desk(request, unit, version, year)
    if request.method == "POST" and desk.is_valid():
        try:
            made = desk.open()
        except rights.Forbidden:
            raise
        except Refused as refusal:
            desk.form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Đã mở đợt chấm điểm."))
            stage = made.stages.first()
            assert stage is not None  # noqa: S101 - opened with one at least
            return redirect("scoring-grid", made.public_id, stage.kind)
    context |= {"form": desk.form, "stages": desk.stages, "version": desk.version}
    context |= {"open_group": desk.wanted.label}
    status = 422 if desk.has_errors else 200
    return render(request, "scoring/new_scoring.html", context, status=status)


class _Desk:
    """What lies open while a scoring is prepared: its form and its stages'."""

    def __init__(
        self, request: HttpRequest, unit: Unit, version: CriteriaVersion, year: int
    ) -> None:
        self.user, self.unit = request.user, unit
        self.version, self.year = version, year
        self.wanted = ScoredKind(version.criteria_set.scored_kind)
        self.day = day_of(year)
        self.there = candidates(unit, year)
        posted = request.POST or None
        begun = {
            "name": _("Chấm điểm thi đua năm %(year)s") % {"year": year},
            "subjects": [value for value, _name in self._group(self.wanted)],
        }
        groups = [
            (str(kind.label), self._group(kind))
            for kind in (self.wanted, *(k for k in ScoredKind if k is not self.wanted))
        ]
        self.form = OpenForm([g for g in groups if g[1]], posted, initial=begun)
        parts = [
            (part.code, str(part)) for part in version.parts.all() if not part.parent_id
        ]
        held = {StageKind.SELF, StageKind.LEAD}
        self.stages = [
            StageForm(
                kind,
                self._scorers(),
                parts,
                posted,
                initial={
                    "is_held": kind in held,
                    "unit": unit if kind in {StageKind.LEAD, StageKind.FINAL} else None,
                    "parts": [code for code, _name in parts],
                    "scorers": 1,
                },
            )
            for kind in StageKind
        ]

    def _group(self, kind: ScoredKind) -> list[tuple[str, str]]:
        found = self.there[kind]
        if kind is ScoredKind.PERSON and len(found) > MOST_PEOPLE:
            return [
                (
                    f"{_ALL_OF}{unit.subject.public_id}",
                    _("mọi người của %(unit)s") % {"unit": unit.name},
                )
                for unit in registry.units_below(self.unit, self.day)
            ]
        return [(str(each.subject.public_id), each.subject.name) for each in found]

    def _scorers(self) -> QuerySet[Unit]:
        """The units that may be asked to score: those that the user sees."""
        return registry.units_visible_to(self.user).order_by("subject__sort_key")

    def is_valid(self) -> bool:
        # All forms are asked, so that every fault is said at once.
        return all([self.form.is_valid(), *(stage.is_valid() for stage in self.stages)])

    @property
    def has_errors(self) -> bool:
        return bool(self.form.errors) or any(stage.errors for stage in self.stages)

    def open(self) -> Scoring:
        held = [stage for stage in self.stages if stage.cleaned_data["is_held"]]
        cross = next((s for s in held if s.kind is StageKind.CROSS), None)
        typed = self.form.cleaned_data
        return actions.open_scoring(
            self.user,
            self.unit,
            self.version,
            name=typed["name"],
            year=self.year,
            period=typed["period"],
            subjects=self._lines(set(typed["subjects"])),
            stages=[stage.plan() for stage in held],
            cross_scorers=cross.cleaned_data["scorers"] if cross else 0,
        )

    def _lines(self, chosen: set[str]) -> list[actions.SubjectLine]:
        """Whom to score, each once, in the order of the page."""
        kinds = (self.wanted, *(kind for kind in ScoredKind if kind != self.wanted))
        found = [
            each
            for kind in kinds
            for each in self.there[kind]
            if str(each.subject.public_id) in chosen
        ]
        units = {
            unit.pk: unit
            for unit in registry.units_below(self.unit, self.day)
            if f"{_ALL_OF}{unit.subject.public_id}" in chosen
        }
        found += people_in(units, self.day) if units else []
        lines = {
            each.subject.pk: actions.SubjectLine(each.subject, each.unit)
            for each in reversed(found)
        }
        return list(reversed(lines.values()))
