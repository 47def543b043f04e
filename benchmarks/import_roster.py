"""A roster of 100,000 people taken in, against openpyxl merely reading the same file.

    python benchmarks/import_roster.py [--rows 100000] [--enter] [--keep DIR]
    python tools/postgres.py python benchmarks/import_roster.py

The worker reads the sheet, checks every cell, compares every row with the registry
and stages the preview; `--enter` then enters the list in one transaction. On SQLite in
a folder of its own, or where DATABASE_URL points. The peak is that of the worker and of
the process it opens the sheet in, added up. openpyxl is taken from the environment, or
put into one of its own for this run. All people are invented.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from check_sheet import READ, YEAR, invented, with_openpyxl

UNITS = 97
STEPS = ("prepare", "read", "enter")


def main() -> None:
    """Make the list, measure both ways, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--enter", action="store_true", help="enter the list too")
    parser.add_argument("--keep", type=Path, help="keep the list here")
    parser.add_argument("--step", choices=STEPS, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.step:
        work(asked.step)
        return
    with tempfile.TemporaryDirectory() as scratch:
        folder = asked.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        sheet = folder / f"danh-sach-{asked.rows}.xlsx"
        if not sheet.exists():
            sheet.write_bytes(invented(asked.rows))
        print(f"{asked.rows} people, {sheet.stat().st_size // 1000} kB")
        os.environ |= {
            "VINHDANH_VAR": scratch,
            "VINHDANH_SHEET_ROWS": "120000",
            "VINHDANH_BENCHMARK_SHEET": str(sheet),
            "DJANGO_SETTINGS_MODULE": "vinhdanh.config.settings",
        }
        for step in STEPS if asked.enter else STEPS[:2]:
            this = [sys.executable, __file__, "--step", step]
            subprocess.run(this, check=True)  # noqa: S603
        python = with_openpyxl(folder)
        begun = time.perf_counter()
        read = [python, "-c", READ, str(sheet)]
        subprocess.run(read, check=True, capture_output=True)  # noqa: S603
        show("openpyxl: read only", begun, resource.RUSAGE_CHILDREN)


def work(step: str) -> None:
    """Do one step in this process and say what it cost."""
    import django  # noqa: PLC0415 - the settings read the environment

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    from vinhdanh.intake import actions  # noqa: PLC0415
    from vinhdanh.intake.models import ImportBatch  # noqa: PLC0415

    if step == "prepare":
        call_command("migrate", verbosity=0)
        prepare()
        return
    begun, batch = time.perf_counter(), ImportBatch.objects.get()
    if step == "read":
        found = actions.stage_received(batch.created_by, batch)
        show("intake: read, check, compare, stage", begun)
        print(f"  {found.rows.count()} rows, {len(found.problems)} to look at")
        names = [each["unit"] for each in found.problems if "unit" in each]
        if found.state != "read" or names:
            sys.exit(f"{found.reading} {names[:3]}")
        return
    done = actions.confirm(batch.created_by, batch)
    show("intake: enter in one transaction", begun)
    print(f"  {done.result}")


def prepare() -> None:
    """Found the office and its units, and send the sheet."""
    from vinhdanh.accounts.enums import Role  # noqa: PLC0415
    from vinhdanh.accounts.models import Assignment, User  # noqa: PLC0415
    from vinhdanh.intake import actions  # noqa: PLC0415
    from vinhdanh.registry import actions as registry  # noqa: PLC0415
    from vinhdanh.registry.enums import UnitKind, UnitLevel  # noqa: PLC0415

    office = registry.found_unit(
        None,
        registry.UnitForm(
            name="Sở Mẫu", kind=UnitKind.OFFICE, level=UnitLevel.PROVINCE, is_own=True
        ),
    )
    for number in range(UNITS):
        form = registry.UnitForm(
            name=f"Phòng {number}", kind=UnitKind.DIVISION, parent=office
        )
        registry.found_unit(None, form)
    officer = User.objects.create(username="lan", full_name="Nguyễn Thị Lan")
    Assignment.objects.create(user=officer, role=Role.OFFICER, unit=office)
    sheet = Path(os.environ["VINHDANH_BENCHMARK_SHEET"])
    actions.receive_sheet(
        officer, office, sheet.read_bytes(), sheet.name, kind="roster", year=YEAR
    )


def show(way: str, begun: float, who: int = resource.RUSAGE_SELF) -> None:
    """One line of the table: wall, CPU and peak memory."""
    wall = time.perf_counter() - begun
    used = [resource.getrusage(each) for each in {who, resource.RUSAGE_CHILDREN}]
    cpu = sum(each.ru_utime + each.ru_stime for each in used)
    peak = sum(each.ru_maxrss for each in used) / 1000
    print(f"{way:40} {wall:7.2f} s wall {cpu:7.2f} s CPU  {peak:5.0f} MB")


if __name__ == "__main__":
    main()
