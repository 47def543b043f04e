"""The office's own rules: laid down, changed, ended, and tried before they bind."""

import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from vinhdanh import assess
from vinhdanh.accounts import queries as accounts
from vinhdanh.base import audit, clock, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.eligibility import actions, effects, queries
from vinhdanh.eligibility.models import AdoptedRule
from vinhdanh.pages.eligibility import criterion_forms, rule_forms
from vinhdanh.pages.eligibility.forms import EndRuleForm
from vinhdanh.pages.eligibility.nominated import nominated
from vinhdanh.pages.eligibility.words import rule_words
from vinhdanh.pages.shell.sheets import page_of
from vinhdanh.registry.models import Unit

PAGE = 50
KINDS: dict[str, type[rule_forms.RuleForm]] = {
    "han-muc": rule_forms.QuotaForm,
    "ty-le": criterion_forms.ShareForm,
    "giay-khen": criterion_forms.CertificateForm,
    "giay-khen-tap-the": criterion_forms.CollectiveCertificateForm,
    "tieu-chuan-ca-nhan": criterion_forms.PersonCriterionForm,
    "tieu-chuan-tap-the": criterion_forms.CollectiveCriterionForm,
    "hoi-dong": rule_forms.CouncilForm,
}
# Which forms may show a rule again, the first that has a field for all it says.
_AGAIN = {
    "quota": ("han-muc",),
    "council": ("hoi-dong",),
    "criterion": ("ty-le", "tieu-chuan-ca-nhan", "tieu-chuan-tap-the"),
}


@login_required
@require_safe
def local_rules(request: HttpRequest) -> HttpResponse:
    """List the rules of the user's units and of those above them."""
    found = queries.rules_visible_to(request.user)
    is_all = request.GET.get("loc") == "tat-ca"
    standing = found.filter(withdrawn_at=None).exclude(last_day__lt=clock.today())
    shown = found if is_all else standing
    page = page_of(request, shown, PAGE)
    context = {
        "page": page,
        "rows": [(row, rule_words(row.rule)) for row in page.object_list],
        "today": clock.today(),
        "may_adopt": _may_adopt(request),
        "is_all": is_all,
        "hidden": found.count() - standing.count(),
    }
    return render(request, "eligibility/local_rules.html", context)


