"""Half-year and final reviews, the models found, and the five years summed up."""

from dataclasses import replace
from datetime import date

import pytest

from tests.worlds import Office
from vinhdanh.base import rights
from vinhdanh.base.refusal import Refused
from vinhdanh.ledger import actions as ledger
from vinhdanh.movements import actions, five_years, papers, running
from vinhdanh.movements.actions import reviewing
from vinhdanh.movements.enums import (
    GatheringKind,
    MovementKind,
    MovementState,
    ReviewKind,
)
from vinhdanh.movements.models import Movement, Review
from vinhdanh.movements.reviews import FigureLine, figures_of, tasks_of

FORM = actions.ReviewForm(
    kind=ReviewKind.HALF_YEAR,
    as_of=date(2026, 6, 30),
    results="Hoàn thành các nhiệm vụ.",
    discoveries=(
        actions.DiscoveryLine(
            "Nguyễn Văn An", "Sáng kiến số hóa hồ sơ", "Phòng Tổng hợp", "Giấy khen"
        ),
        actions.DiscoveryLine("Phòng Hành chính", "Một cửa không giấy"),
    ),
)
FIGURES = (FigureLine("Văn bản trình đúng hạn", "96 %", "98 %", "99 %", "đạt"),)


@pytest.fixture
def review(office: Office, movement: Movement) -> Review:
    return actions.prepare_review(office.lan, movement, FORM)


def test_review_is_read_back_as_it_was_written(review: Review) -> None:
    review.refresh_from_db()

    assert reviewing.form_of(review) == FORM


def test_half_year_review_leaves_the_movement_running(
    office: Office, movement: Movement, review: Review
) -> None:
    actions.conclude_review(office.minh, review, FIGURES)

    movement.refresh_from_db()
    assert movement.state == MovementState.LAUNCHED


def test_final_review_closes_the_movement(office: Office, movement: Movement) -> None:
    form = replace(FORM, kind=ReviewKind.FINAL, as_of=date(2026, 12, 31))
    review = actions.prepare_review(office.lan, movement, form)

    actions.conclude_review(office.minh, review, FIGURES)

    movement.refresh_from_db()
    assert movement.state == MovementState.REVIEWED


def test_concluded_review_keeps_its_figures_and_tasks(
    office: Office, movement: Movement, review: Review
) -> None:
    assert [task.done_on for task in tasks_of(review)] == [None]
    kept = actions.conclude_review(office.minh, review, FIGURES)
    actions.finish_task(office.lan, movement.key_tasks.get(), remark="xong")

    kept.refresh_from_db()
    assert figures_of(kept) == list(FIGURES)
    (task,) = tasks_of(kept)
    assert (task.name, task.due_on, task.done_on) == (
        "Phục vụ kỳ họp giữa năm",
        date(2026, 7, 15),
        None,
    )
    with pytest.raises(Refused, match="đã kết luận"):
        actions.mend_review(office.lan, kept, FORM)
    with pytest.raises(Refused, match="đã kết luận"):
        actions.conclude_review(office.minh, kept, FIGURES)


def test_task_done_by_then_is_kept_done(
    office: Office, movement: Movement, review: Review
) -> None:
    actions.finish_task(office.lan, movement.key_tasks.get(), remark="xong")

    kept = actions.conclude_review(office.minh, review, ())

    kept.refresh_from_db()
    assert [(task.done_on, task.remark) for task in tasks_of(kept)] == [
        (date(2026, 2, 10), "xong")
    ]


def test_review_is_mended_until_then(office: Office, review: Review) -> None:
    form = replace(FORM, shortcomings="Còn chậm", discoveries=FORM.discoveries[1:])

    actions.mend_review(office.lan, review, form)

    review.refresh_from_db()
    assert reviewing.form_of(review) == form


def test_review_without_results_is_not_concluded(
    office: Office, movement: Movement
) -> None:
    review = actions.prepare_review(office.lan, movement, replace(FORM, results=" "))

    with pytest.raises(Refused, match="kết quả đạt được"):
        actions.conclude_review(office.minh, review, ())


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"as_of": date(2025, 12, 31)}, "review.before"),
        (
            {"discoveries": (actions.DiscoveryLine("Nguyễn Văn An", " "),)},
            "discovery.no_deed",
        ),
        ({}, "review.twice"),
    ],
)
def test_review_that_cannot_be_is_refused(
    office: Office,
    movement: Movement,
    review: Review,
    change: dict[str, object],
    code: str,
) -> None:
    with pytest.raises(Refused) as refusal:
        actions.prepare_review(
            office.lan,
            movement,
            replace(FORM, **change),  # type: ignore[arg-type]
        )

    assert refusal.value.code == code


