"""A scoring is opened on the page: table, subjects of every kind, stages as data."""

from datetime import date

import pytest
from django.urls import reverse

from tests import worlds
from tests.scoring.scenes import Block, block
from tests.worlds import signed_in
from vinhdanh.registry import actions as registry
from vinhdanh.registry.actions import PersonForm, SeatForm, TermForm
from vinhdanh.registry.enums import BodyKind
from vinhdanh.scoring import candidates as offered
from vinhdanh.scoring.enums import ScoredKind
from vinhdanh.scoring.models import Scoring

TERM = TermForm("2021 - 2026", date(2021, 7, 1), None, "Nghị quyết mẫu")


@pytest.fixture(scope="module")
def standing_block(standing_office, django_db_blocker):
    """The block, and a Council with a Board, a group and a delegate at the office."""
    with worlds.standing(django_db_blocker):
        scored = block(standing_office)
        lan, unit = standing_office.lan, standing_office.unit
        council, board, group = (
            registry.add_term(
                lan, registry.found_body(lan, unit, name=name, kind=kind), TERM
            )
            for name, kind in (
                ("Hội đồng nhân dân khóa XVI", BodyKind.PEOPLES_COUNCIL),
                ("Ban Pháp chế", BodyKind.BOARD),
                ("Tổ đại biểu số 1", BodyKind.DELEGATE_GROUP),
            )
        )
        seat = registry.enter_delegate(
            lan,
            council,
            PersonForm(name="Lương Bá Tước", birth_date=date(1970, 5, 19)),
            post="Đại biểu",
            group=group,
        )
        registry.seat_member(lan, board, SeatForm(seat.person, "Trưởng ban"))
        yield scored


@pytest.fixture
def scored(standing_block: Block, db: None) -> Block:
    return standing_block


def opened(scored: Block, *, status: int = 302, **typed):
    """The page as the officer sends it; two divisions and two stages unless said."""
    office = scored.office
    form = {
        "name": "Chấm 6 tháng",
        "period": "first_half",
        "subjects": [
            str(office.first.subject.public_id),
            str(office.second.subject.public_id),
        ],
        "self-is_held": "on",
        "cross-scorers": "1",
        "lead-is_held": "on",
        "lead-unit": str(office.unit.subject.public_id),
    } | {name.replace("__", "-"): value for name, value in typed.items()}
    answer = signed_in(office.lan).post(f"{reverse('scoring-new')}?nam=2026", form)
    assert answer.status_code == status, answer.content.decode()[-3000:]
    return answer.content.decode()


def test_cross_scoring_goes_in_a_ring_and_blind(scored):
    office = scored.office
    opened(
        scored, cross__is_held="on", cross__is_blind="on", self__closes_on="2026-07-10"
    )

    made = Scoring.objects.get(name="Chấm 6 tháng")
    stages = [(s.kind, s.is_blind, s.closes_on) for s in made.stages.all()]
    assert stages == [
        ("self", False, date(2026, 7, 10)),
        ("cross", True, None),
        ("lead", False, None),
    ]
    assert {
        (d.sheet.unit, d.unit) for s in made.sheets.all() for d in s.duties.all()
    } == {
        (office.first, office.second),
        (office.second, office.first),
    }


def test_the_standing_body_scores_only_the_parts_that_are_its_own(scored):
    whole = str(scored.office.unit.subject.public_id)
    opened(
        scored,
        lead__parts=["I", "III"],
        standing__is_held="on",
        standing__unit=whole,
        standing__parts=["II"],
        final__is_held="on",
        final__unit=whole,
        final__parts=["I", "II", "III"],
    )

    made = Scoring.objects.get(name="Chấm 6 tháng")
    assert [(stage.kind, stage.parts) for stage in made.stages.all()] == [
        ("self", []),
        ("lead", ["I", "III"]),
        ("standing", ["II"]),
        ("final", []),
    ]


