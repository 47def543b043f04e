"""The lead hands over: documents, open tasks, the travelling flag; both confirm."""

from datetime import date

import pytest

from vinhdanh.accounts.fresh import SignIn
from vinhdanh.base import clock
from vinhdanh.base.refusal import Refused
from vinhdanh.blocks import actions, calendar, queries
from vinhdanh.blocks.actions.handing import hash_of
from vinhdanh.blocks.enums import HandedKind, PostWay, Step, StepState
from vinhdanh.ledger.models import Award


def refused(deed, *args, **kwargs) -> str:
    with pytest.raises(Refused) as caught:
        deed(*args, **kwargs)
    return caught.value.code


def written(khoi, actor=None, **rest):
    told = {
        "on": date(2026, 1, 9),
        "place": "Hội trường Sở Nội vụ",
        "with_flag": True,
        "flag_note": "Cờ còn tốt",
        "documents": ["Quy chế hoạt động của khối", " "],
        "tasks": [actions.Task("Trình khen thưởng năm 2025", date(2026, 2, 15))],
    }
    return actions.write_hand_over(actor or khoi.bach, khoi.year, **told | rest)


@pytest.fixture
def ahead(khoi):
    """Next year, with Văn phòng HĐND as its lead."""
    year = actions.begin_year(khoi.nga, khoi.block, 2026)
    actions.seat_lead(
        khoi.bach, year, khoi.council, on=date(2026, 1, 9), way=PostWay.ROTATED
    )
    return year


def confirm(khoi, record, side: str, actor, **rest):
    told = {
        "title": "Chánh Văn phòng",
        "seen_hash": hash_of(record),
        "proof": SignIn(actor.pk, clock.now()),
    } | rest
    return actions.confirm_hand_over(actor, record, side, **told)


def test_there_is_nobody_to_hand_over_to_before_the_next_lead_is_known(khoi):
    assert refused(written, khoi) == "block.no_next_lead"
    year = actions.begin_year(khoi.nga, khoi.block, 2026)
    assert refused(written, khoi) == "block.no_next_lead"
    actions.seat_lead(
        khoi.nga, year, khoi.committee, on=date(2026, 1, 9), way=PostWay.ELECTED
    )
    assert refused(written, khoi) == "block.same_lead"


def test_the_record_holds_flag_documents_and_open_tasks(khoi, ahead):
    record = written(khoi)

    assert (record.from_unit, record.to_unit) == (khoi.committee, khoi.council)
    assert [(row.kind, row.text, row.due_on) for row in record.lines.all()] == [
        (HandedKind.DOCUMENT, "Quy chế hoạt động của khối", None),
        (HandedKind.TASK, "Trình khen thưởng năm 2025", date(2026, 2, 15)),
    ]
    assert refused(written, khoi, khoi.cuc) == "forbidden.block.lead"
    assert written(khoi, with_flag=False).flag_note == ""


def test_both_sides_confirm_what_they_read(khoi, ahead):
    record = written(khoi)
    assert not record.is_confirmed

    assert refused(confirm, khoi, record, "received", khoi.bach) == (
        "forbidden.block.hand_over"
    )
    assert refused(confirm, khoi, record, "given", khoi.bach, title=" ") == (
        "block.no_title"
    )
    assert refused(confirm, khoi, record, "given", khoi.bach, seen_hash="cũ") == (
        "block.hand_over_changed"
    )
    assert refused(confirm, khoi, record, "given", khoi.bach, proof=None) == (
        "account.stale_sign_in"
    )
    record = confirm(khoi, record, "given", khoi.bach)
    assert refused(confirm, khoi, record, "given", khoi.bach) == (
        "block.confirmed_twice"
    )
    assert refused(written, khoi) == "block.hand_over_confirmed"
    assert not record.is_confirmed
    assert queries.flag_holder(khoi.block) is None

    record = confirm(khoi, record, "received", khoi.cuc)

    assert record.is_confirmed
    assert record.text_hash == hash_of(record)
    assert (record.given_by_name, record.received_by_name) == (
        "Cao Xuân Bách",
        "Đỗ Thị Cúc",
    )


def test_the_flag_goes_round_and_never_enters_the_ledger(khoi, ahead):
    record = written(khoi)
    confirm(khoi, record, "received", khoi.cuc)
    confirm(khoi, record, "given", khoi.bach)

    holder = queries.flag_holder(khoi.block)

    assert holder
    assert holder.to_unit == khoi.council
    assert Award.objects.count() == 0


def test_a_hand_over_without_the_flag_moves_no_flag(khoi, ahead):
    record = written(khoi, with_flag=False)
    for side, actor in (("given", khoi.bach), ("received", khoi.cuc)):
        confirm(khoi, record, side, actor)

    assert queries.flag_holder(khoi.block) is None


