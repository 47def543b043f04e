"""Reorganising units: choose what, fill in, see what follows, do it; take it back."""

import hashlib
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vinhdanh.base import clock, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.pages.registry.drawing import happenings
from vinhdanh.pages.registry.reorganising_forms import (
    FORMS,
    GroundForm,
    units_to_change,
)
from vinhdanh.pages.shell.roads import only_for, uuid_in
from vinhdanh.pages.shell.sheets import most_shown
from vinhdanh.registry import actions, building, lineage
from vinhdanh.registry.enums import LineageKind
from vinhdanh.registry.models import (
    Post,
    Reorganisation,
    ReorganisationPlan,
    Unit,
    UnitLineage,
)

KEPT, SEEN, DO, DRAFT = "giu", "da-xem", "lam", "du-thao"


@dataclass(frozen=True)
class Road:
    """One kind of reorganisation as the address, the title and a sentence name it."""

    slug: str
    kind: str
    title: Any
    text: Any


ROADS = (
    Road(
        "hop-nhat",
        LineageKind.MERGE,
        gettext_lazy("Sáp nhập, hợp nhất"),
        gettext_lazy(
            "Hai hay nhiều đơn vị thành một: một đơn vị mới, hoặc một đơn vị nhận các "
            "đơn vị kia."
        ),
    ),
    Road(
        "chia-tach",
        LineageKind.SPLIT,
        gettext_lazy("Chia, tách"),
        gettext_lazy(
            "Một đơn vị thành nhiều đơn vị, hoặc tách một phần ra; mỗi người đều có "
            "nơi đến."
        ),
    ),
    Road(
        "doi-ten",
        LineageKind.RENAME,
        gettext_lazy("Đổi tên"),
        gettext_lazy("Đơn vị vẫn là nó, với tên mới; các năm cũ vẫn hiện tên cũ."),
    ),
    Road(
        "giai-the",
        LineageKind.DISSOLVE,
        gettext_lazy("Giải thể"),
        gettext_lazy("Đơn vị kết thúc; người và đơn vị trực thuộc có nơi đến riêng."),
    ),
    Road(
        "chuyen",
        LineageKind.MOVE,
        gettext_lazy("Chuyển cơ quan chủ quản"),
        gettext_lazy("Đơn vị chuyển về thuộc cấp trên khác, cùng người và việc."),
    ),
)


@login_required
@only_for("unit.change")
def reorganisations(request: HttpRequest) -> HttpResponse:
    """Offer the kinds of change, the drafts of days to come, and list those done."""
    plans = lineage.plans_open_to(request.user)
    if request.method == "POST":
        plan = get_object_or_404(plans, public_id=uuid_in(request.POST.get("bo")))
        actions.drop_plan(request.user, plan)
        messages.success(request, _("Đã bỏ dự thảo."))
        return redirect("reorganisations")
    done = lineage.reorganisations_visible_to(request.user)
    done = done.prefetch_related("lineages__predecessor__subject")
    context = {
        "roads": ROADS,
        "plans": [(plan, _address(plan)) for plan in plans],
        "today": clock.today(),
        "unit": request.GET.get("don_vi", ""),
        "done": [(deed, _units_in(deed)) for deed in done[: most_shown(request, 50)]],
    }
    return render(request, "registry/reorganisations.html", context)


def _units_in(deed: Reorganisation) -> list[Unit]:
    if deed.taken_back_at is not None:
        return lineage.units_of_reorganisation(deed)
    return [row.predecessor for row in deed.lineages.all()]


def _address(plan: ReorganisationPlan) -> str:
    """Return where a draft is opened again."""
    slug = next(road.slug for road in ROADS if road.kind == plan.kind)
    asked = urlencode({"don_vi": plan.asked, DRAFT: plan.public_id})
    return f"{reverse('reorganise', args=[slug])}?{asked}"


def _plan(request: HttpRequest) -> ReorganisationPlan | None:
    """Return the draft that the address names."""
    key = request.GET.get(DRAFT)
    if not key:
        return None
    return get_object_or_404(
        lineage.plans_open_to(request.user), public_id=uuid_in(key)
    )


def _as_sent(plan: ReorganisationPlan) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, value in plan.sent:
        data.appendlist(name, value)
    return data


