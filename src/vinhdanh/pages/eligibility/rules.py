"""The office's own rules, and the regimes of the law with their days."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from vinhdanh import assess
from vinhdanh.base import clock, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.eligibility import actions, queries
from vinhdanh.pages.eligibility.forms import FORMS
from vinhdanh.pages.eligibility.words import rule_words
from vinhdanh.registry.models import Unit

PAGE = 50


@login_required
@require_safe
def local_rules(request: HttpRequest) -> HttpResponse:
    """List the rules of the user's units and of those above them."""
    found = queries.rules_visible_to(request.user)
    page = Paginator(found, PAGE).get_page(request.GET.get("trang"))
    context = {
        "page": page,
        "rows": [(row, rule_words(row.rule)) for row in page.object_list],
        "today": clock.today(),
        "may_adopt": _may_adopt(request),
    }
    return render(request, "eligibility/local_rules.html", context)


@login_required
@require_safe
def local_rule(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show one rule in words, with its days and what it replaced."""
    row = get_object_or_404(queries.rules_visible_to(request.user), public_id=public_id)
    context = {
        "row": row,
        "said": rule_words(row.rule),
        "is_invented": row.rule.get("invented", False),
        "today": clock.today(),
    }
    return render(request, "eligibility/local_rule.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def adopt(request: HttpRequest, kind: str) -> HttpResponse:
    """Adopt a rule by choosing what it says."""
    if kind not in FORMS or not _may_see(request):
        raise Http404
    form = FORMS[kind](request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.adopt_local_rule(
                request.user,
                form.cleaned_data["unit"],
                form.rule(),
                title=form.cleaned_data["title"],
            )
        except rights.Forbidden:
            raise
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Đã ban hành quy định trong hệ thống."))
            return redirect("local-rule", row.public_id)
    context = {"form": form, "kind": kind, "may_adopt": _may_adopt(request)}
    return render(request, "eligibility/adopt.html", context)


def _may_adopt(request: HttpRequest) -> bool:
    units = Unit.objects.order_by()
    return rights.visible(request.user, "local_rule.adopt", units).exists()


def _may_see(request: HttpRequest) -> bool:
    units = Unit.objects.order_by()
    return rights.visible(request.user, "local_rule.see", units).exists()


@login_required
@require_safe
def law(request: HttpRequest) -> HttpResponse:
    """Show which law governs which days, and how far it has been reviewed."""
    found = queries.regimes()
    context = {
        "regimes": [(each, _instruments(each)) for each in found],
        "today": assess.regime_on(clock.today()),
        "corpus": assess.corpus(),
        "awards": assess.awards().values(),
    }
    return render(request, "eligibility/law.html", context)


def _instruments(regime: assess.RegimeInfo) -> list[str]:
    """Return the instruments in force on the last day of a regime, today at most."""
    last = regime.last_day or max(clock.today(), regime.first_day)
    return assess.legal_bases(list(assess.awards()), day=last)
