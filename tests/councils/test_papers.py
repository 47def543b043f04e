import io
from datetime import date, time

import docx
import pytest

from tests.councils.sittings import Sitting, call_roll
from vinhdanh.councils import actions, papers, queries
from vinhdanh.councils.models import Meeting
from vinhdanh.documents.minutes import minutes_docx

pytestmark = pytest.mark.usefixtures("own_rule")


@pytest.fixture
def closed(sitting: Sitting) -> Meeting:
    call_roll(sitting, present=7, written=1)
    counts = [
        actions.Count(sitting.an, 8, 0, written=1),
        actions.Count(sitting.binh, 4, 3, 1, written=1, written_agree=0),
        actions.Count(sitting.chi, 8, 0, written=1),
    ]
    actions.record_tallies(sitting.office.thu, sitting.meeting, counts)
    lists = queries.case_lists(sitting.meeting)
    return actions.close_meeting(
        sitting.office.thu,
        sitting.meeting,
        discussion="Các thành viên thảo luận từng trường hợp.",
        conclusion=papers.suggested_conclusion(lists),
        ended_at=time(16, 5),
    )


def test_minutes_hold_roll_votes_and_conclusion(closed: Meeting) -> None:
    paper = papers.minutes(closed)

    assert paper.letterhead.parent_body == "VĂN PHÒNG HỘI ĐỒNG NHÂN DÂN TỈNH"
    assert paper.letterhead.day == date(2024, 12, 20)
    assert paper.opened == "14 giờ 00 phút, ngày 20 tháng 12 năm 2024"
    assert (paper.chair.name, paper.secretary.name) == (
        "Trần Thị Hạnh",
        "Lê Văn Quang",
    )
    assert (paper.members_total, len(paper.present), len(paper.absent)) == (9, 7, 2)
    assert (paper.quorum_rule, paper.quorum_needed, paper.has_quorum) == (
        "ít nhất 2/3 tổng số thành viên",
        6,
        True,
    )
    assert paper.contents[0] == (
        f"Thư ký Hội đồng báo cáo 03 đề nghị của đợt “{closed.round.name}”."
    )
    assert paper.conclusions == (
        (
            "Lao động tiên tiến: 01/02 trường hợp được Hội đồng nhất trí đề nghị; "
            "không được thông qua: Hoàng Thị Bình."
        ),
        "Chiến sĩ thi đua cơ sở: 01/01 trường hợp được Hội đồng nhất trí đề nghị.",
    )
    assert paper.closing == (
        "Cuộc họp kết thúc lúc 16 giờ 05 phút cùng ngày; biên bản đã được đọc lại, các "
        "thành viên dự họp nhất trí."
    )


def test_minutes_part_written_votes_from_those_cast(closed: Meeting) -> None:
    groups = papers.minutes(closed).case_groups

    assert [
        (group.heading, group.threshold, group.votes_needed) for group in groups
    ] == [
        (
            "Danh hiệu “Lao động tiên tiến”",
            "trên 1/2 tổng số thành viên Hội đồng",
            5,
        ),
        (
            "Danh hiệu “Chiến sĩ thi đua cơ sở”",
            "ít nhất 80/100 tổng số thành viên Hội đồng",
            8,
        ),
    ]
    assert [
        (
            case.name,
            case.votes_for,
            case.votes_against,
            case.votes_invalid,
            case.written_for,
            case.written_against,
            case.has_passed,
        )
        for case in groups[0].cases
    ] == [
        ("Nguyễn Văn An", 7, 0, 0, 1, 0, True),
        ("Hoàng Thị Bình", 4, 2, 1, 0, 1, False),
    ]


def test_draft_of_the_minutes_leaves_nobody_out(sitting: Sitting) -> None:
    call_roll(sitting, present=7, written=1)
    counts = [actions.Count(sitting.an, 8, 0, written=1)]
    actions.record_tallies(sitting.office.thu, sitting.meeting, counts)

    paper = papers.minutes(sitting.meeting)

    assert [
        ([case.name for case in group.cases], group.waiting)
        for group in paper.case_groups
    ] == [
        (["Nguyễn Văn An"], ("Hoàng Thị Bình",)),
        ([], ("Đặng Kim Chi",)),
    ]
    assert paper.conclusions == ("Chưa ghi kết luận.",)
    assert paper.closing == "Dự thảo: phiên họp chưa kết thúc."


def test_word_file_names_who_fell_and_by_how_many(closed: Meeting) -> None:
    document = docx.Document(io.BytesIO(minutes_docx(papers.minutes(closed))))
    rows = [
        [cell.text for cell in row.cells]
        for table in document.tables
        for row in table.rows
    ]

    binh = [row for row in rows if row[1:2] == ["Hoàng Thị Bình\nPhòng Tổng hợp"]]
    assert [row[2:] for row in binh] == [
        ["4", "2", "1", "0/1", "4/9", "44,44%", "Không thông qua"]
    ]


def test_minutes_keep_the_rule_of_the_day(closed: Meeting) -> None:
    before = papers.minutes(closed)

    tally = closed.tallies.latest("pk")

    assert tally.votes_needed == before.case_groups[1].votes_needed
    assert queries.case_lists(closed)[1].rule.cite == (
        "khoản 7 Điều 30 Nghị định 98/2023/NĐ-CP"
    )