@login_required
@only_for("unit.change")
def reorganise(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask for one kind of change; show what follows; do it."""
    road = next((each for each in ROADS if each.slug == slug), None)
    if road is None:
        raise Http404
    units = units_to_change(request.user)
    unit = _chosen(units, request.GET.get("don_vi", ""))
    if unit is None and road.kind != LineageKind.MERGE:
        context = {"road": road, "units": units}
        return render(request, "registry/reorganise_which.html", context)
    plan = _plan(request)
    sent = request.POST if request.method == "POST" else None
    first = _as_sent(plan) if plan and sent is None else sent
    form = FORMS[road.kind](units, unit, first)
    context = {"road": road, "form": form, "unit": unit, "plan": plan}
    if sent is None or sent.get(DO) == "sua" or not form.is_valid():
        is_wrong = sent is not None and sent.get(DO) != "sua"
        status = 422 if is_wrong else 200
        return render(request, "registry/reorganise.html", context, status=status)
    try:
        return _foreseen_or_done(request, form, context)
    except Refused as refusal:
        if isinstance(refusal, rights.Forbidden):
            raise
        form.add_error(None, refusal.message)
        return render(request, "registry/reorganise.html", context, status=422)


def _chosen(units: dict[str, tuple[Unit, str]], key: str) -> Unit | None:
    found = units.get(key)
    return found[0] if found else None


def _foreseen_or_done(
    request: HttpRequest, form: GroundForm, context: dict[str, Any]
) -> HttpResponse:
    """Show what follows; do it once that has been seen as it is."""
    kept = frozenset(int(key) for key in request.POST.getlist(KEPT) if key.isdecimal())
    change = form.change(kept)  # type: ignore[attr-defined]
    is_ahead = change.on > clock.today()
    foreseen = actions.foresee(request.user, change, ahead=is_ahead)
    seen = _digest(foreseen)
    plan = context["plan"]
    if request.POST.get(DO) == "du-thao":
        asked = request.GET.get("don_vi", "")
        sent = _plain(request.POST)
        actions.save_plan(request.user, change, sent, asked=asked, plan=plan)
        said = _("Đã lưu dự thảo. Đến ngày %(day)s hãy mở ra và thực hiện.")
        messages.success(request, said % {"day": f"{change.on:%d/%m/%Y}"})
        return redirect("reorganisations")
    is_asked = request.POST.get(DO) == "thuc-hien"
    if is_asked and request.POST.get(SEEN) == seen:
        deed = actions.carry_out(request.user, change, plan)
        messages.success(request, _("Đã ghi: %(deed)s.") % {"deed": deed})
        return redirect("reorganisation", public_id=deed.public_id)
    went = [each for each in foreseen.change.people if each.to is not None]
    context |= {
        "foreseen": foreseen,
        "went": len({each.person_id for each in went}),
        "all": len({each.person_id for each in foreseen.change.people}),
        "has_choices": any(
            line.choice is not None
            for each in foreseen.consequences
            for line in each.lines
        ),
        "sent": _plain(request.POST),
        "seen": seen,
        "has_changed": is_asked,
        "is_ahead": is_ahead,
    }
    return render(request, "registry/reorganise_preview.html", context)


def _plain(sent: QueryDict) -> list[tuple[str, str]]:
    """Return what was filled in, to be sent again from the preview."""
    own = {"csrfmiddlewaretoken", KEPT, SEEN, DO}
    return [
        (name, value)
        for name, values in sent.lists()
        if name not in own
        for value in values
    ]


def _digest(foreseen: actions.Foreseen) -> str:
    """Return what tells one preview from another, whatever is chosen in it."""
    words = [f"{each.name}|{each.origin}|{each.to}" for each in foreseen.change.people]
    words += [str(unit) for unit in foreseen.change.ended + foreseen.change.founded]
    words += [f"{unit}>{now}" for unit, _before, now in foreseen.change.moved]
    words += [
        f"{each.title}|{line.text}"
        for each in foreseen.consequences
        for line in each.lines
    ]
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:16]


@login_required
def reorganisation(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show a change that was done, what builds on it, and the way to take it back."""
    seen = lineage.reorganisations_visible_to(request.user)
    deed = get_object_or_404(seen, public_id=public_id)
    units = lineage.units_of_reorganisation(deed)
    may_undo = deed.taken_back_at is None and all(
        rights.can(request.user, "unit.change", unit) for unit in units
    )
    refusal = ""
    if request.method == "POST":
        try:
            actions.take_back(request.user, deed, why=request.POST.get("ly-do", ""))
        except Refused as refused:
            if isinstance(refused, rights.Forbidden):
                raise
            refusal = refused.message
        else:
            messages.success(request, _("Đã hoàn tác: %(deed)s.") % {"deed": deed})
            return redirect(reverse("reorganisations"))
    rows = UnitLineage.objects.filter(reorganisation=deed).select_related(
        "predecessor__subject", "successor__subject"
    )
    made = sum(
        line["row"] == Post._meta.label_lower and line["was"] is None  # noqa: SLF001
        for line in deed.changes
    )
    context = {
        "deed": deed,
        "units": units,
        "happenings": happenings(rows),
        "posts": made,
        "may_undo": may_undo,
        "built": building.on(deed) if may_undo else [],
        "refusal": refusal,
        "why": request.POST.get("ly-do", ""),
    }
    status = 422 if refusal else 200
    return render(request, "registry/reorganisation.html", context, status=status)
