"""The law as the machine understands it: pages to sign, and the regimes with days."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from vinhdanh import assess
from vinhdanh.base import clock, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.eligibility import actions, queries
from vinhdanh.eligibility.models import PageSignature
from vinhdanh.pages.eligibility.forms import SignForm
from vinhdanh.pages.eligibility.periods import chart_of
from vinhdanh.registry.models import Unit


@dataclass(frozen=True)
class Signed:
    """Who approved a page and when; of this very text, or of an earlier one."""

    who: str
    office: str
    on: date
    remark: str
    is_current: bool


@dataclass(frozen=True)
class Listed:
    """A page with what people have said of it, the latest first."""

    page: Any
    signatures: tuple[Signed, ...]

    @property
    def current(self) -> Signed | None:
        """The latest signature under the page as it is now."""
        return next((each for each in self.signatures if each.is_current), None)

    @property
    def state(self) -> str:
        if self.current:
            return _("đã ký rà soát")
        return _("chưa rà soát lại") if self.signatures else _("chưa ký rà soát")

    @property
    def tone(self) -> str:
        if self.current:
            return "done"
        return "late" if self.signatures else "waiting"


def _listed(user: Any, pages: Sequence[Any]) -> dict[str, Listed]:
    kept = queries.page_signatures(user)
    shipped = assess.shipped_signatures()
    return {
        page.name: Listed(page, _signatures(page, kept.get(page.name, []), shipped))
        for page in pages
    }


def _signatures(
    page: Any, rows: Sequence[PageSignature], shipped: Mapping[str, Any]
) -> tuple[Signed, ...]:
    found = [
        Signed(
            row.by_name,
            row.office,
            timezone.localdate(row.signed_at),
            row.remark,
            row.page_hash == page.hash,
        )
        for row in rows
    ]
    if page.name in shipped:
        row = shipped[page.name]
        is_current = row["hash"] == page.hash
        found.append(
            Signed(row["signed_by"], row["office"], row["signed_on"], "", is_current)
        )
    return tuple(found)


@login_required
@require_safe
def law(request: HttpRequest) -> HttpResponse:
    """List titles and forms under each regime, and how far they were reviewed."""
    listed = list(_listed(request.user, assess.law_pages()).values())
    norms = list(_listed(request.user, assess.pages_of_norms()).values())
    every = [*listed, *norms]
    regimes = queries.regimes()
    by_place = {(each.page.award, each.page.regime.id): each for each in listed}
    awards = dict.fromkeys(each.page.award for each in listed)
    context = {
        "regimes": regimes,
        "today": assess.regime_on(clock.today()),
        "rows": [
            (code, [by_place.get((code, regime.id)) for regime in regimes])
            for code in awards
        ],
        "unruled": [code for code in assess.awards() if code not in awards],
        "norms": norms,
        "reviewed": sum(1 for each in every if each.current),
        "total": len(every),
        "corpus": assess.corpus(),
    }
    return render(request, "eligibility/law.html", context)


@login_required
@require_safe
def law_page(request: HttpRequest, name: str) -> HttpResponse:
    """Show a page as it is read and signed."""
    return _shown(request, _page(request, name), SignForm(user=request.user))


def _page(request: HttpRequest, name: str) -> Listed:
    found = _listed(request.user, queries.pages_to_sign()).get(name)
    if found is None:
        raise Http404
    return found


def _shown(
    request: HttpRequest, listed: Listed, form: forms.Form, status: int = 200
) -> HttpResponse:
    units = Unit.objects.order_by()
    is_norm = listed.page in assess.pages_of_norms()
    context = {
        "listed": listed,
        "law": listed.page,
        "others": []
        if is_norm
        else [each for each in assess.law_pages() if each.award == listed.page.award],
        "may_sign": rights.visible(request.user, "law_page.sign", units).exists(),
        "form": form,
    }
    page = "norm_page" if is_norm else "law_page"
    return render(request, f"eligibility/{page}.html", context, status=status)


@login_required
@require_POST
def sign(request: HttpRequest, name: str) -> HttpResponse:
    """Sign a page as it was shown."""
    listed = _page(request, name)
    form = SignForm(request.POST, user=request.user)
    if not form.is_valid():
        return _shown(request, listed, form, status=422)
    told = form.cleaned_data
    try:
        actions.sign_page(
            request.user, told["unit"], name, told["page_hash"], remark=told["remark"]
        )
    except rights.Forbidden:
        raise
    except Refused as refusal:
        form.add_error(None, refusal.message)
        return _shown(request, listed, form, status=409)
    messages.success(request, _("Đã ký xác nhận trang này."))
    return redirect("law-page", name)


@login_required
@require_safe
def periods(request: HttpRequest) -> HttpResponse:
    """Draw the regimes and their instruments along the years."""
    today = clock.today()
    regimes = queries.regimes()
    instruments = assess.instruments()
    context = {
        "regimes": regimes,
        "instruments": instruments,
        "today": assess.regime_on(today),
        "chart": chart_of(regimes, instruments, today),
    }
    return render(request, "eligibility/periods.html", context)
