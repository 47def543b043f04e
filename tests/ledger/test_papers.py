"""The summary of a person or collective rests on the registry and the ledger."""

from datetime import date

from django.db import transaction

from tests.worlds import Office
from vinhdanh.documents.papers import ProfilePaper
from vinhdanh.ledger import actions as ledger
from vinhdanh.ledger import papers
from vinhdanh.ledger.enums import Way
from vinhdanh.registry import actions
from vinhdanh.registry.actions import SeatForm, TermForm
from vinhdanh.registry.enums import DepartureKind
from vinhdanh.registry.models import Person, Subject

YEAR = 2024


def rows(paper: ProfilePaper, heading: str) -> list[tuple[str, ...]]:
    (section,) = [each for each in paper.sections if each.heading.startswith(heading)]
    return [
        row for table in section.tables for group in table.groups for row in group.rows
    ]


def give(office: Office, subject: Subject, code: str) -> None:
    line = ledger.AwardLine(
        subject=subject,
        code=code,
        year=YEAR,
        unit=office.first,
        recipient_name=subject.name,
    )
    ref = ledger.DecisionRef("Chánh Văn phòng", "12/QĐ-VP", date(2025, 1, 5))
    with transaction.atomic():
        ledger.enter_awards(office.lan, [line], ref, way=Way.RECORDED)


def test_a_person_s_summary_holds_posts_years_works_and_awards(office: Office) -> None:
    actions.record_year_facts(
        office.lan,
        office.an.subject,
        YEAR,
        {
            "rating": "HTT",
            "rating_decision_no": "05/TB-VP",
            "rating_decided_on": date(2024, 12, 10),
            "absences": {"sick": 3},
        },
        source="sổ",
    )
    actions.record_work(
        office.lan,
        office.an,
        name="Số hóa hồ sơ",
        year=YEAR,
        scope="grassroots",
        decision_no="07/QĐ-VP",
        share_pct=60,
    )
    give(office, office.an.subject, "LDTT")

    paper = papers.profile_of(office.lan, office.an)

    assert paper.abstract == "Ông (bà) Nguyễn Văn An"
    assert dict(paper.facts)["Giới tính"] == "chưa biết"
    assert rows(paper, "I.") == [("01/03/2010", "nay", "Chuyên viên", "Phòng Tổng hợp")]
    assert rows(paper, "II.") == [
        (
            "2024",
            "hoàn thành tốt nhiệm vụ",
            "ốm: 3",
            "chưa biết",
            "05/TB-VP ngày 10/12/2024",
        )
    ]
    assert rows(paper, "III.") == [
        ("2024", "Số hóa hồ sơ", "cấp cơ sở", "60 %", "07/QĐ-VP")
    ]
    assert rows(paper, "IV.") == [
        (
            "2024",
            "Lao động tiên tiến",
            "Quyết định số 12/QĐ-VP ngày 05/01/2025 của Chánh Văn phòng",
        )
    ]


def test_a_summary_says_where_nothing_is_known(office: Office) -> None:
    paper = papers.profile_of(office.lan, office.an)

    assert [section.paragraphs for section in paper.sections[1:]] == [
        ("Chưa có dữ liệu.",)
    ] * 3


def test_awards_that_a_user_may_not_see_are_not_in_her_summary(office: Office) -> None:
    give(office, office.an.subject, "LDTT")

    assert rows(papers.profile_of(office.quang, office.an), "IV.") == []


def test_who_has_left_is_said_to_have_left(office: Office) -> None:
    left = actions.DepartureForm(kind=DepartureKind.RETIRED, on=date(2024, 6, 30))
    actions.record_departure(office.lan, office.an, left)
    post = office.binh.posts.get()
    post.last_day = date(2024, 6, 30)
    post.save()

    def now(person: Person) -> str:
        told = dict(papers.profile_of(office.lan, person).facts)
        return told["Chức vụ, đơn vị hiện nay"]

    assert now(office.an) == "nghỉ hưu ngày 30/06/2024"
    assert now(office.binh) == "hiện không giữ chức vụ nào"
    post.delete()
    assert now(office.binh) == "chưa biết"


def test_a_unit_that_has_ended_is_said_to_have_ended(office: Office) -> None:
    office.first.last_day = date(2024, 6, 30)
    office.first.save()

    paper = papers.collective_profile(office.lan, office.first.subject)

    assert paper.facts == (
        ("Ngày thành lập", "01/01/2000"),
        ("Ngày kết thúc hoạt động", "30/06/2024"),
    )


def test_a_unit_s_summary_holds_names_and_awards(office: Office) -> None:
    give(office, office.first.subject, "TTLDTT")

    paper = papers.collective_profile(office.lan, office.first.subject)

    assert dict(paper.facts)["Ngày thành lập"] == "01/01/2000"
    assert rows(paper, "I.") == [("01/01/2000", "nay", "Phòng Tổng hợp")]
    assert [row[1] for row in rows(paper, "III.")] == ["Tập thể lao động tiên tiến"]


def test_a_body_s_summary_holds_its_members_by_term(office: Office) -> None:
    body = actions.found_body(
        office.lan, office.unit, name="Ban Pháp chế", kind="board"
    )
    term = actions.add_term(
        office.lan, body, TermForm("2021 - 2026", date(2021, 7, 1), None)
    )
    actions.seat_member(office.lan, term, SeatForm(office.an, "Trưởng ban"))

    paper = papers.collective_profile(office.lan, body.subject)

    assert rows(paper, "I.") == [
        ("2021 - 2026", "Nguyễn Văn An", "Trưởng ban", "01/07/2021 - nay")
    ]
    member = papers.profile_of(office.lan, office.an)
    assert rows(member, "V.") == [
        ("01/07/2021 - nay", "Ban Pháp chế, 2021 - 2026", "Trưởng ban")
    ]


def test_what_a_list_told_without_a_paper_is_said_as_it_was_told(
    office: Office,
) -> None:
    subject = office.an.subject
    told = ({"rating": "HTT"}, {"absence_working_days": 2})
    for year, facts in zip((2022, 2023), told, strict=True):
        actions.record_year_facts(office.lan, subject, year, facts, source="sổ 2023")
    line = ledger.AwardLine(
        subject=subject,
        code="LDTT",
        year=2022,
        unit=office.first,
        recipient_name=subject.name,
    )
    with transaction.atomic():
        ledger.enter_awards(
            office.lan, [line], ledger.DecisionRef("", "", None), way=Way.IMPORTED
        )
    actions.end_post(
        office.lan, office.an.posts.get(), on=date(2024, 1, 1), reason="Nghỉ hưu"
    )

    paper = papers.profile_of(office.lan, office.an)

    facts = dict(paper.facts)
    assert facts["Chức vụ, đơn vị hiện nay"] == "hiện không giữ chức vụ nào"
    assert [(row[0], row[2], row[4]) for row in rows(paper, "II.")] == [
        ("2022", "chưa biết", "sổ 2023"),
        ("2023", "2", "–"),
    ]
    assert [row[2] for row in rows(paper, "IV.")] == ["chưa biết"]
