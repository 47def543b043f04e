"""The judged list as pages: the list itself with verdicts, a page a title, what is
missing and who can supply it, caps, and what to look at again.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

from vinhdanh.assess import sheet_looks as looks
from vinhdanh.assess.sheet_looks import (
    SAID,
    Heights,
    heading_heights,
    short_name,
    table,
)
from vinhdanh.assess.sheet_notes import missing_page, quota_page, review_page
from vinhdanh.sheets.extents import column_index, column_letter
from vinhdanh.sheets.large import A3, PLAIN, Look, Page, Row
from vinhdanh.sheets.workbook import shown
from vinhdanh.statutes.load import corpus

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from vinhdanh.assess.assumed import Assumed
    from vinhdanh.assess.norms import Quota
    from vinhdanh.assess.sheet_rows import Listed, Subject
    from vinhdanh.law.explain import Explained
    from vinhdanh.law.regime import Regime
    from vinhdanh.law.verdict import Reason, Word
    from vinhdanh.sheets.workbook import Cell, Sheet, Span

_WHY = 40.0  # the width of a reason
_WIDEST = 30  # and of a column of the list itself
_READABLE = 330  # letters across a sheet of paper
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
    widths = [
        *_widths(sheet, last, wide),
        *[looks.VERDICT_WIDTH, _WHY] * len(told.titles),
    ]
    lined = _Lined(told)
    subjects = {subject.row: subject for subject in told.listed.subjects}
    high = Heights(widths)
    rows: list[Row] = []
    heights: dict[int, float] = {}
    for number, cells in enumerate(sheet.rows, 1):
        if first <= number <= last:
            said = _verdict_headings(told, is_first=number == first)
            values = [*cells, *[""] * (wide - len(cells)), *said]
            rows.append(Row(values, [looks.HEADING] * len(values)))
        elif subject := subjects.get(number):
            rows.append(lined.row([*cells, *[""] * (wide - len(cells))], subject))
            heights[number] = high.of(rows[-1])
        else:
            rows.append(_loose(cells))
    spans = _spans(sheet, last, wide)
    if first < last:
        spans += [((first - 1, wide + n), (last - 1, wide + n)) for n in range(added)]
    heights |= heading_heights(rows, (first, last), spans, widths)
    is_short = len(sheet.name) < _LONGEST_NAME
    end = f"{column_letter(wide + added - 1)}{max(subjects, default=last)}"
    return Page(
        name=f"Kết quả {sheet.name}" if is_short else "Kết quả",
        rows=rows,
        widths=widths,
        heading=(first, last),
        kept=_kept(told.listed),
        merged=[_area(span) for span in spans],
        heights=heights,
        paper=A3,
        across=math.ceil(sum(widths) / _READABLE),
        filter=f"A{last}:{end}",
    )


def _loose(cells: Sequence[Cell]) -> Row:
    """A row of nobody's, as it came: a title, a unit's name, a signature."""
    return Row(
        cells,
        [
            looks.LOOSE_DAY if hasattr(cell, "year") else PLAIN if cell != "" else None
            for cell in cells
        ],
    )


class _Lined:
    """The subjects' rows of the list: as they came, and what is said of each title.

    Rows of like cells share their looks.
    """

    def __init__(self, told: Told) -> None:
        self.told = told
        self.whys = [_Whys(title) for title in told.titles]
        self.known: dict[tuple[object, ...], tuple[Look, ...]] = {}

    def row(self, cells: Sequence[Cell], subject: Subject) -> Row:
        if subject.fault:
            said = [looks.NOT_JUDGED, subject.fault] * len(self.whys)
            words: list[Word | None] = [None] * len(self.whys)
        else:
            explained = self.told.judged[subject.row].explained
            found = [explained[why.title] for why in self.whys]
            words = [one.word for one in found]
            said = []
            for why, one in zip(self.whys, found, strict=True):
                said += (SAID[one.word], why.brief(one))
        key = (*map(type, cells), *words)
        if key not in self.known:
            own = [looks.DAY if hasattr(c, "year") else looks.TEXT for c in cells]
            self.known[key] = (*own, *[look for w in words for look in _PAIRS[w]])
        return Row([*cells, *said], self.known[key])


# A verdict and why; None: not judged.
_PAIRS: Mapping[Word | None, tuple[Look, Look]] = {
    None: (looks.FAULT, looks.FAULT),
    **{word: (look, looks.TEXT) for word, look in looks.WORDS.items()},
}


def _verdict_headings(told: Told, *, is_first: bool) -> list[str]:
    if not is_first:
        return [""] * (2 * len(told.titles))
    return [
        words
        for title in told.titles
        for words in (
            f"{short_name(title)} {told.year}",
            f"{short_name(title)}: vì sao",
        )
    ]


class _Whys:
    """Why each verdict on one title is what it is: the same reason, the same text."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.more = f"… (xem trang “{short_name(title)}”)"
        self.known: dict[str, tuple[str, str]] = {}

    def whole(self, explained: Explained) -> str:
        return self._texts(explained)[0]

    def brief(self, explained: Explained) -> str:
        """Beside a long list the reason is cut; the title's page has it all."""
        return self._texts(explained)[1]

    def _texts(self, explained: Explained) -> tuple[str, str]:
        short = explained.short
        if short not in self.known:
            why = short
            if len(why) > _LONG:  # what is asked in full stands under the table
                for reason in explained.reasons:
                    asked = reason.sentence
                    why = why.replace(asked, asked.partition(":")[0])
            cut = len(why) > _BRIEF
            brief = why[: why.rindex(" ", 0, _BRIEF)] + self.more if cut else why
            self.known[short] = why, brief
        return self.known[short]


