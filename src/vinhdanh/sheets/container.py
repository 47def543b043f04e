"""What kind of file was sent, and whether it is safe to hand to a parser.

The extension, the first bytes and what lies inside must agree. A zip is judged by
reading it with a counter, because the sizes it declares may lie.
"""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final, Literal

from vinhdanh.sheets.refusal import SheetRefused

Kind = Literal["xlsx", "xls", "ods", "csv", "docx"]

_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_KNOWN_STARTS: Final = (
    (b"%PDF", "tệp PDF"),
    (b"\x89PNG", "ảnh PNG"),
    (b"\xff\xd8\xff", "ảnh JPEG"),
    (b"GIF8", "ảnh GIF"),
    (b"{\\rtf", "tệp Word (RTF)"),
    (b"Rar!", "tệp nén RAR"),
    (b"7z\xbc\xaf", "tệp nén 7z"),
    (b"<!DOCTYPE", "trang web"),
    (b"<html", "trang web"),
    (b"<?xml", "tệp XML"),
)
_KINDS: Final[dict[str, Kind]] = {
    ".xlsx": "xlsx",
    ".xls": "xls",
    ".ods": "ods",
    ".csv": "csv",
    ".docx": "docx",
}
_SAVE_AS_XLSX: Final = (
    "Mở tệp bằng Excel hoặc LibreOffice, chọn “Lưu thành…” kiểu .xlsx rồi gửi lại."
)
_SAVE_AS_DOCX: Final = (
    "Mở tệp bằng Word, chép bảng cần nhập sang một văn bản mới, lưu kiểu .docx rồi gửi "
    "lại."
)
_PASTE_VALUES: Final = (
    "Chọn toàn bộ bảng, sao chép, dán giá trị (Paste Values) sang một tệp mới rồi gửi "
    "lại."
)
_CHUNK: Final = 1 << 16
_DECLARATION: Final = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
_EXTERNAL: Final = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>", re.IGNORECASE)
_DDE: Final = re.compile(rb"<(?:\w+:)?(?:dde-link|table-source|dde-source)\b")


@dataclass(frozen=True)
class Limits:
    """How much of a file is read; an installation may widen rows up to 120,000."""

    file_bytes: int = 10_000_000
    parts: int = 200
    inflated_bytes: int = 100_000_000
    ratio: int = 200
    ratio_from_bytes: int = 1_000_000
    rows: int = 20_000
    columns: int = 60


@dataclass(frozen=True)
class Container:
    """A file whose kind is settled; `parts` holds what a zip holds, by name."""

    kind: Kind
    parts: dict[str, bytes]


def check(data: bytes, filename: str, limits: Limits) -> Container:
    """The file's kind and, for a zip, its parts. Raises `SheetRefused`."""
    name = PurePath(filename.replace("\\", "/")).name
    kind = _kind_by_name(name)
    if not data:
        raise SheetRefused(f"Tệp “{name}” rỗng (0 byte). Chọn lại tệp rồi gửi.")
    if len(data) > limits.file_bytes:
        raise SheetRefused(
            f"Tệp “{name}” lớn hơn {limits.file_bytes // 1_000_000} MB. "
            "Bỏ ảnh và các trang tính không dùng, rồi gửi lại."
        )
    if kind in ("xlsx", "ods", "docx"):
        return Container(kind, _zip_parts(data, name, kind, limits))
    if kind == "xls":
        _check_xls(data, name)
    else:
        _refuse_other_kind(data, name, "một tệp CSV")
        if data.startswith((_ZIP, _OLE)):
            raise SheetRefused(
                f"Tệp “{name}” không phải CSV mà là một tệp Excel đổi tên. "
                "Đổi lại đuôi .xlsx hoặc .xls rồi gửi lại."
            )
    return Container(kind, {})


def _kind_by_name(name: str) -> Kind:
    extension = PurePath(name).suffix.lower()
    if extension in _KINDS:
        return _KINDS[extension]
    if extension == ".doc":
        raise SheetRefused(
            f"Tệp “{name}” là tệp Word cũ (.doc). Mở bằng Word, chọn “Lưu thành…” kiểu "
            ".docx rồi gửi lại."
        )
    if extension in (".docm", ".dotm"):
        raise SheetRefused(
            f"Tệp “{name}” có thể chứa macro nên không được nhận. {_SAVE_AS_DOCX}"
        )
    if extension in (".xlsm", ".xltm", ".xlsb", ".xlam"):
        raise SheetRefused(
            f"Tệp “{name}” có thể chứa macro nên không được nhận. {_SAVE_AS_XLSX}"
        )
    raise SheetRefused(
        f"Tệp “{name}” không phải bảng tính. Chương trình đọc được các tệp .xlsx, "
        ".xls, .ods, .csv và bảng trong tệp Word .docx."
    )


