"""The Councils of a sample district and its six wards; everybody is invented.

A Council is a unit; its Standing Committee, Boards and delegates' groups are its
bodies; a ward's Council lies below the district's.
"""

from dataclasses import dataclass
from datetime import date

from vinhdanh.accounts import actions as accounts
from vinhdanh.accounts.enums import Role
from vinhdanh.accounts.models import User
from vinhdanh.commands.sample.cast import Cast
from vinhdanh.registry import actions
from vinhdanh.registry.actions import PersonForm, SeatForm, TermForm, UnitForm
from vinhdanh.registry.enums import BodyKind, UnitKind, UnitLevel
from vinhdanh.registry.models import Body, BodyTerm, Person, Unit

DISTRICT = "Hội đồng nhân dân quận Dương Hải (mẫu)"
WARDS = ("An Hòa", "Bình Lãng", "Cát Tiên", "Đa Lộc", "Hải Thành", "Tân Phú")
BOARDS = ("Ban Pháp chế", "Ban Kinh tế - Xã hội")
FOUNDED = date(2016, 7, 1)
TERM = TermForm(
    "2021 - 2026",
    date(2021, 7, 1),
    None,
    "Nghị quyết kỳ họp thứ nhất (dữ liệu mẫu)",
)
# Name, year of birth, post in the Council, Board, seat in it; by group of a ward.
DELEGATES = (
    ("Vũ Đình Trọng (mẫu)", 1966, "Chủ tịch", None, ""),
    ("Lưu Thị Ngọc Bích (mẫu)", 1973, "Phó Chủ tịch", None, ""),
    ("Cù Văn Thắng (mẫu)", 1969, "Ủy viên", "Ban Pháp chế", "Trưởng ban"),
    ("Tạ Thị Phương Loan (mẫu)", 1975, "Ủy viên", "Ban Kinh tế - Xã hội", "Trưởng ban"),
    ("Khổng Minh Đức (mẫu)", 1980, "", "Ban Pháp chế", "Phó Trưởng ban"),
    ("Bạch Thị Thu Hoài (mẫu)", 1982, "", "Ban Kinh tế - Xã hội", "Phó Trưởng ban"),
    ("Giang Hữu Lộc (mẫu)", 1977, "", "Ban Pháp chế", "Ủy viên"),
    ("Quách Thị Mỹ Duyên (mẫu)", 1986, "", "Ban Kinh tế - Xã hội", "Ủy viên"),
    ("Mai Xuân Thủy (mẫu)", 1979, "", None, ""),
    ("Tăng Thị Kim Oanh (mẫu)", 1984, "", None, ""),
    ("Ninh Quốc Cường (mẫu)", 1971, "", None, ""),
    ("Thân Thị Lệ Giang (mẫu)", 1988, "", None, ""),
)
# The chair and the deputy chair of each ward's Council.
WARD_POSTS = (
    (("Doãn Văn Khoa (mẫu)", 1970), ("Lã Thị Bảo Yến (mẫu)", 1981)),
    (("Nghiêm Đức Vinh (mẫu)", 1968), ("Kiều Thị Hồng Thắm (mẫu)", 1979)),
    (("Trịnh Công Hậu (mẫu)", 1972), ("Phó Thị Tuyết Lan (mẫu)", 1983)),
    (("Đinh Thế Nam (mẫu)", 1967), ("Hứa Thị Minh Tâm (mẫu)", 1980)),
    (("Vương Quang Đạo (mẫu)", 1974), ("Từ Thị Khánh Vân (mẫu)", 1985)),
    (("Chử Văn Tiệp (mẫu)", 1969), ("Ứng Thị Diệu Hiền (mẫu)", 1982)),
)


@dataclass(frozen=True)
class Councils:
    """The district's Council with its bodies, and the Councils of its wards."""

    unit: Unit
    standing: Body
    boards: tuple[Body, ...]
    groups: tuple[Body, ...]
    wards: tuple[Unit, ...]
    ward_standing: tuple[Body, ...]

    @property
    def signers(self) -> tuple[Body, ...]:
        """Boards, delegates' groups and the wards' Standing Committees."""
        return (*self.boards, *self.groups, *self.ward_standing)


