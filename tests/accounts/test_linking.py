"""Whose account it is: one person, one account, of a unit in one's keeping."""

import pytest

from tests import worlds
from tests.worlds import Office
from vinhdanh.accounts import actions, queries
from vinhdanh.accounts.enums import Role
from vinhdanh.accounts.models import User
from vinhdanh.base import audit, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.registry.models import Person


@pytest.fixture
def admin(office: Office) -> User:
    """Võ, who keeps the accounts of the whole office."""
    return worlds.user_with("Võ Quản Trị", "vo", office.unit, Role.ADMIN)


@pytest.fixture
def keeper(office: Office) -> User:
    """Tô, who keeps the accounts of the first division only."""
    return worlds.user_with("Tô Quản Trị", "to", office.first, Role.UNIT_ADMIN)


@pytest.fixture
def user(office: Office) -> User:
    """An account of the first division that is linked to nobody."""
    return worlds.user_with("Nguyễn Văn An", "an", office.first, Role.MEMBER)


def test_keeper_is_offered_people_of_her_unit_without_an_account(
    office: Office, admin: User, keeper: User
) -> None:
    names = [person.name for person in queries.people_without_account(keeper)]

    assert names == ["Nguyễn Văn An", "Hoàng Thị Bình"]
    assert office.chi in queries.people_without_account(admin)
    assert office.chi not in queries.people_without_account(admin, office.first)
    assert not queries.people_without_account(office.lan).exists()


def test_linked_account_sees_its_person_and_the_deed_is_audited(
    office: Office, keeper: User, user: User
) -> None:
    actions.link_person(keeper, user, office.first, office.an)

    again = User.objects.get(pk=user.pk)
    assert again.person == office.an
    assert list(rights.visible(again, "person.see", Person.objects.all())) == [
        office.an
    ]
    (event,) = audit.events_of(user)
    assert (event.verb, event.before, event.after, event.unit_id) == (
        "account.link_person",
        {"person": ""},
        {"person": "Nguyễn Văn An"},
        office.first.pk,
    )


def test_wrong_link_is_mended(office: Office, keeper: User, user: User) -> None:
    actions.link_person(keeper, user, office.first, office.binh)

    assert (
        actions.link_person(keeper, user, office.first, office.an).person == office.an
    )
    assert office.binh in queries.people_without_account(keeper)


def test_link_to_a_person_of_elsewhere_is_not_taken_away(
    office: Office, keeper: User
) -> None:
    user = worlds.user_with(
        "Đặng Kim Chi", "chi", office.first, Role.MEMBER, person=office.chi
    )

    code = _refusal(keeper, user, office, office.an)

    assert code == "account.linked_elsewhere"


def test_person_has_one_account(office: Office, keeper: User, user: User) -> None:
    worlds.user_with("An", "an.nv", office.first, Role.MEMBER, person=office.an)

    assert _refusal(keeper, user, office, office.an) == "account.person_taken"
    with pytest.raises(Refused) as refusal:
        actions.welcome(
            keeper,
            office.first,
            Role.MEMBER,
            username="an2",
            full_name="An",
            person=office.an,
        )
    assert refusal.value.code == "account.person_taken"


def test_person_of_another_division_is_refused(
    office: Office, keeper: User, user: User
) -> None:
    assert _refusal(keeper, user, office, office.chi) == "account.person_elsewhere"


def test_account_without_a_role_at_the_unit_is_refused(
    office: Office, keeper: User
) -> None:
    assert _refusal(keeper, office.quang, office, office.an) == "account.elsewhere"


def test_only_who_keeps_accounts_links_them(office: Office, user: User) -> None:
    code = _refusal(office.lan, user, office, office.an)

    assert code == "forbidden.account.manage"


def test_nobody_links_her_own_account(office: Office, keeper: User) -> None:
    assert _refusal(keeper, keeper, office, office.an) == "account.own"


def test_person_who_left_is_not_offered(office: Office, keeper: User) -> None:
    post = office.an.posts.get()
    post.last_day = worlds.FOUNDED
    post.save()

    assert office.an not in queries.people_without_account(keeper)


def _refusal(actor: User, user: User, office: Office, person: Person) -> str:
    """Return the code of the refusal; the link must be as it was."""
    before = user.person_id
    with pytest.raises(Refused) as refusal:
        actions.link_person(actor, user, office.first, person)
    user.refresh_from_db()
    assert user.person_id == before
    return refusal.value.code
