"""A criteria table goes out as an Excel file; one comes in, seen before it is laid."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from vinhdanh.base import rights
from vinhdanh.base.refusal import Refused
from vinhdanh.pages.scoring.forms import ImportForm
from vinhdanh.pages.scoring.tables import sections, seen
from vinhdanh.scoring import actions, checking, papers, tables
from vinhdanh.scoring.models import CriteriaVersion
from vinhdanh.sheets.refusal import SheetRefused

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SALT = "scoring.import"
_AN_HOUR = 60 * 60


@login_required
def export(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Hand out a table as the Excel file that it may be mended in and sent back."""
    version = seen(request, public_id)
    answer = HttpResponse(papers.workbook_of(version), content_type=XLSX)
    answer.headers["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=f"{version.criteria_set.name}.xlsx"
    )
    return answer


@login_required
def read_in(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show what a file would make of a draft, with every fault; then lay it over."""
    version = seen(request, public_id)
    rights.require(request.user, "criteria.prepare", version)
    form = ImportForm()
    context: dict[str, Any] = {"version": version}
    status = 200
    if "seen" in request.POST:
        if _laid(request, version):
            return redirect("criteria", version.public_id)
        status = 422
    elif request.method == "POST":
        form = ImportForm(request.POST, request.FILES)
        if form.is_valid():
            file = form.cleaned_data["file"]
            try:
                found = papers.read_table(
                    file.read(), file.name, tables.content(version)
                )
            except SheetRefused as refusal:
                form.add_error("file", str(refusal))
            else:
                context |= _preview(version, found)
        status = 422 if form.errors else 200
    return render(
        request, "scoring/import.html", context | {"form": form}, status=status
    )


def _preview(version: CriteriaVersion, found: papers.TableRead) -> dict[str, Any]:
    kept = [str(version.public_id), found.content]
    return {
        "found": found,
        "sections": sections(found.content),
        "faults": checking.faults(found.content),
        "seen": "" if found.errors else signing.dumps(kept, salt=_SALT, compress=True),
    }


def _laid(request: HttpRequest, version: CriteriaVersion) -> bool:
    """Lay the table that was shown over the draft; says why where it cannot be."""
    try:
        whose, told = signing.loads(request.POST["seen"], salt=_SALT, max_age=_AN_HOUR)
    except signing.BadSignature:
        whose, told = "", None
    if whose != str(version.public_id):
        messages.error(request, _("Bản xem trước đã cũ. Hãy chọn lại tệp."))
        return False
    try:
        actions.write_table(request.user, version, told)
    except rights.Forbidden:
        raise
    except Refused as refusal:
        messages.error(request, refusal.message)
        return False
    messages.success(
        request,
        _("Đã ghi %(n)s tiêu chí vào bản dự thảo.") % {"n": len(told["criteria"])},
    )
    return True
