"""Readers of cells that hold several things: earlier titles, recognised initiatives."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from vinhdanh.sheets import awards
from vinhdanh.sheets.cells import means_nothing, means_unknown
from vinhdanh.sheets.kinds import Asked, BadCell, Found
from vinhdanh.sheets.workbook import Cell, shown
from vinhdanh.viet import dates, text

_TITLES: Final = awards.forms_for(awards.INDIVIDUAL)
_COLLECTIVE_TITLES: Final = awards.forms_for(awards.COLLECTIVE)
_YEARS: Final = re.compile(r"\b((?:19|20)\d{2})(?:\s*[-–]\s*((?:19|20)\d{2}))?\b")
_SCHOOL_YEAR: Final = re.compile(
    r"\bnăm học\s+(?:19|20)\d{2}\s*[-–/]\s*((?:19|20)\d{2})\b", re.IGNORECASE
)
_CUT: Final = re.compile(r"[;,\n+&]|\s+và\s+", re.IGNORECASE)
_TITLE_EXAMPLE: Final = "LĐTT 2014; CSTĐCS 2015"

_SCOPES: Final = (
    (re.compile(r"(?:sang kien )?(?:cap )?(?:co so|don vi|cs)"), "grassroots"),
    (
        re.compile(
            r"(?:sang kien )?(?:cap )?(?:thanh pho|tinh|tp|bo|nganh|bo nganh|bo tinh|"
            r"tinh thanh pho|thanh pho tinh)"
        ),
        "province",
    ),
    (
        re.compile(r"(?:sang kien )?(?:cap )?(?:toan quoc|quoc gia|nha nuoc)"),
        "nationwide",
    ),
)
_DECISION: Final = re.compile(
    r"(?:(?:theo\s+)?(?:quyết định|qđ)\s*)?(?:số\s*:?\s*)?"
    r"(\d+[a-zđ]?\s*/\s*(?:\d{4}\s*/\s*)?QĐ(?:\s*-\s*[\wĐđ.&\-]+)?)",
    re.IGNORECASE,
)
_DECIDED_ON: Final = re.compile(
    r"(?:ngày\s*)?(\d{1,2}\s*[/.\-]\s*\d{1,2}\s*[/.\-]\s*\d{4}|"
    r"\d{1,2}\s*tháng\s*\d{1,2}\s*năm\s*\d{4})",
    re.IGNORECASE,
)
_LONE_YEAR: Final = re.compile(r"(?:năm\s*)?\b((?:19|20)\d{2})\b", re.IGNORECASE)
_NUMBERING: Final = re.compile(r"^\s*(?:\d{1,2}\s*[.)]|[-–•*])\s+")
# As the program writes a name or number that would not stand apart otherwise.
_CUTS: Final = re.compile(r"[;\n](?![^«]*»)")
_QUOTED: Final = re.compile(r"\s*«([^»]*)»")
_QUOTED_DECISION: Final = re.compile(r"QĐ\s*«([^»]*)»")
_SEGMENTS: Final = re.compile(r"\s*[(),]\s*|\s+[-–]\s+")
INITIATIVE_EXAMPLE: Final = "Số hóa hồ sơ kỳ họp (cấp cơ sở, 45/QĐ-VP ngày 20/12/2016)"


def titles(cell: Cell, asked: Asked) -> Found:
    """Titles and forms already won: [{"code": "CSTDCS", "year": 2015}, …].

    Several in a cell, each with its year or under a heading that names the year.
    """
    return _won(cell, asked, _TITLES, _TITLE_EXAMPLE)


def title_in(heading: str) -> str:
    """The words of a heading that is a title or form of its own (“LĐTT”), or ''."""
    return heading if awards.code_of(heading, _TITLES) else ""


def collective_titles(cell: Cell, asked: Asked) -> Found:
    """The same for a collective: [{"code": "TTLDTT", "year": 2015}, …]."""
    return _won(cell, asked, _COLLECTIVE_TITLES, "TTLĐTT 2014; TTLĐXS 2015")


def _won(cell: Cell, asked: Asked, forms: awards.Forms, example: str) -> Found:
    words = text.clean(shown(cell))
    if means_unknown(words):
        return Found(None)
    if means_nothing(words):
        return Found([])
    # A school's year is named by two and judged when it ends.
    words = _SCHOOL_YEAR.sub(r"\1", words)
    won: list[dict[str, Any]] = []
    code = ""
    for piece in _CUT.split(words):
        years = _years(piece)
        name = awards.bare(_YEARS.sub(" ", piece))
        if name:
            code = _title_code(name, piece, forms, example)
        elif not years:
            continue
        if not code:
            raise BadCell(f"“{piece.strip()}” không rõ là danh hiệu gì.", example)
        if asked.column_year is not None and set(years) - {asked.column_year}:
            raise BadCell(
                f"“{piece.strip()}” ghi năm khác với năm {asked.column_year} của tiêu "
                "đề cột."
            )
        years = years or _default_years(piece, asked, later=_YEARS.search(words))
        won += [{"code": code, "year": year} for year in years]
    return Found(_without_twins(won))


def _default_years(piece: str, asked: Asked, later: re.Match[str] | None) -> list[int]:
    if asked.column_year is not None:
        return [asked.column_year]
    if later:  # “CSTĐCS, LĐTT 2014”: which years the first was won cannot be told
        raise BadCell(f"“{piece.strip()}” chưa ghi năm.", _TITLE_EXAMPLE)
    raise BadCell(
        f"“{piece.strip()}” chưa ghi năm, và tiêu đề cột cũng không ghi.",
        _TITLE_EXAMPLE,
    )


def _years(piece: str) -> list[int]:
    years: list[int] = []
    for found in _YEARS.finditer(piece):
        first, last = int(found[1]), int(found[2] or found[1])
        years += range(first, last + 1) if last - first < 30 else []  # noqa: PLR2004
    return years


def _title_code(name: str, piece: str, forms: awards.Forms, example: str) -> str:
    if code := awards.code_of(name, forms):
        return code
    hint = ""
    if awards.lacks_its_level(name):
        hint = " Ghi rõ cấp (cơ sở, thành phố hoặc tỉnh, toàn quốc; Thủ tướng)."
    raise BadCell(
        f"“{piece.strip()}” không rõ là danh hiệu, hình thức khen thưởng nào.{hint}",
        example,
    )


def _without_twins(won: list[dict[str, Any]]) -> list[dict[str, Any]]:
    kept: list[dict[str, Any]] = []
    for title in won:
        if title not in kept:
            kept.append(title)
    return kept


@dataclass
class _Initiative:
    name: str
    scope: str | None = None
    decision_no: str = ""
    decided_on: str | None = None
    year: int | None = None


def initiatives(cell: Cell, asked: Asked) -> Found:
    """Recognised initiatives written in one cell, a line or a “;” between them.

    Parts that follow a name after “;” (level, decision, year) belong to that name.
    [{"name", "scope", "decision_no", "decided_on", "year"}, …]; scope None when not
    said, decision_no "" when not given.
    """
    words = text.clean(shown(cell))
    if means_unknown(words):
        return Found(None)
    if means_nothing(words):
        return Found([])
    found: list[_Initiative] = []
    for piece in _CUTS.split(words):
        part = _initiative(piece)
        if part.name:
            found.append(part)
        elif found:
            _add_to(found[-1], part)
        elif piece.strip():
            raise BadCell(f"“{piece.strip()}” thiếu tên sáng kiến.", INITIATIVE_EXAMPLE)
    return _settled(found, asked)


def joined_initiatives(
    names: str, scopes: str, decisions: str, years: str, asked: Asked
) -> Found:
    """Initiatives written in four columns, several divided by “;” or a line break.

    One level, decision or year stands for all names; otherwise there must be as many
    as names. Raises `BadCell` when the counts differ.
    """
    if means_unknown(names):
        return Found(None)
    if not names or means_nothing(names):
        if scopes or decisions:
            raise BadCell("Có cấp hoặc số quyết định mà thiếu tên sáng kiến.")
        return Found([])
    named = _pieces(names)
    columns = {"cấp": scopes, "số quyết định": decisions, "năm": years}
    spread: list[list[str]] = []
    for label, words in columns.items():
        pieces = _pieces(words) or [""]
        if len(pieces) not in (1, len(named)):
            raise BadCell(
                f"Có {len(named)} sáng kiến nhưng {len(pieces)} {label}. Viết mỗi sáng "
                "kiến một phần, cách nhau bằng dấu “;”."
            )
        spread.append(pieces * len(named) if len(pieces) == 1 else pieces)
    found: list[_Initiative] = []
    for name, scope, decision, year in zip(named, *spread, strict=True):
        initiative = _Initiative(text.clean_line(name))
        rest = ", ".join(part for part in (scope, decision, year) if part)
        said = _initiative(f"({rest})" if rest else "")
        if said.name:
            raise BadCell(
                f"“{said.name}” không phải cấp, số quyết định hoặc năm của sáng kiến.",
                "cơ sở; 45/QĐ-VP ngày 20/12/2016; 2016",
            )
        _add_to(initiative, said)
        found.append(initiative)
    return _settled(found, asked)


def _pieces(words: str) -> list[str]:
    return [
        _NUMBERING.sub("", piece).strip()
        for piece in _CUTS.split(words)
        if piece.strip()
    ]


def initiative_written(work: Mapping[str, Any], scope: str) -> str:
    """An initiative as it stands in a cell of several, so that it reads back alike.

    scope: the words of its level. A name or a number that would read otherwise is
    put between « and ».
    """
    number = work["decision_no"]
    if number and _DECISION.fullmatch(number) is None:
        number = f"QĐ «{number}»"
    if work["decided_on"]:
        year, month, day = work["decided_on"].split("-")
        number = f"{number} ngày {day}/{month}/{year}".strip()
    beside = ", ".join(part for part in (scope, number, str(work["year"])) if part)
    plain = f"{work['name']} ({beside})"
    pieces = [_initiative(piece) for piece in _CUTS.split(plain)]
    if pieces[0].name == work["name"] and len(pieces) == 1 and "«" not in work["name"]:
        return plain
    return f"«{work['name']}» ({beside})"


def _initiative(piece: str) -> _Initiative:
    """What one piece of a cell says; `name` is empty when it names nothing."""
    said = _Initiative("")
    rest = _NUMBERING.sub("", piece)
    quoted = _QUOTED.match(rest)
    if quoted:
        said.name, rest = quoted[1].strip(), rest[quoted.end() :]
    rest = _without_decision(rest, said, is_quoted=quoted is not None)
    kept: list[str] = []
    for segment in _SEGMENTS.split(rest):
        if scope := scope_of(segment):
            said.scope = scope
        elif lone := _LONE_YEAR.fullmatch(segment.strip(" .")):
            said.year = int(lone[1])
        elif segment.strip(" .:"):
            kept.append(segment)
    if kept and not quoted:
        # The name keeps its own commas and dashes: cut it out as it was written.
        begin = rest.index(kept[0])
        end = rest.rindex(kept[-1]) + len(kept[-1])
        said.name = text.clean_line(rest[begin:end]).strip(" ,.:–-")
    if said.decided_on and said.year is None:
        said.year = int(said.decided_on[:4])
    return said


def _without_decision(rest: str, said: _Initiative, *, is_quoted: bool) -> str:
    """What remains of a piece once number and day of a decision are kept in `said`."""
    if found := _QUOTED_DECISION.search(rest):
        said.decision_no = found[1].strip()
    elif found := _DECISION.search(rest):
        said.decision_no = re.sub(r"\s+", "", found[1])
    if found:
        rest = rest[: found.start()] + "," + rest[found.end() :]
    if (found or is_quoted) and (day := _DECIDED_ON.search(rest)):
        said.decided_on = _iso(day[1])
        rest = rest[: day.start()] + "," + rest[day.end() :]
    return rest


def _iso(written: str) -> str:
    try:
        return dates.parse(written).isoformat()
    except dates.NotADate as refusal:
        raise BadCell(str(refusal), INITIATIVE_EXAMPLE) from refusal


def scope_of(segment: str) -> str | None:
    """The level that the words name and nothing else: `grassroots`, `province`, …."""
    words = " ".join(re.sub(r"[^\w\s]", " ", text.fold(segment)).split())
    return next((code for form, code in _SCOPES if form.fullmatch(words)), None)


def _add_to(initiative: _Initiative, said: _Initiative) -> None:
    initiative.scope = said.scope or initiative.scope
    initiative.decision_no = said.decision_no or initiative.decision_no
    initiative.decided_on = said.decided_on or initiative.decided_on
    initiative.year = said.year or initiative.year


def _settled(found: list[_Initiative], asked: Asked) -> Found:
    remarks: list[str] = []
    for initiative in found:
        initiative.year = initiative.year or asked.column_year
        if initiative.year is None:
            raise BadCell(
                f"“{initiative.name}” chưa ghi năm được công nhận.", INITIATIVE_EXAMPLE
            )
        if initiative.scope is None:
            remarks.append(f"“{initiative.name}” chưa ghi cấp công nhận.")
        if not initiative.decision_no:
            remarks.append(f"“{initiative.name}” chưa có số quyết định công nhận.")
    return Found([vars(initiative) for initiative in found], tuple(remarks))
