"""Columns, readers and writers that several kinds of list share."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from vinhdanh.sheets import awards
from vinhdanh.sheets.cells import line, means_nothing, means_unknown
from vinhdanh.sheets.kinds import (
    Asked,
    BadCell,
    Column,
    Found,
    Reader,
    Remark,
    Writer,
)
from vinhdanh.sheets.workbook import Cell, shown
from vinhdanh.viet import address, dates, numbers, text

NOT_KNOWN: Final = "chưa rõ"
_FIRST_YEAR: Final = 1945
_LAST_YEAR: Final = 2100
_YEAR: Final = re.compile(r"(?:năm\s*)?((?:19|20)\d{2})", re.IGNORECASE)
_SPAN: Final = re.compile(
    r"(?:giai đoạn\s*|năm học\s*)?(?:19|20)\d{2}\s*[-–/]\s*(?:19|20)?\d{2}",
    re.IGNORECASE,
)
_COMMAS: Final = r"[,+&]|\s+và\s+"
_SUBJECTS: Final = {
    "person": ("ca nhan", "nguoi"),
    "unit": ("tap the", "don vi", "co quan", "to chuc"),
    "household": ("ho gia dinh", "gia dinh", "ho"),
}
SUBJECT_WORDS: Final = {
    "person": "Cá nhân",
    "unit": "Tập thể",
    "household": "Hộ gia đình",
}
AWARD_CHOICES: Final = tuple(awards.WRITTEN.values())
# With their marks: Vũ, Trương, Tô are families, as is Đoàn alone.
_UNIT_WORD: Final = re.compile(
    r"(?:phòng|ban|văn phòng|tổ|chi cục|trung tâm|sở|khoa|bộ phận|ủy ban|ubnd|hđnd|"
    r"hội đồng|trường|khối|chi nhánh|cục|vụ|đội|thường trực|công ty|hội|bệnh viện|"
    r"trạm|chi bộ|đảng ủy|công đoàn|thanh tra|tập thể|xã|phường|huyện|quận|"
    r"đoàn (?:thanh niên|tncs|thể|đại biểu|đbqh|thanh tra|phường|xã|trường|cơ sở|khối))"
    r"\b"
)


def column(
    key: str,
    label: str,
    synonyms: tuple[str, ...],
    read: Reader = line,
    example: str = "",
    **more: Any,
) -> Column:
    """A column whose value is written as it is, unless `write` says how."""
    more.setdefault("write", plain(key))
    return Column(key, label, synonyms, read, example, **more)


def read_only(
    key: str, label: str, synonyms: tuple[str, ...], read: Reader, **more: Any
) -> Column:
    """A column that is read where offices have it, and never written."""
    return Column(key, label, synonyms, read, "", **more)


def plain(key: str) -> Writer:
    """Writes texts and whole numbers as they are."""

    def write(values: Mapping[str, Any], slot: str) -> Any:
        said = values.get(key)
        return (said or {}).get(slot) if slot else said

    return write


def words_of(key: str, words: Mapping[str, str]) -> Writer:
    """Writes a code as the words that read back as it."""

    def write(values: Mapping[str, Any], slot: str) -> str | None:
        said = values.get(key)
        code = (said or {}).get(slot) if slot else said
        return words.get(code) if code else None

    return write


def day_of(key: str) -> Writer:
    """Writes a date; a month or year alone as text."""

    def write(values: Mapping[str, Any], slot: str) -> date | str | None:  # noqa: ARG001
        if said := values.get(key):
            return date.fromisoformat(said)
        partial = values.get(f"{key}_partial")
        return "/".join(reversed(partial.split("-"))) if partial else None

    return write


def day(key: str, *, years_ahead: int = 0) -> Reader:
    """Reads a date into ISO text; a month or year alone beside, as `…_partial`.

    years_ahead: how many years after the list's a date of two digits may mean.
    """

    def read(cell: Cell, asked: Asked) -> Found:
        if isinstance(cell, str) and means_unknown(cell):
            return Found(None)
        given = cell if isinstance(cell, int | float | date) else shown(cell)
        try:
            found = dates.parse(given, latest=date(asked.year + years_ahead, 12, 31))
        except dates.YearOnly as short_of:
            month = f"-{short_of.month:02d}" if short_of.month else ""
            said = (f"{short_of} Coi là chưa rõ ngày.",)
            return Found(None, said, {f"{key}_partial": f"{short_of.year}{month}"})
        except dates.NotADate as refusal:
            raise BadCell(str(refusal)) from refusal
        return Found(found.isoformat())

    return read


def year(cell: Cell, asked: Asked) -> Found:  # noqa: ARG001
    """One year; a span of years is refused, since nothing says which is meant."""
    words = text.clean_line(shown(cell))
    if means_unknown(words):
        return Found(None)
    found = _YEAR.fullmatch(words)
    if found and _FIRST_YEAR <= int(found[1]) <= _LAST_YEAR:
        return Found(int(found[1]))
    if _SPAN.fullmatch(words):
        raise BadCell(f"“{words}” là nhiều năm. Ghi một năm, là năm được xét.", "2016")
    raise BadCell(f"“{words}” không phải năm.", "2016")


def subject_name(cell: Cell, asked: Asked) -> Found:  # noqa: ARG001
    """The name of a person or a collective, without a title of address before it."""
    written = text.clean_line(shown(cell))
    if not any(char.isalpha() for char in written):
        raise BadCell(f"“{written}” không phải tên cá nhân hay tập thể.")
    name, title = address.without_title(written)
    remarks = (f"“{written}”: bỏ “{title}”, đọc là “{name}”.",) if title else ()
    return Found(name, remarks)


def subject_kind(cell: Cell, asked: Asked) -> Found:  # noqa: ARG001
    """`person`, `unit` or `household`."""
    words = text.fold(shown(cell)).strip(" .")
    if means_unknown(words):
        return Found(None)
    for code, known in _SUBJECTS.items():
        if words in known:
            return Found(code)
    raise BadCell(f"“{shown(cell)}” cần ghi “Cá nhân”, “Tập thể” hoặc “Hộ gia đình”.")


def people_count(cell: Cell, asked: Asked) -> Found:  # noqa: ARG001
    """A whole number that is not negative."""
    words = text.clean_line(shown(cell))
    if means_unknown(words):
        return Found(None)
    try:
        count = numbers.whole(re.sub(r"\s*(phiếu|người)$", "", words))
    except numbers.NotANumber as refusal:
        raise BadCell(f"“{words}” không phải số nguyên.") from refusal
    if count < 0:
        raise BadCell(f"“{words}” nhỏ hơn 0.")
    return Found(count)


def birth_date(cell: Cell, asked: Asked) -> Found:
    """A date of birth, or nothing where a list of collectives says “-”."""
    if isinstance(cell, str) and means_nothing(cell):
        return Found(None)
    return _BIRTH(cell, asked)


_BIRTH: Final = day("birth_date")


def award_codes(words: str) -> list[str]:
    """The codes of the awards named, several divided by “;”, “,”, “+” or “và”."""
    codes: list[str] = []
    for part in re.split(r"[;\n]", words):
        pieces = [piece for piece in re.split(_COMMAS, part) if piece.strip(" .-–")]
        named = [awards.code_of(piece) for piece in pieces]
        # “Cờ thi đua của bộ, ban, ngành, tỉnh” has commas of its own.
        if None in named and (whole := awards.code_of(part)):
            named = [whole]
        for piece, code in zip(pieces, named, strict=False):
            if code is None:
                raise BadCell(_no_award(piece.strip()), "LĐTT")
            codes.append(code)
    return list(dict.fromkeys(codes))


def _no_award(piece: str) -> str:
    hint = ""
    if awards.lacks_its_level(piece):
        hint = " Ghi rõ cấp (cơ sở, thành phố hoặc tỉnh, toàn quốc)."
    return f"“{piece}” không rõ là danh hiệu, hình thức khen thưởng nào.{hint}"


def award_list(cell: Cell, asked: Asked) -> Found:  # noqa: ARG001
    """Titles and forms named in a cell: ["LDTT", "CSTDCS"]."""
    words = text.clean(shown(cell))
    if means_unknown(words):
        return Found(None)
    return Found([] if means_nothing(words) else award_codes(words))


def award_in(heading: str) -> str:
    """The words of a heading that is a title or form of its own (“LĐTT”), or ''."""
    return heading if awards.code_of(heading) else ""


def awards_written(values: Mapping[str, Any], slot: str) -> str | None:  # noqa: ARG001
    """The awards of a row, each as it reads back."""
    codes = values.get("awards")
    if codes is None:
        return NOT_KNOWN
    return "; ".join(awards.WRITTEN[code] for code in codes) or None


def told_too_long(
    values: Mapping[str, Any], longest: Mapping[str, int]
) -> list[Remark]:
    """A remark for each text that no register has room for."""
    return [
        Remark(key, f"dài {len(said)} ký tự, nhiều hơn {most}. Viết gọn lại.")
        for key, most in longest.items()
        if isinstance(said := values.get(key), str) and len(said) > most
    ]


def settle_subject(values: dict[str, Any], codes: list[str]) -> list[Remark]:
    """Say who the row is about (`subject_kind`), by what else it says of them."""
    told = values.get("subject_kind")
    by_award = {kind for code in codes if (kind := awards.subject_kind(code))}
    if len(by_award) > 1:
        return [Remark("awards", "vừa danh hiệu cá nhân vừa danh hiệu tập thể.")]
    needed = next(iter(by_award), None)
    if told and needed and told != needed:
        who = SUBJECT_WORDS[needed].lower()
        what = f"danh hiệu này chỉ dành cho {who}; xem lại đối tượng hoặc danh hiệu."
        return [Remark("awards" if "awards" in values else "award", what)]
    values["subject_kind"] = told or needed or _by_the_rest(values)
    return []


def _by_the_rest(values: Mapping[str, Any]) -> str | None:
    if values.get("birth_date") or values.get("post"):
        return "person"
    name = text.search_key(values.get("name") or "")
    return "unit" if _UNIT_WORD.match(name) else None


def section_of(key: str) -> Callable[[str], Mapping[str, Any] | None]:
    """What a row such as “A. Tập thể” or “I. Lao động tiên tiến” says of the rest.

    key: `award` or `awards`, where the award of a section is kept.
    """

    def section(words: str) -> Mapping[str, Any] | None:
        name = awards.bare(re.sub(r"[:(]\s*\d.*$", "", words))
        name = re.sub(r" \d+ (?:ca nhan|tap the|nguoi|dong chi)$", "", name)
        name = re.sub(r"^(?:ve|doi voi|khen thuong|de nghi|dang ky) ", "", name)
        for code, known in _SUBJECTS.items():
            if name == known[0]:
                return {"subject_kind": code}
        award = awards.code_of(name)
        if award is None:
            return None
        return {key: [award] if key == "awards" else award}

    return section


_PERSON_NAMES: Final = (
    *("ho va ten", "ho ten", "ten", "ho va ten can bo", "ten can bo", "ca nhan"),
    *("ho va ten khai sinh", "ho ten can bo cong chuc", "ten ca nhan"),
)
_ANY_NAMES: Final = (
    *("ten ca nhan tap the", "ten tap the ca nhan", "ca nhan tap the", "ten tap the"),
    *("tap the ca nhan", "tap the", "ho va ten ten tap the", "ten doi tuong"),
    *("ho ten ca nhan tap the", "ho va ten ten don vi", "doi tuong khen thuong"),
    *("ten tap the hoac ca nhan", "ho ten tap the ca nhan", "ten don vi ca nhan"),
    *("don vi ca nhan", "ten don vi", "ho va ten tap the ca nhan"),
)
NAME: Final = column(
    "name",
    "Họ tên, tên tập thể",
    (*_PERSON_NAMES, *_ANY_NAMES, "ho ten ten tap the"),
    subject_name,
    "Nguyễn Văn An",
    is_required=True,
    never=("cha", "me", "vo", "chong", "con", "khac", "nguoi ky", "sang kien"),
    width=28,
)
SUBJECT: Final = column(
    "subject_kind",
    "Đối tượng",
    ("doi tuong", "loai doi tuong", "ca nhan hay tap the"),
    subject_kind,
    "Cá nhân",
    write=words_of("subject_kind", SUBJECT_WORDS),
    choices=tuple(SUBJECT_WORDS.values()),
    width=12,
)
BIRTH: Final = column(
    "birth_date",
    "Ngày sinh",
    (
        *("ngay sinh", "ngay thang nam sinh", "nam sinh", "sinh ngay", "ns"),
        *("ngay thang sinh", "sinh nam"),
    ),
    birth_date,
    "28/02/1980",
    never=("noi",),
    write=day_of("birth_date"),
    cell_kind="date",
    width=12,
)
POST: Final = column(
    "post",
    "Chức vụ",
    (
        *("chuc vu", "chuc danh", "cv", "chuc vu chuc danh", "vi tri viec lam"),
        *("chuc vu don vi", "chuc vu don vi cong tac"),
    ),
    example="Phó Trưởng phòng",
    never=("dang", "doan the", "quyet dinh", "nguoi ky"),
    width=20,
)
UNIT: Final = column(
    "unit",
    "Phòng, đơn vị",
    (
        *("phong", "don vi", "dv", "phong ban", "phong don vi", "phong ban don vi"),
        *("don vi cong tac", "bo phan", "to", "noi cong tac", "co quan don vi"),
        *("phong ban cong tac", "phong cong tac", "thuoc don vi", "thuoc co quan"),
        "co quan",
    ),
    example="Phòng Tổng hợp",
    never=("cu", "chuyen den", "truoc", "tinh", "ban hanh", "khen", "quyet dinh"),
    width=28,
)
NOTE: Final = column("note", "Ghi chú", ("ghi chu",), width=24)
SUBJECT_LENGTHS: Final = {"name": 300, "post": 200, "unit": 300}
