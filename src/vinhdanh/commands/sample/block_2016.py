"""The block of advisory agencies, 2016 to 2017 (B1 to B3); points and votes invented.

Published: yearly criteria, nine key tasks and a covenant among all units; the lead for
2017 handed to the Council's office with the travelling flag; the flag to Sở Nội vụ,
Bằng khen to three units. Who led in 2016 and which three units is not known.
"""

from datetime import date

from vinhdanh.blocks import actions
from vinhdanh.blocks.actions.handing import hash_of
from vinhdanh.blocks.enums import DocumentKind, PostWay, Step, TieBreak
from vinhdanh.blocks.models import BlockYear
from vinhdanh.commands.sample import block_scores
from vinhdanh.commands.sample.block_members import (
    COMMITTEE,
    FINANCE,
    HEADS,
    HOME,
    PLANNING,
    Members,
    found,
    proof_of,
)
from vinhdanh.commands.sample.cast import Cast
from vinhdanh.commands.sample.movements_2017 import UNION
from vinhdanh.commands.sample.signing import sign_on_paper
from vinhdanh.covenants.actions import PledgeLine
from vinhdanh.ledger import actions as ledger
from vinhdanh.movements import actions as movements
from vinhdanh.movements.enums import Scope

FLAG, DIPLOMA = "CO_TINH", "BK_TINH"
SOURCE = "Hướng dẫn chấm điểm khối (mẫu)"
CITY = "Chủ tịch Ủy ban nhân dân thành phố"
REVIEWED_ON = date(2017, 1, 9)
KEY_TASKS = (
    "Tham mưu chương trình công tác, theo dõi việc giao đúng hạn",
    "Cải cách hành chính, rút ngắn thời gian giải quyết hồ sơ",
    "Liên thông văn bản điện tử giữa các cơ quan trong khối",
    "Kỷ luật, kỷ cương, đạo đức công vụ",
    "Thực hành tiết kiệm, chống lãng phí",
    "Tiếp công dân, giải quyết đơn thư đúng hạn",
    "Sáng kiến, cách làm mới được áp dụng",
    "Phát hiện, nhân rộng điển hình tiên tiến",
    "Hoạt động xã hội, văn hóa, thể thao của khối",
)
VOTES = {
    FLAG: {HOME: 6, COMMITTEE: 1},
    DIPLOMA: {COMMITTEE: 7, FINANCE: 6, PLANNING: 5},
}
WINNERS = {FLAG: (HOME,), DIPLOMA: (COMMITTEE, FINANCE, PLANNING)}


def live_through(cast: Cast) -> None:
    """Let the block live its year 2016 and begin 2017 under the sample office."""
    members = found(cast)
    year = _begin_2016(members)
    _file(members, year, date(2016, 1, 4))
    _launch(members, year, date(2016, 1, 20))
    _hold_half_year(members, year)
    block_scores.score(members, year)
    _honour(members, year)
    _confer(members)
    ahead = _hand_over(members, year)
    _begin_2017(members, ahead)


def _begin_2016(members: Members) -> BlockYear:
    host = members.host
    year = actions.begin_year(host, members.block, 2016)
    actions.set_allowances(host, year, {FLAG: 1, DIPLOMA: 3}, source=SOURCE)
    actions.set_tie_breaks(host, year, [TieBreak.LESS_PENALTY, TieBreak.MORE_VOTES])
    actions.seat_lead(
        host,
        year,
        members.units[COMMITTEE],
        [members.units[HOME]],
        on=date(2016, 1, 4),
        way=PostWay.ROTATED,
        source="Biên bản tổng kết năm 2015 (mẫu)",
    )
    for kind, name, number in (
        (DocumentKind.REGULATION, "Quy chế hoạt động của khối", "01/QC-KTĐ"),
        (DocumentKind.PLAN, "Kế hoạch thi đua của khối năm 2016", "02/KH-KTĐ"),
    ):
        actions.keep_document(
            members.lead_2016,
            year,
            kind=kind,
            name=name,
            number=number,
            dated_on=date(2016, 1, 15),
        )
    return year


def _file(
    members: Members,
    year: BlockYear,
    on: date,
    step: Step = Step.REGISTER,
    text: str = "100 % nhiệm vụ đúng hạn; 100 % công chức hoàn thành nhiệm vụ.",
) -> None:
    """Record the papers of all members, with the day that stands on them."""
    host = members.user_of(year.block.unit)
    for unit in members.everybody:
        actions.file_for(
            host,
            year,
            members.seat(unit),
            step,
            text=text,
            on=on,
        )


