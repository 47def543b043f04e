"""The judged list as pages: the list itself with verdicts, a page a title, what is
missing and who can supply it, caps, and what to look at again.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vinhdanh.law.verdict import Word
from vinhdanh.sheets.extents import column_letter
from vinhdanh.sheets.large import A3, A4, PLAIN, Look, Page
from vinhdanh.sheets.workbook import Cell, Sheet
from vinhdanh.statutes.load import corpus

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date, datetime

    from vinhdanh.assess.assumed import Assumed
    from vinhdanh.assess.norms import Quota
    from vinhdanh.assess.sheet_rows import Listed, Subject
    from vinhdanh.law.explain import Explained
    from vinhdanh.law.regime import Regime
    from vinhdanh.law.verdict import Reason

_Cells = list[tuple[Cell, Look] | None]
_SAID = {
    Word.YES: "Đạt",
    Word.NO: "Không đạt",
    Word.UNKNOWN: "Chưa đủ căn cứ",
    Word.CONFIRM: "Cần người xác nhận",
}
_TINTS = {
    Word.YES: ("E2F0D9", "1E5128"),
    Word.NO: ("F8D7DA", "7A1420"),
    Word.UNKNOWN: ("EDEDED", "404040"),
    Word.CONFIRM: ("FFF2CC", "6B4E00"),
}
_NOT_JUDGED = "Chưa xét"
_HEADING = Look(
    bold=True, fill="F3E9E9", border=True, across="center", wrap=True, middle=True
)
_TEXT = Look(border=True, wrap=True)
_WORDS = {
    word: Look(bold=True, fill=fill, ink=ink, border=True, across="center", wrap=True)
    for word, (fill, ink) in _TINTS.items()
}
_FAULT = Look(bold=True, fill="FBE5D6", ink="843C0C", border=True, wrap=True)
_MARKS = {
    True: ("✓", Look(ink="1E5128", border=True, across="center", bold=True)),
    False: ("✗", Look(ink="B00020", border=True, across="center", bold=True)),
    None: ("?", Look(ink="404040", border=True, across="center", bold=True)),
}
_JUDGED = ("○", Look(ink="6B4E00", border=True, across="center"))
_NUMBER = Look(border=True, across="center")
_COUNT = Look(border=True, number="#,##0", across="center")
_TITLE = Look(bold=True, size=14)
_NOTE = Look(italic=True, ink="404040")
_SOURCE = Look(border=True, wrap=True)
_SOURCE_DAY = Look(border=True, number="dd/mm/yyyy", across="center")
_LOOSE_DAY = Look(number="dd/mm/yyyy")
_TOTAL = ("Cả danh sách", Look(border=True, bold=True, wrap=True))


@dataclass(frozen=True)
class Judged:
    """A subject and every title explained."""

    subject: Subject
    explained: Mapping[str, Explained]


@dataclass(frozen=True)
class Told:
    """One list, judged: for which titles, of which year, under which law."""

    listed: Listed
    titles: tuple[str, ...]
    year: int
    day: date
    regime: Regime
    assumed: tuple[Assumed, ...]
    judged: Mapping[int, Judged]

    def counts(self, title: str) -> dict[str, int]:
        """How many got each word, and how many were not judged."""
        words = Counter(one.explained[title].word for one in self.judged.values())
        left = sum(bool(subject.fault) for subject in self.listed.subjects)
        return {word.value: words[word] for word in _SAID} | {"not_judged": left}


def pages(told: Sequence[Told], quotas: Sequence[Quota], receipt: str) -> list[Page]:
    """Every sheet of the answer, in the order an officer reads them."""
    made = [_same_list(one) for one in told]
    for one in told:
        made += [_title_page(one, title, receipt) for title in one.titles]
    made.append(_missing_page(told))
    made.append(_quota_page(quotas, told[0]))
    made.append(_review_page(told, receipt))
    return made


def _name(title: str) -> str:
    return corpus().awards[title].short_name


def _same_list(told: Told) -> Page:
    """The list as it came, with a verdict and a reason for each title at its right."""
    sheet, columns = told.listed.sheet, told.listed.mapping
    first, last = columns.first_heading_row, columns.last_heading_row
    wide = max((len(row) for row in sheet.rows), default=0)
    faults = {s.row: s.fault for s in told.listed.subjects if s.fault}
    rows: list[_Cells] = []
    for number, cells in enumerate(sheet.rows, 1):
        is_heading, is_inside = first <= number <= last, number > last
        row = [_as_it_was(cell, is_heading, is_inside) for cell in cells]
        if is_inside and not any(cell != "" for cell in cells):
            row = []
        row += [None] * (wide - len(row)) if row or number in told.judged else []
        if is_heading:
            row += _verdict_headings(told, is_first=number == first)
        elif number in faults:
            row += [(_NOT_JUDGED, _FAULT), (faults[number], _FAULT)] * len(told.titles)
        elif number in told.judged:
            row += _verdict_cells(told, told.judged[number])
        rows.append(row)
    end = column_letter(wide + 2 * len(told.titles) - 1)
    merged = [_area(area) for area in sheet.merged if area[1][0] < last]
    if first < last:
        merged += [
            f"{column_letter(wide + n)}{first}:{column_letter(wide + n)}{last}"
            for n in range(2 * len(told.titles))
        ]
    return Page(
        name=f"Kết quả {sheet.name}" if len(sheet.name) < 20 else "Kết quả",
        rows=rows,
        widths=[*_widths(sheet, last, wide), *[15, 44] * len(told.titles)],
        heading=(first, last),
        kept=_kept(columns),
        merged=merged,
        paper=A3,
        filter=f"A{last}:{end}{len(sheet.rows)}",
    )


def _as_it_was(
    cell: Cell, is_heading: bool, is_inside: bool
) -> tuple[Cell, Look] | None:
    if is_heading:
        return cell, _HEADING
    if cell == "":
        return ("", _SOURCE) if is_inside else None
    if _is_day(cell):
        return cell, _SOURCE_DAY if is_inside else _LOOSE_DAY
    return cell, _SOURCE if is_inside else PLAIN


def _is_day(cell: Cell) -> bool:
    return hasattr(cell, "year")


def _verdict_headings(told: Told, *, is_first: bool) -> _Cells:
    if not is_first:
        return [("", _HEADING)] * (2 * len(told.titles))
    return [
        (words, _HEADING)
        for title in told.titles
        for words in (f"{_name(title)} {told.year}", f"{_name(title)}: vì sao")
    ]


def _verdict_cells(told: Told, one: Judged) -> _Cells:
    cells: _Cells = []
    for title in told.titles:
        explained = one.explained[title]
        cells += [
            (_SAID[explained.word], _WORDS[explained.word]),
            (explained.short, _TEXT),
        ]
    return cells


def _area(area: tuple[tuple[int, int], tuple[int, int]]) -> str:
    (top, left), (bottom, right) = area
    return f"{column_letter(left)}{top + 1}:{column_letter(right)}{bottom + 1}"


def _kept(columns: object) -> int:
    """Columns up to the name stay in sight."""
    letters = columns.letters_of("name")  # type: ignore[attr-defined]
    from vinhdanh.sheets.extents import column_index

    return min(column_index(letters[-1]) + 1, 4) if letters else 0


def _widths(sheet: Sheet, last: int, wide: int) -> list[float]:
    """Wide enough for what most cells hold, from the first two hundred rows."""
    sample = sheet.rows[last : last + 200]
    found: list[float] = []
    for column in range(wide):
        lengths = sorted(
            len(str(row[column])) if not _is_day(row[column]) else 10
            for row in sample
            if column < len(row) and row[column] != ""
        )
        usual = lengths[len(lengths) * 9 // 10] if lengths else 6
        found.append(min(max(usual + 2, 6), 34))
    return found


def _title_page(told: Told, title: str, receipt: str) -> Page:
    """Everybody's verdict for one title, criterion by criterion."""
    award = corpus().awards[title]
    reasons = next((o.explained[title].reasons for o in told.judged.values()), ())
    says = [reason.sentence.partition(":")[0] for reason in reasons]
    who = "Họ và tên" if told.listed.kind == "individual" else "Tập thể"
    labels = ["Dòng", who, "Đơn vị", "Kết luận", "Vì sao", *says]
    counts = told.counts(title)
    totals = [f"{said}: {counts[word.value]}" for word, said in _SAID.items()]
    if counts["not_judged"]:
        totals.append(f"{_NOT_JUDGED} (dòng có lỗi): {counts['not_judged']}")
    rows: list[_Cells] = [
        [(f"{award.name.upper()} — NĂM {told.year}", _TITLE)],
        [(_law(told), _NOTE)],
        [(" · ".join(totals), Look(bold=True))],
        [],
        [(label, _HEADING) for label in labels],
    ]
    for subject in told.listed.subjects:
        rows.append(_title_row(told, title, subject, len(says)))
    rows += [
        [],
        [("✓ đạt   ✗ không đạt   ? chưa có thông tin   ○ Hội đồng xem xét", _NOTE)],
    ]
    rows += [[(line, _NOTE)] for line in _legend(says, reasons)]
    rows += [[(f"Coi như đạt: {_taken(told)}", _NOTE)]] if told.assumed else []
    rows.append([(receipt, _NOTE)])
    end = column_letter(len(labels) - 1)
    return Page(
        name=award.short_name,
        rows=rows,
        widths=[7, 26, 28, 15, 58, *[12] * len(says)],
        heading=(5, 5),
        kept=2,
        heights={5: 62},
        filter=f"A5:{end}{5 + len(told.listed.subjects)}",
    )


