"""Minutes of a council's meeting, as Word to be signed and as PDF.

No form exists in law for these minutes; the order is that of biên bản in the decree on
official papers, and every threshold is said in votes, not only in per cent.
"""

from vinhdanh.documents.blocks import (
    Block,
    Foot,
    Heading,
    OfficialPaper,
    Paragraph,
    Run,
    TableBlock,
    kept_with_next,
    official_pdf,
    percent,
    plain,
    plain_all,
)
from vinhdanh.documents.papers import (
    Attendee,
    CaseGroup,
    CaseTally,
    Column,
    MinutesPaper,
    RowGroup,
    Table,
)
from vinhdanh.documents.refusal import PaperRefused
from vinhdanh.documents.typesetting import cleaned
from vinhdanh.documents.word import official_docx
from vinhdanh.viet import numbers

_TALLY_PT = 11
_ATTENDANCE_PT = 12


def minutes_pdf(paper: MinutesPaper) -> bytes:
    """The minutes as PDF/A.

    Raises `PaperRefused` (`count`) when more votes than members are told, or a case is
    said to have passed below its threshold; `glyph` when a character cannot be printed.
    """
    return official_pdf(_official(cleaned(paper)))


def minutes_docx(paper: MinutesPaper) -> bytes:
    """The same minutes as a Word file. Raises `PaperRefused` (`count`) likewise."""
    return official_docx(_official(cleaned(paper)))


def _official(paper: MinutesPaper) -> OfficialPaper:
    _refuse_impossible(paper)
    blocks: list[Block] = [
        Heading(text="I. Thời gian, địa điểm"),
        plain(f"Thời gian bắt đầu: {paper.opened}."),
        plain(f"Địa điểm: {paper.venue}."),
        Heading(text="II. Thành phần"),
        *_attendance(paper),
        Heading(text="III. Nội dung"),
        *plain_all(paper.contents),
        Heading(text="IV. Kết quả biểu quyết"),
        *_votes(paper),
        Heading(text="V. Kết luận"),
        *plain_all(paper.conclusions),
        kept_with_next(plain(paper.closing)),
        Foot(signature=paper.chair_signature, left_signature=paper.secretary_signature),
    ]
    return OfficialPaper(
        letterhead=paper.letterhead,
        title=paper.title,
        abstract=paper.abstract,
        blocks=tuple(blocks),
    )


def _attendance(paper: MinutesPaper) -> list[Block]:
    total, here = paper.members_total, len(paper.present)
    blocks: list[Block] = [
        plain(f"Chủ trì: {_named(paper.chair)}."),
        plain(f"Thư ký: {_named(paper.secretary)}."),
        _lead(
            f"1. Có mặt: {numbers.count_of(here, total)} thành viên Hội đồng.",
        ),
        _people(paper.present, ("Vai trò trong Hội đồng",)),
    ]
    if paper.absent:
        blocks += [
            _lead(f"2. Vắng mặt: {len(paper.absent):02d} thành viên."),
            _people(paper.absent, ("Vai trò trong Hội đồng", "Lý do; ý kiến")),
        ]
    else:
        blocks.append(plain("2. Vắng mặt: không."))
    return [*blocks, plain(f"3. Điều kiện họp: {_quorum(paper)}.")]


def _quorum(paper: MinutesPaper) -> str:
    here = f"có mặt {len(paper.present):02d} thành viên"
    if not paper.quorum_rule:
        return f"chưa đủ căn cứ, chưa có đề nghị nào để biểu quyết; {here}"
    met = "đủ" if paper.has_quorum else "không đủ"
    return (
        f"quy chế yêu cầu {paper.quorum_rule} có mặt, tức từ {paper.quorum_needed:02d} "
        f"trong {paper.members_total:02d} thành viên trở lên; thực tế {here}: {met} "
        "điều kiện tiến hành cuộc họp"
    )


def _lead(words: str) -> Paragraph:
    return Paragraph(runs=(Run(words, bold=True),), keeps_with_next=True)


def _named(person: Attendee) -> str:
    return ", ".join(part for part in (person.name, person.post, person.role) if part)


def _people(people: tuple[Attendee, ...], last: tuple[str, ...]) -> TableBlock:
    columns = (
        Column(heading="STT", width=0.55, align="center"),
        Column(heading="Họ và tên", width=2),
        Column(heading="Chức vụ", width=2.2),
        *(Column(heading=heading, width=1.8) for heading in last),
    )
    rows = []
    for number, person in enumerate(people, start=1):
        row = (str(number), person.name, person.post, person.role)
        rows.append((*row, _absence(person)) if len(last) > 1 else row)
    table = Table(columns=columns, groups=(RowGroup(rows=tuple(rows)),))
    return TableBlock(table=table, size_pt=_ATTENDANCE_PT)


