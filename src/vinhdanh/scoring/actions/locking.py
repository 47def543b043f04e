"""A scoring while something is done with it: locked, and still there."""

from django.utils.translation import gettext as _

from vinhdanh.base.refusal import Refused
from vinhdanh.scoring.models import Scoring


def locked(pk: int) -> Scoring:
    """The scoring's row, locked. Raises Refused when it was cancelled meanwhile."""
    found = Scoring.objects.select_for_update().filter(pk=pk).first()
    if found is None:
        raise Refused(
            "scoring.cancelled",
            _("Đợt chấm này vừa bị hủy. Hãy mở lại danh sách các đợt chấm."),
        )
    return found


def locked_open(scoring: Scoring) -> Scoring:
    """Do as `locked`; Refused also once the results are frozen."""
    found = locked(scoring.pk)
    if not found.is_open:
        raise Refused(
            "scoring.final",
            _("Đợt chấm “%(name)s” đã chốt.") % {"name": found},
        )
    return found
