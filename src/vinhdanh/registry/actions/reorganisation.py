"""A reorganisation as a deed: seen before it is done, done whole, taken back whole."""

import copy
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from vinhdanh.base import audit, clock, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.registry import building, following, lineage, queries
from vinhdanh.registry.actions.changes import AnyChange
from vinhdanh.registry.actions.reorganising import Work
from vinhdanh.registry.following import Change, Consequence, Line
from vinhdanh.registry.journal import Journal
from vinhdanh.registry.models import Person, Post, Reorganisation, Unit, UnitLineage
from vinhdanh.viet import text


@dataclass(frozen=True)
class Foreseen:
    """What a reorganisation would do: what changes here, what follows above."""

    change: Change
    consequences: tuple[Consequence, ...]


def foresee(actor: Any, form: AnyChange, *, ahead: bool = False) -> Foreseen:
    """Return what the deed would do, by doing it and leaving nothing of it.

    Raises Refused exactly where `reorganise` would. ahead: also for a day to come, as
    things stand today.
    """
    with transaction.atomic():
        _work, foreseen = _do(actor, form, ahead=ahead)
        transaction.set_rollback(True)
    rights.forget(actor)
    return Foreseen(
        foreseen.change,
        tuple(_readable(actor, form, each) for each in foreseen.consequences),
    )


def _readable(actor: Any, form: AnyChange, told: Consequence) -> Consequence:
    """Leave out what the actor may not read; how many there are is said."""
    if not told.reads or all(
        rights.can(actor, told.reads, unit) for unit in _changing(form)
    ):
        return told
    hidden = _("%(n)s mục; tên chỉ hiện với người được xem loại dữ liệu này.")
    return replace(told, lines=[Line(hidden % {"n": len(told.lines)})])


def reorganise(actor: Any, form: AnyChange) -> Reorganisation:
    """Carry out a merger, split, renaming, dissolution or move, in one transaction."""
    with transaction.atomic():
        work, foreseen = _do(actor, form)
        deed = work.deed
        events = audit.record_many(actor, _deeds(deed, foreseen.change, work.journal))
        deed.changes = work.journal.lines
        deed.last_event = events[-1].seq
        deed.save(update_fields=["changes", "last_event"])
    rights.forget(actor)
    return deed


def _do(actor: Any, form: AnyChange, *, ahead: bool = False) -> tuple[Work, Foreseen]:
    """Write the rows of a change, here and in the rooms above."""
    # What is only foreseen must not show on the caller's own objects.
    form = copy.deepcopy(form)
    units = form.concerned()
    for unit in units:
        rights.require(actor, "unit.change", unit)
    _check_ground(form, ahead=ahead)
    # Two who reorganise the same units at once take turns.
    list(Unit.objects.select_for_update().filter(pk__in=[u.pk for u in units]))
    for unit in units:
        unit.refresh_from_db(fields=["first_day", "last_day", "is_own"])
        _check_stands(unit, form)
    form.check()
    deed = Reorganisation.objects.create(
        kind=form.kind,
        on=form.on,
        decision_no=form.decision_no,
        decided_on=form.decided_on,
        decided_by=form.decided_by,
        note=form.note,
        made_at=clock.now(),
        made_by_name=str(actor),
    )
    work = Work(actor, deed)
    for unit in units:
        work.below[unit.pk] = queries.ids_below(unit, work.eve)
    form.write(work)
    _refuse_twins(work)
    change = work.change(form.chosen)
    consequences = [
        consequence
        for follower in following.registered()
        for consequence in follower(change, work.journal)
    ]
    return work, Foreseen(change, tuple(consequences))


def _check_ground(form: AnyChange, *, ahead: bool) -> None:
    if not form.decision_no.strip():
        raise Refused(
            "reorganisation.no_decision",
            _("Hãy ghi số quyết định. Đơn vị chỉ thay đổi theo văn bản của cấp có "
              "thẩm quyền."),
        )  # fmt: skip
    if form.decided_on > clock.today():
        raise Refused(
            "reorganisation.decided_later",
            _("Ngày quyết định %(day)s ở sau hôm nay. Hãy xem lại văn bản.")
            % {"day": f"{form.decided_on:%d/%m/%Y}"},
        )
    if form.on > clock.today() and not ahead:
        raise Refused(
            "reorganisation.in_the_future",
            _(
                "Thay đổi có hiệu lực từ %(day)s, chưa đến ngày. Hãy lưu dự thảo; đến "
                "ngày đó mở dự thảo và thực hiện."
            )
            % {"day": f"{form.on:%d/%m/%Y}"},
        )


def _check_stands(unit: Unit, form: AnyChange) -> None:
    if unit.first_day is not None and form.on <= unit.first_day:
        is_target = unit.first_day == form.on and unit not in _changing(form)
        if not is_target:
            raise Refused(
                "unit.not_yet",
                _("“%(unit)s” thành lập ngày %(first)s; thay đổi phải từ sau ngày đó.")
                % {"unit": unit, "first": f"{unit.first_day:%d/%m/%Y}"},
            )
    if unit.last_day is not None and unit.last_day < form.on:
        raise Refused(
            "unit.dissolved",
            _("“%(unit)s” đã kết thúc ngày %(last)s, nên không thay đổi được nữa.")
            % {"unit": unit, "last": f"{unit.last_day:%d/%m/%Y}"},
        )
    if unit in _changing(form):
        _refuse_later_change(unit, form)


