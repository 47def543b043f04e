"""The block of advisory agencies of the sample city: its members and their accounts.

Which agencies were in the published block, apart from the Council's office and Sở Nội
vụ, is not known: these are invented, as everybody who acts for them.
"""

from dataclasses import dataclass, field
from datetime import date

from vinhdanh.accounts import actions as accounts
from vinhdanh.accounts.enums import Role
from vinhdanh.accounts.fresh import SignIn
from vinhdanh.accounts.models import User
from vinhdanh.base import clock
from vinhdanh.blocks import actions
from vinhdanh.blocks.models import Block, BlockMember
from vinhdanh.commands.sample.cast import Cast
from vinhdanh.commands.sample.movements_2017 import BLOCK
from vinhdanh.registry import actions as registry
from vinhdanh.registry.enums import UnitKind, UnitLevel
from vinhdanh.registry.models import Unit

PLACE = "Thành phố mẫu"
HOME, COMMITTEE = "Sở Nội vụ thành phố (mẫu)", "Văn phòng UBND thành phố (mẫu)"
FINANCE, PLANNING = "Sở Tài chính thành phố (mẫu)", "Sở Kế hoạch và Đầu tư (mẫu)"
INSPECTION, JUSTICE = "Thanh tra thành phố (mẫu)", "Sở Tư pháp thành phố (mẫu)"
OTHERS = (FINANCE, PLANNING, INSPECTION, JUSTICE)
BOTH = (Role.OFFICER, Role.UNIT_HEAD)
# Who signs on paper for each agency.
HEADS = {
    HOME: ("Mai Thị Thu Phượng (mẫu)", "Giám đốc"),
    COMMITTEE: ("Tôn Thất Hoài (mẫu)", "Chánh Văn phòng"),
    FINANCE: ("Lục Văn Kiên (mẫu)", "Giám đốc"),
    PLANNING: ("Quách Thị Ngà (mẫu)", "Giám đốc"),
    INSPECTION: ("Thạch Văn Sơn (mẫu)", "Chánh Thanh tra"),
    JUSTICE: ("Giang Thị Huệ (mẫu)", "Giám đốc"),
}


@dataclass
class Members:
    """The block, its units by name and the account that acts for each."""

    cast: Cast
    units: dict[str, Unit]
    block: Block
    usernames: dict[str, str] = field(default_factory=dict)

    @property
    def own(self) -> Unit:
        return self.cast.unit

    @property
    def everybody(self) -> list[Unit]:
        """All members, the sample office last."""
        return [*self.units.values(), self.own]

    def seat(self, unit: Unit) -> BlockMember:
        return self.block.members.get(unit=unit)

    def user_of(self, unit: Unit) -> User:
        """Who files and confirms for a member; the sample office's officer."""
        if unit == self.own:
            return self.cast.officer
        return User.objects.get(username=self.usernames[unit.name])

    @property
    def host(self) -> User:
        return self.user_of(self.units[HOME])

    @property
    def lead_2016(self) -> User:
        return self.user_of(self.units[COMMITTEE])


def proof_of(user: User) -> SignIn:
    """The password given just now, as on the page."""
    return SignIn(user.pk, clock.now())


def found(cast: Cast) -> Members:
    """Found the agencies and their block, which Sở Nội vụ steers."""
    units = {name: _unit(name) for name in (HOME, COMMITTEE, *OTHERS)}
    usernames = {HOME: "sonoivu", COMMITTEE: "vpubnd"}
    usernames |= dict.fromkeys(OTHERS, "thanhvienkhoi")
    host = _account(
        cast, "sonoivu", "Sở Nội vụ (mẫu)", [units[HOME]], *BOTH, Role.AUTHORITY
    )
    _account(cast, "vpubnd", "Văn phòng UBND (mẫu)", [units[COMMITTEE]], *BOTH)
    others = [units[name] for name in OTHERS]
    _account(cast, "thanhvienkhoi", "Các đơn vị thành viên khối (mẫu)", others, *BOTH)
    block = actions.found_block(
        host, units[HOME], name=BLOCK, source="Quyết định chia khối thi đua (mẫu)"
    )
    members = Members(cast, units, block, usernames)
    actions.seat_members(host, block, members.everybody, first_year=2015)
    return members


def _unit(name: str) -> Unit:
    is_office = name.startswith("Văn phòng")
    return registry.found_unit(
        None,
        registry.UnitForm(
            name,
            UnitKind.OFFICE if is_office else UnitKind.DEPARTMENT,
            UnitLevel.PROVINCE,
            has_legal_personality=True,
            place=PLACE,
            first_day=date(2000, 1, 1),
        ),
    )


def _account(
    cast: Cast, username: str, name: str, units: list[Unit], *roles: Role
) -> User:
    password = accounts.random_password()
    user = accounts.open_account(
        None,
        units[0],
        username=username,
        full_name=name,
        password=password,
        must_change_password=False,
    )
    for unit in units:
        for role in roles:
            accounts.give_role(None, user, role, unit)
    cast.passwords[username], cast.users[username] = password, user
    return User.objects.get(pk=user.pk)
