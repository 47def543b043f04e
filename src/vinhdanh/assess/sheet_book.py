"""The judged list as pages: the list itself with verdicts, a page a title, what is
missing and who can supply it, caps, and what to look at again.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vinhdanh.assess import sheet_looks as looks
from vinhdanh.assess.sheet_looks import (
    SAID,
    Cells,
    height_of,
    rooms_of,
    short_name,
    table,
)
from vinhdanh.assess.sheet_notes import missing_page, quota_page, review_page
from vinhdanh.sheets.extents import column_index, column_letter
from vinhdanh.sheets.large import A3, PLAIN, Look, Page, Run
from vinhdanh.statutes.load import corpus

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from vinhdanh.assess.assumed import Assumed
    from vinhdanh.assess.norms import Quota
    from vinhdanh.assess.sheet_rows import Listed, Subject
    from vinhdanh.law.explain import Explained
    from vinhdanh.law.regime import Regime
    from vinhdanh.law.verdict import Reason
    from vinhdanh.sheets.workbook import Cell, Sheet

    _Filled = tuple[Cell, Look]

_WHY = 40.0  # the width of a reason
_WIDEST = 30  # and of a column of the list itself
_MOST_KEPT = 4
_BRIEF, _LONG = 170, 260  # letters of a reason
_LONGEST_NAME = 22


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
        return {word.value: words[word] for word in SAID} | {"not_judged": left}


def pages(told: Sequence[Told], quotas: Sequence[Quota], receipt: str) -> list[Page]:
    """Every sheet of the answer, in the order an officer reads them."""
    made = [_same_list(one) for one in told]
    for one in told:
        made += [_title_page(one, title, receipt) for title in one.titles]
    made.append(missing_page(told))
    made.append(quota_page(quotas, told[0].year))
    made.append(review_page(told, receipt))
    return made


def _same_list(told: Told) -> Page:
    """The list as it came, with a verdict and a reason for each title at its right."""
    sheet, columns = told.listed.sheet, told.listed.mapping
    first, last = columns.first_heading_row, columns.last_heading_row
    wide = max((len(row) for row in sheet.rows), default=0)
    added = 2 * len(told.titles)
    widths = [*_widths(sheet, last, wide), *[16.5, _WHY] * len(told.titles)]
    rooms = rooms_of(widths)
    # Only columns as wide as any hold texts that may need several lines.
    tall = [at for at, width in enumerate(widths) if width >= _WIDEST]
    tall_rooms = [rooms[at] for at in tall]
    subjects = {subject.row: subject for subject in told.listed.subjects}
    rows: list[Cells] = []
    heights: dict[int, float] = {}
    for number, cells in enumerate(sheet.rows, 1):
        subject = subjects.get(number)
        is_heading = first <= number <= last
        row: Cells = [
            _as_it_was(cell, is_heading=is_heading, is_subject=subject is not None)
            for cell in cells
        ]
        row += [None] * (wide - len(row))
        if is_heading:
            row += _verdict_headings(told, is_first=number == first)
        elif subject is not None:
            row += _verdict_cells(told, subject)
            heights[number] = height_of([row[at] for at in tall], tall_rooms)
        rows.append(row)
    if first == last:
        heights[last] = height_of(rows[last - 1], rooms)
    merged = [_area(area) for area in sheet.merged if area[1][0] < last]
    if first < last:
        added_letters = [column_letter(wide + n) for n in range(added)]
        merged += [f"{letter}{first}:{letter}{last}" for letter in added_letters]
    is_short = len(sheet.name) < _LONGEST_NAME
    end = f"{column_letter(wide + added - 1)}{max(subjects, default=last)}"
    return Page(
        name=f"Kết quả {sheet.name}" if is_short else "Kết quả",
        rows=rows,
        widths=widths,
        heading=(first, last),
        kept=_kept(told.listed),
        merged=merged,
        heights=heights,
        paper=A3,
        filter=f"A{last}:{end}",
    )


def _as_it_was(
    cell: Cell, *, is_heading: bool, is_subject: bool
) -> tuple[Cell, Look] | None:
    if is_heading:
        return cell, looks.HEADING
    if cell == "":
        return (cell, looks.TEXT) if is_subject else None
    if hasattr(cell, "year"):
        return cell, looks.DAY if is_subject else looks.LOOSE_DAY
    return cell, looks.TEXT if is_subject else PLAIN


def _verdict_headings(told: Told, *, is_first: bool) -> Cells:
    if not is_first:
        return [("", looks.HEADING)] * (2 * len(told.titles))
    return [
        (words, looks.HEADING)
        for title in told.titles
        for words in (
            f"{short_name(title)} {told.year}",
            f"{short_name(title)}: vì sao",
        )
    ]


def _verdict_cells(told: Told, subject: Subject) -> Cells:
    if subject.fault:
        pair: Cells = [(looks.NOT_JUDGED, looks.FAULT), (subject.fault, looks.FAULT)]
        return pair * len(told.titles)
    explained = told.judged[subject.row].explained
    return [cell for t in told.titles for cell in _word_and_why(t, explained[t])]


def _word_and_why(title: str, explained: Explained, *, whole: bool = False) -> Cells:
    """The word, and why; beside a long list the reason is cut, its page has it all."""
    word, why = explained.word, explained.short
    if len(why) > _LONG:  # what the criterion asks in full stands under the table
        for reason in explained.reasons:
            why = why.replace(reason.sentence, reason.sentence.partition(":")[0])
    if not whole and len(why) > _BRIEF:
        why = f"{why[: why.rindex(' ', 0, _BRIEF)]}… (xem trang “{short_name(title)}”)"
    return [(SAID[word], looks.WORDS[word]), (why, looks.TEXT)]


class _Marks:
    """A mark for each criterion of a page; the same marks are the same run."""

    def __init__(self, ids: tuple[str, ...]) -> None:
        self.ids = ids
        self.known: dict[tuple[str, ...], Run] = {}
        self.met: dict[int, Run] = {}

    def of(self, explained: Explained) -> Run:
        """The marks of one answer; the answers outlive this, so that their ids tell."""
        if id(explained) not in self.met:
            self.met[id(explained)] = self.run(explained.reasons)
        return self.met[id(explained)]

    def run(self, reasons: Sequence[Reason]) -> Run:
        """A mark for each criterion; one that is not named stays empty."""
        found = {reason.criterion: _mark(reason) for reason in reasons}
        marks = [found.get(name, ("", looks.TEXT)) for name in self.ids]
        key = tuple([str(sign) for sign, _ in marks])
        if key not in self.known:
            self.known[key] = Run(marks)
        return self.known[key]


def _area(area: tuple[tuple[int, int], tuple[int, int]]) -> str:
    (top, left), (bottom, right) = area
    return f"{column_letter(left)}{top + 1}:{column_letter(right)}{bottom + 1}"


def _kept(listed: Listed) -> int:
    """Columns up to the name stay in sight, where that leaves room for the others."""
    column = column_index(listed.mapping.letters_of("name")[-1]) + 1
    return column if column <= _MOST_KEPT else 0


def _widths(sheet: Sheet, last: int, wide: int) -> list[float]:
    """Wide enough for what most cells hold, from the first two hundred rows."""
    sample = sheet.rows[last : last + 200]
    found: list[float] = []
    for column in range(wide):
        lengths = sorted(
            10 if hasattr(row[column], "year") else len(str(row[column]))
            for row in sample
            if column < len(row) and row[column] != ""
        )
        usual = lengths[len(lengths) * 9 // 10] if lengths else 6
        found.append(float(min(max(usual + 2, 7), _WIDEST)))
    return found


def _title_page(told: Told, title: str, receipt: str) -> Page:
    """Everybody's verdict for one title, criterion by criterion."""
    reasons = _criteria(told, title)
    says = [reason.sentence.partition(":")[0] for reason in reasons.values()]
    marks = _Marks(tuple(reasons))
    who = "Họ và tên" if told.listed.kind == "individual" else "Tập thể"
    labels = ["Dòng", who, "Đơn vị", "Kết luận", "Vì sao"]
    counts = told.counts(title)
    totals = [f"{said}: {counts[word.value]}" for word, said in SAID.items()]
    if counts["not_judged"]:
        totals.append(f"{looks.NOT_JUDGED} (dòng có lỗi): {counts['not_judged']}")
    signs = "✓ đạt   ✗ không đạt   ? chưa có thông tin   ○ Hội đồng xem xét"
    below = [signs, *_legend(says, tuple(reasons.values()))]
    if told.assumed:
        taken = "; ".join(f"{one.label}: {one.said}" for one in told.assumed)
        below.append(f"Coi như đã có khi danh sách không ghi: {taken}.")
    return table(
        short_name(title),
        [
            (f"{corpus().awards[title].name.upper()} — NĂM {told.year}", looks.TITLE),
            (
                f"Luật áp dụng ngày {told.day:%d/%m/%Y}: {told.regime.name}.",
                looks.NOTE,
            ),
            (" · ".join(totals), looks.TOTALS),
        ],
        [
            *((label, looks.HEADING) for label in labels),
            *((label, looks.SMALL_HEADING) for label in says),
        ],
        [_title_row(told, title, one, marks) for one in told.listed.subjects],
        [(line, looks.NOTE) for line in (*below, receipt)],
        [6.0, 24.0, 24.0, 16.5, 46.0, *[9.5] * len(says)],
        kept=2,
    )


