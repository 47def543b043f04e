from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.worlds import Office, user_with
from vinhdanh.accounts.enums import Role
from vinhdanh.accounts.models import User
from vinhdanh.base import audit, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.movements import actions, queries
from vinhdanh.movements.actions.personal import PersonalLine, lines_of, read
from vinhdanh.movements.models import Movement, PersonalTarget, TargetStep
from vinhdanh.registry import actions as registry
from vinhdanh.registry.models import Person, Subject

WORK = PersonalLine("Sáng kiến cấp cơ sở", 1_00, "sáng kiến")
UNITY = PersonalLine("Giữ gìn đoàn kết")


@pytest.fixture
def titled(office: Office, movement: Movement) -> Movement:
    """An has registered LĐTT."""
    actions.register(office.lan, movement, office.an.subject, ["LDTT"])
    return movement


def _write(
    office: Office, movement: Movement, *lines: PersonalLine, **words: Any
) -> int:
    return actions.set_targets(
        words.pop("by", office.lan),
        movement,
        {words.pop("who", office.an.subject): lines},
        **words,
    )


def _kept(movement: Movement, subject: Subject) -> list[PersonalLine]:
    return lines_of(list(movement.personal_targets.filter(subject=subject)))


@pytest.mark.parametrize(
    ("typed", "lines"),
    [
        ("Sáng kiến cấp cơ sở: 1 sáng kiến", [WORK]),
        ("Giữ gìn đoàn kết", [UNITY]),
        ("Sáng kiến cấp cơ sở: 1 sáng kiến; Giữ gìn đoàn kết", [WORK, UNITY]),
        ("\n Giữ gìn đoàn kết \n\n", [UNITY]),
        ("Văn bản: 1.200,5 văn bản", [PersonalLine("Văn bản", 1200_50, "văn bản")]),
        ("Văn bản: 12 000 tờ", [PersonalLine("Văn bản", 12000_00, "tờ")]),
        ("Đúng hạn: 98%", [PersonalLine("Đúng hạn", 98_00, "%")]),
        ("Đúng hạn: 98", [PersonalLine("Đúng hạn", 98_00, "")]),
        ("Mục tiêu: giữ vững", [PersonalLine("Mục tiêu: giữ vững")]),
        ("Lúc 8:30 có mặt", [PersonalLine("Lúc 8", 30_00, "có mặt")]),
        (": 98 %", [PersonalLine(": 98 %")]),
        ("", []),
    ],
)
def test_targets_are_read_as_written(typed: str, lines: list[PersonalLine]) -> None:
    assert read(typed) == lines


def test_what_is_said_is_read_again() -> None:
    lines = [WORK, UNITY, PersonalLine("Đúng hạn", 98_50, "%")]

    assert read("\n".join(map(str, lines))) == lines


def test_targets_stand_beside_the_title(office: Office, titled: Movement) -> None:
    assert _write(office, titled, WORK, UNITY) == 1

    first, second = titled.personal_targets.all()
    assert (first.goal, second.goal) == ("1 sáng kiến", "")
    assert first.unit == office.first
    assert not first.is_endorsed
    event = audit.events_of(office.an.subject)[0]
    assert (event.verb, event.after) == (
        "registration.targets",
        {"targets": ["Sáng kiến cấp cơ sở: 1 sáng kiến", "Giữ gìn đoàn kết"]},
    )


def test_every_earlier_wording_is_kept(office: Office, titled: Movement) -> None:
    _write(office, titled, WORK)
    _write(office, titled, WORK, UNITY)
    _write(office, titled, WORK, UNITY)
    _write(office, titled)

    assert list(TargetStep.objects.values_list("lines", flat=True)) == [
        ["Sáng kiến cấp cơ sở: 1 sáng kiến"],
        ["Sáng kiến cấp cơ sở: 1 sáng kiến", "Giữ gìn đoàn kết"],
        [],
    ]
    assert _kept(titled, office.an.subject) == []


def test_head_endorses_targets_with_the_title(office: Office, titled: Movement) -> None:
    _write(office, titled, WORK)
    actions.endorse(office.hanh, titled.registrations.all())
    assert titled.personal_targets.get().is_endorsed

    more = replace(WORK, goal_hundredths=2_00)
    _write(office, titled, more, UNITY)

    assert not titled.personal_targets.filter(is_endorsed=True).exists()


def test_target_changed_after_the_title_was_endorsed_waits_for_the_head(
    office: Office, titled: Movement
) -> None:
    _write(office, titled, WORK, UNITY)
    assert not queries.targets_to_endorse(office.hanh).exists()
    actions.endorse(office.hanh, titled.registrations.all())
    assert not queries.targets_to_endorse(office.hanh).exists()

    _write(office, titled, replace(WORK, goal_hundredths=2_00), UNITY)

    (waiting,) = queries.targets_to_endorse(office.hanh)
    assert waiting.goal == "2 sáng kiến"
    assert actions.endorse_targets(office.hanh, [waiting]) == 1
    assert actions.endorse_targets(office.hanh, [waiting]) == 0
    assert not queries.targets_to_endorse(office.hanh).exists()
    event = audit.events_of(office.an.subject)[0]
    assert (event.verb, event.after) == (
        "registration.endorse_targets",
        {"targets": ["Sáng kiến cấp cơ sở: 2 sáng kiến"]},
    )