def _law(told: Told) -> str:
    return f"Luật áp dụng ngày {told.day:%d/%m/%Y}: {told.regime.name}."


def _taken(told: Told) -> str:
    return "; ".join(f"{one.label}: {one.said}" for one in told.assumed) + "."


def _title_row(told: Told, title: str, subject: Subject, marks: int) -> _Cells:
    row: _Cells = [
        (subject.row, _NUMBER),
        (subject.name, _TEXT),
        (subject.unit, _TEXT),
    ]
    if subject.fault:
        blank: _Cells = [("", _TEXT)] * marks
        return [*row, (_NOT_JUDGED, _FAULT), (subject.fault, _FAULT), *blank]
    explained = told.judged[subject.row].explained[title]
    row += [
        (_SAID[explained.word], _WORDS[explained.word]),
        (explained.short, _TEXT),
    ]
    return row + [_mark(reason) for reason in explained.reasons]


def _mark(reason: Reason) -> tuple[Cell, Look]:
    return _JUDGED if reason.judged and reason.mark is None else _MARKS[reason.mark]


def _legend(says: Sequence[str], reasons: Sequence[Reason]) -> list[str]:
    """Each criterion with its article; what was only recalled says so."""
    lines = []
    for name, reason in zip(says, reasons, strict=True):
        asks = reason.sentence.removeprefix(f"{name}: ")
        doubt = "" if reason.standing == "SOURCED" else "; cần đối chiếu văn bản gốc"
        where = f"quy định của cơ quan: {reason.cite}" if reason.local else reason.cite
        lines.append(f"{name}: {asks} ({where}{doubt}).")
    return lines


