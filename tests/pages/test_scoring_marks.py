"""Cells of the grid by themselves: reasons, evidence, what others write meanwhile."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from tests import worlds
from tests.scoring.scenes import Block, block, criterion, part, table
from vinhdanh.accounts.enums import Role
from vinhdanh.base import clock
from vinhdanh.base.rights import Forbidden
from vinhdanh.indicators import actions as indicators
from vinhdanh.pages.scoring import desk
from vinhdanh.scoring import actions
from vinhdanh.scoring.enums import ScoredKind, StageKind
from vinhdanh.scoring.models import Mark, Scoring

PDF = b"%PDF-1.7 minh chung"


@pytest.fixture(scope="module")
def standing_block(
    standing_office: worlds.Office, django_db_blocker: DjangoDbBlocker
) -> Iterator[Block]:
    with worlds.standing(django_db_blocker):
        yield block(standing_office)


@pytest.fixture
def scored(standing_block: Block, db: None) -> Block:
    return standing_block


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def address(scored: Block, name: str, kind: str = "lead") -> str:
    return reverse(name, args=[scored.scoring.public_id, kind])


def cell_page(scored: Block, unit, code: str, kind: str = "lead") -> str:
    sheet = scored.sheet(unit).public_id
    return reverse("scoring-mark", args=[sheet, kind, code])


def typed(scored: Block, unit, code: str, seen: int = 0, **fields) -> dict:
    prefix = f"o-{scored.sheet(unit).pk}-{scored.criterion(code).pk}"
    return {f"{prefix}-seen": str(seen)} | {
        f"{prefix}-{name}": text for name, text in fields.items()
    }


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


# -- cross and blind ---------------------------------------------------------------


@pytest.fixture
def crossed(scored: Block) -> Block:
    """The whole office and its two divisions, each scored blind by the two others."""
    office = scored.office
    made = actions.open_scoring(
        office.lan,
        office.unit,
        scored.version,
        name="Chấm chéo",
        year=2025,
        subjects=[
            actions.SubjectLine(unit.subject, unit)
            for unit in (office.unit, office.first, office.second)
        ],
        stages=[
            actions.StagePlan(StageKind.SELF),
            actions.StagePlan(StageKind.CROSS, is_blind=True),
            actions.StagePlan(StageKind.LEAD, office.unit),
        ],
        cross_scorers=5,
    )
    return Block(office, scored.version, made)


def test_crosswise_one_scores_for_one_unit_at_a_time(crossed):
    office = crossed.office
    client = signed_in(office.lan)
    grid = address(crossed, "scoring-grid", "cross")
    for_second = {"cho": office.second.subject.public_id}

    first_page = client.get(grid).content.decode()
    second_page = client.get(grid, for_second).content.decode()

    assert "Chấm thay mặt" in first_page
    assert f">{office.second.name}</a></th>" not in second_page
    assert f">{office.first.name}</a></th>" in second_page
    own = typed(crossed, office.first, "cong_tac_thi_dua", points="20")
    saved = client.post(
        f"{address(crossed, 'scoring-cell', 'cross')}?cho={for_second['cho']}", own
    )
    assert saved.status_code == 200
    assert Mark.objects.get().unit == office.second


def test_blind_scorers_learn_nothing_of_each_other_before_the_end(crossed):
    office, code = crossed.office, "cong_tac_thi_dua"
    cross = crossed.scoring.stages.get(kind=StageKind.CROSS)
    of_whole = crossed.change(office.unit, code, points=12_00, reason="Chưa đủ.")
    actions.save_marks(office.hanh, cross, office.first, [of_whole])
    since = (clock.now() - timedelta(seconds=9)).isoformat()
    quang = signed_in(office.quang)
    grid = address(crossed, "scoring-grid", "cross")

    page = quang.get(grid).content.decode()
    assert f">{office.unit.name}</th>" in page
    assert "= 12 điểm" not in page
    assert "Chưa đủ." not in page
    news = quang.get(address(crossed, "scoring-news", "cross"), {"tu": since})
    assert news.status_code == 204
    Scoring.objects.update(state="final")
    assert "= 12 điểm" in signed_in(office.hanh).get(grid).content.decode()


def page_of(user, name: str, row) -> str:
    answer = signed_in(user).get(reverse(name, args=[row.public_id]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_blind_score_is_left_out_of_all_that_others_read_before_the_end(crossed):
    office, code = crossed.office, "cong_tac_thi_dua"
    lead = worlds.user_with("Đinh Dẫn", "dan", office.unit, Role.BLOCK_LEAD)
    cross = crossed.scoring.stages.get(kind=StageKind.CROSS)
    for marked in (office.unit, office.second):
        changes = [
            crossed.change(marked, "van_ban", plan=100_00, actual=85_00),
            crossed.change(marked, code, points=12_00, reason="Chưa đủ."),
        ]
        actions.save_marks(office.hanh, cross, office.first, changes)
    own = [crossed.change(office.second, code, points=33_00)]
    own_stage = crossed.self_stage
    actions.save_marks(office.quang, own_stage, office.second, own)
    read = {
        "by the lead": page_of(lead, "scoring-sheet", crossed.sheet(office.unit)),
        "by the scored": page_of(
            office.quang, "scoring-sheet", crossed.sheet(office.second)
        ),
        "places, by the lead": page_of(lead, "scoring-results", crossed.scoring),
        "places, by the scored": page_of(
            office.quang, "scoring-results", crossed.scoring
        ),
        "habits": page_of(lead, "scoring-habits", crossed.scoring),
    }

    for who, page in read.items():
        assert "Chưa đủ." not in page, who
        for points in (">12<", ">51<", ">63<"):
            assert points not in page, who
    assert ">33</td></tr></tfoot>" in read["by the scored"]
    assert "<strong>33</strong>" in read["places, by the scored"]
    assert "kín đến khi chốt" in read["places, by the lead"]
    by_scorer = page_of(office.lan, "scoring-sheet", crossed.sheet(office.second))
    assert "Chưa đủ." in by_scorer  # she scores for all of the office
    Scoring.objects.filter(pk=crossed.scoring.pk).update(final_at=clock.now())
    now = page_of(office.quang, "scoring-sheet", crossed.sheet(office.second))
    assert "Chưa đủ." in now  # opened again by an appeal: nothing is hidden twice


def test_strict_and_wide_scorers_stand_beside_the_raw_scores(crossed):
    office = crossed.office
    cross = crossed.scoring.stages.get(kind=StageKind.CROSS)
    for scorer, marked, points in (
        (office.first, office.unit, 30),
        (office.first, office.second, 40),
        (office.second, office.unit, 36),
    ):
        changes = [
            crossed.change(marked, "van_ban", plan=100_00, actual=100_00),
            crossed.change(marked, "cong_tac_thi_dua", points=points * 100),
        ]
        actions.save_marks(office.lan, cross, scorer, changes)
    there = reverse("scoring-habits", args=[crossed.scoring.public_id])

    page = signed_in(office.lan).get(there).content.decode()

    assert "−1 độ lệch" in page
    assert "+1 độ lệch" in page
    assert "96" in page  # one sheet alone has a total and no distance
    assert signed_in(office.hoa).get(there).status_code == 404


# -- a lead and its deputies -------------------------------------------------------


def test_a_deputy_scores_in_the_leads_name_and_is_told_from_the_lead(scored):
    office, code = scored.office, "cong_tac_thi_dua"
    made = actions.open_scoring(
        office.lan,
        office.unit,
        scored.version,
        name="Trưởng khối và các phó",
        year=2025,
        subjects=[
            actions.SubjectLine(unit.subject, unit)
            for unit in (office.first, office.second)
        ],
        stages=[
            actions.StagePlan(StageKind.SELF),
            actions.StagePlan(StageKind.LEAD, office.unit, deputies=[office.first]),
        ],
    )
    led = Block(office, scored.version, made)
    grid, cell = address(led, "scoring-grid"), address(led, "scoring-cell")
    deputy, member = signed_in(office.hanh), signed_in(office.quang)
    waits = [(each.url, each.count) for each in desk.waiting(office.hanh, 2025)]
    assert (grid, 2) in waits

    own_and_other = [
        deputy.post(cell, typed(led, unit, code, points="30"))
        for unit in (office.first, office.second)
    ]
    refused = member.post(cell, typed(led, office.second, code, 1, points="40"))
    over = signed_in(office.lan).post(
        cell, typed(led, office.second, code, points="35")
    )

    assert [answer.status_code for answer in own_and_other] == [200, 200]
    assert refused.status_code == 404
    assert over.status_code == 409
    assert office.hanh.full_name in over.content.decode()
    assert {(m.unit, m.by, m.points) for m in Mark.objects.all()} == {
        (office.unit, office.hanh, 30_00)
    }
    assert f"cùng chấm: {office.first}" in deputy.get(grid).content.decode()
    page = cell_page(led, office.second, code)
    paper = SimpleUploadedFile("a.pdf", PDF, "application/pdf")
    form = typed(led, office.second, code, 1, points="30", file=paper)
    assert deputy.post(page, form).status_code == 302
    mark = Mark.objects.exclude(evidence=None).get()
    with pytest.raises(Forbidden):
        actions.attach_evidence(office.quang, mark, name="a.pdf", data=PDF)


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
