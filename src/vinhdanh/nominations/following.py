"""What becomes of rounds and nominations of reorganised units."""

from django.utils.translation import gettext as _

from vinhdanh import assess
from vinhdanh.nominations.enums import NominationState, RoundState
from vinhdanh.nominations.models import Nomination, Round
from vinhdanh.registry import following
from vinhdanh.registry.following import Change, Consequence, Line
from vinhdanh.registry.journal import Journal

UNDER_WAY = (
    NominationState.FILED,
    NominationState.SUBMITTED,
    NominationState.AGREED,
    NominationState.FORWARDED,
)


@following.register
def open_rounds(change: Change, _journal: Journal) -> list[Consequence]:
    """Name the rounds and nominations that are under way at the ended units."""
    rounds = Round.objects.filter(unit__in=change.ended, state=RoundState.OPEN)
    nominations = Nomination.objects.filter(
        unit__in=change.ended, state__in=UNDER_WAY
    ).select_related("round")
    return [
        *following.told(
            _("Đợt bình xét đang mở"),
            _(
                "Giữ nguyên ở đơn vị đã mở; người phụ trách đơn vị kế thừa làm tiếp "
                "đến khi xong, hoặc mở đợt mới ở đơn vị mới."
            ),
            [
                Line(f"{row}, {row.unit}", row.get_state_display())
                for row in rounds.select_related("unit__subject")
            ],
            is_warning=True,
            reads="round.see",
        ),
        *following.told(
            _("Đề nghị khen thưởng đang làm"),
            _("Giữ nguyên, với tên và đơn vị lúc đề nghị."),
            [
                Line(
                    f"{row.name}: {assess.awards()[row.award].short_name}",
                    f"{row.round}, {row.get_state_display()}",
                )
                for row in nominations
            ],
            reads="nomination.see",
        ),
    ]
