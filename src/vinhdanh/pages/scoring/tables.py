"""Criteria tables: begun empty or from the library, written line by line, adopted."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vinhdanh.base import rights
from vinhdanh.base.refusal import Refused
from vinhdanh.pages.scoring import words
from vinhdanh.pages.scoring.forms import CriterionForm, SetForm, TableForm
from vinhdanh.pages.shell.roads import only_for
from vinhdanh.pages.shell.sheets import page_of
from vinhdanh.registry.models import Unit
from vinhdanh.registry.standing import standing
from vinhdanh.scoring import actions, checking, library, queries, tables
from vinhdanh.scoring.enums import VersionState
from vinhdanh.scoring.method.rules import Formula, Side
from vinhdanh.scoring.models import CriteriaSet, CriteriaVersion

PAGE = 50


def reads_tables(user: Any) -> bool:
    """Is the list of tables there for the user: by a role, or as one is scored?"""
    units = rights.visible(user, "criteria.see", Unit.objects.order_by())
    return units.exists() or queries.versions_visible_to(user).exists()


@login_required
def criteria_sets(request: HttpRequest) -> HttpResponse:
    """List the criteria sets, each with its version in force and its draft."""
    if not reads_tables(request.user):
        raise Http404
    rows = queries.sets_visible_to(request.user)
    units = Unit.objects.order_by()
    context = {
        "page": page_of(request, rows, PAGE),
        "may_prepare": rights.visible(request.user, "criteria.prepare", units).exists(),
    }
    return render(request, "scoring/sets.html", context)


@login_required
@only_for("criteria.prepare")
def new_set(request: HttpRequest) -> HttpResponse:
    """Begin a criteria set: empty, from the library or from a table that one reads."""
    rows = Unit.objects.select_related("subject").order_by("-is_own", "pk")
    units = rights.visible(request.user, "criteria.prepare", standing(rows))
    there = {str(version.public_id): version for version in _to_copy(request.user)}
    first = _first(request, there) | {"unit": units.first()}
    form = SetForm(units, list(there.values()), request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        typed = dict(form.cleaned_data)
        content, source = _begun(typed.pop("preset"), there)
        typed["source"] = typed["source"] or source
        try:
            with transaction.atomic():
                version = actions.make_set(request.user, typed.pop("unit"), **typed)
                if content is not None:
                    actions.copy_table(request.user, version, content, source=source)
        except rights.Forbidden:
            raise
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Đã lập bộ tiêu chí. Hãy sửa các dòng."))
            return redirect("criteria", version.public_id)
    status = 422 if form.errors else 200
    context = {"form": form, "presets": library.presets().values()}
    return render(request, "scoring/new_set.html", context, status=status)


def _to_copy(user: Any) -> QuerySet[CriteriaVersion]:
    """The tables that were in force and that the user reads, latest first."""
    rows = queries.versions_visible_to(user).exclude(state=VersionState.DRAFT)
    return rows.select_related("criteria_set__unit__subject").order_by("-in_force_at")


def _first(
    request: HttpRequest, there: Mapping[str, CriteriaVersion]
) -> dict[str, Any]:
    """What the form begins with; a table chosen to begin from brings its words."""
    chosen = request.GET.get("mau", "")
    if (preset := library.presets().get(chosen)) is not None:
        return {
            "preset": preset.code,
            "name": preset.name,
            "scored_kind": preset.scored_kind,
        }
    if (version := there.get(chosen)) is not None:
        found = version.criteria_set
        return {
            "preset": chosen,
            "name": found.name,
            "scored_kind": found.scored_kind,
            "source": found.source,
        }
    return {}


def _begun(
    chosen: str, there: Mapping[str, CriteriaVersion]
) -> tuple[dict[str, Any] | None, str]:
    """The content that a set begins with, and where it is from; none when empty."""
    if (preset := library.presets().get(chosen)) is not None:
        return preset.content, preset.source
    if (version := there.get(chosen)) is None:
        return None, ""
    names = {"table": version, "unit": version.criteria_set.unit}
    source = _("Chép từ bảng “%(table)s” của %(unit)s.") % names
    return tables.content(version), source[:500]


def seen(request: HttpRequest, public_id: uuid.UUID) -> CriteriaVersion:
    rows = queries.versions_visible_to(request.user)
    return get_object_or_404(
        rows.select_related("criteria_set__unit__subject"), public_id=public_id
    )


@login_required
def criteria(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show a table with all its faults; a draft's frame is written here."""
    version = seen(request, public_id)
    told = tables.content(version)
    form = TableForm(request.POST or None, initial=TableForm.written(told))
    if request.method == "POST":
        rights.require(request.user, "criteria.prepare", version)
        if form.is_valid() and _write(request, version, told | form.cleaned_data, form):
            messages.success(request, _("Đã ghi bảng."))
            return redirect("criteria", version.public_id)
    context = {
        "version": version,
        "sections": sections(told),
        "total": told["points"],
        "faults": checking.faults(told) if version.is_draft else [],
        "form": form,
        "may_copy": not version.is_draft
        and rights.visible(
            request.user, "criteria.prepare", Unit.objects.order_by()
        ).exists(),
    }
    status = 422 if form.errors else 200
    return render(request, "scoring/criteria.html", context, status=status)


