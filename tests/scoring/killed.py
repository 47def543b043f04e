"""Save a grid in a server that is killed at a random moment, many times over.

    python -m tests.scoring.killed ROUNDS SHEETS

Run by `test_killed`; prints as JSON what each killed process left on the disk. A real
SQLite file, a real SIGKILL amid the request: nothing in the dying process can tidy up.
"""

import json
import os
import random
import signal
import sys
import time
from pathlib import Path
from typing import Any

import django
from django.test import Client

from tests.intake.killed import disconnect, fresh

HOST = {"host": "127.0.0.1"}


def main() -> None:
    rounds, sheets = int(sys.argv[1]), int(sys.argv[2])
    django.setup()
    from django.conf import settings  # noqa: PLC0415 - after the settings are read

    first = Path(settings.DATABASES["default"]["NAME"])
    client, address, form = prepare(sheets)
    disconnect()
    before = left_on(first, first)
    whole = first.with_name("whole.sqlite3")
    begun = time.perf_counter()
    save(fresh(first, whole), client, address, form, kill_after=None)
    taken = time.perf_counter() - begun
    after = left_on(whole, first)
    chance = random.Random(2016)  # noqa: S311
    found = []
    for number in range(rounds):
        this = fresh(first, first.with_name(f"{number}.sqlite3"))
        save(this, client, address, form, kill_after=chance.uniform(0, taken))
        found.append(left_on(this, first))
        this.unlink()
    sys.stdout.write(json.dumps({"before": before, "after": after, "found": found}))


def prepare(sheets: int) -> tuple[Client, str, dict[str, str]]:
    """A scoring of so many people, and the form of its grid with every cell typed."""
    from django.core.management import call_command  # noqa: PLC0415
    from django.urls import reverse  # noqa: PLC0415

    from tests.scoring.scenes import block  # noqa: PLC0415
    from tests.worlds import small_office  # noqa: PLC0415
    from vinhdanh.registry.enums import SubjectKind  # noqa: PLC0415
    from vinhdanh.registry.models import Subject  # noqa: PLC0415
    from vinhdanh.scoring import actions  # noqa: PLC0415
    from vinhdanh.scoring.enums import StageKind  # noqa: PLC0415

    call_command("migrate", run_syncdb=True, verbosity=0)
    office = small_office()
    version = block(office).version
    people = [
        Subject.objects.create(kind=SubjectKind.PERSON, name=f"Cá nhân {n:02}")
        for n in range(sheets)
    ]
    scoring = actions.open_scoring(
        office.lan,
        office.unit,
        version,
        name="Chấm cá nhân",
        year=2025,
        subjects=[actions.SubjectLine(each, office.first) for each in people],
        stages=[actions.StagePlan(StageKind.LEAD, office.unit)],
    )
    codes = dict(version.criteria.values_list("code", "pk"))
    form = {}
    for sheet in scoring.sheets.all():
        cell = f"o-{sheet.pk}-{codes['van_ban']}"
        form |= {f"{cell}-seen": "0", f"{cell}-plan": "100", f"{cell}-actual": "90"}
        cell = f"o-{sheet.pk}-{codes['cong_tac_thi_dua']}"
        form |= {f"{cell}-seen": "0", f"{cell}-points": "38,5"}
    client = Client(headers=HOST)
    client.force_login(office.lan)
    return client, reverse("scoring-grid", args=[scoring.public_id, "lead"]), form


def save(
    place: Path,
    client: Client,
    address: str,
    form: dict[str, str],
    *,
    kill_after: float | None,
) -> None:
    """Send the form to a server in a process of its own; kill it after some seconds."""
    from django.db import connection  # noqa: PLC0415

    child = os.fork()
    if child == 0:
        connection.settings_dict["NAME"] = str(place)
        answer = client.post(address, form)
        os._exit(0 if answer.status_code == 302 else 1)
    if kill_after is not None:
        time.sleep(kill_after)
        os.kill(child, signal.SIGKILL)
    _pid, status = os.waitpid(child, 0)
    if kill_after is None and status != 0:
        raise RuntimeError(status)


def left_on(place: Path, first: Path) -> dict[str, Any]:
    """What is in the file, and whether it and its chain are whole."""
    from django.db import connection  # noqa: PLC0415

    from vinhdanh.base import audit  # noqa: PLC0415
    from vinhdanh.base.models import AuditEvent  # noqa: PLC0415
    from vinhdanh.scoring.models import Mark  # noqa: PLC0415

    connection.settings_dict["NAME"] = str(place)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        is_whole = cursor.fetchone() == ("ok",)
    found = {
        "marks": Mark.objects.count(),
        "events": AuditEvent.objects.filter(verb="score.enter").count(),
        "is_whole": is_whole and not audit.check(),
    }
    disconnect(first)
    return found


if __name__ == "__main__":
    main()
