"""The sample office in 2017: a movement launched jointly, and its half-year review.

A4: the block of advisory agencies, the office and the civil servants' union launch
together. D5: the review names the models it found. Words and people are invented.
"""

from datetime import date

from vinhdanh.commands.sample.cast import Cast
from vinhdanh.documents.summation import summation_docx
from vinhdanh.movements import actions, papers
from vinhdanh.movements.enums import (
    GatheringKind,
    MovementKind,
    PostClass,
    ReviewKind,
    Scope,
    StepOfYear,
)
from vinhdanh.movements.models import Movement

YEAR = 2017
BLOCK = "Khối thi đua các cơ quan tham mưu tổng hợp (mẫu)"
UNION = "Công đoàn Viên chức thành phố (mẫu)"
JOINT = actions.MovementForm(
    name="Thi đua cải cách hành chính, nâng cao đạo đức công vụ năm 2017",
    year=YEAR,
    first_day=date(2017, 3, 1),
    last_day=date(2017, 12, 31),
    kind=MovementKind.THEMATIC,
    scope=Scope.TREE,
    slogan="Công sở văn minh, công chức thân thiện",
    content="Khối thi đua, Văn phòng và Công đoàn cùng phát động, cùng chấm điểm.",
    launchers=(actions.LauncherLine(BLOCK), actions.LauncherLine(UNION)),
    targets=(
        actions.TargetLine(
            "Văn bản trình đúng hạn",
            unit="%",
            base_hundredths=96_00,
            goal_hundredths=98_00,
        ),
        actions.TargetLine(
            "Số lần phải sửa lại văn bản sau khi trình",
            unit="lần",
            direction="less",
            base_hundredths=40_00,
            goal_hundredths=20_00,
        ),
        actions.TargetLine("Không có công chức vi phạm đạo đức công vụ"),
    ),
    key_tasks=(
        actions.TaskLine("Rà soát, rút gọn quy trình nội bộ", due_on=date(2017, 5, 31)),
        actions.TaskLine("Lấy ý kiến đại biểu về thái độ phục vụ"),
    ),
)
CEREMONY = actions.GatheringForm(
    kind=GatheringKind.LAUNCH,
    name="Lễ phát động thi đua năm 2017 của Khối",
    held_on=date(2017, 3, 1),
    place="Hội trường Trung tâm Hành chính (mẫu)",
    minutes="Đại diện ba cơ quan cùng ký phát động trước toàn thể công chức.",
    attendees=(
        actions.AttendeeLine(
            "Hồ Thị Bích Vân (mẫu)", "Chủ tịch Công đoàn Viên chức", PostClass.AGENCY
        ),
        actions.AttendeeLine(
            "Đoàn Minh Khang (mẫu)", "Chánh Văn phòng, Trưởng khối", PostClass.HEAD
        ),
        actions.AttendeeLine(
            "La Quốc Bảo (mẫu)", "Phó Chủ tịch HĐND thành phố", PostClass.PROVINCE
        ),
        actions.AttendeeLine(
            "Ngô Thị Ánh Hồng (mẫu)", "Phó Chánh Văn phòng", PostClass.DEPUTY
        ),
    ),
    speeches=(
        actions.SpeechLine(
            "Đoàn Minh Khang (mẫu)", "Diễn văn phát động", "Chánh Văn phòng"
        ),
        actions.SpeechLine(
            "Hồ Thị Bích Vân (mẫu)",
            "Công đoàn đồng hành cùng công chức",
            "Chủ tịch Công đoàn Viên chức",
        ),
    ),
    directives=(
        actions.DirectiveLine(
            "Công khai thời hạn xử lý văn bản của từng phòng",
            "La Quốc Bảo (mẫu)",
            "Phó Chủ tịch HĐND thành phố",
            date(2017, 6, 30),
        ),
    ),
)
HALF_YEAR = actions.ReviewForm(
    kind=ReviewKind.HALF_YEAR,
    as_of=date(2017, 6, 30),
    results=(
        "Quy trình nội bộ được rà soát xong trước hạn.\n"
        "Nền nếp phục vụ đại biểu, cử tri có tiến bộ rõ."
    ),
    shortcomings="Một số văn bản còn phải sửa lại sau khi trình.",
    ahead="Nhân rộng cách làm của Phòng Tổng hợp trong sáu tháng cuối năm.",
    discoveries=(
        actions.DiscoveryLine(
            "Nhóm số hóa tài liệu kỳ họp (mẫu)",
            "Số hóa toàn bộ tài liệu kỳ họp, đại biểu tra cứu trên máy tính bảng",
            proposal="nhân rộng; đề nghị Giấy khen cuối năm",
        ),
        actions.DiscoveryLine(
            "Chuyên viên tiếp công dân (mẫu)",
            "Hướng dẫn công dân bằng phiếu một trang, giảm đơn gửi sai nơi",
            proposal="tuyên truyền trên trang thông tin",
        ),
    ),
)
REGULAR = actions.ReviewForm(
    kind=ReviewKind.HALF_YEAR,
    as_of=date(2017, 6, 30),
    results="Sáu tháng đầu năm các phòng hoàn thành nhiệm vụ theo kế hoạch.",
    ahead="Đăng ký sáng kiến trước ngày 30/9; hoàn thành hồ sơ khen thưởng sớm.",
    discoveries=(
        actions.DiscoveryLine(
            "Phòng Tổng hợp",
            "Báo cáo thẩm tra gửi trước kỳ họp mười ngày",
            proposal="nhân rộng ra các phòng",
        ),
    ),
)
PLAN = (
    (2017, StepOfYear.HALF_YEAR, date(2017, 7, 15), "01/KH-VP"),
    (2026, StepOfYear.SCORE, date(2026, 11, 30), "02/KH-VP"),
    (2026, StepOfYear.REPORT, date(2026, 12, 20), "02/KH-VP"),
)


