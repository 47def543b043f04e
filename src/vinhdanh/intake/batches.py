"""A stored sheet and its staged rows: read, compared with the registry, kept."""

import gc
import itertools
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from django.conf import settings
from django.db import connection

from vinhdanh.base import files
from vinhdanh.base.refusal import Refused
from vinhdanh.intake import hiding, remembering, staging
from vinhdanh.intake.models import ImportBatch, ImportRow
from vinhdanh.intake.plain import written
from vinhdanh.intake.staged import Settled, Stage, Staged, in_order, sheet_problem
from vinhdanh.intake.understanding import Place
from vinhdanh.sheets import apart, reading
from vinhdanh.sheets import mapping as mappings
from vinhdanh.sheets.container import Limits
from vinhdanh.sheets.kinds import ListKind
from vinhdanh.sheets.lists import LISTS
from vinhdanh.sheets.mapping import Mapping as SheetMapping
from vinhdanh.sheets.mapping import refusals
from vinhdanh.sheets.recognition import SAID, recognise
from vinhdanh.sheets.refusal import SheetRefused
from vinhdanh.sheets.roster import ROSTER
from vinhdanh.sheets.workbook import Workbook, open_workbook

KINDS: dict[str, ListKind] = LISTS
Answer = TypeVar("Answer")
Each = TypeVar("Each")

ROWS_AT_ONCE = 2_000
"""Rows of a list compared row by row that are held at a time."""


def mapping_of(batch: ImportBatch) -> SheetMapping:
    """Return how the columns of a sheet are understood."""
    return SheetMapping.from_json(batch.mapping)


def understand(batch: ImportBatch, book: Workbook) -> None:
    """Settle which list a sheet is and what its columns mean; Refused when neither.

    As the office chose it for such headings before, else as well as can be guessed.
    """
    found = recognise(book)
    if not batch.list_kind:
        batch.list_kind = found[0].kind.code if found else ROSTER.code
    batch.guessed = {
        "kinds": [
            {"code": each.kind.code, "why": each.why, "sure": SAID[each.confidence]}
            for each in found
        ]
    }
    guessed = guess(batch, book)
    mapping, told = remembering.recall(batch.unit, batch.list_kind, guessed, batch.year)
    batch.mapping = mapping.to_json()
    batch.guessed = batch.guessed | {"remembered": told}


def guess(batch: ImportBatch, book: Workbook) -> SheetMapping:
    """Guess what the columns of a sheet mean; Refused when there are none."""
    kind = KINDS[batch.list_kind]
    return _asking(lambda: mappings.guess(book, kind, year=batch.year))


def opened(data: bytes, name: str) -> Workbook:
    """Open a sheet within the bounds of this installation; Refused with the reason."""
    limits = Limits(rows=settings.VINHDANH_SHEET_ROWS)
    door = apart.open_workbook if settings.VINHDANH_SHEETS_APART else open_workbook
    return _asking(lambda: door(data, name, limits))


def _asking(work: Callable[[], Answer]) -> Answer:
    """Turn the sheets' own refusal into the office's."""
    try:
        return work()
    except SheetRefused as refusal:
        raise Refused("import.unreadable", str(refusal)) from refusal


def place_of(batch: ImportBatch) -> Place:
    """Return where the values of a batch stand."""
    return Place(
        batch.file.original_name,
        batch.year,
        mapping_of(batch),
        batch.says_no_inquiry,
        hiding.about(batch),
    )


def _settled(batch: ImportBatch) -> Settled:
    return Settled(batch.choices, batch.new_units, batch.target)


def restage(batch: ImportBatch) -> None:
    """Read the stored file again with the present mapping and mended cells."""
    book = opened(files.read_file(batch.file), batch.file.original_name)
    if not batch.mapping:
        understand(batch, book)
    stage(batch, book)


@contextmanager
def _without_pauses() -> Iterator[None]:
    """Hold the search for cycles: among a million small values it finds none."""
    is_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if is_on:
            gc.enable()


@_without_pauses()
def stage(batch: ImportBatch, book: Workbook) -> None:
    """Read a workbook and stage its rows."""
    kind, place = KINDS[batch.list_kind], place_of(batch)
    if reasons := refusals(place.mapping, kind):
        # Nothing is read yet, but another meaning of a column may mend it.
        batch.reading = {
            "left_aside": list(book.left_aside),
            "problems": [sheet_problem(reason) for reason in reasons],
        }
        keep(
            batch,
            staging.match(
                [], batch.reading["problems"], kind, place, batch.unit, _settled(batch)
            ),
        )
        return
    mended = staging.with_mended(book, place.mapping, hiding.opened_cells(batch))
    going = reading.Going(mended, place.mapping, kind, year=batch.year)
    hidden = hiding.Hiding(place.mapping, batch)

    def read() -> Iterator[tuple[list[Staged], set[int]]]:
        for rows in _some(map(hidden.row, going.rows()), kind):
            wrong = {each.row for each in going.problems if each.severity == "error"}
            yield [Staged(row.number, row, row.values) for row in rows], wrong

    found = _asking(lambda: _kept(batch, read()))
    problems = [hidden.problem(each).to_json() for each in going.problems]
    batch.reading = {
        "rows_in": going.rows_in,
        "account": going.account,
        "left_aside": list(book.left_aside),
        "problems": problems,
    }
    _finish(batch, problems + found)


