"""A line of JSON → a question whose every field is known and of the right type.

Nothing is guessed: a name nobody knows, a value outside its scale, a share of more than
the whole stop the line with a sentence that says where it is and what to write.
"""

from __future__ import annotations

import json
import math
import re
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from vinhdanh.assess.fields import ASKS, SHARES, Field, fields_of
from vinhdanh.law.fact import nearest
from vinhdanh.statutes.load import corpus

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

_EARLIEST, _LATEST = 1945, 2100
_PERCENT = re.compile(r"(\d+(?:[.,]\d+)?)\s*%")
_PART_OF = re.compile(r"(\d+)\s*/\s*(\d+)")


class LineError(ValueError):
    """A line that cannot be answered: Vietnamese, English, and the field at fault."""

    def __init__(self, vi: str, en: str, field: str = "") -> None:
        super().__init__(vi)
        self.en, self.field = en, field


def read_line(text: str) -> dict[str, Any]:
    """The question of one line: `ask` always set, days as dates, years as numbers."""
    try:
        plain = json.loads(text)
    except json.JSONDecodeError as fault:
        raise LineError(
            f"không phải JSON (ký tự {fault.colno}). Mỗi dòng cần đúng một đối tượng "
            "JSON.",
            f"not JSON at character {fault.colno} ({fault.msg}); write one JSON object "
            "on each line.",
        ) from None
    if not isinstance(plain, dict):
        raise LineError(
            'phải là một đối tượng JSON, ví dụ {"kind": "individual", …}.',
            'must be a JSON object such as {"kind": "individual", …}.',
        )
    ask = plain.get("ask") or "verdict"
    if ask not in ASKS:
        raise unknown("câu hỏi", "question", str(ask), ASKS, "ask")
    kind = ""
    if "kind" in fields_of(ask):
        kind = _choice(plain.get("kind"), fields_of(ask)["kind"], "kind")
    return {"ask": ask, **read_object(plain, ask, kind, "")}


def given_id(text: str) -> str:
    """The line's own code, also where nothing else of it can be read; "" for none."""
    try:
        plain = json.loads(text)
    except json.JSONDecodeError:
        return ""
    given = plain.get("id") if isinstance(plain, dict) else None
    return given if isinstance(given, str) else ""


def read_object(given: Any, scope: str, kind: str, where: str) -> dict[str, Any]:
    """The fields of one object; null is the same as left out."""
    known = fields_of(scope, kind)
    if not isinstance(given, dict):
        raise _wrong(where, given, "một đối tượng {…}", "an object {…}")
    for name in given:
        if name not in known:
            raise unknown("trường", "field", str(name), known, _path(where, name))
    missing = [
        f.name for f in known.values() if f.required and given.get(f.name) is None
    ]
    if missing:
        at = _path(where, missing[0])
        raise LineError(
            f"thiếu “{at}”: {known[missing[0]].vi}.",
            f"'{at}' is missing: {known[missing[0]].en}.",
            at,
        )
    read = {
        name: _value(value, known[name], kind, _path(where, name))
        for name, value in given.items()
        if value is not None
    }
    return _with_counts(read, where) if scope == "year" else read


def _path(where: str, name: object) -> str:
    return f"{where}.{name}" if where else str(name)


def _value(value: Any, field: Field, kind: str, at: str) -> Any:
    if field.choices:
        return _choice(value, field, at)
    match field.type:
        case "list":
            return [
                read_object(item, field.of, kind, f"{at}[{n}]")
                for n, item in enumerate(_list(value, at))
            ]
        case "object":
            return read_object(value, field.of, kind, at)
        case "years":
            return {
                _year_key(year, at): read_object(facts, field.of, kind, _path(at, year))
                for year, facts in _mapping(value, at).items()
            }
        case plain if plain in _READERS:
            return _READERS[plain](value, at)
        case _:
            return value


def _choice(value: Any, field: Field, at: str) -> str:
    if value not in field.choices:
        raise unknown("giá trị", "value", str(value), field.choices, at)
    return str(value)


def _text(value: Any, at: str) -> str:
    if not isinstance(value, str):
        raise _wrong(at, value, "chữ trong ngoặc kép", "a text")
    return value


def _list(value: Any, at: str) -> list[Any]:
    if not isinstance(value, list):
        raise _wrong(at, value, "một danh sách […]", "a list […]")
    return value


