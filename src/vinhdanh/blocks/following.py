"""What becomes of the seats in blocks of units that end."""

from django.db.models import Q
from django.utils.translation import gettext as _

from vinhdanh.blocks.models import BlockMember
from vinhdanh.registry import following
from vinhdanh.registry.following import Change, Consequence, Line
from vinhdanh.registry.journal import Journal


@following.register
def seats_in_blocks(change: Change, _journal: Journal) -> list[Consequence]:
    """Name the blocks of ended units; whoever steers the block seats the successor."""
    rows = BlockMember.objects.filter(
        Q(last_year=None) | Q(last_year__gte=change.on.year), unit__in=change.ended
    )
    return following.told(
        _("Khối, cụm thi đua"),
        _(
            "Phần đã làm trong năm giữ nguyên tên đơn vị cũ. Cơ quan chủ trì khối ghi "
            "đơn vị mới làm thành viên từ năm nào."
        ),
        [
            Line(
                f"{row.block}: {row.unit}",
                _("thành viên từ năm %(y)s") % {"y": row.first_year},
            )
            for row in rows.select_related("block", "unit__subject")
        ],
        is_warning=True,
    )