def test_the_receiver_sends_it_back_to_be_mended(khoi, ahead):
    record = confirm(khoi, written(khoi), "given", khoi.bach)

    assert refused(actions.send_back, khoi.bach, record, reason="Thiếu") == (
        "forbidden.block.hand_over"
    )
    assert refused(actions.send_back, khoi.cuc, record, reason=" ") == (
        "block.send_back_reason"
    )
    actions.send_back(khoi.cuc, record, reason="Thiếu bảng điểm")
    again = written(khoi, documents=["Quy chế", "Bảng điểm"])

    assert (again.given_at, again.text_hash) == (None, "")
    assert again.lines.filter(kind=HandedKind.DOCUMENT).count() == 2
    confirm(khoi, again, "received", khoi.cuc)
    actions.send_back(khoi.cuc, again, reason="Sai ngày")
    again.refresh_from_db()
    assert (again.received_at, again.received_by_name) == (None, "")
    again = written(khoi)
    for side, actor in (("received", khoi.cuc), ("given", khoi.bach)):
        again = confirm(khoi, again, side, actor)
    assert refused(actions.send_back, khoi.cuc, again, reason="Muộn") == (
        "block.handed_over"
    )


def test_the_next_lead_stays_once_a_side_has_confirmed(khoi, ahead):
    confirm(khoi, written(khoi), "given", khoi.bach)

    assert (
        refused(
            actions.seat_lead,
            khoi.nga,
            ahead,
            khoi.finance,
            on=date(2026, 1, 10),
            way=PostWay.APPOINTED,
        )
        == "block.lead_taken_over"
    )


def seat(khoi, year, lead, *deputies):
    on = date(2026, 1, 10)
    actions.seat_lead(khoi.nga, year, lead, deputies, on=on, way=PostWay.APPOINTED)


def test_a_record_that_nobody_confirmed_follows_to_the_lead_seated_anew(khoi, ahead):
    record = written(khoi)
    read = hash_of(record)

    seat(khoi, ahead, khoi.finance)

    record.refresh_from_db()
    assert record.to_unit == khoi.finance
    assert refused(confirm, khoi, record, "received", khoi.cuc) == (
        "forbidden.block.hand_over"
    )
    assert refused(confirm, khoi, record, "given", khoi.bach, seen_hash=read) == (
        "block.hand_over_changed"
    )
    for side, actor in (("given", khoi.bach), ("received", khoi.dung)):
        record = confirm(khoi, record, side, actor)
    assert record.is_confirmed


def test_the_giver_too_is_who_leads_the_year(khoi, ahead):
    record = written(khoi)
    seat(khoi, khoi.year, khoi.finance)
    record.refresh_from_db()
    assert record.from_unit == khoi.finance

    confirm(khoi, record, "given", khoi.dung)

    assert refused(seat, khoi, khoi.year, khoi.home) == "block.lead_taken_over"
    seat(khoi, khoi.year, khoi.finance, khoi.home)
    assert [post.unit for post in queries.posts_of(khoi.year)] == [
        khoi.finance,
        khoi.home,
    ]


def test_who_leads_on_has_nothing_to_hand_over(khoi, ahead):
    written(khoi)

    seat(khoi, ahead, khoi.committee)

    assert queries.hand_overs(khoi.block) == {}


def test_a_record_of_a_lead_that_was_changed_is_written_anew(khoi, ahead):
    record = written(khoi)
    ahead.posts.all().delete()

    for deed in (
        lambda: confirm(khoi, record, "given", khoi.bach),
        lambda: actions.send_back(khoi.cuc, record, reason="Sai"),
    ):
        assert refused(deed) == "block.lead_changed"
    seat(khoi, ahead, khoi.finance)
    assert confirm(khoi, written(khoi), "given", khoi.bach).to_unit == khoi.finance


def test_the_ribbon_tells_how_many_sides_have_confirmed(khoi, ahead):
    def told() -> tuple[str, str]:
        year = type(khoi.year).objects.get(pk=khoi.year.pk)
        lines = calendar.steps(year, date(2026, 1, 10))
        return next(
            (row.state, row.detail) for row in lines if row.step == Step.HAND_OVER
        )

    assert told() == (StepState.AHEAD, "chưa lập biên bản")
    record = written(khoi)
    assert told() == (StepState.RUNNING, "0/2 bên đã xác nhận")
    confirm(khoi, record, "given", khoi.bach)
    assert told() == (StepState.RUNNING, "1/2 bên đã xác nhận")
    confirm(khoi, record, "received", khoi.cuc)
    assert told() == (StepState.DONE, "Văn phòng HĐND tỉnh đã nhận")


def test_every_hand_over_of_the_block_stays(khoi, ahead):
    record = written(khoi)

    assert queries.hand_overs(khoi.block) == {khoi.year.pk: record}
    assert str(record) == (
        "Khối các cơ quan tham mưu 2025: Văn phòng UBND tỉnh → Văn phòng HĐND tỉnh"
    )