def _missing_page(told: Sequence[Told]) -> Page:
    """Every fact that is not known and decides: of whom, for what, from whom."""
    labels = [
        "Dòng",
        "Họ và tên, tập thể",
        "Đơn vị",
        "Còn thiếu",
        "Để xét",
        "Ai cung cấp",
    ]
    rows: list[_Cells] = [
        [("DỮ KIỆN CÒN THIẾU", _TITLE)],
        [
            (
                "Có đủ các dữ kiện này thì xét lại được; chưa có không phải là không đạt.",
                _NOTE,
            )
        ],
        [],
        [(label, _HEADING) for label in labels],
    ]
    for one in told:
        rows += _missing_rows(one)
    if len(rows) == 4:  # noqa: PLR2004  only the head
        rows.append([("Không còn thiếu dữ kiện nào.", PLAIN)])
    return Page(
        name="Còn thiếu",
        rows=rows,
        widths=[7, 28, 28, 46, 26, 46],
        heading=(4, 4),
        filter=f"A4:F{len(rows)}",
    )


def _missing_rows(told: Told) -> list[_Cells]:
    lacking: dict[tuple[str, str], dict[int, list[str]]] = defaultdict(dict)
    for number, one in told.judged.items():
        for title in told.titles:
            for missing in one.explained[title].missing:
                whose = lacking[missing.label, missing.supplier]
                whose.setdefault(number, []).append(_name(title))
    rows: list[_Cells] = []
    single: dict[int, list[tuple[str, str, list[str]]]] = defaultdict(list)
    for (label, supplier), whose in lacking.items():
        if len(whose) == len(told.judged) > 1:
            named = list(dict.fromkeys(t for titles in whose.values() for t in titles))
            rows.append(
                [
                    ("", _NUMBER),
                    _TOTAL,
                    (f"{len(whose)} dòng", _TEXT),
                    (label, _TEXT),
                    (", ".join(named), _TEXT),
                    (supplier, _TEXT),
                ]
            )
            continue
        for number, titles in whose.items():
            single[number].append((label, supplier, titles))
    for number in sorted(single):
        subject = told.judged[number].subject
        for label, supplier, titles in single[number]:
            rows.append(
                [
                    (number, _NUMBER),
                    (subject.name, _TEXT),
                    (subject.unit, _TEXT),
                    (label, _TEXT),
                    (", ".join(titles), _TEXT),
                    (supplier, _TEXT),
                ]
            )
    return rows


