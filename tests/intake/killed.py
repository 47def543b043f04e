"""Enter a list in a process that is killed at a random moment, many times over.

    python -m tests.intake.killed ROUNDS PEOPLE

Run by `test_killed`; prints as JSON what each killed process left on the disk. A real
SQLite file, a real SIGKILL: nothing in the dying process can tidy up.
"""

import json
import os
import random
import shutil
import signal
import sys
import time
from pathlib import Path
from typing import Any

import django

WORDS = ("An", "Bình", "Chi", "Dũng", "Giang", "Hà", "Khánh", "Lan", "Minh", "Nga")


def main() -> None:
    rounds, people = int(sys.argv[1]), int(sys.argv[2])
    django.setup()
    from django.conf import settings  # noqa: PLC0415 - after the settings are read

    first = Path(settings.DATABASES["default"]["NAME"])
    prepare(people)
    disconnect()
    before = left_on(first, first)
    whole = first.with_name("whole.sqlite3")
    begun = time.perf_counter()
    enter(fresh(first, whole), kill_after=None)
    taken = time.perf_counter() - begun
    after = left_on(whole, first)
    chance = random.Random(2016)  # noqa: S311
    found = []
    for number in range(rounds):
        this = fresh(first, first.with_name(f"{number}.sqlite3"))
        enter(this, kill_after=chance.uniform(0, taken))
        found.append(left_on(this, first))
        this.unlink()
    sys.stdout.write(json.dumps({"before": before, "after": after, "found": found}))


def prepare(people: int) -> None:
    """A small office, and a list of people that waits for confirmation."""
    from django.core.management import call_command  # noqa: PLC0415

    from tests.intake.sheets import INITIATIVE, line, workbook  # noqa: PLC0415
    from tests.worlds import small_office  # noqa: PLC0415
    from vinhdanh.intake import actions  # noqa: PLC0415

    call_command("migrate", run_syncdb=True, verbosity=0)
    office = small_office()
    names = [f"Mai {a} {b} {c}" for a in WORDS for b in WORDS for c in WORDS]
    lines = [
        line(name, f"{1 + n % 28:02d}/01/1980", initiatives=INITIATIVE if n % 3 else "")
        for n, name in enumerate(names[:people])
    ]
    lines.append(line("Nguyễn Văn An", "01/01/1985", unit="Phòng Tin học"))
    batch = actions.read_sheet(
        office.lan, office.unit, workbook(lines), "a.xlsx", year=2016
    )
    actions.add_unit_for(office.lan, batch, "Phòng Tin học")
    row = batch.rows.exclude(candidates=[]).first()
    if row is not None:
        actions.choose_person(office.lan, batch, row.sheet_row, office.an)


def disconnect(place: Path | None = None) -> None:
    """Let go of the file, its log written into it; connect to `place` next."""
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    if place is not None:
        connection.settings_dict["NAME"] = str(place)


def fresh(first: Path, place: Path) -> Path:
    """The same database again, where nothing has been entered."""
    shutil.copyfile(first, place)
    return place


def enter(place: Path, *, kill_after: float | None) -> None:
    """Confirm the list in a process of its own; kill it after some seconds."""
    from django.db import connection  # noqa: PLC0415

    from vinhdanh.intake import actions  # noqa: PLC0415
    from vinhdanh.intake.models import ImportBatch  # noqa: PLC0415

    child = os.fork()
    if child == 0:
        connection.settings_dict["NAME"] = str(place)
        batch = ImportBatch.objects.get()
        actions.confirm(batch.created_by, batch)
        os._exit(0)
    if kill_after is not None:
        time.sleep(kill_after)
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def left_on(place: Path, first: Path) -> dict[str, Any]:
    """What is in the file, and whether it and its chains are whole."""
    from django.db import connection  # noqa: PLC0415

    from vinhdanh.base import audit  # noqa: PLC0415
    from vinhdanh.intake import footprint  # noqa: PLC0415
    from vinhdanh.intake.models import ImportBatch, ImportTrace  # noqa: PLC0415
    from vinhdanh.ledger import queries as ledger  # noqa: PLC0415

    connection.settings_dict["NAME"] = str(place)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        is_whole = cursor.fetchone() == ("ok",)
    found = {each.label: each.model.objects.count() for each in footprint.WATCHED}
    found |= {
        "state": ImportBatch.objects.get().state,
        "traces": ImportTrace.objects.count(),
        "is_whole": is_whole and not audit.check() and not ledger.check_chain(),
    }
    disconnect(first)
    return found


if __name__ == "__main__":
    main()
