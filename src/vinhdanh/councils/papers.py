"""A meeting as the plain data of its minutes."""

from vinhdanh.base.vietnamese import in_vietnamese
from vinhdanh.councils import queries
from vinhdanh.councils.enums import CouncilPost, MeetingState, Presence
from vinhdanh.councils.models import Attendance, Meeting, Membership, Tally
from vinhdanh.councils.queries import CaseList
from vinhdanh.documents.papers import (
    Attendee,
    CaseGroup,
    CaseTally,
    Letterhead,
    MinutesPaper,
    SignatureBlock,
)
from vinhdanh.registry import queries as registry
from vinhdanh.viet import dates, numbers

ROLES = {
    CouncilPost.CHAIR: "Chủ tịch Hội đồng",
    CouncilPost.DEPUTY: "Phó Chủ tịch Hội đồng",
    CouncilPost.SECRETARY: "Ủy viên, Thư ký Hội đồng",
    CouncilPost.MEMBER: "Ủy viên",
}
"""Printed on Vietnamese paper whatever the language of the page."""


@in_vietnamese
def minutes(meeting: Meeting) -> MinutesPaper:
    """Return the minutes of a meeting; those counted, each by its last count."""
    council = meeting.council
    roll = list(queries.roll_call(meeting))
    lists = queries.case_lists(meeting)
    quorum = queries.quorum(meeting, lists)
    chair, secretary = queries.chair_of(meeting), queries.secretary_of(meeting)
    return MinutesPaper(
        letterhead=Letterhead(
            parent_body=registry.name_on(council.unit, meeting.held_on).upper(),
            issuing_body="HỘI ĐỒNG\nTHI ĐUA - KHEN THƯỞNG",
            place=council.unit.place,
            day=meeting.held_on,
        ),
        abstract=f"Họp {council.name} xét đề nghị khen thưởng năm {meeting.round.year}",
        opened=_opened(meeting),
        venue=meeting.place or council.unit.name,
        chair=_attendee_of(chair),
        secretary=_attendee_of(secretary),
        members_total=queries.members_of(meeting),
        present=_attendees(roll, Presence.PRESENT),
        absent=_attendees(roll, Presence.WRITTEN, Presence.ABSENT),
        quorum_rule=_share(quorum.rule.quorum_num, quorum.rule.quorum_den)
        if quorum
        else "",
        quorum_needed=quorum.needed if quorum else 0,
        has_quorum=quorum.holds if quorum else False,
        contents=_contents(meeting, lists),
        case_groups=tuple(map(_group, lists)),
        conclusions=_lines(meeting.conclusion) or ("Chưa ghi kết luận.",),
        closing=_closing(meeting),
        secretary_signature=_signature("THƯ KÝ", secretary),
        chair_signature=_signature("CHỦ TRÌ", chair),
    )


def suggested_conclusion(lists: list[CaseList]) -> str:
    """Return the results in words, for the secretary to go on writing."""
    lines = []
    for row in lists:
        agreed = numbers.count_of(row.passed, len(row.cases))
        line = f"{row.award.name}: {agreed} trường hợp được Hội đồng nhất trí đề nghị"
        fallen = [
            case.nomination.name
            for case in row.cases
            if case.tally is not None and not case.tally.passed
        ]
        tail = f"; không được thông qua: {', '.join(fallen)}" if fallen else ""
        lines.append(f"{line}{tail}.")
    return "\n".join(lines)


def _opened(meeting: Meeting) -> str:
    day = dates.long(meeting.held_on)
    if meeting.started_at is None:
        return day
    return f"{meeting.started_at:%H} giờ {meeting.started_at:%M} phút, {day}"


def _closing(meeting: Meeting) -> str:
    if meeting.state != MeetingState.CLOSED:
        return "Dự thảo: phiên họp chưa kết thúc."
    end = meeting.ended_at
    when = f" lúc {end:%H} giờ {end:%M} phút cùng ngày" if end else " cùng ngày"
    return (
        f"Cuộc họp kết thúc{when}; biên bản đã được đọc lại, các thành viên dự họp "
        "nhất trí."
    )


def _contents(meeting: Meeting, lists: list[CaseList]) -> tuple[str, ...]:
    cases = sum(len(row.cases) for row in lists)
    opening = (
        f"Thư ký Hội đồng báo cáo {cases:02d} đề nghị của đợt “{meeting.round.name}”."
    )
    return (opening, *_lines(meeting.discussion), *_confirmations(lists))


def _confirmations(lists: list[CaseList]) -> tuple[str, ...]:
    """Return, once each, on what ground a rule not read was applied."""
    said = [
        f"{row.award.name}: {row.rule.sentence} Căn cứ áp dụng do Hội đồng xác nhận: "
        f"{word}."
        for row in lists
        for case in row.cases
        if case.tally is not None and (word := case.tally.rule["confirmation"])
    ]
    return tuple(dict.fromkeys(said))


def _lines(words: str) -> tuple[str, ...]:
    return tuple(line for line in words.splitlines() if line.strip())


def _share(num: int, den: int, *, strict: bool = False) -> str:
    return f"{'trên' if strict else 'ít nhất'} {num}/{den} tổng số thành viên"


def _group(row: CaseList) -> CaseGroup:
    kind = "Danh hiệu" if row.award.kind == "title" else "Hình thức"
    rule = row.rule
    share = _share(rule.threshold_num, rule.threshold_den, strict=rule.strict)
    mark = "" if row.is_binding else " (chưa đối chiếu với văn bản)"
    return CaseGroup(
        heading=f"{kind} “{row.award.name}”",
        threshold=f"{share} Hội đồng{mark}",
        votes_needed=row.votes_needed,
        cases=tuple(
            _case(case.nomination.name, case.nomination.unit_name, case.tally)
            for case in row.cases
            if case.tally is not None
        ),
        waiting=tuple(case.nomination.name for case in row.cases if not case.tally),
    )


def _case(name: str, unit: str, tally: Tally) -> CaseTally:
    return CaseTally(
        name=name,
        unit=unit,
        votes_for=tally.agree - tally.written_agree,
        votes_against=tally.disagree - tally.written_disagree,
        votes_invalid=tally.invalid,
        written_for=tally.written_agree,
        written_against=tally.written_disagree,
        has_passed=tally.passed,
    )


def _attendees(roll: list[Attendance], *presences: str) -> tuple[Attendee, ...]:
    return tuple(
        Attendee(
            name=row.membership.printed_name,
            post=row.membership.printed_post,
            role=ROLES[CouncilPost(row.membership.post)],
            absent_reason=row.reason,
            written_opinion=row.presence == Presence.WRITTEN,
        )
        for row in roll
        if row.presence in presences
    )


def _attendee_of(member: Membership | None) -> Attendee:
    if member is None:
        return Attendee(name="", post="", role="")
    return Attendee(
        name=member.printed_name,
        post=member.printed_post,
        role=ROLES[CouncilPost(member.post)],
    )


def _signature(post: str, member: Membership | None) -> SignatureBlock:
    return SignatureBlock(post=post, name=member.printed_name if member else "")
