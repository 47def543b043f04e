"""Certificates: a book of N pages from N sheets, or the loud news that it is not so.

Lines and colours of a giấy khen and of the certificate of a title at the grass roots:
Nghị định 98/2023/NĐ-CP, Điều 104 (A4, 297 x 210 mm). For earlier years the exact size
is not known to us; the same sheet is used.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any, Final, Literal

from vinhdanh.documents import qr
from vinhdanh.documents.papers import CertificateSheet
from vinhdanh.documents.refusal import PaperRefused
from vinhdanh.documents.typesetting import (
    cleaned,
    page_count,
    picture,
    refuse_missing_characters,
    typeset,
    words_of,
)
from vinhdanh.viet import dates

Stock = Literal["blank", "preprinted"]
"""`blank`: the frame is drawn. `preprinted`: text only, room left for the emblem."""

BOOK_SIZE: Final = 500
LARGEST_BOOK: Final = 1000
"""Typst remembers its last ten compilations, about 0.9 MiB a page: 1,000 pages peak at
0.9 GiB however they are cut, books of 50 pages level off at 0.5 GiB. Print thousands
in a worker that is recycled."""
_TOO_LONG: Final = "too long: "


def certificate(sheet: CertificateSheet, *, stock: Stock = "blank") -> bytes:
    """One certificate as a PDF of one page, dated the day it is signed."""
    return certificate_book([sheet], day=sheet.signed_on, stock=stock)


def certificate_book(
    sheets: Sequence[CertificateSheet], *, day: date, stock: Stock = "blank"
) -> bytes:
    """One PDF with a page for each sheet, in their order; same sheets, same bytes.

    day: the date inside the file. At most `LARGEST_BOOK` sheets: see
    `certificate_books` for more.
    Raises `PaperRefused`, naming the recipient: `glyph`, `too_long`, `code_too_dense`;
    and `empty`, `book_too_long`, `count`.
    """
    _refuse_count(len(sheets))
    clean = [cleaned(sheet) for sheet in sheets]
    for sheet in clean:
        refuse_missing_characters(words_of(sheet), f"giấy của {sheet.recipient_name}")
    data = {
        "title": _title(clean),
        "stock": stock,
        "frame_svg": picture("frame.typ") if stock == "blank" else "",
        "sheets": [_as_data(sheet) for sheet in clean],
    }
    book = _typeset(data, clean, day)
    printed = page_count(book)
    if printed != len(sheets):
        raise PaperRefused(
            "count",
            f"Cần in {len(sheets)} giấy nhưng tệp có {printed} trang: "
            "không phát hành tệp này. Báo cho quản trị hệ thống.",
        )
    return book


def certificate_books(
    sheets: Sequence[CertificateSheet],
    *,
    day: date,
    stock: Stock = "blank",
    size: int = BOOK_SIZE,
) -> Iterator[bytes]:
    """Books of at most `size` pages that together hold a page for each sheet."""
    for first in range(0, len(sheets), size):
        yield certificate_book(sheets[first : first + size], day=day, stock=stock)


def _refuse_count(count: int) -> None:
    if not count:
        raise PaperRefused("empty", "Chưa có giấy nào để in.")
    if count > LARGEST_BOOK:
        raise PaperRefused(
            "book_too_long",
            f"Một tệp in tối đa {LARGEST_BOOK} giấy, đang yêu cầu {count}: "
            "chia thành nhiều tệp.",
        )


def _title(sheets: Sequence[CertificateSheet]) -> str:
    awards = ", ".join(dict.fromkeys(sheet.award_name for sheet in sheets))
    if len(sheets) == 1:
        return f"{awards} - {sheets[0].recipient_name}"
    return f"{awards} ({len(sheets)} giấy)"


def _as_data(sheet: CertificateSheet) -> dict[str, Any]:
    data = asdict(sheet)
    del data["signed_on"], data["decision_on"]
    svg, side_mm = "", 0.0
    if sheet.qr_text:
        try:
            svg, side_mm = qr.code(sheet.qr_text)
        except PaperRefused as refused:
            raise PaperRefused(
                refused.code, f"Giấy của {sheet.recipient_name}: {refused}"
            ) from None
    return {
        **data,
        "code_svg": svg,
        "code_mm": side_mm,
        "decision_day": dates.long(sheet.decision_on).capitalize(),
        "place_line": f"{sheet.place}, {dates.long(sheet.signed_on)}",
    }


def _typeset(
    data: dict[str, Any], sheets: Sequence[CertificateSheet], day: date
) -> bytes:
    try:
        return typeset("certificate.typ", data, day=day)
    except PaperRefused as refused:
        _, found, rest = str(refused).partition(_TOO_LONG)
        if not found:
            raise
        digits = "".join(char for char in rest[:6] if char.isdigit())
        name = sheets[int(digits)].recipient_name
        raise PaperRefused(
            "too_long",
            f"Giấy của {name}: nội dung quá dài để in vừa một trang A4. "
            "Rút gọn thành tích hoặc tên đơn vị rồi in lại.",
        ) from refused
