"""What initiatives tell the desk."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vinhdanh.base import rights
from vinhdanh.initiatives.enums import InitiativeState
from vinhdanh.initiatives.models import Initiative
from vinhdanh.pages.desk.waiting import Waiting


def waiting(user: Any, year: int) -> list[Waiting]:
    """Return what waits for this user: to complete, to vote on, to decide."""
    return [
        *_to_do(
            user,
            year,
            "initiative.file",
            (InitiativeState.RETURNED,),
            _("Bổ sung sáng kiến được trả lại"),
            _("Bổ sung"),
        ),
        *_to_do(
            user,
            year,
            "initiative.appraise",
            (InitiativeState.FILED,),
            _("Cho ý kiến về sáng kiến mới đề nghị"),
            _("Cho ý kiến"),
        ),
        *_to_do(
            user,
            year,
            "initiative.count",
            (InitiativeState.APPRAISED,),
            _("Ghi kết quả biểu quyết sáng kiến"),
            _("Ghi kết quả"),
        ),
        *_to_do(
            user,
            year,
            "initiative.recognise",
            (InitiativeState.AGREED, InitiativeState.NOT_AGREED),
            _("Quyết định công nhận sáng kiến"),
            _("Xem và quyết định"),
        ),
    ]


def _to_do(
    user: Any,
    year: int,
    verb: str,
    states: tuple[str, ...],
    label: str,
    action: str,
) -> list[Waiting]:
    rows = rights.visible(user, verb, Initiative.objects.filter(year=year))
    found = list(rows.filter(state__in=states).order_by("name")[:2])
    count = rows.filter(state__in=states).count() if found else 0
    if not count:
        return []
    state = states[0] if len(states) == 1 else ""
    listed = f"{reverse('initiative-list')}?nam={year}&trang_thai={state}"
    one = reverse("initiative", args=[found[0].public_id])
    return [
        Waiting(
            label=label,
            count=count,
            url=one if count == 1 else listed,
            why=ngettext("%(n)s sáng kiến.", "%(n)s sáng kiến.", count) % {"n": count},
            action=action,
        )
    ]
