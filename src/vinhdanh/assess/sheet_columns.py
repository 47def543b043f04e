"""The lists that `vinhdanh check` reads: people, and collectives.

People come as in the roster, with what only the law asks for beside it.
"""

import re
from dataclasses import replace
from typing import Any, Final

from vinhdanh.sheets import cells, honours
from vinhdanh.sheets.kinds import (
    UNKNOWN,
    Asked,
    BadCell,
    Blank,
    Column,
    Found,
    ListKind,
    Remark,
)
from vinhdanh.sheets.roster import ROSTER
from vinhdanh.sheets.roster_columns import NO_INITIATIVE
from vinhdanh.sheets.workbook import Cell, shown
from vinhdanh.viet import numbers, text

_YES: Final = frozenset({"co", "x", "dung", "roi", "da dang ky", "v", "✓"})
_PER_CENT: Final = re.compile(r"(\d{1,4})(?:[.,](\d{1,6}))?\s*%")


def _yes_no(cell: Cell, asked: Asked) -> Found:  # noqa: ARG001
    """Có or Không."""
    if isinstance(cell, bool):
        return Found(cell)
    words = text.fold(shown(cell)).strip(" .")
    if cells.means_unknown(words):
        return Found(None)
    if words in _YES or words.startswith("dang "):
        return Found(value=True)
    if cells.means_nothing(words):
        return Found(value=False)
    raise BadCell(f"“{shown(cell)}” cần ghi “Có” hoặc “Không”.")


def _registered(cell: Cell, asked: Asked) -> Found:
    """Registered for emulation: Có, or the title that was registered for."""
    try:
        return _yes_no(cell, asked)
    except BadCell:
        named = text.fold(shown(cell))
        if re.search(
            r"\b(ldtt|cstd|lao dong|chien si|tap the|tt ?ld|co thi dua)", named
        ):
            return Found(value=True)
        raise


def _people(cell: Cell, asked: Asked) -> Found:  # noqa: ARG001
    """A number of people."""
    words = text.clean_line(shown(cell))
    if cells.means_unknown(words):
        return Found(None)
    number = re.sub(r"\s*(người|đ/c|đồng chí)$", "", words, flags=re.IGNORECASE)
    try:
        count = numbers.whole(number)
    except numbers.NotANumber as refusal:
        raise BadCell(f"“{words}” không phải số người.") from refusal
    if count < 0:
        raise BadCell(f"“{words}” nhỏ hơn 0.")
    return Found(count)


