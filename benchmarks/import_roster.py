"""A roster of 100,000 people taken in, against openpyxl merely reading the same file.

    python benchmarks/import_roster.py [--rows 100000] [--enter] [--keep DIR]
    python tools/postgres.py python benchmarks/import_roster.py

The worker reads the sheet, checks every cell, compares every row with the registry
and stages the preview; `--enter` then enters the list in one transaction. On SQLite in
a folder of its own, or where DATABASE_URL points. CPU seconds are those of a process
and of all it starts, the worker's start included; the peak is the most resident memory
that they held together, looked at fifty times a second. openpyxl is taken from the
environment, or put into one of its own for this run. All people are invented.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path

from check_sheet import READ, YEAR, invented, with_openpyxl

UNITS = 97
STEPS = {
    "make": "",
    "prepare": "",
    "read": "intake: read, check, compare, stage",
    "again": "intake: compare the staged rows once more",
    "enter": "intake: enter in one transaction",
    "undo": "intake: take all of it back",
}
ALWAYS = ("make", "prepare", "read")
LOOK_EVERY = 0.02


def main() -> None:
    """Make the list, measure both ways, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument(
        "--enter", action="store_true", help="compare again, enter, undo too"
    )
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
        os.environ |= {
            "VINHDANH_VAR": scratch,
            "VINHDANH_SHEET_ROWS": "120000",
            "VINHDANH_BENCHMARK_SHEET": str(sheet),
            "VINHDANH_BENCHMARK_ROWS": str(asked.rows),
            "DJANGO_SETTINGS_MODULE": "vinhdanh.config.settings",
        }
        for step in STEPS if asked.enter else ALWAYS:
            run(STEPS[step], [sys.executable, __file__, "--step", step])
        run("openpyxl: read only", [with_openpyxl(folder), "-c", READ, str(sheet)])


def run(way: str, command: list[str]) -> None:
    """Run one step in a process of its own and say what it cost."""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        held: list[int] = [0]
        looking = threading.Thread(target=look, args=(process, held))
        looking.start()
        said, _ = process.communicate()
    looking.join()
    if process.returncode:
        sys.exit(f"{command}: {said}")
    wall = time.perf_counter() - begun
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    if way:
        peak = max(held) / 1_000_000
        print(f"{way:42} {wall:7.2f} s wall {cpu:7.2f} s CPU  {peak:5.0f} MB")
    print("  " + said.strip(), flush=True)


def look(process: subprocess.Popen[str], held: list[int]) -> None:
    """Note what a process and all it started hold together, while it runs."""
    while process.poll() is None:
        held.append(sum(map(resident, family(process.pid))))
        time.sleep(LOOK_EVERY)


def family(pid: int) -> list[int]:
    """A process and all that descend from it."""
    found = [pid]
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            children = (task / "children").read_text().split()
            found += [each for child in children for each in family(int(child))]
    return found


def resident(pid: int) -> int:
    """The bytes of a process in memory; 0 when it is gone."""
    with suppress(OSError, IndexError):
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        return pages * resource.getpagesize()
    return 0


def work(step: str) -> None:
    """Do one step in this process and say what came of it."""
    sheet = Path(os.environ["VINHDANH_BENCHMARK_SHEET"])
    if step == "make":
        if not sheet.exists():
            sheet.write_bytes(invented(int(os.environ["VINHDANH_BENCHMARK_ROWS"])))
        print(f"{sheet.name}, {sheet.stat().st_size // 1000} kB")
        return
    import django  # noqa: PLC0415 - the settings read the environment

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    from vinhdanh.intake import actions, undoing  # noqa: PLC0415
    from vinhdanh.intake.models import ImportBatch  # noqa: PLC0415
    from vinhdanh.registry.models import Person  # noqa: PLC0415

    if step == "prepare":
        call_command("migrate", verbosity=0)
        prepare()
        return
    batch = ImportBatch.objects.get()
    if step == "read":
        found = actions.stage_received(batch.created_by, batch)
        names = [each["unit"] for each in found.problems if "unit" in each]
        if found.state != "read" or names:
            sys.exit(f"{found.reading} {names[:3]}")
        print(f"{found.rows.count()} rows, {len(found.problems)} to look at")
    elif step == "again":
        actions.say_no_inquiry(batch.created_by, batch, is_so=True)
        actions.stage_received(batch.created_by, ImportBatch.objects.get())
    elif step == "enter":
        print(actions.confirm(batch.created_by, batch).result)
    else:
        undoing.undo(batch.created_by, batch, "thử")
        print(Person.objects.count(), "people left")


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


if __name__ == "__main__":
    main()
