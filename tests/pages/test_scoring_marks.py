"""Cells of the grid by themselves: reasons, evidence, what others write meanwhile."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.pages.cells import address, cell_page, typed
from tests.scoring.scenes import Block, criterion, part, table
from tests.worlds import signed_in
from vinhdanh.base import clock
from vinhdanh.indicators import actions as indicators
from vinhdanh.scoring import actions
from vinhdanh.scoring.enums import ScoredKind, StageKind
from vinhdanh.scoring.models import Mark

PDF = b"%PDF-1.7 minh chung"


# -- reasons and evidence ----------------------------------------------------------


def test_a_cell_is_written_with_its_reason_and_evidence_on_one_page(scored):
    office, code = scored.office, "cong_tac_thi_dua"
    client = signed_in(office.lan)
    paper = SimpleUploadedFile("Báo cáo 12.pdf", PDF, "application/pdf")
    form = typed(
        scored,
        office.first,
        code,
        points="36",
        reason="Thiếu một hội nghị.",
        file=paper,
    )

    answer = client.post(cell_page(scored, office.first, code), form)

    assert answer.status_code == 302
    mark = Mark.objects.get()
    assert (mark.points, mark.reason) == (36_00, "Thiếu một hội nghị.")
    page = client.get(address(scored, "scoring-grid")).content.decode()
    assert "Thiếu một hội nghị." in page
    assert "Báo cáo 12.pdf" in page
    sheet = scored.sheet(office.first).public_id
    there = reverse("scoring-evidence", args=[sheet, mark.evidence.public_id])
    assert client.get(there).content == PDF
    assert signed_in(office.hanh).get(there).content == PDF
    assert signed_in(office.hoa).get(there).status_code == 404
    assert signed_in(office.quang).get(there).status_code == 404


def test_the_grid_opens_reason_and_evidence_inside_the_cell(scored):
    office, code = scored.office, "cong_tac_thi_dua"
    client = signed_in(office.lan)
    there = cell_page(scored, office.first, code)
    asked = {"HX-Request": "true"}

    opened = client.get(there, headers=asked).content.decode()
    assert "<html" not in opened
    assert "-reason" in opened
    form = typed(scored, office.first, code, points="36", reason="Đủ hồ sơ.")
    client.post(address(scored, "scoring-cell"), form)
    name = f"o-{scored.sheet(office.first).pk}-{scored.criterion(code).pk}-file"
    said = client.post(
        there, {name: SimpleUploadedFile("a.pdf", PDF)}, headers=asked
    ).content.decode()

    assert "đã lưu" in said
    assert "a.pdf" in said
    assert Mark.objects.get().reason == "Đủ hồ sơ."


def test_evidence_may_come_before_the_points(scored):
    office, code = scored.office, "cong_tac_thi_dua"
    name = f"o-{scored.sheet(office.first).pk}-{scored.criterion(code).pk}-file"

    signed_in(office.lan).post(
        cell_page(scored, office.first, code), {name: SimpleUploadedFile("a.pdf", PDF)}
    )

    mark = Mark.objects.get()
    assert mark.points is None
    assert mark.evidence.original_name == "a.pdf"


def test_a_file_that_is_not_taken_is_said_and_the_points_stay(scored):
    office, code = scored.office, "cong_tac_thi_dua"
    form = typed(
        scored,
        office.first,
        code,
        points="36",
        file=SimpleUploadedFile("a.exe", b"MZ"),
    )

    answer = signed_in(office.lan).post(cell_page(scored, office.first, code), form)

    assert answer.status_code == 422
    assert "không phải PDF, Word, Excel" in answer.content.decode()
    assert Mark.objects.get().points == 36_00


def test_new_points_leave_the_reason_where_it_was(scored):
    office, code = scored.office, "cong_tac_thi_dua"
    client = signed_in(office.lan)
    first = typed(scored, office.first, code, points="36", reason="Thiếu một hội nghị.")
    client.post(address(scored, "scoring-cell"), first)
    client.post(
        address(scored, "scoring-cell"),
        typed(scored, office.first, code, seen=1, points="37"),
    )

    mark = Mark.objects.get()
    assert (mark.points, mark.reason) == (37_00, "Thiếu một hội nghị.")


def test_who_does_not_score_a_sheet_adds_no_paper_to_it(scored):
    office, code = scored.office, "cong_tac_thi_dua"
    name = f"o-{scored.sheet(office.first).pk}-{scored.criterion(code).pk}-file"
    there = cell_page(scored, office.first, code)
    file = {name: SimpleUploadedFile("a.pdf", PDF)}

    assert signed_in(office.hanh).post(there, file).status_code == 404
    assert signed_in(office.hoa).get(there).status_code == 404
    assert not Mark.objects.exists()


# -- differences between stages ----------------------------------------------------


def test_a_departure_from_the_stage_before_is_said_on_grid_and_sheet(scored):
    office = scored.office
    own = scored.change(office.first, "cong_tac_thi_dua", points=39_00)
    actions.save_marks(office.hanh, scored.self_stage, office.first, [own])
    scored.lead_marks(scored.change(office.first, "cong_tac_thi_dua", points=34_50))
    client = signed_in(office.lan)
    sheet = reverse("scoring-sheet", args=[scored.sheet(office.first).public_id])

    grid = client.get(address(scored, "scoring-grid")).content.decode()

    assert "tự chấm: 39 <span" in grid
    assert "(−4,5)" in grid
    assert "(−4,5)" in client.get(sheet).content.decode()


# -- two at once -------------------------------------------------------------------


def test_who_has_the_grid_open_is_told_what_another_wrote(scored):
    office, code = scored.office, "cong_tac_thi_dua"
    since = (clock.now() - timedelta(seconds=1)).isoformat()
    scored.lead_marks(scored.change(office.first, code, points=30_00))

    told = signed_in(office.minh).get(address(scored, "scoring-news"), {"tu": since})

    page = told.content.decode()
    prefix = f"o-{scored.sheet(office.first).pk}-{scored.criterion(code).pk}"
    assert f'id="{prefix}-told"' in page
    assert "Nguyễn Thị Lan đã ghi lúc" in page
    assert "điểm 30" in page
    assert "Nguyễn Thị Lan cũng đang chấm ở bước này" in page
    assert "-seen" not in page  # typed over it, the cell is still asked about
    own = signed_in(office.lan).get(address(scored, "scoring-news"), {"tu": since})
    assert "vd-score-told" not in own.content.decode()


def test_news_are_only_of_sheets_that_one_may_read(scored):
    office, code = scored.office, "cong_tac_thi_dua"
    since = (clock.now() - timedelta(seconds=1)).isoformat()
    others = scored.change(office.second, code, points=30_00)
    actions.save_marks(office.quang, scored.self_stage, office.second, [others])
    there = address(scored, "scoring-news", "self")

    page = signed_in(office.hanh).get(there, {"tu": since}).content.decode()
    assert "Quang" not in page
    assert signed_in(office.hoa).get(there, {"tu": since}).status_code == 404
    assert signed_in(office.lan).get(there, {"tu": "hôm qua"}).status_code == 404


# -- measured by the block's highest excess ----------------------------------------


@pytest.fixture
def relative(scored: Block) -> Block:
    """A block with one criterion measured by its leader; the plan 10 for everybody."""
    office = scored.office
    told = table() | {
        "points": 10_00,
        "ties": [],
        "bands": [],
        "parts": [part("I", 10)],
        "criteria": [
            criterion(
                "doanh_thu",
                "I",
                10,
                formula="half_plus_leader_relative",
                measure="tỷ đồng",
            )
        ],
    }
    draft = actions.make_set(
        office.lan, office.unit, name="Theo đơn vị đầu", scored_kind=ScoredKind.UNIT
    )
    actions.write_table(office.lan, draft, told)
    version = actions.put_in_force(office.minh, draft)
    made = actions.open_scoring(
        office.lan,
        office.unit,
        version,
        name="Theo đơn vị đầu",
        year=2025,
        subjects=[
            actions.SubjectLine(unit.subject, unit)
            for unit in (office.first, office.second)
        ],
        stages=[actions.StagePlan(StageKind.LEAD, office.unit)],
    )
    return Block(office, version, made)


def test_points_by_the_leader_are_the_same_on_every_page(relative):
    office = relative.office
    relative.lead_marks(
        relative.change(office.first, "doanh_thu", plan=10_00, actual=11_00),
        relative.change(office.second, "doanh_thu", plan=10_00, actual=12_00),
    )
    client = signed_in(office.lan)
    sheet = reverse("scoring-sheet", args=[relative.sheet(office.first).public_id])

    # Half of the leader's excess: 5 + 5/2, where only this sheet is drawn as well.
    assert (
        "= 7,5 điểm" in client.get(address(relative, "scoring-grid")).content.decode()
    )
    assert ">7,5<" in client.get(sheet).content.decode()
    again = typed(relative, office.first, "doanh_thu", seen=1, plan="10", actual="11,5")
    answer = client.post(address(relative, "scoring-cell"), again)
    assert "= 8,75 điểm" in answer.content.decode()


def test_a_plan_of_zero_is_said_loudly_and_keeps_the_scoring_open(relative):
    office = relative.office
    form = typed(relative, office.first, "doanh_thu", plan="0", actual="5")

    answer = signed_in(office.lan).post(address(relative, "scoring-cell"), form)

    assert "kế hoạch bằng 0 thì không tính được điểm" in answer.content.decode()
    with pytest.raises(actions.finishing.Refused) as refused:
        actions.finalise(office.minh, relative.scoring)
    assert "(kế hoạch bằng 0 thì không tính được điểm)" in str(refused.value)


# -- figures from the indicators ---------------------------------------------------


def test_figures_of_the_year_are_filled_in_and_lead_to_their_source(scored):
    office = scored.office
    made = indicators.define_indicator(
        office.lan, office.unit, code="da_lam", name="Việc đã làm", measure="việc"
    )
    indicators.set_reporters(office.lan, made, [office.first, office.second])
    indicators.record_value(office.lan, made, 2025, "gần 90", unit=office.first)
    scored.version.criteria.filter(code="van_ban").update(indicator_code="da_lam")
    client = signed_in(office.lan)
    grid = address(scored, "scoring-grid")
    assert "Điền số từ chỉ số" in client.get(grid).content.decode()

    answer = client.post(address(scored, "scoring-fill"), follow=True)

    page = answer.content.decode()
    assert "Đã điền 1 ô từ chỉ số." in page
    assert "1 số chưa có hoặc chưa đủ đơn vị báo cáo" in page
    assert "lấy từ chỉ số “Việc đã làm”" in page
    assert reverse("indicator", args=[made.public_id]) in page
    assert (
        signed_in(office.hoa).post(address(scored, "scoring-fill")).status_code == 404
    )
