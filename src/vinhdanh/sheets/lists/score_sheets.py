"""Score sheets: a tree of parts, criteria and their points, and who gave how many."""

import re
from collections.abc import Mapping
from typing import Any, Final

from vinhdanh.sheets import figures
from vinhdanh.sheets.cells import means_unknown
from vinhdanh.sheets.kinds import (
    Asked,
    BadCell,
    Column,
    Found,
    ListKind,
    Remark,
    Writer,
)
from vinhdanh.sheets.lists import common
from vinhdanh.sheets.workbook import Cell, shown
from vinhdanh.sheets.writing import Hundredths
from vinhdanh.viet import text

_POINTS: Final = ("self_points", "cross_points", "final_points")
_LETTERS: Final = "ABCDĐEGHIKLMNOPQRSTUVXY"
_ROMAN: Final = re.compile(r"[IVXL]+")
_IN_NAME: Final = re.compile(
    r"((?:[IVXL]{1,6}|[A-HĐ]|\d{1,2}(?:\.\d{1,2})*|[a-hđ])[.)]|\d{1,2}(?:\.\d{1,2})+|"
    r"[-–+•])\s+(.+)"
)
_BULLETS: Final = frozenset("-–—+•*")
_BONUS: Final = re.compile(r"(?:các )?(?:mục )?(?:điểm )?(?:thưởng|cộng)\b")
_PENALTY: Final = re.compile(r"(?:các )?(?:mục )?(?:điểm )?trừ\b")
_BONUS_PLAIN: Final = re.compile(r"(?:cac )?(?:muc )?diem (?:thuong|cong)\b")
_PENALTY_PLAIN: Final = re.compile(r"(?:cac )?(?:muc )?diem tru\b")
_FORM_OF_SUM: Final = re.compile(r"\s*(?:điểm|đ)(?:\s*/.*)?", re.IGNORECASE)


def _number(cell: Cell, asked: Asked) -> Found:  # noqa: ARG001
    """“I”, “1”, “1.2”, “a” as written, without what stands behind it."""
    return Found(text.clean_line(shown(cell)).rstrip(".)/: ").lstrip("( ") or None)


def _points(cell: Cell, asked: Asked) -> Found:  # noqa: ARG001
    """Points in whole hundredths."""
    if isinstance(cell, str) and (means_unknown(cell) or cell.strip() in _BULLETS):
        return Found(None)
    found = figures.read(cell, "9,5")
    if found.qualifier or not _is_of_points(found.measure):
        raise BadCell(f"“{shown(cell)}” không phải số điểm.", "9,5")
    return Found(found.hundredths)


def _most(cell: Cell, asked: Asked) -> Found:
    """The most points; words such as “mỗi lần trừ 1 điểm” are told and not guessed."""
    words = text.clean_line(shown(cell))
    plain = re.sub(r"^(?:tối đa|không quá|đến)\s*:?\s*", "", words, flags=re.IGNORECASE)
    try:
        return _points(plain if plain != words else cell, asked)
    except BadCell:
        said = f"“{words}” không phải một số điểm; coi là chưa rõ điểm tối đa."
        return Found(None, (said,))


def _is_of_points(measure: str) -> bool:
    return not measure or _FORM_OF_SUM.fullmatch(measure) is not None


def _points_column(
    key: str, label: str, synonyms: tuple[str, ...], **more: Any
) -> Column:
    more.setdefault("read", _points)
    read = more.pop("read")
    more["never"] = (*more.get("never", ()), "cua")  # “Điểm của Phòng Thẩm định”
    return common.column(
        key,
        label,
        synonyms,
        read,
        "9,5",
        write=_written(key),
        cell_kind="number",
        width=11,
        **more,
    )


def _written(key: str) -> Writer:
    def write(values: Mapping[str, Any], slot: str) -> Hundredths | None:
        said = values.get(key)
        points = (said or {}).get(slot) if slot else said
        return None if points is None else Hundredths(points)

    return write


