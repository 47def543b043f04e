"""Pages of a person's career: capacity, transfers, departure, identity numbers."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from vinhdanh.base import rights
from vinhdanh.base.refusal import Refused
from vinhdanh.pages.registry import career_forms as forms
from vinhdanh.pages.shell.roads import only_for
from vinhdanh.pages.shell.sheets import page_of
from vinhdanh.registry import actions, aliases, holding, identity, queries, transfers
from vinhdanh.registry.enums import TransferState
from vinhdanh.registry.models import (
    Departure,
    Employment,
    IdentityNumber,
    Merge,
    Person,
    Transfer,
)
from vinhdanh.registry.twins import merges_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

PAGE = 50


@dataclass(frozen=True)
class Career:
    """What the person page shows of a career."""

    numbers: list[identity.Masked]
    employments: list[Employment]
    transfers: list[Transfer]
    departure: Departure | None
    merges: list[Merge]
    may_record_number: bool
    may_merge: bool
    may_send: bool
    may_end_post: bool


def career_of(user: Any, person: Person) -> Career:
    """Return a person's career as far as the user may see it."""
    records = aliases.records([person.pk])
    moves = transfers.visible_to(user).filter(person__in=records)
    post = queries.present_post(person)
    return Career(
        numbers=identity.masked(person),
        employments=list(Employment.objects.filter(person__in=records)),
        transfers=list(moves),
        departure=Departure.objects.filter(person__in=records).first(),
        merges=[merge for merge in merges_of(person) if merge.kept_id == person.pk],
        may_record_number=rights.can(user, "identity.record", person),
        may_merge=rights.can(user, "person.merge", person),
        may_send=post is not None and rights.can(user, "person.change", post.unit),
        # Who leaves with her only post departs or is sent.
        may_end_post=holding.posts_to_end(user, person).count() > 1,
    )


def _person(request: HttpRequest, public_id: str, verb: str) -> Person:
    found: Person = get_object_or_404(
        queries.people_visible_to(request.user), subject__public_id=public_id
    )
    rights.require(request.user, verb, found)
    return found


def _write(
    request: HttpRequest,
    form: Form,
    deed: Callable[[], Any],
    person: Person,
    title: str,
) -> HttpResponse:
    """Do the deed of a form and go back to the person, or show the form again."""
    if request.method == "POST" and form.is_valid():
        try:
            deed()
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Đã ghi."))
            return redirect("person", public_id=person.subject.public_id)
    context = {
        "form": form,
        "title": title,
        "person": person,
        "back": reverse("person", args=[person.subject.public_id]),
    }
    status = 422 if form.errors else 200
    return render(request, "registry/person_form.html", context, status=status)


@login_required
def add_employment(request: HttpRequest, public_id: str) -> HttpResponse:
    """Record in what capacity a person serves."""
    person = _person(request, public_id, "person.change")
    form = forms.EmploymentEntry(request.POST or None)
    return _write(
        request,
        form,
        lambda: actions.record_employment(request.user, person, form.written()),
        person,
        _("Ghi diện lao động"),
    )


@login_required
def send(request: HttpRequest, public_id: str) -> HttpResponse:
    """Send a person to another unit."""
    person = _person(request, public_id, "person.change")
    post = queries.present_post(person)
    if post is None:
        messages.error(
            request, _("Hiện không giữ chức vụ nào nên không có nơi chuyển đi.")
        )
        return redirect("person", public_id=public_id)
    units = transfers.units_to_receive(request.user)
    form = forms.TransferEntry(units, request.POST or None)
    return _write(
        request,
        form,
        lambda: actions.send_person(request.user, post, form.written()),
        person,
        _("Chuyển đơn vị"),
    )


@login_required
def end_post(request: HttpRequest, public_id: str) -> HttpResponse:
    """End one post of a person who holds several."""
    person = _person(request, public_id, "person.change")
    posts = holding.posts_to_end(request.user, person)
    form = forms.PostEndEntry(posts, request.POST or None)
    return _write(
        request,
        form,
        lambda: actions.end_post(request.user, **form.cleaned_data),
        person,
        _("Thôi giữ một chức vụ"),
    )


@login_required
def depart(request: HttpRequest, public_id: str) -> HttpResponse:
    """Record that a person retires, dies or leaves."""
    person = _person(request, public_id, "person.change")
    form = forms.DepartureEntry(request.POST or None)
    return _write(
        request,
        form,
        lambda: actions.record_departure(request.user, person, form.written()),
        person,
        _("Ghi thôi công tác"),
    )


