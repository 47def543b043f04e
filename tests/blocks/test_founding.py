"""A block, its members by year, its lead and deputies, what holds for its year."""

from datetime import date

import pytest

from tests import worlds
from tests.blocks.scenes import DIPLOMA, FLAG
from vinhdanh.accounts.enums import Role
from vinhdanh.base import rights
from vinhdanh.base.models import AuditEvent
from vinhdanh.base.refusal import Refused
from vinhdanh.blocks import actions, defaults, following, queries
from vinhdanh.blocks.enums import DocumentKind, PostWay, Step, TieBreak
from vinhdanh.blocks.models import Block, BlockDocument
from vinhdanh.registry.following import Change
from vinhdanh.registry.journal import Journal


def refused(deed, *args, **kwargs) -> str:
    with pytest.raises(Refused) as caught:
        deed(*args, **kwargs)
    return caught.value.code


def test_a_year_begins_with_the_dates_read_and_their_source(khoi):
    days = {
        row.step: (row.due_on, row.latest_on, row.source)
        for row in khoi.year.deadlines.all()
    }

    assert days == {
        Step.REGISTER: (date(2025, 1, 5), date(2025, 1, 5), defaults.SOURCE),
        Step.COVENANT: (date(2025, 1, 31), date(2025, 2, 15), defaults.SOURCE),
        Step.HALF_YEAR: (date(2025, 7, 31), date(2025, 8, 15), defaults.SOURCE),
        Step.FINAL: (date(2026, 1, 9), date(2026, 1, 31), defaults.SOURCE),
    }
    assert "Hưng Yên" in defaults.SOURCE


def test_dates_are_the_block_s_own_to_change(khoi):
    day = actions.Day(Step.REGISTER, date(2025, 1, 10), date(2025, 1, 15), "Quy chế")

    actions.set_deadlines(khoi.bach, khoi.year, [day])

    (row,) = khoi.year.deadlines.all()
    assert (row.step, row.latest_on, row.source) == (
        Step.REGISTER,
        date(2025, 1, 15),
        "Quy chế",
    )
    backwards = actions.Day(Step.FINAL, date(2026, 1, 10), date(2026, 1, 9))
    assert (
        refused(actions.set_deadlines, khoi.nga, khoi.year, [backwards])
        == "block.deadline_backwards"
    )
    assert refused(actions.set_deadlines, khoi.cuc, khoi.year, []) == (
        "forbidden.block.lead"
    )


def test_only_the_host_founds_seats_and_allows(khoi):
    assert refused(actions.found_block, khoi.cuc, khoi.home, name="Khối khác") == (
        "forbidden.block.steer"
    )
    assert refused(
        actions.seat_members, khoi.bach, khoi.block, [khoi.home], first_year=2025
    ) == ("forbidden.block.steer")
    assert refused(
        actions.set_allowances, khoi.bach, khoi.year, {FLAG: 2}, source=""
    ) == ("forbidden.block.steer")


def test_a_block_needs_a_name_of_its_own(khoi):
    assert refused(actions.found_block, khoi.nga, khoi.home, name=" ") == (
        "block.no_name"
    )
    assert (
        refused(actions.found_block, khoi.nga, khoi.home, name=str(khoi.block))
        == "block.twin"
    )


def test_members_come_and_go_by_year(khoi):
    newcomer = worlds.unit("Thanh tra tỉnh")

    made = actions.seat_members(
        khoi.nga, khoi.block, [khoi.home, newcomer], first_year=2026
    )
    actions.end_seat(khoi.nga, khoi.seat(khoi.council), last_year=2025)
    ahead = actions.begin_year(khoi.nga, khoi.block, 2026)

    assert [row.unit for row in made] == [newcomer]
    assert {row.unit for row in queries.members_of(khoi.year)} == set(khoi.units)
    assert {row.unit for row in queries.members_of(ahead)} == {
        *(khoi.home, khoi.committee, khoi.finance),
        newcomer,
    }


