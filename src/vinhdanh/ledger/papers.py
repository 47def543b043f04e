"""A person's or a collective's record as the plain data of a summary (trích ngang).

Printed in Vietnamese whatever the language of the page. What is not known is said to
be so; what a user may not see is not there.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from vinhdanh import assess
from vinhdanh.base import clock
from vinhdanh.base.ordering import BY_BEGIN
from vinhdanh.base.vietnamese import in_vietnamese
from vinhdanh.documents.papers import (
    Column,
    Letterhead,
    ProfilePaper,
    RowGroup,
    Section,
    SignatureBlock,
    Table,
)
from vinhdanh.ledger import queries
from vinhdanh.ledger.models import Award
from vinhdanh.registry import aliases, bodies
from vinhdanh.registry import queries as registry
from vinhdanh.registry.enums import LeaveKind, Sex
from vinhdanh.registry.models import (
    Authorship,
    Body,
    Departure,
    Person,
    Subject,
    Unit,
    YearFact,
)
from vinhdanh.viet import dates

UNKNOWN = "chưa biết"
HONORIFICS = {Sex.FEMALE.value: "Bà", Sex.MALE.value: "Ông"}


@in_vietnamese
def profile_of(user: Any, person: Person) -> ProfilePaper:
    """Return the summary of a person as far as the user may see her awards."""
    post = registry.present_post(person)
    unit = post.unit if post else registry.unit_of_subject(person.subject)
    honorific = HONORIFICS.get(person.sex, "Ông (bà)")
    return ProfilePaper(
        letterhead=_letterhead(unit),
        title="TRÍCH NGANG QUÁ TRÌNH CÔNG TÁC VÀ THÀNH TÍCH",
        abstract=f"{honorific} {person.name}",
        facts=(
            ("Ngày sinh", _day(person.birth_date) or UNKNOWN),
            ("Giới tính", str(person.get_sex_display()) or UNKNOWN),
            ("Ngày vào cơ quan", _day(person.recruited_on) or UNKNOWN),
            ("Chức vụ, đơn vị hiện nay", _post_words(post) or _without_post(person)),
        ),
        sections=tuple(_sections_of_person(user, person)),
        **_ending(),
    )


@in_vietnamese
def collective_profile(user: Any, subject: Subject) -> ProfilePaper:
    """Return the summary of a unit or of a body with terms."""
    unit = registry.unit_of_subject(subject)
    body: Body | None = getattr(subject, "body", None)
    return ProfilePaper(
        letterhead=_letterhead(unit),
        title="TRÍCH NGANG THÀNH TÍCH TẬP THỂ",
        abstract=subject.name,
        facts=_facts_of_collective(unit, body),
        sections=tuple(_sections_of_collective(user, subject, body)),
        **_ending(),
    )


def _letterhead(unit: Unit | None) -> Letterhead:
    today = clock.today()
    above = registry.parent_of(unit, today) if unit else None
    place = unit.place if unit else ""
    own = registry.own_unit()
    return Letterhead(
        parent_body=above.name.upper() if above else "",
        issuing_body=unit.name.upper() if unit else "",
        place=place or (own.place if own else ""),
        day=today,
    )


def _ending() -> dict[str, Any]:
    """Return the end of a summary: its day, and who signs."""
    note = "(Ký, ghi rõ họ tên)"
    return {
        "closing": (f"Dữ liệu tính đến ngày {dates.short(clock.today())}.",),
        "maker": SignatureBlock(post="NGƯỜI LẬP", name="", note=note),
        "head": SignatureBlock(post="THỦ TRƯỞNG ĐƠN VỊ", name="", note=note),
    }


def _sections_of_person(user: Any, person: Person) -> Iterable[Section]:
    posts = registry.all_posts(person).select_related("unit__subject")
    yield _section(
        "I. Quá trình công tác",
        (("Từ ngày", 1.1), ("Đến ngày", 1.1), ("Chức vụ", 2), ("Đơn vị", 3)),
        [
            (
                _day(post.first_day) or UNKNOWN,
                _day(post.last_day) or "nay",
                post.title or "–",
                registry.name_on(post.unit, post.last_day or clock.today()),
            )
            for post in posts.order_by(*BY_BEGIN)
        ],
    )
    yield _years_section(person.subject)
    keys = list(aliases.family([person.pk]))
    shares = Authorship.objects.filter(person__in=keys).select_related("work")
    yield _section(
        "III. Sáng kiến, đề tài được công nhận",
        (("Năm", 0.6), ("Tên", 3.2), ("Phạm vi", 1.2), ("Tỷ lệ", 0.7), ("Căn cứ", 2)),
        [_work_row(share) for share in shares.order_by("work__year", "work__name")],
    )
    yield _awards_section("IV", user, keys)
    seats = bodies.memberships_of(person).order_by(*BY_BEGIN)
    if seats:
        yield _section(
            "V. Tham gia các tập thể có nhiệm kỳ",
            (("Thời gian", 1.8), ("Tập thể, nhiệm kỳ", 3), ("Giữ chức", 1.5)),
            [
                (
                    f"{_day(seat.first_day)} - {_day(seat.last_day) or 'nay'}",
                    f"{seat.term.body.name}, {seat.term.name}",
                    seat.post or "–",
                )
                for seat in seats
            ],
        )


def _facts_of_collective(
    unit: Unit | None, body: Body | None
) -> tuple[tuple[str, str], ...]:
    if body is not None:
        return (
            ("Loại", str(body.get_kind_display())),
            ("Thuộc", body.unit.name),
        )
    founded = _day(unit.first_day) if unit else ""
    if unit is not None and unit.last_day and unit.last_day < clock.today():
        return (
            ("Ngày thành lập", founded or UNKNOWN),
            ("Ngày kết thúc hoạt động", _day(unit.last_day)),
        )
    people = registry.people_of(unit).count() if unit else 0
    return (
        ("Ngày thành lập", founded or UNKNOWN),
        ("Số người hiện nay, gồm cả đơn vị trực thuộc", str(people)),
    )


def _sections_of_collective(
    user: Any, subject: Subject, body: Body | None
) -> Iterable[Section]:
    if body is not None:
        rows = [
            (term.name, member.person.name, member.post or "–", _span(member))
            for term in bodies.terms_of(body)
            for member in term.members.all()
        ]
        yield _section(
            "I. Thành viên theo nhiệm kỳ",
            (("Nhiệm kỳ", 1), ("Họ và tên", 2.4), ("Giữ chức", 1.4), ("Thời gian", 2)),
            rows,
        )
    else:
        yield _section(
            "I. Tên gọi theo thời gian",
            (("Từ ngày", 1), ("Đến ngày", 1), ("Tên gọi", 4)),
            [
                (
                    _day(name.first_day) or UNKNOWN,
                    _day(name.last_day) or "nay",
                    name.name,
                )
                for name in subject.unit.names.order_by(*BY_BEGIN)
            ],
        )
    yield _years_section(subject)
    yield _awards_section("III", user, [subject.pk])


def _years_section(subject: Subject) -> Section:
    facts = aliases.facts_by_year([subject.pk])
    rows = [_year_row(fact) for (_main, _year), fact in sorted(facts.items())]
    return _section(
        "II. Kết quả từng năm",
        (
            ("Năm", 0.6),
            ("Xếp loại", 1.8),
            ("Ngày nghỉ", 1.3),
            ("Kỷ luật", 1.2),
            ("Nguồn", 2.2),
        ),
        rows,
    )


def _year_row(fact: YearFact) -> tuple[str, ...]:
    rating = str(fact.get_rating_display()) if fact.rating else UNKNOWN
    return (
        str(fact.year),
        rating,
        _leave(fact),
        str(fact.get_discipline_display()) if fact.discipline else UNKNOWN,
        _grade_paper(fact) or str(fact.sources.get("rating") or "–"),
    )


def _leave(fact: YearFact) -> str:
    if fact.absences:
        return ", ".join(
            f"{LeaveKind(kind).label}: {days}"
            for kind, days in sorted(fact.absences.items())
        )
    if fact.absence_working_days is None:
        return UNKNOWN
    return str(fact.absence_working_days)


def _grade_paper(fact: YearFact) -> str:
    if not fact.rating_decision_no:
        return ""
    day = f" ngày {_day(fact.rating_decided_on)}" if fact.rating_decided_on else ""
    by = f", {fact.rating_authority}" if fact.rating_authority else ""
    return f"{fact.rating_decision_no}{day}{by}"


def _work_row(share: Authorship) -> tuple[str, ...]:
    work = share.work
    parts = [
        work.decision_no,
        f"ngày {_day(work.decided_on)}" if work.decided_on else "",
        f"của {work.recognised_by}" if work.recognised_by else "",
    ]
    return (
        str(work.year),
        work.name,
        str(work.get_scope_display()),
        f"{share.share_pct} %" if share.share_pct else "–",
        " ".join(part for part in parts if part) or work.source or UNKNOWN,
    )


def _awards_section(number: str, user: Any, keys: list[int]) -> Section:
    awards = queries.visible_to(user).filter(
        subject__in=keys, pk__in=queries.standing_awards().values("pk")
    )
    return _section(
        f"{number}. Danh hiệu thi đua, hình thức khen thưởng",
        (("Năm", 0.6), ("Danh hiệu, hình thức", 2.6), ("Căn cứ", 3)),
        [
            (str(award.year), assess.awards()[award.code].name, _said_of(award))
            for award in queries.once_each(awards).order_by("year", "code", "pk")
        ],
    )


def _said_of(award: Award) -> str:
    if not award.decision_number:
        return award.source or UNKNOWN
    day = f" ngày {_day(award.decided_on)}" if award.decided_on else ""
    by = f" của {award.authority_name}" if award.authority_name else ""
    return f"Quyết định số {award.decision_number}{day}{by}"


def _section(
    heading: str,
    columns: tuple[tuple[str, float], ...],
    rows: Sequence[tuple[str, ...]],
) -> Section:
    if not rows:
        return Section(heading=heading, paragraphs=("Chưa có dữ liệu.",))
    table = Table(
        columns=tuple(Column(heading=name, width=width) for name, width in columns),
        groups=(RowGroup(rows=tuple(rows)),),
    )
    return Section(heading=heading, tables=(table,))


def _span(row: Any) -> str:
    return f"{_day(row.first_day)} - {_day(row.last_day) or 'nay'}"


def _post_words(post: Any) -> str:
    if post is None:
        return ""
    return f"{post.title}, {post.unit.name}" if post.title else str(post.unit.name)


def _without_post(person: Person) -> str:
    """Say how a person left, or that she holds no post, as far as it is known."""
    records = aliases.records([person.pk])
    left = Departure.objects.filter(person__in=records).order_by("-on").first()
    if left is not None:
        return f"{left.get_kind_display()} ngày {_day(left.on)}"
    had_posts = registry.all_posts(person).exists()
    return "hiện không giữ chức vụ nào" if had_posts else UNKNOWN


def _day(day: date | None) -> str:
    return dates.short(day) if day else ""
