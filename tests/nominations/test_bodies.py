"""A body with a term registers, signs, is nominated and awarded as a collective."""

from datetime import date

import pytest

from tests.worlds import Office
from vinhdanh.covenants import actions as covenants
from vinhdanh.decisions.actions import outside
from vinhdanh.ledger import queries as ledger
from vinhdanh.movements.actions import (
    MovementForm,
    TargetLine,
    TaskLine,
    launching,
    registering,
)
from vinhdanh.movements.models import Movement
from vinhdanh.nominations import actions as nominations
from vinhdanh.nominations import roster
from vinhdanh.registry import actions
from vinhdanh.registry.actions import SeatForm, TermForm
from vinhdanh.registry.models import Body

YEAR = 2024


@pytest.fixture
def board(office: Office) -> Body:
    body = actions.found_body(
        office.lan, office.unit, name="Ban Pháp chế", kind="board"
    )
    term = actions.add_term(
        office.lan, body, TermForm("2021 - 2026", date(2021, 7, 1), date(2026, 6, 30))
    )
    actions.seat_member(office.lan, term, SeatForm(office.an, "Trưởng ban"))
    return body


@pytest.fixture
def movement(office: Office) -> Movement:
    made = launching.prepare_movement(
        office.lan,
        office.unit,
        MovementForm(
            name="Thi đua năm 2024",
            year=YEAR,
            content="Nội dung",
            first_day=date(YEAR, 1, 1),
            last_day=date(YEAR, 12, 31),
            targets=(TargetLine("Kỳ họp đúng hạn", "100 %"),),
            key_tasks=(TaskLine("Phục vụ kỳ họp"),),
        ),
    )
    return launching.launch_movement(office.minh, made, on=date(YEAR, 1, 2))


def test_a_board_registers_a_title_of_a_collective(
    office: Office, board: Body, movement: Movement
) -> None:
    (made,) = registering.register_many(
        office.lan, movement, {board.subject: ["TTLDTT"]}, on=date(YEAR, 2, 1)
    )

    assert (made.subject, made.unit) == (board.subject, office.unit)


def test_a_board_signs_a_covenant_by_the_head_of_its_unit(
    office: Office, board: Body, movement: Movement
) -> None:
    covenant = covenants.draft_covenant(
        office.lan, movement, [office.first, board], name="Giao ước", text="Cùng làm"
    )

    assert list(
        covenant.parties.values_list("printed_name", "unit__subject__name")
    ) == [
        ("Phòng Tổng hợp", "Phòng Tổng hợp"),
        ("Ban Pháp chế", "Văn phòng Hội đồng nhân dân tỉnh"),
    ]


@pytest.mark.parametrize(
    ("year", "is_there"), [(2020, False), (2021, True), (2026, False)]
)
def test_a_board_can_be_put_forward_while_its_term_lasts(
    office: Office, board: Body, year: int, is_there: bool
) -> None:
    round_ = nominations.open_round(
        office.lan,
        office.unit,
        year=year,
        name="Đợt",
        governing_day=date(year, 12, 31),
    )

    groups = roster.candidates(round_, "GK", [office.unit])

    names = [one.printed.name for group in groups for one in group.candidates]
    assert ("Ban Pháp chế" in names) is is_there


def test_a_board_is_nominated_as_printed(office: Office, board: Body) -> None:
    round_ = nominations.open_round(
        office.lan,
        office.unit,
        year=YEAR,
        name="Đợt",
        governing_day=date(YEAR, 12, 31),
    )

    made = nominations.nominate(office.lan, round_, board.subject, "GK")

    assert (made.name, made.unit_name, made.unit) == (
        "Ban Pháp chế",
        "Văn phòng Hội đồng nhân dân tỉnh",
        office.unit,
    )
    assert made.verdict.subject == board.subject


def test_an_award_of_another_authority_goes_to_the_board(
    office: Office, board: Body
) -> None:
    (award,) = outside.record_outside(
        office.lan,
        office.unit,
        outside.OutsideDecision("Chủ tịch UBND tỉnh", "99/QĐ-UBND", date(2025, 2, 1)),
        lines=[outside.OutsideLine(board.subject, "BK_TINH", YEAR)],
    )

    assert (award.recipient_name, award.unit_name) == (
        "Ban Pháp chế",
        "Văn phòng Hội đồng nhân dân tỉnh",
    )
    assert list(ledger.standing_awards().filter(subject=board.subject)) == [award]
