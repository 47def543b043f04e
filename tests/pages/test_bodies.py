"""Bodies with terms on their pages."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.worlds import Office, signed_in
from vinhdanh.registry import actions
from vinhdanh.registry.actions import SeatForm, TermForm
from vinhdanh.registry.models import Body, BodyMember, BodyTerm


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


@pytest.fixture
def term(office: Office) -> BodyTerm:
    body = actions.found_body(
        office.lan,
        office.unit,
        name="Hội đồng nhân dân khóa XV",
        kind="peoples_council",
    )
    made = actions.add_term(
        office.lan, body, TermForm("2021 - 2026", date(2021, 7, 1), None)
    )
    actions.seat_member(office.lan, made, SeatForm(office.an, "Chủ tịch"))
    return made


def address(route: str, term: BodyTerm, *more: Any) -> str:
    return reverse(route, args=[term.body.subject.public_id, *more])


def test_officer_founds_a_body_with_term_and_members(office: Office) -> None:
    client = signed_in(office.lan)

    made = client.post(
        reverse("body-add"),
        {
            "unit": str(office.unit.subject.public_id),
            "kind": "inspection_board",
            "name": "Ban Thanh tra nhân dân",
        },
    )
    body = Body.objects.get()
    assert made["Location"] == reverse("body", args=[body.subject.public_id])
    client.post(
        reverse("body-term-add", args=[body.subject.public_id]),
        {
            "nhiem-ky-name": "2017 - 2019",
            "nhiem-ky-first_day": "2017-01-01",
            "nhiem-ky-last_day": "2019-12-31",
        },
    )
    term = body.terms.get()
    client.post(
        address("body-seat", term, term.pk),
        {"ghe-person": str(office.an.pk), "ghe-post": "Trưởng ban"},
    )

    said = text(client.get(reverse("body", args=[body.subject.public_id])))
    assert "Nhiệm kỳ 2017 - 2019" in said
    assert "Trưởng ban" in said
    assert "01/01/2017 – 31/12/2019" in said


def test_list_says_who_sits_on_the_year_s_day(office: Office, term: BodyTerm) -> None:
    client = signed_in(office.lan)

    assert "2021 - 2026" in text(client.get(reverse("bodies"), {"nam": 2024}))
    before = text(client.get(reverse("bodies"), {"nam": 2020}))
    assert "không có nhiệm kỳ ngày ấy" in before
    other = client.get(reverse("bodies"), {"loai": "board"})
    assert "Hội đồng nhân dân khóa XV" not in text(other)


def test_list_asks_the_same_for_one_and_for_three(
    office: Office, term: BodyTerm
) -> None:
    client = signed_in(office.lan)
    client.get(reverse("bodies"))
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("bodies"))
    for name in ("Ban Pháp chế", "Ban Văn hóa"):
        actions.found_body(office.lan, office.unit, name=name, kind="board")

    with CaptureQueriesContext(connection) as many:
        client.get(reverse("bodies"))

    assert len(many) == len(few)


def test_delegate_from_elsewhere_is_entered_with_her_group(
    office: Office, term: BodyTerm
) -> None:
    group = actions.found_body(
        office.lan, office.unit, name="Tổ đại biểu số 1", kind="delegate_group"
    )
    group_term = actions.add_term(
        office.lan, group, TermForm("2021 - 2026", date(2021, 7, 1), None)
    )
    client = signed_in(office.lan)
    typed = {"dai-bieu-name": "Cao Thị Nga", "dai-bieu-group": str(group_term.pk)}

    client.post(address("body-delegate", term, term.pk), typed)

    said = text(client.get(address("body", term)))
    assert "Cao Thị Nga" in said
    assert "Tổ đại biểu số 1" in said


def test_a_namesake_is_asked_about_and_nothing_typed_is_lost(
    office: Office, term: BodyTerm
) -> None:
    client = signed_in(office.lan)
    typed = {"dai-bieu-name": "Nguyễn Văn An", "dai-bieu-post": "Ủy viên"}

    response = client.post(address("body-delegate", term, term.pk), typed)

    assert response.status_code == 422
    assert "đã có người tên Nguyễn Văn An" in text(response)
    assert 'value="Ủy viên"' in text(response)
    sure = typed | {"dai-bieu-is_namesake": "on"}
    assert client.post(address("body-delegate", term, term.pk), sure).status_code == 302


def test_seat_and_term_are_ended_on_the_page(office: Office, term: BodyTerm) -> None:
    client = signed_in(office.lan)
    seat = BodyMember.objects.get()

    client.post(address("body-seat-end", term, seat.pk), {"last_day": "2023-06-30"})
    client.post(address("body-term-end", term, term.pk), {"last_day": "2024-06-30"})

    seat.refresh_from_db()
    term.refresh_from_db()
    assert (seat.last_day, term.last_day) == (date(2023, 6, 30), date(2024, 6, 30))
    wrong = client.post(
        address("body-term-end", term, term.pk), {"last_day": "2020-01-01"}
    )
    assert "Ngày kết thúc 01/01/2020 trước ngày bắt đầu 01/07/2021." in text(wrong)


def test_head_of_a_division_reads_and_changes_nothing(
    office: Office, term: BodyTerm
) -> None:
    client = signed_in(office.hanh)

    said = text(client.get(address("body", term)))
    assert "Thêm thành viên" not in said
    assert (
        client.post(
            address("body-term-end", term, term.pk), {"last_day": "2024-06-30"}
        ).status_code
        == 403
    )


def test_another_office_finds_nothing(office: Office, term: BodyTerm) -> None:
    client = signed_in(office.hoa)

    assert client.get(address("body", term)).status_code == 404
    assert "Hội đồng nhân dân khóa XV" not in text(client.get(reverse("bodies")))


@pytest.mark.parametrize(
    ("route", "of"),
    [("person-profile", "an"), ("unit-profile", "unit"), ("body-profile", "body")],
)
def test_summaries_are_handed_out_as_paper(
    office: Office, term: BodyTerm, route: str, of: str
) -> None:
    subjects = {
        "an": office.an.subject,
        "unit": office.unit.subject,
        "body": term.body.subject,
    }
    key = subjects[of].public_id
    client = signed_in(office.lan)

    pdf = client.get(reverse(route, args=[key, "pdf"]))
    word = client.get(reverse(route, args=[key, "docx"]))

    assert pdf["Content-Disposition"].startswith("inline")
    assert pdf.content.startswith(b"%PDF")
    assert word["Content-Disposition"].startswith("attachment")
    assert word.content.startswith(b"PK")
    assert client.get(reverse(route, args=[key, "exe"])).status_code == 404
    stranger = signed_in(office.hoa)
    assert stranger.get(reverse(route, args=[key, "pdf"])).status_code == 404
