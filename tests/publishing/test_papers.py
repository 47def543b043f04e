"""The year's report as plain data: every figure that the page tells, in its place."""

from dataclasses import replace
from datetime import date

import pytest

from tests.movements.conftest import FORM
from tests.worlds import Office
from vinhdanh.documents.papers import SignatureBlock, SummationPaper
from vinhdanh.movements import actions as movements
from vinhdanh.publishing.papers import summation_paper
from vinhdanh.publishing.summation import Summation, WorkFigure, summation

NEXT = replace(
    FORM,
    name="Phong trào thi đua năm 2027",
    year=2027,
    slogan="",
    first_day=date(2027, 1, 1),
    last_day=date(2027, 12, 31),
    registration_opens=None,
    registration_closes=None,
    targets=(
        movements.TargetLine(
            "Văn bản trình đúng hạn",
            unit="%",
            base_hundredths=9600,
            goal_hundredths=9800,
        ),
        movements.TargetLine("Đơn thư được xử lý", "từ 95 % trở lên"),
        movements.TargetLine("Không ai vi phạm đạo đức công vụ"),
    ),
)


def printed(figures: Summation) -> SummationPaper:
    return summation_paper(
        figures, day=date(2026, 12, 20), signer_post="", signer_name=""
    )


@pytest.fixture
def report(office: Office) -> SummationPaper:
    draft = movements.prepare_movement(office.lan, office.unit, NEXT)
    movements.launch_movement(office.minh, draft, on=date(2026, 12, 10))
    return printed(summation(office.unit, 2026))


def test_targets_of_next_year_are_printed_with_their_goals(
    report: SummationPaper,
) -> None:
    (table,) = report.sections[-1].tables
    targets, tasks = table.groups

    assert targets.rows == (
        ("1", "Văn bản trình đúng hạn", "98 %"),
        ("2", "Đơn thư được xử lý", "từ 95 % trở lên"),
        ("3", "Không ai vi phạm đạo đức công vụ", ""),
    )
    assert tasks.rows == (("1", "Phục vụ kỳ họp giữa năm", "15/07/2026"),)


def test_movement_without_tasks_has_no_empty_heading(office: Office) -> None:
    form = replace(NEXT, key_tasks=())
    draft = movements.prepare_movement(office.lan, office.unit, form)
    movements.launch_movement(office.minh, draft, on=date(2026, 12, 10))

    (table,) = printed(summation(office.unit, 2026)).sections[-1].tables

    assert [group.heading for group in table.groups] == ["Chỉ tiêu"]


def test_proposals_stand_apart_from_awards_and_an_empty_part_says_so(
    report: SummationPaper,
) -> None:
    told = {section.heading: section.paragraphs for section in report.sections[2:6]}

    nothing = ("Chưa ghi nhận trường hợp nào.",)
    assert told == {
        "III. Danh hiệu thi đua": (),
        "IV. Đề nghị cấp trên khen thưởng": nothing,
        "V. Khen thưởng của cơ quan": nothing,
        "VI. Khen thưởng do cơ quan khác quyết định": nothing,
    }


def test_report_has_the_head_of_an_official_paper(report: SummationPaper) -> None:
    assert report.letterhead.issuing_body == "VĂN PHÒNG HỘI ĐỒNG NHÂN DÂN TỈNH"
    assert report.addressee == ""
    assert report.recipients == ("Lưu: VT",)


def test_report_signed_for_the_head_says_for_whom(office: Office) -> None:
    paper = summation_paper(
        summation(office.unit, 2026),
        day=date(2026, 12, 20),
        signer_post="PHÓ CHÁNH VĂN PHÒNG",
        signer_name="Vũ Thị Chi",
        signer_authority="KT. CHÁNH VĂN PHÒNG",
    )

    assert paper.signature == SignatureBlock(
        authority="KT. CHÁNH VĂN PHÒNG", post="PHÓ CHÁNH VĂN PHÒNG", name="Vũ Thị Chi"
    )


def test_figure_not_reported_by_all_says_so_after_its_measure(office: Office) -> None:
    works = (
        WorkFigure("Công dân được tiếp", "412", "lượt", "02/03 đơn vị đã báo cáo đủ"),
        WorkFigure("Nghị quyết được ban hành", "36", "nghị quyết"),
    )
    figures = replace(summation(office.unit, 2026), indicators=works)

    assert printed(figures).sections[1].paragraphs == (
        "Công dân được tiếp: 412 lượt (02/03 đơn vị đã báo cáo đủ).",
        "Nghị quyết được ban hành: 36 nghị quyết.",
    )
