"""Several who score one sheet: crosswise and blind, a lead and its deputies."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests import worlds
from tests.pages.cells import address, cell_page, typed
from tests.scoring.scenes import Block
from tests.worlds import signed_in
from vinhdanh.accounts.enums import Role
from vinhdanh.base import clock
from vinhdanh.base.rights import Forbidden
from vinhdanh.pages.scoring import desk
from vinhdanh.scoring import actions
from vinhdanh.scoring.enums import StageKind
from vinhdanh.scoring.models import Mark, Scoring

PDF = b"%PDF-1.7 minh chung"


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
    assert f"{office.hanh} ghi" in signed_in(office.lan).get(grid).content.decode()
    page = cell_page(led, office.second, code)
    paper = SimpleUploadedFile("a.pdf", PDF, "application/pdf")
    form = typed(led, office.second, code, 1, points="30", file=paper)
    assert deputy.post(page, form).status_code == 302
    mark = Mark.objects.exclude(evidence=None).get()
    with pytest.raises(Forbidden):
        actions.attach_evidence(office.quang, mark, name="a.pdf", data=PDF)
