"""Titles registered by people and units, endorsed by their heads."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from vinhdanh import assess
from vinhdanh.base import audit, clock, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.movements import queries
from vinhdanh.movements.enums import MovementState, RegistrationState
from vinhdanh.movements.models import (
    Movement,
    PersonalTarget,
    Registration,
    RegistrationStep,
)
from vinhdanh.movements.transitions import TRANSITIONS, Verb
from vinhdanh.registry import aliases
from vinhdanh.registry.enums import SubjectKind
from vinhdanh.registry.models import Person, Subject, Unit
from vinhdanh.viet import dates


def register(
    actor: Any,
    movement: Movement,
    subject: Subject,
    award_codes: Collection[str],
    late_reason: str = "",
    *,
    on: date | None = None,
) -> list[Registration]:
    """Register titles for one person or unit; see `register_many`."""
    return register_many(
        actor, movement, {subject: award_codes}, late_reason=late_reason, on=on
    )


def register_all(
    actor: Any,
    movement: Movement,
    unit: Unit,
    award: str,
    late_reason: str = "",
    *,
    on: date | None = None,
) -> list[Registration]:
    """Register one title for the whole roster of a unit in one deed.

    A person's title takes in all people of the unit and below it that day; a
    collective's title all units below the movement's own. Those who registered it
    already stay as they are.
    """
    rights.require(actor, "registration.file", unit)
    roster = queries.roster(movement, unit, award, on or clock.today())
    wanted = dict.fromkeys(roster, (award,))
    return register_many(actor, movement, wanted, late_reason=late_reason, on=on)


def register_many(
    actor: Any,
    movement: Movement,
    wanted: Mapping[Subject, Collection[str]],
    *,
    late_reason: str = "",
    on: date | None = None,
) -> list[Registration]:
    """Register titles for several subjects in one deed, all or none.

    wanted: award codes by subject. on: the day on the paper that a head or the officer
    records for others, today unless given; after the window's last day it needs a
    reason. A member files for herself, and today. Gives back the registrations newly
    filed or filed again.
    """
    day = on or clock.today()
    _check_titles(wanted)
    units = refuse_to_file(actor, movement, wanted, day, late_reason)
    with transaction.atomic():
        Movement.objects.select_for_update().get(pk=movement.pk)
        filing = _Filing(actor, movement, day, late_reason.strip())
        return filing.write(wanted, units)


def _live_last(row: Registration) -> tuple[bool, int]:
    return row.state != RegistrationState.WITHDRAWN, row.pk


@dataclass(frozen=True)
class _Filing:
    """One deed of filing: who, for which movement, on which day."""

    actor: Any
    movement: Movement
    day: date
    late_reason: str

    def write(
        self,
        wanted: Mapping[Subject, Collection[str]],
        units: Mapping[int, Unit],
    ) -> list[Registration]:
        # What was filed of a record merged into hers is hers.
        mains = aliases.family([subject.pk for subject in wanted])
        rows = self.movement.registrations.filter(subject__in=mains)
        known = {
            (mains[row.subject_id], row.award): row
            for row in sorted(rows, key=_live_last)
        }
        moved: list[tuple[Registration, str]] = []
        new: list[Registration] = []
        for subject, codes in wanted.items():
            for code in dict.fromkeys(codes):
                row = known.get((mains[subject.pk], code))
                if row is None:
                    new.append(self._row(subject, code, units[subject.pk]))
                elif row.state in TRANSITIONS[Verb.FILE].sources:
                    moved.append((row, row.state))
        Registration.objects.bulk_create(new)
        for row, _state in moved:
            row.state = RegistrationState.FILED
            row.filed_on, row.late_reason = self.day, self.late_reason
        Registration.objects.bulk_update(
            [row for row, _state in moved], ["state", "filed_on", "late_reason"]
        )
        moved += [(row, "") for row in new]
        _leave_steps(self.actor, Verb.FILE, moved, reason=self.late_reason)
        return [row for row, _state in moved]

    def _row(self, subject: Subject, code: str, unit: Unit) -> Registration:
        return Registration(
            movement=self.movement,
            subject=subject,
            unit=unit,
            award=code,
            printed_name=subject.name,
            filed_on=self.day,
            late_reason=self.late_reason,
        )


def endorse(actor: Any, registrations: Iterable[Registration]) -> list[Registration]:
    """Let the head of the unit stand behind registrations; all or none.

    Those already endorsed stay as they are; a withdrawn one is refused.
    """
    return _move(actor, Verb.ENDORSE, registrations, "")


def withdraw(actor: Any, registration: Registration, reason: str) -> Registration:
    """Take a registration back, with its reason; it can be filed again."""
    moved = withdraw_many(actor, [registration], reason)
    return moved[0] if moved else registration


def withdraw_many(
    actor: Any, registrations: Iterable[Registration], reason: str
) -> list[Registration]:
    """Take several registrations back, all of them or none; see `withdraw`."""
    return _move(actor, Verb.WITHDRAW, registrations, reason)


def _move(
    actor: Any, verb: Verb, registrations: Iterable[Registration], reason: str
) -> list[Registration]:
    row = TRANSITIONS[verb]
    if row.needs_reason and not reason.strip():
        raise Refused("registration.reason_missing", _("Hãy ghi lý do."))
    wanted = {registration.pk: registration for registration in registrations}
    if not wanted:
        return []
    allowed = rights.visible(
        actor, row.right, Registration.objects.filter(pk__in=wanted)
    ).values_list("pk", flat=True)
    for pk in wanted.keys() - set(allowed):
        rights.require(actor, row.right, wanted[pk])
    with transaction.atomic():
        locked = list(
            Registration.objects.select_for_update()
            .filter(pk__in=wanted)
            .order_by("pk")
        )
        moved = [(found, found.state) for found in locked if found.state != row.target]
        for found, state in moved:
            if state not in row.sources:
                raise Refused(
                    "registration.no_such_way",
                    _("“%(name)s” %(state)s nên không thể: %(verb)s.")
                    % {
                        "name": found.printed_name,
                        "state": found.get_state_display(),
                        "verb": row.label,
                    },
                )
            found.state = row.target
        Registration.objects.bulk_update([found for found, _s in moved], ["state"])
        _leave_steps(actor, verb, moved, reason=reason.strip())
        if verb == Verb.ENDORSE:
            _endorse_targets(locked)
    return [found for found, _state in moved]


def _endorse_targets(registrations: Iterable[Registration]) -> None:
    """The head who stands behind a title stands behind the targets beside it."""
    by_movement: dict[int, list[int]] = {}
    for row in registrations:
        by_movement.setdefault(row.movement_id, []).append(row.subject_id)
    for movement, subjects in by_movement.items():
        PersonalTarget.objects.filter(
            movement=movement,
            subject__in=[*aliases.family(subjects)],
            is_endorsed=False,
        ).update(is_endorsed=True)


def _leave_steps(
    actor: Any,
    verb: Verb,
    moved: Sequence[tuple[Registration, str]],
    *,
    reason: str,
) -> None:
    """Write a step and an audit event for each registration moved."""
    now, target = clock.now(), TRANSITIONS[verb].target
    RegistrationStep.objects.bulk_create(
        RegistrationStep(
            registration=row,
            from_state=state,
            to_state=target,
            by=actor,
            by_name=str(actor),
            at=now,
            reason=reason,
        )
        for row, state in moved
    )
    audit.record_many(
        actor,
        [
            audit.Deed(
                f"registration.{verb}",
                row,
                before={"state": state} if state else None,
                after={"state": str(target), "award": row.award},
                reason=reason,
                unit_id=row.unit_id,
            )
            for row, state in moved
        ],
    )


def refuse_to_file(
    actor: Any,
    movement: Movement,
    wanted: Iterable[Subject],
    day: date,
    late_reason: str,
) -> dict[int, Unit]:
    """Return the unit of each subject, by its id, that the actor may file for.

    Raises Refused outside the window (late: without a reason), for a subject that
    takes no part in the movement, for one that is not the actor's to register, and for
    the actor alone on another day than today.
    """
    wanted = list(wanted)
    _check_own_day(actor, wanted, day)
    _check_window(movement, day, clock.today(), late_reason)
    units = queries.units_of(movement, wanted, day)
    _check_taking_part(movement, wanted, units)
    _check_rights(actor, wanted, units)
    return units


def _check_own_day(actor: Any, wanted: Collection[Subject], day: date) -> None:
    own = getattr(actor, "person_id", None)
    if own is None or not wanted or day == clock.today():
        return
    # Whoever two records were merged of is herself under either.
    if {subject.pk for subject in wanted} <= aliases.family([own]).keys():
        raise Refused(
            "registration.own_day",
            _(
                "Tự đăng ký thì ngày đăng ký là hôm nay. Bản giấy đã nộp trước thì cán "
                "bộ thi đua hoặc thủ trưởng ghi theo ngày trên bản giấy."
            ),
        )


def _check_window(movement: Movement, day: date, today: date, late_reason: str) -> None:
    if movement.state == MovementState.DRAFT:
        raise Refused(
            "registration.not_launched",
            _("Phong trào chưa phát động nên chưa nhận đăng ký danh hiệu."),
        )
    if day > today:
        raise Refused(
            "registration.future",
            _("Ngày đăng ký %(day)s chưa đến. Hãy ghi ngày đăng ký thật.")
            % {"day": dates.short(day)},
        )
    opens, closes = movement.registration_opens, movement.registration_closes
    if opens and day < opens:
        raise Refused(
            "registration.too_early",
            _("Nhận đăng ký từ ngày %(opens)s. Hãy đăng ký từ ngày đó.")
            % {"opens": dates.short(opens)},
        )
    if closes and day > closes and not late_reason.strip():
        raise Refused(
            "registration.late",
            _("Đã quá hạn đăng ký %(closes)s. Hãy ghi lý do đăng ký muộn.")
            % {"closes": dates.short(closes)},
        )


def _check_titles(wanted: Mapping[Subject, Collection[str]]) -> None:
    awards = assess.awards()
    for subject, codes in wanted.items():
        for code in codes:
            award = awards.get(code)
            if award is None or award.kind != "title":
                raise Refused(
                    "registration.no_title",
                    _("“%(code)s” không phải danh hiệu thi đua nên không đăng ký.")
                    % {"code": award.name if award else code},
                )
            if queries.side_of(subject.kind) not in award.subjects:
                raise Refused(
                    "registration.other_kind",
                    _("“%(award)s” không dành cho %(kind)s “%(name)s”.")
                    % {
                        "award": award.name,
                        "kind": SubjectKind(subject.kind).label,
                        "name": subject.name,
                    },
                )


def _check_taking_part(
    movement: Movement, wanted: Iterable[Subject], units: Mapping[int, Unit]
) -> None:
    for subject in wanted:
        if subject.pk not in units:
            raise Refused(
                "registration.elsewhere",
                _("“%(name)s” không thuộc “%(unit)s” nên không đăng ký ở đây.")
                % {"name": subject.name, "unit": movement.unit},
            )


def _check_rights(
    actor: Any,
    wanted: Iterable[Subject],
    units: Mapping[int, Unit],
) -> None:
    """Refuse the first subject that is not the actor's to register."""
    people = [s.pk for s in wanted if s.kind == SubjectKind.PERSON]
    others = [units[s.pk].pk for s in wanted if s.kind != SubjectKind.PERSON]
    for model, ids in ((Person, people), (Unit, others)):
        rows = model._default_manager.filter(pk__in=ids)  # noqa: SLF001 - Django's own
        mine = set(
            rights.visible(actor, "registration.file", rows).values_list(
                "pk", flat=True
            )
        )
        for row in rows.exclude(pk__in=mine)[:1]:
            rights.require(actor, "registration.file", row)