def _share(cell: Cell, asked: Asked) -> Found:  # noqa: ARG001
    """A share of the members, exact: {"num": 7, "den": 10} for 70% or a cell of 0.7."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        if 1 < cell < 2:  # noqa: PLR2004  105% in a cell of per cents is 1.05 within
            raise BadCell(
                f"“{shown(cell)}” có thể là quá 100% hoặc hơn 1%. Ghi rõ kèm dấu %."
            )
        ratio = _ratio(f"{cell:.6f}") if cell <= 1 else _ratio(f"{cell:.4f}", 100)
    elif found := _PER_CENT.fullmatch(text.clean_line(shown(cell))):
        ratio = _ratio(f"{found[1]}.{found[2] or 0}", 100)
    else:
        raise BadCell(f"“{shown(cell)}” không phải tỷ lệ phần trăm.")
    if ratio["num"] > ratio["den"]:
        raise BadCell(f"“{shown(cell)}” quá 100%. Xem lại tử số và mẫu số của tỷ lệ.")
    return Found(ratio)


def _ratio(number: str, per: int = 1) -> dict[str, int]:
    whole, _, part = number.partition(".")
    return {"num": int(whole + part), "den": per * 10 ** len(part)}


def _group_name(cell: Cell, asked: Asked) -> Found:  # noqa: ARG001
    words = text.clean_line(shown(cell))
    if not any(char.isalpha() for char in words):
        raise BadCell(f"“{words}” không phải tên tập thể.")
    return Found(words)


def _plain_column(
    key: str,
    label: str,
    synonyms: tuple[str, ...],
    read: Any,
    example: str,
    **more: Any,
) -> Column:
    return Column(key, label, synonyms, read, example, is_per_year=True, **more)


_REGISTERED: Final = _plain_column(
    "registered",
    "Đăng ký thi đua",
    (
        *("dang ky thi dua", "dang ky", "danh hieu dang ky", "dang ky danh hieu"),
        *("da dang ky thi dua", "dang ky dau nam", "danh hieu thi dua dang ky"),
    ),
    _registered,
    "Có",
)
_PENDING: Final = _plain_column(
    "pending_inquiry",
    "Đang bị xem xét, xác minh",
    (
        *("dang bi xem xet xac minh", "dang bi xem xet", "dang xem xet ky luat"),
        *("dang bi xem xet ky luat", "khieu nai to cao", "dang bi thanh tra kiem tra"),
        *("dang bi xac minh", "dang co don thu"),
    ),
    _yes_no,
    "Không",
)
_SCIENCE: Final = Column(
    "science_projects",
    "Đề tài, đề án khoa học",
    (
        *("de tai khoa hoc", "de tai", "de an khoa hoc", "de tai de an khoa hoc"),
        *("de tai de an", "cong trinh khoa hoc", "de tai nghien cuu khoa hoc"),
    ),
    honours.initiatives,
    honours.INITIATIVE_EXAMPLE,
    blanks=(NO_INITIATIVE, UNKNOWN),
    never=("dang ky", "sang kien"),
)


def _name(cell: Cell, asked: Asked) -> Found:  # noqa: ARG001
    """A person's name as it stands: it is shown again, not kept in a register."""
    words = text.clean_line(shown(cell))
    if not any(char.isalpha() for char in words):
        raise BadCell(f"“{words}” không phải họ và tên.")
    return Found(words)


def _of_roster(column: Column) -> Column:
    """A column of the roster; here only the name has to be there."""
    if column.key == ROSTER.name_key:
        return replace(column, read=_name)
    return replace(column, is_required=False)


PEOPLE: Final = replace(
    ROSTER,
    code="check_people",
    name="Danh sách xét danh hiệu cá nhân",
    columns=(*map(_of_roster, ROSTER.columns), _REGISTERED, _PENDING, _SCIENCE),
)


def _finish(values: dict[str, Any], asked: Asked) -> list[Remark]:
    """Shares into counts, where the number of members is given."""
    remarks = []
    year = str(asked.year)
    members = (values.get("members") or {}).get(year)
    for key, label in (("advanced", "LĐTT"), ("fulfilled", "hoàn thành nhiệm vụ")):
        share = (values.pop(f"{key}_share", None) or {}).get(year)
        name = "advanced_workers" if key == "advanced" else key
        counts = values.get(name) or {}
        if share is None:
            continue
        if (count := counts.get(year)) is not None:
            if members and _differ(share, count, members):
                said = f"tỷ lệ {label} không khớp với {count} trên {members} người."
                remarks.append(Remark(f"{key}_share", f"{said} Sửa một trong hai."))
            continue
        if members is None:
            values[name] = counts | {year: share["num"]}
            values["members"] = {year: share["den"]}
            members = share["den"]
            continue
        count, rest = divmod(share["num"] * members, share["den"])
        if rest:
            said = f"tỷ lệ {label} của {members} người không phải số người nguyên."
            remarks.append(Remark(f"{key}_share", f"{said} Ghi số người."))
        else:
            values[name] = counts | {year: count}
    return remarks + _over_members(values, year)


def _differ(share: dict[str, int], count: int, members: int) -> bool:
    """Are they more than one in a hundred apart? Shares are often written rounded."""
    apart = abs(count * share["den"] - share["num"] * members)
    return apart * 100 > share["den"] * members


