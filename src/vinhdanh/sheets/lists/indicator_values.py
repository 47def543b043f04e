"""Indicator values: what was counted, for a year or a part of one."""

from collections.abc import Mapping
from typing import Any, Final

from vinhdanh.sheets import figures, periods
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

_DASHES: Final = frozenset({"-", "–", "—", "/", "x", "khong co"})


def _figure(cell: Cell, asked: Asked) -> Found:  # noqa: ARG001
    """{"hundredths": 2400000, "qualifier": "hơn" or "", "measure": "lượt" or ""}."""
    if isinstance(cell, str) and means_unknown(cell):
        return Found(None)
    if isinstance(cell, str) and text.fold(cell).strip() in _DASHES:
        return Found(None, (f"“{cell}”: coi là chưa có số liệu.",))
    found = figures.read(cell)
    return Found(vars(found))


def _estimate(cell: Cell, asked: Asked) -> Found:
    found = _figure(cell, asked)
    if found.value is None:
        return found
    return Found(found.value | {"qualifier": found.value["qualifier"] or "ước"})


def _written(key: str) -> Writer:
    def write(values: Mapping[str, Any], slot: str) -> Hundredths | str | None:
        found = (values.get(key) or {}).get(slot)
        if found is None:
            return None
        if found["qualifier"] or found["measure"]:
            return figures.said(figures.Figure(**found))
        return Hundredths(found["hundredths"])

    return write


def _period(cell: Cell, asked: Asked) -> Found:
    """The slot that a cell names: “2016”, “2016-Q1”."""
    found = periods.read(shown(cell))
    if found is None:
        raise BadCell(
            f"“{shown(cell)}” không rõ là kỳ nào. Ghi năm, quý, tháng hoặc 6 tháng.",
            "Quý I/2016",
        )
    year = str(found.year or asked.year)
    return Found(f"{year}-{found.code}" if found.code else year)


def _by_period(key: str, label: str, synonyms: tuple[str, ...], **more: Any) -> Column:
    return common.column(
        key,
        label,
        synonyms,
        more.pop("read", _figure),
        "24.000",
        is_per_period=True,
        never=("so voi", "so sanh", "ty le dat", "tang giam", "phan tram"),
        write=_written(key),
        cell_kind="number",
        **more,
    )


def _finish(values: dict[str, Any], asked: Asked) -> list[Remark]:  # noqa: ARG001
    remarks = _move_to_period(values)
    estimates = values.pop("estimate", None) or {}
    found = values.setdefault("value", None) or {}
    values["value"] = found
    for slot, figure in estimates.items():
        if found.get(slot) is None:
            found[slot] = figure
    measure = text.fold(values.get("measure") or "")
    for key in ("value", "target"):
        for slot, figure in (values.get(key) or {}).items():
            if figure and text.fold(figure["measure"]) == measure:
                values[key][slot] = {**figure, "measure": ""}
    if all(figure is None for figure in found.values()):
        remarks.append(Remark("value", "chưa có số liệu thực hiện.", "warning"))
    return remarks + _too_long(values)


def _move_to_period(values: dict[str, Any]) -> list[Remark]:
    """In a list with a row for each period, the figures are of the row's own."""
    slot = values.pop("period", None)
    if slot is None:
        return []
    for key in ("value", "target", "estimate"):
        by_slot = values.get(key)
        if by_slot is None:
            continue
        if len(by_slot) > 1:
            what = "có cột kỳ báo cáo mà lại có nhiều cột số liệu; giữ một cách ghi."
            return [Remark("period", what)]
        values[key] = dict.fromkeys((slot,), *by_slot.values())
    return []


def _too_long(values: Mapping[str, Any]) -> list[Remark]:
    longest = {"name": 300, "measure": 60, "source": 300, "unit": 300, "code": 40}
    return common.told_too_long(values, longest)


def _section(words: str) -> Mapping[str, Any]:
    return {"group": words}


INDICATOR_VALUES: Final = ListKind(
    "indicator_values",
    "Số liệu chỉ tiêu",
    (
        common.column(
            "name",
            "Chỉ tiêu",
            (
                *("chi tieu", "ten chi tieu", "noi dung chi tieu", "chi so", "ten"),
                *("chi tieu chu yeu", "cac chi tieu", "nhiem vu chi tieu", "noi dung"),
                *("ten chi so", "chi tieu thi dua", "chi tieu nhiem vu"),
            ),
            example="Số lượt công dân được tiếp",
            is_required=True,
            never=("giao", "ke hoach", "diem", "thuc hien"),
            width=44,
        ),
        common.column(
            "group",
            "Nhóm chỉ tiêu",
            ("nhom chi tieu", "nhom", "linh vuc", "muc"),
            example="Tiếp công dân",
            width=20,
        ),
        common.column(
            "code",
            "Mã chỉ tiêu",
            ("ma chi tieu", "ma", "ma so", "ma chi so", "ky hieu"),
            example="tiep_cong_dan",
            width=14,
        ),
        common.column(
            "measure",
            "Đơn vị tính",
            ("don vi tinh", "dvt", "dv tinh", "don vi do", "don vi tinh toan"),
            example="lượt",
            width=12,
        ),
        common.read_only(
            "period",
            "Kỳ báo cáo",
            ("ky bao cao", "ky", "thoi gian", "nam", "thang", "quy", "thoi ky"),
            _period,
        ),
        _by_period(
            "target",
            "Kế hoạch",
            (
                *("ke hoach", "chi tieu giao", "ke hoach giao", "muc tieu", "kh"),
                *("chi tieu ke hoach", "ke hoach nam", "chi tieu dang ky", "giao"),
                "muc can dat",
            ),
        ),
        _by_period(
            "value",
            "Thực hiện",
            (
                *("thuc hien", "ket qua", "ket qua thuc hien", "dat duoc", "so lieu"),
                *("gia tri", "so luong", "th", "thuc hien nam", "ket qua dat duoc"),
                *("ket qua nam", "so lieu nam", "thuc hien den", ""),
            ),
        ),
        _by_period(
            "estimate",
            "Ước thực hiện",
            ("uoc thuc hien", "uoc dat", "uoc th", "uoc ca nam", "uoc thuc hien nam"),
            read=_estimate,
        ),
        common.column(
            "unit",
            "Đơn vị thực hiện",
            ("don vi thuc hien", "don vi", "co quan thuc hien", "phong", "co quan"),
            never=("tinh", "do"),
            example="Phòng Tổng hợp",
            width=24,
        ),
        common.column(
            "source",
            "Nguồn, căn cứ",
            ("nguon can cu", "nguon", "can cu", "nguon so lieu", "minh chung"),
            example="Báo cáo số 12/BC-VP",
            width=28,
        ),
        common.NOTE,
    ),
    _finish,
    identity=("name",),
    identity_if_told=("group", "unit", "value"),
    identity_says="tên chỉ tiêu, số liệu",
    noun="chỉ tiêu",
    about=(
        *(
            "chi tieu",
            "so lieu",
            "ket qua thuc hien",
            "chi so",
            "bieu tong hop so lieu",
        ),
    ),
    telling=("value", "target", "estimate", "measure"),
    section=_section,
    section_keys=("group",),
    filled_down=("group", "unit", "name", "code", "measure"),
    guide=(
        "Số ước, số gần đúng ghi kèm chữ: “hơn 24.000”, “gần 300”, “ước 95,5”.",
        "Hàng nghìn viết bằng dấu chấm, phần thập phân bằng dấu phẩy.",
        "Theo quý, theo tháng: thêm cột “Thực hiện quý I/2016”.",
    ),
    needs_unit=False,
)
