"""Who signs in at the sample office: accounts, roles, and people by name."""

import tomllib
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings

from vinhdanh.accounts import actions as accounts
from vinhdanh.accounts.enums import Role
from vinhdanh.accounts.founding import FoundingForm, found_installation
from vinhdanh.accounts.models import User
from vinhdanh.base import clock
from vinhdanh.registry import queries as registry
from vinhdanh.registry.enums import UnitKind, UnitLevel
from vinhdanh.registry.models import Person, Subject, Unit

FOLDER_2016 = "van-phong-hdnd-2016"
FOLDER_2026 = "van-phong-hdnd-2026"


@dataclass
class Cast:
    """The sample office, its accounts by username and their first passwords."""

    unit: Unit
    passwords: dict[str, str] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    era: str = ""
    """Ends the usernames of those who have handed their work over since."""
    names: dict[str, Any] = field(default_factory=dict)

    @property
    def officer(self) -> User:
        return self.user("canbo")

    @property
    def head(self) -> User:
        return self.user("chanhvp")

    @property
    def secretary(self) -> User:
        return self.user("thuky")

    def user(self, username: str) -> User:
        """Return an account as the next request would: with today's tree."""
        of_the_era = f"{username}{self.era}"
        known = of_the_era if of_the_era in self.users else username
        return User.objects.get(username=known)

    def open(
        self,
        username: str,
        full_name: str,
        unit: Unit,
        *roles: Role,
        person: Person | None = None,
    ) -> User:
        """Open an account with a random password and its roles."""
        password = accounts.random_password()
        user = accounts.open_account(
            self.user("quantri"),
            unit,
            username=username,
            full_name=full_name,
            password=password,
            person=person,
            must_change_password=False,
        )
        for role in roles:
            accounts.give_role(self.user("quantri"), user, role, unit)
        self.passwords[username] = password
        self.users[username] = user
        return user

    def people(self, key: str) -> list[Person]:
        """Return the people that the sample's list of names has under a key."""
        return [self.person(who["name"], who["birth_date"]) for who in self.names[key]]

    def person(self, name: str, birth_date: date) -> Person:
        same, _doubtful = registry.people_like(self.unit, name, birth_date)
        if len(same) != 1:
            message = f"The sample has {len(same)} people {name}, {birth_date}"
            raise LookupError(message)
        return same[0]

    def division(self, name: str) -> Unit:
        unit = registry.unit_named(self.unit, name)
        if unit is None:
            message = f"The sample has no division {name}"
            raise LookupError(message)
        return unit

    @property
    def divisions(self) -> list[Unit]:
        return [self.division(name) for name in self.names["units"]]


def found_office() -> Cast:
    """Found the sample office and open the accounts that need no person yet."""
    source = settings.VINHDANH_SAMPLES / FOLDER_2016 / "nam-2016.toml"
    names = tomllib.loads(source.read_text(encoding="utf-8"))
    password = accounts.random_password()
    admin = found_installation(
        FoundingForm(
            unit_name=names["office"],
            full_name="Quản trị hệ thống (mẫu)",
            username="quantri",
            password=password,
            unit_kind=UnitKind.OFFICE,
            unit_level=UnitLevel.PROVINCE,
            place="Thành phố mẫu",
            document_sign="VP",
            is_officer=False,
        )
    )
    unit = registry.own_unit()
    assert unit is not None  # noqa: S101 - founded the line above
    cast = Cast(unit, names=names)
    cast.passwords["quantri"] = password
    cast.users["quantri"] = admin
    cast.open("canbo", "Cán bộ thi đua (mẫu)", unit, Role.OFFICER, Role.PUBLISHER)
    cast.open("giamsat", "Ban Thanh tra nhân dân (mẫu)", unit, Role.OBSERVER)
    cast.open("ketoan", "Kế toán (mẫu)", unit, Role.ACCOUNTANT)
    return cast


def open_accounts_of_people(cast: Cast, day: date) -> None:
    """Open the accounts of those who hold the office's posts on a day."""
    by_post = _people_by_post(cast.unit, day)
    office = cast.unit.name

    def seat(
        username: str, title: str, unit: Unit, *roles: Role, in_unit: str = office
    ) -> None:
        person = by_post[f"{title} {in_unit}"]
        # Who had an account in another seat keeps her person there.
        linked = None if hasattr(person, "user") else person
        cast.open(f"{username}{cast.era}", person.name, unit, *roles, person=linked)

    head = (Role.UNIT_HEAD, Role.AUTHORITY)
    seat("chanhvp", "Chánh Văn phòng", cast.unit, *head)
    for place, division in enumerate(cast.divisions, start=1):
        seat(
            f"truongphong{place}",
            "Trưởng phòng",
            division,
            *(Role.UNIT_HEAD, Role.MEMBER),
            in_unit=division.name,
        )
    first = cast.divisions[0].name
    seat(
        "thuky",
        "Phó Trưởng phòng",
        cast.unit,
        Role.COUNCIL_SECRETARY,
        in_unit=first,
    )
    seat("uyvien", "Phó Chánh Văn phòng", cast.unit, Role.COUNCIL_MEMBER)
    member = next(
        person
        for person in registry.people_of(cast.divisions[0], day)
        if not hasattr(person, "user")
    )
    cast.open(
        f"canhan{cast.era}",
        member.name,
        cast.divisions[0],
        Role.MEMBER,
        person=member,
    )


def _people_by_post(unit: Unit, day: date) -> dict[str, Person]:
    """Return who holds “Trưởng phòng Phòng Tổng hợp” on a day, the first by name."""
    found: dict[str, Person] = {}
    for person in registry.people_of(unit, day):
        post = registry.post_on(person, day)
        if post is not None and post.title:
            found.setdefault(f"{post.title} {post.unit.name}", person)
    return found


def hand_over(cast: Cast) -> None:
    """End the roles of the accounts of the era, and seat today's people."""
    for username, user in list(cast.users.items()):
        if cast.era and username.endswith(cast.era):
            for assignment in user.assignments.all():
                accounts.end_role(cast.user("quantri"), assignment)
            del cast.passwords[username], cast.users[username]
    cast.era = ""
    open_accounts_of_people(cast, clock.today())


def subjects(people: list[Person]) -> list[Subject]:
    """Return the subjects of people, which is what a nomination names."""
    return [person.subject for person in people]
