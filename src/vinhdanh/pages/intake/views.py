"""The pages of an import: all of them, one, one row; and its files."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from vinhdanh.base import background, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.intake import actions, again, leaving, queries, tasks
from vinhdanh.intake.batches import KINDS, mapping_of
from vinhdanh.intake.entering.nominees import rounds_of
from vinhdanh.intake.enums import BatchState, RowWord
from vinhdanh.intake.following import UNDER_WAY
from vinhdanh.intake.models import ImportBatch, ImportRow
from vinhdanh.intake.scorings import desks_of
from vinhdanh.intake.staged import choice_key
from vinhdanh.pages.intake import words
from vinhdanh.pages.intake.forms import MappingForm, SheetForm, kind_choices
from vinhdanh.pages.shell.sheets import page_of
from vinhdanh.registry.models import Person, Unit
from vinhdanh.sheets import mapping as mappings

PAGE = 50
PROBLEMS_KEY = "trang_loi"
# About 1,200 rows, read in a second; a longer list goes to the worker.
LARGE_BYTES = 60_000


@login_required
@require_http_methods(["GET", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    """List the imports, and take a sheet."""
    year: int = request.year  # type: ignore[attr-defined]
    units = rights.visible(request.user, "import.run", Unit.objects.order_by())
    may_run = units.exists()
    form, earlier = SheetForm(user=request.user, year=year), None
    if request.method == "POST":
        form = SheetForm(request.POST, request.FILES, user=request.user, year=year)
        if form.is_valid():
            try:
                return redirect("import", _received(request, form).public_id)
            except actions.ReadBefore as refusal:
                earlier = refusal.batch
                form.add_error("again", refusal.message)
            except rights.Forbidden:
                raise
            except Refused as refusal:
                form.add_error("file", refusal.message)
    context = {
        "form": form,
        "earlier": earlier,
        "may_run": may_run,
        "page": _page(request, queries.listed(request.user)),
        "year": year,
        "kinds": kind_choices(),
        "going_out": leaving.KINDS if may_run else (),
    }
    return render(request, "intake/imports.html", context)


def _received(request: HttpRequest, form: SheetForm) -> ImportBatch:
    sent = form.cleaned_data["file"]
    is_large = sent.size > LARGE_BYTES
    take = actions.receive_sheet if is_large else actions.read_sheet
    batch = take(
        request.user,
        form.cleaned_data["unit"],
        sent.read(),
        sent.name,
        kind=form.cleaned_data["kind"],
        year=form.cleaned_data["year"],
        again=form.cleaned_data["again"],
    )
    if is_large:
        background.enqueue(tasks.stage_received, request.user.pk, batch.pk)
    return batch


@login_required
@require_safe
def batch(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show one import as it stands: being read, looked at, entered, done."""
    found = get_object_or_404(queries.visible_to(request.user), public_id=public_id)
    if found.state == BatchState.READ:
        return preview_page(request, found)
    may_run = rights.can(request.user, "import.run", found)
    context: dict[str, Any] = {"batch": found, "may_run": may_run}
    context["why"] = request.GET.get("vi-sao", "")
    context["may_remove_file"] = may_run and found.state not in UNDER_WAY
    if found.state == BatchState.IMPORTED:
        rows = queries.rows_of(found, _word(request))
        context |= {"page": _page(request, rows), "counts": _counted(found)}
        context["done"] = words.done(found)
    return render(request, "intake/batch.html", context)


def preview_page(
    request: HttpRequest, batch: ImportBatch, refused: MappingForm | None = None
) -> HttpResponse:
    """Draw a list that waits. refused: meanings of its columns that were not taken."""
    context = _preview(request, batch)
    if refused is not None:
        context |= {"mapping_form": refused, "is_refused": True}
    elif wanted := again.refused_mapping(batch):
        form = MappingForm(batch=batch, mapping=wanted)
        context |= {"mapping_form": form, "is_refused": True}
    status = 200 if refused is None else 422
    return render(request, "intake/preview.html", context, status=status)


