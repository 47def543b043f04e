"""The same office in 2026: a year under way, with work waiting for every role.

Days are set from today, so that the desk of whoever opens the sample shows deadlines
ahead of her. Everything here is invented.
"""

from datetime import date, time, timedelta

from django.conf import settings

from vinhdanh.base import clock
from vinhdanh.commands.sample.cast import FOLDER_2026, Cast, hand_over, subjects
from vinhdanh.commands.sample.end_of_2016 import settle_doubts
from vinhdanh.commands.sample.signing import sign_on_paper
from vinhdanh.councils import actions as councils
from vinhdanh.councils.counting import Count
from vinhdanh.councils.enums import CouncilKind, CouncilPost, Presence
from vinhdanh.councils.models import Council
from vinhdanh.covenants import actions as covenants
from vinhdanh.covenants.actions import PledgeLine
from vinhdanh.decisions import actions as decisions
from vinhdanh.decisions.enums import PaperKind
from vinhdanh.decisions.suggestions import suggested_form
from vinhdanh.indicators import actions as indicators
from vinhdanh.intake import actions as intake
from vinhdanh.intake.batches import mapping_of
from vinhdanh.intake.enums import RowWord
from vinhdanh.ledger.enums import Basis
from vinhdanh.movements.actions import (
    MovementForm,
    TargetLine,
    TaskLine,
    launching,
    next_year_from,
    personal,
    registering,
)
from vinhdanh.movements.models import Movement
from vinhdanh.nominations import actions as nominations
from vinhdanh.nominations.enums import NominationState
from vinhdanh.nominations.models import Round
from vinhdanh.registry import actions as registry_actions
from vinhdanh.registry import queries as registry
from vinhdanh.registry.enums import LeaderClass, Rating
from vinhdanh.registry.models import Person, Unit, YearFact

YEAR = 2026
LEFT_ON = date(2021, 6, 30)


def import_roster(cast: Cast) -> None:
    """Import the list of 2026; those no longer on it have left the office."""
    source = settings.VINHDANH_SAMPLES / FOLDER_2026 / "danh-sach.xlsx"
    batch = intake.read_sheet(
        cast.officer, cast.unit, source.read_bytes(), source.name, year=YEAR
    )
    # As she would on the page: in this office an empty cell means no discipline.
    meant = mapping_of(batch).with_blank("discipline", "none")
    intake.remap(cast.officer, batch, meant)
    # Two were promoted: same name and birth date in another unit of the office.
    for row in batch.rows.filter(word=RowWord.DOUBT):
        (candidate,) = Person.objects.filter(pk__in=row.candidates)
        intake.choose_person(cast.officer, batch, row.sheet_row, candidate)
    listed = set(batch.rows.values_list("person_id", flat=True))
    council = Council.objects.get(unit=cast.unit, kind=CouncilKind.AWARD)
    for person in registry.people_of(cast.unit):
        if person.pk not in listed:
            _leave(cast, person, council)
    intake.say_no_inquiry(cast.officer, batch, is_so=True)
    intake.confirm(cast.officer, batch)


def _leave(cast: Cast, person: Person, council: Council) -> None:
    post = registry.present_post(person)
    if post is not None:
        registry_actions.end_post(
            cast.officer, post, on=LEFT_ON, reason="Nghỉ hưu, chuyển công tác (mẫu)"
        )
    for membership in council.memberships.filter(person=person, last_day=None):
        councils.end_membership(cast.head, membership, last_day=LEFT_ON)


def renew_council(cast: Cast) -> None:
    """Seat a new chair, deputy and secretary, and the new heads of divisions."""
    council = Council.objects.get(unit=cast.unit, kind=CouncilKind.AWARD)
    in_2026 = {
        (held.title, held.unit_id): person
        for person in registry.people_of(cast.unit)
        if (held := registry.present_post(person)) is not None
    }
    chair = in_2026["Chánh Văn phòng", cast.unit.pk]
    deputy = in_2026["Phó Chánh Văn phòng", cast.unit.pk]
    secretary = in_2026["Phó Trưởng phòng", cast.divisions[0].pk]
    heads = [in_2026["Trưởng phòng", unit.pk] for unit in cast.divisions]
    posts = {
        chair: CouncilPost.CHAIR,
        deputy: CouncilPost.DEPUTY,
        **dict.fromkeys(heads, CouncilPost.MEMBER),
        secretary: CouncilPost.SECRETARY,
    }
    for person, post in posts.items():
        sitting = council.memberships.filter(person=person, last_day=None).first()
        if sitting is not None and sitting.post == post:
            continue
        if sitting is not None:
            councils.end_membership(cast.head, sitting, last_day=LEFT_ON)
        councils.add_member(
            cast.head,
            council,
            councils.MemberLine(person=person, post=post),
            first_day=LEFT_ON + timedelta(days=1),
        )


