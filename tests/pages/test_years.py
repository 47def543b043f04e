"""A person's year and a recognised work on their pages."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from tests.worlds import Office, signed_in
from vinhdanh.registry import actions
from vinhdanh.registry.models import (
    Authorship,
    DisciplineRecord,
    Inquiry,
    RecognisedWork,
    YearFact,
)

YEAR = 2024


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def at(office: Office, route: str, *more: Any) -> str:
    return reverse(route, args=[office.an.subject.public_id, YEAR, *more])


def known(office: Office) -> YearFact:
    return YearFact.objects.get(subject=office.an.subject, year=YEAR)


def typed(**more: str) -> dict[str, str]:
    return {"source": "Thông báo 12/TB-VP"} | more


def test_grade_leave_and_training_are_written_and_shown_again(office: Office) -> None:
    client = signed_in(office.lan)

    response = client.post(
        at(office, "year-facts"),
        typed(
            rating="HTXS",
            rating_decision_no="12/TB-VP",
            rating_decided_on="2024-12-10",
            rating_authority="Chánh Văn phòng",
            leave_sick="3",
            leave_maternity="120",
            training_months="10",
            training_result="good",
            training_rules_observed="yes",
        ),
    )

    assert response.status_code == 302
    row = known(office)
    assert (row.absences, row.absence_working_days) == (
        {"sick": 3, "maternity": 120},
        3,
    )
    assert (row.training_months, row.training_result) == (10, "good")
    said = text(client.get(at(office, "year-facts")))
    assert 'value="12/TB-VP"' in said
    assert 'value="2024-12-10"' in said
    assert 'name="leave_maternity" value="120"' in said


def test_what_is_left_empty_stays_unknown(office: Office) -> None:
    signed_in(office.lan).post(at(office, "year-facts"), typed(rating="HTT"))

    row = known(office)
    assert (row.absences, row.absence_working_days, row.discipline) == (
        None,
        None,
        None,
    )
    assert (row.training_months, row.pending_inquiry) == (None, None)


def test_a_contradiction_is_told_and_nothing_typed_is_lost(office: Office) -> None:
    response = signed_in(office.lan).post(
        at(office, "year-facts"),
        typed(absence_working_days="8", leave_sick="7", rating_authority="Sở Nội vụ"),
    )

    said = text(response)
    assert response.status_code == 422
    assert "ghi nghỉ 8 ngày, nhưng các lý do nghỉ cộng lại là 7 ngày" in said
    assert 'value="Sở Nội vụ"' in said


def test_a_dated_measure_speaks_for_its_year(office: Office) -> None:
    client = signed_in(office.lan)

    client.post(
        at(office, "discipline-add"),
        {
            "ky-luat-kind": "warning",
            "ky-luat-first_day": "2024-03-01",
            "ky-luat-source": "Quyết định 12",
        },
    )

    said = text(client.get(at(office, "year-facts")))
    assert known(office).discipline == "warning"
    assert 'name="discipline"' not in said
    assert "đang có hiệu lực" in said
    # The rest of the year is still written on the page.
    client.post(at(office, "year-facts"), typed(rating="HT"))
    assert (known(office).rating, known(office).discipline) == ("HT", "warning")


def test_a_measure_ends_or_is_annulled_on_the_page(office: Office) -> None:
    client = signed_in(office.lan)
    form = actions.DisciplineForm("warning", date(2024, 3, 1), "Quyết định 12")
    record = actions.record_discipline(office.lan, office.an, form)
    words = {"on": "2025-03-01", "words": "Quyết định 30"}

    client.post(at(office, "discipline-end", record.pk, "het-hieu-luc"), words)
    record.refresh_from_db()
    assert record.last_day == date(2025, 3, 1)

    client.post(at(office, "discipline-end", record.pk, "huy"), words)
    assert known(office).discipline is None
    wrong = client.post(at(office, "discipline-end", record.pk, "huy"), words)
    assert "Quyết định kỷ luật này đã hủy." in text(wrong)
    nowhere = client.post(at(office, "discipline-end", record.pk, "khac"), words)
    assert nowhere.status_code == 404


def test_an_inquiry_is_opened_and_closed_on_the_page(office: Office) -> None:
    client = signed_in(office.lan)

    client.post(
        at(office, "inquiry-add"),
        {
            "xem-xet-kind": "complaint",
            "xem-xet-first_day": "2024-05-01",
            "xem-xet-source": "Thông báo thụ lý 3",
        },
    )
    inquiry = Inquiry.objects.get()
    assert "chưa kết thúc" in text(client.get(at(office, "year-facts")))
    client.post(
        at(office, "inquiry-close", inquiry.pk),
        {"on": "2024-06-01", "words": "Tố cáo sai"},
    )

    inquiry.refresh_from_db()
    assert (inquiry.last_day, inquiry.conclusion) == (date(2024, 6, 1), "Tố cáo sai")


def test_an_unfilled_measure_is_drawn_again(office: Office) -> None:
    response = signed_in(office.lan).post(
        at(office, "discipline-add"), {"ky-luat-source": "Quyết định 12"}
    )

    assert response.status_code == 422
    assert 'value="Quyết định 12"' in text(response)
    assert not DisciplineRecord.objects.exists()


@pytest.mark.parametrize("who", ["hanh", "hoa"])
def test_only_who_changes_people_opens_the_year(office: Office, who: str) -> None:
    response = signed_in(getattr(office, who)).get(at(office, "year-facts"))

    assert response.status_code == {"hanh": 403, "hoa": 404}[who]


def work(office: Office) -> RecognisedWork:
    for person, share in ((office.an, 60), (office.chi, None)):
        made = actions.record_work(
            office.lan,
            person,
            name="Số hóa hồ sơ",
            year=YEAR,
            scope="grassroots",
            share_pct=share,
        )
    return made


def test_work_is_entered_with_a_part_and_its_page_opens(office: Office) -> None:
    response = signed_in(office.lan).post(
        reverse("work-add", args=[office.an.subject.public_id]),
        {
            "kind": "initiative",
            "name": "Số hóa hồ sơ",
            "year": str(YEAR),
            "scope": "province",
            "share_pct": "70",
            "recognised_by": "Chủ tịch UBND tỉnh",
        },
        follow=True,
    )

    said = text(response)
    assert "Chủ tịch UBND tỉnh" in said
    assert "còn 30 % chưa ghi cho ai; chương trình không tự chia." in said


def test_parts_are_set_together_and_never_beyond_the_whole(office: Office) -> None:
    made = work(office)
    client = signed_in(office.lan)
    an, chi = (
        Authorship.objects.get(person=person) for person in (office.an, office.chi)
    )
    address = reverse("work-shares", args=[made.public_id])
    both = {f"tac_gia_{an.pk}": "60", "source": "Biên bản"}

    wrong = client.post(address, both | {f"tac_gia_{chi.pk}": "41"})
    assert wrong.status_code == 422
    assert "cộng lại là 101 %" in text(wrong)
    client.post(address, both | {f"tac_gia_{chi.pk}": "40"})

    said = text(client.get(reverse("work", args=[made.public_id])))
    assert "Tỷ lệ cộng lại đủ 100 %." in said


def test_use_of_a_work_is_noted_once(office: Office) -> None:
    made = work(office)
    client = signed_in(office.lan)
    row = Authorship.objects.get(person=office.an)
    address = reverse("work-use", args=[made.public_id, row.pk])

    def use(award: str, year: str = str(YEAR), use: str = "used") -> Any:
        name = f"dung-{row.pk}"
        return client.post(
            address,
            {
                f"{name}-use": use,
                f"{name}-award": award,
                f"{name}-year": year,
                f"{name}-source": "QĐ 15",
            },
        )

    assert "Hãy ghi khi đã dùng." in text(use("", ""))
    assert use("CSTDCS").status_code == 302
    assert "một sáng kiến chỉ dùng một lần" in text(use("BK_TINH"))
    said = text(client.get(reverse("work", args=[made.public_id])))
    assert f"đã dùng: Chiến sĩ thi đua cơ sở {YEAR}" in said
    assert use("", "", "unused").status_code == 302


def test_work_of_another_office_is_not_there(office: Office) -> None:
    made = work(office)

    stranger = signed_in(office.hoa)
    assert stranger.get(reverse("work", args=[made.public_id])).status_code == 404


def test_head_sees_the_work_of_her_people_and_changes_nothing(office: Office) -> None:
    made = work(office)

    said = text(signed_in(office.hanh).get(reverse("work", args=[made.public_id])))

    assert "Sửa tỷ lệ" not in said
    assert "Ghi lần dùng" not in said
    assert reverse("person", args=[office.an.subject.public_id]) in said
    assert reverse("person", args=[office.chi.subject.public_id]) not in said


@pytest.mark.parametrize("of", ["unit", "body"])
def test_the_grade_of_a_collective_is_written_with_its_paper(
    office: Office, of: str
) -> None:
    body = actions.found_body(
        office.lan, office.unit, name="Ban Pháp chế", kind="board"
    )
    subject = office.first.subject if of == "unit" else body.subject
    address = reverse("collective-year", args=[subject.public_id, YEAR])
    client = signed_in(office.lan)

    assert client.post(address, {"rating": "HTXS"}).status_code == 422
    made = client.post(address, typed(rating="HTXS", rating_decision_no="12/TB-VP"))

    row = YearFact.objects.get(subject=subject, year=YEAR)
    assert made["Location"] == reverse(of, args=[subject.public_id])
    assert (row.rating, row.rating_decision_no, row.pending_inquiry) == (
        "HTXS",
        "12/TB-VP",
        None,
    )
    assert 'value="12/TB-VP"' in text(client.get(address))
    assert signed_in(office.hanh).get(address).status_code == 403
    assert signed_in(office.hoa).get(address).status_code == 404


def test_what_hinders_an_award_stands_on_the_person_s_page(office: Office) -> None:
    form = actions.DisciplineForm("warning", date(2024, 3, 1), "Quyết định 12")
    actions.record_discipline(office.lan, office.an, form)
    actions.open_inquiry(
        office.lan,
        office.an.subject,
        kind="complaint",
        first_day=date(2024, 5, 1),
        source="Thông báo 3",
    )
    address = reverse("person", args=[office.an.subject.public_id])

    said = text(signed_in(office.lan).get(address, {"nam": YEAR}))

    assert "Đang trong thời gian có hiệu lực kỷ luật: cảnh cáo, 01/03/2024 – …." in said
    assert "Đang chờ kết luận: xác minh khiếu nại, tố cáo, từ 01/05/2024." in said
    assert "Đang chờ kết luận" not in text(
        signed_in(office.hanh).get(address, {"nam": YEAR})
    )
