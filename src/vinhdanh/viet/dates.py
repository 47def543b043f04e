"""Dates as Vietnamese offices write them, read and written.

A day stands before its month. What is not a whole date is refused with a sentence
for the person who typed it, never completed by guessing.
"""

import re
from datetime import date, datetime, timedelta
from typing import Final

from vinhdanh.viet import text

EXAMPLE: Final = date(1980, 2, 28)
_FIRST_YEAR: Final = 1900
_LAST_YEAR: Final = 2100
_EXCEL_DAY_0: Final = date(1899, 12, 30)
_HUGE: Final = 10**9
_LAST_SERIAL: Final = (date(_LAST_YEAR, 12, 31) - _EXCEL_DAY_0).days

_GAP: Final = r"\s*[/\\.\-–—,\s]\s*"
_DAY_FIRST: Final = re.compile(rf"(\d{{1,2}}){_GAP}(\d{{1,2}}){_GAP}(\d{{4}}|\d{{2}})")
_YEAR_FIRST: Final = re.compile(rf"(\d{{4}}){_GAP}(\d{{1,2}}){_GAP}(\d{{1,2}})")
_IN_WORDS: Final = re.compile(
    r"(?:ngày\s*)?(\d{1,2})\s*(?:tháng|thg\.?)\s*(\d{1,2})\s*(?:năm|,)?\s*(\d{4})"
)
_RUN_TOGETHER: Final = re.compile(r"(\d{2})(\d{2})(\d{4})")
_YEAR_RUN_TOGETHER: Final = re.compile(r"((?:19|20)\d{2})(0[1-9]|1[0-2])(\d{2})")
# Decrees and old papers number the months in Roman: 28/II/1980.
_ROMAN_MONTH: Final = re.compile(
    rf"(\d{{1,2}}){_GAP}(i{{1,3}}|i?[vx]|vi{{1,3}}|xi{{1,2}}){_GAP}(\d{{4}}|\d{{2}})"
)
_ROMAN: Final = (
    "i",
    "ii",
    "iii",
    "iv",
    "v",
    "vi",
    "vii",
    "viii",
    "ix",
    "x",
    "xi",
    "xii",
)
# What stands around a date in a cell and says nothing more.
_AROUND: Final = re.compile(
    r"^(?:sinh(?=\s|ngày)\s*)?(?:ngày(?=\s*\d{1,2}\s*[/.\-])\s*)?|[.;,]$"
)
_MONTH_NAMED: Final = re.compile(
    r"(\d{1,2})[\s/\-]+(?:thg\.?\s*(\d{1,2})|([a-z]{3})[a-z]*)[\s/\-,]+(\d{4}|\d{2})"
)
_TIME_OF_DAY: Final = re.compile(r"[ t]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$")
_YEAR: Final = re.compile(r"(?:sinh\s*)?(?:năm\s*)?(\d{4})")
_MONTH_AND_YEAR: Final = re.compile(
    r"(?:tháng\s*)?(\d{1,2})(?:\s*[/.\-]\s*|\s*năm\s*|\s+)(\d{4})"
)
_ENGLISH: Final = "janfebmaraprmayjunjulaugsepoctnovdec"


class NotADate(ValueError):  # noqa: N818 - reads as the sentence it carries
    """What was typed is not a date. `str()` is a sentence in Vietnamese."""


class YearOnly(NotADate):
    """A year (and perhaps a month) without a day: `year`, `month` or None."""

    def __init__(self, sentence: str, year: int, month: int | None = None) -> None:
        super().__init__(sentence)
        self.year = year
        self.month = month


def parse(value: object, *, latest: date | None = None) -> date:
    r"""The date that a cell or a field means.

    value: a date, a datetime, an Excel serial number, or text in a form in use
    (28/02/1980, 28-2-1980, 28.02.1980, 28 02 1980, 28021980, 1980-02-28, 1980/02/28,
    28\02\1980, 28/II/1980, 19800228, ngày 28 tháng 02 năm 1980, 28-Feb-1980,
    28/02/80, sinh ngày 28/02/1980 …).
    latest: the last day that can be meant. Only with it is a year of two digits read:
    as this century's if not after `latest`, otherwise as the century's before.

    Raises `NotADate`; `YearOnly` where only the year, or month and year, is given.
    """
    if isinstance(value, datetime):
        return _within(value.date(), short(value.date()))
    if isinstance(value, date):
        return _within(value, short(value))
    if isinstance(value, bool):
        raise NotADate(f"“{value}” không phải ngày.")
    if isinstance(value, int | float):
        return _from_serial(value)
    shown = text.clean_line(str(value))
    day, month, year = _parts(shown)
    return _real(shown, int(day), int(month), _century(shown, year, day, month, latest))


