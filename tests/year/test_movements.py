"""The movements of the sample: each published figure, read from its page."""

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from vinhdanh.accounts.models import User
from vinhdanh.movements.models import Gathering, Movement

pytestmark = pytest.mark.usefixtures("sample_year", "db")


def words(username: str, route: str, *args: object, year: int) -> str:
    """The words of a page, as somebody who opens it reads them."""
    client = Client()
    client.force_login(User.objects.get(username=username))
    answer = client.get(reverse(route, args=args), {"nam": year})
    assert answer.status_code == 200
    main = answer.content.decode().split("<main", 1)[1].split("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def movement(name: str) -> Movement:
    return Movement.objects.get(name=name)


def test_a3_next_year_is_launched_with_6_targets_and_10_key_tasks() -> None:
    found = movement("Thi đua hoàn thành xuất sắc nhiệm vụ năm 2017")

    page = words("canbo", "movement", found.public_id, year=2017)

    assert "6 chỉ tiêu" in page
    assert "10 nhiệm vụ" in page


def test_a4_block_agency_and_union_launch_together() -> None:
    found = movement("Thi đua cải cách hành chính, nâng cao đạo đức công vụ năm 2017")

    page = words("canbo", "movement", found.public_id, year=2017)

    assert (
        "Khối thi đua các cơ quan tham mưu tổng hợp (mẫu) ; "
        "Công đoàn Viên chức thành phố (mẫu)"
    ).replace(" ;", ";") in page.replace(" ;", ";")
    held = words("canbo", "gathering", found.gatherings.get().public_id, year=2017)
    order = ("La Quốc Bảo", "Hồ Thị Bích Vân", "Đoàn Minh Khang", "Ngô Thị Ánh Hồng")
    places = [held.index(f"{n}. {name}") for n, name in enumerate(order, start=1)]
    assert places == sorted(places)


def test_c2_theme_goals_and_directives_of_2018_go_on_in_2019() -> None:
    first = movement("Phong trào thi đua năm 2018 của Văn phòng")
    second = movement("Phong trào thi đua năm 2019 của Văn phòng")

    before = words("canboub", "movement", first.public_id, year=2018)
    after = words("canboub", "movement", second.public_id, year=2019)

    assert "Kỷ cương, trách nhiệm, hành động, sáng tạo, hiệu quả" in before
    assert "Đoàn kết, kỷ cương, đổi mới, bứt phá" in after
    # Last year's goal is the base of this year's: 95 % → 98 %.
    assert "Văn bản đến được xử lý đúng hạn 95 % 98 %" in after
    assert "4 nhiệm vụ, 1 đã xong" in after
    assert after.count("theo ý kiến chỉ đạo của Nguyễn Hữu Mẫu ngày 08/01/2019") == 3
    assert before.count("08/01/2019) nhiệm vụ năm 2019") == 3


def test_c2_tracked_task_opens_the_conference_it_comes_from() -> None:
    task = movement("Phong trào thi đua năm 2019 của Văn phòng").key_tasks.get(
        done_on__isnull=False
    )

    page = words("canboub", "key-task", task.movement.public_id, task.pk, year=2019)

    assert "Hội nghị tổng kết năm 2018, triển khai nhiệm vụ năm 2019" in page
    assert "xong 25/03/2019" in page


def test_d1_congress_reads_out_6_collectives_and_31_people() -> None:
    congress = Gathering.objects.get(kind="congress")

    page = words("canbocb", "gathering", congress.public_id, year=2020)

    assert re.search(r"Giấy khen tặng tập thể \D*6\b|\b6 Giấy khen tặng tập thể", page)
    assert re.search(
        r"Giấy khen tặng cá nhân \D*31\b|\b31 Giấy khen tặng cá nhân", page
    )
    assert "37 lượt khen" in page


def test_d1_five_years_are_summed_and_the_next_five_launched() -> None:
    five = movement("Phong trào thi đua yêu nước giai đoạn 2015–2020")
    ahead = movement("Phong trào thi đua yêu nước giai đoạn 2020–2025")

    summed = words("canbocb", "five-years", five.public_id, year=2019)
    launched = words("canbocb", "movement", ahead.public_id, year=2020)

    for year in range(2015, 2020):
        assert f"{year} Phong trào thi đua năm {year} 2 02/02" in summed
    assert "Lao động tiên tiến cá nhân 20 20 20 20 20 100" in summed
    assert "01/01/2020 – 31/12/2024" in launched
    assert "Ngày phát động 20/05/2020" in launched


def test_d5_reviews_discover_models_and_the_five_years_gather_them() -> None:
    joint = movement("Thi đua cải cách hành chính, nâng cao đạo đức công vụ năm 2017")
    five = movement("Phong trào thi đua yêu nước giai đoạn 2015–2020")

    half_year = words("canbo", "review", joint.reviews.get().public_id, year=2017)
    summed = words("canbocb", "five-years", five.public_id, year=2019)

    assert "đã kết luận 10/07/2017" in half_year
    assert "Số hóa toàn bộ tài liệu kỳ họp" in half_year
    for model in ("Phòng Thông tin", "Phòng Dân nguyện", "Phòng Tổng hợp"):
        assert model in summed


def test_steps_of_2017_stand_in_their_order_with_the_plan_s_deadlines() -> None:
    page = words("canbo", "year-line", year=2017)

    steps = (
        *("Phát động", "Ký giao ước", "Đăng ký danh hiệu", "Sơ kết", "Chấm điểm"),
        *("Bình xét", "Họp Hội đồng", "Quyết định", "Trao tặng", "Tổng kết"),
    )
    places = [page.index(f"{n}. {step}") for n, step in enumerate(steps, start=1)]
    assert places == sorted(places)
    assert "4. Sơ kết 15/07/2017 01/KH-VP xong 10/07/2017" in page


def test_steps_of_the_whole_year_2016_are_done_from_launch_to_award() -> None:
    page = words("canbo", "year-line", year=2016)

    for n, step in (
        (1, "Phát động"),
        (2, "Ký giao ước"),
        (3, "Đăng ký danh hiệu"),
        (6, "Bình xét, đề nghị"),
        (7, "Họp Hội đồng"),
        (8, "Quyết định"),
        (9, "Trao tặng"),
    ):
        line = page.split(f"{n}. {step}", 1)[1].split(f"{n + 1}. ", 1)[0]
        assert "xong" in line.replace("chưa xong", ""), step
