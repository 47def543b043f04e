"""Minutes: who was there, what was needed, how each case was voted on."""

from dataclasses import replace

import pytest

from tests.documents import reading, samples
from vinhdanh.documents.minutes import minutes_docx, minutes_pdf
from vinhdanh.documents.refusal import PaperRefused


@pytest.fixture(scope="module")
def words():
    """The words of the PDF, pages run together."""
    return " ".join(reading.page_texts(minutes_pdf(samples.minutes())))


def test_quorum_is_said_in_members(words):
    assert "1. Có mặt: 08/09 thành viên Hội đồng." in words
    assert (
        "quy chế yêu cầu ít nhất 2/3 tổng số thành viên có mặt, tức từ 06 trong 09 "
        "thành viên trở lên; thực tế có mặt 08 thành viên: đủ điều kiện tiến hành "
        "cuộc họp." in words
    )


def test_absent_member_is_named_with_the_written_opinion(words):
    assert "2. Vắng mặt: 01 thành viên." in words
    assert "Đi công tác; đã gửi ý kiến bằng văn bản" in words


def test_threshold_is_said_in_votes_of_all_members(words):
    assert (
        "Thông qua khi được trên 1/2 tổng số thành viên Hội đồng đồng ý, tức từ 05 "
        "trong 09 thành viên trở lên." in words
    )


def test_each_case_has_its_tally_and_its_share_of_all_members(words):
    assert (
        "1 Nguyễn Thị Ngọc Huyền Phòng Tổng hợp 8 0 0 1/0 9/9 100% Thông qua "
        "2 Trần Đức Nghĩa Phòng Hành chính - Tổ chức - Quản trị 3 4 1 1/0 4/9 44,44% "
        "Không thông qua Kết quả: 01/02 trường hợp được thông qua." in words
    )


def test_secretary_and_chair_sign(words):
    assert words.endswith("THƯ KÝ Vũ Thị Lan CHỦ TRÌ Hoàng Văn Minh 2")


def test_word_says_the_same(words):
    lines = " ".join(
        " ".join(reading.word_lines(minutes_docx(samples.minutes()))).split()
    )

    assert sorted(set(lines.split())) == sorted(set(words.split()))


def test_nobody_absent_and_no_quorum():
    paper = samples.minutes(
        members_total=8, absent=(), has_quorum=False, quorum_needed=9
    )
    paper = replace(
        paper,
        case_groups=(
            replace(paper.case_groups[0], cases=(paper.case_groups[0].cases[1],)),
        ),
    )

    with pytest.raises(PaperRefused, match="Trần Đức Nghĩa: tổng cộng 9 phiếu"):
        minutes_pdf(paper)
    words = " ".join(reading.page_texts(minutes_pdf(replace(paper, case_groups=()))))
    assert "2. Vắng mặt: không." in words
    assert "không đủ điều kiện tiến hành cuộc họp" in words
    assert "Chưa có đề nghị nào để biểu quyết." in words


def test_nothing_to_vote_on_leaves_the_quorum_unknown():
    paper = samples.minutes(
        case_groups=(), quorum_rule="", quorum_needed=0, has_quorum=False
    )

    words = " ".join(reading.page_texts(minutes_pdf(paper)))

    assert (
        "3. Điều kiện họp: chưa đủ căn cứ, chưa có đề nghị nào để biểu quyết; có mặt "
        "08 thành viên."
    ) in words
    assert "quy chế yêu cầu" not in words


def test_draft_names_who_is_not_counted_yet():
    group = samples.minutes().case_groups[0]
    begun = replace(group, cases=group.cases[:1], waiting=("Trần Đức Nghĩa",))
    not_begun = replace(group, cases=(), waiting=("Vũ Thị Lan", "Lê Văn Quang"))
    paper = samples.minutes(case_groups=(begun, not_begun))

    words = " ".join(reading.page_texts(minutes_pdf(paper)))

    assert "01/01 trường hợp được thông qua." in words
    assert "Chưa có kết quả biểu quyết (01): Trần Đức Nghĩa." in words
    assert "Chưa có kết quả biểu quyết (02): Vũ Thị Lan, Lê Văn Quang." in words
    assert "00/00" not in words


def test_absence_without_reason_or_opinion():
    absent = (samples.attendee(0, absent_reason=""),)

    words = " ".join(reading.page_texts(minutes_pdf(samples.minutes(absent=absent))))

    assert "Không gửi ý kiến" in words


def test_members_that_do_not_add_up_are_refused():
    with pytest.raises(PaperRefused) as refused:
        minutes_docx(samples.minutes(members_total=11))

    assert refused.value.code == "count"
    assert str(refused.value) == (
        "Biên bản ghi 9 thành viên có mặt và vắng mặt, trong khi Hội đồng có 11: ghi "
        "đủ từng thành viên rồi in lại."
    )


def test_a_case_passed_below_its_threshold_is_refused():
    paper = samples.minutes()
    group = paper.case_groups[0]
    fallen = replace(group.cases[1], has_passed=True)

    with pytest.raises(PaperRefused, match="chỉ có 4 ý kiến đồng ý, cần 5"):
        minutes_pdf(replace(paper, case_groups=(replace(group, cases=(fallen,)),)))
