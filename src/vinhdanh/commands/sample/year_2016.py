"""The office's whole year 2016, from the roster to the certificates.

Published totals of a People's Council office (A1, A2, A3): LĐTT 38/38, CSTĐCS
16/38, TTLĐTT 03/03, TTLĐXS 01/03 proposed; of the city: TTLĐXS 1, CSTĐ 1, Bằng
khen 2 collectives + 6 people; of the office: giấy khen 1 collective + 14 people;
2017 launched with 6 targets and 10 key tasks. The people are invented.
"""

from dataclasses import replace
from datetime import date, time
from typing import TYPE_CHECKING

from django.conf import settings

from vinhdanh import assess
from vinhdanh.awarding import actions as awarding
from vinhdanh.commands.sample.cast import FOLDER_2016, Cast, subjects
from vinhdanh.councils import actions as councils
from vinhdanh.councils.counting import Count
from vinhdanh.councils.enums import CouncilPost, Presence
from vinhdanh.councils.models import Meeting
from vinhdanh.decisions import actions as decisions
from vinhdanh.decisions.enums import PaperKind, SignsAs
from vinhdanh.decisions.models import OfficialPaper
from vinhdanh.decisions.suggestions import suggested_form
from vinhdanh.eligibility import actions as eligibility
from vinhdanh.indicators import actions as indicators
from vinhdanh.intake import actions as intake
from vinhdanh.intake.batches import mapping_of
from vinhdanh.movements.actions import covenants, launching, registering
from vinhdanh.movements.actions.launching import MovementForm, TargetLine, TaskLine
from vinhdanh.movements.models import Movement
from vinhdanh.movements.queries import covenant_hash
from vinhdanh.nominations import actions as nominations
from vinhdanh.nominations import queries as nomination_queries
from vinhdanh.nominations.enums import NominationState
from vinhdanh.nominations.models import Round
from vinhdanh.publishing import actions as publishing
from vinhdanh.registry import actions as registry_actions
from vinhdanh.registry import queries as registry

if TYPE_CHECKING:
    from vinhdanh.registry.models import Person, Subject

YEAR = 2016
LAST_DAY = date(2016, 12, 31)
CITY = "Chủ tịch Ủy ban nhân dân thành phố"


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
            "100 % nhiệm vụ được giao hoàn thành đúng hạn.",
            "100 % cá nhân đạt Lao động tiên tiến.",
            "Mỗi phòng có ít nhất 04 sáng kiến được công nhận.",
        ),
    )
    for party in covenant.parties.order_by("pk"):
        head = next(
            name
            for name, user in cast.users.items()
            if name.startswith("truongphong")
            and user.assignments.filter(unit=party.unit).exists()
        )
        covenants.sign(
            cast.user(head),
            party,
            signer_post="Trưởng phòng",
            seen_hash=covenant_hash(covenant),
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
    secretary = cast.secretary
    council = councils.establish_council(
        cast.head,
        cast.unit,
        name="Hội đồng Thi đua - Khen thưởng Văn phòng",
        decision="Quyết định số 10/QĐ-VP ngày 10/01/2016",
        first_day=date(2016, 1, 10),
        members=council_members(cast),
    )
    nominations.submit_round(cast.officer, round_)
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
    falls = {person.pk for person in cast.people("falls_by_vote")}
    councils.record_tallies(
        secretary,
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
    return councils.close_meeting(
        secretary,
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


def live_through(cast: Cast) -> None:
    """Live the year through after the roster and the accounts are there."""
    record_the_rest(cast)
    adopt_rules(cast)
    movement = launch_2016(cast)
    register(cast, movement)
    sign_covenant(cast, movement)
    record_figures(cast)
    round_ = nominate(cast)
    hold_meeting(cast, round_)
    issued = decide(cast, round_)
    submit_above(cast, round_)
    record_the_city(cast, round_)
    print_and_publish(cast, issued)
    launch_2017(cast)