class _Marks:
    """The right of a title's page: a mark for each criterion."""

    def __init__(self, ids: tuple[str, ...]) -> None:
        self.ids = ids
        self.known: dict[tuple[object, ...], Row] = {}

    def of(self, reasons: Sequence[Reason]) -> Row:
        """The marks; of the same answers, the same row."""
        key = (*map(_CRITERION, reasons), *map(_MARK, reasons))
        if key not in self.known:
            found = {reason.criterion: _mark(reason) for reason in reasons}
            # One that is not named stays empty.
            marks = [found.get(name, ("", looks.TEXT)) for name in self.ids]
            self.known[key] = Row([m for m, _ in marks], [look for _, look in marks])
        return self.known[key]


_CRITERION, _MARK = attrgetter("criterion"), attrgetter("mark")


def _spans(sheet: Sheet, last: int, wide: int) -> list[Span]:
    """The merged cells of titles and headings, within the columns of the list."""
    kept = []
    for (top, left), (bottom, right) in sheet.merged:
        span = (top, left), (bottom, min(right, wide - 1))
        if bottom < last and left < wide and span[0] != span[1]:
            kept.append(span)
    return kept


def _area(span: Span) -> str:
    (top, left), (bottom, right) = span
    return f"{column_letter(left)}{top + 1}:{column_letter(right)}{bottom + 1}"


def _kept(listed: Listed) -> int:
    """Columns up to the name stay in sight, where that leaves room for the others."""
    column = column_index(listed.mapping.letters_of("name")[-1]) + 1
    return column if column <= _MOST_KEPT else 0


def _widths(sheet: Sheet, last: int, wide: int) -> list[float]:
    """Wide enough for what most cells hold and for each word, from two hundred rows."""
    sample = sheet.rows[last : last + 200]
    found: list[float] = []
    for column in range(wide):
        words = [
            shown(row[column])
            for row in sample
            if column < len(row) and row[column] != ""
        ]
        lengths = sorted(map(len, words))
        usual = lengths[len(lengths) * 9 // 10] if lengths else 6
        # Words here are mostly capitals: “CSTĐCS”.
        longest = max((len(word) for cell in words for word in cell.split()), default=0)
        found.append(float(min(max(usual + 2, longest + 3, 7), _WIDEST)))
    return found


def _title_page(told: Told, title: str, receipt: str) -> Page:
    """Everybody's verdict for one title, criterion by criterion."""
    reasons = _criteria(told, title)
    says = [reason.sentence.partition(":")[0] for reason in reasons.values()]
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
        Row(
            [*labels, *says],
            [*[looks.HEADING] * len(labels), *[looks.SMALL_HEADING] * len(says)],
        ),
        _title_rows(told, title, _Marks(tuple(reasons))),
        [(line, looks.NOTE) for line in (*below, receipt)],
        [6.0, 24.0, 24.0, looks.VERDICT_WIDTH, 46.0, *[9.5] * len(says)],
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


def _title_rows(told: Told, title: str, marks: _Marks) -> list[Row]:
    why = _Whys(title)
    start = (looks.NUMBER, looks.TEXT, looks.TEXT)
    # By the word and the marks: rows that are alike share their looks.
    known: dict[tuple[Word | None, int], list[Look | None]] = {}
    rows = []
    unmarked = marks.of(())
    for subject in told.listed.subjects:
        word, said, reason, signs = None, looks.NOT_JUDGED, subject.fault, unmarked
        if not subject.fault:
            explained = told.judged[subject.row].explained[title]
            word, reason = explained.word, why.whole(explained)
            said, signs = SAID[word], marks.of(explained.reasons)
        key = (word, id(signs))
        if key not in known:
            known[key] = [*start, *_PAIRS[word], *signs.looks]
        who = (subject.row, subject.name, subject.unit)
        rows.append(Row([*who, said, reason, *signs.values], known[key]))
    return rows


def _mark(reason: Reason) -> tuple[str, Look]:
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
