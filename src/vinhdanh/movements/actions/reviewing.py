"""Half-year and final reviews: written, then concluded with the day's figures."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from vinhdanh.base import audit, chain, clock, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.base.seen import require_unchanged
from vinhdanh.movements.enums import MovementState, ReviewKind
from vinhdanh.movements.models import Discovery, Movement, Review
from vinhdanh.movements.reviews import FigureLine, tasks_today
from vinhdanh.registry.models import Subject
from vinhdanh.viet import dates


@dataclass(frozen=True)
class DiscoveryLine:
    """A model found: who, for what, proposed for what; `subject` where kept here."""

    name: str
    what_for: str
    unit_name: str = ""
    proposal: str = ""
    subject: Subject | None = None


@dataclass(frozen=True)
class ReviewForm:
    """What is written of a review."""

    kind: str
    as_of: date
    results: str = ""
    shortcomings: str = ""
    ahead: str = ""
    discoveries: tuple[DiscoveryLine, ...] = ()


WORDS = ("kind", "as_of", "results", "shortcomings", "ahead")


def prepare_review(actor: Any, movement: Movement, form: ReviewForm) -> Review:
    """Begin a review of a launched movement."""
    rights.require(actor, "review.prepare", movement)
    _check(movement, form)
    with transaction.atomic():
        same = movement.reviews.filter(kind=form.kind, as_of=form.as_of)
        if same.exists():
            raise Refused(
                "review.twice",
                _("Đã có bản %(kind)s tính đến ngày %(day)s. Hãy mở bản ấy.")
                % {
                    "kind": ReviewKind(form.kind).label,
                    "day": dates.short(form.as_of),
                },
            )
        review = Review(movement=movement)
        _write(review, form)
        audit.record(actor, "review.prepare", review, after=as_words(form))
    return review


def mend_review(
    actor: Any, review: Review, form: ReviewForm, *, seen: str | None = None
) -> Review:
    """Rewrite a review. Raises Refused once it is concluded.

    seen: the mark of what was read; see `base.seen`.
    """
    rights.require(actor, "review.prepare", review)
    _check(review.movement, form)
    with transaction.atomic():
        locked = Review.objects.select_for_update().get(pk=review.pk)
        refuse_concluded(locked)
        require_unchanged(locked, seen)
        before = as_words(form_of(locked))
        _write(locked, form)
        audit.record(actor, "review.mend", locked, before=before, after=as_words(form))
    return locked


def conclude_review(
    actor: Any, review: Review, figures: Sequence[FigureLine], *, on: date | None = None
) -> Review:
    """Conclude a review: its figures and tasks stay as they stand that day.

    figures: each target with what is reached, which rooms above this one know. A
    final review makes the movement reviewed. Raises Refused without results.
    """
    rights.require(actor, "review.conclude", review)
    day = on or clock.today()
    with transaction.atomic():
        locked = (
            Review.objects.select_for_update(of=("self",))
            .select_related("movement")
            .get(pk=review.pk)
        )
        refuse_concluded(locked)
        if not locked.results.strip():
            raise Refused(
                "review.no_results", _("Hãy ghi kết quả đạt được rồi kết luận.")
            )
        locked.concluded_on, locked.concluded_by_name = day, str(actor)
        locked.figures = [asdict(line) for line in figures]
        locked.tasks = chain.plain(
            [asdict(line) for line in tasks_today(locked.movement)]
        )
        locked.save()
        if locked.kind == ReviewKind.FINAL:
            locked.movement.state = MovementState.REVIEWED
            locked.movement.save(update_fields=["state"])
        audit.record(
            actor,
            "review.conclude",
            locked,
            after={"on": day, "figures": locked.figures, "tasks": locked.tasks},
        )
    return locked


def form_of(review: Review) -> ReviewForm:
    """Return a review as the form that would write it again."""
    return ReviewForm(
        **{name: getattr(review, name) for name in WORDS},
        discoveries=tuple(
            DiscoveryLine(
                row.printed_name, row.what_for, row.unit_name, row.proposal, row.subject
            )
            for row in review.discoveries.select_related("subject")
        ),
    )


def _check(movement: Movement, form: ReviewForm) -> None:
    if movement.is_draft:
        raise Refused(
            "review.draft", _("Phong trào chưa phát động nên chưa sơ kết, tổng kết.")
        )
    if form.as_of < movement.first_day:
        raise Refused(
            "review.before",
            _("Ngày %(day)s trước ngày bắt đầu phong trào %(start)s.")
            % {
                "day": dates.short(form.as_of),
                "start": dates.short(movement.first_day),
            },
        )
    _check_discoveries(form.discoveries)


def _check_discoveries(lines: Iterable[DiscoveryLine]) -> None:
    for line in lines:
        if not line.name.strip() or not line.what_for.strip():
            raise Refused(
                "discovery.no_deed",
                _("Mỗi điển hình cần có tên và việc làm, thành tích."),
            )


def refuse_concluded(review: Review) -> None:
    """Raise Refused for a review that stands."""
    if review.concluded_on is not None:
        raise Refused(
            "review.concluded",
            _("Bản này đã kết luận ngày %(on)s nên giữ nguyên.")
            % {"on": dates.short(review.concluded_on)},
        )


def _write(review: Review, form: ReviewForm) -> None:
    for name in WORDS:
        setattr(review, name, getattr(form, name))
    review.save()
    review.discoveries.all().delete()
    Discovery.objects.bulk_create(
        Discovery(
            review=review,
            position=position,
            subject=line.subject,
            printed_name=line.name,
            unit_name=line.unit_name,
            what_for=line.what_for,
            proposal=line.proposal,
        )
        for position, line in enumerate(form.discoveries, start=1)
    )


def as_words(form: ReviewForm) -> dict[str, Any]:
    """Return what a review says, for the audit."""
    words: dict[str, Any] = {name: getattr(form, name) for name in WORDS}
    words["discoveries"] = [
        [line.name, line.what_for, line.proposal] for line in form.discoveries
    ]
    return words