def test_draft_is_not_reviewed(office: Office, draft: Movement) -> None:
    with pytest.raises(Refused, match="chưa phát động"):
        actions.prepare_review(office.lan, draft, FORM)


def test_officer_writes_and_the_head_concludes(office: Office, review: Review) -> None:
    with pytest.raises(rights.Forbidden):
        actions.conclude_review(office.lan, review, FIGURES)


def test_members_read_a_review_once_it_is_concluded(
    office: Office, review: Review
) -> None:
    assert list(running.reviews_visible_to(office.hanh)) == []
    assert list(running.reviews_visible_to(office.lan)) == [review]

    actions.conclude_review(office.minh, review, FIGURES)

    assert list(running.reviews_visible_to(office.hanh)) == [review]
    assert list(running.reviews_visible_to(office.hoa)) == []


def test_report_of_a_review_says_all_of_it(office: Office, review: Review) -> None:
    paper = papers.review_paper(review, FIGURES, day=date(2026, 7, 1))

    headings = [section.heading for section in paper.sections]
    assert paper.abstract == (
        "Sơ kết Phong trào thi đua năm 2026 (tính đến ngày 30/06/2026)"
    )
    assert headings[1:4] == [
        "II. Kết quả đạt được",
        "III. Thực hiện chỉ tiêu, nhiệm vụ",
        "IV. Điển hình tiên tiến",
    ]
    figures, tasks = paper.sections[2].tables
    assert figures.groups[0].rows == (
        ("1", "Văn bản trình đúng hạn", "96 %", "98 %", "99 %", "đạt"),
    )
    assert tasks.caption == "Nhiệm vụ trọng tâm: hoàn thành 00/01"
    assert len(paper.sections[3].tables[0].groups[0].rows) == 2


def test_report_has_the_head_of_an_official_paper(review: Review) -> None:
    paper = papers.review_paper(review, FIGURES, day=date(2026, 7, 1))

    assert paper.letterhead.issuing_body == "VĂN PHÒNG HỘI ĐỒNG NHÂN DÂN TỈNH"
    assert paper.addressee == ""
    assert paper.recipients == ("Lưu: VT",)
    assert paper.closing == (
        "Trên đây là báo cáo sơ kết Phong trào thi đua năm 2026./.",
    )


def test_report_names_the_launcher_as_on_the_day_of_launching(
    office: Office, review: Review
) -> None:
    name = office.unit.names.get()
    name.last_day = date(2026, 3, 31)
    name.save()
    office.unit.names.create(name="Văn phòng mới", first_day=date(2026, 4, 1))

    paper = papers.review_paper(review, FIGURES, day=date(2026, 7, 1))

    assert paper.letterhead.issuing_body == "VĂN PHÒNG MỚI"
    assert f"do {name.name} phát động" in paper.sections[0].paragraphs[0]


def test_report_tells_of_each_task_its_day_and_what_was_remarked(
    office: Office, movement: Movement, review: Review
) -> None:
    done = movement.key_tasks.get()
    actions.finish_task(office.lan, done, on=date(2026, 2, 9), remark="trước hạn")
    movement.key_tasks.create(
        position=2, name="Sửa quy chế", remark="đang xin ý kiến", owner=office.first
    )
    movement.key_tasks.create(position=3, name="Sắp xếp kho")

    paper = papers.review_paper(review, FIGURES, day=date(2026, 7, 1))

    tasks = paper.sections[2].tables[1]
    assert [column.heading for column in tasks.columns][3:] == ["Hạn", "Kết quả"]
    assert [row[2:] for row in tasks.groups[0].rows] == [
        ("", "15/07/2026", "09/02/2026: trước hạn"),
        (str(office.first), "", "chưa hoàn thành: đang xin ý kiến"),
        ("", "", "chưa hoàn thành"),
    ]


def test_report_says_what_is_not_written_yet(
    office: Office, movement: Movement
) -> None:
    bare = actions.ReviewForm(kind=ReviewKind.FINAL, as_of=date(2026, 12, 31))
    review = actions.prepare_review(office.lan, movement, bare)
    movement.key_tasks.all().delete()

    paper = papers.review_paper(review, (), day=date(2027, 1, 5))

    assert paper.sections[1].paragraphs == ("Chưa ghi nội dung.",)
    assert paper.sections[2].paragraphs == ("Phong trào không ghi chỉ tiêu.",)
    assert paper.sections[3].paragraphs == ("Chưa ghi điển hình nào.",)


