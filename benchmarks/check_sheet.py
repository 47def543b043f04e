"""A list of ten thousand people judged, against openpyxl merely reading the same file.

    python benchmarks/check_sheet.py [--rows 10000] [--keep DIR]

Each way runs three times in a process of its own; the best is printed. openpyxl is
taken from the environment, or put into one of its own for this run.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
import tempfile
import time
import venv
from datetime import date
from pathlib import Path
from typing import Any

from vinhdanh.sheets import mapping, reading, roster, workbook, writing

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "samples" / "van-phong-hdnd-2016" / "danh-sach.xlsx"
YEAR = 2016
TIMES = 3
READ = """
import sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1], read_only=True, data_only=True)
print(sum(1 for sheet in book for row in sheet.iter_rows(values_only=True)))
"""

# Some 78,000 names of four words, as people bear them.
NAMES = """
    Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý
    Văn Thị Đức Hữu Ngọc Thanh Kim Quang Xuân Minh Đình Công Bá Thế Quốc
    An Bảo Cẩm Diệu Gia Hải Hoài Khánh Lan Nhật Phương Thùy Tuấn Cao Duy Hà Huy Linh
    Anh Bình Chi Dũng Đạt Giang Hạnh Hiếu Hoa Hùng Hương Khoa Lâm Long Nga Oanh Sơn Tú
"""


def main() -> None:
    """Make the list, measure both ways, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--keep", type=Path, help="keep the list and the answer here")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = asked.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        source, out = folder / "danh-sach.xlsx", folder / "ket-qua.xlsx"
        source.write_bytes(invented(asked.rows))
        check = [sys.executable, "-m", "vinhdanh", "check", str(source)]
        check += ["--year", str(YEAR), "-o", str(out)]
        for fact in ("registered", "pending_inquiry", "discipline"):
            check += ["--assume", fact]
        print(f"{asked.rows} people, {source.stat().st_size // 1000} kB")
        show("vinhdanh check: read, judge 4 titles, write", *best(check, {0, 1}))
        size = out.stat().st_size // 1000
        print(f"  wrote {size} kB")
        python = with_openpyxl(folder)
        show("openpyxl: read only", *best([python, "-c", READ, str(source)], {0}))


def invented(rows: int) -> bytes:
    """The sample office's people over and over, under invented names."""
    chosen = random.Random(7)
    book = workbook.open_workbook(SAMPLE.read_bytes(), SAMPLE.name)
    columns = mapping.guess(book, roster.ROSTER, year=YEAR)
    known = reading.read(book, columns, roster.ROSTER, year=YEAR).rows
    names = [line.split() for line in NAMES.strip().splitlines()]
    people: list[dict[str, Any]] = []
    borne: set[tuple[str, str]] = set()
    for n in range(rows):
        told = dict(known[n % len(known)].values)
        day = date(1985 + n % 20, 1 + n % 12, 1 + n % 28)
        told |= {
            "name": " ".join(map(chosen.choice, names)),
            "birth_date": date(1960 + n % 20, 1 + n % 12, 1 + n % 28).isoformat(),
            "recruited_on": day.isoformat(),
            "unit": f"Phòng {n % 97}",
            "absence_working_days": {str(YEAR): chosen.randrange(45)},
        }
        if n % 50 == 0:
            # A stray space, as lists have them.
            told["name"] = told["name"].replace("ễ", " ễ", 1)
        while (told["name"], told["birth_date"]) in borne:
            told["name"] = " ".join(map(chosen.choice, names))
        borne.add((told["name"], told["birth_date"]))
        people.append(told)
    return writing.workbook([roster.table(people, YEAR)])


def best(command: list[str], codes: set[int]) -> tuple[float, float, float]:
    """The best wall and CPU seconds, and the peak memory in MB, of three runs."""
    found = []
    for _ in range(TIMES):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        begun = time.perf_counter()
        done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603
        wall = time.perf_counter() - begun
        if done.returncode not in codes:
            sys.exit(done.stderr.decode())
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        found.append((wall, cpu))
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000
    return min(w for w, _ in found), min(c for _, c in found), peak


def with_openpyxl(folder: Path) -> str:
    """An interpreter that has openpyxl."""
    try:
        import openpyxl  # noqa: F401, PLC0415
    except ImportError:
        place = folder / "openpyxl-env"
        venv.create(place, with_pip=True)
        python = str(place / "bin" / "python")
        install = [python, "-m", "pip", "install", "--quiet", "openpyxl==3.1.5"]
        subprocess.run(install, check=True)  # noqa: S603
        return python
    return sys.executable


def show(way: str, wall: float, cpu: float, peak: float) -> None:
    """One line of the table; the peak is of all ways so far."""
    print(f"{way:48} {wall:6.2f} s wall {cpu:6.2f} s CPU  ≤ {peak:4.0f} MB")


if __name__ == "__main__":
    main()
