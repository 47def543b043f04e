"""Facts for the law: one plain record per person or collective, as `assess` reads it.

What nobody wrote down stays None. The number of statements does not grow with the
number of subjects.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from vinhdanh import assess
from vinhdanh.eligibility import lineages, members, sources
from vinhdanh.eligibility.careers import Career, careers, leave_and_training
from vinhdanh.eligibility.lineages import Beginning, Inherited
from vinhdanh.eligibility.works import works_of
from vinhdanh.ledger import queries as ledger
from vinhdanh.ledger.enums import Basis, Way
from vinhdanh.ledger.models import Award
from vinhdanh.registry import aliases
from vinhdanh.registry.enums import SubjectKind
from vinhdanh.registry.models import (
    Authorship,
    Post,
    Subject,
    Unit,
    YearFact,
)
from vinhdanh.viet import dates

AssumedTitles = Mapping[int, Mapping[str, bool]]
"""Subject id -> code put forward in the judged year -> does it count as held?"""

_BASES = {
    Basis.MERIT: "merit",
    Basis.THEME: "movement",
    Basis.SUDDEN: "sudden",
    Basis.LONG_SERVICE: "service",
    Basis.SENIORITY: "service",
    Basis.FOREIGN: "foreign",
}


@dataclass
class Known:
    """What registry and ledger say of a set of subjects, by subject id and year."""

    facts: dict[tuple[int, int], YearFact] = field(default_factory=dict)
    awards: dict[tuple[int, int], list[Award]] = field(
        default_factory=lambda: defaultdict(list)
    )
    works: dict[tuple[int, int], list[Authorship]] = field(
        default_factory=lambda: defaultdict(list)
    )
    careers: dict[int, Career] = field(default_factory=dict)
    settled: set[tuple[int, int]] = field(default_factory=set)
    """(person id, year): the titles of that year's unit were decided here."""

    def years_of(self, subject: int) -> set[int]:
        """Return the years of which anything is known."""
        tables = (self.facts, self.awards, self.works)
        years = {year for table in tables for key, year in table if key == subject}
        career = self.careers.get(subject)
        return years.union(career.years) if career else years

    def titles(self, subject: int, year: int) -> list[str] | None:
        """Return what was conferred that year; None where that is not known.

        Known: the list was marked complete, a title of her own office stands in the
        ledger, or the titles of that year were decided here for the unit she was in.
        A title that another authority gave says nothing of the office's own. What was
        not conferred for merit is left to `awards`.
        """
        awards = self.awards.get((subject, year), [])
        fact = self.facts.get((subject, year))
        is_known = (
            (fact is not None and fact.is_title_list_complete)
            or any(_is_own_title(award.code) for award in awards)
            or (subject, year) in self.settled
        )
        merit = {award.code for award in awards if award.basis == Basis.MERIT}
        return sorted(merit) if is_known else None

    def forms(self, subject: int, year: int) -> list[dict[str, Any]]:
        """Return the forms of commendation of that year, each with its basis."""
        kinds = assess.awards()
        return [
            {"award": award.code, "basis": _BASES[Basis(award.basis)]}
            for award in self.awards.get((subject, year), [])
            if kinds[award.code].kind == "form"
        ]


def records(
    subjects: Sequence[Subject],
    *,
    year: int,
    assumed: AssumedTitles | None = None,
    basis: Basis | None = None,
) -> list[dict[str, Any]]:
    """Return one record for each subject, in the order given.

    basis: on which all of them are proposed for a form of commendation.
    assumed: titles of the judged year that count as held by the members of a
    collective although no decision stands yet (the nominations of the same round).
    Until one of the members is put forward for a title, its list is not made and the
    number of its holders is not known.
    """
    rosters = members.of_collectives(subjects, date(year, 12, 31))
    begun = lineages.beginnings(
        [subject.pk for subject in subjects if subject.kind == SubjectKind.UNIT]
    )
    former = {each.unit for begins in begun.values() for each in begins.inherited}
    everybody = former.union({each.pk for each in subjects}, *rosters.values())
    known = gather(everybody, year)
    made: list[dict[str, Any]] = []
    for subject in subjects:
        record: dict[str, Any] = {"id": str(subject.public_id), "name": subject.name}
        years = {
            past: _shared_facts(known, subject.pk, past)
            for past in sorted(known.years_of(subject.pk) | {year})
        }
        if subject.kind == SubjectKind.PERSON:
            record |= {"kind": "individual"} | known.careers[subject.pk].always
            for past, facts in years.items():
                _add_personal(facts, known, subject.pk, past)
        elif subject.kind == SubjectKind.HOUSEHOLD:
            record["kind"] = "household"
        else:
            begins = begun.get(subject.pk, Beginning())
            record |= {"kind": "collective"} | begins.facts
            _drop_contradicted_day(record, years)
            years = _inherited_years(known, begins.inherited) | years
            roster = rosters.get(subject.pk, set())
            years[year] |= _of_members(known, roster, year, assumed)
        if basis is not None:
            years[year]["basis"] = _BASES[basis]
        for past, told in _told_of(known, subject):
            _merge(years[past], told)
        made.append(record | {"years": years})
    _add_from_sources(made, subjects, year)
    return made


