"""The office's whole year 2016, from the roster to the certificates.

Published totals of a People's Council office (A1, A2, A3): LĐTT 38/38, CSTĐCS
16/38, TTLĐTT 03/03, TTLĐXS 01/03 proposed; of the city: TTLĐXS 1, CSTĐ 1, Bằng
khen 2 collectives + 6 people; of the office: giấy khen 1 collective + 14 people;
2017 launched with 6 targets and 10 key tasks. The people are invented.
"""

from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings

from vinhdanh import assess
from vinhdanh.accounts.enums import Role
from vinhdanh.commands.sample import end_of_2016
from vinhdanh.commands.sample.cast import FOLDER_2016, Cast
from vinhdanh.commands.sample.signing import sign_on_paper
from vinhdanh.covenants import actions as covenants
from vinhdanh.covenants.actions import PledgeLine
from vinhdanh.eligibility import actions as eligibility
from vinhdanh.indicators import actions as indicators
from vinhdanh.intake import actions as intake
from vinhdanh.intake.batches import mapping_of
from vinhdanh.movements.actions import (
    MovementForm,
    TargetLine,
    TaskLine,
    launching,
    registering,
)
from vinhdanh.movements.models import Movement
from vinhdanh.registry import actions as registry_actions

if TYPE_CHECKING:
    from vinhdanh.registry.models import Subject

YEAR = 2016
LAST_DAY = date(2016, 12, 31)


def import_roster(cast: Cast) -> None:
    """Import the officer's sheet, and what she knows beside it."""
    source = settings.VINHDANH_SAMPLES / FOLDER_2016 / "danh-sach.xlsx"
    batch = intake.read_sheet(
        cast.officer, cast.unit, source.read_bytes(), source.name, year=YEAR
    )
    # As she would on the page: in this office an empty cell means no discipline.
    meant = mapping_of(batch).with_blank("discipline", "none")
    intake.remap(cast.officer, batch, meant)
    intake.add_unit_for(cast.officer, batch, *cast.names["units"])
    intake.say_no_inquiry(cast.officer, batch, is_so=True)
    intake.confirm(cast.officer, batch)


def record_the_rest(cast: Cast) -> None:
    """Record what is not in the sheet: the grades of the units."""
    for unit in cast.divisions:
        for year in (YEAR - 1, YEAR):
            registry_actions.record_year_facts(
                cast.officer,
                unit.subject,
                year,
                {
                    "rating": "HTXS",
                    "pending_inquiry": False,
                    "discipline": "none",
                    "is_title_list_complete": True,
                },
                source=f"Kết luận kiểm điểm tập thể năm {year}",
            )


def adopt_rules(cast: Cast) -> None:
    """Adopt the office's own invented rules: giấy khen, quorum, agreement."""
    for rule in assess.sample_rules():
        eligibility.adopt_local_rule(cast.head, cast.unit, rule)


def launch_2016(cast: Cast) -> Movement:
    movement = launching.prepare_movement(
        cast.officer,
        cast.unit,
        MovementForm(
            name="Thi đua hoàn thành xuất sắc nhiệm vụ năm 2016",
            year=2016,
            slogan="Kỷ cương, trách nhiệm, phục vụ đại biểu và cử tri",
            content="Phong trào thi đua thường xuyên của Văn phòng năm 2016.",
            first_day=date(2016, 1, 1),
            last_day=LAST_DAY,
            registration_opens=date(2016, 1, 15),
            registration_closes=date(2016, 2, 29),
            targets=(
                TargetLine("Cá nhân đạt Lao động tiên tiến", "100 %"),
                TargetLine("Phòng đạt Tập thể lao động tiên tiến", "03 phòng"),
                TargetLine("Tài liệu kỳ họp gửi đại biểu đúng hạn", "100 %"),
                TargetLine("Sáng kiến được công nhận cấp cơ sở", "từ 15 trở lên"),
            ),
            key_tasks=(
                TaskLine("Phục vụ bầu cử và kỳ họp thứ nhất của khóa mới"),
                TaskLine("Phục vụ các cuộc giám sát theo chương trình năm"),
                TaskLine("Tổng hợp ý kiến cử tri trước và sau kỳ họp"),
                TaskLine("Nền nếp tiếp công dân, chuyển đơn đúng hạn"),
                TaskLine("Bảo đảm hậu cần, an toàn tài sản công"),
            ),
        ),
    )
    return launching.launch_movement(
        cast.head, movement, on=date(2016, 1, 15), plan_number="03/KH-VP"
    )


