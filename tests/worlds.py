"""Named offices and people for tests; all invented.

Small office: Lan is the officer, Minh heads the office (and is its authority),
Thư is the council's secretary, Hạnh heads the first division and Quang the
second; An and Bình work in the first, Chi in the second. Hoa heads another
office: nothing of this one may reach her.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from vinhdanh.accounts.enums import Role
from vinhdanh.accounts.models import Assignment, User
from vinhdanh.registry import actions as registry
from vinhdanh.registry.enums import LeaderClass, UnitKind, UnitLevel
from vinhdanh.registry.models import Person, Unit

PASSWORD = "mat-khau-cua-phep-thu"
FOUNDED = date(2000, 1, 1)


@dataclass
class Office:
    unit: Unit
    first: Unit
    second: Unit
    other: Unit
    lan: User
    minh: User
    thu: User
    hanh: User
    quang: User
    hoa: User
    an: Person
    binh: Person
    chi: Person


@contextmanager
def standing(blocker: DjangoDbBlocker) -> Iterator[None]:
    """Keep what is written within for the tests inside, and roll it back after them."""
    with blocker.unblock():
        outer = transaction.atomic()
        outer.__enter__()
        try:
            yield
        finally:
            transaction.set_rollback(True)
            outer.__exit__(None, None, None)


def user_with(
    name: str, username: str, unit: Unit, *roles: str, person: Person | None = None
) -> User:
    """Write an account with roles at a unit.

    Written directly: hundreds of tests need an office, and the deeds that open
    accounts and give roles have tests of their own.
    """
    user = User.objects.create(
        username=username,
        full_name=name,
        password=make_password(PASSWORD, salt="muoi"),
        person=person,
    )
    Assignment.objects.bulk_create(
        Assignment(user=user, role=role, unit=unit) for role in roles
    )
    return user


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def unit(name: str, parent: Unit | None = None, *, is_own: bool = False) -> Unit:
    return registry.found_unit(
        None,
        registry.UnitForm(
            name=name,
            kind=UnitKind.OFFICE if parent is None else UnitKind.DIVISION,
            level=UnitLevel.PROVINCE if parent is None else UnitLevel.UNIT,
            parent=parent,
            is_own=is_own,
            has_legal_personality=parent is None,
            place="Tân An",
            document_sign="VP",
            first_day=FOUNDED,
        ),
    )


def small_office() -> Office:
    """Build the small office and its neighbour."""
    own = unit("Văn phòng Hội đồng nhân dân tỉnh", is_own=True)
    first, second = unit("Phòng Tổng hợp", own), unit("Phòng Hành chính", own)
    other = unit("Sở Tài chính")
    lan = user_with("Nguyễn Thị Lan", "lan", own, Role.OFFICER)

    def person(name: str, at: Unit, born: date, title: str) -> Person:
        leads = "Trưởng" in title
        return registry.add_person(
            lan,
            at,
            registry.PersonForm(
                name=name,
                birth_date=born,
                recruited_on=date(2010, 3, 1),
                title=title,
                leader_class=(
                    LeaderClass.OTHER_LEADER if leads else LeaderClass.DIRECT_WORKER
                ),
            ),
        )

    head_1 = person("Trần Thị Hạnh", first, date(1975, 5, 5), "Trưởng phòng")
    head_2 = person("Lê Văn Quang", second, date(1974, 4, 4), "Trưởng phòng")
    return Office(
        unit=own,
        first=first,
        second=second,
        other=other,
        lan=lan,
        minh=user_with("Phạm Văn Minh", "minh", own, Role.UNIT_HEAD, Role.AUTHORITY),
        thu=user_with("Đỗ Anh Thư", "thu", own, Role.COUNCIL_SECRETARY),
        hanh=user_with("Trần Thị Hạnh", "hanh", first, Role.UNIT_HEAD, person=head_1),
        quang=user_with("Lê Văn Quang", "quang", second, Role.UNIT_HEAD, person=head_2),
        hoa=user_with(
            "Vũ Thị Hoa",
            "hoa",
            other,
            Role.OFFICER,
            Role.UNIT_HEAD,
            Role.AUTHORITY,
            Role.COUNCIL_SECRETARY,
        ),
        an=person("Nguyễn Văn An", first, date(1985, 1, 1), "Chuyên viên"),
        binh=person("Hoàng Thị Bình", first, date(1986, 2, 2), "Chuyên viên"),
        chi=person("Đặng Kim Chi", second, date(1987, 3, 3), "Chuyên viên"),
    )
