"""Rows → what decisions and submissions print."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from vinhdanh import assess
from vinhdanh.base.vietnamese import in_vietnamese
from vinhdanh.decisions import queries
from vinhdanh.decisions.enums import PaperKind, SignsAs
from vinhdanh.decisions.models import OfficialPaper
from vinhdanh.documents.papers import (
    Annex,
    Column,
    DecisionPaper,
    Letterhead,
    RowGroup,
    SignatureBlock,
    SubmissionPaper,
    Table,
)
from vinhdanh.nominations.models import Nomination
from vinhdanh.registry.enums import Sex, SubjectKind
from vinhdanh.registry.queries import name_on, parent_of

# The order of points in Vietnamese (NĐ 30/2020/NĐ-CP, Phụ lục I).
POINTS = "abcdđeghiklmnopqrstuvxy"
DEPUTY = "phó "
HONORIFICS: dict[str, str] = {Sex.FEMALE: "Bà ", Sex.MALE: "Ông "}


@in_vietnamese
def paper_data(paper: OfficialPaper) -> DecisionPaper | SubmissionPaper:
    """Return a paper as plain data; a draft has no number and its planned day."""
    return decision(paper) if paper.kind == PaperKind.DECISION else submission(paper)


def decision(paper: OfficialPaper) -> DecisionPaper:
    """Return a decision as it prints: bases, three articles, a list per award."""
    groups = groups_of(paper)
    return DecisionPaper(
        letterhead=letterhead(paper),
        abstract=paper.abstract,
        authority_line=paper.authority_title.upper(),
        issuer=paper.authority_title,
        legal_bases=tuple(paper.legal_bases),
        articles=_articles(paper, groups),
        signature=signature(paper),
        recipients=tuple(paper.recipients),
        annexes=tuple(
            Annex(subject=_list_title(group, paper), tables=(_table(group),))
            for group in groups
        ),
    )


def submission(paper: OfficialPaper) -> SubmissionPaper:
    """Return a submission as it prints: what is asked for, and the lists."""
    groups = groups_of(paper)
    unit = name_on(paper.unit, day_of(paper))
    asked = "; ".join(
        f"{_award_words(group.code)} cho {group.counted}" for group in groups
    )
    done = (
        f"{unit} đã tổ chức bình xét thi đua, khen thưởng năm {paper.round.year}; Hội "
        "đồng Thi đua - Khen thưởng đã họp và nhất trí đề nghị các tập thể, cá nhân "
        "có đủ tiêu chuẩn theo quy định."
    )
    return SubmissionPaper(
        letterhead=letterhead(paper),
        abstract=paper.abstract,
        addressee=paper.addressee,
        legal_bases=tuple(paper.legal_bases),
        paragraphs=(
            done,
            f"{unit} trân trọng đề nghị xét, tặng: {asked}, theo danh sách sau đây.",
        ),
        tables=tuple(
            _table(group, caption=_list_title(group, paper)) for group in groups
        ),
        closing=("Trân trọng kính trình./.",),
        signature=signature(paper),
        recipients=tuple(paper.recipients),
    )


def day_of(paper: OfficialPaper) -> date:
    """Return the paper's own day: of issue, or the one it is drafted for."""
    day = paper.issued_on or paper.planned_on
    if day is None:
        message = f"Paper {paper.pk} has neither a day of issue nor a planned one"
        raise ValueError(message)
    return day


def letterhead(paper: OfficialPaper) -> Letterhead:
    day = day_of(paper)
    above = parent_of(paper.unit, day)
    prefix = "QĐ" if paper.kind == PaperKind.DECISION else "TTr"
    return Letterhead(
        parent_body=name_on(above, day).upper() if above else "",
        issuing_body=name_on(paper.unit, day).upper(),
        place=paper.place,
        day=day,
        number=paper.number,
        sign=paper.sign or f"{prefix}-{paper.unit.document_sign}",
    )


def signature(paper: OfficialPaper) -> SignatureBlock:
    """Return who signs; an acting signer stands under the head's post."""
    return SignatureBlock(
        authority=acting_for(paper),
        post=paper.signer_post.upper(),
        name=paper.signer_name,
    )


