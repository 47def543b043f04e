"""What the rooms know as the rows of a list: each kind goes out as it comes in."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from vinhdanh.indicators import figures
from vinhdanh.indicators import queries as indicators
from vinhdanh.indicators.enums import Qualifier
from vinhdanh.indicators.models import IndicatorValue, Reporter
from vinhdanh.intake import scorings
from vinhdanh.ledger import queries as ledger
from vinhdanh.movements import queries as movements
from vinhdanh.movements.actions import personal
from vinhdanh.movements.enums import RegistrationState
from vinhdanh.movements.models import PersonalTarget
from vinhdanh.nominations import queries as nominations
from vinhdanh.nominations.enums import NominationState
from vinhdanh.registry import aliases, employments, identity
from vinhdanh.registry import queries as registry
from vinhdanh.registry.actions.identity import reveal_numbers
from vinhdanh.registry.models import Authorship, Person, Post, Subject, Unit
from vinhdanh.sheets.awards import WRITTEN

Values = dict[str, Any]


class Office:
    """The people and units of an office in a year, as far as a user may see them."""

    def __init__(self, user: Any, unit: Unit, year: int) -> None:
        self.user, self.unit, self.year = user, unit, year
        self.day = registry.last_day_seen(year)
        self.people = list(registry.roster(user, year, unit).select_related("subject"))
        self.posts: dict[int, Post] = registry.posts_of(self.people, self.day)
        below = registry.units_below(unit, self.day)
        visible = registry.units_visible_to(user).filter(
            pk__in=[each.pk for each in below]
        )
        self.units = list(visible.select_related("subject"))
        self.people_by_key = {one.pk: one for one in self.people}
        self.units_by_key = {one.pk: one for one in self.units}
        self.names = registry.told_apart(below, self.day)

    @property
    def subjects(self) -> list[int]:
        return [one.pk for one in (*self.people, *self.units)]

    def person(self, person: Person) -> Values:
        """Return who a person is, as every list names her."""
        post = self.posts.get(person.pk)
        return {
            "name": person.name,
            "subject_kind": "person",
            "birth_date": _iso(person.birth_date),
            "post": post.title if post else None,
            "unit": self.told(post.unit) if post else None,
        }

    def told(self, unit: Unit) -> str:
        """Return a unit's name, with the one over it where others are called so."""
        return self.names.get(unit.pk) or unit.name

    def unit_row(self, unit: Unit) -> Values:
        """Return what a unit is, as every list names it."""
        return {"name": self.told(unit), "subject_kind": "unit"}

    @property
    def records(self) -> Any:
        """Return the keys of the subjects and of all records merged into theirs."""
        return aliases.records(self.subjects)

    def about(self, subject: Subject) -> Values | None:
        """Return who a subject is; None for nobody of this office and year."""
        if person := self.people_by_key.get(aliases.main_of(subject).pk):
            return self.person(person)
        unit = self.units_by_key.get(subject.pk)
        return self.unit_row(unit) if unit else None


def rows(
    user: Any, kind: str, unit: Unit, year: int, *, numbers_for: str | None = None
) -> list[Values]:
    """Return the rows of a kind of list that the rooms hold of an office's year.

    numbers_for: why the identity numbers go out in full; masked where it is None.
    """
    office = Office(user, unit, year)
    found = _KINDS[kind](office)
    if kind == "roster" and numbers_for is not None:
        told = reveal_numbers(user, unit, office.people, reason=numbers_for)
        for person, values in zip(office.people, found, strict=True):
            values["identity"] = told.get(person.pk, values["identity"])
    return found


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _roster(office: Office) -> list[Values]:
    people, year = office.people, office.year
    facts = aliases.facts_by_year([one.pk for one in people], year=year)
    works = registry.works_of(people, year)
    titles = _titles(office)
    keys = [one.pk for one in people]
    numbers = identity.masked_by_person(keys)
    served = employments.employments_on(keys, date(year, 12, 31))
    found = []
    for person in people:
        fact = facts.get((person.pk, year))
        said = {
            key: {str(year): getattr(fact, key) if fact else None}
            for key in ("rating", "absence_working_days", "discipline")
        }
        own = [
            {
                "name": work.name,
                "scope": work.scope,
                "decision_no": work.decision_no,
                "decided_on": _iso(work.decided_on),
                "year": work.year,
            }
            for work in works.get(person.pk, [])
        ]
        known: Values = {
            "initiatives": own or _none_if(fact, "is_initiative_list_complete"),
            "titles": titles.get(person.pk)
            or {str(year): _none_if(fact, "is_title_list_complete")},
        }
        found.append(
            office.person(person)
            | {"sex": person.sex, "recruited_on": _iso(person.recruited_on)}
            | {
                "identity": numbers.get(person.pk),
                "employment": served[person.pk].kind if person.pk in served else None,
            }
            | said
            | known
        )
    return found


