"""The log of deeds, as far as the user's roles reach."""

from datetime import datetime, time

from django import forms
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vinhdanh.accounts import queries
from vinhdanh.base.models import AuditEvent
from vinhdanh.pages.audit.words import DEEDS
from vinhdanh.pages.shell.roads import only_for
from vinhdanh.pages.shell.sheets import page_of

PAGE = 50


class LogFilter(forms.Form):
    """Which events are shown."""

    viec = forms.ChoiceField(
        label=_("Việc"),
        required=False,
        choices=[("", _("tất cả")), *DEEDS.items()],
    )
    ai = forms.CharField(label=_("Người làm"), required=False)
    tu = forms.DateField(
        label=_("Từ ngày"), required=False, widget=forms.DateInput({"type": "date"})
    )
    den = forms.DateField(
        label=_("Đến ngày"), required=False, widget=forms.DateInput({"type": "date"})
    )

    def applied_to(self, events: QuerySet[AuditEvent]) -> QuerySet[AuditEvent]:
        """Return the events the filters leave; what is not understood hides none."""
        words = self.cleaned_data if self.is_valid() else {}
        if words.get("viec"):
            events = events.filter(verb=words["viec"])
        if words.get("ai"):
            events = events.filter(actor_name__icontains=words["ai"].strip())
        if words.get("tu"):
            events = events.filter(at__gte=_moment(words["tu"], time.min))
        if words.get("den"):
            events = events.filter(at__lte=_moment(words["den"], time.max))
        return events


def _moment(day: datetime, hour: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, hour))


@login_required
@only_for("audit.see")
def log(request: HttpRequest) -> HttpResponse:
    """List the deeds under the units whose log the user may see, latest first."""
    asked = LogFilter(request.GET)
    events = asked.applied_to(queries.audit_visible_to(request.user))
    page = page_of(request, events, PAGE)
    shown = [event.pk for event in page]
    readable = set(
        queries.audit_readable_by(request.user)
        .filter(pk__in=shown)
        .values_list("pk", flat=True)
    )
    context = {
        "page": page,
        "rows": [(event, event.pk in readable) for event in page],
        "filter": asked,
        "is_filtered": any(request.GET.get(name) for name in asked.fields),
        "some_hidden": len(readable) < len(shown),
    }
    return render(request, "audit/log.html", context)
