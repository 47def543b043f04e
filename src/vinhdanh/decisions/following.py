"""What becomes of draft papers of reorganised units."""

from django.utils.translation import gettext as _

from vinhdanh.decisions.enums import PaperState
from vinhdanh.decisions.models import OfficialPaper
from vinhdanh.registry import following
from vinhdanh.registry.following import Change, Consequence, Line
from vinhdanh.registry.journal import Journal


@following.register
def draft_papers(change: Change, _journal: Journal) -> list[Consequence]:
    """Name the drafts that bear the name of a unit that ends."""
    drafts = OfficialPaper.objects.filter(
        unit__in=change.ended, state=PaperState.DRAFT
    ).select_related("unit__subject")
    return following.told(
        _("Văn bản đang soạn"),
        _("Dự thảo mang tên đơn vị cũ. Hãy ban hành hoặc bỏ trước khi thay đổi."),
        [Line(row.abstract, str(row.unit)) for row in drafts],
        is_warning=True,
        reads="decision.see",
    )