def rematch(batch: ImportBatch) -> None:
    """Compare the staged rows again; the file itself need not be read again."""
    problems = batch.reading["problems"]
    wrong, kind = staging.wrong_rows(problems), KINDS[batch.list_kind]
    rows = (Staged(row.sheet_row, row.raw, row.values) for row in _stored_rows(batch))
    found = _kept(batch, ((some, wrong) for some in _some(rows, kind)))
    _finish(batch, problems + found)


def rematch_some(batch: ImportBatch, some: Collection[ImportRow]) -> None:
    """Compare rows again that no other row of the sheet depends on, in their order."""
    read, numbers = batch.reading["problems"], {row.sheet_row for row in some}
    rows = [Staged(row.sheet_row, row.raw, row.values) for row in some]
    compared = staging.Compared(
        KINDS[batch.list_kind], place_of(batch), batch.unit, _settled(batch)
    )
    found = compared.problems(rows, staging.wrong_rows(read))
    batch.rows.filter(sheet_row__in=numbers).delete()
    _store(batch, rows)
    stay = [each for each in batch.problems if each["row"] not in numbers]
    stay += [each for each in read if each["row"] in numbers]
    # What is said of the whole sheet was said when all of it was compared.
    _finish(batch, stay + [each for each in found if each["row"]])


def _stored_rows(batch: ImportBatch) -> Iterator[ImportRow]:
    """Yield the rows as they were stored, which are then stored anew."""
    last = -1
    while some := list(batch.rows.filter(sheet_row__gt=last)[:ROWS_AT_ONCE]):
        last = some[-1].sheet_row
        yield from some


def _some(rows: Iterator[Each], kind: ListKind) -> Iterator[list[Each]]:
    """Yield rows some at a time, where such a list is compared row by row."""
    size = ROWS_AT_ONCE if staging.is_row_by_row(kind) else None
    while some := list(itertools.islice(rows, size)):
        yield some


def _kept(
    batch: ImportBatch, parts: Iterator[tuple[list[Staged], set[int]]]
) -> list[dict[str, Any]]:
    """Compare and store some rows at a time; return what is wrong beyond their cells.

    parts: the rows in order, and of which of them a cell is wrong.
    """
    compared = staging.Compared(
        KINDS[batch.list_kind], place_of(batch), batch.unit, _settled(batch)
    )
    found, last = list[dict[str, Any]](), -1
    for rows, wrong in parts:
        found += compared.problems(rows, wrong)
        _remove(batch, last, rows[-1].number)
        _store(batch, rows)
        last = rows[-1].number
    _remove(batch, last, None)
    if last < 0:
        found += compared.problems([], set())
    return found


def _remove(batch: ImportBatch, after: int, upto: int | None) -> None:
    rows = batch.rows.filter(sheet_row__gt=after)
    (rows if upto is None else rows.filter(sheet_row__lte=upto)).delete()


def _finish(batch: ImportBatch, problems: list[dict[str, Any]]) -> None:
    batch.problems = sorted(problems, key=in_order)
    batch.save()


def matched(batch: ImportBatch) -> Stage:
    """Compare the stored rows with the registry as it stands now."""
    stored = batch.rows.iterator(ROWS_AT_ONCE)
    rows = [Staged(row.sheet_row, row.raw, row.values) for row in stored]
    return staging.match(
        rows,
        batch.reading["problems"],
        KINDS[batch.list_kind],
        place_of(batch),
        batch.unit,
        _settled(batch),
    )


def keep(batch: ImportBatch, found: Stage) -> None:
    """Store the staged rows and all problems in place of the earlier ones."""
    batch.problems = found.problems
    batch.save()
    batch.rows.all().delete()
    _store(batch, found.rows)


def _store(batch: ImportBatch, rows: list[Staged]) -> None:
    # Told to the database row by row: 100,000 objects would take minutes and room.
    name = connection.ops.quote_name
    columns = ", ".join(name(column) for column in _COLUMNS)
    places = ", ".join(["%s"] * len(_COLUMNS))
    table = name(ImportRow._meta.db_table)  # noqa: SLF001 - Django's documented _meta
    insert = f"INSERT INTO {table} ({columns}) VALUES ({places})"  # noqa: S608
    lines: Any = (_stored(batch.pk, row) for row in rows)
    with connection.cursor() as cursor:
        cursor.executemany(insert, lines)


# In the order in which `_stored` gives them.
_COLUMNS = (
    *("batch_id", "sheet_row", "raw", "values", "changes", "unit_id", "unit_name"),
    *("word", "person_id", "candidates", "asked", "is_new_person"),
)


def _stored(batch: int, row: Staged) -> tuple[Any, ...]:
    return (
        batch,
        row.number,
        written(row.raw),
        written(row.values),
        written(row.changes),
        row.unit.pk if row.unit else None,
        row.unit_name[:300],
        str(row.word),
        row.person.pk if row.person else None,
        written(row.candidates),
        row.asked,
        row.is_new_person,
    )
