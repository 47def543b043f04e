"""The end of the office's year 2016: its list, its council, its decisions.

The figures are those of `year_2016`, where the year begins.
"""

from dataclasses import replace
from datetime import date, time
from typing import TYPE_CHECKING

from vinhdanh import assess
from vinhdanh.awarding import actions as awarding
from vinhdanh.commands.sample.cast import Cast, subjects
from vinhdanh.councils import actions as councils
from vinhdanh.councils.counting import Count
from vinhdanh.councils.enums import CouncilPost, Presence
from vinhdanh.councils.models import Meeting
from vinhdanh.decisions import actions as decisions
from vinhdanh.decisions.enums import PaperKind, SignsAs
from vinhdanh.decisions.models import OfficialPaper
from vinhdanh.decisions.suggestions import suggested_form
from vinhdanh.nominations import actions as nominations
from vinhdanh.nominations import queries as nomination_queries
from vinhdanh.nominations.enums import NominationState
from vinhdanh.nominations.models import Round
from vinhdanh.publishing import actions as publishing
from vinhdanh.registry import queries as registry

if TYPE_CHECKING:
    from vinhdanh.registry.models import Person

YEAR = 2016
LAST_DAY = date(2016, 12, 31)
CITY = "Chủ tịch Ủy ban nhân dân thành phố"


def nominate(cast: Cast) -> Round:
    """Put forward the year's nominees; one falls by the law before the council."""
    officer = cast.officer
    round_ = nominations.open_round(
        officer, cast.unit, year=YEAR, name="Bình xét thi đua, khen thưởng năm 2016"
    )
    everybody = list(registry.people_of(cast.unit, LAST_DAY))
    divisions = [unit.subject for unit in cast.divisions]
    fighters = cast.people("nominated_grassroots_fighters")
    for code, nominees, achievement in (
        ("LDTT", subjects(everybody), "Hoàn thành tốt nhiệm vụ năm 2016"),
        ("CSTDCS", subjects(fighters), "Hoàn thành xuất sắc nhiệm vụ năm 2016"),
        ("TTLDTT", divisions, "Hoàn thành tốt nhiệm vụ năm 2016"),
        ("TTLDXS", divisions[:1], "Hoàn thành xuất sắc nhiệm vụ năm 2016"),
        ("GK", divisions[1:2], "Có thành tích phục vụ kỳ họp năm 2016"),
        (
            "GK",
            subjects(cast.people("office_certificates")),
            "Có thành tích trong công tác năm 2016",
        ),
        (
            "CSTD_TINH",
            subjects(cast.people("city_fighter")),
            "Chiến sĩ thi đua cơ sở ba năm liên tục 2014, 2015, 2016",
        ),
        (
            "BK_TINH",
            subjects(cast.people("city_diplomas")),
            "Hoàn thành xuất sắc nhiệm vụ hai năm 2015, 2016",
        ),
        (
            "BK_TINH",
            divisions[1:],
            "Hoàn thành xuất sắc nhiệm vụ hai năm 2015, 2016",
        ),
    ):
        nominations.nominate_many(
            officer, round_, nominees, code, achievement=achievement
        )
    nominations.recheck(officer, round_)
    settle_doubts(cast, round_)
    return round_


def settle_doubts(cast: Cast, round_: Round) -> None:
    """Keep off the list who fails by law; confirm what only a person can judge."""
    for nomination in nomination_queries.with_word(
        round_.nominations.filter(state=NominationState.FILED)
    ).order_by("pk"):
        if nomination.word == assess.Word.NO:
            nominations.reject(cast.officer, nomination)
        elif nomination.word == assess.Word.CONFIRM:
            nominations.confirm(
                cast.officer,
                nomination,
                assess.Word.YES,
                reason="Văn phòng đã đối chiếu hồ sơ gốc; đủ tiêu chuẩn theo quy định.",
            )


def hold_meeting(cast: Cast, round_: Round) -> Meeting:
    """Hold the council: nine members, eight sit, one writes; one nominee falls."""
    nominations.submit_round(cast.officer, round_)
    meeting = open_meeting(cast, round_)
    count_votes(cast, round_, meeting)
    return councils.close_meeting(
        cast.secretary,
        meeting,
        discussion=(
            "Hội đồng nghe cán bộ phụ trách báo cáo danh sách, kết quả đối chiếu tiêu"
            " chuẩn và thảo luận từng trường hợp."
        ),
        conclusion=(
            "Hội đồng nhất trí trình Chánh Văn phòng quyết định khen thưởng theo thẩm"
            " quyền và trình Chủ tịch Ủy ban nhân dân thành phố các trường hợp còn lại."
        ),
        ended_at=time(16, 30),
    )


