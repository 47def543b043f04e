"""Units below and units invited see a movement and join it with one of their own."""

from dataclasses import replace
from datetime import date

import pytest

from tests.worlds import Office
from vinhdanh.base import rights
from vinhdanh.base.refusal import Refused
from vinhdanh.movements import actions, queries, running
from vinhdanh.movements.actions.launching import form_of
from vinhdanh.movements.enums import Scope
from vinhdanh.movements.models import Movement

PDF = b"%PDF-1.7 phong trao"


def test_joining_opens_the_units_own_registration(
    office: Office, movement: Movement
) -> None:
    joined = actions.join_movement(
        office.hanh,
        movement,
        office.first,
        opens=date(2026, 2, 1),
        closes=date(2026, 3, 20),
        plan_number="02/KH-PTH",
    )
    actions.register(office.hanh, joined.own, office.an.subject, ("LDTT",))

    own = joined.own
    assert (own.unit, own.launched_on, own.plan_number) == (
        office.first,
        date(2026, 2, 10),
        "02/KH-PTH",
    )
    assert form_of(own).targets == form_of(movement).targets
    assert queries.movement_of_year(office.first, 2026) == own
    assert queries.movement_of_year(office.second, 2026) == movement
    # The launching unit counts what is registered below.
    assert queries.registrations_in(movement).count() == 1
    counted = {row.award: row.registered for row in queries.title_counts(movement)}
    assert counted == {"LDTT": 1}


def test_unit_joins_once(office: Office, movement: Movement) -> None:
    actions.join_movement(office.hanh, movement, office.first)

    with pytest.raises(Refused, match="đã hưởng ứng"):
        actions.join_movement(office.hanh, movement, office.first)
    assert running.units_that_may_join(office.lan, movement) == [office.second]


@pytest.mark.parametrize("which", ["unit", "other"])
def test_launching_unit_and_strangers_do_not_join(
    office: Office, movement: Movement, which: str
) -> None:
    user = office.lan if which == "unit" else office.hoa
    with pytest.raises(Refused, match="không thuộc phạm vi"):
        actions.join_movement(user, movement, getattr(office, which))


def test_head_of_another_division_joins_for_her_own_alone(
    office: Office, movement: Movement
) -> None:
    with pytest.raises(rights.Forbidden):
        actions.join_movement(office.hanh, movement, office.second)


def test_draft_is_not_joined(office: Office, draft: Movement) -> None:
    with pytest.raises(Refused, match="chưa phát động"):
        actions.join_movement(office.hanh, draft, office.first)
    assert running.units_that_may_join(office.hanh, draft) == []


def test_movement_is_joined_until_its_last_day(
    office: Office, movement: Movement
) -> None:
    with pytest.raises(Refused, match="đã kết thúc"):
        actions.join_movement(office.hanh, movement, office.first, on=date(2027, 1, 1))
    actions.join_movement(office.hanh, movement, office.first, on=date(2026, 12, 31))


def test_invited_unit_of_another_tree_sees_the_launched_movement(
    office: Office, draft: Movement
) -> None:
    actions.invite(office.lan, draft, [office.other, office.unit])
    assert list(queries.visible_to(office.hoa)) == []

    actions.launch_movement(office.minh, draft, on=date(2026, 1, 12))

    assert list(queries.visible_to(office.hoa)) == [draft]
    assert [row.unit for row in running.waiting_invitations(office.hoa)] == [
        office.other
    ]
    draft.refresh_from_db()
    actions.join_movement(office.hoa, draft, office.other)
    assert list(running.waiting_invitations(office.hoa)) == []


def test_units_are_invited_once_and_told_apart_from_those_below(
    office: Office, movement: Movement
) -> None:
    actions.invite(office.lan, movement, [office.other])
    assert actions.invite(office.lan, movement, [office.other]) == []
    actions.join_movement(office.hanh, movement, office.first)

    rows = running.participants(movement)

    assert [(row.unit, row.is_invited, row.joined is not None) for row in rows] == [
        (office.other, True, False),
        (office.first, False, True),
    ]


def test_movement_for_invited_units_leaves_its_own_tree_out(
    office: Office, form: actions.MovementForm
) -> None:
    draft = actions.prepare_movement(
        office.lan, office.unit, replace(form, scope=Scope.INVITED)
    )
    actions.invite(office.lan, draft, [office.other])

    assert running.units_asked(draft) == {office.other.pk}


def test_stranger_invites_nobody(office: Office, movement: Movement) -> None:
    with pytest.raises(rights.Forbidden):
        actions.invite(office.hoa, movement, [office.other])


def test_papers_are_kept_with_their_hash(office: Office, movement: Movement) -> None:
    paper = actions.attach_document(
        office.lan,
        movement,
        name="Kế hoạch phát động",
        file_name="ke-hoach.pdf",
        data=PDF,
        number="03/KH-VP",
    )

    assert list(running.documents_visible_to(office.hanh)) == [paper]
    assert list(running.documents_visible_to(office.hoa)) == []
    assert (paper.file.media_type, paper.file.unit_id) == (
        "application/pdf",
        office.unit.pk,
    )


@pytest.mark.parametrize(
    ("name", "file_name", "data", "code"),
    [
        (" ", "ke-hoach.pdf", PDF, "document.no_name"),
        ("Kế hoạch", "ke-hoach.exe", PDF, "upload.kind"),
        ("Kế hoạch", "ke-hoach.pdf", b"MZ", "upload.kind"),
        ("Kế hoạch", "ke-hoach.pdf", b"%PDF-" + b"0" * 10_485_756, "upload.too_large"),
    ],
)
def test_unfit_paper_is_refused(
    office: Office,
    movement: Movement,
    name: str,
    file_name: str,
    data: bytes,
    code: str,
) -> None:
    with pytest.raises(Refused) as refusal:
        actions.attach_document(
            office.lan, movement, name=name, file_name=file_name, data=data
        )

    assert refusal.value.code == code
    assert not movement.documents.exists()


def test_paper_of_exactly_10_mb_is_kept(office: Office, movement: Movement) -> None:
    actions.attach_document(
        office.lan,
        movement,
        name="Kỷ yếu",
        file_name="ky-yeu.pdf",
        data=b"%PDF-" + b"0" * 10_485_755,
    )

    assert movement.documents.count() == 1
