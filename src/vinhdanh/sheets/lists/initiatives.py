"""Initiatives (sáng kiến) and science works: authors with shares, level, decision."""

import re
from collections.abc import Mapping
from typing import Any, Final

from vinhdanh.sheets import honours
from vinhdanh.sheets.cells import means_nothing, means_unknown
from vinhdanh.sheets.kinds import Asked, BadCell, Found, ListKind, Remark
from vinhdanh.sheets.lists import common, deciding
from vinhdanh.sheets.workbook import Cell, shown
from vinhdanh.viet import address, text

SCOPES_WRITTEN: Final = {
    "grassroots": "cấp cơ sở",
    "province": "cấp thành phố",
    "nationwide": "toàn quốc",
}
KINDS_WRITTEN: Final = {
    "initiative": "Sáng kiến",
    "science_project": "Đề tài khoa học",
}
_KINDS: Final = {
    "initiative": ("sang kien", "giai phap", "sang kien kinh nghiem", "skkn", "sk"),
    "science_project": (
        *("de tai khoa hoc", "de tai", "de an khoa hoc", "de an", "de tai de an"),
        *("cong trinh khoa hoc", "de tai nghien cuu khoa hoc", "cong trinh"),
    ),
}
_WHOLE: Final = 100
_SHARE: Final = re.compile(r"[\s,:;–-]*(?<!\d[.,])(?<!\d)(\d{1,3})(?:[.,]0+)?\s*%\s*")
_UNIT_WORD: Final = re.compile(
    r"\s*(?:phòng|ban|văn phòng|sở|tổ|trường)\b", re.IGNORECASE
)
_NO_SHARE: Final = re.compile(r"\d+(?:[.,]\d+)?\s*%")
_AUTHORS: Final = "Nguyễn Văn An (60%)\nTrần Thị Bình (40%)"
_NUMBERING: Final = re.compile(r"^\s*(?:\d{1,2}\s*[.)]|[-–•*+])\s*")


def _scope(cell: Cell, asked: Asked) -> Found:  # noqa: ARG001
    words = shown(cell)
    if means_unknown(words) or means_nothing(words):
        return Found(None)
    if scope := honours.scope_of(words):
        return Found(scope)
    right = ", ".join(f"“{said}”" for said in SCOPES_WRITTEN.values())
    raise BadCell(f"“{words}” không rõ là cấp nào. Ghi {right}.")


def _work_kind(cell: Cell, asked: Asked) -> Found:  # noqa: ARG001
    words = " ".join(re.sub(r"[^\w\s]", " ", text.fold(shown(cell))).split())
    for code, known in _KINDS.items():
        if words in known:
            return Found(code)
    raise BadCell(f"“{shown(cell)}” cần ghi “Sáng kiến” hoặc “Đề tài khoa học”.")


def authors(cell: Cell, asked: Asked) -> Found:  # noqa: ARG001
    """Authors: [{"name": …, "unit": … or None, "share_pct": 60 or None}, …].

    One a line or parted by “;”, by “,” where none has a unit; after a name its unit
    and its share, in brackets or after a dash.
    """
    words = text.clean(shown(cell))
    if means_unknown(words):
        return Found(None)
    found: list[dict[str, Any]] = []
    remarks: list[str] = []
    for piece in _pieces(words):
        author, title = _author(piece)
        if title:
            remarks.append(f"“{piece}”: bỏ “{title}”, đọc là “{author['name']}”.")
        if author in found:
            raise BadCell(f"“{author['name']}” được ghi hai lần.", _AUTHORS)
        found.append(author)
    return Found(found or None, tuple(remarks))


def _pieces(words: str) -> list[str]:
    pieces = _cut(words, ";\n")
    if len(pieces) == 1 and not re.search(r"\(\s*\D|\s[-–]\s", words):
        parts = _cut(words, ",")
        units = [at for at, part in enumerate(parts) if _UNIT_WORD.match(part)]
        if units and (units != [1] or len(parts) > 2):  # noqa: PLR2004
            what = f"“{words}” không rõ ai thuộc đơn vị nào. Ghi mỗi tác giả một dòng."
            raise BadCell(what, _AUTHORS)
        pieces = pieces if units else parts
    return [bare for piece in pieces if (bare := _NUMBERING.sub("", piece).strip())]


def _cut(words: str, marks: str) -> list[str]:
    """The words parted at any of the marks that stands outside brackets."""
    pieces, depth = [""], 0
    for char in words:
        depth += (char == "(") - (char == ")" and depth > 0)
        if char in marks and (not depth or char == "\n"):
            pieces.append("")
            depth = 0
        else:
            pieces[-1] += char
    return pieces