def test_a_seat_ends_neither_before_it_began_nor_under_a_post(khoi):
    seat = khoi.seat(khoi.committee)

    assert refused(actions.end_seat, khoi.nga, seat, last_year=2023) == (
        "block.seat_backwards"
    )
    assert refused(actions.end_seat, khoi.nga, seat, last_year=2024) == (
        "block.seat_of_lead"
    )
    actions.end_seat(khoi.nga, seat, last_year=2025)
    assert khoi.seat(khoi.committee).last_year == 2025


def test_a_member_from_a_later_year_is_not_taken_in_twice(khoi):
    actions.end_seat(khoi.nga, khoi.seat(khoi.council), last_year=2024)
    actions.seat_members(khoi.nga, khoi.block, [khoi.council], first_year=2027)

    assert (
        refused(
            actions.seat_members,
            khoi.nga,
            khoi.block,
            [khoi.council],
            first_year=2026,
        )
        == "block.member_later"
    )


def test_a_year_is_begun_once_and_goes_on_from_the_one_before(khoi):
    actions.set_tie_breaks(khoi.bach, khoi.year, [TieBreak.MORE_VOTES] * 2)
    ahead = actions.begin_year(khoi.bach, khoi.block, 2026)

    assert ahead.tie_breaks == [TieBreak.MORE_VOTES]
    assert dict(ahead.allowances.values_list("award", "most")) == {FLAG: 1, DIPLOMA: 2}
    assert refused(actions.begin_year, khoi.nga, khoi.block, 2026) == (
        "block.year_twice"
    )
    assert refused(actions.begin_year, khoi.cuc, khoi.block, 2027) == (
        "forbidden.block.steer"
    )


def test_allowances_are_for_collectives_and_none_is_left_out(khoi):
    assert (
        refused(actions.set_allowances, khoi.nga, khoi.year, {"CSTDCS": 1}, source="")
        == "block.allowance_award"
    )
    assert (
        refused(actions.set_allowances, khoi.nga, khoi.year, {"KHAC": 1}, source="")
        == "block.allowance_award"
    )
    actions.set_allowances(khoi.nga, khoi.year, {FLAG: 2, DIPLOMA: 0}, source="Văn bản")
    rows = khoi.year.allowances.values_list("award", "most", "source")
    assert list(rows) == [(FLAG, 2, "Văn bản")]


def test_a_lead_and_up_to_two_deputies(khoi):
    ahead = actions.begin_year(khoi.nga, khoi.block, 2026)

    def seat(actor, lead, *deputies) -> str | None:
        return refused(
            actions.seat_lead,
            actor,
            ahead,
            lead,
            deputies,
            on=date(2026, 1, 9),
            way=PostWay.ROTATED,
        )

    stranger = worlds.unit("Sở Công Thương")
    assert seat(khoi.nga, khoi.council, khoi.home, khoi.finance, khoi.committee) == (
        "block.too_many_deputies"
    )
    assert seat(khoi.nga, khoi.council, khoi.council) == "block.post_twice"
    assert seat(khoi.nga, stranger) == "block.no_member"
    assert seat(khoi.cuc, khoi.council) == "forbidden.block.steer"

    posts = actions.seat_lead(
        khoi.bach,
        ahead,
        khoi.council,
        (khoi.home, khoi.finance),
        on=date(2026, 1, 9),
        way=PostWay.ROTATED,
    )
    assert [(post.unit, post.is_lead) for post in posts] == [
        (khoi.council, True),
        (khoi.home, False),
        (khoi.finance, False),
    ]


def test_the_queue_puts_first_who_has_not_led(khoi):
    ahead = actions.begin_year(khoi.nga, khoi.block, 2026)
    actions.seat_lead(
        khoi.nga, ahead, khoi.council, on=date(2026, 1, 9), way=PostWay.ROTATED
    )

    turns = [(turn.member.unit.name, turn.led) for turn in queries.queue(ahead)]

    assert turns == [
        ("Sở Nội vụ", ()),
        ("Sở Tài chính", ()),
        ("Văn phòng UBND tỉnh", (2025,)),
        ("Văn phòng HĐND tỉnh", (2026,)),
    ]
    assert [
        (post.block_year.year, post.unit) for post in queries.leads(khoi.block)
    ] == [
        (2026, khoi.council),
        (2025, khoi.committee),
    ]


