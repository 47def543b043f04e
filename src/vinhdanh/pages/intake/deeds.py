"""What is done to an import from its pages; each leads back to a page."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vinhdanh.base import background, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.intake import actions, queries, tasks, undoing
from vinhdanh.intake.enums import BatchState
from vinhdanh.intake.models import ImportBatch
from vinhdanh.intake.staged import NEW
from vinhdanh.pages.intake import views
from vinhdanh.pages.intake.forms import MappingForm
from vinhdanh.registry.models import Person

# Entering takes about 5 ms a row; a longer list goes to the worker.
LONG_LIST = 500


def _asked(request: HttpRequest, public_id: UUID) -> ImportBatch:
    return get_object_or_404(queries.visible_to(request.user), public_id=public_id)


def _number(words: str | None) -> int:
    return int(words) if words and words.isascii() and words.isdigit() else 0


@login_required
@require_POST
def remap(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take the columns' other meanings."""
    batch = _asked(request, public_id)
    form = MappingForm(request.POST, batch=batch)
    if not form.is_valid():
        messages.error(request, _("Hãy chọn nghĩa của cột trong danh sách đã cho."))
        return _as_chosen(request, batch, form)
    return _done(
        request,
        batch,
        lambda: actions.remap(request.user, batch, form.chosen()),
        _("Đã đọc lại danh sách theo cách hiểu mới."),
        refused=lambda: _as_chosen(request, batch, form),
    )


def _as_chosen(
    request: HttpRequest, batch: ImportBatch, form: MappingForm
) -> HttpResponse:
    """Show the preview with the meanings as they were chosen and not taken."""
    if batch.state != BatchState.READ:
        return redirect("import", batch.public_id)
    return views.preview_page(request, batch, form)


