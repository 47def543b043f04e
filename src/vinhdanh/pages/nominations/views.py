"""Rounds, the grid of nominees and awards, one nomination."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from vinhdanh import assess
from vinhdanh.base import rights
from vinhdanh.base.refusal import Refused
from vinhdanh.nominations import actions, grid, queries, roster
from vinhdanh.nominations.models import Nomination, Round
from vinhdanh.nominations.transitions import TRANSITIONS, Verb
from vinhdanh.pages.nominations import forms
from vinhdanh.registry.models import Subject, Unit
from vinhdanh.registry.queries import units_below, units_visible_to

PAGE = 50


@login_required
@require_safe
def rounds(request: HttpRequest) -> HttpResponse:
    """List the rounds of the year chosen, with their figures."""
    year = request.year  # type: ignore[attr-defined]
    seen = queries.visible_to(request.user)
    found = (
        queries.rounds_visible_to(request.user)
        .filter(year=year)
        .annotate(
            nominees=Count("nominations", filter=Q(nominations__in=seen), distinct=True)
        )
        .order_by("name", "pk")
    )
    return render(
        request,
        "nominations/rounds.html",
        {
            "year": year,
            "page": Paginator(found, PAGE).get_page(request.GET.get("trang")),
            "may_open": _units_to_open(request.user).exists(),
        },
    )


def _units_to_open(user: Any) -> Any:
    units = Unit.objects.select_related("subject").filter(last_day=None)
    return rights.visible(user, "round.open", units).order_by("-is_own")


@login_required
@require_http_methods(["GET", "POST"])
def open_round(request: HttpRequest) -> HttpResponse:
    """Open a round of nominating."""
    year = request.year  # type: ignore[attr-defined]
    units = _units_to_open(request.user)
    first = units.first()
    form = forms.RoundForm(
        request.POST or None,
        units=units,
        initial={
            "unit": first,
            "year": year,
            "name": _("Bình xét thi đua, khen thưởng năm %(year)s") % {"year": year},
        },
    )
    if first is None:
        seen = get_object_or_404(units_visible_to(request.user)[:1])
        rights.require(request.user, "round.open", seen)
    if request.method == "POST" and form.is_valid():
        try:
            round_ = actions.open_round(request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal.message.splitlines())
        else:
            messages.success(request, _("Đã mở đợt. Hãy thêm người, tập thể."))
            return redirect("nomination-grid", public_id=round_.public_id)
    return render(request, "nominations/round_form.html", {"form": form})


def _round(request: HttpRequest, public_id: UUID) -> Round:
    return get_object_or_404(
        queries.rounds_visible_to(request.user), public_id=public_id
    )


# --- the grid ---------------------------------------------------------------------


@login_required
@require_http_methods(["GET", "POST"])
def grid_of_round(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show the grid; the bar's deeds come back here and keep what was chosen."""
    round_ = _round(request, public_id)
    context: dict[str, Any] = {}
    if request.method == "POST":
        try:
            messages.success(request, _do(request, round_))
        except Refused as refusal:
            context = {
                "refusal": refusal,
                "chosen": set(request.POST.getlist("nomination")),
                "reason": request.POST.get("reason", ""),
            }
        else:
            return redirect(f"{request.path}?{request.GET.urlencode()}")
    units = units_below(round_.unit, round_.governing_day)
    seen = queries.visible_to(request.user).filter(round=round_)
    words = _words_of(seen)
    filter_form = forms.FilterForm(
        request.GET, units=units, awards=[award.code for award in _awards(seen)]
    )
    narrowed = filter_form.narrowed()
    shown = grid.grid(
        request.user, round_, narrowed, page=request.GET.get("trang") or 1
    )
    by_unit = request.GET.get("chi_tieu") == "don-vi"
    return render(
        request,
        "nominations/grid.html",
        {
            "round": round_,
            "grid": shown,
            "filter": filter_form,
            "is_filtered": narrowed.is_set,
            "words": words,
            "quotas": grid.quota_lines(round_, by_unit=by_unit),
            "by_unit": by_unit,
            "may": _may(request.user, round_),
            "chosen": set(),
            **context,
        },
        status=409 if context else 200,
    )


def _awards(seen: Any) -> list[assess.Award]:
    used = set(seen.order_by().values_list("award", flat=True).distinct())
    return [award for code, award in assess.awards().items() if code in used]


