"""`vinhdanh verdict` and `vinhdanh check DANH-SACH.xlsx`: the law at a terminal."""

from __future__ import annotations

import gc
import json
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vinhdanh.assess.cli import FileError, not_opened, read_rules
from vinhdanh.assess.local import LocalRuleError
from vinhdanh.law.verdict import NAMES
from vinhdanh.sheets.refusal import SheetRefused
from vinhdanh.sheets.workbook import open_workbook
from vinhdanh.viet.arguments import Parser

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping, Sequence

    from vinhdanh.assess.local import LocalRule
    from vinhdanh.assess.sheet_door import SheetAnswer

ALL_WELL, SOME_WRONG, NOTHING_DONE = 0, 1, 2
_MOST_SAID = 20


def verdict(argv: Sequence[str]) -> int:
    """Answer each line of JSON; 1 when a line could not be answered, 2 for no file."""
    parser = Parser(
        prog="vinhdanh verdict",
        description="Trả lời từng dòng JSON: kết luận, quy định, hạn mức, tiền thưởng. "
        "Cách ghi dữ kiện: docs/reference/facts.md.",
    )
    parser.add_argument(
        "--in", dest="source", type=Path, help="tệp vào; không có: stdin"
    )
    parser.add_argument("--out", type=Path, help="tệp ra; không có: stdout")
    parser.add_argument(
        "--local", type=Path, metavar="TỆP", help="quy định của cơ quan: TOML, JSON"
    )
    asked = parser.parse_args(argv)
    from vinhdanh.assess.json_door import answer_lines  # noqa: PLC0415  Polars: 0.8 s

    try:
        local = _rules(asked.local)
        with ExitStack() as files:
            lines: Any = sys.stdin
            if asked.source is not None:
                lines = files.enter_context(asked.source.open(encoding="utf-8-sig"))
            out: Any = sys.stdout
            if asked.out is not None:
                out = files.enter_context(asked.out.open("w", encoding="utf-8"))
            wrong = 0
            for answer in answer_lines(lines, local=local):
                out.write(json.dumps(answer, ensure_ascii=False) + "\n")
                if "error" in answer:
                    wrong += 1
                    sys.stderr.write(answer["error"]["message"] + "\n")
    except (OSError, UnicodeDecodeError) as fault:
        sys.stderr.write(f"Chưa trả lời được: {not_opened(fault, asked.source)}\n")
        return NOTHING_DONE
    except (FileError, LocalRuleError) as fault:
        sys.stderr.write(f"Chưa trả lời được: {fault}\n")
        return NOTHING_DONE
    return SOME_WRONG if wrong else ALL_WELL


def check(argv: Sequence[str]) -> int:
    """Judge a list; 1 when some rows were not judged, 2 when nothing was written."""
    parser = Parser(
        prog="vinhdanh check",
        description="Xét danh sách của cơ quan, không cần cơ sở dữ liệu: ghi một tệp "
        "Excel giữ nguyên danh sách, thêm kết luận và lý do.",
    )
    parser.add_argument(
        "sheet",
        type=Path,
        metavar="DANH_SÁCH",
        help="danh sách: .xlsx, .xls, .ods, .csv",
    )
    parser.add_argument(
        "--year", type=int, required=True, metavar="NĂM", help="năm xét"
    )
    parser.add_argument(
        "--title",
        action="append",
        default=[],
        metavar="MÃ",
        help="mã danh hiệu; ghi được nhiều lần",
    )
    parser.add_argument(
        "--day",
        type=date.fromisoformat,
        metavar="NGÀY",
        help="ngày áp dụng luật, như 2025-12-31",
    )
    parser.add_argument(
        "--local", type=Path, metavar="TỆP", help="quy định của cơ quan: TOML, JSON"
    )
    parser.add_argument(
        "--assume",
        action="append",
        default=[],
        metavar="DỮ_KIỆN",
        help="dữ kiện coi như đạt khi danh sách không ghi, như registered",
    )
    parser.add_argument(
        "-o", "--out", type=Path, metavar="TỆP", help="tệp kết quả .xlsx"
    )
    asked = parser.parse_args(argv)
    gc.disable()  # one list, then the end: looking for garbage costs a quarter
    out = asked.out or asked.sheet.with_name(f"{asked.sheet.stem}-ket-qua.xlsx")
    try:
        answer = _checked(asked)
        out.write_bytes(answer.workbook)
    except OSError as fault:
        sys.stderr.write(f"Chưa xét được: {not_opened(fault)}\n")
        return NOTHING_DONE
    except (SheetRefused, FileError, LocalRuleError) as fault:
        sys.stderr.write(f"Chưa xét được: {fault}\n")
        return NOTHING_DONE
    _tell(answer, out)
    gc.freeze()  # nor is it looked for at the end
    return SOME_WRONG if answer.errors else ALL_WELL


def _checked(asked: argparse.Namespace) -> SheetAnswer:
    """The list judged; it is parsed while Polars is loaded, 0.3 s each."""
    data = asked.sheet.read_bytes()
    with ThreadPoolExecutor(max_workers=1) as beside:
        opening = beside.submit(open_workbook, data, asked.sheet.name)
        from vinhdanh.assess.sheet_door import check_sheet  # noqa: PLC0415  Polars

        return check_sheet(
            data,
            asked.sheet.name,
            year=asked.year,
            titles=asked.title,
            day=asked.day,
            local=_rules(asked.local),
            assumed=asked.assume,
            workbook=opening.result(),
        )


def _rules(path: Path | None) -> list[LocalRule]:
    return [] if path is None else read_rules(path)


def _tell(answer: SheetAnswer, out: Path) -> None:
    """The counts to the output, what to mend to the error output."""
    for sentence in answer.problems[:_MOST_SAID]:
        sys.stderr.write(f"{sentence}\n")
    if (more := len(answer.problems) - _MOST_SAID) > 0:
        sys.stderr.write(f"… và {more} điều nữa ở trang “Cần xem lại”.\n")
    for title, counts in answer.counts.items():
        sys.stdout.write(f"{title}: {_counted(counts)}\n")
    for quota in answer.quotas:
        if quota.over:
            sys.stdout.write(f"{quota.award}: {quota.sentence}\n")
    sys.stdout.write(f"Đã ghi {out}.\n")


def _counted(counts: Mapping[str, int]) -> str:
    said = NAMES | {"not_judged": "chưa xét (dòng có lỗi)"}
    return "; ".join(f"{said[word]} {n}" for word, n in counts.items() if n) or "0"
