"""E4 and D2 read from the pages: who signed, who registered, what came of it."""

import re
from html import unescape

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from vinhdanh.covenants.models import Covenant
from vinhdanh.movements.models import Movement

pytestmark = pytest.mark.usefixtures("sample_year", "db")

COUNCIL = "Hội đồng nhân dân quận Dương Hải (mẫu)"


def read(username: str, route: str, *args: object) -> str:
    """The words of a page, tags and line breaks gone."""
    client = Client()
    client.force_login(get_user_model().objects.get(username=username))
    answer = client.get(reverse(route, args=args))
    assert answer.status_code == 200
    words = re.sub(
        r"<(script|style).*?</\1>", " ", answer.content.decode(), flags=re.DOTALL
    )
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", words)).split())


def the_covenant(owner: str, year: int) -> Covenant:
    return Covenant.objects.get(unit__subject__name=owner, movement__year=year)


def test_boards_groups_and_six_wards_signed_one_covenant() -> None:
    page = read("canbohd", "covenant", the_covenant(COUNCIL, 2023).public_id)

    assert "đã ký 14/14 đơn vị" in page
    signed = page.split("Chữ ký của các bên")[1]
    boards = [
        name for name in ("Ban Pháp chế", "Ban Kinh tế - Xã hội") if name in signed
    ]
    assert len(boards) == 2
    assert len(set(re.findall(r"Tổ đại biểu số (\d)", signed))) == 6
    assert len(set(re.findall(r"Thường trực HĐND phường ([^,·]+?) đã ký", signed))) == 6
    assert "khớp Nội dung, các chữ ký và bản PDF đang lưu đúng như lúc ký đủ." in page


def test_every_party_contributed_a_paper() -> None:
    page = read("canbohd", "covenant", the_covenant(COUNCIL, 2023).public_id)

    assert "1. Tham luận tại hội nghị tổng kết tham luận ≥ 1" in page
    assert "Số bên đã đạt 14/14 04/14 07/14" in page
    assert page.count("gần 100 % chưa đạt") == 3


def test_a_ward_sees_the_covenant_and_what_it_reported() -> None:
    covenant = the_covenant(COUNCIL, 2023)
    ward = covenant.parties.get(printed_name="Thường trực HĐND phường An Hòa")

    page = read("chutichphuong1", "covenant-reports", covenant.public_id, ward.pk)

    assert "Kết quả cam kết: Thường trực HĐND phường An Hòa" in page
    assert "1 tham luận (100 %) đã đạt" in page


def test_2024_goes_on_from_2023() -> None:
    page = read("canbohd", "movement-list")

    assert "Thi đua nâng cao hiệu quả hoạt động HĐND năm 2024" in page


def test_the_divisions_of_the_office_signed_in_2016() -> None:
    covenant = Covenant.objects.get(name="Giao ước thi đua năm 2016 giữa các phòng")
    page = read("canbo", "covenant", covenant.public_id)

    assert "đã ký 3/3 đơn vị" in page
    assert "ký trên bản giấy, Hội trường Văn phòng" in page


def test_collectives_and_individuals_registered_in_2016() -> None:
    movement = Movement.objects.get(year=2016, unit__is_own=True)

    page = read("canbo", "registration-achieved", movement.public_id)

    by_title = page.split("Theo đơn vị và danh hiệu")[0]
    # Registered, proposed, agreed by the council, conferred, not conferred, unasked.
    assert "Lao động tiên tiến 38 38 38 38 0 0" in by_title
    assert "Tập thể lao động tiên tiến 3 3 3 3 0 0" in by_title
    assert re.search(r"Chiến sĩ thi đua cơ sở \d+ \d+ 16 16 \d+ 0", by_title)
