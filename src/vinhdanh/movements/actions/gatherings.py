"""Ceremonies and conferences: who came, in which order, what was said and asked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from vinhdanh.base import audit, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.base.seen import require_unchanged
from vinhdanh.movements.enums import GatheringKind, PostClass
from vinhdanh.movements.models import (
    Attendee,
    Directive,
    Gathering,
    Movement,
    Speech,
)
from vinhdanh.viet import text


@dataclass(frozen=True)
class AttendeeLine:
    """A guest; place: the number that she is named at, by class where left out."""

    name: str
    post: str = ""
    post_class: int = PostClass.OTHER
    place: int | None = None


@dataclass(frozen=True)
class SpeechLine:
    """Who spoke, and of what."""

    speaker: str
    subject_matter: str
    post: str = ""


@dataclass(frozen=True)
class DirectiveLine:
    """What a superior asked for, and until when where it was said."""

    words: str
    given_by: str
    given_post: str = ""
    due_on: date | None = None


@dataclass(frozen=True)
class GatheringForm:
    """What is written of a gathering.

    award_decisions: numbers of the decisions read out there, “;” between them.
    """

    kind: str
    name: str
    held_on: date
    place: str
    minutes: str = ""
    award_decisions: str = ""
    attendees: tuple[AttendeeLine, ...] = ()
    speeches: tuple[SpeechLine, ...] = ()
    directives: tuple[DirectiveLine, ...] = ()


WORDS = ("kind", "name", "held_on", "place", "minutes", "award_decisions")
GUEST_WORDS = ("name", "post", "post_class", "place")
SPEECH_WORDS = ("speaker", "subject_matter", "post")
DIRECTIVE_WORDS = ("words", "given_by", "given_post", "due_on")


def record_gathering(actor: Any, movement: Movement, form: GatheringForm) -> Gathering:
    """Record a ceremony or conference of a movement."""
    rights.require(actor, "movement.record", movement)
    _check(movement, form)
    with transaction.atomic():
        gathering = Gathering(movement=movement)
        _write(gathering, form)
        audit.record(actor, "gathering.record", gathering, after=_as_words(form))
    return gathering


def mend_gathering(
    actor: Any, gathering: Gathering, form: GatheringForm, *, seen: str | None = None
) -> Gathering:
    """Rewrite a gathering; what next year's tasks answer already stays.

    seen: the mark of what was read; see `base.seen`.
    """
    rights.require(actor, "movement.record", gathering)
    _check(gathering.movement, form)
    with transaction.atomic():
        locked = Gathering.objects.select_for_update().get(pk=gathering.pk)
        require_unchanged(locked, seen)
        before = _as_words(form_of(locked))
        _write(locked, form)
        audit.record(
            actor, "gathering.mend", locked, before=before, after=_as_words(form)
        )
    return locked


def record_directive(
    actor: Any,
    movement: Movement,
    line: DirectiveLine,
    *,
    on: date,
    document_number: str = "",
) -> Directive:
    """Record what a superior asked for in writing, outside any gathering."""
    rights.require(actor, "movement.record", movement)
    _check_directive(line)
    with transaction.atomic():
        directive = Directive.objects.create(
            movement=movement,
            position=movement.directives.filter(gathering=None).count() + 1,
            given_on=on,
            document_number=document_number,
            **{name: getattr(line, name) for name in DIRECTIVE_WORDS},
        )
        audit.record(
            actor,
            "directive.record",
            directive,
            after={"words": line.words, "by": line.given_by, "on": on},
            reason=document_number,
        )
    return directive


def form_of(gathering: Gathering) -> GatheringForm:
    """Return a gathering as the form that would write it again."""
    return GatheringForm(
        **{name: getattr(gathering, name) for name in WORDS},
        attendees=tuple(_lines(AttendeeLine, gathering.attendees.all(), GUEST_WORDS)),
        speeches=tuple(_lines(SpeechLine, gathering.speeches.all(), SPEECH_WORDS)),
        directives=tuple(
            _lines(DirectiveLine, gathering.directives.all(), DIRECTIVE_WORDS)
        ),
    )


def in_protocol_order(guests: Iterable[AttendeeLine]) -> list[AttendeeLine]:
    """Return guests as they are named: by class of post, then as typed.

    A guest with a place of her own stands there, whatever her class.
    """
    lines = list(guests)
    ordered = sorted(
        (line for line in lines if line.place is None), key=lambda line: line.post_class
    )
    for line in sorted(
        (line for line in lines if line.place is not None),
        key=lambda line: line.place or 0,
    ):
        ordered.insert(max((line.place or 1) - 1, 0), line)
    return ordered


def _lines(kind: Any, rows: Iterable[Any], words: Sequence[str]) -> list[Any]:
    return [kind(**{name: getattr(row, name) for name in words}) for row in rows]


def _check(movement: Movement, form: GatheringForm) -> None:
    if not form.name.strip() or not form.place.strip():
        raise Refused(
            "gathering.no_place", _("Hãy ghi tên và địa điểm của buổi lễ, hội nghị.")
        )
    if movement.is_draft and form.kind != GatheringKind.LAUNCH:
        raise Refused(
            "gathering.draft",
            _("Phong trào chưa phát động nên chưa có hội nghị sơ kết, tổng kết."),
        )
    for line in form.directives:
        _check_directive(line)


def _check_directive(line: DirectiveLine) -> None:
    if not line.words.strip() or not line.given_by.strip():
        raise Refused(
            "directive.no_source",
            _("Mỗi ý kiến chỉ đạo cần có nội dung và người chỉ đạo."),
        )


def _write(gathering: Gathering, form: GatheringForm) -> None:
    for name in WORDS:
        setattr(gathering, name, getattr(form, name))
    gathering.save()
    gathering.attendees.all().delete()
    gathering.speeches.all().delete()
    Attendee.objects.bulk_create(
        Attendee(
            gathering=gathering,
            position=position,
            **{name: getattr(line, name) for name in GUEST_WORDS},
        )
        for position, line in enumerate(in_protocol_order(form.attendees), start=1)
    )
    Speech.objects.bulk_create(
        Speech(
            gathering=gathering,
            position=position,
            **{name: getattr(line, name) for name in SPEECH_WORDS},
        )
        for position, line in enumerate(form.speeches, start=1)
    )
    _write_directives(gathering, form.directives)


def _write_directives(gathering: Gathering, lines: Sequence[DirectiveLine]) -> None:
    """Write the directives, each into the row with its words; tasks point at them."""
    kept = {row.words: row for row in gathering.directives.all()}
    for position, line in enumerate(lines, start=1):
        row = kept.pop(text.clean_line(line.words), None) or Directive(
            movement=gathering.movement, gathering=gathering
        )
        for name in DIRECTIVE_WORDS:
            setattr(row, name, getattr(line, name))
        row.position, row.given_on = position, gathering.held_on
        row.save()
    for row in kept.values():
        if row.tasks.exists():
            raise Refused(
                "directive.answered",
                _(
                    "Ý kiến chỉ đạo “%(words)s” đã thành nhiệm vụ nên giữ nguyên lời. "
                    "Hãy trả lại dòng này rồi ghi."
                )
                % {"words": row.words},
            )
        row.delete()


def _as_words(form: GatheringForm) -> dict[str, Any]:
    words = {name: getattr(form, name) for name in WORDS}
    words["attendees"] = [[line.name, line.post] for line in form.attendees]
    words["speeches"] = [[line.speaker, line.subject_matter] for line in form.speeches]
    words["directives"] = [[line.given_by, line.words] for line in form.directives]
    return words
