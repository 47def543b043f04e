"""E1: scores and ranks of a district Council's bodies and delegates, from the pages."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from vinhdanh.commands.sample.council_2023 import DELEGATES
from vinhdanh.scoring.models import Scoring

pytestmark = pytest.mark.usefixtures("sample_year", "db")

ROW = re.compile(r"<tr>\s*<th scope=\"row\">.*?</tr>", re.DOTALL)
TAG = re.compile(r"<[^>]+>|\s+")


def lines(name: str) -> list[tuple[str, str, str, str]]:
    """(who, points, class, rank) of the results page, in its order."""
    client = Client()
    client.force_login(get_user_model().objects.get(username="canbohd"))
    scoring = Scoring.objects.get(name=name)
    address = reverse("scoring-results", args=[scoring.public_id])
    page = client.get(address, {"nam": 2023}).content.decode()
    found = []
    for row in ROW.findall(page):
        cells = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)
        who, _lead, total, band, rank = (
            " ".join(TAG.sub(" ", cell).split()) for cell in cells
        )
        found.append((who, total.split()[0], band, rank))
    return found


def ranks(name: str) -> list[tuple[str, str, str]]:
    """(who, points, rank) of the results page, in its order."""
    return [(who, points, rank) for who, points, _band, rank in lines(name)]


def test_standing_committees_are_ranked_and_equals_share_a_rank():
    assert ranks("Thường trực HĐND quận và các phường năm 2023") == [
        ("Thường trực HĐND quận", "99", "1"),
        ("Thường trực HĐND phường An Hòa", "94", "2 (đồng hạng)"),
        ("Thường trực HĐND phường Bình Lãng", "94", "2 (đồng hạng)"),
        ("Thường trực HĐND phường Hải Thành", "88", "4"),
        ("Thường trực HĐND phường Cát Tiên", "83,6", "5"),
        ("Thường trực HĐND phường Đa Lộc", "79,1", "6"),
        ("Thường trực HĐND phường Tân Phú", "71,6", "7"),
    ]


def test_boards_are_ranked_with_what_they_did_beyond_their_plan():
    assert ranks("Các Ban năm 2023") == [
        ("Ban Pháp chế", "96,2", "1"),
        ("Ban Kinh tế - Xã hội", "95,5", "2"),
    ]


def test_delegate_groups_are_ranked():
    assert [
        (points, rank) for _who, points, rank in ranks("Các Tổ đại biểu năm 2023")
    ] == [
        ("94", "1"),
        ("93", "2"),
        ("90", "3 (đồng hạng)"),
        ("90", "3 (đồng hạng)"),
        ("85", "5"),
        ("78,1", "6"),
    ]


def test_delegates_are_ranked():
    found = ranks("Đại biểu HĐND quận năm 2023")

    points = (
        "99",
        "98",
        "97",
        "96",
        "96",
        "94",
        "91",
        "90",
        "86,5",
        "83",
        "76,5",
        "51",
    )
    places = ["1", "2", "3", "4", "4", "6", "7", "8", "9", "10", "11", "12"]
    assert [(who, total) for who, total, _rank in found] == [
        (delegate[0], total) for delegate, total in zip(DELEGATES, points, strict=True)
    ]
    assert [rank.split()[0] for _who, _points, rank in found] == places


def test_classes_are_those_of_90_and_75():
    found = [
        (points, band)
        for _who, points, band, _rank in lines("Đại biểu HĐND quận năm 2023")
    ]

    assert found[7:] == [
        ("90", "Hoàn thành xuất sắc nhiệm vụ"),
        ("86,5", "Hoàn thành tốt nhiệm vụ"),
        ("83", "Hoàn thành tốt nhiệm vụ"),
        ("76,5", "Hoàn thành tốt nhiệm vụ"),
        ("51", "Hoàn thành nhiệm vụ"),
    ]
    assert {band for _points, band in found[:7]} == {"Hoàn thành xuất sắc nhiệm vụ"}
