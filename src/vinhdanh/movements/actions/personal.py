"""Personal targets: what a person or unit sets out to reach besides a title."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from vinhdanh.base import audit, clock, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.movements.actions.registering import refuse_to_file
from vinhdanh.movements.enums import RegistrationState
from vinhdanh.movements.models import Movement, PersonalTarget, TargetStep
from vinhdanh.registry import aliases
from vinhdanh.registry.models import Subject, Unit
from vinhdanh.viet import numbers, text

MOST = 10
LONGEST = 300
_GOAL = re.compile(r"(\d{1,3}(?:[. ]\d{3})+|\d{1,12})(?:,(\d{1,2}))?\s*([^\d].*)?")


@dataclass(frozen=True)
class PersonalLine:
    """A target as written: in words, or with a goal in hundredths of a measure."""

    name: str
    goal_hundredths: int | None = None
    measure: str = ""

    def __str__(self) -> str:
        """“Sáng kiến cấp cơ sở: 1 sáng kiến”, as `read` reads it."""
        if self.goal_hundredths is None:
            return self.name
        return f"{self.name}: {numbers.hundredths(self.goal_hundredths)} {self.measure}"


def read(typed: str) -> list[PersonalLine]:
    """Read targets, one a line or parted by “;”.

    “Hồ sơ đúng hạn: 98 %” has a goal, “Giữ gìn đoàn kết” is in words.
    """
    pieces = (text.clean_line(piece) for piece in re.split(r"[;\n]", typed))
    return [_line(piece) for piece in pieces if piece]


def _line(piece: str) -> PersonalLine:
    name, _sep, rest = piece.rpartition(":")
    found = _GOAL.fullmatch(rest.strip()) if name else None
    if found is None:
        return PersonalLine(piece)
    whole, decimals, measure = found.groups()
    figure = int(re.sub(r"[. ]", "", whole)) * 100 + int((decimals or "").ljust(2, "0"))
    return PersonalLine(name.strip(), figure, (measure or "").strip())


def lines_of(targets: Sequence[PersonalTarget]) -> list[PersonalLine]:
    """Return targets that are kept as the lines they were written from."""
    return [PersonalLine(row.name, row.goal_hundredths, row.measure) for row in targets]


def said(lines: Sequence[PersonalLine]) -> str:
    """Return targets in one cell of a sheet, as `read` reads them."""
    return "; ".join(map(str, lines))


def set_targets(
    actor: Any,
    movement: Movement,
    wanted: Mapping[Subject, Sequence[PersonalLine]],
    *,
    late_reason: str = "",
    on: date | None = None,
) -> int:
    """Write the personal targets of people and units anew, all or none.

    The window of registration holds, and who registers titles writes these; every
    earlier wording stays in the steps. Lines that are the same leave no step. A
    target changed has to be endorsed again; one that stays keeps the endorsement and
    the result told of it. Returns how many subjects changed.
    """
    day = on or clock.today()
    units = refuse_to_file(actor, movement, wanted, day, late_reason)
    for subject, lines in wanted.items():
        check(subject, lines)
    with transaction.atomic():
        Movement.objects.select_for_update().get(pk=movement.pk)
        _refuse_without_title(movement, wanted)
        # What was written of a record merged into hers is hers.
        mains = aliases.family([subject.pk for subject in wanted])
        kept: dict[int, list[PersonalTarget]] = {}
        for row in movement.personal_targets.filter(subject__in=mains):
            kept.setdefault(mains[row.subject_id], []).append(row)
        changed = {
            subject: list(lines)
            for subject, lines in wanted.items()
            if lines_of(kept.get(mains[subject.pk], [])) != list(lines)
        }
        _write(movement, changed, units, mains)
        _leave_steps(actor, movement, changed, units, late_reason.strip())
    return len(changed)


def endorse_targets(actor: Any, targets: Iterable[PersonalTarget]) -> int:
    """Let the head stand behind targets; all or none. Returns how many were not yet.

    A target written anew since it was read is another row, and waits for its turn.
    """
    read = [target.pk for target in targets]
    rights.require_all(
        actor, "registration.endorse", PersonalTarget.objects.filter(pk__in=read)
    )
    with transaction.atomic():
        found = PersonalTarget.objects.select_for_update(of=("self",))
        found = found.select_related("subject").filter(pk__in=read, is_endorsed=False)
        fresh = list(found)
        for row in fresh:
            row.is_endorsed = True
        PersonalTarget.objects.bulk_update(fresh, ["is_endorsed"])
        audit.record_many(
            actor,
            [
                audit.Deed(
                    "registration.endorse_targets",
                    row.subject,
                    after={"targets": list(map(str, lines_of([row])))},
                    unit_id=row.unit_id,
                )
                for row in fresh
            ],
        )
    return len(fresh)


def tell_result(actor: Any, target: PersonalTarget, result: str) -> PersonalTarget:
    """Say what became of a personal target; by who registers for its subject."""
    rights.require(actor, "registration.file", target)
    if not result.strip():
        raise Refused("target.no_result", _("Hãy ghi kết quả đạt được."))
    with transaction.atomic():
        locked = PersonalTarget.objects.select_for_update().get(pk=target.pk)
        before = {"result": locked.result}
        locked.result = result
        locked.save(update_fields=["result"])
        audit.record(
            actor,
            "registration.result",
            locked,
            before=before,
            after={"target": locked.name, "result": locked.result},
        )
    return locked


def check(subject: Subject, lines: Sequence[PersonalLine]) -> None:
    """Raise Refused for too many targets, one without a name, a bare figure."""
    names = {"subject": subject.name}
    if len(lines) > MOST:
        raise Refused(
            "target.too_many",
            _("“%(subject)s”: ghi nhiều nhất %(n)s chỉ tiêu.") % (names | {"n": MOST}),
        )
    for line in lines:
        if not line.name.strip() or len(line.name) > LONGEST:
            raise Refused(
                "target.no_name",
                _("“%(subject)s”: chỉ tiêu cần có tên, không quá %(n)s chữ.")
                % (names | {"n": LONGEST}),
            )
        if line.goal_hundredths is not None and not line.measure.strip():
            raise Refused(
                "target.no_unit",
                _(
                    "Chỉ tiêu “%(name)s” của “%(subject)s” có số mà chưa có đơn vị "
                    "tính. Hãy ghi đơn vị tính, ví dụ: %%, hồ sơ, sáng kiến."
                )
                % (names | {"name": line.name}),
            )


def _refuse_without_title(
    movement: Movement, wanted: Mapping[Subject, Sequence[PersonalLine]]
) -> None:
    held = movement.registrations.exclude(state=RegistrationState.WITHDRAWN)
    titled = set(held.values_list(aliases.main_id("subject"), flat=True))
    for subject, lines in wanted.items():
        if lines and aliases.main_of(subject).pk not in titled:
            raise Refused(
                "target.no_registration",
                _("“%(name)s” chưa đăng ký danh hiệu nên chưa ghi chỉ tiêu phấn đấu.")
                % {"name": subject.name},
            )


def _write(
    movement: Movement,
    changed: Mapping[Subject, Sequence[PersonalLine]],
    units: Mapping[int, Unit],
    mains: Mapping[int, int],
) -> None:
    """Write the lines; one that is as it was keeps its endorsement and its result.

    mains: of each record of these subjects the one that stays.
    """
    whose = {mains[subject.pk] for subject in changed}
    there = movement.personal_targets.filter(
        subject__in=[record for record, main in mains.items() if main in whose]
    )
    kept: dict[tuple[int, PersonalLine], list[PersonalTarget]] = {}
    for row in there:
        (line,) = lines_of([row])
        kept.setdefault((mains[row.subject_id], line), []).append(row)
    there.delete()
    rows = []
    for subject, lines in changed.items():
        for place, line in enumerate(lines, start=1):
            same = kept.get((mains[subject.pk], line))
            before = same.pop(0) if same else PersonalTarget()
            rows.append(
                PersonalTarget(
                    movement=movement,
                    subject=subject,
                    unit=units[subject.pk],
                    position=place,
                    name=line.name,
                    measure=line.measure,
                    goal_hundredths=line.goal_hundredths,
                    is_endorsed=before.is_endorsed,
                    result=before.result,
                )
            )
    PersonalTarget.objects.bulk_create(rows)


def _leave_steps(
    actor: Any,
    movement: Movement,
    changed: Mapping[Subject, Sequence[PersonalLine]],
    units: Mapping[int, Unit],
    reason: str,
) -> None:
    now = clock.now()
    before = {
        step.subject_id: step.lines
        for step in movement.target_steps.filter(subject__in=list(changed))
    }
    steps = TargetStep.objects.bulk_create(
        TargetStep(
            movement=movement,
            subject=subject,
            unit=units[subject.pk],
            lines=[str(line) for line in lines],
            by=actor,
            by_name=str(actor),
            at=now,
            reason=reason,
        )
        for subject, lines in changed.items()
    )
    audit.record_many(
        actor,
        [
            audit.Deed(
                "registration.targets",
                step.subject,
                before={"targets": before.get(step.subject_id, [])},
                after={"targets": step.lines},
                reason=reason,
                unit_id=step.unit_id,
            )
            for step in steps
        ],
    )