def _quota_page(quotas: Sequence[Quota], told: Told) -> Page:
    labels = [
        "Danh hiệu, hình thức",
        "Đạt, cần xác nhận",
        "Hạn mức",
        "Vượt",
        "Cách tính, căn cứ",
    ]
    rows: list[_Cells] = [
        [(f"HẠN MỨC SỐ LƯỢNG NĂM {told.year}", _TITLE)],
        [
            (
                "Tính khi đề nghị tất cả những người đạt hoặc cần xác nhận; Hội đồng chọn.",
                _NOTE,
            )
        ],
        [],
        [(label, _HEADING) for label in labels],
    ]
    for found in quotas:
        cap: tuple[Cell, Look] = (
            ("không có", _NUMBER) if found.cap is None else (found.cap, _COUNT)
        )
        over = _FAULT if found.over else _COUNT
        rows.append(
            [
                (corpus().awards[found.award].name, _TEXT),
                (found.proposed, _COUNT),
                cap,
                (found.over, over),
                (found.sentence, _TEXT),
            ]
        )
    return Page(name="Hạn mức", rows=rows, widths=[42, 14, 12, 10, 90], heading=(4, 4))


def _review_page(told: Sequence[Told], receipt: str) -> Page:
    """Every problem of the list, and how each column was understood."""
    rows: list[_Cells] = [
        [("CẦN XEM LẠI", _TITLE)],
        [("Dòng, cột đếm theo danh sách gửi vào.", _NOTE)],
        [],
        [(label, _HEADING) for label in ("Mức", "Dòng", "Cột", "Nội dung và cách sửa")],
    ]
    problems = [found for one in told for found in one.listed.problems]
    for found in sorted(problems, key=lambda p: (p.severity, p.row)):
        is_error = found.severity == "error"
        rows.append(
            [
                ("Lỗi", _FAULT) if is_error else ("Lưu ý", _NUMBER),
                (found.row or "", _NUMBER),
                (found.column_letter, _NUMBER),
                (found.sentence, _TEXT),
            ]
        )
    if not problems:
        rows.append([("Không có điều gì phải xem lại.", PLAIN)])
    rows += [[], [("Chương trình hiểu danh sách như sau", Look(bold=True))]]
    rows += [[(line, PLAIN)] for one in told for line in one.listed.understood]
    rows += [[], [(receipt, _NOTE)]]
    return Page(
        name="Cần xem lại",
        rows=rows,
        widths=[12, 8, 8, 120],
        heading=(4, 4),
        paper=A4,
    )