def launch_2017(cast: Cast) -> Movement:
    """Launch the next year's movement: 6 targets, 10 key tasks (A3)."""
    movement = launching.prepare_movement(
        cast.officer,
        cast.unit,
        MovementForm(
            name="Thi đua hoàn thành xuất sắc nhiệm vụ năm 2017",
            year=2017,
            slogan="Đổi mới, kỷ cương, hiệu quả",
            content="Phong trào thi đua thường xuyên của Văn phòng năm 2017.",
            first_day=date(2017, 1, 1),
            last_day=date(2017, 12, 31),
            registration_opens=date(2017, 1, 10),
            registration_closes=date(2017, 2, 28),
            targets=tuple(
                TargetLine(name, goal)
                for name, goal in (
                    ("Cá nhân hoàn thành tốt nhiệm vụ trở lên", "100 %"),
                    ("Cá nhân đạt Lao động tiên tiến", "từ 95 % trở lên"),
                    ("Phòng đạt Tập thể lao động tiên tiến", "03 phòng"),
                    ("Tài liệu kỳ họp gửi đại biểu đúng hạn", "100 %"),
                    ("Đơn thư của công dân được xử lý đúng hạn", "100 %"),
                    ("Sáng kiến được công nhận cấp cơ sở", "từ 16 trở lên"),
                )
            ),
            key_tasks=tuple(
                TaskLine(name)
                for name in (
                    "Phục vụ các kỳ họp thường lệ và chuyên đề",
                    "Phục vụ giám sát của Hội đồng, Thường trực và các Ban",
                    "Nâng chất lượng thẩm tra dự thảo nghị quyết",
                    "Tổ chức tiếp xúc cử tri và theo dõi trả lời kiến nghị",
                    "Tiếp công dân, xử lý đơn thư",
                    "Thông tin, tuyên truyền hoạt động của Hội đồng",
                    "Ứng dụng công nghệ thông tin, văn bản điện tử",
                    "Đào tạo, bồi dưỡng công chức",
                    "Thực hành tiết kiệm, quản lý tài sản công",
                    "Làm trưởng khối thi đua năm 2017",
                )
            ),
        ),
    )
    return launching.launch_movement(
        cast.head, movement, on=date(2017, 1, 10), plan_number="01/KH-VP"
    )


def register(cast: Cast, movement: Movement) -> None:
    """Register the titles of the year and have the units endorse them."""
    on = date(2016, 2, 10)
    officer = cast.officer
    registering.register_all(officer, movement, cast.unit, "LDTT", on=on)
    fighters = cast.people("nominated_grassroots_fighters")
    wanted: dict[Subject, tuple[str, ...]] = {
        person.subject: ("CSTDCS",) for person in fighters
    }
    for person in cast.people("city_fighter"):
        wanted[person.subject] = ("CSTDCS", "CSTD_TINH")
    registering.register_many(officer, movement, wanted, on=on)
    registering.register_all(officer, movement, cast.unit, "TTLDTT", on=on)
    registering.register(
        officer, movement, cast.divisions[0].subject, ("TTLDXS",), on=on
    )
    # One joined the office on the last day of the window.
    registering.register_all(
        officer,
        movement,
        cast.unit,
        "LDTT",
        "Mới tuyển dụng ngày 29/02/2016",
        on=date(2016, 3, 4),
    )
    registering.endorse(cast.head, movement.registrations.all())


def sign_covenant(cast: Cast, movement: Movement) -> None:
    """Have the heads of the three divisions sign the year's covenant."""
    covenant = covenants.draft_covenant(
        cast.officer,
        movement,
        cast.divisions,
        name="Giao ước thi đua năm 2016 giữa các phòng",
        text=(
            "Các phòng thuộc Văn phòng cùng nhau giao ước thi đua hoàn thành xuất sắc"
            " nhiệm vụ năm 2016, giúp đỡ nhau trong công việc và cùng tiến bộ."
        ),
        pledges=(
            PledgeLine("Nhiệm vụ được giao hoàn thành đúng hạn", "%", 100_00, 97_00),
            PledgeLine("Cá nhân đạt Lao động tiên tiến", "%", 100_00),
            PledgeLine("Sáng kiến được công nhận của mỗi phòng", "sáng kiến", 4_00),
        ),
    )
    heads = {
        user.assignments.get(role=Role.UNIT_HEAD).unit_id: user.full_name
        for name, user in cast.users.items()
        if name.startswith("truongphong")
    }
    sign_on_paper(
        cast.officer,
        covenant,
        {unit: (name, "Trưởng phòng") for unit, name in heads.items()},
        place="Hội trường Văn phòng",
        on=date(2016, 2, 15),
    )


def record_figures(cast: Cast) -> None:
    """Record a few figures of the year."""
    for code, name, measure, value in (
        ("ky_hop", "Kỳ họp Hội đồng nhân dân được phục vụ", "kỳ họp", "3"),
        ("giam_sat", "Cuộc giám sát được phục vụ", "cuộc", "14"),
        ("nghi_quyet", "Nghị quyết được ban hành", "nghị quyết", "36"),
        ("tiep_dan", "Công dân được tiếp", "lượt", "412"),
    ):
        indicator = indicators.define_indicator(
            cast.officer, cast.unit, code=code, name=name, measure=measure
        )
        indicators.record_value(
            cast.officer, indicator, YEAR, value, source="Số liệu mẫu"
        )


def live_through(cast: Cast) -> None:
    """Live the year through after the roster and the accounts are there."""
    record_the_rest(cast)
    adopt_rules(cast)
    movement = launch_2016(cast)
    register(cast, movement)
    sign_covenant(cast, movement)
    record_figures(cast)
    round_ = end_of_2016.nominate(cast)
    end_of_2016.hold_meeting(cast, round_)
    issued = end_of_2016.decide(cast, round_)
    end_of_2016.submit_above(cast, round_)
    end_of_2016.record_the_city(cast, round_)
    end_of_2016.print_and_publish(cast, issued)
    launch_2017(cast)
