"""The figures of an office (C1) and of Councils on two levels (E2, E5), off the pages.

What was published is held against what a signed-in officer reads in the tables.
"""

import html
import re

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from vinhdanh.commands.sample import ubnd_office
from vinhdanh.commands.sample.council_2023 import councils
from vinhdanh.indicators.models import Indicator
from vinhdanh.movements.models import Movement

pytestmark = pytest.mark.usefixtures("sample_year", "db")


def signed_in(username: str) -> Client:
    client = Client()
    client.force_login(get_user_model().objects.get(username=username))
    return client


def words(cell: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", cell)).split())


def table(username: str, year: int, **query: str) -> dict[str, dict[str, str]]:
    """{indicator: {column: words}} of the year's table as the page draws it."""
    address = reverse("indicator-list")
    page = signed_in(username).get(address, {"nam": year, **query}).content.decode()
    found = {}
    page = page.split("Phần chia so với tổng")[0]
    for row in re.findall(r"<tr>(.*?)</tr>", page, re.DOTALL):
        heading = re.search(r'<th scope="row"[^>]*><a[^>]*>(.*?)</a>', row, re.DOTALL)
        cells = re.findall(r'<td[^>]*data-label="([^"]*)">(.*?)</td>', row, re.DOTALL)
        if heading:
            found[words(heading[1])] = {name: words(cell) for name, cell in cells}
    return found


def first(cell: str) -> str:
    return cell.split(" ", maxsplit=1)[0]


OWN, BELOW = "Chính đơn vị", "Các đơn vị dưới"


@pytest.mark.parametrize(
    ("name", "district", "wards"),
    [
        ("Kỳ họp", "4", "13"),
        ("Kỳ họp thường lệ", "2", None),
        ("Kỳ họp chuyên đề", "2", "1"),
        ("Nghị quyết được thông qua", "38", "48"),
        ("Cuộc giám sát", "22", "31"),
        ("Giám sát chuyên đề", "5", "12"),
        ("Giám sát thường xuyên", "16", None),
        ("Chất vấn", "1", None),
    ],
)
def test_councils_on_two_levels(name: str, district: str, wards: str | None) -> None:
    row = table("canbohd", 2023)[name]

    assert first(row[OWN]) == district
    if wards is None:
        # Not published of the wards: unknown, and not what is left of the whole.
        assert row[BELOW] == "chưa ghi 0/6 đơn vị đã báo cáo"
    else:
        assert row[BELOW] == f"{wards} 6/6 đơn vị đã báo cáo"


def checks() -> list[str]:
    """The lines of the sum checks of the Councils, as they are read."""
    address = reverse("indicator-list")
    page = signed_in("canbohd").get(address, {"nam": 2023}).content.decode()
    part = page.split("Phần chia so với tổng", 1)[1]
    return [words(row) for row in re.findall(r"<tr>(.*?)</tr>", part, re.DOTALL)][1:]


def test_sum_checks_say_what_holds_and_what_cannot_be_told() -> None:
    district = "Hội đồng nhân dân quận Dương Hải (mẫu)"

    assert checks() == [
        f"Kỳ họp loại kỳ họp {district} 4 4 khớp",
        (
            "Kỳ họp loại kỳ họp các đơn vị dưới 13 1 "
            "chưa đủ căn cứ: thiếu Kỳ họp thường lệ"
        ),
        f"Cuộc giám sát loại giám sát {district} 22 22 khớp",
        (
            "Cuộc giám sát loại giám sát các đơn vị dưới 31 12 "
            "chưa đủ căn cứ: thiếu Giám sát thường xuyên; Chất vấn"
        ),
        f"Đơn, kiến nghị đã nhận kết quả {district} 82 82 khớp",
        # A ward's parts exceed its whole by one: shown as reported, not mended.
        (
            "Đơn, kiến nghị đã nhận kết quả các đơn vị dưới 52 53 "
            "lệch +1: các phần 53, tổng 52"
        ),
        (
            "Đơn, kiến nghị đã nhận kết quả Hội đồng nhân dân phường Tân Phú 6 7 "
            "lệch +1: các phần 7, tổng 6"
        ),
    ]


def test_petitions_and_citizens_are_tracked_by_half_year() -> None:
    half = table("canbohd", 2023, ky="H1")
    year = table("canbohd", 2023)

    assert first(half["Đơn, kiến nghị đã nhận"][OWN]) == "43"
    assert first(year["Đơn, kiến nghị đã nhận"][OWN]) == "82"
    assert first(year["Tiếp công dân"][OWN]) == "119"
    assert year["Cuộc tiếp xúc cử tri"][BELOW] == "41 5/6 đơn vị đã báo cáo"


def test_figure_of_the_wards_opens_the_wards_reports() -> None:
    sessions = Indicator.objects.get(unit=councils().unit, code="ky_hop")
    address = reverse("indicator", args=[sessions.public_id])

    page = signed_in("canbohd").get(address, {"nam": 2023}).content.decode()
    reports = page.split('id="bao-cao"')[1]
    shown = [words(row) for row in re.findall(r'is-number"[^>]*>(.*?)</td>', reports)]

    assert shown == ["2", "2", "3", "2", "2", "2", "2", "2"]


def test_chair_of_a_ward_reads_her_own_ward_alone() -> None:
    rows = table("chutichphuong1", 2023)

    assert rows["Kỳ họp"]["2023"] == "3"
    assert "13" not in rows["Kỳ họp"].values()


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Văn bản đến đã xử lý", "hơn 50.000"),
        ("Văn bản đi đã phát hành", "gần 24.000"),
        ("Hồ sơ thủ tục hành chính đã giải quyết", "hàng trăm"),
        ("Công dân được tiếp", "hơn 1.000"),
    ],
)
def test_office_of_the_committee_keeps_its_qualifiers(name: str, shown: str) -> None:
    assert table("canboub", 2018)[name]["2018"] == shown


def test_pushed_months_make_a_year_that_is_not_whole_yet() -> None:
    row = table("canboub", 2019)["Văn bản đến đã xử lý"]

    assert row["2019"] == "43.506 chưa đủ kỳ (10/12)"
    assert row["2018"] == "hơn 50.000"
    # Ten months are not held against a whole year.
    assert row["Tăng, giảm"] == ""


def test_targets_of_the_office_stand_beside_what_was_reached() -> None:
    movement = Movement.objects.get(unit=ubnd_office.office(), year=2018)
    address = reverse("movement-progress", args=[movement.public_id])

    page = signed_in("canboub").get(address).content.decode()
    rows = [words(row) for row in re.findall(r"<tr>(.*?)</tr>", page, re.DOTALL)][1:]

    assert [row.split(" ")[-2:] for row in rows] == [
        ["đã", "đạt"],
        # “Khoảng 80” leaves open whether 80 was reached.
        ["căn", "cứ"],
        ["đã", "đạt"],
    ]