@login_required
def take_back_departure(request: HttpRequest, public_id: str) -> HttpResponse:
    """Undo a departure recorded by mistake."""
    person = _person(request, public_id, "person.change")
    departure = get_object_or_404(Departure, person=person)
    form = forms.ReasonEntry(request.POST or None)
    return _write(
        request,
        form,
        lambda: actions.take_back_departure(
            request.user, departure, reason=form.cleaned_data["reason"]
        ),
        person,
        _("Rút lại việc ghi thôi công tác"),
    )


@login_required
@only_for("transfer.see")
def transfer_list(request: HttpRequest) -> HttpResponse:
    """List who is on the way, then the transfers that are done."""
    rows: QuerySet[Transfer] = transfers.visible_to(request.user)
    pending = rows.filter(state=TransferState.PENDING)
    done = rows.exclude(state=TransferState.PENDING)
    page = page_of(request, done, PAGE)
    context = {"pending": _lines(pending), "lines": _lines(page), "page": page}
    return render(request, "registry/transfers.html", context)


def _lines(rows: Iterable[Transfer]) -> list[tuple[Transfer, str, str]]:
    """Return each transfer with the names of its two sides, told apart."""
    found = list(rows)
    sides = {unit.pk: unit for row in found for unit in (row.sending, row.receiving)}
    told = queries.told_apart(sides.values())
    return [(row, told[row.sending_id], told[row.receiving_id]) for row in found]


@login_required
def transfer(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show a transfer to both sides, with what each may do."""
    found = get_object_or_404(transfers.visible_to(request.user), public_id=public_id)
    form = forms.AnswerEntry(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _answer(request, found, form.cleaned_data["answer"])
        except Refused as refusal:
            form.add_error("answer", refusal.message)
        else:
            messages.success(request, _("Đã ghi."))
            return redirect("transfer", public_id=public_id)
    seen = queries.people_visible_to(request.user)
    ((_row, sending, receiving),) = _lines([found])
    context = {
        "transfer": found,
        "sending": sending,
        "receiving": receiving,
        "form": form,
        "is_pending": found.state == TransferState.PENDING,
        "may_receive": rights.can(request.user, "person.change", found.receiving),
        "may_withdraw": rights.can(request.user, "person.change", found.sending),
        "sees_person": seen.filter(pk=found.person_id).exists(),
    }
    status = 422 if form.errors else 200
    return render(request, "registry/transfer.html", context, status=status)


def _answer(request: HttpRequest, found: Transfer, answer: str) -> None:
    match request.POST.get("viec"):
        case "nhan":
            actions.receive_person(request.user, found, answer=answer)
        case "chua-nhan":
            actions.decline_person(request.user, found, answer=answer)
        case "rut":
            actions.withdraw_transfer(request.user, found, reason=answer)
        case _other:
            raise Refused("transfer.no_deed", _("Hãy chọn một việc."))


@login_required
@never_cache
def numbers(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show a person's identity numbers masked, and take a new one."""
    person = _person(request, public_id, "identity.record")
    form = forms.NumberEntry(request.POST or None)
    holder = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.record_identity(request.user, person, form.cleaned_data["number"])
        except actions.NumberTaken as refusal:
            form.add_error("number", refusal.message)
            holder = refusal.holder
            if holder is not None:
                actions.propose_pair(request.user, person, holder)
        except Refused as refusal:
            form.add_error("number", refusal.message)
        else:
            messages.success(request, _("Đã ghi số định danh, cất ở dạng mã hóa."))
            return redirect("person", public_id=public_id)
    context = {
        "person": person,
        "form": form,
        "numbers": identity.masked(person),
        "holder": holder,
        "may_reveal": rights.can(request.user, "identity.reveal", person),
    }
    status = 422 if form.errors else 200
    return render(request, "registry/numbers.html", context, status=status)


def _number(person: Person, row: int) -> IdentityNumber:
    kept: IdentityNumber = get_object_or_404(
        IdentityNumber, pk=row, person__in=aliases.records([person.pk])
    )
    return kept


@login_required
@never_cache
@require_POST
def reveal(request: HttpRequest, public_id: str, row: int) -> HttpResponse:
    """Show one identity number in full, once; the log keeps who and why."""
    person = _person(request, public_id, "identity.reveal")
    kept = _number(person, row)
    try:
        digits = actions.reveal_identity(
            request.user, kept, reason=request.POST.get("reason", "")
        )
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("person-identity", public_id=public_id)
    context = {"person": person, "digits": digits, "number": kept}
    return render(request, "registry/number.html", context)


@login_required
@require_POST
def strike(request: HttpRequest, public_id: str, row: int) -> HttpResponse:
    """Remove a number written wrongly."""
    person = _person(request, public_id, "identity.record")
    try:
        actions.strike_identity(
            request.user, _number(person, row), reason=request.POST.get("reason", "")
        )
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("Đã xóa số định danh."))
    return redirect("person-identity", public_id=public_id)