def councils() -> Councils:
    """Return the sample's Councils, once they are seated."""
    unit = Unit.objects.get(subject__name=DISTRICT)
    wards = tuple(
        Unit.objects.get(subject__name=_ward_name(ward), parents__parent=unit)
        for ward in WARDS
    )

    def bodies(kind: BodyKind, *units: Unit) -> tuple[Body, ...]:
        rows = Body.objects.filter(unit__in=units, kind=kind)
        return tuple(rows.select_related("subject", "unit__subject").order_by("pk"))

    (standing,) = bodies(BodyKind.STANDING_COMMITTEE, unit)
    return Councils(
        unit,
        standing,
        bodies(BodyKind.BOARD, unit),
        bodies(BodyKind.DELEGATE_GROUP, unit),
        wards,
        bodies(BodyKind.STANDING_COMMITTEE, *wards),
    )


def seat_councils(cast: Cast) -> Councils:
    """Found the Councils, open the accounts that work there and seat the delegates."""
    unit = actions.found_unit(None, _form(DISTRICT, UnitLevel.DISTRICT))
    # As at the founding of a house: whoever runs the installation keeps its accounts.
    accounts.give_role(None, cast.user("quantri"), Role.UNIT_ADMIN, unit)
    cast.open("canbohd", "Chuyên viên HĐND quận (mẫu)", unit, Role.OFFICER)
    wards = [
        actions.found_unit(
            cast.user("canbohd"), _form(_ward_name(ward), UnitLevel.COMMUNE, unit)
        )
        for ward in WARDS
    ]
    officer = cast.user("canbohd")
    chair, *_rest = _seat_district(officer, unit)
    heads = [
        _seat_ward(officer, ward, ward_name, posts)
        for ward, ward_name, posts in zip(wards, WARDS, WARD_POSTS, strict=True)
    ]
    head = (Role.UNIT_HEAD, Role.AUTHORITY)
    cast.open("chutichhd", chair.name, unit, *head)
    cast.open("chutichphuong1", heads[0].name, wards[0], *head)
    return councils()


def _seat_district(officer: User, unit: Unit) -> list[Person]:
    """Seat the district's delegates: Standing Committee, Boards, groups of wards."""
    council = _term(officer, unit, DISTRICT, BodyKind.PEOPLES_COUNCIL)
    standing = _term(
        officer, unit, "Thường trực HĐND quận", BodyKind.STANDING_COMMITTEE
    )
    boards = {name: _term(officer, unit, name, BodyKind.BOARD) for name in BOARDS}
    groups = [
        _term(
            officer,
            unit,
            f"Tổ đại biểu số {n} (phường {ward})",
            BodyKind.DELEGATE_GROUP,
        )
        for n, ward in enumerate(WARDS, start=1)
    ]
    people = []
    for place, (name, born, post, board, seat) in enumerate(DELEGATES):
        member = actions.enter_delegate(
            officer,
            council,
            PersonForm(name=name, birth_date=date(born, 3, 15)),
            post=post if "Chủ tịch" in post else "Đại biểu",
            group=groups[place % len(groups)],
        )
        people.append(member.person)
        if post:
            actions.seat_member(officer, standing, SeatForm(member.person, post))
        if board:
            actions.seat_member(officer, boards[board], SeatForm(member.person, seat))
    return people


def _seat_ward(
    officer: User, ward: Unit, name: str, posts: tuple[tuple[str, int], ...]
) -> Person:
    """Seat the Standing Committee of a ward; return its chair."""
    standing = _term(
        officer, ward, f"Thường trực HĐND phường {name}", BodyKind.STANDING_COMMITTEE
    )
    seated = [
        actions.enter_delegate(
            officer,
            standing,
            PersonForm(name=who, birth_date=date(born, 9, 2)),
            post=post,
        ).person
        for (who, born), post in zip(posts, ("Chủ tịch", "Phó Chủ tịch"), strict=True)
    ]
    return seated[0]


def _form(name: str, level: UnitLevel, parent: Unit | None = None) -> UnitForm:
    return UnitForm(
        name=name,
        kind=UnitKind.PEOPLES_COUNCIL,
        level=level,
        parent=parent,
        has_legal_personality=True,
        place="Quận mẫu" if parent is None else "Phường mẫu",
        document_sign="HĐND",
        first_day=FOUNDED,
    )


def _ward_name(ward: str) -> str:
    return f"Hội đồng nhân dân phường {ward}"


def _term(officer: User, unit: Unit, name: str, kind: BodyKind) -> BodyTerm:
    body = actions.found_body(officer, unit, name=name, kind=kind)
    return actions.add_term(officer, body, TERM)
