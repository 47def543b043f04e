"""The one door to Typst: a template and plain data in, a PDF out.

Archival (PDF/A-2a) and accessible (PDF/UA-1), with our fonts only, so that the same
data gives the same bytes on every machine. Data travels as JSON, never as markup.
"""

import functools
import json
import re
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from vinhdanh.documents import fonts
from vinhdanh.documents.refusal import PaperRefused
from vinhdanh.viet import text

if TYPE_CHECKING:
    import typst

TEMPLATES: Final = Path(__file__).parent / "templates"
_VIETNAM: Final = timezone(timedelta(hours=7))
_PAGE: Final = re.compile(rb"/Type\s*/Page\b")

Paper = TypeVar("Paper")


def typeset(template: str, data: dict[str, Any], *, day: date) -> bytes:
    """The PDF of a template filled with data; `day` is the only date inside the file.

    Raises `PaperRefused` (`typeset`) when Typst refuses; `fonts` when none are there.
    """
    import typst  # noqa: PLC0415 - 80 MB of engine: only where paper is printed

    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    try:
        made, warnings = _compiler(template, inputs).compile_with_warnings(
            format="pdf",
            pdf_standards=["a-2a", "ua-1"],
            timestamp=datetime.combine(day, time(), _VIETNAM),
        )
    except typst.TypstError as error:
        raise _refused(error.message) from error
    # Typst only warns when it leaves words out (a block inside a paragraph).
    if warnings:
        raise _refused("; ".join(warning.message for warning in warnings))
    return cast("bytes", made)


@functools.cache
def picture(template: str) -> str:
    """A drawing of ours as SVG, made once in the life of the program."""
    made = _compiler(template, {}).compile(format="svg")
    return cast("bytes", made).decode()


def page_count(pdf: bytes) -> int:
    """How many pages the finished file holds, counted in the file itself.

    Right for what `typeset` makes: PDF/A-2 from Typst keeps its page objects plain.
    """
    return len(_PAGE.findall(pdf))


def cleaned(paper: Paper) -> Paper:
    """The same paper with each string in NFC, trimmed, without invisible characters.

    A tab, as words pasted from Word have them, is a space.
    """
    return cast("Paper", _clean(paper))


def refuse_missing_characters(words: str, where: str) -> None:
    """Raise `PaperRefused` (`glyph`) naming the characters that cannot be printed.

    where: “giấy của Nguyễn Văn An”, as the sentence goes on after “Không in được”.
    """
    if missing := fonts.missing_characters(words):
        shown = ", ".join(f"“{char}” (U+{ord(char):04X})" for char in missing)
        raise PaperRefused(
            "glyph",
            f"Không in được {where}: phông chữ Tinos không có ký tự {shown}. "
            "Sửa lại nội dung rồi in lại.",
        )


def words_of(value: object) -> str:
    """All strings inside a paper, run together."""
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        return "".join(map(words_of, value))
    if is_dataclass(value):
        return "".join(words_of(getattr(value, part.name)) for part in fields(value))
    return ""


def _refused(message: str) -> PaperRefused:
    return PaperRefused(
        "typeset",
        f"Không dàn được trang in: {message.strip()}. "
        "Sửa nội dung nêu trên rồi in lại; nếu vẫn lỗi, báo cho quản trị hệ thống.",
    )


def _compiler(template: str, inputs: dict[str, str]) -> "typst.Compiler":
    import typst  # noqa: PLC0415 - see `typeset`

    return typst.Compiler(
        input=str(TEMPLATES / template),
        root=str(TEMPLATES),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs=inputs,
    )


@functools.cache
def _fonts() -> "typst.Fonts":
    import typst  # noqa: PLC0415 - see `typeset`

    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(fonts.folder())],
    )


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return text.clean(value).replace("\t", " ")
    if isinstance(value, tuple):
        return tuple(map(_clean, value))
    if is_dataclass(value) and not isinstance(value, type):
        parts = {part.name: _clean(getattr(value, part.name)) for part in fields(value)}
        return replace(value, **parts)
    return value