def _over_members(values: dict[str, Any], year: str) -> list[Remark]:
    members = (values.get("members") or {}).get(year)
    if members is None:
        return []
    if members == 0:
        return [Remark("members", "số người bằng 0; để trống nếu chưa rõ.")]
    return [
        Remark(
            column.key,
            f"{count} người, nhiều hơn {members} người của tập thể (quá 100%). Xem lại "
            "hai số này.",
        )
        for column in _COUNTS[1:]
        if (count := (values.get(column.key) or {}).get(year)) and count > members
    ]


_COUNTS: Final = (
    _plain_column(
        "members",
        "Số người",
        (
            *("so nguoi", "tong so nguoi", "so can bo", "si so", "tong so"),
            *("so ca nhan", "tong so can bo cong chuc", "tong so can bo", "bien che"),
        ),
        _people,
        "20",
    ),
    _plain_column(
        "advanced_workers",
        "Số LĐTT",
        (
            *("so ldtt", "ldtt", "so lao dong tien tien", "lao dong tien tien"),
            *("so ca nhan dat ldtt", "so nguoi dat ldtt"),
        ),
        _people,
        "14",
        never=("ty le", "ti le", "tap the"),
    ),
    _plain_column(
        "fulfilled",
        "Số hoàn thành nhiệm vụ",
        (
            *("so hoan thanh nhiem vu", "so nguoi hoan thanh nhiem vu"),
            *("so ca nhan hoan thanh nhiem vu", "hoan thanh nhiem vu"),
        ),
        _people,
        "20",
        never=("ty le", "ti le"),
    ),
    _plain_column(
        "grassroots_fighters",
        "Số CSTĐCS",
        (
            *("so cstdcs", "cstdcs", "so chien si thi dua co so", "so cstd co so"),
            "chien si thi dua co so",
        ),
        _people,
        "1",
        never=("ty le", "ti le"),
    ),
    _plain_column(
        "disciplined_warning",
        "Số bị kỷ luật từ cảnh cáo",
        (
            *("so bi ky luat tu canh cao", "so nguoi bi ky luat", "so bi ky luat"),
            *("so nguoi bi ky luat tu canh cao", "so bi canh cao tro len"),
            *("so bi ky luat tu canh cao tro len", "ky luat tu canh cao tro len"),
        ),
        _people,
        "0",
    ),
)
_SHARES: Final = (
    _plain_column(
        "advanced_share",
        "Tỷ lệ LĐTT",
        ("ty le ldtt", "ti le ldtt", "ty le lao dong tien tien", "ty le dat ldtt"),
        _share,
        "70%",
    ),
    _plain_column(
        "fulfilled_share",
        "Tỷ lệ hoàn thành nhiệm vụ",
        ("ty le hoan thanh nhiem vu", "ti le hoan thanh nhiem vu"),
        _share,
        "100%",
    ),
)
COLLECTIVES: Final = ListKind(
    "check_collectives",
    "Danh sách xét danh hiệu tập thể",
    (
        Column(
            "name",
            "Tên tập thể",
            (
                *("ten tap the", "tap the", "ten don vi", "don vi", "ten phong"),
                *("phong", "phong don vi", "phong ban", "ten phong don vi"),
            ),
            _group_name,
            "Phòng Tổng hợp",
            is_required=True,
            never=("ty le", "so"),
        ),
        Column("unit", "Thuộc cơ quan", ("thuoc co quan", "co quan"), cells.line, ""),
        replace(ROSTER.column("rating")),
        *_COUNTS,
        *_SHARES,
        _REGISTERED,
        _PENDING,
        Column(
            "titles",
            "Danh hiệu đã đạt",
            ROSTER.column("titles").synonyms,
            honours.collective_titles,
            "TTLĐTT 2014; TTLĐXS 2015",
            is_per_year=True,
            never=ROSTER.column("titles").never,
            blanks=(Blank("none", "không có danh hiệu", []), UNKNOWN),
        ),
        ROSTER.column("note"),
    ),
    _finish,
    identity=("name",),
)
