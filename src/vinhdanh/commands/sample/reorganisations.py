"""A district over the years: two offices become one, then the district is no more.

Another house than the sample office, so that none of its figures moves. Few people,
all invented; the days are those of the country's own changes: offices merged on
1 January 2020, the district level gone on 1 July 2025.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction

from vinhdanh.accounts import actions as accounts
from vinhdanh.accounts.enums import Role
from vinhdanh.accounts.models import User
from vinhdanh.commands.sample.cast import Cast
from vinhdanh.ledger import actions as ledger
from vinhdanh.ledger.enums import Way
from vinhdanh.registry import actions, queries
from vinhdanh.registry.enums import LeaderClass, UnitKind, UnitLevel
from vinhdanh.registry.models import Person, Unit
from vinhdanh.registry.rosters import NewPerson, enter_people
from vinhdanh.registry.years import YearLine, record_facts_of_years

USERNAME = "canbotp"
MERGED_ON, ABOLISHED_ON = date(2020, 1, 1), date(2025, 7, 1)
SOURCE = "dữ liệu mẫu"
CITY = "Thành phố Sông Mơ (dữ liệu mẫu)"
DISTRICT = "Quận Bến Mơ (dữ liệu mẫu)"
COUNCIL_OFFICE = "Văn phòng HĐND quận Bến Mơ"
COMMITTEE_OFFICE = "Văn phòng UBND quận Bến Mơ"
MERGED_OFFICE = "Văn phòng HĐND và UBND quận Bến Mơ"
WARDS = ("Phường Cầu Mơ", "Phường Bãi Mơ")

# Name, year of birth, post, and the ward that takes over in 2025.
PEOPLE = {
    COUNCIL_OFFICE: (
        ("Ninh Thị Hải Mơ", 1974, "Chánh Văn phòng", WARDS[0]),
        ("Đoàn Quốc Mẫu", 1983, "Chuyên viên", WARDS[0]),
        ("Lữ Thanh Thử", 1988, "Chuyên viên", WARDS[1]),
    ),
    COMMITTEE_OFFICE: (
        ("Tạ Văn Ví", 1971, "Phó Chánh Văn phòng", WARDS[1]),
        ("Kiều Minh Dụ", 1985, "Chuyên viên", WARDS[1]),
        ("Mạc Thị Nháp", 1990, "Văn thư", WARDS[0]),
    ),
    WARDS[0]: (("Vi Thị Phường", 1980, "Công chức", ""),),
    WARDS[1]: (("Ông Văn Bãi", 1979, "Công chức", ""),),
}
# Held the grassroots fighter's title three years running, across the merger.
FIGHTER, FIGHTER_YEARS = "Đoàn Quốc Mẫu", (2018, 2019, 2020)
YEARS = range(2017, 2025)


@dataclass
class District:
    """The sample district while its story is told."""

    officer: User
    units: dict[str, Unit] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    homes: dict[str, str] = field(default_factory=dict)

    def unit(self, name: str) -> Unit:
        return self.units[name]


def tell(cast: Cast) -> None:
    """Found the city and its district, and let them live to this day."""
    district = _found(cast)
    _enter_people(district)
    _merge_offices(district)
    _confer(district)
    _abolish(district)


def _found(cast: Cast) -> District:
    city = actions.found_unit(
        None, actions.UnitForm(CITY, UnitKind.LOCALITY, UnitLevel.PROVINCE)
    )
    password = accounts.random_password()
    officer = accounts.open_account(
        None,
        city,
        username=USERNAME,
        full_name="Cán bộ thi đua thành phố (mẫu)",
        password=password,
        must_change_password=False,
    )
    accounts.give_role(None, officer, Role.OFFICER, city)
    cast.passwords[USERNAME], cast.users[USERNAME] = password, officer
    district = District(officer, {CITY: city})
    began = date(2004, 1, 1)
    for name, parent, kind, level in (
        (DISTRICT, CITY, UnitKind.LOCALITY, UnitLevel.DISTRICT),
        (COUNCIL_OFFICE, DISTRICT, UnitKind.OFFICE, UnitLevel.DISTRICT),
        (COMMITTEE_OFFICE, DISTRICT, UnitKind.OFFICE, UnitLevel.DISTRICT),
        *((ward, DISTRICT, UnitKind.LOCALITY, UnitLevel.COMMUNE) for ward in WARDS),
    ):
        form = actions.UnitForm(
            name, kind, level, parent=district.unit(parent), first_day=began
        )
        district.units[name] = actions.found_unit(officer, form)
    for year, people in ((2017, 7), (2018, 6), (2019, 6)):
        actions.record_headcount(
            officer, district.unit(COMMITTEE_OFFICE), year, people, source=SOURCE
        )
    return district


def _enter_people(district: District) -> None:
    lines = [
        NewPerson(
            district.unit(unit),
            actions.PersonForm(
                name=name,
                birth_date=date(born, 3, 15),
                recruited_on=date(2012, 5, 1),
                title=title,
                leader_class=(
                    LeaderClass.OTHER_LEADER
                    if "Chánh" in title
                    else LeaderClass.DIRECT_WORKER
                ),
            ),
            SOURCE,
        )
        for unit, people in PEOPLE.items()
        for name, born, title, _ward in people
    ]
    entered = enter_people(district.officer, lines)
    district.people = {person.name: person for person in entered}
    district.homes = {line.form.name: line.unit.name for line in lines}


def _merge_offices(district: District) -> None:
    deed = actions.reorganise(
        district.officer,
        actions.Merger(
            units=(district.unit(COUNCIL_OFFICE), district.unit(COMMITTEE_OFFICE)),
            new=actions.UnitForm(MERGED_OFFICE, UnitKind.OFFICE, UnitLevel.DISTRICT),
            on=MERGED_ON,
            decision_no="01/NQ-HĐND (mẫu)",
            decided_on=date(2019, 12, 20),
            decided_by="HĐND quận Bến Mơ (dữ liệu mẫu)",
        ),
    )
    for row in deed.lineages.select_related("predecessor__subject", "successor"):
        is_main = row.predecessor.name == COMMITTEE_OFFICE
        if row.successor is not None:
            district.units[MERGED_OFFICE] = row.successor
        actions.rule_on_lineage(
            district.officer,
            row,
            actions.RulingForm(
                is_counted=is_main,
                decided_by="Chủ tịch UBND quận Bến Mơ (dữ liệu mẫu)",
                citation="12/TB-UBND ngày 15/01/2020 (mẫu)",
                reason=(
                    "Bộ phận chính của Văn phòng mới, kế thừa nguyên chức năng"
                    if is_main
                    else "Chức năng nhập vào Văn phòng mới, không phải bộ phận chính"
                ),
            ),
        )


def _confer(district: District) -> None:
    """Enter titles and grades of the years, each at the unit of that year."""
    decisions = []
    for year in YEARS:
        lines = [
            _award(district, person, "LDTT", year)
            for person in district.people.values()
        ]
        if year in FIGHTER_YEARS:
            lines.append(_award(district, district.people[FIGHTER], "CSTDCS", year))
        if year < MERGED_ON.year:
            lines.append(_collective(district.unit(COMMITTEE_OFFICE), year))
        elif year == MERGED_ON.year:
            lines.append(_collective(district.unit(MERGED_OFFICE), year))
        ref = ledger.DecisionRef(
            "Chủ tịch UBND quận Bến Mơ (dữ liệu mẫu)",
            f"{year - 1900}/QĐ-UBND (mẫu)",
            date(year, 12, 28),
        )
        decisions.append((ref, lines))
    with transaction.atomic():
        ledger.enter_decisions(district.officer, decisions, way=Way.IMPORTED)
    facts = {"rating": "HTT", "discipline": "none", "is_title_list_complete": True}
    record_facts_of_years(
        district.officer,
        [
            YearLine(
                person,
                _unit_of(district, person, year),
                year,
                facts,
                dict.fromkeys(facts, SOURCE),
            )
            for person in district.people.values()
            for year in YEARS
        ],
    )


def _unit_of(district: District, person: Person, year: int) -> Unit:
    home = district.homes[person.name]
    is_merged = year >= MERGED_ON.year and home not in WARDS
    return district.unit(MERGED_OFFICE if is_merged else home)


def _award(
    district: District, person: Person, code: str, year: int
) -> ledger.AwardLine:
    unit = _unit_of(district, person, year)
    return ledger.AwardLine(
        subject=person.subject,
        code=code,
        year=year,
        unit=unit,
        recipient_name=person.name,
        unit_name=unit.name,
        source=SOURCE,
    )


def _collective(unit: Unit, year: int) -> ledger.AwardLine:
    return ledger.AwardLine(
        subject=unit.subject,
        code="TTLDTT",
        year=year,
        unit=unit,
        recipient_name=unit.name,
        source=SOURCE,
    )


def _abolish(district: District) -> None:
    """Dissolve the office, its people to the wards; then the district itself."""
    ground: dict[str, Any] = {
        "on": ABOLISHED_ON,
        "decision_no": "02/NQ-HĐND (mẫu)",
        "decided_on": date(2025, 6, 20),
        "decided_by": "HĐND thành phố Sông Mơ (dữ liệu mẫu)",
    }
    places = {
        district.people[name].pk: district.unit(ward)
        for people in PEOPLE.values()
        for name, _born, _title, ward in people
        if ward
    }
    office = queries.unit_named(district.unit(DISTRICT), MERGED_OFFICE)
    assert office is not None  # noqa: S101 - merged above
    actions.reorganise(
        district.officer, actions.Dissolution(unit=office, places=places, **ground)
    )
    actions.reorganise(
        district.officer,
        actions.Dissolution(
            unit=district.unit(DISTRICT), below_to=district.unit(CITY), **ground
        ),
    )
