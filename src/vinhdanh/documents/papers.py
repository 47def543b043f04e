"""The papers as plain data: what is printed, and nothing about how.

Rooms above fill these from their rows. Every string is printed as it stands (a `*` or
a `#` in a name is a `*` or a `#` on paper), after cleaning to NFC.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateSheet:
    """One giấy khen or certificate of a title, A4 landscape, one page."""

    awarding_position: str
    """In red: “CHÁNH VĂN PHÒNG HỘI ĐỒNG NHÂN DÂN THÀNH PHỐ”."""
    award_line: str
    """“TẶNG” or “TẶNG DANH HIỆU”."""
    award_name: str
    """“LAO ĐỘNG TIÊN TIẾN”, “GIẤY KHEN”."""
    recipient_name: str
    achievement: str
    decision_number: str
    """With its sign: “15/QĐ-VP”."""
    decision_on: date
    gold_book_number: str
    place: str
    signed_on: date
    signer_post: str
    signer_name: str
    honorific: str = ""
    """“Ông”, “Bà”, “Tập thể”; before the name."""
    post: str = ""
    unit: str = ""
    """Unit of a person, or what a collective belongs to; the address of a household."""
    signer_authority: str = ""
    """“KT. CHÁNH VĂN PHÒNG”; empty when the head signs."""
    qr_text: str = ""
    """Empty: no code is printed."""
    verify_hint: str = "Quét mã để kiểm tra"


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """The head of an official paper: who issues it, its number, place and day."""

    issuing_body: str
    place: str
    day: date
    """The paper's own day; it also chooses the layout."""
    parent_body: str = ""
    number: int | None = None
    """None: a draft, whose number and day are left blank."""
    sign: str = ""
    """“QĐ-VP”. Empty (with no number): the paper carries no number line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureBlock:
    """Who signs: authority line (TM., KT., TL., TUQ.), post, name."""

    post: str
    name: str
    authority: str = ""
    note: str = ""
    """“(Ký, ghi rõ họ tên)” where a form asks for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table; `width` is its share of the table's width."""

    heading: str
    width: float = 1.0
    align: Align = "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class RowGroup:
    """Rows under a heading that runs across the table (no heading: just rows)."""

    rows: tuple[tuple[str, ...], ...]
    heading: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table whose heading row repeats on each page.

    Raises `ValueError` for a row with a cell too few or too many: on paper its words
    would stand in the wrong column.
    """

    columns: tuple[Column, ...]
    groups: tuple[RowGroup, ...]
    caption: str = ""

    def __post_init__(self) -> None:
        for row in (row for group in self.groups for row in group.rows):
            if len(row) != len(self.columns):
                raise ValueError(
                    f"A row of {len(row)} cells in a table of {len(self.columns)} "
                    f"columns: {row!r}."
                )


@dataclass(frozen=True, slots=True, kw_only=True)
class Annex:
    """A list that goes with a decision, on pages of its own.

    The line “(Kèm theo Quyết định số … ngày … của …)” comes from the decision.
    """

    subject: str
    """“Cá nhân được tặng danh hiệu “Lao động tiên tiến” năm 2016”."""
    tables: tuple[Table, ...]
    title: str = "DANH SÁCH"


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionPaper:
    """A decision (quyết định cá biệt)."""

    letterhead: Letterhead
    abstract: str
    """“Về việc tặng danh hiệu “Lao động tiên tiến” năm 2016”."""
    authority_line: str
    """Who decides, in capitals above the bases: “CHÁNH VĂN PHÒNG …”."""
    issuer: str
    """The same in words, for the link line of annexes: “Chánh Văn phòng …”."""
    legal_bases: tuple[str, ...]
    """Without closing marks; the layout of the day sets “;” and the last one."""
    articles: tuple[tuple[str, ...], ...]
    """One tuple of paragraphs for each Điều; “Điều 1.” is set by the paper."""
    signature: SignatureBlock
    recipients: tuple[str, ...]
    """Without dash or mark; the last is “Lưu: VT, TCHC”."""
    annexes: tuple[Annex, ...] = ()
    title: str = "QUYẾT ĐỊNH"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendee:
    """A member of the council as the minutes name them."""

    name: str
    post: str
    role: str
    """“Chủ tịch Hội đồng”, “Ủy viên”, “Thư ký”."""
    absent_reason: str = ""
    written_opinion: bool = False
    """Absent, but sent an opinion in writing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseTally:
    """The votes on one case. A member counts once: for, against, invalid, or none."""

    name: str
    unit: str
    votes_for: int
    """Cast at the meeting."""
    votes_against: int
    votes_invalid: int = 0
    written_for: int = 0
    written_against: int = 0
    has_passed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseGroup:
    """Cases voted on for one award, with the threshold that binds them."""

    heading: str
    """“Danh hiệu “Chiến sĩ thi đua cơ sở””."""
    threshold: str
    """In words: “trên 1/2 tổng số thành viên Hội đồng”."""
    votes_needed: int
    cases: tuple[CaseTally, ...]
    waiting: tuple[str, ...] = ()
    """Who is not counted yet, in a draft of the minutes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesPaper:
    """Minutes of a meeting of the emulation and commendation council."""

    letterhead: Letterhead
    abstract: str
    opened: str
    """“14 giờ 00 phút, ngày 05 tháng 12 năm 2016”."""
    venue: str
    chair: Attendee
    secretary: Attendee
    members_total: int
    present: tuple[Attendee, ...]
    absent: tuple[Attendee, ...]
    quorum_rule: str
    """In words: “ít nhất 2/3 tổng số thành viên”; empty with nothing to vote on."""
    quorum_needed: int
    has_quorum: bool
    contents: tuple[str, ...]
    case_groups: tuple[CaseGroup, ...]
    conclusions: tuple[str, ...]
    closing: str
    secretary_signature: SignatureBlock
    chair_signature: SignatureBlock
    title: str = "BIÊN BẢN"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """“n of N” of a summation: Lao động tiên tiến 38/38."""

    label: str
    count: int
    total: int | None = None
    """None: a plain count."""
    note: str = ""
    """Who decided, “đề nghị”, or who is counted in the total."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a report: heading, paragraphs, figures, tables, in that order."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SummationPaper:
    """The year's summation of an office (báo cáo tổng kết)."""

    letterhead: Letterhead
    abstract: str
    sections: tuple[Section, ...]
    signature: SignatureBlock
    recipients: tuple[str, ...]
    opening: tuple[str, ...] = ()
    closing: tuple[str, ...] = ()
    """The last words, on the page of the signature."""
    addressee: str = ""
    title: str = "BÁO CÁO"


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionPaper:
    """A submission to the authority above (tờ trình)."""

    letterhead: Letterhead
    abstract: str
    addressee: str
    legal_bases: tuple[str, ...]
    paragraphs: tuple[str, ...]
    signature: SignatureBlock
    recipients: tuple[str, ...]
    tables: tuple[Table, ...] = ()
    closing: tuple[str, ...] = ()
    title: str = "TỜ TRÌNH"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfilePaper:
    """A summary of a person or collective (trích ngang): facts, then tables."""

    letterhead: Letterhead
    abstract: str
    """The name: “Bà Nguyễn Thị A”, “Phòng Tổng hợp”."""
    facts: tuple[tuple[str, str], ...]
    """“Ngày sinh” and the like, each with its value."""
    sections: tuple[Section, ...]
    maker: SignatureBlock
    head: SignatureBlock
    closing: tuple[str, ...] = ()
    title: str = "TRÍCH NGANG"


@dataclass(frozen=True, slots=True, kw_only=True)
class PledgeRow:
    """A pledge of a covenant, as it is read; of one in words only `name` is told."""

    name: str
    base: str
    goal: str
    measure: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CovenantPaper:
    """An emulation covenant with a place to sign for each party."""

    letterhead: Letterhead
    abstract: str
    paragraphs: tuple[str, ...]
    pledges: tuple[PledgeRow, ...]
    signatures: tuple[SignatureBlock, ...]
    text_hash: str
    """SHA-256 of the words, in hexadecimal."""
    title: str = "GIAO ƯỚC THI ĐUA"