def test_members_see_the_block_and_the_years_they_were_in(khoi):
    actions.end_seat(khoi.nga, khoi.seat(khoi.council), last_year=2025)
    ahead = actions.begin_year(khoi.nga, khoi.block, 2026)

    def seen(user) -> tuple[set, set]:
        return (
            set(queries.visible_to(user)),
            set(queries.years_visible_to(user)),
        )

    assert seen(khoi.nga) == seen(khoi.dung) == ({khoi.block}, {khoi.year, ahead})
    assert seen(khoi.cuc) == ({khoi.block}, {khoi.year})
    assert seen(khoi.hoa) == (set(), set())


def test_papers_are_seen_by_the_members_of_their_year(khoi):
    kept = actions.keep_document(
        khoi.bach,
        khoi.year,
        kind=DocumentKind.REGULATION,
        name="Quy chế hoạt động của khối",
        number="01/QC-KTĐ",
        dated_on=date(2025, 1, 20),
    )

    assert list(queries.documents_visible_to(khoi.cuc)) == [kept]
    assert list(queries.documents_visible_to(khoi.hoa)) == []
    assert refused(
        actions.keep_document, khoi.cuc, khoi.year, kind="plan", name="Kế hoạch"
    ) == ("forbidden.block.lead")
    assert (
        refused(actions.keep_document, khoi.nga, khoi.year, kind="plan", name=" ")
        == "block.document_name"
    )
    assert BlockDocument.objects.count() == 1


def test_a_block_lead_acts_for_the_block_that_the_unit_leads(khoi):
    helper = worlds.user_with("Tô Minh", "tominh", khoi.committee, Role.BLOCK_LEAD)
    elsewhere = worlds.user_with("Tô Hiệu", "tohieu", khoi.finance, Role.BLOCK_LEAD)
    post = queries.lead_of(khoi.year)
    assert post

    assert rights.can(helper, "block.lead", post)
    assert not rights.can(elsewhere, "block.lead", post)
    assert list(queries.visible_to(elsewhere)) == [khoi.block]


def test_founding_is_told_in_the_audit(khoi):
    verbs = AuditEvent.objects.filter(verb__startswith="block.").order_by("seq")

    assert list(verbs.values_list("verb", flat=True)) == [
        "block.found",
        "block.seat",
        "block.begin_year",
        "block.seat_lead",
        "block.allow",
    ]
    assert Block.objects.count() == 1


def test_the_seats_of_a_unit_that_ends_are_named(khoi):
    def told(on: date) -> list[tuple[str, str]]:
        change = Change(
            actor=None,
            kind="merger",
            on=on,
            pairs=((khoi.finance, khoi.home),),
            ended=(khoi.finance,),
            founded=(),
            moved=(),
            people=(),
            below={},
        )
        found = following.seats_in_blocks(change, Journal())
        return [(line.text, line.follows) for each in found for line in each.lines]

    assert told(date(2026, 7, 1)) == [
        ("Khối các cơ quan tham mưu: Sở Tài chính", "thành viên từ năm 2024")
    ]
    actions.end_seat(khoi.nga, khoi.seat(khoi.finance), last_year=2025)
    assert told(date(2026, 7, 1)) == []


def test_what_blocks_are_made_of_says_its_name(khoi):
    post, seat = queries.lead_of(khoi.year), khoi.seat(khoi.council)

    assert str(khoi.year) == "Khối các cơ quan tham mưu 2025"
    assert str(post) == "Văn phòng UBND tỉnh – Khối các cơ quan tham mưu 2025"
    assert str(seat) == "Văn phòng HĐND tỉnh – Khối các cơ quan tham mưu"