def live_through(cast: Cast) -> Movement:
    """Launch together in March, review in July, and plan the year's deadlines."""
    draft = actions.prepare_movement(cast.officer, cast.unit, JOINT)
    movement = actions.launch_movement(
        cast.head, draft, on=JOINT.first_day, plan_number="07/KH-KTĐ"
    )
    gathering = actions.record_gathering(cast.officer, movement, CEREMONY)
    directive = gathering.directives.get()
    task = actions.track_directive(cast.officer, directive, movement)
    first = movement.key_tasks.get(position=1)
    for done, on in ((first, date(2017, 5, 20)), (task, date(2017, 6, 28))):
        actions.finish_task(cast.officer, done, on=on, remark="hoàn thành trước hạn")
    review = actions.prepare_review(cast.officer, movement, HALF_YEAR)
    concluded = actions.conclude_review(
        cast.head, review, _figures(), on=date(2017, 7, 10)
    )
    paper = papers.review_paper(concluded, _figures(), day=date(2017, 7, 10))
    actions.attach_document(
        cast.officer,
        movement,
        name="Báo cáo sơ kết 6 tháng đầu năm 2017",
        number="21/BC-VP",
        file_name="so-ket-6-thang.docx",
        data=summation_docx(paper),
    )
    _review_the_regular(cast)
    for year, step, due_on, source in PLAN:
        actions.plan_step(cast.officer, cast.unit, year, step, due_on, source=source)
    return movement


def _figures() -> list[actions.FigureLine]:
    """What was read at the review; nothing measures these targets in the sample."""
    return [
        actions.FigureLine("Văn bản trình đúng hạn", "96 %", "98 %", "98,5 %", "đạt"),
        actions.FigureLine(
            "Số lần phải sửa lại văn bản sau khi trình",
            "40 lần",
            "20 lần",
            "12 lần",
            "đạt",
        ),
    ]


def _review_the_regular(cast: Cast) -> None:
    """Review the year's regular movement too; its targets are words."""
    regular = Movement.objects.get(
        unit=cast.unit, year=YEAR, kind=MovementKind.REGULAR, scope=Scope.TREE
    )
    review = actions.prepare_review(cast.officer, regular, REGULAR)
    figures = [
        actions.FigureLine(row.name, row.base_shown, row.goal_shown, "")
        for row in regular.targets.all()
    ]
    actions.conclude_review(cast.head, review, figures, on=date(2017, 7, 10))
