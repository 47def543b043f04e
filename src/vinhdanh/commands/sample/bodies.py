"""Bodies with terms of the sample office; everybody is invented.

The People's Inspection Board of 2017–2019 (A5), and the Council's term 2021–2026 with
its Standing Committee, two Boards and a delegates' group.
"""

from datetime import date

from vinhdanh.commands.sample.cast import Cast
from vinhdanh.registry import actions
from vinhdanh.registry import queries as registry
from vinhdanh.registry.actions import PersonForm, SeatForm, TermForm
from vinhdanh.registry.enums import BodyKind
from vinhdanh.registry.models import BodyTerm, Person

INSPECTION = TermForm(
    "2017 - 2019",
    date(2017, 1, 1),
    date(2019, 12, 31),
    "Nghị quyết Hội nghị công chức năm 2017 (dữ liệu mẫu)",
)
COUNCIL = TermForm(
    "2021 - 2026",
    date(2021, 7, 1),
    None,
    "Nghị quyết kỳ họp thứ nhất (dữ liệu mẫu)",
)
# Name, year of birth, post in the Council, Board, seat in it, in the delegates' group.
DELEGATES = (
    ("Đàm Quốc Khải (mẫu)", 1968, "Chủ tịch", None, ""),
    ("Mạc Thị Hạnh Nguyên (mẫu)", 1974, "Phó Chủ tịch", None, ""),
    ("Lương Bá Tước (mẫu)", 1970, "", "Ban Pháp chế", "Trưởng ban"),
    ("Tô Thị Thanh Xuân (mẫu)", 1981, "", "Ban Pháp chế", "Ủy viên"),
    ("Phùng Đức Anh (mẫu)", 1976, "", "Ban Kinh tế - Ngân sách", "Trưởng ban"),
    ("Âu Dương Minh Châu (mẫu)", 1985, "", "Ban Kinh tế - Ngân sách", "Ủy viên"),
)
BOARDS = ("Ban Pháp chế", "Ban Kinh tế - Ngân sách")


def seat_inspection_board(cast: Cast) -> None:
    """Seat the People's Inspection Board of 2017–2019; one member follows another."""
    term = _term(cast, "Ban Thanh tra nhân dân", BodyKind.INSPECTION_BOARD, INSPECTION)
    there = [
        person
        for person in registry.people_of(cast.unit, date(2017, 1, 1))
        if _is_plain(person)
    ][:6]
    first, *others, left, came = there
    actions.seat_member(cast.officer, term, SeatForm(first, "Trưởng ban"))
    for person in others:
        actions.seat_member(cast.officer, term, SeatForm(person, "Ủy viên"))
    seat = actions.seat_member(cast.officer, term, SeatForm(left, "Ủy viên"))
    actions.end_seat(cast.officer, seat, last_day=date(2018, 6, 30))
    actions.seat_member(
        cast.officer, term, SeatForm(came, "Ủy viên", first_day=date(2018, 7, 1))
    )


def seat_council(cast: Cast) -> None:
    """Seat the Council's term with its Standing Committee, Boards and a group."""
    council = _term(
        cast, "Hội đồng nhân dân khóa XVI", BodyKind.PEOPLES_COUNCIL, COUNCIL
    )
    standing = _term(
        cast, "Thường trực Hội đồng nhân dân", BodyKind.STANDING_COMMITTEE, COUNCIL
    )
    boards = {name: _term(cast, name, BodyKind.BOARD, COUNCIL) for name in BOARDS}
    group = _term(cast, "Tổ đại biểu số 1", BodyKind.DELEGATE_GROUP, COUNCIL)
    for name, born, post, board, seat in DELEGATES:
        member = actions.enter_delegate(
            cast.officer,
            council,
            PersonForm(name=name, birth_date=date(born, 5, 19)),
            post=post or "Đại biểu",
            group=group,
        )
        if post:
            actions.seat_member(cast.officer, standing, SeatForm(member.person, post))
        if board:
            actions.seat_member(
                cast.officer, boards[board], SeatForm(member.person, seat)
            )


def _term(cast: Cast, name: str, kind: BodyKind, form: TermForm) -> BodyTerm:
    body = actions.found_body(cast.officer, cast.unit, name=name, kind=kind)
    return actions.add_term(cast.officer, body, form)


def _is_plain(person: Person) -> bool:
    post = registry.post_on(person, date(2017, 1, 1))
    return post is not None and not post.title.startswith(("Trưởng", "Phó", "Chánh"))