def _preview(request: HttpRequest, batch: ImportBatch) -> dict[str, Any]:
    page = _page(request, queries.rows_of(batch, _word(request)))
    mapping = mapping_of(batch)
    counts = _counted(batch)
    problems = [item for item in batch.problems if _is_asked(request, item)]
    return {
        "batch": batch,
        "kind": KINDS[batch.list_kind],
        "kinds": kind_choices(),
        "why": _why(batch),
        "targets": _targets(batch),
        "is_roster": batch.list_kind == "roster",
        "page": page,
        "lines": words.lines(batch, page.object_list),
        "letters": [
            (letter, mapping.headings.get(letter, ""), letter in mapping.columns)
            for letter in words.letters_of(batch)
        ],
        "counts": counts,
        "word": _word(request),
        "in_words": mappings.in_words(mapping, KINDS[batch.list_kind]),
        "mapping_form": MappingForm(batch=batch),
        "problems": Paginator(problems, PAGE).get_page(request.GET.get(PROBLEMS_KEY)),
        "errors": len(queries.errors(batch)),
        "unknown_units": queries.unknown_units(batch),
        "is_ready": not queries.errors(batch)
        and not any(count for word, _l, count, _t in counts if word == RowWord.DOUBT),
        "may_run": rights.can(request.user, "import.run", batch),
    }


def _why(batch: ImportBatch) -> dict[str, str]:
    """Return why the sheet was taken for the kind that it is read as."""
    told: list[dict[str, str]] = batch.guessed.get("kinds", [])
    return next((each for each in told if each["code"] == batch.list_kind), {})


def _targets(batch: ImportBatch) -> list[tuple[str, str]]:
    """Return the rounds or stages to choose from, where a list needs the choice.

    A score sheet may be looked at again: points are written by several at once.
    """
    if batch.list_kind == "score_sheets":
        desks = desks_of(batch.unit, batch.year)
        return [(desk.value, str(desk)) for desk in desks]
    if batch.list_kind != "nominees":
        return []
    found = rounds_of(batch.unit, batch.year)
    return [(str(one.public_id), str(one)) for one in found] if len(found) > 1 else []


def _counted(batch: ImportBatch) -> list[tuple[str, str, int, str]]:
    found = queries.counts(batch)
    return [
        (word.value, str(word.label), found[word.value], words.TONES[word])
        for word in RowWord
    ]


def _word(request: HttpRequest) -> str:
    asked = request.GET.get("loai", "")
    return asked if asked in RowWord.values else ""


def _is_asked(request: HttpRequest, problem: dict[str, Any]) -> bool:
    only = request.GET.get("chi", "")
    return only not in {"error", "warning"} or problem["severity"] == only


@login_required
@require_safe
def row(request: HttpRequest, public_id: UUID, sheet_row: int) -> HttpResponse:
    """Show one row: its cells to mend, whom it is about, what it would change."""
    found = get_object_or_404(queries.visible_to(request.user), public_id=public_id)
    return row_page(request, found, sheet_row)


def row_page(
    request: HttpRequest,
    found: ImportBatch,
    sheet_row: int,
    typed: Mapping[str, str] | None = None,
) -> HttpResponse:
    """Draw one row. typed: other texts of its cells, which were refused."""
    staged = get_object_or_404(queries.rows_of(found), sheet_row=sheet_row)
    line = words.lines(found, [staged])[0]
    cells = [(cell, (typed or {}).get(cell.letter, cell.words)) for cell in line.cells]
    may_run = rights.can(request.user, "import.run", found)
    people = Person.objects.filter(pk__in=staged.candidates)
    return render(
        request,
        "intake/row.html",
        {
            "batch": found,
            "row": staged,
            "asked_name": words.asked_name(staged),
            "is_roster": found.list_kind == "roster",
            "line": line,
            "cells": cells,
            "problems": [p for p in found.problems if p["row"] == sheet_row],
            "candidates": people.select_related("subject").prefetch_related(
                "posts__unit__subject"
            ),
            "chosen": found.choices.get(choice_key(sheet_row, staged.asked)),
            "may_run": may_run and found.state == BatchState.READ,
            "may_type": may_run and (typed or found.state == BatchState.READ),
            "next_row": _next_open(found, staged),
        },
    )


def _next_open(batch: ImportBatch, row: ImportRow) -> int | None:
    return (
        batch.rows.filter(
            word__in=[RowWord.ERROR, RowWord.DOUBT], sheet_row__gt=row.sheet_row
        )
        .values_list("sheet_row", flat=True)
        .first()
    )


def _page(request: HttpRequest, rows: Any) -> Any:
    return page_of(request, rows, PAGE)
