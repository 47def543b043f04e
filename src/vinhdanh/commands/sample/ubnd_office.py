"""The office of a sample People's Committee, 2018 to 2019; everybody is invented.

C2: theme and slogan, goals of the next year, and what the superior asked for at the
final review as tracked tasks of the next year, each remembering its source.
"""

from dataclasses import replace
from datetime import date

from vinhdanh.commands.sample import offices
from vinhdanh.commands.sample.cast import Cast
from vinhdanh.movements import actions
from vinhdanh.movements.actions import launching
from vinhdanh.movements.enums import GatheringKind, PostClass, ReviewKind
from vinhdanh.movements.models import Movement
from vinhdanh.registry.models import Unit

NAME = "Văn phòng Ủy ban nhân dân tỉnh Sông Lam (dữ liệu mẫu)"
DIVISIONS = ("Phòng Hành chính - Tổ chức", "Phòng Tổng hợp", "Ban Tiếp công dân")
PEOPLE = (
    *("Bùi Thị Mẫu Đơn", "Lý Văn Ví Dụ", "Trịnh Thị Thử"),
    *("Cao Văn Nháp", "Hà Thị Tạm", "Đinh Văn Giả"),
)
SUPERIOR, POST = "Nguyễn Hữu Mẫu", "Chủ tịch Ủy ban nhân dân tỉnh"
FORM_2018 = actions.MovementForm(
    name="Phong trào thi đua năm 2018 của Văn phòng",
    year=2018,
    slogan="Kỷ cương, trách nhiệm, hành động, sáng tạo, hiệu quả",
    content="Thi đua tham mưu đúng, kịp thời; cải cách hành chính trong Văn phòng.",
    first_day=date(2018, 1, 1),
    last_day=date(2018, 12, 31),
    registration_opens=date(2018, 1, 15),
    registration_closes=date(2018, 2, 28),
    targets=(
        actions.TargetLine(
            "Văn bản đến được xử lý đúng hạn",
            indicator_code="ty_le_dung_han",
            unit="%",
            base_hundredths=92_00,
            goal_hundredths=95_00,
        ),
        actions.TargetLine(
            "Văn bản trao đổi hoàn toàn bằng điện tử",
            indicator_code="ty_le_dien_tu",
            unit="%",
            base_hundredths=60_00,
            goal_hundredths=80_00,
        ),
        actions.TargetLine(
            "Đơn thư tồn quá hạn",
            indicator_code="don_ton_qua_han",
            unit="đơn",
            direction="less",
            base_hundredths=12_00,
            goal_hundredths=5_00,
        ),
    ),
    key_tasks=(
        actions.TaskLine("Vận hành trục liên thông văn bản", due_on=date(2018, 9, 30)),
        actions.TaskLine("Sửa quy chế làm việc của Ủy ban", due_on=date(2018, 6, 30)),
        actions.TaskLine("Điểm báo hằng ngày phục vụ điều hành"),
    ),
)
REVIEW_2018 = actions.ReviewForm(
    kind=ReviewKind.FINAL,
    as_of=date(2018, 12, 31),
    results="Hoàn thành các nhiệm vụ được giao; văn bản điện tử tăng nhanh.",
    shortcomings="Vận hành trục liên thông còn chậm so với kế hoạch.",
    ahead="Năm 2019: bứt phá về văn bản điện tử và tiếp công dân.",
    discoveries=(
        actions.DiscoveryLine(
            "Phòng Tổng hợp",
            "Rút ngắn thời gian thẩm tra văn bản trình",
            NAME,
            "Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh",
        ),
    ),
)
CONFERENCE = actions.GatheringForm(
    kind=GatheringKind.FINAL,
    name="Hội nghị tổng kết năm 2018, triển khai nhiệm vụ năm 2019",
    held_on=date(2019, 1, 8),
    place="Hội trường Ủy ban nhân dân tỉnh (mẫu)",
    attendees=(
        actions.AttendeeLine("Đặng Văn Mẫu", "Chánh Văn phòng", PostClass.HEAD),
        actions.AttendeeLine(SUPERIOR, POST, PostClass.PROVINCE),
    ),
    speeches=(actions.SpeechLine(SUPERIOR, "Phát biểu chỉ đạo", POST),),
    directives=(
        actions.DirectiveLine(
            "Theo dõi, đôn đốc nhiệm vụ giao trên phần mềm, không để quá hạn",
            *(SUPERIOR, POST, date(2019, 3, 31)),
        ),
        actions.DirectiveLine(
            "Nâng chất lượng tham mưu, thẩm tra văn bản quy phạm pháp luật",
            *(SUPERIOR, POST),
        ),
        actions.DirectiveLine(
            "Tổ chức tiếp công dân nền nếp, đối thoại định kỳ",
            *(SUPERIOR, POST, date(2019, 6, 30)),
        ),
    ),
)


def office() -> Unit:
    """Return the office, once it is founded."""
    return Unit.objects.select_related("subject").get(subject__name=NAME)


def live_through(cast: Cast) -> None:
    """Found the office, live 2018 through and launch 2019 from it."""
    found = offices.found(
        cast,
        NAME,
        DIVISIONS,
        ending="ub",
        place="Sông Lam",
        since=date(2010, 1, 1),
    )
    offices.enter(found, PEOPLE)
    movement = _live_2018(found)
    _launch_2019(found, movement)


def _live_2018(found: offices.Office) -> Movement:
    draft = actions.prepare_movement(found.officer, found.unit, FORM_2018)
    movement = actions.launch_movement(
        found.head, draft, on=date(2018, 1, 12), plan_number="05/KH-VP"
    )
    for task in movement.key_tasks.exclude(position=1):
        actions.finish_task(
            found.officer, task, on=date(2018, 12, 20), remark="đã xong"
        )
    actions.record_gathering(found.officer, movement, CONFERENCE)
    review = actions.prepare_review(found.officer, movement, REVIEW_2018)
    figures = [
        actions.FigureLine(row.name, row.base_shown, row.goal_shown, "")
        for row in movement.targets.all()
    ]
    actions.conclude_review(found.head, review, figures, on=date(2019, 1, 8))
    return movement


def _launch_2019(found: offices.Office, movement: Movement) -> None:
    """Draft from 2018: the undone task and three directives come along."""
    draft = actions.next_year_from(found.officer, movement)
    form = launching.form_of(draft)
    goals = (98_00, 95_00, 0)
    mended = replace(
        form,
        slogan="Đoàn kết, kỷ cương, đổi mới, bứt phá",
        targets=tuple(
            replace(line, goal_hundredths=goal)
            for line, goal in zip(form.targets, goals, strict=True)
        ),
    )
    actions.mend_movement(found.officer, draft, mended)
    launched = actions.launch_movement(
        found.head, draft, on=date(2019, 1, 15), plan_number="03/KH-VP"
    )
    answered = launched.key_tasks.exclude(directive=None).order_by("position")[0]
    actions.finish_task(
        found.officer,
        answered,
        on=date(2019, 3, 25),
        remark="phần mềm theo dõi nhiệm vụ chạy chính thức",
    )
