"""A5 and E5 read from the pages: a body by its term, the Councils' half-years."""

import pytest

from tests.year.test_covenant_sample import COUNCIL, read
from vinhdanh.commands.sample.council_reviews import HALF
from vinhdanh.movements.models import Gathering, Movement, Review
from vinhdanh.registry.enums import BodyKind
from vinhdanh.registry.models import Body

pytestmark = pytest.mark.usefixtures("sample_year", "db")


def council_movement() -> Movement:
    return Movement.objects.get(unit__subject__name=COUNCIL, year=2023)


def test_inspection_board_is_read_by_its_term() -> None:
    board = Body.objects.get(kind=BodyKind.INSPECTION_BOARD)

    page = read("canbo", "body", board.subject.public_id)

    assert "Ban Thanh tra nhân dân" in page
    assert "Nhiệm kỳ 2017 - 2019 01/01/2017 – 31/12/2019" in page
    assert "6 lượt thành viên" in page
    # Who left halfway, and who sits until the end in that place.
    assert page.count("Ủy viên 01/01/2017 – 30/06/2018") == 1
    assert page.count("Ủy viên 01/07/2018 – ") == 1


def test_councils_met_once_each_half_year() -> None:
    page = read("canbohd", "movement", council_movement().public_id)

    assert "Hội nghị sơ kết 6 tháng đầu năm 2023 06/07/2023" in page
    assert "Hội nghị tổng kết 6 tháng cuối năm và cả năm 2023 21/12/2023" in page
    first = Gathering.objects.get(movement=council_movement(), held_on__month=7)
    assert "Chủ tịch HĐND quận" in read("canbohd", "gathering", first.public_id)


def test_half_year_review_keeps_petitions_and_reception_as_told_by_then() -> None:
    review = Review.objects.get(movement=council_movement(), as_of=HALF)

    page = read("canbohd", "review", review.public_id)
    year = read("canbohd", "movement-progress", council_movement().public_id)

    assert "đã kết luận 06/07/2023" in page
    assert "Đơn, kiến nghị được trả lời 120 đơn 40" in page
    assert "Tiếp công dân 180 lượt 61" in page
    # The whole year, the wards with it: 73 + 49 answered, 119 + 73 received.
    assert "122" in year
    assert "192" in year
