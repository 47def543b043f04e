"""Criteria tables: a tree of parts and criteria, how each is reckoned, its points.

Read from a plain score sheet (số, nội dung, điểm) as from our own export, whose further
columns say what a plain one leaves to the officer.
"""

import re
from collections.abc import Mapping
from typing import Any, Final

from vinhdanh.sheets import awards, figures
from vinhdanh.sheets.cells import means_unknown
from vinhdanh.sheets.kinds import (
    Asked,
    BadCell,
    Column,
    Found,
    ListKind,
    Reader,
    Remark,
    Writer,
)
from vinhdanh.sheets.lists import common
from vinhdanh.sheets.lists.score_sheets import SCORE_SHEETS
from vinhdanh.sheets.workbook import Cell, shown
from vinhdanh.sheets.writing import Hundredths
from vinhdanh.viet import text

SIDES: Final = {
    "part": "mục",
    "standard": "điểm chuẩn",
    "bonus": "điểm thưởng",
    "penalty": "điểm trừ",
}
FORMULAS: Final = {
    "given": "cho điểm",
    "ratio": "thực hiện / kế hoạch",
    "inverse_ratio": "kế hoạch / thực hiện",
    "half_plus_leader_relative": "nửa điểm và so với đơn vị cao nhất",
    "all_or_nothing": "đạt hoặc không",
    "grade_abcd": "mức A, B, C, D",
    "count_capped": "số lần",
    "plus_minus_bounded": "lần cộng, lần trừ",
    "ladder": "theo bậc",
}
"""How a criterion is reckoned, by the code that the scoring room knows it by."""

_WHOLE: Final = 100


def _one_of(words: Mapping[str, str]) -> Reader:
    by_words = {text.fold(said): code for code, said in words.items()}

    def read(cell: Cell, asked: Asked) -> Found:  # noqa: ARG001
        typed = text.clean_line(shown(cell))
        if means_unknown(typed):
            return Found(None)
        if (code := by_words.get(text.fold(typed))) is None:
            known = ", ".join(f"“{said}”" for said in words.values())
            raise BadCell(f"“{typed}” không có trong các loại: {known}.", known)
        return Found(code)

    return read


def _points(cell: Cell, asked: Asked) -> Found:  # noqa: ARG001
    """Points in whole hundredths; what cannot be read as points is an error."""
    if isinstance(cell, str) and means_unknown(cell):
        return Found(None)
    found = figures.read(cell, "9,5")
    if found.qualifier or text.fold(found.measure) not in ("", "diem", "d"):
        raise BadCell(f"“{shown(cell)}” không phải số điểm.", "9,5")
    return Found(found.hundredths)


def _pct(cell: Cell, asked: Asked) -> Found:  # noqa: ARG001
    found = text.clean_line(shown(cell)).rstrip(" %")
    if not found:
        return Found(None)
    if not found.isdecimal() or int(found) > _WHOLE:
        raise BadCell(f"“{shown(cell)}” không phải tỷ lệ từ 0 đến 100 %.", "10")
    return Found(int(found))


def _pairs(cell: Cell) -> list[tuple[str, str]]:
    found = []
    for piece in re.split(r"[;,]\s+|[;,](?=\D)|;", text.clean_line(shown(cell))):
        if not piece.strip():
            continue
        left, sign, right = piece.partition("=")
        if not sign or not left.strip() or not right.strip():
            raise BadCell(f"“{piece.strip()}” chưa đúng dạng; ghi như 5=10.", "5=10")
        found.append((left.strip(), right.strip()))
    return found


def _grades(cell: Cell, asked: Asked) -> Found:
    return Found({grade: _pct(pct, asked).value for grade, pct in _pairs(cell)})


def _steps(cell: Cell, asked: Asked) -> Found:
    found = []
    for least, points in _pairs(cell):
        if not least.isdecimal():
            raise BadCell(f"“{least}” không phải số nguyên.", "5=5; 10=10")
        found.append([int(least), _points(points, asked).value])
    return Found(found)


def _number(key: str) -> Writer:
    def write(values: Mapping[str, Any], slot: str) -> Hundredths | None:  # noqa: ARG001
        points = values.get(key)
        return None if points is None else Hundredths(points)

    return write


def _joined(key: str) -> Writer:
    """“A=100; B=80”, “5=5; 10=10”."""

    def write(values: Mapping[str, Any], slot: str) -> str | None:  # noqa: ARG001
        said = values.get(key)
        if not said:
            return None
        if isinstance(said, dict):
            return "; ".join(f"{grade}={pct}" for grade, pct in said.items())
        return "; ".join(
            f"{least}={figures.said(figures.Figure(points))}" for least, points in said
        )

    return write


def _bars(values: Mapping[str, Any], slot: str) -> str | None:  # noqa: ARG001
    codes = values.get("bars") or []
    return "; ".join(awards.WRITTEN[code] for code in codes) or None


def _points_of(key: str, label: str, *synonyms: str) -> Column:
    return common.column(
        key,
        label,
        synonyms,
        _points,
        "9,5",
        write=_number(key),
        cell_kind="number",
        width=10,
    )


def _finish(values: dict[str, Any], asked: Asked) -> list[Remark]:
    remarks = SCORE_SHEETS.finish(values, asked)
    longest = {"code": 40, "measure": 60, "indicator_code": 40, "plan_code": 40}
    return [*remarks, *common.told_too_long(values, longest)]


