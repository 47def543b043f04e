"""The block of advisory agencies, 2016 to 2017: B1 to B3 as its pages say them."""

import re
from html import unescape

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from tests.documents import reading
from vinhdanh.blocks.models import Block, BlockYear
from vinhdanh.commands.sample.block_members import (
    COMMITTEE,
    FINANCE,
    HOME,
    PLANNING,
)
from vinhdanh.registry import queries as registry

pytestmark = pytest.mark.usefixtures("sample_year", "db")


def year_of(year: int) -> BlockYear:
    return BlockYear.objects.get(year=year, block=Block.objects.get())


def words(name: str, row, *, by: str = "canbo") -> str:
    """The words of a page as read by somebody of the sample office."""
    client = Client()
    client.force_login(get_user_model().objects.get(username=by))
    answer = client.get(reverse(name, args=[row.public_id]))
    assert answer.status_code == 200
    page = answer.content.decode().split("<main", 1)[1]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


# -- B1: yearly criteria, nine key tasks, a covenant among all units ----------------


@pytest.mark.parametrize("year", [2016, 2017])
def test_nine_key_tasks_and_a_covenant_among_all_units(year: int) -> None:
    told = words("block-year", year_of(year))

    assert "9 nhiệm vụ trọng tâm" in told
    assert "7/7 đơn vị đã ký" in told
    assert "7/7 đơn vị đã đăng ký" in told


def test_the_year_is_scored_by_criteria_of_its_own() -> None:
    told = words("scoring-results", year_of(2016).scoring, by="vpubnd")

    assert "Tiêu chí thi đua của khối năm 2016" in told
    assert "đã chốt" in told


def test_2017_is_launched_together_with_the_union() -> None:
    movement = year_of(2017).movement
    assert movement

    told = words("movement", movement)

    assert "Khối thi đua các cơ quan tham mưu tổng hợp" in told
    assert "Công đoàn Viên chức thành phố" in told


# -- B2: the lead goes round, and the travelling flag with it -----------------------


def test_the_council_s_office_leads_2017_and_holds_the_travelling_flag() -> None:
    own = registry.own_unit()

    told = words("block", Block.objects.get())

    assert f"Cờ luân lưu đang ở {own}" in told
    assert "không phải hình thức khen thưởng" in told
    assert f"Trưởng khối: {own}" in words("block-year", year_of(2017))


def test_both_sides_have_confirmed_the_hand_over() -> None:
    told = words("block-hand-over", year_of(2016))

    assert re.search(rf"Bên giao {re.escape(COMMITTEE)} đã xác nhận", told)
    own = registry.own_unit()
    assert re.search(rf"Bên nhận {re.escape(str(own))} đã xác nhận", told)
    assert "chờ xác nhận" not in told
    client = Client()
    client.force_login(get_user_model().objects.get(username="canbo"))
    address = reverse("block-hand-over-paper", args=[year_of(2016).public_id, "pdf"])
    paper = " ".join(reading.page_texts(client.get(address).content))
    assert "Hai bên đã xác nhận trên hệ thống." in paper
    assert "Cờ luân lưu của khối: Cờ còn tốt" in paper


def test_the_queue_says_who_has_not_led() -> None:
    told = words("block", Block.objects.get())

    assert f"{COMMITTEE} – đã làm năm 2016" in told
    assert f"{HOME} – chưa làm" in told


# -- B3: the flag to Sở Nội vụ, Bằng khen to three units ----------------------------


def test_the_flag_went_to_home_affairs_and_bang_khen_to_three_units() -> None:
    told = words("block-results", year_of(2016))

    flags, diplomas = told.split("Cờ thi đua", 1)[1].split("Bằng khen", 1)
    assert flags.count("Quyết định số 315/QĐ-UBND (mẫu)") == 1
    assert re.search(
        rf"{re.escape(HOME)} 6/7 đạt đã đề nghị 12/01/2017 Quyết định số", flags
    )
    assert diplomas.count("Quyết định số 315/QĐ-UBND (mẫu)") == 3
    for name in (COMMITTEE, FINANCE, PLANNING):
        assert re.search(
            rf"{re.escape(name)} \d/7 đạt đã đề nghị 12/01/2017 Quyết định", diplomas
        ), name


def test_home_affairs_is_first_by_the_points() -> None:
    told = words("block-results", year_of(2016))

    assert re.search(rf"{re.escape(HOME)} 1 ", told)


def test_nothing_of_the_block_is_done_late_but_what_says_so() -> None:
    told = words("block-year", year_of(2016))

    assert "quá hạn" not in told
    assert told.count("xong") >= 8
