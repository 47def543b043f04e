"""The grid of nominees and awards, with the deeds of its bar."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from vinhdanh.base import rights
from vinhdanh.base.refusal import Refused
from vinhdanh.nominations import actions, grid, queries
from vinhdanh.nominations.enums import NominationState, RoundState
from vinhdanh.nominations.models import Nomination, Round
from vinhdanh.nominations.transitions import TRANSITIONS, Verb
from vinhdanh.pages.nominations import forms
from vinhdanh.pages.nominations.views.rounds import round_seen
from vinhdanh.registry.queries import units_below

# What the bar offers; `nominate` is a page of its own.
BAR = ("withdraw", "check", "submit", "reopen")


@login_required
@require_http_methods(["GET", "POST"])
def grid_of_round(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show the grid; the bar's deeds come back here and keep what was chosen."""
    round_ = round_seen(request, public_id)
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
    return _page(request, round_, context)


def _page(request: HttpRequest, round_: Round, context: dict[str, Any]) -> HttpResponse:
    """Draw the grid; `context` is not empty where a deed was refused."""
    units = units_below(round_.unit, round_.governing_day)
    seen = queries.visible_to(request.user).filter(round=round_)
    words = _words_of(seen)
    filter_form = forms.FilterForm(
        request.GET, units=units, awards=[award.code for award in grid.awards_in(seen)]
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
            "may": _may(request.user, round_, seen),
            "chosen": set(),
            **context,
        },
        status=409 if context else 200,
    )


def _words_of(seen: Any) -> list[tuple[str, int]]:
    """Return how many of the nominations still filed bear each word."""
    filed = queries.with_word(seen.filter(state="filed")).order_by()
    counted = dict(filed.values_list("word").annotate(n=Count("pk")))
    return [(word, counted[word]) for word, _label in forms.WORDS if word in counted]


def _may(user: Any, round_: Round, seen: Any) -> dict[str, bool]:
    """Return what the user may do with this list as it stands now.

    What would be refused whatever is chosen is not offered.
    """
    is_open = round_.state == RoundState.OPEN
    states = set(seen.order_by().values_list("state", flat=True).distinct())
    is_filed = is_open and NominationState.FILED in states
    checks = rights.can(user, "nomination.check", round_)
    submits = rights.can(user, "nomination.submit", round_)
    nominates = bool(grid.units_to_nominate(user, round_))
    may = {
        "nominate": nominates and is_open,
        "withdraw": nominates and bool(states & TRANSITIONS[Verb.WITHDRAW].sources),
        "check": checks and is_filed,
        "submit": submits and is_filed,
        "reopen": submits and not is_open and not states & set(queries.DECIDED),
    }
    return may | {"deed": any(may[name] for name in BAR)}


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
