import io
from dataclasses import replace
from datetime import date

import docx
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.decisions.conftest import FORM
from tests.worlds import Office
from vinhdanh.decisions import actions, papers, printing
from vinhdanh.decisions.models import OfficialPaper
from vinhdanh.documents.papers import DecisionPaper, SubmissionPaper
from vinhdanh.nominations.models import Round
from vinhdanh.registry.models import Person, UnitParent


def test_decision_prints_its_articles_and_a_list_for_each_award(
    office: Office, draft: OfficialPaper
) -> None:
    Person.objects.filter(pk=office.chi.pk).update(sex="female")
    issued = actions.issue(office.minh, draft, date(2017, 1, 5))

    printed = papers.decision(issued)

    assert (printed.letterhead.number, printed.letterhead.sign) == (1, "QĐ-VP")
    assert printed.letterhead.issuing_body == "VĂN PHÒNG HỘI ĐỒNG NHÂN DÂN TỈNH"
    assert printed.letterhead.parent_body == ""
    assert printed.articles[0] == (
        (
            "Tặng danh hiệu thi đua và hình thức khen thưởng năm 2016 cho các tập thể, "
            "cá nhân thuộc Văn phòng Hội đồng nhân dân tỉnh (có danh sách kèm theo), "
            "gồm:"
        ),
        "a) Danh hiệu “Lao động tiên tiến”: 03 cá nhân;",
        "b) Danh hiệu “Tập thể lao động tiên tiến”: 02 tập thể.",
    )
    people, collectives = printed.annexes
    assert people.subject == (
        "Cá nhân được tặng danh hiệu “Lao động tiên tiến” năm 2016"
    )
    assert people.tables[0].groups[0].rows == (
        ("1", "Bà Đặng Kim Chi", "Chuyên viên", "Phòng Hành chính"),
        ("2", "Trần Thị Hạnh", "Trưởng phòng", "Phòng Tổng hợp"),
        ("3", "Hoàng Thị Bình", "Chuyên viên", "Phòng Tổng hợp"),
    )
    assert collectives.tables[0].groups[0].rows[1] == (
        "2",
        "Phòng Tổng hợp",
        "Văn phòng Hội đồng nhân dân tỉnh",
    )
    assert (printed.signature.authority, printed.signature.post) == (
        "",
        "CHÁNH VĂN PHÒNG",
    )


def test_decision_on_one_award_says_so_in_one_sentence(
    office: Office, agreed: Round
) -> None:
    form = replace(FORM, signs_as="KT.", signer_post="Phó Chánh Văn phòng")
    draft = actions.draft_decision(office.lan, agreed, ["LDTT"], form)

    printed = papers.decision(draft)

    assert printed.articles[0] == (
        (
            "Tặng danh hiệu “Lao động tiên tiến” năm 2016 cho 03 cá nhân thuộc Văn "
            "phòng Hội đồng nhân dân tỉnh đã có thành tích trong công tác (có danh "
            "sách kèm theo)."
        ),
    )
    assert (printed.letterhead.number, printed.letterhead.day) == (
        None,
        date(2017, 1, 5),
    )
    assert printed.letterhead.sign == "QĐ-VP"
    assert printed.signature.authority == "KT. CHÁNH VĂN PHÒNG"


@pytest.mark.parametrize(
    ("signs_as", "post", "authority"),
    [
        ("", "Chánh Văn phòng", ""),
        ("KT.", "Phó Chánh Văn phòng", "KT. CHÁNH VĂN PHÒNG"),
        ("KT.", "Phó Chánh Thanh tra", "KT. CHÁNH VĂN PHÒNG HỘI ĐỒNG NHÂN DÂN TỈNH"),
        ("TL.", "Trưởng phòng", "TL. CHÁNH VĂN PHÒNG HỘI ĐỒNG NHÂN DÂN TỈNH"),
    ],
)
def test_deputy_signs_for_the_post_of_the_head(
    draft: OfficialPaper, signs_as: str, post: str, authority: str
) -> None:
    draft.signs_as, draft.signer_post = signs_as, post

    assert papers.acting_for(draft) == authority


def test_office_under_another_body_prints_it_above(
    office: Office, draft: OfficialPaper
) -> None:
    UnitParent.objects.create(unit=office.unit, parent=office.other)

    assert papers.letterhead(draft).parent_body == "SỞ TÀI CHÍNH"


def test_submission_asks_for_each_award(submission: OfficialPaper) -> None:
    printed = papers.paper_data(submission)

    assert isinstance(printed, SubmissionPaper)
    assert printed.addressee == "Chủ tịch Ủy ban nhân dân tỉnh"
    assert printed.paragraphs[1] == (
        "Văn phòng Hội đồng nhân dân tỉnh trân trọng đề nghị xét, tặng: danh hiệu “Tập "
        "thể lao động xuất sắc” cho 01 tập thể; Bằng khen của bộ, ban, ngành, tỉnh cho "
        "01 cá nhân, theo danh sách sau đây."
    )
    assert [table.caption for table in printed.tables] == [
        "Tập thể đề nghị tặng danh hiệu “Tập thể lao động xuất sắc” năm 2016",
        "Cá nhân đề nghị tặng Bằng khen của bộ, ban, ngành, tỉnh năm 2016",
    ]
    assert printed.letterhead.sign == "TTr-VP"


def test_word_file_holds_every_name(
    draft: OfficialPaper, submission: OfficialPaper
) -> None:
    for paper in (draft, submission):
        written = docx.Document(io.BytesIO(printing.docx(paper)))
        cells = {
            cell.text
            for table in written.tables
            for row in table.rows
            for cell in row.cells
        }
        names = {line.nomination.name for line in paper.lines.all()}
        assert names - cells == set()


def test_submission_prints_as_pdf(submission: OfficialPaper) -> None:
    assert printing.pdf(submission)[:5] == b"%PDF-"


def test_paper_data_asks_the_same_for_one_line_and_for_three(
    office: Office, agreed: Round
) -> None:
    one = actions.draft_submission(
        office.lan, agreed, ["TTLDXS"], replace(FORM, addressee="Chủ tịch")
    )
    three = actions.draft_decision(office.lan, agreed, ["LDTT"], FORM)
    counts = []
    for paper in (one, three):
        fresh = OfficialPaper.objects.select_related("unit__subject", "round").get(
            pk=paper.pk
        )
        with CaptureQueriesContext(connection) as captured:
            papers.paper_data(fresh)
        counts.append(len(captured))

    assert counts[0] == counts[1]


def test_paper_without_any_day_is_a_bug(draft: OfficialPaper) -> None:
    draft.planned_on = None

    with pytest.raises(ValueError, match="neither a day of issue nor a planned one"):
        papers.decision(draft)


def test_plain_data_follows_the_kind(draft: OfficialPaper) -> None:
    assert isinstance(papers.paper_data(draft), DecisionPaper)