def _refuse_other_kind(data: bytes, name: str, wanted: str) -> None:
    start = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for magic, what in _KNOWN_STARTS:
        if start.startswith(magic.lower()):
            raise SheetRefused(
                f"Tệp “{name}” mang đuôi {PurePath(name).suffix} nhưng thật ra là "
                f"{what}, không phải {wanted}. Chọn đúng tệp danh sách rồi gửi lại."
            )


def _check_xls(data: bytes, name: str) -> None:
    _refuse_other_kind(data, name, "một tệp Excel (.xls)")
    if data.startswith(_ZIP):
        raise SheetRefused(
            f"Tệp “{name}” là tệp .xlsx đổi đuôi thành .xls. Đổi lại đuôi .xlsx rồi "
            "gửi lại."
        )
    if not data.startswith(_OLE):
        raise SheetRefused(
            f"Tệp “{name}” không phải tệp Excel, hoặc đã hỏng. {_SAVE_AS_XLSX}"
        )
    _refuse_protected(data, name)
    if _stream(data, "WordDocument") or not (
        _stream(data, "Workbook") or _stream(data, "Book")
    ):
        raise SheetRefused(
            f"Tệp “{name}” mang tên bảng tính nhưng là một loại tệp Office khác "
            "(Word, PowerPoint…). Chọn đúng tệp bảng tính rồi gửi lại."
        )
    if _stream(data, "_VBA_PROJECT"):
        raise SheetRefused(
            f"Tệp “{name}” có macro nên không được nhận. {_SAVE_AS_XLSX}"
        )


def _stream(data: bytes, name: str) -> bool:
    return name.encode("utf-16-le") in data


def _refuse_protected(data: bytes, name: str) -> None:
    if _stream(data, "EncryptedPackage") or _stream(data, "EncryptionInfo"):
        raise SheetRefused(
            f"Tệp “{name}” được đặt mật khẩu. Mở tệp, bỏ mật khẩu, lưu rồi gửi lại."
        )


def _zip_parts(data: bytes, name: str, kind: Kind, limits: Limits) -> dict[str, bytes]:
    if data.startswith(_OLE):
        _refuse_protected(data, name)
        again = (
            "Mở bằng Word, chọn “Lưu thành…” kiểu .docx rồi gửi lại."
            if kind == "docx"
            else "Nếu là tệp Excel cũ, đổi lại đuôi .xls rồi gửi lại."
        )
        raise SheetRefused(
            f"Tệp “{name}” là tệp Office cũ đổi đuôi thành .{kind}. {again}"
        )
    _refuse_other_kind(data, name, f"một tệp .{kind}")
    damaged = SheetRefused(
        f"Tệp “{name}” không phải tệp .{kind}, hoặc đã hỏng. {_advice(kind)}"
    )
    if not data.startswith(_ZIP):
        raise damaged
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_entries(archive, name, kind, limits)
            parts = _read_counted(archive, name, limits)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        NotImplementedError,
        RuntimeError,
        ValueError,
    ) as error:
        if isinstance(error, SheetRefused):
            raise
        raise damaged from error
    _check_content(parts, name, kind)
    return parts


def _check_entries(
    archive: zipfile.ZipFile, name: str, kind: Kind, limits: Limits
) -> None:
    entries = archive.infolist()
    names = [entry.filename for entry in entries]
    if len(entries) > limits.parts or len(set(names)) != len(names):
        raise SheetRefused(
            f"Tệp “{name}” có quá nhiều thành phần ({len(entries)}) hoặc thành phần "
            f"trùng tên. {_advice(kind)}"
        )
    for entry in entries:
        path = PurePath(entry.filename.replace("\\", "/"))
        if ".." in path.parts or path.is_absolute() or ":" in entry.filename:
            raise SheetRefused(
                f"Tệp “{name}” có đường dẫn không bình thường bên trong nên không "
                f"được nhận. {_advice(kind)}"
            )
        if entry.flag_bits & 0x1:
            raise SheetRefused(
                f"Tệp “{name}” được đặt mật khẩu. Mở tệp, bỏ mật khẩu, lưu rồi gửi lại."
            )


