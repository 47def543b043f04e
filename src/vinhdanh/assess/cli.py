"""`vinhdanh law explain` and `vinhdanh law pages`: the law at a terminal, no Django."""

from __future__ import annotations

import json
import sys
import tomllib
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vinhdanh.assess import LawDateError, Verdict, awards, judge
from vinhdanh.assess.local import LocalRule, LocalRuleError
from vinhdanh.assess.records import RecordError
from vinhdanh.viet.arguments import Parser

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class FileError(ValueError):
    """A file that cannot be read, said in Vietnamese."""


def law_explain(argv: Sequence[str]) -> int:
    """Print each verdict with its reasons as an officer reads them.

    Returns 0, or 2 after a sentence on the error output that says what to mend.
    """
    parser = Parser(
        prog="vinhdanh law explain",
        description="Giải thích kết luận về danh hiệu, hình thức khen thưởng.",
    )
    parser.add_argument(
        "--title", action="append", required=True, help="mã danh hiệu, ví dụ CSTDCS"
    )
    parser.add_argument(
        "--facts", type=Path, required=True, help="tệp JSON hoặc mỗi dòng một JSON"
    )
    parser.add_argument("--year", type=int, help="năm xét (mặc định: năm cuối)")
    parser.add_argument("--day", type=date.fromisoformat, help="ngày áp dụng luật")
    parser.add_argument("--local", type=Path, help="quy định của cơ quan: TOML, JSON")
    asked = parser.parse_args(argv)
    try:
        records = read_records(asked.facts)
        local = [] if asked.local is None else read_rules(asked.local)
        year = asked.year or _last_year(records)
        verdicts = judge(records, asked.title, year=year, day=asked.day, local=local)
    except (FileError, RecordError, LocalRuleError, LawDateError) as fault:
        sys.stderr.write(f"Không giải thích được: {fault}\n")
        return 2
    names = {str(r["id"]): str(r.get("name") or r["id"]) for r in records}
    for verdict in verdicts:
        sys.stdout.write(_said(verdict, names[verdict.subject]) + "\n")
    return 0


def law_pages(argv: Sequence[str]) -> int:
    """Write the pages a legal officer signs; says how many."""
    parser = Parser(
        prog="vinhdanh law pages",
        description="Viết trang “Luật như máy hiểu” của từng danh hiệu.",
    )
    parser.add_argument("--out", type=Path, default=Path("docs/law"))
    asked = parser.parse_args(argv)
    from vinhdanh.assess.pages import write_pages  # noqa: PLC0415  Polars: 0.8 s

    written = write_pages(asked.out)
    sys.stdout.write(f"Đã viết {len(written)} trang vào {asked.out}.\n")
    return 0


def law_facts(argv: Sequence[str]) -> int:
    """Write the reference of the JSON door: the page and the schema."""
    parser = Parser(
        prog="vinhdanh law facts",
        description="Viết trang tra cứu dữ kiện và lược đồ JSON của lệnh verdict.",
    )
    parser.add_argument("--out", type=Path, default=Path("docs/reference"))
    asked = parser.parse_args(argv)
    from vinhdanh.assess.json_schema import write_reference  # noqa: PLC0415  Polars

    for path in write_reference(asked.out):
        sys.stdout.write(f"Đã viết {path}.\n")
    return 0


def read_records(path: Path) -> list[dict[str, Any]]:
    """Records from a JSON list, one JSON object, or JSON lines."""
    text = _text(path)
    try:
        plain = json.loads(text)
    except json.JSONDecodeError:
        plain = [_line(path, n, line) for n, line in enumerate(text.splitlines(), 1)]
    listed = plain if isinstance(plain, list) else [plain]
    return [_record(row, path) for row in listed if row is not None]


def read_rules(path: Path) -> list[LocalRule]:
    """An office's own rules from TOML (`[[rule]]`) or a JSON list."""
    text = _text(path)
    try:
        rows = (
            tomllib.loads(text)["rule"] if path.suffix == ".toml" else json.loads(text)
        )
    except (tomllib.TOMLDecodeError, json.JSONDecodeError, KeyError) as fault:
        raise FileError(f"tệp quy định {path} không đọc được ({fault}).") from fault
    return [LocalRule.parse(row) for row in rows]


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as fault:
        raise FileError(not_opened(fault, path)) from fault


def not_opened(fault: OSError | UnicodeDecodeError, path: Path | None = None) -> str:
    """Why a file cannot be opened, in a sentence; `path` where the fault names none."""
    if isinstance(fault, UnicodeDecodeError):
        return f"tệp “{path or 'gửi vào'}” không phải văn bản UTF-8."
    name = fault.filename or path
    why = {
        FileNotFoundError: "không có tệp hoặc thư mục này, hãy kiểm tra lại đường dẫn",
        PermissionError: "không có quyền mở, hoặc tệp đang mở ở chương trình khác",
        IsADirectoryError: "đây là một thư mục, không phải tệp",
    }.get(type(fault), fault.strerror or str(fault))
    return f"không mở được “{name}”: {why}."


def _line(path: Path, number: int, line: str) -> Any:
    if not line.strip():
        return None
    try:
        return json.loads(line)
    except json.JSONDecodeError as fault:
        raise FileError(
            f"tệp {path}, dòng {number} không phải JSON ({fault.msg}). Mỗi dòng cần "
            "đúng một đối tượng JSON."
        ) from fault


def _record(row: Any, path: Path) -> dict[str, Any]:
    """JSON's texts back into days and years."""
    if not isinstance(row, dict):
        raise FileError(f"tệp {path}: mỗi hồ sơ phải là một đối tượng JSON.")
    record = dict(row)
    recruited = record.get("recruited_on")
    try:
        if isinstance(recruited, str):
            record["recruited_on"] = date.fromisoformat(recruited)
        record["years"] = {int(y): f for y, f in (record.get("years") or {}).items()}
    except ValueError as fault:
        raise FileError(
            f"tệp {path}, hồ sơ {record.get('id')!r}: {fault}. Ngày viết như "
            "2016-03-01, năm viết như 2016."
        ) from fault
    return record


def _last_year(records: Sequence[Mapping[str, Any]]) -> int:
    years = [year for record in records for year in record["years"]]
    if not years:
        raise FileError("hồ sơ không có năm nào; thêm dữ kiện hoặc dùng --year.")
    return int(max(years))


def _said(verdict: Verdict, name: str) -> str:
    regime, day = verdict.regime, verdict.governing_day
    award = awards()[verdict.award].name
    lines = [
        f"{name} — {award}, năm {verdict.year}: {verdict.word.label.upper()}",
        f"  {verdict.short}",
        f"  Luật áp dụng ngày {day:%d/%m/%Y} ({regime}).",
    ]
    lines += [f"  {reason.line()}" for reason in verdict.reasons]
    lines += [f"    minh chứng: {e}" for r in verdict.reasons for e in r.evidence]
    if verdict.missing:
        lines.append("  Còn thiếu:")
        lines += [
            f"  - {m.label}; người cung cấp: {m.supplier}" for m in verdict.missing
        ]
    receipt = verdict.receipt
    lines.append(
        f"  Kho luật {receipt.corpus_version} ({receipt.corpus_hash[:12]}), dữ kiện "
        f"{receipt.facts_hash[:12]}."
    )
    return "\n".join(lines) + "\n"
