"""Pages of a career and of twins; see also tests/registry."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.worlds import Office
from vinhdanh.accounts.models import User
from vinhdanh.base.models import AuditEvent
from vinhdanh.registry import actions, queries
from vinhdanh.registry.models import Merge, Person, Post, Transfer, TwinPair

NUMBER = "001085012345"


@pytest.fixture(autouse=True)
def keys(settings: Any, tmp_path: Path) -> None:
    settings.VINHDANH_KEYS = tmp_path / "khoa"


@pytest.fixture
def lan(office: Office) -> Client:
    client = Client()
    client.force_login(office.lan)
    return client


@pytest.fixture
def hoa(office: Office) -> Client:
    client = Client()
    client.force_login(office.hoa)
    return client


def address(person: Person, rest: str = "") -> str:
    return f"/nguoi/{person.subject.public_id}/{rest}"


def twin_of_an(office: Office) -> Person:
    form = actions.PersonForm(name="Nguyễn Văn Ân", birth_date=date(1985, 1, 1))
    return actions.add_person(office.lan, office.second, form)


def test_units_of_one_name_are_offered_with_the_one_over_each(
    office: Office, lan: Client
) -> None:
    for over in (office.first, office.second):
        form = actions.UnitForm(name="Tổ Văn thư", kind="division", parent=over)
        actions.found_unit(office.lan, form)

    said = lan.get(address(office.an, "chuyen-don-vi/")).content.decode()

    assert f">Tổ Văn thư, {office.first}</option>" in said
    assert f">Tổ Văn thư, {office.second}</option>" in said
    assert f">{office.first}</option>" in said


def test_units_of_one_name_are_told_apart_where_found_and_in_a_transfer(
    office: Office, lan: Client
) -> None:
    form = actions.UnitForm(name="Tổ Văn thư", kind="division")
    sides = [
        actions.found_unit(office.lan, replace(form, parent=over))
        for over in (office.first, office.second)
    ]
    person = actions.PersonForm(name="Mai Văn Tám")
    user = User.objects.get(pk=office.lan.pk)
    moved = actions.add_person(user, sides[0], person)
    there = {"receiving": str(sides[1].subject.public_id), "on": "2026-05-01"}
    sent = lan.post(
        address(moved, "chuyen-don-vi/"), there | {"leader_class": "direct_worker"}
    )
    assert sent.status_code == 302

    names = [f"Tổ Văn thư, {office.first}", f"Tổ Văn thư, {office.second}"]
    found = lan.get("/tim/?tim=to van thu").content.decode()
    assert all(f">{name}</a>" in found for name in names)
    row = Transfer.objects.get()
    for page in ("/chuyen-don-vi/", f"/chuyen-don-vi/{row.public_id}/"):
        assert " → ".join(names) in lan.get(page).content.decode()


# --- identity numbers --------------------------------------------------------------


def test_a_number_is_masked_on_every_page_but_the_one_that_shows_it(
    office: Office, lan: Client
) -> None:
    page = address(office.an, "so-dinh-danh/")
    assert lan.post(page, {"number": "001 085 012 345"}).status_code == 302

    shown = lan.get(address(office.an)).content.decode()
    assert "••••••••2345" in shown
    assert NUMBER not in shown + lan.get(page).content.decode()
    row = office.an.identity_numbers.get()
    whole = lan.post(f"{page}{row.pk}/xem/", {"reason": "Đối chiếu"})
    assert NUMBER in whole.content.decode()
    assert "no-store" in whole.headers["Cache-Control"]
    assert AuditEvent.objects.filter(verb="identity.reveal").count() == 1


def test_without_a_reason_no_number_is_shown(office: Office, lan: Client) -> None:
    row = actions.record_identity(office.lan, office.an, NUMBER)

    page = lan.post(
        address(office.an, f"so-dinh-danh/{row.pk}/xem/"), {"reason": " "}, follow=True
    )

    assert NUMBER not in page.content.decode()
    assert "Hãy ghi xem số này để làm gì." in page.content.decode()


def test_the_row_of_another_person_is_not_found(office: Office, lan: Client) -> None:
    row = actions.record_identity(office.lan, office.an, NUMBER)

    page = lan.post(
        address(office.binh, f"so-dinh-danh/{row.pk}/xem/"), {"reason": "Xem"}
    )

    assert page.status_code == 404


def test_a_head_sees_the_mask_and_may_not_open_it(
    office: Office, client: Client
) -> None:
    row = actions.record_identity(office.lan, office.an, NUMBER)
    client.force_login(office.minh)

    assert "••••••••2345" in client.get(address(office.an)).content.decode()
    page = client.post(
        address(office.an, f"so-dinh-danh/{row.pk}/xem/"), {"reason": "Xem"}
    )
    assert page.status_code == 403


def test_a_taken_number_leads_to_both_records_and_proposes_the_pair(
    office: Office, lan: Client
) -> None:
    actions.record_identity(office.lan, office.an, NUMBER)

    page = lan.post(address(office.binh, "so-dinh-danh/"), {"number": NUMBER})

    assert page.status_code == 422
    link = (
        f"/nguoi/trung/{office.an.subject.public_id}/{office.binh.subject.public_id}/"
    )
    assert link in page.content.decode()
    assert lan.get(link).status_code == 200
    assert TwinPair.objects.get().why == "identity"
    assert "một người ghi số định danh của người kia" in (
        lan.get("/nguoi/trung/").content.decode()
    )


def test_an_administrator_of_accounts_reads_no_number_in_the_log(
    office: Office, lan: Client
) -> None:
    lan.post(address(office.an, "so-dinh-danh/"), {"number": NUMBER})

    told = str(list(AuditEvent.objects.values()))
    assert NUMBER not in told
    assert "2345" not in told


# --- transfers ---------------------------------------------------------------------


def send(office: Office, lan: Client) -> Transfer:
    answer = lan.post(
        address(office.an, "chuyen-don-vi/"),
        {
            "receiving": office.other.subject.public_id,
            "on": "2024-07-01",
            "leader_class": "direct_worker",
            "was_commented": "yes",
        },
    )
    assert answer.status_code == 302, answer.content.decode()
    return Transfer.objects.get()


def test_both_sides_open_a_transfer_and_the_receiving_one_confirms(
    office: Office, lan: Client, hoa: Client
) -> None:
    made = send(office, lan)
    page = f"/chuyen-don-vi/{made.public_id}/"

    assert made.was_commented is True
    assert "Xác nhận tiếp nhận" not in lan.get(page).content.decode()
    assert "Xác nhận tiếp nhận" in hoa.get(page).content.decode()
    assert "Nguyễn Văn An" in hoa.get("/chuyen-don-vi/").content.decode()
    assert hoa.get(address(office.an)).status_code == 404
    assert hoa.post(page, {"viec": "nhan"}).status_code == 302
    assert hoa.get(address(office.an)).status_code == 200
    post = queries.post_on(office.an, date(2024, 7, 1))
    assert post is not None
    assert post.unit == office.other


def test_a_reason_not_given_keeps_what_was_typed(
    office: Office, lan: Client, hoa: Client
) -> None:
    made = send(office, lan)

    page = hoa.post(f"/chuyen-don-vi/{made.public_id}/", {"viec": "chua-nhan"})

    assert page.status_code == 422
    assert "Hãy ghi vì sao chưa nhận." in page.content.decode()


def test_a_third_unit_does_not_find_a_transfer(
    office: Office, lan: Client, client: Client
) -> None:
    made = send(office, lan)
    client.force_login(office.quang)

    assert client.get(f"/chuyen-don-vi/{made.public_id}/").status_code == 404


# --- one of several posts ends -----------------------------------------------------


def test_one_of_two_posts_is_ended_on_her_page(office: Office, lan: Client) -> None:
    rest = "thoi-chuc-vu/"
    assert address(office.an, rest) not in lan.get(address(office.an)).content.decode()
    second = Post.objects.create(
        person=office.an,
        unit=office.second,
        title="Kiêm nhiệm",
        first_day=date(2015, 1, 1),
    )
    assert address(office.an, rest) in lan.get(address(office.an)).content.decode()

    form = lan.get(address(office.an, rest)).content.decode()
    said = {"post": second.pk, "on": "2020-06-30", "reason": "Thôi kiêm nhiệm, QĐ 9"}
    silent = lan.post(address(office.an, rest), said | {"reason": ""})
    early = lan.post(address(office.an, rest), said | {"on": "2014-12-31"})
    done = lan.post(address(office.an, rest), said, follow=True)

    assert "Kiêm nhiệm, Phòng Hành chính" in form
    assert [silent.status_code, early.status_code] == [422, 422]
    assert "Thôi kiêm nhiệm, QĐ 9" in early.content.decode()
    assert "Đã ghi." in done.content.decode()
    second.refresh_from_db()
    assert second.last_day == date(2020, 6, 30)
    assert queries.post_on(office.an) == office.an.posts.get(unit=office.first)


def test_a_post_elsewhere_is_not_this_offices_to_end(
    office: Office, lan: Client
) -> None:
    elsewhere = Post.objects.create(
        person=office.an, unit=office.other, title="Ủy viên"
    )
    said = {"post": elsewhere.pk, "on": "2020-06-30", "reason": "nhầm"}

    answer = lan.post(address(office.an, "thoi-chuc-vu/"), said)

    assert answer.status_code == 422
    elsewhere.refresh_from_db()
    assert elsewhere.last_day is None


# --- departure and capacity --------------------------------------------------------


def test_a_death_is_said_on_the_page_and_can_be_taken_back(
    office: Office, lan: Client
) -> None:
    form = {"kind": "died", "on": "2024-07-01", "decision_no": "Giấy chứng tử 5"}
    assert lan.post(address(office.an, "thoi-cong-tac/"), form).status_code == 302

    page = lan.get(address(office.an)).content.decode()
    assert "Khen thưởng từ nay về sau là truy tặng." in page
    assert "Từ trần ngày 01/07/2024" in page
    assert 'id="lo-trinh"' not in page
    back = lan.post(
        address(office.an, "thoi-cong-tac/rut-lai/"), {"reason": "Báo nhầm người"}
    )
    assert back.status_code == 302
    page = lan.get(address(office.an)).content.decode()
    assert "truy tặng" not in page
    assert 'id="lo-trinh"' in page


def test_a_capacity_is_recorded_and_shown(office: Office, lan: Client) -> None:
    form = {"kind": "contract", "first_day": "2020-03-01", "decision_no": "HĐ 7"}

    assert lan.post(address(office.an, "dien-lao-dong/"), form).status_code == 302

    page = lan.get(address(office.an)).content.decode()
    assert "Hợp đồng lao động" in page
    assert "01/03/2020 – nay" in page


# --- twins -------------------------------------------------------------------------


def test_a_pair_is_compared_merged_and_parted(office: Office, lan: Client) -> None:
    other = twin_of_an(office)
    for person, rating in ((office.an, "HTT"), (other, "HT")):
        actions.record_year_facts(
            office.lan, person.subject, 2016, {"rating": rating}, source="TB 1"
        )
    pair = f"/nguoi/trung/{office.an.subject.public_id}/{other.subject.public_id}/"
    assert pair in lan.get("/nguoi/trung/").content.decode()

    unchosen = lan.post(pair, {"viec": "gop", "reason": "Cùng hồ sơ gốc"})
    assert unchosen.status_code == 422
    assert "Hãy chọn giá trị đúng cho: xếp loại 2016." in unchosen.content.decode()
    assert 'value="Cùng hồ sơ gốc"' in unchosen.content.decode()
    merged = lan.post(
        pair, {"viec": "gop", "reason": "Cùng hồ sơ gốc", "chon-2016.rating": "alias"}
    )
    assert merged.headers["Location"] == address(office.an)

    assert lan.get(address(other)).headers["Location"] == address(office.an)
    page = lan.get(address(office.an)).content.decode()
    assert "Nguyễn Văn Ân" in page
    assert "Phòng Hành chính" in page
    lan.post(f"/nguoi/gop/{Merge.objects.get().public_id}/tach/", {"reason": "Nhầm"})
    assert lan.get(address(other)).status_code == 200


def test_two_people_are_remembered(office: Office, lan: Client) -> None:
    other = twin_of_an(office)
    pair = f"/nguoi/trung/{office.an.subject.public_id}/{other.subject.public_id}/"

    lan.post(pair, {"viec": "hai-nguoi", "reason": "Anh em sinh đôi"})

    assert "Không có cặp nào cần xem" in lan.get("/nguoi/trung/").content.decode()


def test_another_office_neither_compares_nor_parts(
    office: Office, lan: Client, hoa: Client
) -> None:
    other = twin_of_an(office)
    pair = f"/nguoi/trung/{office.an.subject.public_id}/{other.subject.public_id}/"
    assert hoa.get(pair).status_code == 404
    lan.post(pair, {"viec": "gop", "reason": "Một người"})
    merge = Merge.objects.get()

    part = f"/nguoi/gop/{merge.public_id}/tach/"
    assert hoa.post(part, {"reason": "Phá"}).status_code == 404
    assert Merge.objects.get().parted_at is None


# --- the search page ---------------------------------------------------------------


def test_search_counts_all_and_pages_them(office: Office, lan: Client) -> None:
    form = actions.PersonForm(name="Trịnh Công Sơn")
    for _ in range(53):
        actions.add_person(office.lan, office.second, form, is_namesake=True)

    first = lan.get("/tim/", {"tim": "trinh cong son"}).content.decode()
    third = lan.get("/tim/", {"tim": "trinh cong son", "trang": 3}).content.decode()

    assert "Hiện 1–25 trong 53 người" in first
    assert "Hiện 51–53 trong 53 người" in third
    assert (first.count("/nguoi/"), third.count("/nguoi/")) == (26, 4)