def launch(cast: Cast) -> Movement:
    movement = launching.prepare_movement(
        cast.officer,
        cast.unit,
        MovementForm(
            name="Thi đua hoàn thành xuất sắc nhiệm vụ năm 2026",
            year=YEAR,
            slogan="Gần dân, kịp thời, số hóa",
            content="Phong trào thi đua thường xuyên của Văn phòng năm 2026.",
            first_day=date(YEAR, 1, 1),
            last_day=date(YEAR, 12, 31),
            registration_opens=date(YEAR, 1, 10),
            registration_closes=date(YEAR, 2, 28),
            targets=(
                TargetLine("Cá nhân hoàn thành tốt nhiệm vụ trở lên", "100 %"),
                TargetLine("Tài liệu kỳ họp phát hành điện tử", "100 %"),
                TargetLine("Kiến nghị cử tri được theo dõi đến kết quả", "100 %"),
                TargetLine("Sáng kiến được công nhận", "từ 18 trở lên"),
            ),
            key_tasks=(
                TaskLine("Phục vụ bầu cử và kỳ họp đầu nhiệm kỳ mới"),
                TaskLine("Phòng họp không giấy"),
                TaskLine("Số hóa hồ sơ kỳ họp các khóa trước"),
            ),
        ),
    )
    return launching.launch_movement(
        cast.head, movement, on=date(YEAR, 1, 9), plan_number="02/KH-VP"
    )


def register(cast: Cast, movement: Movement) -> None:
    """Register titles; the third division's wait for its head to endorse them."""
    on = date(YEAR, 2, 12)
    for unit in cast.divisions:
        registering.register_all(cast.officer, movement, unit, "LDTT", on=on)
    registering.register_all(cast.officer, movement, cast.unit, "TTLDTT", on=on)
    goals = personal.read("Sáng kiến cấp cơ sở: 1 sáng kiến; Hồ sơ đúng hạn: 98 %")
    some = registry.people_of(cast.divisions[0], on)[:3]
    personal.set_targets(
        cast.officer, movement, {each.subject: goals for each in some}, on=on
    )
    endorsed = movement.registrations.exclude(unit=cast.divisions[2])
    registering.endorse(cast.head, endorsed)


def sign_covenant(cast: Cast, movement: Movement) -> None:
    """Have two divisions sign the covenant; the third has not yet."""
    covenant = covenants.draft_covenant(
        cast.officer,
        movement,
        cast.divisions,
        name="Giao ước thi đua năm 2026 giữa các phòng",
        text="Các phòng cùng giao ước hoàn thành xuất sắc nhiệm vụ năm 2026.",
        pledges=(
            PledgeLine("Văn bản xử lý đúng hạn", "%", 100_00, 98_00),
            PledgeLine("Sáng kiến được công nhận của mỗi phòng", "sáng kiến", 5_00),
        ),
    )
    signed = cast.divisions[:2]
    sign_on_paper(
        cast.officer,
        covenant,
        {
            division.pk: (str(cast.user(f"truongphong{place}")), "Trưởng phòng")
            for place, division in enumerate(signed, start=1)
        },
        place="Phòng họp số 1",
        on=date(YEAR, 2, 15),
    )
    on_time, works = covenant.pledges.all()
    for division, (share, count) in zip(
        signed, (("99", "3"), ("100", "5")), strict=True
    ):
        party = covenant.parties.get(unit=division)
        half = date(YEAR, 6, 30)
        covenants.report_pledge(cast.officer, party, on_time, figure=share, as_of=half)
        covenants.report_pledge(cast.officer, party, works, figure=count, as_of=half)


def record_figures(cast: Cast) -> None:
    """Record what the year has brought so far; two figures are still missing."""
    for indicator, value in zip(
        cast.unit.indicators.order_by("position")[:2], ("4", "11"), strict=True
    ):
        indicators.record_value(
            cast.officer, indicator, YEAR, value, source="Số liệu mẫu đến tháng 10"
        )


def sudden_round(
    cast: Cast, name: str, day: date, people: list[Person], achievement: str
) -> Round:
    """Open a round for theme awards, put people forward and settle the doubts."""
    round_ = nominations.open_round(
        cast.officer, cast.unit, year=YEAR, name=name, governing_day=day
    )
    nominations.nominate_many(
        cast.officer,
        round_,
        subjects(people),
        "GK",
        basis=Basis.THEME,
        achievement=achievement,
    )
    settle_doubts(cast, round_)
    return round_


