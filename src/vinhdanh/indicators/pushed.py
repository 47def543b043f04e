"""What another system sends: JSON or CSV, read into rows before any is believed."""

import csv
import io
import json
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from django.utils.translation import gettext as _

from vinhdanh.base.refusal import Refused

COLUMNS: Final = ("chi_so", "ky", "gia_tri", "nguon")
MOST_ROWS: Final = 500
MOST_BYTES: Final = 512 * 1024
MOST_DIGITS: Final = 20


@dataclass(frozen=True)
class PushedRow:
    """One row as sent: code of the indicator, period, figure as typed, source."""

    number: int
    code: str
    period: str
    figure: str
    source: str
    problem: str = ""


def read(body: bytes, media_type: str) -> list[PushedRow]:
    """Read a body of `application/json` or `text/csv` into its rows, numbered from 1.

    A row that cannot be read carries its problem; Raises Refused where the body is no
    list of rows, or has too many.
    """
    if len(body) > MOST_BYTES:
        raise Refused("push.too_large", _("Nội dung gửi lớn hơn 512 KB. Hãy chia nhỏ."))
    try:
        words = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused("push.encoding", _("Nội dung gửi phải là UTF-8.")) from None
    readers = {"application/json": _of_json, "text/csv": _of_csv}
    if media_type not in readers:
        raise Refused(
            "push.media_type",
            _("Content-Type phải là application/json hoặc text/csv."),
        )
    rows = readers[media_type](words)
    if not rows:
        raise Refused("push.empty", _("Không có dòng số liệu nào."))
    if len(rows) > MOST_ROWS:
        raise Refused(
            "push.too_many",
            _("Gửi nhiều nhất %(most)s dòng một lần.") % {"most": MOST_ROWS},
        )
    return rows


def _of_json(words: str) -> list[PushedRow]:
    try:
        told = json.loads(words, parse_float=Decimal, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise Refused("push.json", _("Nội dung gửi không phải JSON đúng.")) from None
    rows = told.get("so_lieu") if isinstance(told, dict) else None
    if not isinstance(rows, list):
        raise Refused(
            "push.json",
            _("JSON phải có dạng {“so_lieu”: [{“chi_so”, “ky”, “gia_tri”}, …]}."),
        )
    return [_row(number, row) for number, row in enumerate(rows, start=1)]


def _no_constant(word: str) -> None:
    raise ValueError(word)


def _row(number: int, told: Any) -> PushedRow:
    if not isinstance(told, dict):
        return PushedRow(number, "", "", "", "", _("dòng không phải đối tượng JSON."))
    strange = sorted(set(told) - set(COLUMNS))
    lacking = [name for name in COLUMNS[:3] if told.get(name) in (None, "")]
    values = {name: _said(told.get(name)) for name in COLUMNS}
    unfit = [name for name, value in values.items() if value is None]
    problem = ""
    if strange:
        problem = _("không có cột “%(name)s”.") % {"name": strange[0]}
    elif lacking:
        problem = _("thiếu “%(name)s”.") % {"name": lacking[0]}
    elif unfit:
        problem = _("“%(name)s” phải là chữ hoặc số.") % {"name": unfit[0]}
    code, period, figure, source = (values[name] or "" for name in COLUMNS)
    return PushedRow(number, code, period, figure, source, problem)


def _said(value: Any) -> str | None:
    """A value as an office would type it: 1234.5 is “1234,5”; None for what is none."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, Decimal) and abs(value.adjusted()) <= MOST_DIGITS:
        return f"{value:f}".replace(".", ",")
    return None


def _of_csv(words: str) -> list[PushedRow]:
    mark = ";" if words.partition("\n")[0].count(";") else ","
    try:
        lines = [
            line for line in csv.reader(io.StringIO(words), delimiter=mark) if any(line)
        ]
    except csv.Error:
        raise Refused("push.csv", _("Nội dung gửi không phải CSV đúng.")) from None
    heading = [cell.strip().lower() for cell in lines[0]] if lines else []
    if len(set(heading)) != len(heading) or not set(COLUMNS[:3]) <= set(heading):
        raise Refused(
            "push.csv",
            _("Dòng đầu CSV phải có các cột %(columns)s, mỗi cột một lần.")
            % {"columns": ", ".join(COLUMNS[:3])},
        )
    return [
        _csv_row(number, heading, line)
        for number, line in enumerate(lines[1:], start=1)
    ]


def _csv_row(number: int, heading: list[str], line: list[str]) -> PushedRow:
    if len(line) != len(heading):
        problem = _("có %(n)s ô, dòng đầu có %(of)s cột.") % {
            "n": len(line),
            "of": len(heading),
        }
        return PushedRow(number, "", "", "", "", problem)
    cells = {name: cell.strip() for name, cell in zip(heading, line, strict=True)}
    return _row(number, cells)
