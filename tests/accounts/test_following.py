"""Roles when units are reorganised: none reaches further without a word."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import transaction

from tests import worlds
from tests.worlds import Office
from vinhdanh.accounts import actions as accounts
from vinhdanh.accounts.enums import Role
from vinhdanh.accounts.models import Assignment, User
from vinhdanh.base import rights
from vinhdanh.base.refusal import Refused
from vinhdanh.ledger import actions as ledger
from vinhdanh.ledger import queries as ledger_queries
from vinhdanh.ledger.enums import Way
from vinhdanh.movements.models import Movement
from vinhdanh.registry import actions
from vinhdanh.registry import queries as registry
from vinhdanh.registry.models import Unit

ON, EVE = date(2020, 1, 1), date(2019, 12, 31)
GROUND: dict[str, Any] = {
    "on": ON,
    "decision_no": "15/QĐ-UBND",
    "decided_on": date(2019, 12, 20),
}


@pytest.fixture
def admin(office: Office) -> User:
    """Whoever keeps the accounts of the small office."""
    return worlds.user_with("Trịnh Quản", "quan", office.unit, Role.UNIT_ADMIN)


def merger(office: Office, **changes: Any) -> actions.Merger:
    form = actions.Merger(
        units=(office.first, office.second),
        new=actions.UnitForm(name="Phòng Chung", kind="division"),
        **GROUND,
    )
    return replace(form, **changes)


def held(user: User) -> list[tuple[str, str, date | None, date | None]]:
    """(role, unit, first day, last day) of an account, in order."""
    rows = Assignment.objects.filter(user=user).order_by("pk")
    return [(r.role, r.unit.name, r.first_day, r.last_day) for r in rows]


def told(actor: User, form: actions.AnyChange, title: str) -> dict[str, str]:
    """What the preview says under a title: line -> what follows."""
    foreseen = actions.foresee(actor, form)
    return {
        line.text: line.follows
        for consequence in foreseen.consequences
        if consequence.title == title
        for line in consequence.lines
    }


def again(user: User) -> User:
    return User.objects.get(pk=user.pk)


def test_head_of_one_division_does_not_become_head_of_both(office: Office) -> None:
    said = told(office.lan, merger(office), "Vai trò của tài khoản")
    actions.reorganise(office.lan, merger(office))

    assert held(office.hanh) == [("unit_head", "Phòng Tổng hợp", None, EVE)]
    assert said["Trần Thị Hạnh: thủ trưởng đơn vị, Phòng Tổng hợp"] == (
        "thôi; giữ tiếp thì sẽ phụ trách cả phần của đơn vị khác"
    )
    assert not rights.can(again(office.hanh), "person.see", office.an)


def test_who_had_the_role_at_both_keeps_it(office: Office) -> None:
    Assignment.objects.create(user=office.hanh, role=Role.UNIT_HEAD, unit=office.second)

    actions.reorganise(office.lan, merger(office))

    assert held(office.hanh)[2:] == [("unit_head", "Phòng Chung", ON, None)]


def test_role_that_reaches_the_unit_alone_stays_so(office: Office) -> None:
    rows = [
        Assignment(user=office.hanh, role=Role.OBSERVER, unit=unit, reaches_down=False)
        for unit in (office.first, office.second)
    ]
    Assignment.objects.bulk_create(rows)

    actions.reorganise(office.lan, merger(office))

    kept = Assignment.objects.get(user=office.hanh, unit__subject__name="Phòng Chung")
    assert (kept.role, kept.reaches_down) == ("observer", False)


def test_role_once_held_at_the_receiving_unit_is_taken_up_again(
    office: Office,
) -> None:
    head = office.hanh
    Assignment.objects.filter(user=head).delete()
    Assignment.objects.bulk_create(
        [
            Assignment(user=head, role=Role.OBSERVER, unit=office.unit),
            Assignment(user=head, role=Role.MEMBER, unit=office.second),
            Assignment(
                user=head,
                role=Role.MEMBER,
                unit=office.first,
                last_day=date(2015, 1, 1),
            ),
        ]
    )

    actions.reorganise(
        office.lan, merger(office, units=(office.second,), into=office.first, new=None)
    )

    again_held = Assignment.objects.get(user=head, unit=office.first)
    assert (again_held.first_day, again_held.last_day) == (ON, None)


def test_member_goes_where_her_post_goes(office: Office) -> None:
    an = worlds.user_with("An", "an", office.first, Role.MEMBER, person=office.an)
    form = actions.Split(
        unit=office.first,
        parts=(
            actions.Part(
                form=actions.UnitForm(name="Phòng Một", kind="division"),
                people=frozenset(
                    registry.people_of(office.first)
                    .exclude(pk=office.an.pk)
                    .values_list("pk", flat=True)
                ),
            ),
            actions.Part(
                form=actions.UnitForm(name="Phòng Hai", kind="division"),
                people=frozenset({office.an.pk}),
            ),
        ),
        **GROUND,
    )

    actions.reorganise(office.lan, form)

    assert held(an)[1:] == [("member", "Phòng Hai", ON, None)]
    assert held(office.hanh)[1:] == [("unit_head", "Phòng Một", ON, None)]


def test_who_has_no_post_there_keeps_all_the_parts(office: Office) -> None:
    seer = worlds.user_with("Giám Sát", "gs", office.first, Role.OBSERVER)
    everybody = frozenset(registry.people_of(office.first).values_list("pk", flat=True))
    one, two = (
        actions.Part(form=actions.UnitForm(name=name, kind="division"), people=people)
        for name, people in (("Phòng Một", everybody), ("Phòng Hai", frozenset()))
    )

    actions.reorganise(
        office.lan, actions.Split(unit=office.first, parts=(one, two), **GROUND)
    )

    assert [unit for _role, unit, _first, _last in held(seer)[1:]] == [
        "Phòng Một",
        "Phòng Hai",
    ]


def test_keeper_of_accounts_lets_a_role_go_on_by_name(
    office: Office, admin: User
) -> None:
    kept = Assignment.objects.get(user=office.hanh)
    form = merger(office, chosen=frozenset({kept.pk}))

    said = told(admin, form, "Vai trò của tài khoản")
    actions.reorganise(admin, form)

    assert said[str(kept)] == "giữ tiếp ở Phòng Chung"
    assert held(office.hanh)[1:] == [("unit_head", "Phòng Chung", ON, None)]


def test_officer_cannot_let_it_go_on(office: Office) -> None:
    kept = Assignment.objects.get(user=office.hanh)

    with pytest.raises(Refused) as refusal:
        actions.reorganise(office.lan, merger(office, chosen=frozenset({kept.pk})))

    assert refusal.value.code == "role.not_yours"
    assert held(office.hanh) == [("unit_head", "Phòng Tổng hợp", None, None)]


def test_nobody_lets_her_own_role_go_on(office: Office, admin: User) -> None:
    own = Assignment.objects.create(user=admin, role=Role.OFFICER, unit=office.first)

    with pytest.raises(Refused) as refusal:
        actions.reorganise(admin, merger(office, chosen=frozenset({own.pk})))

    assert refusal.value.code == "role.not_yours"


def test_roles_end_with_a_dissolved_unit(office: Office) -> None:
    actions.reorganise(office.lan, actions.Dissolution(unit=office.first, **GROUND))

    assert held(office.hanh) == [("unit_head", "Phòng Tổng hợp", None, EVE)]


def test_preview_names_who_comes_to_answer_for_more(office: Office) -> None:
    form = merger(office, into=office.first, new=None)

    said = told(office.lan, form, "Phạm vi phụ trách rộng thêm")

    assert said == {
        "Trần Thị Hạnh: thủ trưởng đơn vị, Phòng Tổng hợp": (
            "nay gồm cả Phòng Hành chính"
        )
    }


def test_house_is_not_left_without_an_administrator(office: Office) -> None:
    chief = worlds.user_with("Quản Trị", "qt", office.unit, Role.ADMIN)
    lan = again(office.lan)
    Assignment.objects.create(user=lan, role=Role.OFFICER, unit=office.other)
    form = merger(
        office,
        units=(office.unit, office.other),
        new=actions.UnitForm(name="Cơ quan mới", kind="office"),
    )

    with pytest.raises(Refused) as refusal:
        actions.reorganise(lan, form)
    Assignment.objects.create(user=chief, role=Role.ADMIN, unit=office.other)
    actions.reorganise(again(lan), form)

    assert refusal.value.code == "role.last_admin"
    assert held(chief)[-1] == ("admin", "Cơ quan mới", ON, None)
    assert held(lan)[-1] == ("officer", "Cơ quan mới", ON, None)


def test_role_given_at_the_successor_after_keeps_the_merger(
    office: Office, admin: User
) -> None:
    deed = actions.reorganise(office.lan, merger(office))
    whole = registry.unit_named(office.unit, "Phòng Chung")
    assert whole is not None
    accounts.give_role(again(admin), office.hanh, Role.UNIT_HEAD, whole)

    with pytest.raises(Refused) as refusal:
        actions.take_back(again(office.lan), deed, why="ghi nhầm")

    assert "Trần Thị Hạnh: thủ trưởng đơn vị, Phòng Chung" in refusal.value.message


# --- what the successor answers for -------------------------------------------------


def _award(office: Office, unit: Unit) -> None:
    line = ledger.AwardLine(
        subject=office.an.subject,
        code="LDTT",
        year=2018,
        unit=unit,
        recipient_name=office.an.name,
    )
    ref = ledger.DecisionRef("Chánh Văn phòng", "72/QĐ-VP", date(2018, 12, 20))
    with transaction.atomic():
        ledger.enter_awards(office.lan, [line], ref, way=Way.IMPORTED)


def test_who_answers_for_the_successor_sees_what_the_former_unit_left(
    office: Office, admin: User
) -> None:
    _award(office, office.first)
    kept = Assignment.objects.get(user=office.quang)  # heads the second division
    assert not ledger_queries.visible_to(again(office.quang)).exists()

    actions.reorganise(admin, merger(office, chosen=frozenset({kept.pk})))

    quang = again(office.quang)
    assert [award.unit for award in ledger_queries.visible_to(quang)] == [office.first]
    assert rights.can(quang, "unit.see", office.first)
    assert not ledger_queries.visible_to(again(office.hanh)).exists()
    assert not ledger_queries.visible_to(again(office.hoa)).exists()


def test_who_is_left_at_the_former_unit_sees_nothing_of_the_successor(
    office: Office,
) -> None:
    actions.reorganise(office.lan, merger(office))
    whole = registry.unit_named(office.unit, "Phòng Chung")
    assert whole is not None
    keeper = worlds.user_with("Lưu Trữ", "luutru", office.first, Role.OFFICER)
    Movement.objects.create(
        unit=whole,
        year=2020,
        name="Phong trào mới",
        first_day=ON,
        last_day=date(2020, 12, 31),
    )

    assert rights.can(keeper, "unit.see", office.first)
    assert not rights.can(keeper, "person.see", office.chi)
    assert not rights.can(keeper, "unit.see", whole)
    movements = rights.visible(keeper, "movement.see", Movement.objects.all())
    assert not movements.exists()


def test_office_above_goes_on_seeing_both(office: Office) -> None:
    _award(office, office.first)

    actions.reorganise(office.lan, merger(office))

    lan = again(office.lan)
    assert ledger_queries.visible_to(lan).count() == 1
    assert rights.can(lan, "person.see", office.an)


def test_moved_unit_is_lost_to_those_above_before_and_won_by_those_above_now(
    office: Office,
) -> None:
    hoa = again(office.hoa)
    Assignment.objects.create(user=hoa, role=Role.OFFICER, unit=office.unit)
    form = actions.Move(unit=office.first, parent=office.other, **GROUND)

    actions.reorganise(again(hoa), form)

    assert not rights.can(again(office.lan), "person.see", office.an)
    assert rights.can(again(office.minh), "person.see", office.chi)
    Assignment.objects.filter(user=hoa, unit=office.unit).delete()
    assert rights.can(again(hoa), "person.see", office.an)