def hold(cast: Cast, round_: Round, on: date) -> None:
    """Submit a round and hold the council over it, everybody agreeing."""
    nominations.submit_round(cast.officer, round_)
    meeting = councils.convene_meeting(
        cast.secretary,
        Council.objects.get(unit=cast.unit, kind=CouncilKind.AWARD),
        round_,
        held_on=on,
        place="Phòng họp số 1",
        started_at=time(8, 30),
    )
    meeting = councils.open_meeting(cast.secretary, meeting)
    roll = list(meeting.attendances.select_related("membership"))
    councils.record_attendance(
        cast.secretary,
        meeting,
        {row.membership: councils.Call(Presence.PRESENT) for row in roll},
    )
    councils.record_tallies(
        cast.secretary,
        meeting,
        [
            Count(nomination, agree=len(roll), disagree=0)
            for nomination in round_.nominations.filter(
                state=NominationState.SUBMITTED
            ).select_related("subject")
        ],
        confirmation="Theo quy chế của Hội đồng Văn phòng (dữ liệu mẫu)",
    )
    councils.close_meeting(
        cast.secretary,
        meeting,
        discussion="Hội đồng thảo luận từng trường hợp.",
        conclusion="Hội đồng nhất trí đề nghị tặng giấy khen.",
        ended_at=time(10, 0),
    )


def draft_paper(round_: Round, on: date) -> decisions.PaperForm:
    return suggested_form(round_, PaperKind.DECISION, ["GK"], on)


def live_on(cast: Cast) -> None:
    """Bring the year to where everybody finds something to do."""
    import_roster(cast)
    hand_over(cast)
    renew_council(cast)
    movement = launch(cast)
    register(cast, movement)
    sign_covenant(cast, movement)
    record_figures(cast)
    people = _workers(cast)
    leave_to_publish(cast, people[:3])
    leave_to_sign(cast, people[3:6])
    leave_to_the_council(cast, people[6:10])
    leave_to_submit(cast)
    next_year_from(cast.officer, movement)


def leave_to_publish(cast: Cast, people: list[Person]) -> None:
    """Issue a decision, neither printed nor published: the officer's to go on with."""
    issued = sudden_round(
        cast,
        "Khen thưởng chuyên đề bầu cử",
        date(YEAR, 6, 30),
        people,
        "Có thành tích phục vụ cuộc bầu cử năm 2026",
    )
    hold(cast, issued, date(YEAR, 7, 8))
    paper = decisions.draft_decision(
        cast.officer, issued, ["GK"], draft_paper(issued, date(YEAR, 7, 10))
    )
    decisions.issue(cast.head, paper, date(YEAR, 7, 10))


def leave_to_sign(cast: Cast, people: list[Person]) -> None:
    """Draft a decision on what the council agreed to: the head's to sign."""
    today = clock.today()
    drafted = sudden_round(
        cast,
        "Khen thưởng chuyên đề phòng họp không giấy",
        date(YEAR, 9, 30),
        people,
        "Có thành tích xây dựng phòng họp không giấy",
    )
    hold(cast, drafted, today - timedelta(days=4))
    decisions.draft_decision(cast.officer, drafted, ["GK"], draft_paper(drafted, today))


def leave_to_the_council(cast: Cast, people: list[Person]) -> None:
    """Submit a list and call the meeting: the council's and its secretary's."""
    called = sudden_round(
        cast,
        "Khen thưởng chuyên đề số hóa hồ sơ kỳ họp",
        date(YEAR, 9, 30),
        people,
        "Có thành tích số hóa hồ sơ kỳ họp các khóa trước",
    )
    nominations.submit_round(cast.officer, called)
    councils.convene_meeting(
        cast.secretary,
        Council.objects.get(unit=cast.unit, kind=CouncilKind.AWARD),
        called,
        held_on=clock.today() + timedelta(days=3),
        place="Phòng họp số 1",
        started_at=time(8, 30),
    )


def leave_to_submit(cast: Cast) -> None:
    """Open the year's own round, where one division has put its people forward."""
    year_end = nominations.open_round(
        cast.officer,
        cast.unit,
        year=YEAR,
        name="Bình xét thi đua, khen thưởng năm 2026",
        due_on=clock.today() + timedelta(days=14),
    )
    first: Unit = cast.divisions[0]
    nominations.nominate_many(
        cast.user("truongphong1"),
        year_end,
        [person.subject for person in registry.people_of(first)],
        "LDTT",
        achievement="Hoàn thành tốt nhiệm vụ năm 2026",
    )


def _workers(cast: Cast) -> list[Person]:
    """Return people without a leading post whose grade of the year is good, by name."""
    graded = YearFact.objects.filter(
        year=YEAR, rating__in=(Rating.EXCELLENT, Rating.GOOD)
    ).exclude(absence_working_days=None)
    known = set(graded.values_list("subject_id", flat=True))
    chosen = []
    for person in registry.people_of(cast.unit):
        post = registry.present_post(person)
        if (
            person.pk in known
            and post is not None
            and post.leader_class == LeaderClass.DIRECT_WORKER
        ):
            chosen.append(person)
    return chosen