def _none_if(fact: Any, is_complete: str) -> list[Values] | None:
    """Return that there is none where the year is said to be complete, else unknown."""
    return [] if fact is not None and getattr(fact, is_complete) else None


def _titles(office: Office) -> dict[int, dict[str, list[Values]]]:
    awards = ledger.standing_awards().filter(
        subject__in=office.records, year=office.year, code__in=WRITTEN
    )
    won = awards.values_list(aliases.main_id("subject"), "code", "year")
    found: dict[int, dict[str, list[Values]]] = {}
    for key, code, year in sorted(set(won)):
        by_year = found.setdefault(key, {})
        by_year.setdefault(str(year), []).append({"code": code, "year": year})
    return found


def _grades(office: Office) -> list[Values]:
    facts = aliases.facts_by_year(office.subjects, year=office.year)
    everybody = [(one.pk, office.person(one)) for one in office.people]
    everybody += [(one.pk, office.unit_row(one)) for one in office.units]
    return [
        about
        | {
            "rating": {str(office.year): fact.rating},
            "decision_no": fact.rating_decision_no,
            "decided_on": _iso(fact.rating_decided_on),
            "authority": fact.rating_authority,
        }
        for key, about in everybody
        if (fact := facts.get((key, office.year))) and fact.rating
    ]


def _initiatives(office: Office) -> list[Values]:
    """A row for each work of the office's people, with its authors elsewhere too."""
    own = Authorship.objects.filter(
        person__in=aliases.records(list(office.people_by_key)), work__year=office.year
    )
    shares = list(
        Authorship.objects.filter(work__in=own.values("work"))
        .select_related("work", "person__subject__alias_of__person")
        .order_by("work__name", "pk")
    )
    about = _authors(office, shares)
    found: dict[int, Values] = {}
    told = set[tuple[int, int]]()
    for share in shares:
        work, key = share.work, aliases.main_of(share.person.subject).pk
        if (work.pk, key) in told:
            continue
        told.add((work.pk, key))
        values = found.setdefault(
            work.pk,
            {
                "name": work.name,
                "authors": [],
                "work_kind": work.kind,
                "scope": work.scope,
                "year": work.year,
                "decision_no": work.decision_no,
                "decided_on": _iso(work.decided_on),
                "authority": work.recognised_by,
            },
        )
        values["authors"].append(about[key] | {"share_pct": share.share_pct})
    return list(found.values())


def _authors(office: Office, shares: Iterable[Authorship]) -> dict[int, Values]:
    """Return the name and unit of each author, of this office or another, by key."""
    mains = {
        main.pk: main.person
        for share in shares
        for main in [aliases.main_of(share.person.subject)]
    }
    elsewhere = [one for key, one in mains.items() if key not in office.people_by_key]
    posts = office.posts | registry.posts_of(elsewhere, office.day)
    return {
        key: {
            "name": person.name,
            "unit": office.told(posts[key].unit) if key in posts else None,
        }
        for key, person in mains.items()
    }


def _past_awards(office: Office) -> list[Values]:
    visible = ledger.visible_to(office.user).filter(pk__in=ledger.standing_awards())
    awards = visible.filter(
        subject__in=office.records, year=office.year, code__in=WRITTEN
    )
    awards = awards.select_related("subject__alias_of").order_by(
        "recipient_name", "code", "pk"
    )
    once = {
        (aliases.main_of(award.subject).pk, award.code, award.basis): award
        for award in reversed(awards)
    }
    return [
        about
        | {
            "award": award.code,
            "basis": award.basis,
            "year": award.year,
            "decision_no": award.decision_number,
            "decided_on": _iso(award.decided_on),
            "authority": award.authority_name,
            "achievement": award.achievement,
        }
        for award in reversed(once.values())
        if (about := office.about(award.subject))
    ]


