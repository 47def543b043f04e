"""The Councils' half-yearly review meetings of 2023 (E5); everything is invented.

Each half-year a meeting looks at the movement; the first one ends in a review that
keeps how many petitions were answered and citizens received by then.
"""

from datetime import date

from vinhdanh.commands.sample.cast import Cast
from vinhdanh.commands.sample.council_2023 import councils
from vinhdanh.indicators import queries as indicators
from vinhdanh.movements import actions
from vinhdanh.movements.enums import GatheringKind, PostClass, ReviewKind
from vinhdanh.movements.models import Movement

YEAR = 2023
PLACE = "Hội trường HĐND quận (mẫu)"
HALF = date(YEAR, 6, 30)
MEETINGS = (
    (
        GatheringKind.HALF_YEAR,
        "Hội nghị sơ kết 6 tháng đầu năm 2023",
        date(YEAR, 7, 6),
        (
            "Đánh giá giao ước giữa chừng; giao các phường báo cáo đơn, kiến nghị theo "
            "từng nửa năm (dữ liệu mẫu)."
        ),
    ),
    (
        GatheringKind.FINAL,
        "Hội nghị tổng kết 6 tháng cuối năm và cả năm 2023",
        date(YEAR, 12, 21),
        "Nghe tham luận của các Ban, Tổ đại biểu và 06 phường (dữ liệu mẫu).",
    ),
)
REVIEW = actions.ReviewForm(
    kind=ReviewKind.HALF_YEAR,
    as_of=HALF,
    results="Tiếp công dân đều kỳ; đơn, kiến nghị được theo dõi đến khi trả lời "
    "(dữ liệu mẫu).",
    shortcomings="Các phường chưa báo cáo số liệu 6 tháng đầu năm (dữ liệu mẫu).",
    ahead="Trả lời hết đơn, kiến nghị tồn trong quý III (dữ liệu mẫu).",
    discoveries=(
        actions.DiscoveryLine(
            "Thường trực HĐND phường An Hòa", "Lịch tiếp công dân công khai hằng tháng"
        ),
    ),
)


def live_through(cast: Cast) -> None:
    """Hold the meetings of both halves, and conclude the review of the first."""
    officer, head = cast.user("canbohd"), cast.user("chutichhd")
    movement = Movement.objects.get(unit=councils().unit, year=YEAR)
    guest = actions.AttendeeLine(str(head), "Chủ tịch HĐND quận", PostClass.HEAD)
    for kind, name, on, minutes in MEETINGS:
        form = actions.GatheringForm(
            kind, name, on, PLACE, minutes=minutes, attendees=(guest,)
        )
        actions.record_gathering(officer, movement, form)
    review = actions.prepare_review(officer, movement, REVIEW)
    figures = [
        actions.FigureLine(
            row.target.name, row.target.base_shown, row.target.goal_shown, row.shown
        )
        for row in indicators.progress_of(movement, HALF)
    ]
    actions.conclude_review(head, review, figures, on=date(YEAR, 7, 6))
