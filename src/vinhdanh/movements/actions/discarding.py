"""Drafts of movements and reviews are thrown away, with the reason."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from vinhdanh.base import rights
from vinhdanh.base.discarding import discard
from vinhdanh.base.refusal import Refused
from vinhdanh.movements.actions import launching, reviewing
from vinhdanh.movements.models import Movement, Review


def discard_movement(actor: Any, movement: Movement, *, reason: str) -> None:
    """Throw away a draft that nothing builds on.

    Raises Refused once it is launched, or when a gathering or a superior's word has
    been recorded in it.
    """
    rights.require(actor, "movement.prepare", movement)
    with transaction.atomic():
        locked = Movement.objects.select_for_update().get(pk=movement.pk)
        launching.refuse_launched(locked)
        if locked.gatherings.exists() or locked.directives.exists():
            raise Refused(
                "movement.recorded",
                _("Đã ghi hội nghị hoặc ý kiến chỉ đạo của phong trào nên không bỏ."),
            )
        before = launching.as_words(launching.form_of(locked))
        discard(actor, "movement.discard", locked, before=before, reason=reason)


def discard_review(actor: Any, review: Review, *, reason: str) -> None:
    """Throw away a review that is being written. Raises Refused once concluded."""
    rights.require(actor, "review.prepare", review)
    with transaction.atomic():
        locked = Review.objects.select_for_update().get(pk=review.pk)
        reviewing.refuse_concluded(locked)
        before = reviewing.as_words(reviewing.form_of(locked))
        discard(actor, "review.discard", locked, before=before, reason=reason)
