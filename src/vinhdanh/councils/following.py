"""What becomes of the councils of reorganised units."""

from django.db.models import Q
from django.utils.translation import gettext as _

from vinhdanh.councils.enums import MeetingState
from vinhdanh.councils.models import Council, Meeting
from vinhdanh.registry import following
from vinhdanh.registry.following import Change, Consequence, Line
from vinhdanh.registry.journal import Journal


@following.register
def sitting_councils(change: Change, _journal: Journal) -> list[Consequence]:
    """Name the councils of ended units: none goes over by itself."""
    councils = Council.objects.filter(
        Q(last_day=None) | Q(last_day__gte=change.on), unit__in=change.ended
    )
    meetings = Meeting.objects.filter(council__unit__in=change.ended).exclude(
        state=MeetingState.CLOSED
    )
    lines = [
        Line(f"{row}, {row.unit}", _("không tự chuyển sang đơn vị mới"))
        for row in councils.select_related("unit__subject")
    ]
    lines += [
        Line(
            _("Phiên họp ngày %(day)s") % {"day": f"{row.held_on:%d/%m/%Y}"},
            row.get_state_display(),
        )
        for row in meetings
    ]
    return following.told(
        _("Hội đồng"),
        _(
            "Hội đồng do quyết định của từng cơ quan lập ra. Việc đang dở ở Hội đồng "
            "cũ thì họp cho xong; đơn vị mới lập Hội đồng của mình."
        ),
        lines,
        is_warning=True,
        reads="council.see",
    )