def _review(rows: list[dict[str, Any]], asked: Asked) -> list[tuple[int, Remark]]:
    """Say of every row its role and under which it lies: by its own words if it has.

    role: `part`, `standard`, `bonus`, `penalty`. parent: the index of the row it lies
    under, or None. Our own export says both; of a plain sheet the numbers tell.
    """
    if any(row.get("side") == "part" for row in rows):
        remarks = _by_its_own_words(rows)
    else:
        remarks = SCORE_SHEETS.review(rows, asked)
        over = {row["parent"] for row in rows}
        roles = {"bonus": "bonus", "deduction": "penalty"}
        for at, row in enumerate(rows):
            said = row.get("side") or roles.get(row["role"], "standard")
            row["role"] = "part" if at in over else said
    for at, row in enumerate(rows):
        points = row.get("max_points")
        if row["role"] != "part" and points is None:
            remarks.append((at, Remark("max_points", "chưa ghi điểm.", example="10")))
        if row["role"] != "penalty" and points is not None and points < 0:
            what = "điểm âm. Điểm trừ ghi ở mục điểm trừ, bằng số dương."
            remarks.append((at, Remark("max_points", what, example="5")))
    return remarks


def _by_its_own_words(rows: list[dict[str, Any]]) -> list[tuple[int, Remark]]:
    known = {
        row["code"]: at
        for at, row in enumerate(rows)
        if row.get("side") == "part" and row.get("code")
    }
    remarks = []
    for at, row in enumerate(rows):
        row["role"] = row.get("side") or "standard"
        above = row.get("part")
        row["parent"] = known.get(above or "")
        if above and row["parent"] is None:
            what = f"bảng không có mục “{above}”."
            remarks.append((at, Remark("part", what)))
        elif not above and row["role"] != "part":
            remarks.append((at, Remark("part", "chưa ghi thuộc mục nào.")))
    return remarks


CRITERIA_TABLES: Final = ListKind(
    "criteria_tables",
    "Bảng tiêu chí chấm điểm",
    (
        SCORE_SHEETS.column("number"),
        SCORE_SHEETS.column("name"),
        common.column(
            "side",
            "Loại dòng",
            ("loai dong", "loai", "loai diem"),
            _one_of(SIDES),
            "điểm chuẩn",
            write=common.words_of("side", SIDES),
            choices=tuple(SIDES.values()),
        ),
        common.column("code", "Mã", ("ma", "ma tieu chi", "ma dong"), width=18),
        common.column("part", "Thuộc mục", ("thuoc muc", "muc cha"), width=11),
        _points_of(
            "max_points",
            "Điểm",
            *("diem", "diem chuan", "diem toi da", "thang diem", "khung diem"),
            *("so diem", "muc diem", "diem quy dinh", "diem chuan toi da"),
        ),
        common.column(
            "formula",
            "Cách tính",
            ("cach tinh", "cach cham", "cach tinh diem"),
            _one_of(FORMULAS),
            "cho điểm",
            write=common.words_of("formula", FORMULAS),
            choices=tuple(FORMULAS.values()),
            width=22,
        ),
        common.column("measure", "Đơn vị tính", ("don vi tinh", "dvt"), example="cuộc"),
        common.column(
            "bonus_pct",
            "Thưởng vượt tối đa (%)",
            ("thuong vuot toi da", "thuong vuot", "vuot toi da"),
            _pct,
            "10",
            cell_kind="number",
        ),
        common.column(
            "grades",
            "Các mức (%)",
            ("cac muc", "muc a b c d"),
            _grades,
            "A=100; B=80",
            write=_joined("grades"),
            width=24,
        ),
        _points_of("each", "Điểm mỗi lần", "diem moi lan", "moi lan"),
        _points_of("each_minus", "Điểm trừ mỗi lần", "diem tru moi lan"),
        _points_of("least", "Điểm thấp nhất", "diem thap nhat", "diem toi thieu"),
        common.column(
            "steps",
            "Các bậc",
            ("cac bac", "bac diem", "bac"),
            _steps,
            "5=5; 10=10",
            write=_joined("steps"),
            width=18,
        ),
        common.column(
            "bars",
            "Không được đề nghị",
            ("khong duoc de nghi", "khong de nghi"),
            common.award_list,
            write=_bars,
            width=24,
        ),
        common.column("indicator_code", "Chỉ số", ("chi so", "ma chi so")),
        common.column("plan_code", "Chỉ số kế hoạch", ("chi so ke hoach",)),
        common.NOTE,
    ),
    _finish,
    unit_key="",
    identity=("name", "number"),
    identity_if_told=("parent", "code"),
    identity_says="số thứ tự, nội dung",
    noun="dòng",
    about=("tieu chi", "thang diem", "bang diem", "cham diem"),
    telling=("max_points",),
    review=_review,
    filled_down=(),
    is_tree=True,
    guide=(
        "Số thứ tự cho biết mục nào thuộc mục nào: A, I, 1, 1.1, a.",
        "Điểm thưởng, điểm trừ: đặt thành mục riêng, tên mục bắt đầu bằng chữ ấy.",
        "Chưa ghi cách tính thì người chấm cho điểm từ 0 đến điểm tối đa.",
    ),
    needs_unit=False,
)
