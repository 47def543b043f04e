"""What a list says that no room takes from it: told in the preview, always."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vinhdanh.intake.staged import Comparing, Staged
from vinhdanh.sheets.extents import column_index
from vinhdanh.sheets.problems import Problem
from vinhdanh.sheets.reading import Row
from vinhdanh.viet import text

NOTE: Mapping[str, Promise | str] = {
    "note": gettext_lazy("ghi chú chỉ để người đọc, vẫn còn trong tệp đã gửi.")
}
# A value of these keys is made of columns of other names.
_COLUMNS = {"votes": ("votes_agree", "votes_total", "votes_disagree", "votes_invalid")}


def problems(
    rows: Iterable[Staged],
    comparing: Comparing,
    not_taken: Mapping[str, Promise | str],
) -> list[dict[str, Any]]:
    """Return a warning for each filled column that is read and not entered."""
    if not not_taken:
        return []
    left = dict(not_taken)
    filled: list[str] = []
    for row in rows:
        for key in [key for key in left if _is_told(row.values.get(key))]:
            filled.append(key)
            del left[key]
        if not left:
            break
    return [_warning(key, not_taken[key], comparing) for key in filled]


def unread(rows: Sequence[Staged], comparing: Comparing) -> list[dict[str, Any]]:
    """Return a warning for each filled column whose heading says nothing known."""
    mapping = comparing.place.mapping
    what = _(
        "không rõ là gì nên không nhập. Nếu cần cột này, chọn nghĩa của cột ở phần "
        "“Các cột được hiểu thế nào”."
    )
    return [
        Problem(
            0, letter, mapping.headings[letter], "", what, severity="warning"
        ).to_json()
        for letter in mapping.not_understood()
        if any(_is_filled(row, letter) for row in rows)
    ]


def _is_filled(row: Staged, letter: str) -> bool:
    if not isinstance(row.source, Row):
        return bool(row.source.get(letter))
    cells, at = row.source.sheet_cells, column_index(letter)
    return at < len(cells) and cells[at] != ""


def _is_told(value: Any) -> bool:
    if isinstance(value, dict):
        return any(_is_told(one) for one in value.values())
    return value is not None and value not in ("", [])


def _warning(key: str, why: Promise | str, comparing: Comparing) -> dict[str, Any]:
    mapping = comparing.place.mapping
    keys = _COLUMNS.get(key, (key,))
    letters = [letter for one in keys for letter in mapping.letters_of(one)]
    letter = letters[0] if letters else ""
    what = _("được đọc nhưng không nhập: %(why)s") % {"why": why}
    heading = mapping.headings.get(letter, "")
    return Problem(0, letter, heading, "", what, severity="warning").to_json()


def other_posts(rows: Iterable[Staged], comparing: Comparing) -> list[dict[str, Any]]:
    """Return a warning where posts differ from those known, which only a roster mends.

    A list of other things names them to tell people apart.
    """
    differing = []
    for row in rows:
        told, known = row.values.get("post") or "", None
        if told and row.person:
            unit = row.unit.pk if row.unit and row.unit_name else None
            known = comparing.roll.post_meant(row.person.pk, unit, told)
        if known is not None and text.fold(known.title) != text.fold(told):
            differing.append(row.number)
    if not differing:
        return []
    what = _(
        "%(count)s dòng ghi chức vụ khác dữ liệu đang có (dòng đầu: %(row)s). Chức vụ "
        "ở danh sách này chỉ để nhận ra người; muốn sửa, nhập danh sách cán bộ."
    ) % {"count": len(differing), "row": differing[0]}
    mapping = comparing.place.mapping
    letter = next(iter(mapping.letters_of("post")), "")
    heading = mapping.headings.get(letter, "")
    return [Problem(0, letter, heading, "", what, severity="warning").to_json()]