def _mapping(value: Any, at: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _wrong(at, value, "một đối tượng {…}", "an object {…}")
    return value


def _date(value: Any, at: str) -> date:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise _wrong(
            at, value, "ngày như “2025-12-31”", "a day such as '2025-12-31'"
        ) from None


def _whole(value: Any, at: str, least: int = 0, most: int | None = None) -> int:
    is_whole = isinstance(value, int) and not isinstance(value, bool)
    if not is_whole or value < least or (most is not None and value > most):
        limit = f"từ {least}" + (f" đến {most}" if most is not None else "")
        limit_en = f"from {least}" + (f" to {most}" if most is not None else "")
        raise _wrong(at, value, f"số nguyên {limit}", f"a whole number {limit_en}")
    return int(value)


def _yes_no(value: Any, at: str) -> bool:
    if not isinstance(value, bool):
        raise _wrong(at, value, "true hoặc false", "true or false")
    return value


def _code(value: Any, at: str) -> str:
    if value not in corpus().awards:
        raise unknown("danh hiệu, hình thức", "award", str(value), corpus().awards, at)
    return str(value)


def _base(name: str, at: str) -> str:
    return name if name == "headcount" else _code(name, _path(at, name))


def _year_key(year: str, at: str) -> int:
    if not year.isdecimal():
        raise _wrong(at, year, "năm như “2025”", "a year such as '2025'")
    return _whole(int(year), _path(at, year), _EARLIEST, _LATEST)


def _year(value: Any, at: str) -> int:
    return _whole(value, at, _EARLIEST, _LATEST)


def _codes(value: Any, at: str) -> list[str]:
    return [_code(code, at) for code in _list(value, at)]


def _answers(value: Any, at: str) -> dict[str, bool]:
    return {
        name: _yes_no(answer, _path(at, name))
        for name, answer in _mapping(value, at).items()
    }


def _counts(value: Any, at: str) -> dict[str, int]:
    return {
        _base(name, at): _whole(count, _path(at, name))
        for name, count in _mapping(value, at).items()
    }


def _share(value: Any, at: str) -> int | Fraction:
    """A count, or a share of the members exactly as written: "70%", "14/20"."""
    if not isinstance(value, str):
        return _whole(value, at)
    if percent := _PERCENT.fullmatch(value.strip()):
        share = Fraction(percent[1].replace(",", ".")) / 100
    elif (parts := _PART_OF.fullmatch(value.strip())) and int(parts[2]):
        share = Fraction(int(parts[1]), int(parts[2]))
    else:
        raise _wrong(
            at,
            value,
            "số người, hoặc tỷ lệ như “70%”, “14/20”",
            "a count, or a share such as '70%' or '14/20'",
        )
    if share > 1:
        raise LineError(
            f"“{at}” là {value}, quá 100%. Xem lại tử số và mẫu số.",
            f"'{at}' is {value}, more than 100%. Check both numbers.",
            at,
        )
    return share


_READERS: Mapping[str, Callable[[Any, str], Any]] = {
    "text": _text,
    "date": _date,
    "year": _year,
    "whole": _whole,
    "share": _share,
    "yes_no": _yes_no,
    "code": _code,
    "codes": _codes,
    "judged": _answers,
    "counts": _counts,
}


def _with_counts(facts: dict[str, Any], where: str) -> dict[str, Any]:
    """Shares as whole numbers of members; without members, of a number that fits."""
    shares = {n: facts[n] for n in SHARES if isinstance(facts.get(n), Fraction)}
    if not shares:
        return facts
    members = facts.get("members")
    if members is None:
        counts = [v for v in facts.values() if type(v) is int]
        step = math.lcm(100, *(share.denominator for share in shares.values()))
        members = step * max(1, -(-max(counts, default=0) // step))
    read = {**facts, "members": members}
    for name, share in shares.items():
        count = share * members
        if count.denominator != 1:
            at = _path(where, name)
            raise LineError(
                f"“{at}”: tỷ lệ {_said(share)} của {members} người không phải số người "
                "nguyên. Ghi số người, hoặc phân số đúng.",
                f"'{at}': {_said(share)} of {members} members is not a whole number of "
                "people. Give the count or the exact fraction.",
                at,
            )
        read[name] = int(count)
    return read


def _said(share: Fraction) -> str:
    percent = share * 100
    if percent.denominator == 1:
        return f"{percent.numerator}%"
    return f"{share.numerator}/{share.denominator}"


def _wrong(at: str, value: Any, vi: str, en: str) -> LineError:
    shown = json.dumps(value, ensure_ascii=False, default=str)
    return LineError(
        f"“{at}” là {shown}; cần {vi}.", f"'{at}' is {shown}; it must be {en}.", at
    )


def unknown(vi: str, en: str, given: str, known: Iterable[str], at: str) -> LineError:
    """The error for a name nobody knows: it offers the nearest right one."""
    names = sorted(known)
    near = nearest(given, names)
    hint = f" Có phải “{near}”?" if near else f" Được dùng: {', '.join(names)}."
    hint_en = f" Did you mean {near!r}?" if near else f" Known: {', '.join(names)}."
    place = f" (tại “{at}”)" if at != given else ""
    place_en = f" at '{at}'" if at != given else ""
    return LineError(
        f"không có {vi} “{given}”{place}.{hint}",
        f"unknown {en} {given!r}{place_en}.{hint_en}",
        at,
    )