@login_required
@require_safe
def local_rule(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show one rule in words, with its days, its versions and what was done to it."""
    row = _rule(request, public_id)
    form = EndRuleForm(is_ahead=row.first_day > clock.today())
    return _shown(request, row, form)


def _rule(request: HttpRequest, public_id: UUID) -> AdoptedRule:
    rows = queries.rules_visible_to(request.user)
    return get_object_or_404(rows, public_id=public_id)


def _shown(
    request: HttpRequest, row: AdoptedRule, form: forms.Form, status: int = 200
) -> HttpResponse:
    seen = accounts.audit_readable_by(request.user).values("pk")
    today = clock.today()
    context = {
        "row": row,
        "said": rule_words(row.rule),
        "is_invented": row.rule.get("invented", False),
        "today": today,
        "versions": queries.versions_of(row),
        "events": audit.events_of(row).filter(pk__in=seen),
        "may_change": row.withdrawn_at is None
        and (row.last_day is None or row.last_day >= today)
        and rights.can(request.user, "local_rule.adopt", row),
        "is_ahead": row.first_day > today,
        "again": _form_again(request.user, row),
        "form": form,
    }
    return render(request, "eligibility/local_rule.html", context, status=status)


def _form_again(user: Any, row: AdoptedRule) -> str:
    """Return the kind of the form that can say all a rule says, or nothing."""
    for kind in _AGAIN[row.rule["kind"]]:
        try:
            KINDS[kind](user=user, earlier=row)
        except criterion_forms.NotOnThisForm:
            continue
        return kind
    return ""


@login_required
@require_safe
def kinds(request: HttpRequest) -> HttpResponse:
    """Show what kinds of rules there are, in the words of an office."""
    if not _may_see(request):
        raise Http404
    found = [(slug, kind.heading, kind.teaches) for slug, kind in KINDS.items()]
    context = {"kinds": found, "may_adopt": _may_adopt(request)}
    return render(request, "eligibility/rule_kinds.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def adopt(request: HttpRequest, kind: str) -> HttpResponse:
    """Adopt a rule by choosing what it says, after seeing what it would change."""
    if kind not in KINDS or not _may_see(request):
        raise Http404
    form = KINDS[kind](request.POST or None, user=request.user)
    return _adopted(request, form, kind)


@login_required
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Write a new version of a rule; the one before ends the day before."""
    row = _rule(request, public_id)
    rights.require(request.user, "local_rule.adopt", row)
    kind = _form_again(request.user, row)
    if not kind or row.withdrawn_at is not None:
        raise Refused(
            "local_rule.no_form",
            _(
                "Quy định này có cấu trúc mà biểu mẫu chưa thể hiện được. Hãy ghi ngày "
                "hết hiệu lực của nó, rồi ban hành quy định mới."
            ),
        )
    form = KINDS[kind](request.POST or None, user=request.user, earlier=row)
    return _adopted(request, form, kind)


@dataclass(frozen=True)
class Preview:
    """What the rule will say, whom it would change, and the mark of what was seen."""

    said: str
    effect: effects.Effect | None
    changes: list[tuple[str, list[effects.Change]]]
    year: int
    seal: str


def _adopted(
    request: HttpRequest, form: rule_forms.RuleForm, kind: str
) -> HttpResponse:
    preview = None
    if request.method == "POST" and form.is_valid():
        preview = _preview(request, form)
        # What is adopted is what was seen: a rule changed since is shown again.
        if request.POST.get("da_xem") == preview.seal:
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
                form.add_error("first_day", refusal.message)
                preview = None
            else:
                messages.success(request, _("Đã ban hành quy định trong hệ thống."))
                return redirect("local-rule", row.public_id)
    context = {
        "form": form,
        "kind": kind,
        "may_adopt": _may_adopt(request),
        "preview": preview,
        "earlier": form.earlier,
    }
    status = 422 if form.errors else 200
    return render(request, "eligibility/adopt.html", context, status=status)


def _preview(request: HttpRequest, form: rule_forms.RuleForm) -> Preview:
    rule, unit = form.rule(), form.cleaned_data["unit"]
    year: int = request.year  # type: ignore[attr-defined]
    seen = json.dumps([rule.as_dict(), unit.pk, form.cleaned_data["title"]])
    try:
        effect = effects.effect_of(
            unit, rule, year, nominated=nominated(request.user, year)
        )
    except assess.LawDateError:
        effect = None
    grouped: dict[str, list[effects.Change]] = defaultdict(list)
    for each in effect.changes if effect else ():
        grouped[each.award].append(each)
    return Preview(
        said=rule_words(rule.as_dict()),
        effect=effect,
        changes=list(grouped.items()),
        year=year,
        seal=hashlib.sha256(seen.encode()).hexdigest(),
    )


@login_required
@require_POST
def end(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """End a rule on a day, or take it back before its first day."""
    row = _rule(request, public_id)
    rights.require(request.user, "local_rule.adopt", row)
    form = EndRuleForm(request.POST, is_ahead=row.first_day > clock.today())
    if not form.is_valid():
        return _shown(request, row, form, status=422)
    reason = form.cleaned_data["reason"]
    try:
        if form.is_ahead:
            actions.withdraw_local_rule(request.user, row, reason)
            said = _("Đã rút lại quy định; nó vẫn còn trong danh sách đã ghi.")
        else:
            actions.end_local_rule(
                request.user, row, form.cleaned_data["last_day"], reason
            )
            said = _("Đã ghi ngày hết hiệu lực.")
    except rights.Forbidden:
        raise
    except Refused as refusal:
        form.add_error(None, refusal.message)
        return _shown(request, row, form, status=422)
    messages.success(request, said)
    return redirect("local-rule", public_id)


def _may_adopt(request: HttpRequest) -> bool:
    units = Unit.objects.order_by()
    return rights.visible(request.user, "local_rule.adopt", units).exists()


def _may_see(request: HttpRequest) -> bool:
    units = Unit.objects.order_by()
    return rights.visible(request.user, "local_rule.see", units).exists()