def _told_of(known: Known, subject: Subject) -> list[tuple[int, dict[str, Any]]]:
    """Return what a career says of single years; a collective only knows inquiries."""
    career = known.careers.get(subject.pk)
    if career is None:
        return []
    if subject.kind == SubjectKind.PERSON:
        return list(career.years.items())
    return [
        (past, {"pending_inquiry": True, "evidence": told.get("evidence", {})})
        for past, told in career.years.items()
        if told.get("pending_inquiry")
    ]


def _inherited_years(
    known: Known, inherited: Sequence[Inherited]
) -> dict[int, dict[str, Any]]:
    """Return the years that a unit counts on from others, each saying whose it was."""
    years: dict[int, dict[str, Any]] = {}
    for source in inherited:
        for past in known.years_of(source.unit):
            if past >= source.before or past in years:
                continue
            years[past] = _shared_facts(known, source.unit, past)
            said = years[past]["evidence"].get("titles") or []
            said = [said] if isinstance(said, str) else said
            years[past]["evidence"]["titles"] = [*said, source.words]
    return years


def _drop_contradicted_day(
    record: dict[str, Any], years: Mapping[int, Mapping[str, Any]]
) -> None:
    """Leave out a founding day that awards of an earlier year speak against."""
    founded = record.get("founded_on")
    if founded is None or record.get("lineage"):
        return
    earlier = (facts for year, facts in years.items() if year < founded.year)
    if any(facts["titles"] or facts.get("awards") for facts in earlier):
        del record["founded_on"]


def gather(subjects: Collection[int], year: int) -> Known:
    """Read everything up to the judged year, aliases answering for their person."""
    main = aliases.family(subjects)
    known = Known()
    known.facts = aliases.facts_by_year(set(main.values()), year__lte=year)
    standing = ledger.standing_awards().filter(subject__in=main, year__lte=year)
    seen = set()
    # What two records of one person both say is one award; hers that stays is read.
    for award in sorted(
        standing, key=lambda one: (one.subject_id != main[one.subject_id], one.pk)
    ):
        key = main[award.subject_id], award.year
        if (key, award.code, award.basis) not in seen:
            seen.add((key, award.code, award.basis))
            known.awards[key].append(award)
    shares = Authorship.objects.filter(person__in=main, work__year__lte=year)
    for share in shares.select_related("work").order_by("pk"):
        known.works[main[share.person_id], share.work.year].append(share)
    known.careers = careers(main, year)
    known.settled = _settled(main, year)
    for alias in (key for key in subjects if main[key] != key):
        _answer_as(known, alias, main[alias])
    return known


def _answer_as(known: Known, alias: int, main: int) -> None:
    """Let the old key of a merged record, as a nomination has it, answer the same."""
    tables: list[dict[tuple[int, int], Any]] = [known.facts]
    tables += [known.awards, known.works]
    for table in tables:
        for key, year in [pair for pair in table if pair[0] == main]:
            table[alias, year] = table[key, year]
    known.settled |= {(alias, year) for key, year in known.settled if key == main}
    if main in known.careers:
        known.careers[alias] = known.careers[main]


def _settled(main: Mapping[int, int], year: int) -> set[tuple[int, int]]:
    """Return (person id, year) where the unit's own titles were decided here.

    The unit is that of the year in question: what a person's present unit decided
    before she came says nothing of her.
    """
    posts = list(
        Post.objects.filter(person__in=main).values_list(
            "person_id", "unit_id", "first_day", "last_day"
        )
    )
    decided: dict[int, set[int]] = defaultdict(set)
    rows = ledger.standing_awards().filter(
        way=Way.ISSUED,
        unit__in={unit for _person, unit, _first, _last in posts},
        code__in=_unit_titles("individual"),
        year__lte=year,
    )
    for unit, past in rows.values_list("unit_id", "year").distinct():
        decided[unit].add(past)
    return {
        (main[person], past)
        for person, unit, first, last in posts
        for past in decided[unit]
        if (first is None or first <= date(past, 12, 31))
        and (last is None or last >= date(past, 12, 31))
    }