def open_meeting(cast: Cast, round_: Round) -> Meeting:
    """Set up the council and call the roll of its meeting."""
    secretary = cast.secretary
    council = councils.establish_council(
        cast.head,
        cast.unit,
        name="Hội đồng Thi đua - Khen thưởng Văn phòng",
        decision="Quyết định số 10/QĐ-VP ngày 10/01/2016",
        first_day=date(2016, 1, 10),
        members=council_members(cast),
    )
    meeting = councils.convene_meeting(
        secretary,
        council,
        round_,
        held_on=date(2016, 12, 26),
        place="Phòng họp số 1",
        started_at=time(14, 0),
    )
    meeting = councils.open_meeting(secretary, meeting)
    roll = list(meeting.attendances.select_related("membership"))
    councils.record_attendance(
        secretary,
        meeting,
        {
            row.membership: councils.Call(Presence.PRESENT)
            if row is not roll[-1]
            else councils.Call(Presence.WRITTEN, "Đi công tác")
            for row in roll
        },
    )
    return meeting


def count_votes(cast: Cast, round_: Round, meeting: Meeting) -> None:
    """Count the votes: one nominee for CSTĐCS falls, the others pass."""
    falls = {person.pk for person in cast.people("falls_by_vote")}
    councils.record_tallies(
        cast.secretary,
        meeting,
        [
            Count(nomination, agree=4, disagree=5, written=1, written_agree=0)
            if nomination.award == "CSTDCS" and nomination.subject_id in falls
            else Count(nomination, agree=9, disagree=0, written=1)
            for nomination in round_.nominations.filter(
                state=NominationState.SUBMITTED
            ).select_related("subject")
        ],
        confirmation="Theo quy chế của Hội đồng Văn phòng (dữ liệu mẫu)",
    )


def council_members(cast: Cast) -> list[councils.MemberLine]:
    """Return the nine members: leaders, heads of divisions, and their deputies."""
    by_rank: dict[str, list[Person]] = {}
    for person in registry.people_of(cast.unit, LAST_DAY):
        post = registry.post_on(person, LAST_DAY)
        if post is not None:
            by_rank.setdefault(post.title, []).append(person)
    ranks = ("Chánh Văn phòng", "Phó Chánh Văn phòng", "Trưởng phòng")
    people = [person for rank in ranks for person in by_rank[rank]]
    secretary = cast.secretary.person
    assert secretary is not None  # noqa: S101 - seated with the accounts
    people += [p for p in by_rank["Phó Trưởng phòng"] if p != secretary][:2]
    posts = [CouncilPost.CHAIR, CouncilPost.DEPUTY]
    lines = [
        councils.MemberLine(
            person=person,
            post=posts[place] if place < len(posts) else CouncilPost.MEMBER,
        )
        for place, person in enumerate(people)
    ]
    return [*lines, councils.MemberLine(person=secretary, post=CouncilPost.SECRETARY)]


def decide(cast: Cast, round_: Round) -> list[OfficialPaper]:
    """Issue the office's own decisions: titles, then certificates of merit."""
    on = date(2016, 12, 30)
    issued = []
    for codes in (["LDTT", "CSTDCS", "TTLDTT"], ["GK"]):
        form = suggested_form(round_, PaperKind.DECISION, codes, on)
        paper = decisions.draft_decision(cast.officer, round_, codes, form)
        issued.append(decisions.issue(cast.head, paper, on))
    return issued


def submit_above(cast: Cast, round_: Round) -> OfficialPaper:
    """Send what the city decides, over a deputy's acting signature (KT.)."""
    codes = ["TTLDXS", "CSTD_TINH", "BK_TINH"]
    on = date(2017, 1, 5)
    form = suggested_form(round_, PaperKind.SUBMISSION, codes, on)
    deputy = cast.user("uyvien")
    form = replace(
        form,
        addressee="Chủ tịch Ủy ban nhân dân thành phố (qua Sở Nội vụ)",
        signs_as=SignsAs.KT,
        signer_post="Phó Chánh Văn phòng",
        signer_name=str(deputy),
    )
    paper = decisions.draft_submission(cast.officer, round_, codes, form)
    return decisions.issue(cast.head, paper, on)


def record_the_city(cast: Cast, round_: Round) -> None:
    """Record the city's decisions, each with its number and day (invented)."""
    for number, decided_on, codes in (
        ("212/QĐ-UBND", date(2017, 2, 14), ("TTLDXS", "CSTD_TINH")),
        ("213/QĐ-UBND", date(2017, 2, 14), ("BK_TINH",)),
    ):
        decisions.record_outside(
            cast.officer,
            cast.unit,
            decisions.OutsideDecision(CITY, number, decided_on),
            nominations=list(
                round_.nominations.filter(
                    award__in=codes, state=NominationState.FORWARDED
                ).select_related("subject", "round", "unit")
            ),
        )


def print_and_publish(cast: Cast, issued: list[OfficialPaper]) -> None:
    """Make all 72 certificates in one go, and show the decisions to the public."""
    awarding.print_certificates(cast.officer, cast.unit, issued)
    for paper in issued:
        publishing.publish(cast.officer, paper)