def test_target_of_a_title_that_waits_or_was_withdrawn_does_not_wait_by_itself(
    office: Office, titled: Movement
) -> None:
    row = titled.registrations.get()
    actions.endorse(office.hanh, [row])
    _write(office, titled, WORK)
    actions.register(office.lan, titled, office.an.subject, ["CSTDCS"])
    assert not queries.targets_to_endorse(office.hanh).exists()

    for each in titled.registrations.all():
        actions.withdraw(office.lan, each, "đăng ký nhầm")
    assert not queries.targets_to_endorse(office.hanh).exists()


def test_target_written_anew_meanwhile_is_not_endorsed_unread(
    office: Office, titled: Movement
) -> None:
    actions.endorse(office.hanh, titled.registrations.all())
    _write(office, titled, WORK)
    shown = list(queries.targets_to_endorse(office.hanh))
    _write(office, titled, replace(WORK, goal_hundredths=3_00))

    assert actions.endorse_targets(office.hanh, shown) == 0
    assert queries.targets_to_endorse(office.hanh).get().goal == "3 sáng kiến"


def test_only_the_head_of_the_unit_endorses_its_targets(
    office: Office, titled: Movement
) -> None:
    actions.endorse(office.hanh, titled.registrations.all())
    _write(office, titled, WORK)

    for other in (
        office.lan,
        user_with("Đỗ Khắc", "khac", office.second, Role.UNIT_HEAD),
    ):
        with pytest.raises(rights.Forbidden):
            actions.endorse_targets(other, titled.personal_targets.all())
        assert not queries.targets_to_endorse(other).exists()


def test_target_that_stays_keeps_endorsement_and_result(
    office: Office, titled: Movement
) -> None:
    _write(office, titled, WORK, UNITY, UNITY)
    actions.endorse(office.hanh, titled.registrations.all())
    for target in titled.personal_targets.exclude(position=3):
        actions.tell_result(office.lan, target, f"kết quả {target.position}")

    _write(office, titled, UNITY, replace(WORK, goal_hundredths=2_00), UNITY)

    rows = titled.personal_targets.values_list("name", "result", "is_endorsed")
    assert list(rows) == [
        (UNITY.name, "kết quả 2", True),
        (WORK.name, "", False),
        (UNITY.name, "", True),
    ]


def test_unit_has_targets_too(office: Office, movement: Movement) -> None:
    actions.register(office.lan, movement, office.first.subject, ["TTLDTT"])

    _write(office, movement, WORK, who=office.first.subject)

    assert _kept(movement, office.first.subject) == [WORK]


def test_target_without_a_title_is_refused(office: Office, movement: Movement) -> None:
    with pytest.raises(Refused) as refusal:
        _write(office, movement, WORK)

    assert refusal.value.message == (
        "“Nguyễn Văn An” chưa đăng ký danh hiệu nên chưa ghi chỉ tiêu phấn đấu."
    )
    assert _write(office, movement) == 0


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ([PersonalLine("Đúng hạn", 98_00)], "target.no_unit"),
        ([PersonalLine(" ", 98_00, "%")], "target.no_name"),
        ([PersonalLine("x" * 301)], "target.no_name"),
        ([UNITY] * 11, "target.too_many"),
    ],
)
def test_bad_targets_are_refused_and_nothing_is_written(
    office: Office, titled: Movement, lines: list[PersonalLine], code: str
) -> None:
    with pytest.raises(Refused) as refusal:
        _write(office, titled, *lines)

    assert refusal.value.code == code
    assert not PersonalTarget.objects.exists()


def test_ten_targets_are_taken(office: Office, titled: Movement) -> None:
    assert _write(office, titled, *[UNITY] * 10) == 1


def test_figure_without_unit_of_measure_is_told_by_name(
    office: Office, titled: Movement
) -> None:
    with pytest.raises(Refused) as refusal:
        _write(office, titled, *read("Đúng hạn: 98"))

    assert refusal.value.message == (
        "Chỉ tiêu “Đúng hạn” của “Nguyễn Văn An” có số mà chưa có đơn vị tính. "
        "Hãy ghi đơn vị tính, ví dụ: %, hồ sơ, sáng kiến."
    )


@pytest.mark.parametrize(
    ("on", "reason", "code"),
    [
        (date(2026, 1, 14), "", "registration.too_early"),
        (date(2026, 2, 11), "", "registration.future"),
    ],
)
def test_window_holds_for_targets(
    office: Office, titled: Movement, on: date, reason: str, code: str
) -> None:
    with pytest.raises(Refused) as refusal:
        _write(office, titled, WORK, on=on, late_reason=reason)

    assert refusal.value.code == code