def test_subjects_of_every_kind_can_be_chosen(scored):
    there = offered.candidates(scored.office.unit, 2026)
    assert [each.subject.name for each in there[ScoredKind.BOARD]] == ["Ban Pháp chế"]
    (delegate,) = there[ScoredKind.DELEGATE]
    chosen = [
        there[ScoredKind.BOARD][0],
        there[ScoredKind.DELEGATE_GROUP][0],
        delegate,
        there[ScoredKind.PERSON][0],
    ]

    opened(scored, subjects=[str(each.subject.public_id) for each in chosen])

    made = Scoring.objects.get(name="Chấm 6 tháng")
    assert {sheet.subject for sheet in made.sheets.all()} == {
        each.subject for each in chosen
    }
    assert delegate.unit == scored.office.unit


def test_people_too_many_to_list_are_chosen_by_their_unit(scored, monkeypatch):
    monkeypatch.setattr("vinhdanh.scoring.candidates.MOST_PEOPLE", 1)
    monkeypatch.setattr("vinhdanh.pages.scoring.opening.MOST_PEOPLE", 1)
    first = scored.office.first

    opened(scored, subjects=[f"all-of-{first.subject.public_id}"])

    made = Scoring.objects.get(name="Chấm 6 tháng")
    there = offered.people_in({first.pk: first}, date(2026, 7, 1))
    assert {sheet.subject for sheet in made.sheets.all()} == {
        each.subject for each in there
    }


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"subjects": []}, "Hãy chọn ít nhất một đối tượng để chấm."),
        ({"lead__unit": ""}, "Hãy chọn đơn vị chấm ở bước này."),
        ({"lead__parts": ["I"], "self__parts": ["I"]}, "chưa có bước nào chấm"),
        (
            {"self__closes_on": "2026-08-01", "lead__closes_on": "2026-07-01"},
            "Hạn của bước sau (01/07/2026) ở trước hạn của bước trước (01/08/2026).",
        ),
    ],
)
def test_what_cannot_be_opened_is_said_and_stays_typed(scored, typed, said):
    page = opened(scored, status=422, **typed)

    assert said in page
    assert 'value="Chấm 6 tháng"' in page
    assert not Scoring.objects.filter(name="Chấm 6 tháng").exists()


def test_a_stage_that_is_held_asks_for_its_unit_and_no_other_does(scored):
    page = signed_in(scored.office.lan).get(f"{reverse('scoring-new')}?nam=2026")

    labels = [
        label.split("</label>")[0]
        for label in page.content.decode().split("<label")
        if "Đơn vị chấm" in label.split("</label>")[0]
    ]
    assert len(labels) == 3
    assert not any("không bắt buộc" in label for label in labels)
    # The browser must not ask for the unit of a stage that is not held.
    form = page.context["stages"][-1]
    assert "required" not in str(form["unit"])
    opened(scored, cross__scorers="", standing__unit="")


def test_one_units_bodies_cannot_score_each_other_crosswise(scored):
    there = offered.candidates(scored.office.unit, 2026)
    bodies = [*there[ScoredKind.BOARD], *there[ScoredKind.DELEGATE_GROUP]]
    page = opened(
        scored,
        status=422,
        subjects=[str(each.subject.public_id) for each in bodies],
        cross__is_held="on",
    )

    assert "Chấm chéo cần đối tượng của ít nhất hai đơn vị" in page
    assert not Scoring.objects.filter(name="Chấm 6 tháng").exists()


def test_the_table_chosen_says_whom_it_is_for(scored):
    address = reverse("scoring-new")
    typed = {
        "unit": scored.office.unit.subject.public_id,
        "version": scored.version.public_id,
        "nam": "2026",
    }
    page = signed_in(scored.office.lan).get(address, typed).content.decode()

    ticked = page.split("Chấm cho</legend>")[1].split("</details>")[0]
    assert scored.office.first.name in ticked
    assert "checked" in ticked
    assert "Ban Pháp chế" not in ticked
    assert "Ban Pháp chế" in page
