"""The Councils' movement of 2023, its papers and covenant; everything is invented.

Boards, delegates' groups and the wards' Standing Committees sign one covenant; each
contributes papers (tham luận) to the year's conference, which the pledges count.
"""

from datetime import date

from vinhdanh.accounts.models import User
from vinhdanh.commands.sample.cast import Cast
from vinhdanh.commands.sample.council_2023 import Councils, councils
from vinhdanh.commands.sample.signing import sign_on_paper
from vinhdanh.covenants import actions
from vinhdanh.covenants.actions import PledgeLine
from vinhdanh.covenants.models import Covenant
from vinhdanh.movements import actions as movements
from vinhdanh.movements.actions import MovementForm, TargetLine, TaskLine
from vinhdanh.movements.models import Movement
from vinhdanh.registry import bodies
from vinhdanh.registry.models import Body

YEAR = 2023
SIGNED_ON = date(YEAR, 1, 18)
PLEDGES = (
    PledgeLine("Tham luận tại hội nghị tổng kết", "tham luận", 1_00),
    PledgeLine("Kiến nghị cử tri được theo dõi đến kết quả", "%", 100_00, 95_00),
    PledgeLine("Báo cáo gửi muộn", "báo cáo", 0, direction="less"),
)


def live_through(cast: Cast) -> None:
    """Launch the year, have it registered and signed; report, and launch 2024."""
    seated = councils()
    officer, head = cast.user("canbohd"), cast.user("chutichhd")
    movement = _launch(officer, head, seated)
    _register(officer, head, movement, seated)
    covenant = actions.draft_covenant(
        officer,
        movement,
        seated.signers,
        name="Giao ước thi đua năm 2023 của HĐND quận và các phường",
        text=(
            "Các Ban, Tổ đại biểu HĐND quận và Thường trực HĐND 06 phường cùng giao "
            "ước thi đua hoàn thành tốt nhiệm vụ năm 2023."
        ),
        pledges=PLEDGES,
    )
    sign_on_paper(
        officer,
        covenant,
        {body.pk: _signer(body) for body in seated.signers},
        place="Hội trường HĐND quận",
        on=SIGNED_ON,
    )
    _report(officer, covenant)
    movements.next_year_from(officer, movement)


def _launch(officer: User, head: User, seated: Councils) -> Movement:
    draft = movements.prepare_movement(
        officer,
        seated.unit,
        MovementForm(
            name="Thi đua nâng cao hiệu quả hoạt động HĐND năm 2023",
            year=YEAR,
            slogan="Đổi mới, sát dân, hiệu quả",
            content="Phong trào của HĐND quận và HĐND các phường (dữ liệu mẫu).",
            first_day=date(YEAR, 1, 1),
            last_day=date(YEAR, 12, 31),
            registration_opens=date(YEAR, 1, 10),
            registration_closes=date(YEAR, 2, 28),
            targets=(
                TargetLine("Kỳ họp đúng luật, đúng chương trình", "100 %"),
                TargetLine(
                    "Đơn, kiến nghị được trả lời",
                    indicator_code="don_da_tra_loi",
                    unit="đơn",
                    goal_hundredths=120_00,
                ),
                TargetLine(
                    "Tiếp công dân",
                    indicator_code="tiep_cong_dan",
                    unit="lượt",
                    goal_hundredths=180_00,
                ),
            ),
            key_tasks=(TaskLine("Giám sát chuyên đề", due_on=date(YEAR, 10, 31)),),
        ),
    )
    return movements.launch_movement(
        head, draft, on=date(YEAR, 1, 9), plan_number="01/KH-HĐND"
    )


def _register(officer: User, head: User, movement: Movement, seated: Councils) -> None:
    """Every signing collective aims at Tập thể Lao động tiên tiến."""
    wanted = {body.subject: ("TTLDTT",) for body in (seated.standing, *seated.signers)}
    movements.register_many(officer, movement, wanted, on=date(YEAR, 2, 10))
    movements.endorse(head, movement.registrations.all())


def _signer(body: Body) -> tuple[str, str]:
    """Return name and post of whoever sits first in a body on the day."""
    seat = bodies.members_on(body, SIGNED_ON).select_related("person__subject").first()
    assert seat is not None  # noqa: S101 - every body of the sample is seated
    return seat.person.name, seat.post or "Tổ trưởng"


def _report(officer: User, covenant: Covenant) -> None:
    """At the year's end each party has contributed a paper; some are still to tell."""
    papers, petitions, late = covenant.pledges.all()
    end = date(YEAR, 12, 20)
    for place, party in enumerate(covenant.parties.all()):
        actions.report_pledge(officer, party, papers, figure="1", as_of=end)
        if place % 2 == 0:
            figure = "100" if place % 4 == 0 else "gần 100"
            actions.report_pledge(officer, party, petitions, figure=figure, as_of=end)
            actions.report_pledge(officer, party, late, figure="0", as_of=end)