def test_late_targets_need_a_reason_that_is_kept(
    office: Office, titled: Movement
) -> None:
    actions.open_registration(
        office.lan, titled, opens=date(2026, 1, 15), closes=date(2026, 2, 9)
    )
    titled.refresh_from_db()

    with pytest.raises(Refused) as refusal:
        _write(office, titled, WORK)
    _write(office, titled, WORK, late_reason="Đi học về")

    assert refusal.value.code == "registration.late"
    assert TargetStep.objects.get().reason == "Đi học về"


def test_member_writes_her_own_and_nobody_else_s(
    office: Office, movement: Movement
) -> None:
    binh = user_with(
        "Hoàng Thị Bình", "binh", office.first, Role.MEMBER, person=office.binh
    )
    actions.register(binh, movement, office.binh.subject, ["LDTT"])

    assert _write(office, movement, WORK, by=binh, who=office.binh.subject) == 1
    with pytest.raises(rights.Forbidden):
        _write(office, movement, WORK, by=binh)


def test_own_targets_are_of_today_however_late(
    office: Office, movement: Movement
) -> None:
    binh = user_with(
        "Hoàng Thị Bình", "binh", office.first, Role.MEMBER, person=office.binh
    )
    own = office.binh.subject
    actions.register(binh, movement, own, ["LDTT"])
    actions.open_registration(
        office.lan, movement, opens=date(2026, 1, 15), closes=date(2026, 2, 9)
    )
    movement.refresh_from_db()
    in_time = date(2026, 2, 9)

    with pytest.raises(Refused) as backdated:
        _write(office, movement, WORK, by=binh, who=own, on=in_time)
    with pytest.raises(Refused) as title:
        actions.register(binh, movement, own, ["CSTDCS"], on=in_time)

    assert backdated.value.code == title.value.code == "registration.own_day"
    assert _write(office, movement, WORK, who=own, on=in_time) == 1
    late = {"late_reason": "Đi học về", "on": date(2026, 2, 10)}
    assert _write(office, movement, UNITY, by=binh, who=own, **late) == 1


def test_result_is_told_at_the_year_s_end(office: Office, titled: Movement) -> None:
    _write(office, titled, WORK)
    target = titled.personal_targets.get()

    actions.tell_result(office.lan, target, "01 sáng kiến, QĐ 12/QĐ-VP")
    with pytest.raises(Refused) as empty:
        actions.tell_result(office.lan, target, " ")
    with pytest.raises(rights.Forbidden):
        actions.tell_result(office.quang, target, "khác")

    target.refresh_from_db()
    assert target.result == "01 sáng kiến, QĐ 12/QĐ-VP"
    assert empty.value.code == "target.no_result"


@pytest.fixture
def twin(office: Office) -> Person:
    """Bình entered once more, before anybody saw that it is she."""
    form = registry.PersonForm(name="Hoàng Thị Bình")
    return registry.add_person(office.lan, office.first, form, is_namesake=True)


def _merge(office: Office, twin: Person) -> User:
    """Merge the twin into Bình; her account was made for the twin."""
    account = user_with(
        "Hoàng Thị Bình", "binh", office.first, Role.MEMBER, person=twin
    )
    registry.merge_people(office.lan, office.binh, twin, choices={}, reason="một người")
    return account


def test_own_day_holds_for_an_account_of_a_merged_record(
    office: Office, movement: Movement, twin: Person
) -> None:
    binh = _merge(office, twin)
    actions.open_registration(
        office.lan, movement, opens=date(2026, 1, 15), closes=date(2026, 2, 9)
    )
    movement.refresh_from_db()

    with pytest.raises(Refused) as refusal:
        actions.register(
            binh, movement, office.binh.subject, ["LDTT"], on=date(2026, 2, 9)
        )

    assert refusal.value.code == "registration.own_day"


def test_targets_of_a_merged_record_are_hers(
    office: Office, movement: Movement, twin: Person
) -> None:
    actions.register(office.lan, movement, twin.subject, ["LDTT"])
    _write(office, movement, WORK, UNITY, who=twin.subject)
    actions.endorse(office.hanh, movement.registrations.all())
    _merge(office, twin)
    hers = office.binh.subject

    assert _write(office, movement, WORK, UNITY, who=hers) == 0
    assert _write(office, movement, WORK, replace(UNITY, name="Đọc sách"), who=hers)

    rows = movement.personal_targets.values_list("subject", "name", "is_endorsed")
    assert list(rows) == [
        (hers.pk, WORK.name, True),
        (hers.pk, "Đọc sách", False),
    ]
    waiting = queries.targets_to_endorse(office.hanh)
    assert [row.name for row in waiting] == ["Đọc sách"]


def test_a_title_endorsed_after_a_merger_takes_her_targets_along(
    office: Office, movement: Movement, twin: Person
) -> None:
    actions.register(office.lan, movement, twin.subject, ["LDTT"])
    _write(office, movement, WORK, who=twin.subject)
    _merge(office, twin)
    _write(office, movement, UNITY, who=office.binh.subject)

    assert not queries.targets_to_endorse(office.hanh).exists()
    actions.endorse(office.hanh, movement.registrations.all())

    assert [row.is_endorsed for row in movement.personal_targets.all()] == [True]
