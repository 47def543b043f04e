"""What becomes of lists on their way into units that are reorganised."""

from django.utils.translation import gettext as _

from vinhdanh.intake.enums import BatchState
from vinhdanh.intake.models import ImportBatch
from vinhdanh.registry import following
from vinhdanh.registry.following import Change, Consequence, Line
from vinhdanh.registry.journal import Journal

UNDER_WAY = (BatchState.READING, BatchState.READ, BatchState.ENTERING)


@following.register
def waiting_imports(change: Change, _journal: Journal) -> list[Consequence]:
    """Name the lists that wait at the ended units: they would enter people there."""
    waiting = ImportBatch.objects.filter(
        unit__in=change.ended, state__in=UNDER_WAY
    ).select_related("file", "unit__subject")
    return following.told(
        _("Danh sách đang chờ nhập"),
        _("Nhập hoặc bỏ trước; nhập sau thì người vào đơn vị đã kết thúc."),
        [Line(f"{row}, {row.unit}", row.get_state_display()) for row in waiting],
        is_warning=True,
        reads="import.see",
    )
