"""A sample office between two congresses: 2015–2020 summed, 2020–2025 launched.

D1, D5: the congress of 2020 reads out giấy khen of 6 collectives and 31 people, and
the models that the yearly reviews found. Names of people are invented by number.
"""

from collections.abc import Iterator
from datetime import date

from django.db import transaction

from vinhdanh.commands.sample import offices
from vinhdanh.commands.sample.cast import Cast
from vinhdanh.ledger import actions as ledger
from vinhdanh.ledger.enums import Way
from vinhdanh.movements import actions
from vinhdanh.movements.enums import GatheringKind, MovementKind, PostClass, ReviewKind
from vinhdanh.movements.models import Movement, Review
from vinhdanh.registry.models import Person

NAME = "Văn phòng Đoàn ĐBQH và HĐND thành phố Cửa Biển (dữ liệu mẫu)"
DIVISIONS = (
    *("Phòng Tổng hợp", "Phòng Công tác Quốc hội", "Phòng Công tác Hội đồng"),
    *("Phòng Dân nguyện", "Phòng Thông tin", "Phòng Hành chính - Quản trị"),
)
FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ")
GIVEN = ("An", "Bình", "Châu", "Dũng", "Giang", "Hà", "Khánh", "Lan", "Minh", "Nga")
PEOPLE = 31
FIRST, NEXT = 2015, 2020
DECISION = "45/QĐ-VP"
DECIDED_ON = date(2020, 5, 15)
THEMES = {
    2015: "Thi đua chào mừng đại hội các cấp",
    2016: "Kỷ cương, phục vụ bầu cử",
    2017: "Cải cách hành chính, một cửa điện tử",
    2018: "Văn bản điện tử liên thông",
    2019: "Về đích trước hạn",
}
MODELS = {
    2017: ("Phòng Thông tin", "Điểm báo hằng ngày và chuyên mục trên cổng thông tin"),
    2018: ("Phòng Dân nguyện", "Theo dõi kiến nghị cử tri đến kết quả cuối cùng"),
    2019: ("Phòng Tổng hợp", "Kỳ họp không giấy"),
}


def live_through(cast: Cast) -> None:
    """Found the office, live five years, hold the congress, launch the next five."""
    office = offices.found(
        cast,
        NAME,
        DIVISIONS,
        ending="cb",
        place="Cửa Biển",
        since=date(2010, 1, 1),
    )
    people = offices.enter(office, list(_names()))
    five = _launch(
        office,
        actions.MovementForm(
            name="Phong trào thi đua yêu nước giai đoạn 2015–2020",
            year=FIRST,
            kind=MovementKind.FIVE_YEARS,
            slogan="Đoàn kết, sáng tạo, hiệu quả",
            first_day=date(2015, 1, 1),
            last_day=date(2019, 12, 31),
            targets=(actions.TargetLine("100 % phòng có điển hình được nhân rộng"),),
        ),
        date(2015, 1, 20),
    )
    for year, theme in THEMES.items():
        _live_year(office, five, year, theme)
    _confer(office, people)
    _hold_congress(office, five)
    draft = actions.next_year_from(office.officer, five)
    actions.launch_movement(
        office.head, draft, on=date(2020, 5, 20), plan_number="12/KH-VP"
    )


