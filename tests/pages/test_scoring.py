"""Scoring pages: tables written, a scoring opened, marks by several hands, results."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse

from tests.pages.cells import typed
from tests.scoring.scenes import Block, table
from tests.worlds import signed_in
from vinhdanh.base import clock
from vinhdanh.pages.scoring import desk
from vinhdanh.scoring import actions
from vinhdanh.scoring.enums import ScoringState, StageKind
from vinhdanh.scoring.models import Mark, Scoring


def grid_of(scored: Block, kind: str) -> str:
    return reverse("scoring-grid", args=[scored.scoring.public_id, kind])


def cell_of(scored: Block, kind: str) -> str:
    return reverse("scoring-cell", args=[scored.scoring.public_id, kind])


# -- the grid ----------------------------------------------------------------------


def test_an_officer_fills_the_grid_without_a_script(scored):
    office = scored.office
    form = typed(scored, office.first, "van_ban", plan="1.000", actual="1.030")
    form |= typed(scored, office.second, "cong_tac_thi_dua", points="38,5")
    form |= typed(scored, office.second, "canh_cao", times="")

    answer = signed_in(office.lan).post(grid_of(scored, "lead"), form)

    assert answer.status_code == 302
    assert {(m.sheet.unit, m.actual, m.points) for m in Mark.objects.all()} == {
        (office.first, 1_030_00, None),
        (office.second, None, 38_50),
    }


def test_saving_what_has_saved_itself_does_not_read_as_nothing_kept(scored):
    client = signed_in(scored.office.lan)
    form = typed(scored, scored.office.first, "cong_tac_thi_dua", points="38,5")
    assert (
        "Đã lưu 1 ô."
        in client.post(grid_of(scored, "lead"), form, follow=True).content.decode()
    )

    form = typed(scored, scored.office.first, "cong_tac_thi_dua", seen=1, points="38,5")
    again = client.post(grid_of(scored, "lead"), form, follow=True).content.decode()

    assert "Các ô đã lưu từ trước" in again
    assert "Đã lưu 0 ô" not in again


def test_what_cannot_be_read_stays_on_the_page_beside_its_reason(scored):
    office = scored.office
    form = typed(scored, office.first, "van_ban", plan="một trăm", actual="90")
    form |= typed(scored, office.first, "cong_tac_thi_dua", points="41")
    form |= typed(scored, office.second, "cong_tac_thi_dua", points="38")

    answer = signed_in(office.lan).post(grid_of(scored, "lead"), form)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "2 ô chưa lưu được" in page
    assert 'value="một trăm"' in page
    assert "Nhiều nhất 40 điểm." in page
    assert [mark.points for mark in Mark.objects.all()] == [38_00]


def test_one_cell_saves_itself_and_leaves_the_inputs_alone(scored):
    office = scored.office
    form = typed(scored, office.first, "van_ban", plan="100", actual="103")

    answer = signed_in(office.lan).post(cell_of(scored, "lead"), form)

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "= 60 + 1,8 điểm" in page
    assert "đã lưu" in page
    assert 'value="1"' in page  # the revision that the next change is typed over
    assert "-actual" not in page


@pytest.mark.parametrize("count", ["9" * 12, "9" * 25, "9" * 5000])
def test_a_count_beyond_all_reason_is_said_and_stays_typed(scored, count):
    form = typed(scored, scored.office.first, "canh_cao", times=count)

    answer = signed_in(scored.office.lan).post(grid_of(scored, "lead"), form)

    assert answer.status_code == 422
    assert "Nhiều nhất 1.000.000.000 lần." in answer.content.decode()
    assert count in answer.content.decode()


def test_a_cell_whose_number_cannot_be_is_no_cell(scored):
    form = {f"o-{'9' * 25}-{'9' * 25}-seen": "0"}

    answer = signed_in(scored.office.lan).post(cell_of(scored, "lead"), form)

    assert answer.status_code == 404


def test_two_at_one_cell_are_both_told_and_nothing_is_lost(scored):
    office, code = scored.office, "cong_tac_thi_dua"
    first = typed(scored, office.first, code, points="30")
    second = typed(scored, office.first, code, points="35")
    client = signed_in(office.lan)

    assert client.post(cell_of(scored, "lead"), first).status_code == 200
    answer = client.post(cell_of(scored, "lead"), second)
    whole = client.post(grid_of(scored, "lead"), second)

    assert answer.status_code == whole.status_code == 409
    for page in (answer.content.decode(), whole.content.decode()):
        assert "Nguyễn Thị Lan vừa ghi lúc" in page
        assert "điểm 30" in page
    assert 'value="35"' in whole.content.decode()
    assert Mark.objects.get().points == 30_00


def test_a_head_scores_the_own_unit_and_sees_no_other(scored):
    office = scored.office
    client = signed_in(office.hanh)

    page = client.get(grid_of(scored, "self")).content.decode()
    assert office.first.name in page
    assert office.second.name not in page

    others = typed(scored, office.second, "cong_tac_thi_dua", points="1")
    assert client.post(cell_of(scored, "self"), others).status_code == 404
    own = typed(scored, office.first, "cong_tac_thi_dua", points="39")
    assert client.post(cell_of(scored, "self"), own).status_code == 200
    assert client.post(cell_of(scored, "lead"), own).status_code == 404


def test_who_scores_later_sees_what_the_stage_before_gave(scored):
    office, code = scored.office, "cong_tac_thi_dua"
    own = typed(scored, office.first, code, points="39")
    signed_in(office.hanh).post(cell_of(scored, "self"), own)

    page = signed_in(office.lan).get(grid_of(scored, "lead")).content.decode()

    assert "tự chấm: 39" in page


def test_what_was_typed_after_the_end_stays_on_the_page(scored):
    office = scored.office
    Scoring.objects.update(state=ScoringState.FINAL)
    form = typed(scored, office.first, "cong_tac_thi_dua", points="39")

    answer = signed_in(office.lan).post(grid_of(scored, "lead"), form)

    assert answer.status_code == 422
    assert "đã chốt nên không ghi thêm được" in answer.content.decode()


def test_who_opens_a_stage_past_its_day_reads_so_before_typing(scored):
    office = scored.office
    stages = scored.scoring.stages.filter(kind=StageKind.LEAD)
    stages.update(closes_on=clock.today())
    client = signed_in(office.lan)
    assert "đã hết hạn" not in client.get(grid_of(scored, "lead")).content.decode()

    stages.update(closes_on=clock.today() - timedelta(days=1))

    page = client.get(grid_of(scored, "lead")).content.decode()
    assert "Bước này đã hết hạn" in page
    assert "gia hạn ở trang “Kết quả”" in page


# -- a scoring ---------------------------------------------------------------------


def test_results_are_made_final_questioned_and_answered(scored):
    office = scored.office
    scored.mark_all(office.first, actual=100, points=36)
    scored.mark_all(office.second, actual=90, points=38)
    client = signed_in(office.minh)
    final = reverse("scoring-final", args=[scored.scoring.public_id])
    results = reverse("scoring-results", args=[scored.scoring.public_id])

    assert client.post(final).headers["Location"] == results
    page = client.get(results).content.decode()
    assert page.index(office.first.name) < page.index(office.second.name)
    assert "Kết quả đã chốt" in page

    sheet = scored.sheet(office.second)
    own = reverse("scoring-sheet", args=[sheet.public_id])
    quang = signed_in(office.quang)
    assert quang.post(own, {"text": "Thiếu hội nghị."}).status_code == 302
    assert "Thiếu hội nghị." in client.get(results).content.decode()
    appeal = sheet.appeals.get()
    address = reverse("appeal-answer", args=[appeal.public_id])
    assert quang.post(address, {}).status_code == 403
    answered = {"outcome": "rejected", "answer": "Đã tính."}
    assert client.post(address, answered).status_code == 302
    assert "Đã tính." in quang.get(own).content.decode()


def test_a_sheet_says_what_was_taken_off_and_what_it_bars(scored):
    office = scored.office
    scored.mark_all(office.first, actual=100, points=36, warned=1)
    scored.mark_all(office.second, actual=100, points=38)
    actions.finalise(office.minh, scored.scoring)
    sheet = scored.sheet(office.first)

    page = signed_in(office.minh).get(reverse("scoring-sheet", args=[sheet.public_id]))

    said = " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())
    assert "trừ đến 20 – −20" in said
    assert "Tổng 76" in said
    assert "76 điểm, hạng 2 · Tốt · thưởng +0, trừ −20" in said
    assert "không được đề nghị Cờ tỉnh" in said


def test_what_was_frozen_stays_in_sight_while_an_appeal_is_looked_into(scored):
    office = scored.office
    scored.mark_all(office.first, actual=90, points=36)
    scored.mark_all(office.second, actual=100, points=38)
    actions.finalise(office.minh, scored.scoring)
    appeal = actions.file_appeal(office.hanh, scored.sheet(office.first), "Thiếu.")
    actions.answer_appeal(office.minh, appeal, outcome="upheld", answer="Chấm lại.")
    results = reverse("scoring-results", args=[scored.scoring.public_id])

    def row(unit) -> str:
        """The line of a division on the page, without its tags."""
        page = signed_in(office.minh).get(results).content.decode()
        (found,) = [r for r in page.split("<tr>") if f">{unit.name}</a>" in r]
        return " ".join(re.sub(r"<[^>]+>", " ", found.split("</tr>")[0]).split())

    page = signed_in(office.hanh).get(results).content.decode()
    assert "đang xem lại" in page
    assert "đến lúc này" not in page
    assert row(office.second).endswith("98 Xuất sắc 1")
    assert row(office.first).endswith("90 Xuất sắc 2")

    higher = scored.change(office.first, "cong_tac_thi_dua", seen=1, points=40_00)
    scored.lead_marks(higher)
    assert row(office.first).endswith("90 đến lúc này: 94 Xuất sắc 2")

    actions.rescore(office.minh, scored.scoring, reason="Kiến nghị có lý.")
    assert row(office.first).endswith("94 Xuất sắc 2")
    assert "đang xem lại" not in signed_in(office.hanh).get(results).content.decode()


def test_a_blind_stage_is_not_read_before_the_end(scored):
    office = scored.office
    scored.scoring.stages.filter(kind=StageKind.LEAD).update(is_blind=True)
    scored.mark_all(office.first, actual=100, points=36)
    sheet = scored.sheet(office.first)
    own = reverse("scoring-sheet", args=[sheet.public_id])
    quang = signed_in(office.hanh)

    assert "trưởng khối chấm" not in quang.get(own).content.decode()
    Scoring.objects.update(state=ScoringState.FINAL)
    assert "trưởng khối chấm" in quang.get(own).content.decode()


def test_the_office_gives_a_stage_more_time_and_takes_a_wrong_opening_back(scored):
    office = scored.office
    there = reverse("scoring-results", args=[scored.scoring.public_id])
    extend = reverse("scoring-extend", args=[scored.scoring.public_id])
    cancel = reverse("scoring-cancel", args=[scored.scoring.public_id])
    lan, hanh = signed_in(office.lan), signed_in(office.hanh)
    assert "Gia hạn một bước" not in lan.get(there).content.decode()
    scored.scoring.stages.filter(kind=StageKind.LEAD).update(closes_on="2026-01-05")

    page = lan.get(there).content.decode()
    assert "đã hết hạn ngày 05/01/2026" in page
    assert "Hủy đợt chấm mở nhầm" in page
    assert "Gia hạn" not in hanh.get(there).content.decode()
    typed_in = {"stage": "lead", "closes_on": "2026-01-05", "reason": "Chờ số liệu"}
    answer = lan.post(extend, typed_in)
    assert answer.status_code == 422
    assert "Hạn mới phải sau ngày" in answer.content.decode()
    assert 'value="Chờ số liệu"' in answer.content.decode()
    assert lan.post(extend, typed_in | {"closes_on": "2199-01-31"}).status_code == 302
    assert "hạn ngày 31/01/2199" in lan.get(there).content.decode()
    assert hanh.post(extend, typed_in).status_code == 403
    assert hanh.post(cancel, {"reason": "x"}).status_code == 403

    assert lan.post(cancel, {"reason": " "}).status_code == 422
    scored.mark_all(office.first, actual=100, points=36)
    assert "không hủy được" in lan.post(cancel, {"reason": "Nhầm"}).content.decode()
    assert "Hủy đợt chấm mở nhầm" not in lan.get(there).content.decode()
    Mark.objects.all().delete()
    assert lan.post(cancel, {"reason": "Nhầm"}).status_code == 302
    assert not Scoring.objects.exists()


def test_another_office_finds_no_scoring(scored):
    client = signed_in(scored.office.hoa)

    assert client.get(grid_of(scored, "lead")).status_code == 404
    page = client.get(f"{reverse('scoring-list')}?nam=2025").content.decode()
    assert scored.scoring.name not in page
    assert table()["parts"][0]["name"] not in page


# -- the desk ----------------------------------------------------------------------


def test_the_desk_asks_a_head_to_score_and_the_office_to_answer(scored):
    office = scored.office
    (to_score,) = desk.waiting(office.hanh, 2025)
    assert to_score.count == 1
    assert to_score.url == grid_of(scored, "self")

    own = scored.change(office.first, "cong_tac_thi_dua", points=38_00)
    actions.save_marks(office.hanh, scored.self_stage, office.first, [own])
    assert desk.waiting(office.hanh, 2025) == []

    actions.file_appeal(office.hanh, scored.sheet(office.first), "Thiếu điểm.")
    assert "Trả lời 1 kiến nghị về điểm" in [
        each.label for each in desk.waiting(office.minh, 2025)
    ]
    assert desk.waiting(office.hoa, 2025) == []


def test_without_a_stage_of_its_own_nobody_is_sent_to_score_itself(scored):
    office = scored.office
    Scoring.objects.update(state=ScoringState.FINAL)
    opened(scored, StageKind.LEAD)

    assert desk.waiting(office.hanh, 2025) == []
    (to_score,) = desk.waiting(office.minh, 2025)
    assert to_score.label.startswith("Đơn vị tổ chức, trưởng khối chấm: 2 phiếu")
    assert signed_in(office.minh).get(to_score.url).status_code == 200


def opened(scored: Block, *kinds: str) -> Scoring:
    """One more scoring of the divisions; the neighbour is the standing body."""
    office = scored.office
    units = {StageKind.LEAD: office.unit, StageKind.STANDING: office.other}
    return actions.open_scoring(
        office.lan,
        office.unit,
        scored.version,
        name="Chấm thêm",
        year=2025,
        subjects=[
            actions.SubjectLine(unit.subject, unit)
            for unit in (office.first, office.second)
        ],
        stages=[
            actions.StagePlan(kind, units.get(kind), closes_on=date(2026, 12, day))
            for day, kind in enumerate(kinds, 1)
        ],
        cross_scorers=1,
    )


def test_the_scorer_of_each_stage_is_asked_for_empty_sheets_by_its_day(scored):
    office = scored.office
    Scoring.objects.update(state=ScoringState.FINAL)
    kinds = (StageKind.SELF, StageKind.CROSS, StageKind.LEAD, StageKind.STANDING)
    block = Block(office, scored.version, opened(scored, *kinds))

    def asked(user) -> list[tuple[str, int, int]]:
        found = desk.waiting(user, 2025)
        assert {signed_in(user).get(each.url).status_code for each in found} == {200}
        return [
            (each.url.rsplit("/", 3)[1], each.count, each.due_on.day) for each in found
        ]

    assert asked(office.hanh) == [("self", 1, 1), ("cross", 1, 2)]
    assert asked(office.minh) == [("self", 2, 1), ("cross", 2, 2), ("lead", 2, 3)]
    assert asked(office.hoa) == [("standing", 2, 4)]

    points = block.change(office.second, "cong_tac_thi_dua", points=30_00)
    cross = block.scoring.stages.get(kind=StageKind.CROSS)
    actions.save_marks(office.hanh, cross, office.first, [points])
    block.lead_marks(points)

    assert asked(office.hanh) == [("self", 1, 1)]
    assert asked(office.minh) == [("self", 2, 1), ("cross", 1, 2), ("lead", 1, 3)]


def test_the_ribbon_says_how_many_scorings_are_final(scored):
    (step,) = desk.step(scored.office.lan, 2025)
    assert (step.key, step.state, step.detail) == (
        "score",
        "running",
        "0/1 đợt đã chốt",
    )
    assert desk.step(scored.office.lan, 2024) == []
