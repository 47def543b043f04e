"""The papers of a block say of every member what the pages say."""

from datetime import date

from tests.blocks import scenes
from tests.blocks.scenes import DIPLOMA, FLAG
from tests.documents import reading
from vinhdanh.base import clock
from vinhdanh.blocks import actions, papers
from vinhdanh.blocks.enums import PostWay
from vinhdanh.documents.hand_over import hand_over_docx
from vinhdanh.ledger import actions as ledger
from vinhdanh.viet import dates


def proposed_today():
    return f"đã đề nghị {dates.short(clock.today())}"


def lines(honour):
    return {row.unit: (row.votes, row.proposed, row.conferred) for row in honour.rows}


def test_results_list_every_member_for_every_award_that_may_be_proposed(khoi):
    scenes.scored(khoi, warned=(0, 0, 0, 1))
    scenes.voted(khoi, FLAG, {khoi.home.pk: 3, khoi.council.pk: 1}, needed=(1, 2))
    actions.propose(khoi.bach, khoi.year, khoi.seat(khoi.home), FLAG)

    flag, diploma = papers.results(khoi.year).honours

    assert lines(flag) == {
        "Sở Nội vụ": ("3/4, đạt", proposed_today(), ""),
        "Văn phòng HĐND tỉnh": ("1/4, không đạt", "", ""),
        "Văn phòng UBND tỉnh": ("0/4, không đạt", "", ""),
        "Sở Tài chính": (
            "không đưa vào phiếu: Người đứng đầu bị cảnh cáo",
            "",
            "",
        ),
    }
    assert flag.rule == (
        "được đề nghị nhiều nhất 01; phiếu suy tôn ngày 08/01/2026: 04 đơn vị bỏ "
        "phiếu, tính trên tổng số thành viên của khối, cần ít nhất 1/2 (02 phiếu)."
    )
    assert len(diploma.rows) == 4
    assert diploma.rule == "được đề nghị nhiều nhất 02; chưa lấy phiếu suy tôn."


def test_an_open_vote_is_said_to_be_open(khoi):
    scenes.scored(khoi)
    day = date(2026, 1, 8)
    actions.open_ballot(khoi.bach, khoi.year, DIPLOMA, on=day, is_secret=True)

    told = {row.award: row for row in papers.results(khoi.year).honours}
    diploma = told["Bằng khen của bộ, ban, ngành, tỉnh"]

    assert diploma.rule == (
        "được đề nghị nhiều nhất 02; đang lấy phiếu suy tôn ngày 08/01/2026."
    )
    assert {row.votes for row in diploma.rows} == {""}


def test_a_conferred_award_is_told_with_its_decision_and_day(khoi):
    scenes.scored(khoi)
    scenes.voted(khoi, FLAG, {khoi.home.pk: 3})
    actions.propose(khoi.bach, khoi.year, khoi.seat(khoi.home), FLAG)
    line = ledger.AwardLine(
        khoi.home.subject, FLAG, scenes.YEAR, khoi.home, scenes.HOME
    )
    ref = ledger.DecisionRef("Chủ tịch UBND tỉnh", "90/QĐ-UBND", date(2026, 2, 3))
    ledger.record_outside_decision(khoi.nga, khoi.home, [line], ref)

    flag = papers.results(khoi.year).honours[0]

    assert lines(flag)["Sở Nội vụ"] == (
        "3/4",
        proposed_today(),
        "90/QĐ-UBND ngày 03/02/2026",
    )


def test_members_bear_the_name_of_the_year_that_was_scored(khoi):
    scenes.scored(khoi)
    name = khoi.finance.names.get()
    name.last_day = date(2025, 12, 31)
    name.save()
    khoi.finance.names.create(name="Sở Tài chính mới", first_day=date(2026, 1, 1))

    paper = papers.results(khoi.year)

    assert "Sở Tài chính" in {row.unit for row in paper.places}
    assert "Sở Tài chính" in lines(paper.honours[0])


def test_without_allowances_the_paper_says_so(khoi):
    actions.set_allowances(khoi.nga, khoi.year, {}, source="")
    scenes.scored(khoi)

    assert papers.results(khoi.year).honours == ()


def test_hand_over_says_of_each_side_which_year_it_leads(khoi):
    year = actions.begin_year(khoi.nga, khoi.block, 2026)
    actions.seat_lead(
        khoi.bach, year, khoi.council, on=date(2026, 1, 9), way=PostWay.ROTATED
    )
    record = actions.write_hand_over(
        khoi.bach,
        khoi.year,
        on=date(2026, 1, 9),
        place="Hội trường",
        with_flag=False,
        flag_note="",
        documents=[],
        tasks=[],
    )
    record.given_by_name, record.given_by_title = "Cao Xuân Bách", "Chánh Văn phòng"

    words = reading.word_lines(hand_over_docx(papers.hand_over(record)))

    assert (
        "Bên giao: Văn phòng UBND tỉnh, trưởng khối năm 2025; đại diện: "
        "Cao Xuân Bách, Chánh Văn phòng."
    ) in words
    assert "Bên nhận: Văn phòng HĐND tỉnh, trưởng khối năm 2026." in words
    assert (
        "1. Nhiệm vụ trưởng khối: bên nhận điều hành khối các cơ quan tham mưu từ năm "
        "2026."
    ) in words