def _finish(values: dict[str, Any], asked: Asked) -> list[Remark]:  # noqa: ARG001
    name = values.get("name") or ""
    if "number" not in values and (found := _IN_NAME.fullmatch(name)):
        values["number"], values["name"] = found[1].rstrip(".)"), found[2]
    values.setdefault("number", None)
    remarks = common.told_too_long(values, {"name": 500, "number": 20})
    most = values.get("max_points")
    for key in _POINTS:
        given = values.get(key)
        if most is None or given is None or not abs(given) > abs(most) > 0:
            continue
        shares = [figures.said(figures.Figure(points)) for points in (given, most)]
        what = f"{shares[0]} điểm, nhiều hơn điểm tối đa {shares[1]}."
        remarks.append(Remark(key, what, "warning"))
    return remarks


def _review(
    rows: list[dict[str, Any]],
    asked: Asked,  # noqa: ARG001
) -> list[tuple[int, Remark]]:
    """Say of every row how deep it lies, under which, and what it is; check the sums.

    level: 1 for the widest. parent: the index of the row it lies under, or None.
    role: `part` over others, `criterion`, `bonus` (điểm thưởng), `deduction`.
    """
    levels = _levels([row.get("number") for row in rows])
    path: list[int] = []
    for at, (row, level) in enumerate(zip(rows, levels, strict=True)):
        del path[level - 1 :]
        row["level"], row["parent"] = level, path[-1] if path else None
        path.append(at)
    parents = {row["parent"] for row in rows}
    for at, row in enumerate(rows):
        above = rows[row["parent"]]["role"] if row["parent"] is not None else ""
        row["role"] = _role(row.get("name") or "", above, is_over=at in parents)
    return _sums(rows)


def _role(name: str, above: str, *, is_over: bool) -> str:
    if above in ("bonus", "deduction"):
        return above
    # With their marks: “Công tác”, “Trụ sở” are neither “Cộng” nor “Trừ”.
    words = text.clean_line(name).casefold()
    plain = text.fold(name)
    if _BONUS.match(words) or re.match(
        r"(?:cac )?(?:muc )?diem (?:thuong|cong)\b", plain
    ):
        return "bonus"
    if _PENALTY.match(words) or re.match(r"(?:cac )?(?:muc )?diem tru\b", plain):
        return "deduction"
    return "part" if is_over else "criterion"


def _sums(rows: list[dict[str, Any]]) -> list[tuple[int, Remark]]:
    """A remark where the criteria of a part do not add up to its points."""
    remarks = []
    for at, row in enumerate(rows):
        below = [other for other in rows if other["parent"] == at]
        points: list[Any] = [other.get("max_points") for other in below]
        most = row.get("max_points")
        if most is None or not points or None in points or row["role"] != "part":
            continue
        if sum(points) != most:
            told, added = (
                figures.said(figures.Figure(sum_)) for sum_ in (most, sum(points))
            )
            what = f"ghi {told} điểm, các mục bên dưới cộng lại {added} điểm."
            remarks.append((at, Remark("max_points", what, "warning")))
    return remarks


def _levels(numbers: list[str | None]) -> list[int]:
    """How deep each row lies, by the kinds of numbers in the order they come."""
    levels: list[int] = []
    path: list[tuple[str, str]] = []  # the form and the number at each depth
    for number in numbers:
        form = _form(number, path)
        forms = [known for known, _ in path]
        if form in forms:
            del path[forms.index(form) :]
        elif form.startswith("dots"):
            # 1.1 under 1, 1.1.1 under 1.1, even where the one between is missing.
            depth = int(form[4:])
            while path and path[-1][0].startswith("dots"):
                if int(path[-1][0][4:]) < depth:
                    break
                path.pop()
        path.append((form, number or ""))
        levels.append(len(path))
    return levels


def _form(number: str | None, path: list[tuple[str, str]]) -> str:
    if not number or number in _BULLETS:
        return "plain"
    if re.fullmatch(r"\d+(?:\.\d+)*", number):
        return f"dots{number.count('.')}"
    before = next((said for form, said in path if form == "letter"), "")
    follows = before and _LETTERS.find(number) == _LETTERS.find(before[:1]) + 1
    if len(number) == 1 and number in _LETTERS and (follows or number not in "IVXL"):
        return "letter"
    if _ROMAN.fullmatch(number):
        return "roman"
    return "small" if len(number) == 1 else "other"


