"""What goes out of the site as a list comes in again as nothing new."""

import random
from dataclasses import replace
from datetime import date

import pytest

from tests.worlds import Office
from vinhdanh.accounts.models import User
from vinhdanh.base.models import AuditEvent
from vinhdanh.indicators import actions as indicators
from vinhdanh.intake import actions, leaving
from vinhdanh.ledger import actions as ledger
from vinhdanh.ledger.enums import Basis, Way
from vinhdanh.ledger.models import LedgerEntry
from vinhdanh.movements import actions as movements
from vinhdanh.movements.models import Movement
from vinhdanh.nominations import actions as nominations
from vinhdanh.nominations.models import Round
from vinhdanh.registry import actions as registry
from vinhdanh.registry.models import Authorship, Person
from vinhdanh.sheets import writing
from vinhdanh.sheets.lists import LISTS, tables

YEAR = 2026
AWARDED = {
    "person": ("LDTT", "CSTDCS", "BK_TINH"),
    "unit": ("TTLDTT", "TTLDXS", "CO_TINH"),
}


@pytest.fixture
def chance() -> random.Random:
    return random.Random(20_261_122)  # noqa: S311 - the same world every time


@pytest.fixture
def full(office: Office, chance: random.Random) -> Office:
    """An office whose year holds something of every kind."""
    people: list[Person] = [office.an, office.binh, office.chi]
    given = ("Ân", "Ấn", "Bắc", "Đức", "Ý", "Ánh", "Ảnh", "Ngọc", "Lê", "Hòa", "Hoà")
    for number, called in enumerate(given):
        unit = chance.choice([office.unit, office.first, office.second])
        form = registry.PersonForm(
            name=f"Trần Văn {called}",
            birth_date=chance.choice([None, date(1980, 1, 1 + number)]),
            sex=chance.choice(["", "male", "female"]),
            title=chance.choice(["", "Chuyên viên", "Văn thư"]),
        )
        people.append(registry.add_person(office.lan, unit, form, is_namesake=True))
    for subject in [one.subject for one in (*people, office.first, office.second)]:
        facts = {
            "rating": chance.choice(["HTXS", "HTT", "HT", "KHT"]),
            "rating_decision_no": chance.choice(["", "12/QĐ-VP"]),
        }
        registry.record_year_facts(
            office.lan, subject, YEAR, facts, source="sổ theo dõi"
        )
    known = [one for one in people if one.birth_date]
    _works(office, known, chance)
    _awards(office, known, chance)
    _aims(office, known, chance)
    for code, figure in (("a", "1.234,5"), ("b", "khoảng -7"), ("c", "0")):
        one = indicators.define_indicator(
            office.lan, office.unit, code=code, name=f"Chỉ tiêu {code}", measure="lượt"
        )
        indicators.record_value(office.lan, one, YEAR, figure, source="sổ")
    return office


def _works(office: Office, people: list[Person], chance: random.Random) -> None:
    for number, person in enumerate(people):
        registry.record_work(
            office.lan,
            person,
            name=f"Sáng kiến {number % 4}",
            year=YEAR,
            scope=("grassroots", "province", "nationwide")[number % 4 % 3],
            decision_no=f"{number % 4}/QĐ-VP",
            share_pct=chance.choice([None, 20]),
        )


def _awards(office: Office, people: list[Person], chance: random.Random) -> None:
    subjects = [("person", one.subject, office.first) for one in people]
    subjects += [("unit", one.subject, one) for one in (office.first, office.second)]
    lines = [
        ledger.AwardLine(
            subject=subject,
            code=chance.choice(AWARDED[kind]),
            year=YEAR,
            unit=unit,
            recipient_name=subject.name,
            basis=chance.choice([Basis.MERIT, Basis.THEME]),
        )
        for kind, subject, unit in subjects
    ]
    decision = ledger.DecisionRef("Chủ tịch UBND tỉnh", "9/QĐ", date(2026, 3, 1))
    ledger.enter_awards(office.lan, lines, decision, way=Way.IMPORTED)


def _aims(office: Office, people: list[Person], chance: random.Random) -> None:
    drafted = movements.prepare_movement(
        office.lan,
        office.unit,
        movements.MovementForm(
            name="Thi đua năm 2026",
            year=YEAR,
            first_day=date(2026, 1, 1),
            last_day=date(2026, 12, 31),
            targets=(movements.TargetLine(name="Tiếp công dân"),),
        ),
    )
    movement = movements.launch_movement(office.minh, drafted, on=date(2026, 1, 15))
    wanted = {one.subject: ["LDTT", "CSTDCS"][: chance.randint(1, 2)] for one in people}
    movements.register_many(
        office.lan, movement, wanted | {office.first.subject: ["TTLDTT"]}
    )
    goals = (
        movements.PersonalLine("Sáng kiến cấp cơ sở", 1_00, "sáng kiến"),
        movements.PersonalLine("Hồ sơ đúng hạn", 98_50, "%"),
        movements.PersonalLine("Giữ gìn đoàn kết"),
    )
    movements.set_targets(
        office.lan,
        movement,
        {one.subject: goals[: chance.randint(1, 3)] for one in people[::2]},
    )
    round_ = nominations.open_round(office.lan, office.unit, year=YEAR, name="Cuối năm")
    for one in people:
        nominations.nominate(
            office.lan,
            round_,
            one.subject,
            chance.choice(["LDTT", "CSTDCS"]),
            achievement=chance.choice(["", "Hoàn thành xuất sắc nhiệm vụ"]),
        )