def short(day: date) -> str:
    """28/02/1980."""
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def long(day: date) -> str:
    """“ngày 05 tháng 01 năm 2026”, as on official papers (Nghị định 30/2020/NĐ-CP).

    A zero stands before days under 10 and before months 1 and 2, nowhere else.
    """
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)  # noqa: PLR2004
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def _parts(shown: str) -> tuple[str, str, str]:
    """Day, month and year as typed, or the refusal that fits."""
    if found := _DAY_FIRST.fullmatch(shown):
        return found[1], found[2], found[3]
    words = _AROUND.sub("", _TIME_OF_DAY.sub("", shown.casefold())).strip()
    # 19021980 is 19 February: only what cannot end with a year begins with one.
    if (found := _YEAR_RUN_TOGETHER.fullmatch(words)) and not (
        1 <= int(words[2:4]) <= 12 and _is_year(int(words[4:]))  # noqa: PLR2004
    ):
        return found[3], found[2], found[1]
    for form in (_DAY_FIRST, _IN_WORDS, _RUN_TOGETHER):
        if found := form.fullmatch(words):
            return found[1], found[2], found[3]
    if found := _YEAR_FIRST.fullmatch(words):
        return found[3], found[2], found[1]
    if found := _ROMAN_MONTH.fullmatch(words):
        return found[1], str(_ROMAN.index(found[2]) + 1), found[3]
    if (found := _MONTH_NAMED.fullmatch(words)) and (
        found[2] or _ENGLISH.find(found[3]) % 3 == 0
    ):
        return found[1], found[2] or str(_ENGLISH.index(found[3]) // 3 + 1), found[4]
    _refuse_without_day(shown, words)
    raise NotADate(f"“{shown}” không đọc được thành ngày.")


def _refuse_without_day(shown: str, words: str) -> None:
    if (found := _YEAR.fullmatch(words)) and _is_year(int(found[1])):
        raise YearOnly(f"“{shown}” chỉ có năm, chưa có ngày và tháng.", int(found[1]))
    if (found := _MONTH_AND_YEAR.fullmatch(words)) and _is_year(int(found[2])):
        month = int(found[1])
        if 1 <= month <= 12:  # noqa: PLR2004
            raise YearOnly(
                f"“{shown}” chỉ có tháng và năm, chưa có ngày.", int(found[2]), month
            )


def _century(shown: str, year: str, day: str, month: str, latest: date | None) -> int:
    if len(year) == 4:  # noqa: PLR2004
        return int(year)
    if latest is None:
        raise NotADate(f"“{shown}” thiếu hai chữ số đầu của năm.")
    this_century = latest.year // 100 * 100 + int(year)
    after = (this_century, int(month), int(day)) > (
        latest.year,
        latest.month,
        latest.day,
    )
    return this_century - 100 if after else this_century


def _real(shown: str, day: int, month: int, year: int) -> date:
    try:
        found = date(year, month, day)
    except ValueError:
        if 12 < month <= 31 and 1 <= day <= 12:  # noqa: PLR2004
            raise NotADate(
                f"“{shown}” có tháng {month}: viết ngày trước, tháng sau."
            ) from None
        raise NotADate(f"“{shown}” không phải ngày có thật.") from None
    return _within(found, shown)


def _within(day: date, shown: str) -> date:
    if not _is_year(day.year):
        raise NotADate(f"“{shown}” có năm {day.year}, ngoài khoảng 1900–2100.")
    return day


def _from_serial(value: float) -> date:
    if not abs(value) < _HUGE:  # NaN too
        raise NotADate(f"“{value}” không phải ngày.")
    whole = int(value)
    if value == whole and _is_year(whole):
        raise YearOnly(f"“{whole}” chỉ có năm, chưa có ngày và tháng.", whole)
    if value == whole and len(str(whole)) in (7, 8):
        # 28021980 typed as a number: Excel drops the zero before 1021980.
        return parse(f"{whole:08d}")
    if not _LAST_YEAR < value < _LAST_SERIAL + 1:
        raise NotADate(f"“{value:g}” không phải ngày.")
    return _EXCEL_DAY_0 + timedelta(days=whole)


def _is_year(number: int) -> bool:
    return _FIRST_YEAR <= number <= _LAST_YEAR