def _read_counted(
    archive: zipfile.ZipFile, name: str, limits: Limits
) -> dict[str, bytes]:
    parts: dict[str, bytes] = {}
    total = 0
    for entry in archive.infolist():
        whole = io.BytesIO()
        size = 0
        with archive.open(entry) as part:
            while piece := part.read(_CHUNK):
                size += len(piece)
                total += len(piece)
                squeezed = max(entry.compress_size, 1) * limits.ratio
                if total > limits.inflated_bytes or (
                    size > limits.ratio_from_bytes and size > squeezed
                ):
                    raise SheetRefused(
                        f"Tệp “{name}” phình quá lớn khi mở nên không được nhận. Chép "
                        "riêng bảng cần nhập sang một tệp mới rồi gửi lại."
                    )
                whole.write(piece)
        parts[entry.filename] = whole.getvalue()
    return parts


def _advice(kind: Kind) -> str:
    return _SAVE_AS_DOCX if kind == "docx" else _SAVE_AS_XLSX


def _check_content(parts: dict[str, bytes], name: str, kind: Kind) -> None:
    _check_is_a(kind, parts, name)
    for part, content in parts.items():
        # NULs go, so that a declaration in UTF-16 is seen as well.
        plain = content.replace(b"\x00", b"") if b"\x00" in content else content
        if _DECLARATION.search(plain):
            raise SheetRefused(
                f"Tệp “{name}” có khai báo XML không bình thường nên không được nhận. "
                f"{_advice(kind)}"
            )
        if _has_macro(part):
            raise SheetRefused(
                f"Tệp “{name}” có macro nên không được nhận. {_advice(kind)}"
            )
        if _reaches_out(part, plain):
            raise SheetRefused(
                f"Tệp “{name}” có liên kết tới tệp hoặc nguồn dữ liệu khác. "
                + (_SAVE_AS_DOCX if kind == "docx" else _PASTE_VALUES)
            )


def _check_is_a(kind: Kind, parts: dict[str, bytes], name: str) -> None:
    types = parts.get("[Content_Types].xml", b"")
    mimetype = parts.get("mimetype", b"")
    if b"macroEnabled" in types:
        raise SheetRefused(
            f"Tệp “{name}” có macro nên không được nhận. {_advice(kind)}"
        )
    is_xlsx = b"spreadsheetml.sheet.main+xml" in types and "xl/workbook.xml" in parts
    is_ods = mimetype.strip() == b"application/vnd.oasis.opendocument.spreadsheet"
    if is_ods and b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
        raise SheetRefused(
            f"Tệp “{name}” được đặt mật khẩu. Mở tệp, bỏ mật khẩu, lưu rồi gửi lại."
        )
    is_docx = (
        b"wordprocessingml.document.main+xml" in types and "word/document.xml" in parts
    )
    if {"xlsx": is_xlsx, "ods": is_ods, "docx": is_docx}[kind]:
        return
    if is_docx:
        raise SheetRefused(
            f"Tệp “{name}” là tệp Word đổi đuôi. Đổi lại đuôi .docx rồi gửi lại."
        )
    what = "một tệp nén"
    if "word/document.xml" in parts or b"opendocument.text" in mimetype:
        what = "một tệp Word"
    elif "ppt/presentation.xml" in parts:
        what = "một tệp trình chiếu"
    elif is_ods or is_xlsx:
        right = ".ods" if is_ods else ".xlsx"
        raise SheetRefused(
            f"Tệp “{name}” là bảng tính {right} đổi đuôi. Đổi lại đuôi {right} rồi "
            "gửi lại."
        )
    raise SheetRefused(
        f"Tệp “{name}” mang đuôi .{kind} nhưng thật ra là {what}. Chọn đúng tệp danh "
        "sách rồi gửi lại."
    )


def _has_macro(part: str) -> bool:
    lowered = part.lower()
    return (
        "vbaproject" in lowered
        or lowered.startswith(("xl/macrosheets/", "basic/", "scripts/"))
        or "/activex/" in lowered
    )


def _reaches_out(part: str, content: bytes) -> bool:
    lowered = part.lower()
    if "/externallinks/" in lowered or lowered == "xl/connections.xml":
        return True
    if lowered.endswith(".rels"):
        return any(
            b'"External"' in found[0].replace(b"'", b'"')
            and b"/hyperlink" not in found[0]
            for found in _EXTERNAL.finditer(content)
        )
    return lowered == "content.xml" and _DDE.search(content) is not None
