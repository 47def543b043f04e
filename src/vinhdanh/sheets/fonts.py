"""Cells typed in the fonts of before Unicode, converted where that is certain."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

from vinhdanh.viet import legacy

_ENOUGH: Final = 3
"""Cells that can only be of one font before its neighbours are believed to be."""


def in_unicode(
    rows: Sequence[list[Any]],
) -> tuple[list[list[Any]], dict[tuple[int, int], tuple[str, str]]]:
    """The rows with cells of old fonts in Unicode; by place, words as typed and font.

    A cell is converted where it can be nothing else; one that is sound in Unicode too
    (“Hoà”) only in a sheet of nothing but that font.
    """
    doubtful, has_unicode = _doubtful(rows)
    if not doubtful:
        return list(rows), {}
    surely = {words: legacy.converted(words) for words in doubtful}
    fonts = Counter(found.encoding for found in surely.values() if found)
    if not fonts:
        return list(rows), {}
    supposed, count = fonts.most_common(1)[0]
    if len(fonts) == 1 and count >= _ENOUGH and not has_unicode:
        surely = {words: legacy.converted(words, supposed) for words in doubtful}
    there = {words: found for words, found in surely.items() if found}
    changed = list(rows)
    kept: dict[tuple[int, int], tuple[str, str]] = {}
    for index, row in enumerate(rows):
        for column, cell in enumerate(row):
            if isinstance(cell, str) and (found := there.get(cell)):
                if changed[index] is row:
                    changed[index] = list(row)
                changed[index][column] = found.words
                kept[index, column] = cell, found.encoding
    return changed, kept


def _doubtful(rows: Sequence[list[Any]]) -> tuple[set[str], bool]:
    """Texts that may be of an old font, and whether any text is surely Unicode."""
    known: set[str] = set()
    doubtful: set[str] = set()
    has_unicode = False
    for row in rows:
        for cell in row:
            if not isinstance(cell, str) or cell.isascii() or cell in known:
                continue
            known.add(cell)
            if legacy.is_surely_unicode(cell):
                has_unicode = True
            else:
                doubtful.add(cell)
    return doubtful, has_unicode
