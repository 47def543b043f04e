"""The pages of a scoring as they grow: statements and CPU of each request.

    python benchmarks/scoring_grid.py [--sheets 250 2000 20000]
    python tools/postgres.py python benchmarks/scoring_grid.py

On SQLite in a folder of its own, or where DATABASE_URL points. Every sheet is scored
at three stages (self, crosswise, lead) by three criteria, all marked. Asked are the
whole pages (rights, marks, arithmetic, HTML) by the officer who sees everybody: the
first page of the lead's grid, its last one, one cell saved, the news of the grid, one
sheet, the results before and after they are final. The best of five is printed, and
what the last size costs beside the one before. All units are invented.
"""

from __future__ import annotations

import argparse
import itertools
import os
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
from itertools import count

TIMES = 5
PLAIN = "django.contrib.staticfiles.storage.StaticFilesStorage"
MOST_STATEMENTS = 15
DEARER_AT_MOST = 1.3


def main() -> None:
    """Build a scoring of each size, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sheets", type=int, nargs="+", default=[250, 2000, 20_000])
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["VINHDANH_VAR"] = folder
        (Path(folder) / "static").mkdir()
        os.environ["DJANGO_SETTINGS_MODULE"] = "vinhdanh.config.settings"
        import django  # noqa: PLC0415 - the settings read the environment
        from django.conf import settings  # noqa: PLC0415

        # A checkout need not have collected its static files to be measured.
        settings.STORAGES["staticfiles"]["BACKEND"] = PLAIN
        django.setup()
        measure(asked.sheets)


def measure(sizes: list[int]) -> None:
    """Print a line for each page and size, then the last size beside the one before."""
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    office = Office()
    found: dict[int, dict[str, float]] = {}
    print(f"{connection.vendor}; CPU of the request in ms, best of {TIMES}")
    print(f"{'sheets':>7} {'page':28} {'statements':>10} {'CPU':>8} {'size':>8}")
    for size in sizes:
        found[size] = {}
        for page, ask in requests(office, size):
            cpu, statements, length = best(ask)
            found[size][page] = cpu
            mark = "" if statements <= MOST_STATEMENTS else "  too many"
            print(
                f"{size:7} {page:28} {statements:10} {cpu * 1000:5.0f} ms"
                f" {length / 1000:5.0f} kB{mark}"
            )
    for fewer, more in itertools.pairwise(sizes):
        print(f"{more} beside {fewer}:")
        for page, cpu in found[more].items():
            times = cpu / found[fewer][page]
            mark = "" if times <= DEARER_AT_MOST else "  dearer"
            print(f"        {page:28} {times:5.2f} times{mark}")


def best(ask: Callable[[], Any]) -> tuple[float, int, int]:
    """The least CPU seconds of a request, its statements, its bytes."""
    from django.db import connection  # noqa: PLC0415

    statements = 0

    def counting(execute: Any, *told: Any) -> Any:
        nonlocal statements
        statements += 1
        return execute(*told)

    ask()
    with connection.execute_wrapper(counting):
        answer = ask()
    taken = []
    for _ in range(TIMES):
        begun = time.process_time()
        ask()
        taken.append(time.process_time() - begun)
    assert answer.status_code == 200, answer.status_code  # noqa: S101
    return min(taken), statements, len(answer.content)


def requests(office: Office, size: int) -> list[tuple[str, Callable[[], Any]]]:
    """Every page of a scoring of so many sheets, to be asked for again and again."""
    from django.test import Client  # noqa: PLC0415
    from django.urls import reverse  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from vinhdanh.scoring.models import Mark  # noqa: PLC0415

    scoring = office.scoring(size)
    client = Client()
    client.force_login(office.officer)
    lead = [scoring.public_id, "lead"]
    sheet = scoring.sheets.order_by("-position")[0]
    mark = Mark.objects.get(
        sheet=sheet, stage__kind="lead", criterion=office.criteria[1]
    )
    prefix = f"o-{sheet.pk}-{mark.criterion_id}"
    revisions = count(mark.revision)

    def get(name: str, args: list[Any], **query: Any) -> Any:
        return client.get(reverse(name, args=args), query, headers=HOST)

    def save() -> Any:
        # Each save raises the revision by one: nothing is asked but by the page.
        seen = next(revisions)
        form = {f"{prefix}-seen": str(seen), f"{prefix}-points": f"{seen % 40},5"}
        return client.post(reverse("scoring-cell", args=lead), form, headers=HOST)

    since = timezone.now().isoformat()
    return [
        ("grid", lambda: get("scoring-grid", lead)),
        ("grid, last page", lambda: get("scoring-grid", lead, trang=10**6)),
        ("one cell saved", save),
        ("news", lambda: get("scoring-news", lead, tu=since)),
        ("one sheet", lambda: get("scoring-sheet", [sheet.public_id])),
        ("results so far", lambda: get("scoring-results", [scoring.public_id])),
        ("results, final", lambda: final(scoring, client, office)),
        ("scorings of the year", lambda: get("scoring-list", [], nam=2025)),
    ]


def final(scoring: Any, client: Any, office: Office) -> Any:
    """Freeze once, then ask for the results."""
    from django.urls import reverse  # noqa: PLC0415

    from vinhdanh.scoring import actions  # noqa: PLC0415

    if scoring.is_open:
        begun = time.process_time()
        actions.finalise(office.head, scoring)
        scoring.refresh_from_db(fields=["state"])
        print(f"{'':7} frozen in {time.process_time() - begun:.1f} CPU s")
    address = reverse("scoring-results", args=[scoring.public_id])
    return client.get(address, headers=HOST)


HOST = {"host": "127.0.0.1"}


class Office:
    """An office of 250 units, its table of three criteria, its officer and head."""

    def __init__(self) -> None:
        from vinhdanh.accounts.enums import Role  # noqa: PLC0415
        from vinhdanh.accounts.models import Assignment, User  # noqa: PLC0415
        from vinhdanh.registry import actions, enums  # noqa: PLC0415
        from vinhdanh.scoring import actions as scoring  # noqa: PLC0415

        def unit(name: str, parent: Any = None) -> Any:
            form = actions.UnitForm(
                name=name,
                kind=enums.UnitKind.OFFICE,
                parent=parent,
                is_own=parent is None,
            )
            return actions.found_unit(None, form)

        def user(name: str, *roles: Role) -> Any:
            made = User.objects.create(username=name, full_name=name)
            for role in roles:
                Assignment.objects.create(
                    user=made, role=role, unit=self.unit, reaches_down=True
                )
            return made

        self.unit = unit("Tỉnh (mẫu)")
        self.below = [unit(f"Đơn vị {n:03} (mẫu)", self.unit) for n in range(250)]
        self.officer = user("canbo", Role.OFFICER)
        self.head = user("lanhdao", Role.UNIT_HEAD)
        draft = scoring.make_set(
            self.officer, self.unit, name="Ba tiêu chí (mẫu)", scored_kind="unit"
        )
        scoring.write_table(self.officer, draft, TABLE)
        self.version = scoring.put_in_force(self.head, draft)
        self.criteria = list(self.version.criteria.all())

    def scoring(self, size: int) -> Any:
        """A scoring of so many sheets, every cell of every stage marked."""
        from django.utils import timezone  # noqa: PLC0415

        from vinhdanh.registry.enums import SubjectKind  # noqa: PLC0415
        from vinhdanh.registry.models import Subject  # noqa: PLC0415
        from vinhdanh.scoring import actions  # noqa: PLC0415
        from vinhdanh.scoring.models import Mark  # noqa: PLC0415

        subjects = [
            Subject(kind=SubjectKind.PERSON, name=f"Cá nhân {size} {n} (mẫu)")
            for n in range(size)
        ]
        for subject in subjects:
            subject.write_keys()
        Subject.objects.bulk_create(subjects, batch_size=2000)
        lines = [
            actions.SubjectLine(subject, self.below[n % len(self.below)])
            for n, subject in enumerate(subjects)
        ]
        made = actions.open_scoring(
            self.officer,
            self.unit,
            self.version,
            name=f"{size} phiếu",
            year=2025,
            subjects=lines,
            stages=[
                actions.StagePlan("self"),
                actions.StagePlan("cross"),
                actions.StagePlan("lead", self.unit),
            ],
            cross_scorers=1,
        )
        # Of yesterday: what the news look at is what was written lately.
        yesterday = timezone.now() - timedelta(days=1)
        ratio, given, grade = self.criteria
        sheets = made.sheets.prefetch_related("duties")
        marks = []
        for stage in made.stages.all():
            for sheet in sheets:
                scorer = {
                    "self": sheet.unit_id,
                    "cross": sheet.duties.all()[0].unit_id,
                    "lead": self.unit.pk,
                }[stage.kind]
                told = {"sheet": sheet, "stage": stage, "unit_id": scorer}
                told |= {"by": self.officer, "by_name": "canbo", "at": yesterday}
                n = sheet.position
                marks += [
                    Mark(
                        criterion=ratio, plan=100_00, actual=(80 + n % 40) * 100, **told
                    ),
                    Mark(criterion=given, points=n % 41 * 100, **told),
                    Mark(criterion=grade, grade="ABCD"[n % 4], **told),
                ]
        Mark.objects.bulk_create(marks, batch_size=2000)
        return made


def _line(code: str, standard: int, formula: str, **rest: Any) -> dict[str, Any]:
    return {
        "code": code,
        "part": "I",
        "name": code,
        "formula": formula,
        "side": "standard",
        "standard": standard * 100,
        "bonus_pct": 0,
        "measure": "",
        "indicator_code": "",
        "details": {},
    } | rest


TABLE: dict[str, Any] = {
    "points": 100_00,
    "bonus_most": None,
    "bands": [],
    "ties": [],
    "parts": [{"code": "I", "name": "Mục I", "parent": None, "points": 100_00}],
    "criteria": [
        _line("van_ban", 40, "ratio", bonus_pct=10, measure="văn bản"),
        _line("chat_luong", 40, "given"),
        _line(
            "ky_luat",
            20,
            "grade_abcd",
            details={"grades": {"A": 100, "B": 80, "C": 60, "D": 40}},
        ),
    ],
}


if __name__ == "__main__":
    main()
