"""People of the sample district who go from one ward to another, and one known twice.

In the house of the district, so that no figure of the sample office moves. Everybody
is invented.
"""

from datetime import date

from vinhdanh.accounts import actions as accounts
from vinhdanh.accounts.enums import Role
from vinhdanh.accounts.models import User
from vinhdanh.commands.sample.cast import Cast
from vinhdanh.commands.sample.reorganisations import SOURCE, USERNAME, WARDS
from vinhdanh.registry import actions, queries
from vinhdanh.registry.models import Person, Post, Unit
from vinhdanh.registry.rosters import NewPerson, enter_people

OFFICERS = {
    WARDS[0]: ("canbocaumo", "Cán bộ phường Cầu Mơ (mẫu)"),
    WARDS[1]: ("canbobaimo", "Cán bộ phường Bãi Mơ (mẫu)"),
}
MOVED, MOVED_ON = "Mạc Thị Nháp", date(2026, 3, 2)
WAITING, WAITING_ON = "Ninh Thị Hải Mơ", date(2026, 12, 1)
KEPT, TWIN = "Vi Thị Phường", "Vi Thị Phương"


def tell(cast: Cast) -> None:
    """Move two people between the wards, and make one of a person written twice."""
    wards = {ward: Unit.objects.get(subject__name=ward) for ward in WARDS}
    officers = {ward: _officer(cast, ward, unit) for ward, unit in wards.items()}
    _move(officers, wards)
    _join(cast.users[USERNAME], wards[WARDS[0]])


def _officer(cast: Cast, ward: str, unit: Unit) -> User:
    username, name = OFFICERS[ward]
    password = accounts.random_password()
    user = accounts.open_account(
        None,
        unit,
        username=username,
        full_name=name,
        password=password,
        must_change_password=False,
    )
    accounts.give_role(None, user, Role.OFFICER, unit)
    cast.passwords[username], cast.users[username] = password, user
    return user


def _move(officers: dict[str, User], wards: dict[str, Unit]) -> None:
    """One transfer is received; the other waits for the receiving ward's word."""
    here, there = WARDS
    for name, on, commented in ((MOVED, MOVED_ON, True), (WAITING, WAITING_ON, None)):
        made = actions.send_person(
            officers[here],
            _post(name),
            actions.TransferForm(
                wards[there],
                on,
                title="Chuyên viên",
                decision_no=f"{on.month:02d}/QĐ-UBND (mẫu)",
                decided_on=date(on.year, on.month - 1, 20),
                was_commented=commented,
                former_unit_comment="Hoàn thành tốt nhiệm vụ" if commented else "",
            ),
        )
        if commented:
            actions.receive_person(officers[there], made, answer="Đã tiếp nhận.")


def _post(name: str) -> Post:
    post = queries.present_post(Person.objects.get(subject__name=name))
    assert post is not None  # noqa: S101 - moved to the ward in 2025
    return post


def _join(officer: User, ward: Unit) -> None:
    """A list lost a mark of her name, and she was entered a second time."""
    kept = Person.objects.get(subject__name=KEPT)
    form = actions.PersonForm(name=TWIN, birth_date=kept.birth_date, title="Công chức")
    (twin,) = enter_people(officer, [NewPerson(ward, form, SOURCE)])
    actions.merge_people(
        officer,
        kept,
        twin,
        choices={},
        reason="Cùng ngày sinh, cùng phường; danh sách năm 2026 gõ thiếu dấu (mẫu)",
    )