@pytest.fixture
def five(office: Office, form: actions.MovementForm) -> Movement:
    words = replace(
        form,
        name="Phong trào giai đoạn 2025–2030",
        kind=MovementKind.FIVE_YEARS,
        year=2025,
        first_day=date(2025, 1, 1),
        last_day=date(2029, 12, 31),
        registration_opens=None,
        registration_closes=None,
    )
    draft = actions.prepare_movement(office.lan, office.unit, words)
    return actions.launch_movement(office.minh, draft, on=date(2025, 1, 5))


def award(office: Office, who: object, code: str, year: int, number: str) -> None:
    unit = office.first
    ledger.record_outside_decision(
        office.lan,
        unit,
        [
            ledger.AwardLine(
                who.subject,  # type: ignore[attr-defined]
                code,
                year,
                unit,
                str(who),
            )
        ],
        ledger.DecisionRef("Chánh Văn phòng", number, date(year, 1, 20)),
    )


def test_five_years_are_summed_from_their_movements_and_the_ledger(
    office: Office, form: actions.MovementForm, five: Movement
) -> None:
    draft = actions.prepare_movement(
        office.lan, office.unit, replace(form, parent=five)
    )
    year = actions.launch_movement(office.minh, draft, on=date(2026, 1, 12))
    actions.finish_task(office.lan, year.key_tasks.get())
    review = actions.prepare_review(office.lan, year, FORM)
    actions.conclude_review(office.minh, review, FIGURES)
    award(office, office.an, "GK", 2025, "10/QĐ")
    award(office, office.an, "GK", 2026, "11/QĐ")
    award(office, office.first, "GK", 2026, "11/QĐ")
    award(office, office.an, "GK", 2024, "9/QĐ")

    (line,) = five_years.year_lines(five)
    awards = {
        (row.code, row.is_collective): (row.by_year, row.total)
        for row in five_years.award_lines(five)
    }

    assert (line.movement, line.targets, line.tasks, line.done, line.discoveries) == (
        *(year, 2, 1, 1, 2),
    )
    assert awards == {
        ("GK", False): ((1, 1, 0, 0, 0), 2),
        ("GK", True): ((0, 1, 0, 0, 0), 1),
    }
    assert [row.printed_name for row in five_years.discoveries_of(five)] == [
        "Nguyễn Văn An",
        "Phòng Hành chính",
    ]


def test_congress_counts_the_awards_of_its_decisions(
    office: Office, five: Movement
) -> None:
    award(office, office.an, "GK", 2025, "20/QĐ-VP")
    award(office, office.first, "GK", 2025, "21/QĐ-VP")
    award(office, office.binh, "GK", 2025, "22/QĐ-VP")
    congress = actions.record_gathering(
        office.lan,
        five,
        actions.GatheringForm(
            kind=GatheringKind.CONGRESS,
            name="Hội nghị điển hình tiên tiến",
            held_on=date(2026, 1, 20),
            place="Hội trường",
            award_decisions="20/QĐ-VP; 21/QĐ-VP;",
        ),
    )

    honoured = list(five_years.honoured_at(congress))
    lines = five_years.honoured_lines(honoured)
    paper = papers.congress_paper(congress, day=date(2026, 1, 20))

    assert [(row.name, row.is_collective, row.total) for row in lines] == [
        ("Giấy khen", True, 1),
        ("Giấy khen", False, 1),
    ]
    assert [figure.count for figure in paper.sections[4].figures] == [1, 1]
    (listed,) = paper.sections[4].tables
    assert [(row[1], *row[3:]) for row in listed.groups[0].rows] == [
        (str(office.first), "Giấy khen", "21/QĐ-VP"),
        (str(office.an), "Giấy khen", "20/QĐ-VP"),
    ]
    assert paper.sections[1].paragraphs == (
        "Chưa gắn phong trào của năm nào vào giai đoạn này.",
    )


def test_congress_names_the_awarded_as_corrected(
    office: Office, five: Movement
) -> None:
    award(office, office.an, "GK", 2025, "20/QĐ-VP")
    congress = actions.record_gathering(
        office.lan,
        five,
        actions.GatheringForm(
            kind=GatheringKind.CONGRESS,
            name="Hội nghị điển hình tiên tiến",
            held_on=date(2026, 1, 20),
            place="Hội trường",
            award_decisions="20/QĐ-VP",
        ),
    )
    ledger.correct_award(
        office.minh,
        five_years.honoured_at(congress).get(),
        changes={"recipient_name": "Nguyễn Văn Ân"},
        reason="Quyết định ghi nhầm",
    )

    (listed,) = (
        papers.congress_paper(congress, day=date(2026, 1, 20)).sections[4].tables
    )

    assert [row[1] for row in listed.groups[0].rows] == ["Nguyễn Văn Ân"]