def _author(piece: str) -> tuple[dict[str, Any], str]:
    """One author and the title of address that stood before the name."""
    name, _, rest = piece.partition("(")
    if rest:
        rest = rest.rpartition(")")[0] + rest.rpartition(")")[2] or rest
    else:
        name, _, rest = _after_a_dash(piece)
    share: int | None = None
    for part in (rest, name):
        found = re.search(rf"{_SHARE.pattern}$", part)
        if found and share is None:
            share = int(found[1])
            name = name[: found.start()] if part is name else name
            rest = rest[: found.start()] if part is rest else rest
    if _NO_SHARE.search(f"{name} {rest}"):
        raise BadCell(
            f"“{piece.strip()}”: tỷ lệ đóng góp cần là số nguyên phần trăm.", _AUTHORS
        )
    called = address.without_title(text.clean_line(name).strip(" ,.:–-"))
    if not any(char.isalpha() for char in called.name) or any(
        char.isdigit() for char in called.name
    ):
        raise BadCell(f"“{piece.strip()}” không phải tên tác giả.", _AUTHORS)
    if share is not None and not 0 < share <= _WHOLE:
        raise BadCell(f"“{piece.strip()}”: tỷ lệ ngoài khoảng 1–100%.", _AUTHORS)
    unit = text.clean_line(rest).strip(" ,:–-") or None
    return {"name": called.name, "unit": unit, "share_pct": share}, called.title


def _after_a_dash(piece: str) -> tuple[str, str, str]:
    found = re.search(rf"\s[-–]\s|,(?={_UNIT_WORD.pattern})", piece, re.IGNORECASE)
    if found is None:
        return piece, "", ""
    return piece[: found.start()], found[0], piece[found.end() :]


def _authors_written(values: Mapping[str, Any], slot: str) -> str | None:  # noqa: ARG001
    said = []
    for author in values.get("authors") or []:
        share = f"{author['share_pct']}%" if author["share_pct"] is not None else ""
        beside = ", ".join(filter(None, (author["unit"], share)))
        said.append(f"{author['name']} ({beside})" if beside else author["name"])
    return "\n".join(said) or None


def _shares(cell: Cell, asked: Asked) -> Found:  # noqa: ARG001
    """Shares of the authors in their order: [60, 40]."""
    if isinstance(cell, float) and 0 < cell <= 1:
        cell = f"{cell * _WHOLE:.0f}"  # a cell that Excel shows as a percentage
    words = text.clean(shown(cell))
    if means_unknown(words):
        return Found(None)
    pieces = [piece.strip() for piece in re.split(r"[;,\n/]", words) if piece.strip()]
    shares = [re.fullmatch(r"(?:.*[\s:(])?(\d{1,3})\s*%?\)?", said) for said in pieces]
    if not all(shares):
        raise BadCell(f"“{words}” không rõ là tỷ lệ đóng góp nào.", "60; 40")
    return Found([int(share[1]) for share in shares if share])


def _finish(values: dict[str, Any], asked: Asked) -> list[Remark]:
    remarks: list[Remark] = []
    values.setdefault("year", asked.year)
    remarks += deciding.settle(values)
    values["work_kind"] = values.get("work_kind") or "initiative"
    remarks += _join_shares(values)
    if values["year"] is None and values.get("decided_on"):
        values["year"] = int(values["decided_on"][:4])
        what = f"chưa ghi năm; lấy năm {values['year']} của ngày quyết định."
        remarks.append(Remark("year", what, "warning"))
    elif values["year"] is None:
        remarks.append(Remark("year", "chưa ghi năm được công nhận.", "error", "2016"))
    if values.get("scope") is None:
        what = "chưa ghi cấp công nhận; coi là chưa rõ."
        remarks.append(Remark("scope", what, "warning", "cấp cơ sở"))
    return remarks + common.told_too_long(values, {"name": 500})


def _join_shares(values: dict[str, Any]) -> list[Remark]:
    """The shares of their own column given to the authors, and checked."""
    shares = values.pop("shares", None)
    # Cells with the same words are read once: what is changed here is the row's own.
    found = [dict(author) for author in values.get("authors") or []]
    if found:
        values["authors"] = found
    if shares and len(shares) != len(found):
        return [
            Remark(
                "shares",
                f"có {len(found)} tác giả nhưng {len(shares)} tỷ lệ đóng góp.",
                "error",
                "60; 40",
            )
        ]
    for author, share in zip(found, shares or [], strict=False):
        if author["share_pct"] not in (None, share):
            what = f"“{author['name']}” có hai tỷ lệ khác nhau."
            return [Remark("shares", what)]
        author["share_pct"] = share
    told = [author["share_pct"] for author in found if author["share_pct"] is not None]
    if sum(told) > _WHOLE:
        what = f"các tỷ lệ đóng góp cộng lại {sum(told)}%, quá 100%."
        return [Remark("authors", what)]
    if found and len(told) == len(found) > 1 and sum(told) < _WHOLE:
        what = f"các tỷ lệ đóng góp cộng lại {sum(told)}%, chưa đủ 100%."
        return [Remark("authors", what, "warning")]
    return []