def _registrations(office: Office) -> list[Values]:
    movement = movements.movement_of_year(office.unit, office.year)
    filed = movements.registrations_visible_to(office.user).filter(
        movement=movement, subject__in=office.records, award__in=WRITTEN
    )
    filed = filed.exclude(state=RegistrationState.WITHDRAWN)
    filed = filed.select_related("subject__alias_of")
    told: dict[int, list[PersonalTarget]] = {}
    targets = PersonalTarget.objects.filter(movement=movement)
    for row in targets.annotate(main=aliases.main_id("subject")):
        told.setdefault(row.main, []).append(row)
    found: dict[int, Values] = {}
    for each in filed.order_by("printed_name", "subject", "award"):
        about, main = office.about(each.subject), aliases.main_of(each.subject).pk
        if about is not None:
            targets_told = personal.lines_of(told.get(main, []))
            values = found.setdefault(
                main,
                about
                | {
                    "awards": [],
                    "targets": personal.said(targets_told),
                    "filed_on": _iso(each.filed_on),
                },
            )
            if each.award not in values["awards"]:
                values["awards"].append(each.award)
    return list(found.values())


def _nominees(office: Office) -> list[Values]:
    filed = nominations.visible_to(office.user).filter(
        round__unit=office.unit,
        round__year=office.year,
        subject__in=office.records,
        award__in=WRITTEN,
    )
    filed = filed.exclude(state=NominationState.WITHDRAWN)
    filed = filed.select_related("subject__alias_of")
    found: dict[tuple[int, str, str], Values] = {}
    for each in filed.order_by("name", "subject", "award"):
        about = office.about(each.subject)
        if about is not None:
            main = aliases.main_of(each.subject)
            key = (main.pk, each.basis, each.achievement)
            told = {"awards": [], "basis": each.basis, "achievement": each.achievement}
            values = found.setdefault(key, about | told)
            if each.award not in values["awards"]:
                values["awards"].append(each.award)
    return list(found.values())


def _indicator_values(office: Office) -> list[Values]:
    """A row for each indicator and unit that reports it, with what it told so far."""
    own = [office.unit.pk, *(one.pk for one in office.units)]
    known = indicators.visible_to(office.user).filter(reporters__unit__in=own)
    rows = Reporter.objects.filter(indicator__in=known, unit__in=own)
    rows = rows.select_related("indicator", "unit__subject")
    values = indicators.values_visible_to(office.user).filter(
        indicator__in=known, unit__in=own, year=office.year
    )
    told: dict[tuple[int, int], list[IndicatorValue]] = {}
    for value in values:
        told.setdefault((value.indicator_id, value.unit_id), []).append(value)
    found = []
    for row in rows.order_by("indicator__position", "indicator", "pk"):
        is_own = row.unit_id == office.unit.pk
        theirs = told.get((row.indicator_id, row.unit_id), [])
        sources = [value.source for value in theirs if value.source]
        told_by_slot: Values = {value.when.slot: _figure(value) for value in theirs}
        found.append(
            {
                "name": row.indicator.name,
                "code": row.indicator.code,
                "measure": row.indicator.measure,
                "unit": None if is_own else office.told(row.unit),
                "value": told_by_slot or {str(office.year): None},
                "source": sources[0] if sources else None,
            }
        )
    return found


def _figure(value: IndicatorValue) -> Values:
    qualifier = figures.WORD_OF[Qualifier(value.qualifier)]
    return {
        "hundredths": value.hundredths,
        "qualifier": qualifier,
        "measure": "",
    }


def _score_sheets(office: Office) -> list[Values]:
    """Return the table of the office's scoring with the points it gave so far."""
    desks = scorings.desks_of(office.unit, office.year)
    desks = desks or scorings.desks_of(office.unit, office.year, only_open=False)
    if not desks:
        return []
    board = scorings.Board(desks[0], office.unit)
    parts: dict[int, list[Any]] = {}
    for row in board.desk.scoring.version.criteria.all():
        if row.pk in board.rules:
            parts.setdefault(row.part_id, []).append(board.rules[row.pk])
    found: list[Values] = []
    for part in board.desk.scoring.version.parts.all():
        rules = parts.get(part.pk, [])
        if rules:
            line = {"number": part.code, "name": part.name, "max_points": part.points}
            found.append(line | {"scores": {}})
        for number, rule in enumerate(rules, 1):
            told: Values = {
                "number": str(number),
                "name": rule.name,
                "max_points": int(rule.reckoned.standard * 100),
            }
            points = {
                sheet.printed_name: board.points(sheet, rule) for sheet in board.sheets
            }
            found.append(told | {"scores": points})
    return found


_KINDS: dict[str, Callable[[Office], list[Values]]] = {
    "roster": _roster,
    "grades": _grades,
    "initiatives": _initiatives,
    "past_awards": _past_awards,
    "registrations": _registrations,
    "nominees": _nominees,
    "indicator_values": _indicator_values,
    "score_sheets": _score_sheets,
}
KINDS: Iterable[str] = tuple(_KINDS)
