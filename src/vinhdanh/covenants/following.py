"""What becomes of the covenants of reorganised units."""

from django.utils.translation import gettext as _

from vinhdanh.covenants.models import CovenantParty
from vinhdanh.registry import following
from vinhdanh.registry.following import Change, Consequence, Line
from vinhdanh.registry.journal import Journal


@following.register
def signed_covenants(change: Change, _journal: Journal) -> list[Consequence]:
    rows = CovenantParty.objects.filter(
        unit__in=change.ended, covenant__movement__last_day__gte=change.on
    )
    return following.told(
        _("Giao ước thi đua"),
        _("Chữ ký cũ giữ nguyên. Đơn vị mới chưa ký; nếu cần thì soạn giao ước mới."),
        [
            Line(
                f"{row.covenant}: {row.printed_name}",
                _("đã ký") if row.signed_on else _("chưa ký"),
            )
            for row in rows.select_related("covenant")
        ],
        is_warning=True,
    )