# The points of a scoring go out and in among the tests of scores.
KINDS = sorted({*leaving.KINDS} - {"score_sheets"})


@pytest.mark.parametrize("kind", KINDS)
def test_what_goes_out_comes_in_as_the_same(full: Office, kind: str) -> None:
    goes_out_and_comes_in(full, kind)


def test_units_of_one_name_go_out_with_the_one_over_each(full: Office) -> None:
    for over, name in ((full.first, "Mai Văn Tám"), (full.second, "Lý Thị Chín")):
        form = registry.UnitForm(name="Tổ Văn thư", kind="division", parent=over)
        team = registry.found_unit(full.lan, form)
        lan = User.objects.get(pk=full.lan.pk)  # her reach holds the new unit now
        registry.add_person(lan, team, registry.PersonForm(name=name))
        facts = {"rating": "HTT"}
        registry.record_year_facts(lan, team.subject, YEAR, facts, source="sổ")
    full = replace(full, lan=User.objects.get(pk=full.lan.pk))

    went = goes_out_and_comes_in(full, "roster")

    units = {row["name"]: row["unit"] for row in went}
    assert units["Mai Văn Tám"] == f"Tổ Văn thư, {full.first}"
    assert units["Lý Thị Chín"] == f"Tổ Văn thư, {full.second}"
    assert goes_out_and_comes_in(full, "grades")


@pytest.fixture
def merged(full: Office) -> Office:
    """The full office after two records of An were merged, with a work of two offices.

    The record merged into hers had a work, with an author of another office, titles,
    a registration and a nomination; her name in it is spelt otherwise.
    """
    form = registry.PersonForm(
        name="Nguyễn Văn Ân",
        birth_date=date(1985, 1, 1),
        recruited_on=date(2010, 3, 1),
    )
    other = registry.add_person(full.lan, full.second, form)
    work = registry.record_work(
        full.lan, other, name="Sáng kiến chung", year=YEAR, scope="province"
    )
    abroad = registry.add_person(
        full.hoa, full.other, registry.PersonForm(name="Đỗ Văn Ngoài", title="Kế toán")
    )
    Authorship.objects.create(work=work, person=abroad, share_pct=40)
    won = [
        ledger.AwardLine(other.subject, code, YEAR, full.second, other.name)
        for code in ("GK", "LDTT")
    ]
    decision = ledger.DecisionRef("Chánh Văn phòng", "10/QĐ", date(2026, 4, 1))
    ledger.enter_awards(full.lan, won, decision, way=Way.IMPORTED)
    movement = Movement.objects.get()
    movements.register_many(full.lan, movement, {other.subject: ["LDTT", "CSTDCS"]})
    nominations.nominate(full.lan, Round.objects.get(), other.subject, "GK")
    registry.merge_people(full.lan, full.an, other, choices={}, reason="trùng")
    return full


def test_the_lists_of_merged_people_come_in_as_the_same(merged: Office) -> None:
    went = {kind: goes_out_and_comes_in(merged, kind) for kind in KINDS}

    hers = {
        kind: [row for row in rows if row.get("name") == merged.an.name]
        for kind, rows in went.items()
    }
    assert {"code": "GK", "year": YEAR} in hers["roster"][0]["titles"][str(YEAR)]
    assert {"GK", "LDTT"} <= {row["award"] for row in hers["past_awards"]}
    assert hers["registrations"][0]["awards"].count("LDTT") == 1
    assert "GK" in [code for row in hers["nominees"] for code in row["awards"]]
    (work,) = [row for row in went["initiatives"] if row["name"] == "Sáng kiến chung"]
    assert [(each["name"], each["share_pct"]) for each in work["authors"]] == [
        ("Nguyễn Văn An", None),
        ("Đỗ Văn Ngoài", 40),
    ]


def goes_out_and_comes_in(full: Office, kind: str) -> list[leaving.Values]:
    """Take a list out of the site and send it back: nothing in it is new."""
    rows = leaving.rows(full.lan, kind, full.unit, YEAR)
    data = writing.workbook([tables.table(LISTS[kind], rows, YEAR)])

    batch = actions.read_sheet(
        full.lan, full.unit, data, f"{kind}-{YEAR}.xlsx", year=YEAR
    )

    assert len(rows) >= 3
    assert batch.list_kind == kind
    told = [
        (row.word, row.changes, [p["what"] for p in batch.problems])
        for row in batch.rows.exclude(word="same")
    ]
    assert told == []
    assert batch.rows.count() == len(rows)

    entries, events = LedgerEntry.objects.count(), AuditEvent.objects.count()
    actions.confirm(full.lan, batch)
    assert LedgerEntry.objects.count() == entries
    assert AuditEvent.objects.count() == events + 1
    assert not batch.traces.exists()
    return rows