def _launch(members: Members, year: BlockYear, on: date) -> None:
    """Launch the movement with its nine key tasks, and sign among all on one day."""
    lead = year.posts.select_related("unit__subject").get(place=0)
    of_2017 = year.year == 2017  # noqa: PLR2004 - the second year of the sample
    actor = members.user_of(lead.unit)
    form = movements.MovementForm(
        name=f"Phong trào thi đua của khối năm {year.year}",
        year=year.year,
        first_day=date(year.year, 1, 1),
        last_day=date(year.year, 12, 31),
        scope=Scope.INVITED,
        slogan="Tham mưu đúng, phối hợp nhanh, phục vụ tốt",
        launchers=(
            movements.LauncherLine(members.block.name),
            *([movements.LauncherLine(UNION)] if of_2017 else []),
        ),
        targets=(
            movements.TargetLine("Nhiệm vụ được giao hoàn thành đúng hạn", "100 %"),
            movements.TargetLine("Công chức hoàn thành nhiệm vụ", "100 %"),
        ),
        key_tasks=tuple(movements.TaskLine(name) for name in KEY_TASKS),
    )
    movement = actions.begin_movement(actor, year, form)
    head = members.cast.head if of_2017 else actor
    movements.launch_movement(head, movement, on=on, plan_number="02/KH-KTĐ")
    covenant = actions.begin_covenant(
        actor,
        year,
        name=f"Giao ước thi đua của khối năm {year.year}",
        text="Các cơ quan trong khối thi đua thực hiện chín nhiệm vụ trọng tâm.",
        pledges=[
            PledgeLine("100 % nhiệm vụ được giao hoàn thành đúng hạn"),
            PledgeLine("Mỗi cơ quan có ít nhất một cách làm mới được áp dụng"),
        ],
    )
    signers = {members.units[name].pk: who for name, who in HEADS.items()}
    signers[members.own.pk] = ("Đoàn Minh Khang (mẫu)", "Chánh Văn phòng")
    sign_on_paper(actor, covenant, signers, place="Hội nghị ký giao ước", on=on)


def _hold_half_year(members: Members, year: BlockYear) -> None:
    report = "Nhiệm vụ sáu tháng đầu năm đúng tiến độ."
    _file(members, year, date(2016, 7, 8), Step.HALF_YEAR, report)
    actions.hold_review(
        members.lead_2016,
        year,
        Step.HALF_YEAR,
        on=date(2016, 7, 20),
        place=COMMITTEE,
        conclusion="Các đơn vị bám sát chín nhiệm vụ trọng tâm; cần nhân rộng cách làm "
        "liên thông văn bản điện tử.",
    )


def _honour(members: Members, year: BlockYear) -> None:
    """Review the year, vote in secret on paper, and propose within the allowance."""
    lead = members.lead_2016
    report = "Hoàn thành chín nhiệm vụ trọng tâm của năm."
    _file(members, year, date(2016, 12, 28), Step.FINAL, report)
    actions.hold_review(
        lead,
        year,
        Step.FINAL,
        on=REVIEWED_ON,
        place=COMMITTEE,
        conclusion="Khối hoàn thành chín nhiệm vụ trọng tâm; suy tôn và đề nghị khen "
        "thưởng theo số lượng được giao.",
    )
    everybody = [members.seat(unit) for unit in members.everybody]
    for award, agreed in VOTES.items():
        ballot = actions.open_ballot(
            lead,
            year,
            award,
            on=REVIEWED_ON,
            is_secret=True,
            is_on_paper=True,
            needed=(1, 2),
        )
        lines = ballot.lines.select_related("member__unit__subject")
        votes = {
            line.pk: (n := agreed.get(line.member.unit.name, 0), len(everybody) - n)
            for line in lines
        }
        actions.record_count(lead, ballot, everybody, votes)
        actions.close_ballot(lead, ballot)
    for award, names in WINNERS.items():
        for name in names:
            seat = members.seat(members.units[name])
            actions.propose(lead, year, seat, award, on=date(2017, 1, 12))


def _confer(members: Members) -> None:
    """Record the city's decision, each unit's officer for its own unit."""
    decision = ledger.DecisionRef(CITY, "315/QĐ-UBND (mẫu)", date(2017, 2, 3))
    for award, names in WINNERS.items():
        for name in names:
            unit = members.units[name]
            line = ledger.AwardLine(
                unit.subject,
                award,
                2016,
                unit,
                recipient_name=unit.name,
                achievement="Có thành tích xuất sắc trong khối thi đua năm 2016",
                source="Quyết định của thành phố (mẫu)",
            )
            user = members.user_of(unit)
            ledger.record_outside_decision(user, unit, [line], decision)


def _hand_over(members: Members, year: BlockYear) -> BlockYear:
    """Hand the lead and the travelling flag to the Council's office for 2017."""
    lead, head = members.lead_2016, members.cast.head
    ahead = actions.begin_year(lead, members.block, 2017)
    actions.seat_lead(
        lead,
        ahead,
        members.own,
        [members.units[HOME], members.units[FINANCE]],
        on=REVIEWED_ON,
        way=PostWay.ELECTED,
        source="Biên bản tổng kết năm 2016 (mẫu)",
    )
    record = actions.write_hand_over(
        lead,
        year,
        on=REVIEWED_ON,
        place="Hội nghị tổng kết khối năm 2016",
        with_flag=True,
        flag_note="Cờ còn tốt, kèm giá cờ",
        documents=("Quy chế hoạt động của khối", "Bảng điểm, biên bản năm 2016"),
        tasks=[actions.Task("Trình khen thưởng năm 2016", date(2017, 1, 31))],
    )
    for side, user in (("given", lead), ("received", head)):
        actions.confirm_hand_over(
            user,
            record,
            side,
            title="Chánh Văn phòng",
            seen_hash=hash_of(record),
            proof=proof_of(user),
        )
    return ahead


def _begin_2017(members: Members, year: BlockYear) -> None:
    """Launch 2017 under the new lead, with the civil servants' union (A4)."""
    _file(members, year, date(2017, 1, 5))
    _launch(members, year, date(2017, 1, 23))