def acting_for(paper: OfficialPaper) -> str:
    """Return “KT. CHÁNH VĂN PHÒNG” for an acting signer, empty for the head.

    A deputy signs for the head's post, without the name of the office, where her own
    post tells what that post is.
    """
    if not paper.signs_as:
        return ""
    head, own = paper.authority_title, paper.signer_post
    post = own[len(DEPUTY) :] if own.casefold().startswith(DEPUTY) else ""
    if post and paper.signs_as == SignsAs.KT:
        is_same = head.casefold().startswith(post.casefold())
        head = head[: len(post)] if is_same else head
    return f"{paper.signs_as} {head}".upper()


@dataclass(frozen=True)
class Group:
    """The lines of one award and kind of subject."""

    code: str
    is_person: bool
    rows: list[Nomination]

    @property
    def counted(self) -> str:
        """“38 cá nhân”, “03 tập thể”."""
        word = "cá nhân" if self.is_person else "tập thể"
        return f"{len(self.rows):02d} {word}"


def groups_of(paper: OfficialPaper) -> list[Group]:
    """Return the lines of a paper by award and kind, in their order."""
    nominations = [line.nomination for line in queries.lines_of(paper)]

    def key(nomination: Nomination) -> tuple[str, bool]:
        return nomination.award, nomination.subject.kind == SubjectKind.PERSON

    return [
        Group(code, is_person, list(rows))
        for (code, is_person), rows in groupby(nominations, key)
    ]


def _award_words(code: str) -> str:
    """Return “danh hiệu “Lao động tiên tiến””, “Giấy khen”."""
    award = assess.awards()[code]
    return f"danh hiệu “{award.name}”" if award.kind == "title" else award.name


def _list_title(group: Group, paper: OfficialPaper) -> str:
    who = "Cá nhân" if group.is_person else "Tập thể"
    verb = "được tặng" if paper.kind == PaperKind.DECISION else "đề nghị tặng"
    return f"{who} {verb} {_award_words(group.code)} năm {paper.round.year}"


def _articles(paper: OfficialPaper, groups: list[Group]) -> tuple[tuple[str, ...], ...]:
    unit = name_on(paper.unit, day_of(paper))
    money = (
        "Tiền thưởng kèm theo thực hiện theo quy định hiện hành, chi từ quỹ thi đua, "
        f"khen thưởng của {unit}."
    )
    duty = (
        f"Các phòng, đơn vị thuộc {unit} và các tập thể, cá nhân có tên tại Điều 1 "
        "chịu trách nhiệm thi hành Quyết định này kể từ ngày ký./."
    )
    return _awarding_article(groups, paper.round.year, unit), (money,), (duty,)


def _awarding_article(groups: list[Group], year: int, unit: str) -> tuple[str, ...]:
    if len(groups) == 1:
        one = (
            f"Tặng {_award_words(groups[0].code)} năm {year} cho {groups[0].counted} "
            f"thuộc {unit} đã có thành tích trong công tác (có danh sách kèm theo)."
        )
        return (one,)
    opening = (
        f"Tặng danh hiệu thi đua và hình thức khen thưởng năm {year} cho các tập thể, "
        f"cá nhân thuộc {unit} (có danh sách kèm theo), gồm:"
    )
    last = len(groups) - 1
    points = (
        f"{POINTS[place]}) {_capital(_award_words(group.code))}: {group.counted}"
        f"{'.' if place == last else ';'}"
        for place, group in enumerate(groups)
    )
    return opening, *points


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


PEOPLE = (
    Column(heading="STT", width=0.5, align="center"),
    Column(heading="Họ và tên", width=2.2),
    Column(heading="Chức vụ", width=2.0),
    Column(heading="Đơn vị", width=2.2),
)
COLLECTIVES = (
    Column(heading="STT", width=0.5, align="center"),
    Column(heading="Tên tập thể", width=3.0),
    Column(heading="Đơn vị", width=3.0),
)


def _table(group: Group, caption: str = "") -> Table:
    rows = tuple(
        (str(place), _with_honorific(one), one.post, one.unit_name)
        if group.is_person
        else (str(place), one.name, one.unit_name)
        for place, one in enumerate(group.rows, start=1)
    )
    return Table(
        columns=PEOPLE if group.is_person else COLLECTIVES,
        groups=(RowGroup(rows=rows),),
        caption=caption,
    )


def _with_honorific(nomination: Nomination) -> str:
    person = getattr(nomination.subject, "person", None)
    sex = person.sex if person else ""
    title = HONORIFICS.get(sex, "")
    return f"{title}{nomination.name}"