def _words_of(seen: Any) -> list[tuple[str, int]]:
    """Return how many of the nominations still filed bear each word."""
    filed = queries.with_word(seen.filter(state="filed")).order_by()
    counted = dict(filed.values_list("word").annotate(n=Count("pk")))
    return [(word, counted[word]) for word, _label in forms.WORDS if word in counted]


def _may(user: Any, round_: Round) -> dict[str, bool]:
    """Return what the user may do with this round's list."""
    verbs = {"check": "nomination.check", "submit": "nomination.submit"}
    may = {name: rights.can(user, verb, round_) for name, verb in verbs.items()}
    may["nominate"] = bool(grid.units_to_nominate(user, round_))
    return may


def _do(request: HttpRequest, round_: Round) -> str:
    """Carry out what the bar asks; return what to say of it."""
    verb, user = request.POST.get("verb", ""), request.user
    reason = request.POST.get("reason", "")
    if verb == "recheck":
        changed = actions.recheck(user, round_)
        return _("Đã kiểm tra lại cả danh sách; %(n)s kết luận thay đổi.") % {
            "n": changed
        }
    if verb == "submit":
        sent = actions.submit_round(user, round_)
        return _("Đã khóa danh sách và trình Hội đồng %(n)s đề nghị.") % {
            "n": len(sent)
        }
    if verb == "reopen":
        actions.reopen_round(user, round_, reason=reason)
        return _("Đã mở lại danh sách.")
    chosen = _chosen(request, round_)
    if verb == Verb.REJECT:
        actions.reject_many(user, chosen, reason=reason)
    elif verb == Verb.WITHDRAW:
        actions.move_many(user, chosen, Verb.WITHDRAW, reason=reason)
    else:
        raise Refused("round.no_such_deed", _("Hãy chọn một việc ở thanh dưới."))
    return _("%(verb)s: %(n)s đề nghị.") % {
        "verb": TRANSITIONS[Verb(verb)].label,
        "n": len(chosen),
    }


def _chosen(request: HttpRequest, round_: Round) -> list[Nomination]:
    wanted = request.POST.getlist("nomination")
    seen = queries.visible_to(request.user).filter(round=round_)
    found = [one for one in seen.order_by("pk") if str(one.public_id) in wanted]
    if not found:
        raise Refused(
            "round.nothing_chosen", _("Hãy đánh dấu ít nhất một đề nghị trong bảng.")
        )
    return found


# --- adding from the roster -----------------------------------------------------------


@login_required
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Choose people or collectives of the roster for one award."""
    round_ = _round(request, public_id)
    units = grid.units_to_nominate(request.user, round_)
    if not units:
        rights.require(request.user, "nomination.file", round_)
    asked = request.POST if request.method == "POST" else request.GET
    code = asked.get("danh_hieu", "")
    award = assess.awards().get(code)
    basis = asked.get("loai_hinh") or "merit"
    groups = roster.candidates(round_, code, units, basis=basis) if award else []
    context: dict[str, Any] = {}
    if request.method == "POST" and award is not None:
        chosen = _chosen_candidates(request, groups)
        try:
            made = actions.nominate_many(
                request.user,
                round_,
                chosen,
                code,
                basis=basis,
                achievement=request.POST.get("achievement", ""),
            )
        except Refused as refusal:
            context = {
                "refusal": refusal,
                "chosen": {str(subject.public_id) for subject in chosen},
                "achievement": request.POST.get("achievement", ""),
            }
        else:
            messages.success(
                request,
                _("Đã đề nghị %(n)s: “%(award)s”.")
                % {"n": len(made), "award": award.name},
            )
            address = reverse("nomination-grid", args=[round_.public_id])
            return redirect(f"{address}?danh_hieu={code}")
    return render(
        request,
        "nominations/add.html",
        {
            "round": round_,
            "form": forms.AwardForm(initial={"danh_hieu": code, "loai_hinh": basis}),
            "award": award,
            "basis": basis,
            "groups": groups,
            "free": sum(group.free for group in groups),
            "chosen": set(),
            **context,
        },
        status=409 if context else 200,
    )


def _chosen_candidates(
    request: HttpRequest, groups: list[roster.UnitCandidates]
) -> list[Subject]:
    """Return the subjects ticked, and everybody of the units ticked as a whole."""
    people = set(request.POST.getlist("subject"))
    whole = set(request.POST.getlist("unit"))
    return [
        one.printed.subject
        for group in groups
        for one in group.candidates
        if str(one.printed.subject.public_id) in people
        or (str(group.unit.subject.public_id) in whole and not one.is_on_list)
    ]


@login_required
@require_safe
def left_out(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show who of the roster is not on the list for an award, and why."""
    round_ = _round(request, public_id)
    known = assess.awards()
    code = request.GET.get("danh_hieu", "LDTT")
    code = code if code in known else "LDTT"
    rows, page = roster.left_out(
        request.user, round_, code, page=request.GET.get("trang") or 1
    )
    return render(
        request,
        "nominations/left_out.html",
        {
            "round": round_,
            "award": known[code],
            "form": forms.AwardForm(initial={"danh_hieu": code}),
            "rows": rows,
            "page": page,
        },
    )