def _write(
    request: HttpRequest, version: CriteriaVersion, told: dict[str, Any], form: Any
) -> bool:
    """Write a table; what is refused is said on the form, and nothing is lost."""
    try:
        actions.write_table(request.user, version, told)
    except rights.Forbidden:
        raise
    except Refused as refusal:
        form.add_error(None, refusal.message)
        return False
    return True


def sections(told: dict[str, Any]) -> list[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """The parts in order, each with its lines as they are read."""
    found = []
    for part in told["parts"]:
        rows = [
            row
            | {
                "how": words.how(Formula(row["formula"]), Side(row["side"])),
                "kind": words.SIDES[Side(row["side"])],
            }
            for row in told["criteria"]
            if row["part"] == part["code"]
        ]
        found.append((part, rows))
    return found


@login_required
def criterion(
    request: HttpRequest, public_id: uuid.UUID, code: str = ""
) -> HttpResponse:
    """Write one line of a draft, or add one."""
    version = seen(request, public_id)
    rights.require(request.user, "criteria.prepare", version)
    told = tables.content(version)
    row = next((row for row in told["criteria"] if row["code"] == code), None)
    if code and row is None:
        raise Http404
    first = CriterionForm.written(row) if row else {"part": request.GET.get("muc")}
    form = CriterionForm(version, request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        written = form.row()
        lines = [written if line is row else line for line in told["criteria"]]
        if row is None:
            lines.append(written)
        if _write(request, version, told | {"criteria": lines}, form):
            messages.success(request, _("Đã ghi tiêu chí."))
            return redirect("criteria", version.public_id)
    context = {"version": version, "form": form, "row": row}
    status = 422 if form.errors else 200
    return render(request, "scoring/criterion.html", context, status=status)


@login_required
@require_POST
def move(request: HttpRequest, public_id: uuid.UUID, code: str) -> HttpResponse:
    """Take a line of a draft up, down or out."""
    version = seen(request, public_id)
    told = tables.content(version)
    lines = told["criteria"]
    at = next((n for n, row in enumerate(lines) if row["code"] == code), None)
    if at is None:
        raise Http404
    line = lines.pop(at)
    deed = request.POST.get("deed")
    if deed in {"up", "down"}:
        lines.insert(max(0, at - 1) if deed == "up" else at + 1, line)
    actions.write_table(request.user, version, told)
    if deed == "out":
        messages.success(request, _("Đã bỏ tiêu chí “%(n)s”.") % {"n": line["name"]})
    return redirect("criteria", version.public_id)


@login_required
@require_POST
def adopt(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Put a draft in force."""
    version = actions.put_in_force(request.user, seen(request, public_id))
    messages.success(request, _("Đã áp dụng phiên bản %(n)s.") % {"n": version.number})
    return redirect("criteria", version.public_id)


@login_required
@require_POST
def new_version(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Go on from a version in force with a draft of the same content."""
    found: CriteriaSet = seen(request, public_id).criteria_set
    draft = actions.new_version(request.user, found)
    return redirect("criteria", draft.public_id)
