"""What becomes of people on their way and of bodies when units are reorganised."""

from django.db.models import Q
from django.utils.translation import gettext as _

from vinhdanh.base.refusal import Refused
from vinhdanh.registry import following
from vinhdanh.registry.enums import TransferState
from vinhdanh.registry.following import Change, Consequence, Line
from vinhdanh.registry.journal import Journal
from vinhdanh.registry.models import Body, Post, Transfer, Unit
from vinhdanh.viet import dates


@following.register
def pending_transfers(change: Change, journal: Journal) -> list[Consequence]:
    """Let the successor send or receive whom an ended unit was to; else refuse."""
    ended = Q(sending__in=change.ended) | Q(receiving__in=change.ended)
    rows = Transfer.objects.filter(ended, state=TransferState.PENDING)
    lines = []
    for row in rows.select_related(
        "person__subject", "sending__subject", "receiving__subject", "left_post"
    ):
        post = _going_on(row, change, journal)
        sending = post.unit if post is not None else row.sending
        receiving = _receiving(row, change)
        # A post that goes on from the day is held for a day at least.
        goes_on = post is not None and post.pk != row.left_post_id
        is_early = row.on < change.on or (goes_on and row.on == change.on)
        if receiving is None or receiving == sending or is_early:
            raise _unanswered(row)
        journal.change(
            [row],
            sending=sending,
            receiving=receiving,
            left_post=post or row.left_post,
        )
        lines.append(
            Line(
                _("%(name)s, về đơn vị mới ngày %(day)s")
                % {"name": row.person, "day": dates.short(row.on)},
                f"{sending} → {receiving}",
            )
        )
    return following.told(
        _("Người đang chờ xác nhận tiếp nhận"),
        _("Đơn vị kế tiếp chuyển đi hoặc xác nhận tiếp nhận thay cho đơn vị cũ."),
        lines,
        reads="transfer.see",
    )


def _going_on(row: Transfer, change: Change, journal: Journal) -> Post | None:
    """Return the post at the successor that goes on from the one to be left."""
    if row.left_post is None:
        return None
    if row.left_post.unit not in change.ended:
        return row.left_post
    made = Post.objects.filter(pk__in=journal.made(Post), person=row.person)
    same = made.filter(title=row.left_post.title, first_day=change.on)
    return same.select_related("unit__subject").order_by("pk").first()


def _receiving(row: Transfer, change: Change) -> Unit | None:
    if row.receiving not in change.ended:
        return row.receiving
    successors = change.successors[row.receiving_id]
    return successors[0] if len(successors) == 1 else None


def _unanswered(row: Transfer) -> Refused:
    return Refused(
        "reorganisation.pending_transfer",
        _(
            "%(name)s đang chờ “%(unit)s” xác nhận tiếp nhận từ %(day)s. Hãy xác nhận "
            "hoặc rút lại việc chuyển ấy trước khi sắp xếp đơn vị."
        )
        % {"name": row.person, "unit": row.receiving, "day": dates.short(row.on)},
    )


@following.register
def sitting_bodies(change: Change, _journal: Journal) -> list[Consequence]:
    """Name the bodies of ended units that still sit: none goes over by itself."""
    bodies = Body.objects.filter(unit__in=change.ended)
    over = bodies.exclude(terms=None).exclude(
        Q(terms__last_day=None) | Q(terms__last_day__gte=change.on)
    )
    still = bodies.exclude(pk__in=over.values("pk"))
    return following.told(
        _("Tập thể có nhiệm kỳ"),
        _(
            "Ban, Tổ, Hội đồng của đơn vị kết thúc vẫn ghi ở đơn vị ấy. Hãy ghi ngày "
            "kết thúc nhiệm kỳ theo văn bản; đơn vị mới lập tập thể của mình."
        ),
        [
            Line(f"{row}, {row.unit}", _("không tự chuyển sang đơn vị mới"))
            for row in still.select_related("subject", "unit__subject")
        ],
        is_warning=True,
    )