SCORE_SHEETS: Final = ListKind(
    "score_sheets",
    "Bảng chấm điểm thi đua",
    (
        common.column(
            "number",
            "TT",
            ("tt", "stt", "so tt", "so thu tu", "muc", "ma tieu chi"),
            _number,
            "1.1",
            width=7,
        ),
        common.column(
            "name",
            "Nội dung, tiêu chí",
            (
                *("noi dung tieu chi", "noi dung", "tieu chi", "tieu chi cham diem"),
                *("noi dung danh gia", "tieu chi danh gia", "noi dung cham diem"),
                *("noi dung thi dua", "tieu chi thi dua", "cac tieu chi"),
                *("noi dung tieu chi cham diem", "noi dung cac tieu chi"),
                "tieu chi noi dung",
            ),
            example="Chuẩn bị kỳ họp đúng thời hạn",
            is_required=True,
            never=("minh chung", "diem"),
            width=60,
        ),
        _points_column(
            "max_points",
            "Điểm chuẩn",
            (
                *("diem chuan", "diem toi da", "diem", "thang diem", "khung diem"),
                *("diem quy dinh", "so diem", "muc diem", "diem chuan toi da"),
                "diem toi da cua tieu chi",
            ),
            read=_most,
            is_required=True,
            never=("tu cham", "cheo", "tham dinh", "thuong", "tru"),
        ),
        _points_column(
            "self_points",
            "Điểm tự chấm",
            (
                *("diem tu cham", "tu cham", "tu cham diem", "diem tu danh gia"),
                *("don vi tu cham", "diem don vi tu cham", "tu danh gia"),
                *("diem don vi tu cham diem", "ca nhan tu cham"),
            ),
        ),
        _points_column(
            "cross_points",
            "Điểm chấm chéo",
            ("diem cham cheo", "cham cheo", "don vi cham cheo", "diem cheo"),
        ),
        _points_column(
            "final_points",
            "Điểm thẩm định",
            (
                *("diem tham dinh", "tham dinh", "diem chinh thuc", "diem cuoi cung"),
                *("diem hoi dong cham", "hoi dong cham", "cum truong cham"),
                *("khoi truong cham", "diem cum khoi cham", "diem ket luan"),
                *("diem hoi dong", "hoi dong tham dinh", "diem hoi dong tham dinh"),
                *("cum khoi cham", "diem cham", "diem dat", "diem dat duoc"),
            ),
        ),
        Column(
            "scores",
            "Điểm của từng đơn vị",
            (
                *("diem cua", "diem cac don vi", "diem cua cac don vi", "diem don vi"),
                *("ket qua cham diem", "diem cham cac don vi", "diem tung don vi"),
            ),
            _points,
            "9,5",
            is_per_heading=True,
            write=_written("scores"),
            cell_kind="number",
            width=12,
        ),
        common.column(
            "evidence",
            "Minh chứng",
            (
                *("minh chung", "tai lieu kiem chung", "tai lieu minh chung"),
                *("can cu", "van ban minh chung", "tai lieu chung minh", "giai trinh"),
            ),
            example="Báo cáo số 12/BC-VP",
            width=30,
        ),
        common.NOTE,
    ),
    _finish,
    unit_key="",
    identity=("name", "number"),
    identity_if_told=("parent",),
    identity_says="số thứ tự, nội dung",
    noun="tiêu chí",
    about=("cham diem", "thang diem", "bang diem", "tieu chi thi dua", "tu cham"),
    telling=("max_points", *_POINTS),
    review=_review,
    filled_down=(),
    is_tree=True,
    guide=(
        "Số thứ tự cho biết mục nào thuộc mục nào: A, I, 1, 1.1, a.",
        "Điểm thưởng, điểm trừ: đặt thành mục riêng, tên mục bắt đầu bằng chữ ấy.",
        "Chấm nhiều đơn vị: thêm cột “Điểm của …” cho từng đơn vị.",
    ),
    needs_unit=False,
)