def _is_own_title(code: str) -> bool:
    award = assess.awards()[code]
    return award.kind == "title" and award.level == "unit"


def _unit_titles(subject: str) -> list[str]:
    return [
        award.code
        for award in assess.awards().values()
        if award.kind == "title" and award.level == "unit" and subject in award.subjects
    ]


def _shared_facts(known: Known, subject: int, year: int) -> dict[str, Any]:
    fact = known.facts.get((subject, year))
    evidence: dict[str, Any] = {}
    facts: dict[str, Any] = {
        "rating": fact.rating if fact else None,
        "pending_inquiry": fact.pending_inquiry if fact else None,
        "titles": known.titles(subject, year),
        "evidence": evidence,
    }
    if fact is not None:
        evidence |= {name: said for name, said in fact.sources.items() if said}
        evidence.pop("is_title_list_complete", None)
        evidence.pop("is_initiative_list_complete", None)
        if fact.is_title_list_complete and facts["titles"] == []:
            evidence["titles"] = fact.sources.get("is_title_list_complete") or []
    forms = known.forms(subject, year)
    if forms:
        facts["awards"] = forms
    awards = known.awards.get((subject, year), [])
    if awards:
        evidence["titles"] = [_said_of(award) for award in awards]
    return facts


def _add_personal(facts: dict[str, Any], known: Known, subject: int, year: int) -> None:
    fact = known.facts.get((subject, year))
    facts["absence_working_days"] = fact.absence_working_days if fact else None
    facts |= leave_and_training(fact)
    facts["discipline"] = fact.discipline if fact else None
    _merge(facts, works_of(known.works.get((subject, year), []), fact))


def _said_of(award: Award) -> str:
    short = assess.awards()[award.code].short_name
    if award.decision_number:
        day = f" ngày {dates.short(award.decided_on)}" if award.decided_on else ""
        return f"{short} {award.year}: {award.decision_number}{day}"
    return f"{short} {award.year}: {award.source}" if award.source else short


def _of_members(
    known: Known, roster: set[int], year: int, assumed: AssumedTitles | None
) -> dict[str, Any]:
    """Count a collective's members; a count with an unknown member is unknown."""
    if not roster:
        return dict.fromkeys(
            ("members", "advanced_workers", "grassroots_fighters", "fulfilled", "women")
        ) | {"disciplined_warning": None}
    facts = [known.facts.get((member, year)) for member in roster]
    ratings = [fact.rating if fact else None for fact in facts]
    disciplines = [fact.discipline if fact else None for fact in facts]
    warned = sum(word not in {None, "none", "reprimand"} for word in disciplines)
    sexes = [known.careers[member].always.get("gender") for member in roster]
    return {
        "members": len(roster),
        "women": None if None in sexes else sexes.count("female"),
        "advanced_workers": _holders(known, roster, year, "LDTT", assumed),
        "grassroots_fighters": _holders(known, roster, year, "CSTDCS", assumed),
        "fulfilled": (
            None if None in ratings else sum(word != "KHT" for word in ratings)
        ),
        # One warned member settles it, whatever is not known of the others.
        "disciplined_warning": warned if warned or None not in disciplines else None,
    }


def _holders(
    known: Known, roster: set[int], year: int, code: str, assumed: AssumedTitles | None
) -> int | None:
    titles = {member: known.titles(member, year) for member in roster}
    put_forward = assumed or {}
    listed = {
        member: put_forward[member][code]
        for member in roster & put_forward.keys()
        if code in put_forward[member]
    }
    if not listed and any(codes is None for codes in titles.values()):
        return None
    return sum(
        code in (codes or ()) or listed.get(member, False)
        for member, codes in titles.items()
    )


def _add_from_sources(
    made: list[dict[str, Any]], subjects: Sequence[Subject], year: int
) -> None:
    keys = [subject.pk for subject in subjects]
    for source in sources.registered():
        answers = source(keys, year)
        for record, key in zip(made, keys, strict=True):
            for past, facts in answers.get(key, {}).items():
                if past <= year:
                    _merge(record["years"].setdefault(past, {}), facts)


def _merge(into: dict[str, Any], facts: Mapping[str, Any]) -> None:
    for name, value in facts.items():
        if name in {"evidence", "judged"}:
            into[name] = into.get(name, {}) | dict(value)
        else:
            into[name] = value


def units_by_subject(subjects: Sequence[Subject], day: date) -> dict[int, Unit]:
    """Return the unit that answers for each subject on a day, where there is one."""
    units = members.units_of([subject.pk for subject in subjects], day)
    found = Unit.objects.select_related("subject").in_bulk(set(units.values()))
    return {subject: found[unit] for subject, unit in units.items()}
