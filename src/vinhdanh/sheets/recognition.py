"""Which kind of list a workbook is, with the reasons, the likeliest first."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from vinhdanh.sheets import headings
from vinhdanh.sheets.headings import Headings, Meaning
from vinhdanh.sheets.kinds import ORDER, ListKind
from vinhdanh.sheets.lists import LISTS
from vinhdanh.sheets.workbook import Sheet, Workbook, shown
from vinhdanh.viet import text

Confidence = Literal["sure", "likely", "doubtful"]
SAID: Final[dict[Confidence, str]] = {
    "sure": "chắc chắn",
    "likely": "nhiều khả năng",
    "doubtful": "chưa chắc",
}
_NAMED_IN_TITLE: Final = 9
_NAMED_IN_FILE: Final = 4
_TELLING: Final = 5
_NEEDED: Final = 6
_EXACT: Final = 3
_LOOSE: Final = 2
_IDLE: Final = -2
_LACKING: Final = -8
_SHOWN: Final = 4


@dataclass(frozen=True)
class Recognised:
    """One kind that the workbook may be: on which sheet, how surely, and why.

    why: “Có cột “Tên sáng kiến”, “Tác giả”: danh sách sáng kiến, đề tài.” missing:
    labels of the columns it cannot be read without.
    """

    kind: ListKind
    sheet: str
    points: int
    confidence: Confidence
    why: str
    missing: tuple[str, ...] = ()


def recognise(
    workbook: Workbook, kinds: Iterable[ListKind] = tuple(LISTS.values())
) -> list[Recognised]:
    """The kinds that the workbook may be, the likeliest first; none where no heading.

    Where two are as likely, both are doubtful and each names the other.
    """
    found: list[tuple[int, _Look]] = []
    for kind in kinds:
        looks = [look for sheet in workbook.sheets if (look := _look(sheet, kind))]
        if looks:
            best = max(looks, key=lambda look: look.points)
            named = _names(_words_of(workbook.filename), kind)
            found.append((best.points + (_NAMED_IN_FILE if named else 0), best))
    found.sort(key=lambda pair: (bool(pair[1].missing), -pair[0]))
    best_points = found[0][0] if found else 0
    return [
        _recognised(points, look, found)
        for points, look in found
        if points > 0 and points * 4 >= best_points
    ]


def _recognised(
    points: int, look: "_Look", found: "list[tuple[int, _Look]]"
) -> Recognised:
    others = [pair for pair in found if pair[1] is not look and not pair[1].missing]
    best = max((more for more, _ in others), default=0)
    # Rivals are within a fifth of one another; what stands well above all is sure.
    is_rivalled = best * 5 >= points * 4
    confidence: Confidence = "sure" if best * 5 <= points * 3 else "likely"
    if look.missing or is_rivalled:
        confidence = "doubtful"
    rivals = [
        other.kind
        for more, other in others
        if is_rivalled and points * 5 >= best * 4 and more * 5 >= points * 4
    ]
    name = look.sheet.name
    return Recognised(
        look.kind, name, points, confidence, _why(look, rivals), look.missing
    )


@dataclass(frozen=True)
class _Look:
    """One sheet looked at as one kind of list."""

    kind: ListKind
    sheet: Sheet
    heading: Headings
    title: str
    points: int
    missing: tuple[str, ...]

    @property
    def understood(self) -> list[tuple[str, Meaning]]:
        """The headings that mean something, the telling ones first."""
        known = [
            (self.heading.words[column], meant)
            for column, meant in self.heading.meanings.items()
            if meant.key != ORDER
        ]
        own = {*self.kind.telling, self.kind.name_key}
        return sorted(known, key=lambda pair: pair[1].key not in own)


def _look(sheet: Sheet, kind: ListKind) -> _Look | None:
    heading = headings.find(sheet, kind)
    if heading is None:
        return None
    meanings = heading.meanings.values()
    keys = {meant.key: meant.is_exact for meant in meanings if meant.key != ORDER}
    parts = [kind.column(key) for key in keys]
    keys |= {part.stands_for: True for part in parts if part.stands_for}
    idle = len(heading.words) - len(heading.meanings)
    needed = {column.key for column in kind.columns if column.is_required}
    missing = tuple(kind.column(key).label for key in sorted(needed - keys.keys()))
    needed.discard(kind.name_key)
    told = [key for key in keys if key in kind.telling]
    title = _title_of(sheet, heading, kind)
    points = (
        sum(_EXACT if is_exact else _LOOSE for is_exact in keys.values())
        + _TELLING * min(len(told), 2)
        + _NEEDED * len(needed & keys.keys())
        + (_NAMED_IN_TITLE if title else 0)
        + _IDLE * idle
        + _LACKING * len(missing)
    )
    if kind.telling and not told and not title:
        points += _LACKING
    return _Look(kind, sheet, heading, title, points, missing)


def _title_of(sheet: Sheet, heading: Headings, kind: ListKind) -> str:
    """The line over the headings, or the sheet's name, that names such a list."""
    lines = [
        text.clean_line(" ".join(shown(cell) for cell in row if cell != ""))
        for row in sheet.rows[: heading.first_row]
    ]
    return next((line for line in [*lines, sheet.name] if _names(line, kind)), "")


def _names(line: str, kind: ListKind) -> bool:
    folded = f" {' '.join(text.fold(line).split())} "
    return any(f" {words} " in folded for words in kind.about)


def _words_of(filename: str) -> str:
    return filename.rpartition(".")[0].replace("-", " ").replace("_", " ")


def _why(look: _Look, rivals: list[ListKind]) -> str:
    named = [f"“{words}”" for words, _ in look.understood[:_SHOWN]]
    name = _lowered(look.kind.name)
    said = f"Có cột {', '.join(named)}: {name}."
    if look.title:
        said = f"Tiêu đề ghi “{look.title}”, có cột {', '.join(named)}: {name}."
    if look.missing:
        labels = ", ".join(f"“{label}”" for label in look.missing)
        said += f" Còn thiếu cột {labels}."
    if rivals:
        others = " hoặc ".join(_lowered(kind.name) for kind in rivals)
        said += f" Cũng có thể là {others}; hãy chọn."
    return said


def _lowered(name: str) -> str:
    return name[0].lower() + name[1:]
