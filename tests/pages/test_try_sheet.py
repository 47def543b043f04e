"""Xét thử: an officer's own list judged without a row of the database."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.sheets.making import xlsx
from tests.worlds import Office
from vinhdanh.base.models import AuditEvent, StoredFile
from vinhdanh.eligibility import actions
from vinhdanh.pages.eligibility import forms
from vinhdanh.sheets import reading
from vinhdanh.sheets.container import Limits

ADDRESS = "/xet-thu/bang-tinh/"
HEADINGS = (
    "STT",
    "Họ và tên",
    "Ngày vào cơ quan",
    "Xếp loại 2018",
    "Số ngày nghỉ 2018",
    "Kỷ luật 2018",
    "Sáng kiến 2018",
)
LANH = (1, "Mai Thị Lành", date(2010, 3, 1), "HTXSNV", 0, "không", "không")
HAI = (2, "Vũ Văn Hải", date(2010, 3, 1), "KHTNV", 0, "không", "không")
SURE = ["pending_inquiry", "registered"]


def sent(*rows: tuple[object, ...], name: str = "cua-toi.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, xlsx(HEADINGS, *rows))


def asked(**told: object) -> dict[str, object]:
    return {
        "file": sent(LANH, HAI),
        "year": 2018,
        "titles": ["LDTT"],
        "assumed": SURE,
        **told,
    }


@pytest.fixture
def lan(office: Office, client: Client) -> Client:
    client.force_login(office.lan)
    return client


def test_the_same_list_comes_back_judged_and_nothing_is_stored(lan: Client) -> None:
    events = AuditEvent.objects.count()

    answer = lan.post(ADDRESS, asked(tai="1"))

    assert "ket-qua-cua-toi.xlsx" in answer.headers["Content-Disposition"]
    book = reading.open_workbook(answer.content, "ket-qua.xlsx")
    cells = {str(cell) for row in book.sheets[0].rows for cell in row}
    assert {"Mai Thị Lành", "Đạt", "Vũ Văn Hải", "Không đạt"} <= cells
    assert (AuditEvent.objects.count(), StoredFile.objects.count()) == (events, 0)


def test_the_page_counts_the_words_of_each_title(lan: Client) -> None:
    page = lan.post(ADDRESS, asked())

    ((award, counts),) = page.context["counts"]
    assert (award, counts["yes"], counts["no"]) == ("LDTT", 1, 1)
    assert "Lao động tiên tiến" in page.content.decode()


def test_rules_of_the_chosen_unit_are_laid_over_the_list(
    office: Office, lan: Client
) -> None:
    from tests.eligibility.test_verdicts import rule  # noqa: PLC0415

    stricter = {
        "id": "them",
        "title": "LDTT",
        "kind": "criterion",
        "subject": "individual",
        "first_day": "2018-01-01",
        "source": "Quy chế thi đua",
        "says": "Có sáng kiến",
        "holds": {"fact": "initiatives_grassroots", "at_least": 1},
    }
    actions.adopt_local_rule(
        office.minh, office.unit, type(rule()).parse(stricter), title="Chặt hơn"
    )
    unit = str(office.unit.subject.public_id)

    without = lan.post(ADDRESS, asked()).context["counts"]
    with_it = lan.post(ADDRESS, asked(unit=unit)).context["counts"]

    assert (without[0][1]["yes"], with_it[0][1]["yes"]) == (1, 0)


def test_days_side_by_side_name_the_rule_that_makes_the_difference(
    lan: Client,
) -> None:
    told = asked(titles=["CSTDCS"], day_2="2024-12-31")

    page = lan.post(ADDRESS, told)

    (title,) = page.context["shown"]
    words = {
        line.subject.name: [cell.word.value for cell in line.cells]
        for line in title.lines
    }
    assert words == {
        "Mai Thị Lành": ["unknown", "yes"],
        "Vũ Văn Hải": ["no", "no"],
    }
    assert title.lines[0].subject.name == "Mai Thị Lành"
    assert any("sáng kiến" in rule for rule, _touched in title.rules)
    book = lan.post(ADDRESS, told | {"file": sent(LANH), "tai": "1"}).content
    assert [s.name for s in reading.open_workbook(book, "x.xlsx").sheets] == [
        "Tổng hợp",
        "CSTĐCS",
    ]


def test_a_title_the_list_already_names_counts_as_held(lan: Client) -> None:
    headings = (*HEADINGS, "Danh hiệu 2018")
    file = SimpleUploadedFile("a.xlsx", xlsx(headings, (*LANH, "CSTĐCS")))

    page = lan.post(ADDRESS, asked(file=file, titles=["CSTDCS"], day_2="2024-12-31"))

    (title,) = page.context["shown"]
    assert title.heads[0].quota.base >= 0
    assert "Mai Thị Lành" in page.content.decode()


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"year": ""}, "Trường này là bắt buộc"),
        ({"year": 2010}, "Ngày 31/12/2010 nằm ngoài các thời kỳ"),
        ({"day": "1999-01-01"}, "Ngày 01/01/1999 nằm ngoài các thời kỳ"),
        ({"day_3": "1999-01-01"}, "Ngày 01/01/1999 nằm ngoài các thời kỳ"),
        ({"titles": ["TTLDTT"]}, "không xét cho các người trong tệp"),
        ({"titles": ["LDTTT"]}, "LDTTT"),
        (
            {"file": SimpleUploadedFile("a.xlsx", b"%PDF-1.7 khong phai bang tinh")},
            "a.xlsx",
        ),
    ],
)
def test_what_cannot_be_used_is_told_at_its_field(
    lan: Client, told: dict[str, object], sentence: str
) -> None:
    page = lan.post(ADDRESS, asked(**told))

    assert page.status_code == 422
    assert sentence in page.content.decode()


def test_a_file_too_large_is_refused_before_it_is_read(
    lan: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forms, "Limits", replace(Limits(), file_bytes=100))

    page = lan.post(ADDRESS, asked())

    assert page.status_code == 422
    assert "nhiều nhất 10 MB" in page.content.decode()


def test_rows_that_contradict_themselves_are_told_and_left_out(lan: Client) -> None:
    headings = (*HEADINGS, "Danh hiệu 2009")
    early = (*LANH, "CSTĐCS")
    file = SimpleUploadedFile("a.xlsx", xlsx(headings, early, (*HAI, "")))

    page = lan.post(ADDRESS, asked(file=file)).content.decode()

    assert "1/2 dòng chưa xét vì có lỗi" in page
    assert "có trước năm tuyển dụng" in page


UNITS = ("Tập thể", "Xếp loại 2018", "Số người", "Số LĐTT", "Tỷ lệ LĐTT")


@pytest.mark.parametrize(
    ("headings", "row", "title", "sentence"),
    [
        (
            (*HEADINGS, "Số điện thoại"),
            (*LANH, "0912"),
            "LDTT",
            "Dòng 1, cột “Số điện thoại” (H): không hiểu cột này nên không dùng",
        ),
        (
            (*HEADINGS[:3], "Xếp loạt 2018", *HEADINGS[4:]),
            LANH,
            "LDTT",
            "Nếu là “Xếp loại”, sửa tiêu đề rồi xét lại.",
        ),
        (
            (*HEADINGS, "Danh hiệu 2017"),
            (*LANH, "CSTDC"),
            "LDTT",
            "Dòng 2, cột “Danh hiệu 2017” (H): “CSTDC” không rõ là danh hiệu",
        ),
        (
            UNITS,
            ("Phòng Một", "HTTNV", 20, "", "105%"),
            "TTLDTT",
            "Dòng 2, cột “Tỷ lệ LĐTT” (E): “105%” quá 100%. Xem lại tử số và mẫu số",
        ),
        (
            UNITS,
            ("Phòng Một", "HTTNV", 20, 14, "80%"),
            "TTLDTT",
            "tỷ lệ LĐTT không khớp với 14 trên 20 người. Sửa một trong hai.",
        ),
    ],
)
def test_the_page_names_row_column_and_what_to_do(
    lan: Client,
    headings: tuple[str, ...],
    row: tuple[object, ...],
    title: str,
    sentence: str,
) -> None:
    file = SimpleUploadedFile("a.xlsx", xlsx(headings, row))

    page = lan.post(ADDRESS, asked(file=file, titles=[title], assumed=[]))

    assert page.status_code == 200
    assert sentence in page.content.decode()


def test_only_who_may_ask_tries_a_list(office: Office, client: Client) -> None:
    assert client.get(ADDRESS).status_code == 302
    client.force_login(office.hanh)
    assert client.get(ADDRESS).status_code == 200


def test_the_page_asks_as_little_for_many_rows_as_for_one(lan: Client) -> None:
    def count(*rows: tuple[object, ...]) -> int:
        with CaptureQueriesContext(connection) as captured:
            lan.post(ADDRESS, asked(file=sent(*rows)))
        return len(captured)

    count(LANH)
    assert count(LANH) == count(LANH, HAI, (3, *LANH[1:]))