@login_required
@require_POST
def forget(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Let the remembered meanings of the columns go, and guess afresh."""
    batch = _asked(request, public_id)
    return _done(
        request,
        batch,
        lambda: actions.forget_mapping(request.user, batch),
        _("Đã bỏ cách hiểu đã nhớ và đoán lại các cột."),
    )


@login_required
@require_POST
def choose_kind(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Read the file as another kind of list."""
    batch, kind = _asked(request, public_id), request.POST.get("kind", "")
    return _done(
        request,
        batch,
        lambda: actions.choose_kind(request.user, batch, kind),
        _("Đã đọc lại tệp theo loại danh sách đã chọn."),
    )


@login_required
@require_POST
def choose_target(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take which of several open rounds or stages the list goes to."""
    batch, target = _asked(request, public_id), request.POST.get("target", "")
    return _done(
        request,
        batch,
        lambda: actions.choose_target(request.user, batch, target),
        _("Đã ghi nơi nhận danh sách và đọc lại."),
    )


@login_required
@require_POST
def mend(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take other texts for cells of one row."""
    batch = _asked(request, public_id)
    row = _number(request.POST.get("row"))
    cells = {
        name.removeprefix("cell_"): words
        for name, words in request.POST.items()
        if name.startswith("cell_") and isinstance(words, str)
    }
    return _done(
        request,
        batch,
        lambda: actions.mend_cells(request.user, batch, row, cells),
        _("Đã sửa dòng %(row)s và đọc lại danh sách.") % {"row": row},
        row if request.POST.get("back") == "row" else None,
        refused=lambda: _as_typed(request, batch, row, cells),
    )


def _as_typed(
    request: HttpRequest, batch: ImportBatch, row: int, cells: dict[str, str]
) -> HttpResponse:
    """Show the row with what was typed; its cells may hold what no address may."""
    if not batch.rows.filter(sheet_row=row).exists():
        return redirect("import", batch.public_id)
    return views.row_page(request, batch, row, cells)


@login_required
@require_POST
def choose(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take whom a doubtful row is about."""
    batch = _asked(request, public_id)
    row, said = _number(request.POST.get("row")), request.POST.get("person", "")
    person = None
    if said != NEW:
        staged = get_object_or_404(batch.rows, sheet_row=row)
        candidates = Person.objects.filter(pk__in=staged.candidates)
        person = get_object_or_404(candidates, subject__public_id=said)
    return _done(
        request,
        batch,
        lambda: actions.choose_person(request.user, batch, row, person),
        _("Đã ghi người của dòng %(row)s.") % {"row": row},
        row if request.POST.get("back") == "row" else None,
    )


@login_required
@require_POST
def add_units(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Mark units to be founded with the import."""
    batch = _asked(request, public_id)
    names = request.POST.getlist("unit")
    return _done(
        request,
        batch,
        lambda: actions.add_unit_for(request.user, batch, *names),
        _("Khi xác nhận, các đơn vị đã chọn sẽ được thêm vào cơ quan."),
    )


@login_required
@require_POST
def say_no_inquiry(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take or take back the officer's word that nobody is under inquiry."""
    batch, is_so = _asked(request, public_id), request.POST.get("is_so") == "1"
    return _done(
        request,
        batch,
        lambda: actions.say_no_inquiry(request.user, batch, is_so=is_so),
        _("Đã ghi xác nhận; dữ kiện vào cùng lúc với danh sách.")
        if is_so
        else _("Đã bỏ xác nhận."),
    )


@login_required
@require_POST
def read(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Send a stored sheet to be read once more, where the worker was interrupted."""
    batch = _asked(request, public_id)

    def read_later() -> None:
        rights.require(request.user, "import.run", batch)

    return _done(request, batch, read_later, _("Danh sách đã được đọc."))


@login_required
@require_POST
def confirm(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Enter the list; a long one in the worker."""
    batch = _asked(request, public_id)
    if batch.rows.count() <= LONG_LIST:
        return _done(
            request,
            batch,
            lambda: actions.confirm(request.user, batch),
            _("Đã nhập danh sách."),
        )

    def enter_later() -> None:
        # A worker that was stopped half-way left nothing: it is only sent again.
        if batch.state != BatchState.ENTERING:
            actions.confirm_later(request.user, batch)
        background.enqueue(tasks.confirm, request.user.pk, batch.pk)

    return _done(request, batch, enter_later, _("Danh sách đang được nhập."))


@login_required
@require_POST
def discard(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Put the sheet away."""
    batch = _asked(request, public_id)
    return _done(
        request,
        batch,
        lambda: actions.discard(request.user, batch),
        _("Đã bỏ danh sách; không có gì được nhập."),
    )


@login_required
@require_POST
def remove_file(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Remove the sent file of an import that no longer needs it."""
    batch = _asked(request, public_id)
    return _done(
        request,
        batch,
        lambda: actions.remove_sent_file(request.user, batch),
        _("Đã xóa tệp đã gửi; các dòng đã nhập giữ nguyên."),
    )


@login_required
@require_POST
def undo(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take back everything an import wrote."""
    batch, why = _asked(request, public_id), request.POST.get("why", "")
    return _done(
        request,
        batch,
        lambda: undoing.undo(request.user, batch, why),
        _("Đã hoàn tác: dữ liệu trở lại như trước lần nhập này."),
        refused=lambda: redirect(
            f"{reverse('import', args=[public_id])}?{urlencode({'vi-sao': why})}"
            "#hoan-tac"
        ),
    )


def _done(
    request: HttpRequest,
    batch: ImportBatch,
    deed: Callable[[], Any],
    sentence: str,
    row: int | None = None,
    *,
    refused: Callable[[], HttpResponse] | None = None,
) -> HttpResponse:
    """Do a deed and lead back; a refusal is told on the page, nothing else changes.

    A sheet that then waits to be read is sent to the worker. refused: the answer
    that keeps what was typed, where anything was.
    """
    try:
        deed()
    except rights.Forbidden:
        raise
    except Refused as refusal:
        messages.error(request, refusal.message)
        if refused is not None:
            batch.refresh_from_db()
            return refused()
    else:
        batch.refresh_from_db(fields=["state"])
        if batch.state == BatchState.READING:
            background.enqueue(tasks.stage_received, request.user.pk, batch.pk)
            messages.success(
                request,
                _("Danh sách dài đang được đọc lại; những gì đã ghi vẫn được giữ."),
            )
            return redirect("import", batch.public_id)
        messages.success(request, sentence)
    if row:
        return redirect("import-row", batch.public_id, row)
    address = reverse("import", args=[batch.public_id])
    if page := _number(request.POST.get(views.PROBLEMS_KEY)):
        # Back among the problems, where the cell was mended.
        address += f"?{urlencode({views.PROBLEMS_KEY: page})}#can-xem"
    return redirect(address)