def _criteria(told: Told, title: str) -> dict[str, Reason]:
    """Every criterion that anybody's answer names; some are named only where noted."""
    fullest: dict[str, Reason] = {}
    for one in told.judged.values():
        named = one.explained[title].reasons
        if len(named) > len(fullest):
            fullest = {reason.criterion: reason for reason in named} | fullest
    return fullest


def _title_row(told: Told, title: str, subject: Subject, marks: _Marks) -> Cells:
    row: Cells = [
        (subject.row, looks.NUMBER),
        (subject.name, looks.TEXT),
        (subject.unit, looks.TEXT),
    ]
    if subject.fault:
        fault: Cells = [(looks.NOT_JUDGED, looks.FAULT), (subject.fault, looks.FAULT)]
        return [*row, *fault, marks.run(())]
    explained = told.judged[subject.row].explained[title]
    why = _word_and_why(title, explained, whole=True)
    return [*row, *why, marks.of(explained)]


def _mark(reason: Reason) -> _Filled:
    is_open = reason.judged and reason.mark is None
    return looks.COUNCIL if is_open else looks.MARKS[reason.mark]


def _legend(says: Sequence[str], reasons: Sequence[Reason]) -> list[str]:
    """Each criterion with its article; what was only recalled says so."""
    lines = []
    for name, reason in zip(says, reasons, strict=True):
        asks = reason.sentence.removeprefix(f"{name}: ")
        doubt = "" if reason.standing == "SOURCED" else "; cần đối chiếu văn bản gốc"
        where = f"quy định của cơ quan: {reason.cite}" if reason.local else reason.cite
        lines.append(f"{name}: {asks} ({where}{doubt}).")
    return lines