def _refuse_later_change(unit: Unit, form: AnyChange) -> None:
    about = Q(predecessor=unit) | Q(successor=unit)
    later = UnitLineage.objects.filter(about, on__gt=form.on).first()
    if later is not None:
        raise Refused(
            "unit.changed_later",
            _(
                "“%(unit)s” đã có thay đổi ghi từ ngày %(day)s (%(what)s). Hãy chọn "
                "ngày sau đó, hoặc hoàn tác thay đổi ấy trước."
            )
            % {
                "unit": unit,
                "day": f"{later.on:%d/%m/%Y}",
                "what": later.get_kind_display(),
            },
        )


def _changing(form: AnyChange) -> Sequence[Unit]:
    """Return the units that the change is about, not those that only receive."""
    ending = getattr(form, "ending", None)
    return ending if ending is not None else (form.unit,)  # type: ignore[union-attr]


def _refuse_twins(work: Work) -> None:
    """Refuse two units of one name directly under one another, from the day on."""
    touched = [*work.founded, *(unit for unit, _before, _now in work.moved)]
    if work.deed.kind == "rename":
        touched += [unit for unit, _same in work.pairs]
    parents = {
        parent.pk: parent
        for unit in touched
        if (parent := queries.parent_of(unit, work.on)) is not None
    }
    for parent in parents.values():
        seen: dict[str, Unit] = {}
        for child in queries.children_of(parent, work.on):
            name = text.fold(queries.name_on(child, work.on))
            if name in seen:
                raise Refused(
                    "unit.twin",
                    _(
                        "“%(parent)s” sẽ có hai đơn vị cùng tên “%(name)s”. Hãy đổi "
                        "tên một đơn vị trước (cùng ngày cũng được), hoặc hợp nhất hai "
                        "đơn vị ấy."
                    )
                    % {"parent": parent, "name": queries.name_on(child, work.on)},
                )
            seen[name] = child


def _deeds(deed: Reorganisation, change: Change, journal: Journal) -> list[audit.Deed]:
    """Return the events of a reorganisation: of its units, then of its people."""
    after = {
        "decision": deed.decision_no,
        "decided_on": deed.decided_on,
        "first_day": deed.on,
    }
    units = [unit for pair in change.pairs for unit in pair if unit is not None]
    people = Person.objects.select_related("subject").in_bulk(
        [each.person_id for each in change.people]
    )
    events = [
        audit.Deed(
            f"reorganisation.{deed.kind}",
            deed,
            after=after
            | {
                "unit": unit.name,
                "successors": [str(s) for u, s in change.pairs if u == unit and s],
            },
            reason=deed.note,
            unit_id=unit.pk,
        )
        for unit in dict.fromkeys(units)
    ]
    events += [
        audit.Deed(
            "post.follow",
            people[each.person_id],
            before={"unit": str(each.origin), "title": each.title},
            after={"unit": str(each.to) if each.to else "", "title": each.title},
            reason=str(deed),
            unit_id=(each.to or each.origin).pk,
        )
        for each in change.people
    ]
    return [*events, *journal.events]


def take_back(actor: Any, deed: Reorganisation, *, why: str) -> None:
    """Undo a reorganisation whole; what it ended goes on, what it began is gone.

    Refused, naming what, once something builds on it.
    """
    units = lineage.units_of_reorganisation(deed)
    for unit in units:
        rights.require(actor, "unit.change", unit)
    if not why.strip():
        raise Refused("reorganisation.no_reason", _("Hãy ghi lý do hoàn tác."))
    with transaction.atomic():
        locked = Reorganisation.objects.select_for_update().get(pk=deed.pk)
        if locked.taken_back_at is not None:
            raise Refused(
                "reorganisation.taken_back", _("Thay đổi này đã được hoàn tác rồi.")
            )
        found = building.on(locked)
        if found:
            raise Refused("reorganisation.built_on", building.sentence(found))
        journal = Journal(locked.changes)
        audit.record_many(actor, _returns(locked, journal, units, why))
        journal.take_back()
        locked.taken_back_at = clock.now()
        locked.taken_back_why = why
        locked.save(update_fields=["taken_back_at", "taken_back_why"])
    rights.forget(actor)


def _returns(
    deed: Reorganisation, journal: Journal, units: Sequence[Unit], why: str
) -> list[audit.Deed]:
    """Return the events of a reorganisation taken back: of its units and people."""
    rows = Counter(line["row"] for line in journal.lines if line["was"] is not None)
    events = [
        audit.Deed(
            "reorganisation.take_back",
            deed,
            after={
                "unit": unit.name,
                "decision": deed.decision_no,
                "posts": rows["registry.post"],
                "roles": rows["accounts.assignment"],
            },
            reason=why,
            unit_id=unit.pk,
        )
        for unit in units
    ]
    begun = Post.objects.filter(pk__in=journal.made(Post))
    return events + [
        audit.Deed(
            "post.return",
            post.person,
            before={"unit": str(post.unit)},
            reason=why,
            unit_id=post.unit_id,
        )
        for post in begun.select_related("person__subject", "unit__subject")
    ]