# --- one nomination -----------------------------------------------------------------


@login_required
@require_http_methods(["GET", "POST"])
def one(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show one nomination: as printed, the law's reasons, its history, its deeds."""
    nomination = get_object_or_404(
        queries.with_word(
            queries.visible_to(request.user).select_related(
                "round", "subject", "conferred_as"
            )
        ),
        public_id=public_id,
    )
    confirming = request.POST.get("deed") == "confirm"
    confirm_form = forms.ConfirmForm(request.POST if confirming else None)
    refusal = None
    if request.method == "POST":
        try:
            if _do_one(request, nomination, confirm_form):
                return redirect(request.path)
        except Refused as refused:
            refusal = refused
    verdict = nomination.verdict
    return render(
        request,
        "nominations/nomination.html",
        {
            "nomination": nomination,
            "reasons": shown_reasons(nomination),
            "missing": verdict.verdict.get("missing", []) if verdict else [],
            "short": queries.short_of(nomination),
            "humans": queries.human_words_on(nomination),
            "events": _events(nomination),
            "deeds": _deeds(request.user, nomination),
            "may_confirm": nomination.state == "filed"
            and nomination.verdict is not None
            and rights.can(request.user, "nomination.override", nomination),
            "form": confirm_form,
            "refusal": refusal,
            "reason": request.POST.get("reason")
            or queries.reason_to_reject(nomination),
        },
        status=409 if refusal else 200,
    )


def _do_one(
    request: HttpRequest, nomination: Nomination, form: forms.ConfirmForm
) -> bool:
    """Do what the page's form asks; False where the form must be shown again."""
    deed, reason = request.POST.get("deed", ""), request.POST.get("reason", "")
    if deed == "confirm":
        if not form.is_valid():
            return False
        said = form.cleaned_data
        actions.confirm(
            request.user,
            nomination,
            said["word"],
            reason=said["reason"],
            cite=said["cite"],
        )
        messages.success(request, _("Đã ghi kết luận của người kiểm tra."))
        return True
    if deed not in {row.verb for row in _deeds(request.user, nomination)}:
        raise Refused(
            "nomination.no_such_way",
            _("Việc này không làm được ở trạng thái hiện nay của đề nghị."),
        )
    if deed == Verb.REJECT:
        actions.reject(request.user, nomination, reason=reason)
    else:
        actions.move(request.user, nomination, Verb(deed), reason=reason)
    messages.success(request, f"{TRANSITIONS[Verb(deed)].label}: {nomination.name}.")
    return True


def _deeds(user: Any, nomination: Nomination) -> list[Any]:
    """Return the transitions the user may do on this nomination alone."""
    alone = {Verb.WITHDRAW, Verb.REJECT, Verb.REINSTATE}
    return [
        row
        for verb, row in TRANSITIONS.items()
        if verb in alone
        and nomination.state in row.sources
        and rights.can(user, row.right, nomination)
    ]


def shown_reasons(nomination: Nomination) -> list[dict[str, Any]]:
    """Return the lines of the verdict, the evidence as one text."""
    return [
        reason | {"evidence": "; ".join(reason.get("evidence", []))}
        for reason in queries.reasons_of(nomination)
    ]


def _events(nomination: Nomination) -> list[dict[str, Any]]:
    labels = {str(verb): row.label for verb, row in TRANSITIONS.items()}
    return [
        {
            "title": labels.get(step.verb, _("Đề nghị")),
            "text": step.reason,
            "at": step.at,
            "who": step.by_name,
            "tone": "gold" if step.to_state == "conferred" else "done",
        }
        for step in queries.history_of(nomination)
    ]