def _names() -> Iterator[str]:
    for place in range(PEOPLE):
        family, given = FAMILIES[place % 10], GIVEN[(place * 3 + place // 10) % 10]
        yield f"{family} Mẫu {given}"


def _launch(office: offices.Office, form: actions.MovementForm, on: date) -> Movement:
    draft = actions.prepare_movement(office.officer, office.unit, form)
    return actions.launch_movement(
        office.head, draft, on=on, plan_number=f"02/KH-VP năm {on.year}"
    )


def _live_year(office: offices.Office, five: Movement, year: int, theme: str) -> None:
    movement = _launch(
        office,
        actions.MovementForm(
            name=f"Phong trào thi đua năm {year}",
            year=year,
            slogan=theme,
            parent=five,
            first_day=date(year, 1, 1),
            last_day=date(year, 12, 31),
            targets=(
                actions.TargetLine("Nhiệm vụ được giao hoàn thành đúng hạn", "100 %"),
                actions.TargetLine("Phòng đạt Tập thể lao động tiên tiến", "100 %"),
            ),
            key_tasks=(
                actions.TaskLine("Phục vụ các kỳ họp trong năm"),
                actions.TaskLine("Phục vụ giám sát, khảo sát"),
            ),
        ),
        date(year, 1, 25),
    )
    for task in movement.key_tasks.all():
        actions.finish_task(office.officer, task, on=date(year, 12, 20))
    found = MODELS.get(year)
    review = actions.prepare_review(
        office.officer,
        movement,
        actions.ReviewForm(
            kind=ReviewKind.FINAL,
            as_of=date(year, 12, 31),
            results=f"Hoàn thành nhiệm vụ năm {year}; các phòng thi đua thực chất.",
            discoveries=(
                (actions.DiscoveryLine(found[0], found[1], NAME, "Giấy khen"),)
                if found
                else ()
            ),
        ),
    )
    _conclude(office, review, date(year, 12, 31))


def _conclude(office: offices.Office, review: Review, on: date) -> None:
    """Conclude a review; nothing measures these targets in the sample."""
    figures = [
        actions.FigureLine(row.name, row.base_shown, row.goal_shown, "")
        for row in review.movement.targets.all()
    ]
    actions.conclude_review(office.head, review, figures, on=on)


def _confer(office: offices.Office, people: list[Person]) -> None:
    """Enter the titles of the five years, and the giấy khen of the congress."""
    head = f"Chánh {NAME}"
    decisions = []
    for year in THEMES:
        lines = [_line(person, "LDTT", year) for person in people[:20]]
        lines += [_line(person, "CSTDCS", year) for person in people[:3]]
        ref = ledger.DecisionRef(
            head, f"{year - 1990}/QĐ-VP", date(year, 12, 28), office.unit
        )
        decisions.append((ref, lines))
    honoured = [_line(person, "GK", FIRST + 4) for person in people]
    honoured += [
        ledger.AwardLine(
            subject=unit.subject,
            code="GK",
            year=FIRST + 4,
            unit=unit,
            recipient_name=unit.name,
            unit_name=NAME,
            achievement="Xuất sắc trong phong trào thi đua yêu nước 2015–2020",
            source=offices.SOURCE,
        )
        for unit in office.divisions
    ]
    ref = ledger.DecisionRef(head, DECISION, DECIDED_ON, office.unit)
    with transaction.atomic():
        ledger.enter_decisions(
            office.officer, [*decisions, (ref, honoured)], way=Way.IMPORTED
        )


def _line(person: Person, code: str, year: int) -> ledger.AwardLine:
    unit = person.posts.select_related("unit__subject").get().unit
    return ledger.AwardLine(
        subject=person.subject,
        code=code,
        year=year,
        unit=unit,
        recipient_name=person.name,
        unit_name=unit.name,
        source=offices.SOURCE,
    )


def _hold_congress(office: offices.Office, five: Movement) -> None:
    actions.record_gathering(
        office.officer,
        five,
        actions.GatheringForm(
            kind=GatheringKind.CONGRESS,
            name="Hội nghị điển hình tiên tiến giai đoạn 2015–2020",
            held_on=date(2020, 5, 20),
            place="Hội trường Thành ủy Cửa Biển (mẫu)",
            minutes="Tổng kết giai đoạn 2015–2020; phát động giai đoạn 2020–2025.",
            award_decisions=DECISION,
            attendees=(
                actions.AttendeeLine(
                    "Phan Thị Mẫu", "Phó Chủ tịch HĐND thành phố", PostClass.PROVINCE
                ),
                actions.AttendeeLine("Vũ Văn Mẫu", "Chánh Văn phòng", PostClass.HEAD),
            ),
            speeches=(
                actions.SpeechLine("Phòng Thông tin", "Tham luận: điểm báo hằng ngày"),
                actions.SpeechLine("Phòng Dân nguyện", "Tham luận: kiến nghị cử tri"),
            ),
        ),
    )
    review = actions.prepare_review(
        office.officer,
        five,
        actions.ReviewForm(
            kind=ReviewKind.FINAL,
            as_of=date(2019, 12, 31),
            results="Năm năm thi đua đều, nhiều cách làm được nhân rộng.",
            ahead="Giai đoạn 2020–2025: mỗi phòng mỗi năm một điển hình.",
        ),
    )
    _conclude(office, review, date(2020, 5, 20))
