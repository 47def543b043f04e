"""Rights: one rule gives both answers, and a role reaches down, never up."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import worlds
from tests.worlds import Office
from vinhdanh.accounts import actions, reach
from vinhdanh.accounts.enums import Role
from vinhdanh.accounts.models import Assignment, User
from vinhdanh.accounts.rules import VERBS
from vinhdanh.base import rights
from vinhdanh.base.refusal import Refused
from vinhdanh.registry.enums import SubjectKind
from vinhdanh.registry.models import Person, Subject, Unit, UnitParent


def fresh(user: User) -> User:
    """Read the account again, as the next request does."""
    return User.objects.get(pk=user.pk)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    verb=st.sampled_from(sorted(VERBS)),
    who=st.sampled_from(["lan", "minh", "thu", "hanh", "hoa"]),
)
def test_can_and_visible_agree_on_every_unit(
    office: Office, verb: str, who: str
) -> None:
    user = getattr(office, who)

    seen = set(rights.visible(user, verb, Unit.objects.all()))

    for unit in Unit.objects.all():
        assert rights.can(user, verb, unit) == (unit in seen)


def test_stranger_may_nothing(office: Office) -> None:
    for verb in VERBS:
        assert not rights.can(AnonymousUser(), verb, office.unit)
        assert not rights.visible(AnonymousUser(), verb, Person.objects.all()).exists()


def test_disabled_account_may_nothing(office: Office) -> None:
    office.lan.is_active = False
    office.lan.save()

    assert not rights.can(fresh(office.lan), "import.run", office.unit)


def test_role_reaches_down_and_not_up(office: Office) -> None:
    assert rights.can(office.lan, "person.change", office.first)
    assert rights.can(office.hanh, "nomination.file", office.first)
    assert not rights.can(office.hanh, "nomination.file", office.unit)
    assert not rights.can(office.hanh, "nomination.file", office.second)


def test_what_is_launched_above_is_seen_below(office: Office) -> None:
    assert rights.can(office.hanh, "movement.see", office.unit)
    assert not rights.can(office.hoa, "movement.see", office.unit)


def test_role_may_be_held_without_what_lies_below(office: Office) -> None:
    assignment = office.lan.assignments.get()
    actions.give_role(None, office.lan, Role.OFFICER, office.unit, reaches_down=False)

    assert not rights.can(fresh(office.lan), "person.change", office.first)
    assert rights.can(fresh(office.lan), "person.change", office.unit)
    assert assignment.pk == office.lan.assignments.get().pk


def test_who_leads_a_block_acts_for_the_agency_and_not_its_divisions(
    office: Office,
) -> None:
    lead = worlds.user_with("Tô Minh", "tominh", office.unit, Role.BLOCK_LEAD)

    for verb in ("movement.prepare", "criteria.prepare", "scoring.open", "score.enter"):
        assert list(rights.visible(lead, verb, Unit.objects.all())) == [office.unit]
    assert not rights.can(lead, "scoring.finalise", office.unit)


def test_ended_role_reaches_nothing_from_the_next_request(office: Office) -> None:
    admin = worlds.user_with("Quản trị", "qt", office.unit, Role.UNIT_ADMIN)

    actions.end_role(admin, office.lan.assignments.get())

    assert not rights.can(fresh(office.lan), "import.run", office.unit)


def test_division_once_held_stays_in_sight_of_its_office(office: Office) -> None:
    UnitParent.objects.filter(unit=office.second).update(last_day=date(2020, 6, 30))

    assert rights.can(fresh(office.lan), "person.see", office.chi)


def test_division_that_moved_goes_with_its_new_office(office: Office) -> None:
    UnitParent.objects.filter(unit=office.second).update(last_day=date(2020, 6, 30))
    UnitParent.objects.create(
        unit=office.second, parent=office.other, first_day=date(2020, 7, 1)
    )

    assert not rights.can(fresh(office.lan), "person.see", office.chi)
    assert rights.can(fresh(office.hoa), "person.see", office.chi)


def test_member_sees_the_rows_about_herself(office: Office) -> None:
    an = worlds.user_with("An", "an", office.first, Role.MEMBER, person=office.an)

    seen = list(rights.visible(an, "person.see", Person.objects.all()))

    assert seen == [office.an]
    assert not rights.can(an, "unit.change", office.first)


def test_roles_are_listed_for_the_menu(office: Office) -> None:
    assert reach.roles_of(office.minh) == {Role.UNIT_HEAD, Role.AUTHORITY}
    assert reach.roles_of(AnonymousUser()) == frozenset()


def test_only_an_administrator_opens_accounts(office: Office) -> None:
    with pytest.raises(rights.Forbidden):
        actions.open_account(
            office.lan,
            office.unit,
            username="moi",
            full_name="Người mới",
            password=worlds.PASSWORD,
        )


def test_username_is_taken_once(office: Office) -> None:
    with pytest.raises(Refused, match="đã có người dùng"):
        actions.open_account(
            None,
            office.unit,
            username=" LAN ",
            full_name="Lan khác",
            password=worlds.PASSWORD,
        )


def test_administrator_resets_a_password_of_the_unit_only(office: Office) -> None:
    admin = worlds.user_with("Quản trị", "qt", office.unit, Role.UNIT_ADMIN)

    password = actions.reset_password(admin, office.lan, office.unit)

    assert fresh(office.lan).check_password(password)
    assert fresh(office.lan).must_change_password
    with pytest.raises(Refused, match="không thuộc đơn vị"):
        actions.reset_password(admin, office.hoa, office.unit)


def test_keeper_of_a_division_does_not_get_at_an_account_of_the_office(
    office: Office,
) -> None:
    keeper = worlds.user_with("Giữ", "giu", office.first, Role.UNIT_ADMIN)
    actions.give_role(None, office.minh, Role.MEMBER, office.first)

    with pytest.raises(Refused, match="không thuộc đơn vị"):
        actions.reset_password(keeper, office.minh, office.first)

    assert fresh(office.minh).check_password(worlds.PASSWORD)


def test_system_administrator_is_out_of_reach_of_a_unit_administrator(
    office: Office,
) -> None:
    admin = worlds.user_with("Quản trị", "qt", office.unit, Role.ADMIN)
    keeper = worlds.user_with("Giữ", "giu", office.unit, Role.UNIT_ADMIN)

    with pytest.raises(Refused, match="do quản trị hệ thống cấp"):
        actions.reset_password(keeper, admin, office.unit)
    with pytest.raises(Refused, match="do quản trị hệ thống cấp"):
        actions.end_role(keeper, admin.assignments.get())

    assert fresh(admin).check_password(worlds.PASSWORD)
    assert reach.roles_of(fresh(admin)) == {Role.ADMIN}


def test_last_system_administrator_does_not_end_the_role(office: Office) -> None:
    admin = worlds.user_with("Võ Quản Trị", "vo", office.unit, Role.ADMIN)
    worlds.user_with("Tô Quản Trị", "to", office.first, Role.ADMIN)

    with pytest.raises(Refused) as refusal:
        actions.end_role(admin, admin.assignments.get())

    assert refusal.value.message == (
        "Đây là người quản trị hệ thống cuối cùng của “Văn phòng Hội đồng nhân dân "
        "tỉnh”. Hãy cấp vai trò này cho một người khác trước, rồi mới kết thúc."
    )
    assert reach.roles_of(fresh(admin)) == {Role.ADMIN}


@pytest.mark.parametrize(
    ("role", "is_active", "last_day"),
    [
        (Role.UNIT_ADMIN, True, None),
        (Role.ADMIN, False, None),
        (Role.ADMIN, True, date(2999, 12, 31)),
    ],
)
def test_who_will_not_administer_does_not_count_as_another(
    office: Office, role: str, last_day: date | None, *, is_active: bool
) -> None:
    admin = worlds.user_with("Võ Quản Trị", "vo", office.unit, Role.ADMIN)
    other = worlds.user_with("Tô Quản Trị", "to", office.unit, role)
    User.objects.filter(pk=other.pk).update(is_active=is_active)
    other.assignments.update(last_day=last_day)

    with pytest.raises(Refused, match="người quản trị hệ thống cuối cùng"):
        actions.end_role(admin, admin.assignments.get())

    assert reach.roles_of(fresh(admin)) == {Role.ADMIN}


def test_administrator_ends_the_role_when_another_administers(office: Office) -> None:
    admin = worlds.user_with("Võ Quản Trị", "vo", office.unit, Role.ADMIN)
    other = worlds.user_with("Tô Quản Trị", "to", office.unit, Role.ADMIN)

    actions.end_role(admin, admin.assignments.get())

    assert reach.roles_of(fresh(admin)) == frozenset()
    assert reach.roles_of(fresh(other)) == {Role.ADMIN}


def test_unit_below_two_parents_is_reached_once(office: Office) -> None:
    UnitParent.objects.create(unit=office.second, parent=office.first)
    lan = fresh(office.lan)

    reached = reach.units_reached(lan, VERBS["person.see"])

    assert reached == {office.unit.pk, office.first.pk, office.second.pk}


def test_who_is_in_no_unit_is_seen_by_whoever_sees_every_unit(office: Office) -> None:
    subject = Subject.objects.create(kind=SubjectKind.PERSON, name="Hồ Chưa Về Đâu")
    nowhere = Person.objects.create(subject=subject)
    everywhere = worlds.user_with("Võ Văn Khắp", "khap", office.unit, Role.OFFICER)
    for unit in Unit.objects.filter(parents=None).exclude(pk=office.unit.pk):
        Assignment.objects.create(user=everywhere, role=Role.OFFICER, unit=unit)

    assert rights.can(fresh(everywhere), "person.see", nowhere)
    assert not rights.can(fresh(office.lan), "person.see", nowhere)
    assert not rights.can(fresh(office.minh), "person.see", nowhere)
    assert not rights.can(fresh(office.hoa), "person.see", nowhere)


def test_no_role_sees_nobody_even_before_there_are_units(db: None) -> None:
    nobody = User.objects.create(username="nobody", full_name="Hồ Chưa Có Vai Trò")
    subject = Subject.objects.create(kind=SubjectKind.PERSON, name="Hồ Chưa Về Đâu")
    nowhere = Person.objects.create(subject=subject)

    assert not Unit.objects.exists()
    assert not rights.can(nobody, "person.see", nowhere)


def test_of_many_units_all_of_them_or_all_but_one_are_told_apart(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reach, "_MANY", 0)
    everywhere = worlds.user_with("Võ Văn Khắp", "khap", office.unit, Role.OFFICER)
    for unit in Unit.objects.filter(parents=None).exclude(pk=office.unit.pk):
        Assignment.objects.create(user=everywhere, role=Role.OFFICER, unit=unit)
    every = {unit.pk for unit in Unit.objects.all()}
    beyond = every - set(reach.units_reached(fresh(office.lan), VERBS["unit.see"]))

    def seen(user: User) -> set[int]:
        units = Unit.objects.all()
        return {unit.pk for unit in rights.visible(user, "unit.see", units)}

    assert seen(fresh(everywhere)) == every
    assert seen(fresh(office.lan)) == every - beyond != every