def _absence(person: Attendee) -> str:
    sent = (
        "đã gửi ý kiến bằng văn bản" if person.written_opinion else "không gửi ý kiến"
    )
    return (
        f"{person.absent_reason}; {sent}" if person.absent_reason else sent.capitalize()
    )


def _votes(paper: MinutesPaper) -> list[Block]:
    blocks: list[Block] = []
    if not paper.case_groups:
        blocks.append(plain("Chưa có đề nghị nào để biểu quyết."))
    for number, group in enumerate(paper.case_groups, start=1):
        passed = sum(case.has_passed for case in group.cases)
        blocks += [
            _lead(f"{number}. {group.heading}"),
            Paragraph(
                runs=(
                    Run(
                        f"Thông qua khi được {group.threshold} đồng ý, tức từ "
                        f"{group.votes_needed:02d} trong {paper.members_total:02d} "
                        "thành viên trở lên."
                    ),
                ),
                keeps_with_next=True,
            ),
            *_counted(group, passed, paper.members_total),
        ]
        if group.waiting:
            names = ", ".join(group.waiting)
            said = f"Chưa có kết quả biểu quyết ({len(group.waiting):02d}): {names}."
            blocks.append(plain(said))
    return blocks


def _counted(group: CaseGroup, passed: int, members: int) -> list[Block]:
    if not group.cases:
        return []
    return [
        TableBlock(table=_tally_table(group, members), size_pt=_TALLY_PT),
        plain(
            f"Kết quả: {numbers.count_of(passed, len(group.cases))} trường hợp "
            "được thông qua."
        ),
    ]


def _tally_table(group: CaseGroup, members: int) -> Table:
    rows = tuple(
        _tally_row(number, case, members)
        for number, case in enumerate(group.cases, start=1)
    )
    return Table(
        columns=(
            Column(heading="STT", width=11, align="center"),
            Column(heading="Họ và tên, đơn vị", width=47),
            Column(heading="Đồng\u00a0ý", width=17, align="center"),
            Column(heading="Không đồng\u00a0ý", width=16, align="center"),
            Column(heading="Không hợp\u00a0lệ", width=15, align="center"),
            Column(heading="Văn bản (đồng\u00a0ý/ không)", width=18, align="center"),
            Column(heading="Đồng\u00a0ý/ tổng số", width=17, align="center"),
            Column(heading="Tỷ lệ", width=17, align="center"),
            Column(heading="Kết quả", width=19, align="center"),
        ),
        groups=(RowGroup(rows=rows),),
    )


def _tally_row(number: int, case: CaseTally, members: int) -> tuple[str, ...]:
    agreed = case.votes_for + case.written_for
    return (
        str(number),
        f"{case.name}\n{case.unit}" if case.unit else case.name,
        str(case.votes_for),
        str(case.votes_against),
        str(case.votes_invalid),
        f"{case.written_for}/{case.written_against}",
        f"{agreed}/{members}",
        percent(agreed, members),
        "Thông qua" if case.has_passed else "Không thông qua",
    )


def _refuse_impossible(paper: MinutesPaper) -> None:
    total = paper.members_total
    told = len(paper.present) + len(paper.absent)
    if told != total:
        raise PaperRefused(
            "count",
            f"Biên bản ghi {told} thành viên có mặt và vắng mặt, trong khi Hội đồng có "
            f"{total}: ghi đủ từng thành viên rồi in lại.",
        )
    for group in paper.case_groups:
        for case in group.cases:
            _refuse_impossible_case(case, group.votes_needed, total)


def _refuse_impossible_case(case: CaseTally, needed: int, total: int) -> None:
    written = case.written_for + case.written_against
    votes = case.votes_for + case.votes_against + case.votes_invalid + written
    if votes > total:
        raise PaperRefused(
            "count",
            f"{case.name}: tổng cộng {votes} phiếu và ý kiến, nhiều hơn {total} thành "
            "viên Hội đồng. Kiểm lại biên bản kiểm phiếu.",
        )
    if case.has_passed and case.votes_for + case.written_for < needed:
        raise PaperRefused(
            "count",
            f"{case.name}: ghi là thông qua nhưng chỉ có "
            f"{case.votes_for + case.written_for} ý kiến đồng ý, cần {needed}. "
            "Kiểm lại biên bản kiểm phiếu.",
        )