INITIATIVES: Final = ListKind(
    "initiatives",
    "Danh sách sáng kiến, đề tài",
    (
        common.column(
            "name",
            "Tên sáng kiến",
            (
                *("ten sang kien", "sang kien", "ten giai phap", "ten de tai"),
                *("ten sang kien giai phap", "ten sang kien de tai", "ten skkn"),
                *("ten sang kien kinh nghiem", "ten de tai sang kien", "giai phap"),
                *("noi dung sang kien", "ten sang kien de tai khoa hoc", "ten"),
                *("ten de tai sang kien kinh nghiem", "ten sang kien cai tien"),
                "ten sang kien cong trinh",
            ),
            example="Số hóa hồ sơ kỳ họp",
            is_required=True,
            never=("tac gia", "dang ky"),
            width=44,
        ),
        common.column(
            "authors",
            "Tác giả",
            (
                *("tac gia", "ho va ten tac gia", "ten tac gia", "tac gia sang kien"),
                *("nguoi thuc hien", "ho ten tac gia", "tac gia dong tac gia"),
                *("nhom tac gia", "ho va ten", "ho ten", "chu nhiem de tai"),
                *("tac gia nhom tac gia", "chu nhiem", "ho va ten tac gia sang kien"),
                "tac gia va dong tac gia",
            ),
            authors,
            _AUTHORS,
            is_required=True,
            never=("ty le", "ti le", "dong gop"),
            write=_authors_written,
            width=34,
        ),
        common.read_only(
            "shares",
            "Tỷ lệ đóng góp",
            (
                *("ty le dong gop", "ti le dong gop", "dong gop", "ty le tac gia"),
                *("muc do dong gop", "ty le", "ti le", "ty le cua tac gia"),
            ),
            _shares,
        ),
        common.UNIT,
        common.column(
            "work_kind",
            "Loại",
            ("loai", "loai hinh", "phan loai", "sang kien hay de tai"),
            _work_kind,
            "Sáng kiến",
            write=common.words_of("work_kind", KINDS_WRITTEN),
            choices=tuple(KINDS_WRITTEN.values()),
            width=16,
        ),
        common.column(
            "scope",
            "Cấp công nhận",
            (
                *("cap cong nhan", "pham vi anh huong", "cap sang kien", "cap"),
                *("muc do anh huong", "pham vi ap dung", "pham vi", "sang kien cap"),
                *("cap do", "cap duoc cong nhan", "pham vi anh huong hieu qua ap dung"),
            ),
            _scope,
            "cấp cơ sở",
            write=common.words_of("scope", SCOPES_WRITTEN),
            choices=tuple(SCOPES_WRITTEN.values()),
            width=14,
        ),
        common.column(
            "year",
            "Năm công nhận",
            ("nam cong nhan", "nam", "nam sang kien", "nam duoc cong nhan"),
            common.year,
            "2016",
            cell_kind="year",
            width=9,
        ),
        *deciding.columns("cong nhan"),
        common.column(
            "field",
            "Lĩnh vực",
            ("linh vuc", "linh vuc ap dung", "linh vuc sang kien"),
            example="Cải cách hành chính",
            width=18,
        ),
        common.column(
            "effect",
            "Hiệu quả",
            (
                *("hieu qua", "hieu qua ap dung", "hieu qua mang lai", "loi ich"),
                *("tom tat hieu qua", "noi dung hieu qua", "hieu qua sang kien"),
            ),
            example="Giảm một nửa thời gian in tài liệu",
            width=34,
        ),
        common.NOTE,
    ),
    _finish,
    identity=("name", "authors", "year"),
    identity_if_told=("decision_no",),
    identity_says="tên, tác giả, năm",
    noun="sáng kiến",
    about=("sang kien", "de tai khoa hoc", "de tai nghien cuu", "giai phap"),
    telling=("authors",),
    filled_down=(
        *("name", "unit", "scope", "year", "decision_no", "decided_on", "authority"),
        *("work_kind", "field", "effect"),
    ),
    guide=(
        "Nhiều tác giả: mỗi người một dòng trong ô (Alt + Enter), tỷ lệ trong ngoặc.",
        "Tác giả ở đơn vị khác: Nguyễn Văn An (Phòng Kinh tế, 60%).",
    ),
    needs_unit=False,
)
