"""Other offices of the sample than the own one: founded with people and accounts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from vinhdanh.accounts import actions as accounts
from vinhdanh.accounts.enums import Role
from vinhdanh.accounts.models import User
from vinhdanh.commands.sample.cast import Cast
from vinhdanh.registry import actions
from vinhdanh.registry.enums import LeaderClass, UnitKind, UnitLevel
from vinhdanh.registry.models import Person, Unit
from vinhdanh.registry.rosters import NewPerson, enter_people

SOURCE = "dữ liệu mẫu"


@dataclass(frozen=True)
class Office:
    """An office of the sample with its officer and its head."""

    unit: Unit
    divisions: tuple[Unit, ...]
    officer: User
    head: User


def found(
    cast: Cast,
    name: str,
    divisions: Sequence[str],
    *,
    ending: str,
    place: str,
    since: date,
) -> Office:
    """Found an office with its divisions; `ending` ends its two usernames."""
    unit = actions.found_unit(
        None,
        actions.UnitForm(
            name,
            UnitKind.OFFICE,
            UnitLevel.PROVINCE,
            has_legal_personality=True,
            place=place,
            document_sign="VP",
            first_day=since,
        ),
    )
    officer = _account(cast, unit, f"canbo{ending}", Role.OFFICER)
    roles = (Role.UNIT_HEAD, Role.AUTHORITY)
    head = _account(cast, unit, f"chanhvp{ending}", *roles)
    below = tuple(
        actions.found_unit(
            officer,
            actions.UnitForm(
                division,
                UnitKind.DIVISION,
                UnitLevel.UNIT,
                parent=unit,
                first_day=since,
            ),
        )
        for division in divisions
    )
    return Office(unit, below, User.objects.get(pk=officer.pk), head)


def enter(office: Office, names: Sequence[str]) -> list[Person]:
    """Enter people by name, one division after the other; the first are its heads."""
    lines = []
    for place, name in enumerate(names):
        division = office.divisions[place % len(office.divisions)]
        is_head = place < len(office.divisions)
        form = actions.PersonForm(
            name=name,
            birth_date=date(1968 + place % 22, 1 + place % 12, 10),
            recruited_on=date(2008, 3, 1),
            title="Trưởng phòng" if is_head else "Chuyên viên",
            leader_class=(
                LeaderClass.OTHER_LEADER if is_head else LeaderClass.DIRECT_WORKER
            ),
        )
        lines.append(NewPerson(division, form, SOURCE))
    return list(enter_people(office.officer, lines))


def _account(cast: Cast, unit: Unit, username: str, *roles: Role) -> User:
    password = accounts.random_password()
    names = {Role.OFFICER: "Cán bộ thi đua", Role.UNIT_HEAD: "Chánh Văn phòng"}
    user = accounts.open_account(
        None,
        unit,
        username=username,
        full_name=f"{names[roles[0]]} {unit.place} (mẫu)",
        password=password,
        must_change_password=False,
    )
    for role in roles:
        accounts.give_role(None, user, role, unit)
    cast.passwords[username], cast.users[username] = password, user
    return User.objects.get(pk=user.pk)
