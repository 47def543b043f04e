"""Taking a whole import back, as long as nothing has been built on it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Exists, Model, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from vinhdanh.base import audit, clock, rights
from vinhdanh.base.models import AuditEvent
from vinhdanh.base.refusal import Refused
from vinhdanh.indicators.models import IndicatorValue, Reporter
from vinhdanh.intake import footprint
from vinhdanh.intake.enums import BatchState
from vinhdanh.intake.footprint import BY_LABEL, WATCHED, Watched
from vinhdanh.intake.models import ImportBatch, ImportRow, ImportTrace
from vinhdanh.ledger import actions as ledger
from vinhdanh.ledger.enums import EntryKind
from vinhdanh.ledger.models import Award, LedgerEntry
from vinhdanh.movements import actions as movements
from vinhdanh.movements.actions import personal
from vinhdanh.movements.models import Registration, RegistrationStep, TargetStep
from vinhdanh.nominations import moves
from vinhdanh.nominations.models import Nomination, NominationStep
from vinhdanh.nominations.transitions import Verb
from vinhdanh.registry.models import Person, Post, Subject, Unit, UnitName, UnitParent
from vinhdanh.scoring.enums import ScoringState
from vinhdanh.scoring.models import Mark, Scoring
from vinhdanh.viet import dates

NAMED = 5
# What an import leaves with its own rows is not built on them.
_OWN = {
    LedgerEntry: Q(kind=EntryKind.AWARD),
    RegistrationStep: Q(from_state=""),
    NominationStep: Q(from_state=""),
}
# The ledger only grows: whom or what it names stays, with the name it bears.
_NAMED_BY_LEDGER = {Subject, Unit, UnitName, UnitParent, Person}


@dataclass(frozen=True)
class BuiltOn:
    """One thing that stands on an import: which row, what of it, by whom and when."""

    table: str
    of: str
    what: str

    @property
    def sentence(self) -> str:
        return f"{self.of}: {self.what}"


def undo(actor: Any, batch: ImportBatch, why: str = "") -> ImportBatch:
    """Take back everything an import wrote, in one transaction, or nothing.

    Rows made are removed and changed ones get back what was there before; earlier
    titles are taken back by a further entry of the ledger; registrations and
    nominations are withdrawn. Raises Refused with what has been built on the import.
    """
    rights.require(actor, "import.run", batch)
    with transaction.atomic():
        Unit.objects.select_for_update().get(pk=batch.unit_id)
        batch = ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
        if batch.state != BatchState.IMPORTED:
            raise Refused(
                "import.not_imported",
                _("Danh sách này %(state)s, không có gì để hoàn tác.")
                % {"state": batch.get_state_display()},
            )
        _refuse_built_on(batch)
        reason = _("Hoàn tác lần nhập “%(file)s” ngày %(day)s.") % {
            "file": batch.file.original_name,
            "day": _day(batch.imported_at),
        }
        taken = _take_back(actor, batch, f"{reason} {why.strip()}".strip())
        batch.state = BatchState.UNDONE
        batch.undone_at = clock.now()
        batch.result = batch.result | {"undone": taken}
        batch.save(update_fields=["state", "undone_at", "result"])
        audit.record(actor, "import.undo", batch, after=taken, reason=why.strip())
    return batch


def _refuse_built_on(batch: ImportBatch) -> None:
    found = built_on(batch)
    if not found:
        return
    more = len(found) - NAMED
    sentences = [one.sentence for one in found[:NAMED]]
    if more > 0:
        sentences.append(_("và %(n)s việc khác") % {"n": more})
    raise Refused(
        "import.built_on",
        _("Không hoàn tác được: đã có việc dựa trên lần nhập này. %(what)s.")
        % {"what": "; ".join(sentences)},
    )


def built_on(batch: ImportBatch) -> list[BuiltOn]:
    """Return what stands on an import; empty when it can be taken back."""
    made, marks = _written(batch)
    found: list[BuiltOn] = []
    for label, left in marks.items():
        watched = BY_LABEL[label]
        now = footprint.marks_now(watched, left)
        changed = [pk for pk, mark in left.items() if now.get(pk) != mark]
        found += _said_changed(watched, changed, batch)
    for label, keys in made.items():
        found += _referring(BY_LABEL[label], keys, made)
    found += _frozen(marks)
    return [*found, *_nominated_since(batch, marks)]


def _written(
    batch: ImportBatch,
) -> tuple[dict[str, set[str]], dict[str, dict[str, str]]]:
    """Return by table the keys of rows made, and the mark of every row written."""
    made: dict[str, set[str]] = {}
    marks: dict[str, dict[str, str]] = {}
    for trace in batch.traces.all():
        made.setdefault(trace.table, set()).update(trace.made)
        marks.setdefault(trace.table, {}).update(trace.made)
        marks[trace.table] |= {pk: row["after"] for pk, row in trace.changed.items()}
    return made, marks


def _said_changed(
    watched: Watched, keys: Collection[str], batch: ImportBatch
) -> Iterator[BuiltOn]:
    rows = watched.model._base_manager.in_bulk(list(map(int, keys)))  # noqa: SLF001
    for key in keys:
        row = rows.get(int(key))
        what = _("đã được sửa") if row is not None else _("đã được xóa hoặc chuyển")
        who = _last_deed(watched, key, batch) if row is not None else ""
        yield BuiltOn(watched.label, name_of(row), f"{what}{who}")


def _last_deed(watched: Watched, key: str, batch: ImportBatch) -> str:
    """Say “ ngày 03/02/2027 (Nguyễn Thị Lan)” where the audit log tells."""
    deeds = AuditEvent.objects.filter(
        object_type=watched.label, object_id=key, at__gt=batch.imported_at
    )
    last = deeds.order_by("seq").last()
    if last is None:
        return ""
    return _(" ngày %(day)s (%(who)s)") % {
        "day": _day(last.at),
        "who": last.actor_name,
    }


def _referring(
    watched: Watched, keys: Collection[str], made: dict[str, set[str]]
) -> Iterator[BuiltOn]:
    """Yield the rows of any table that point to a row the import made."""
    relations: Any = watched.model._meta.get_fields(include_hidden=True)  # noqa: SLF001
    for relation in relations:
        is_pointing = relation.one_to_many or relation.one_to_one
        other: Any = relation.related_model
        if not (relation.auto_created and is_pointing) or other is ImportRow:
            continue
        label = other._meta.label_lower  # noqa: SLF001
        own = made.get(label, set())
        where = f"{relation.field.name}__in"
        for some in footprint.chunks(sorted(map(int, keys)), footprint.KEYS_AT_ONCE):
            rows = other._base_manager.filter(**{where: some})  # noqa: SLF001
            if other in _OWN:
                rows = rows.exclude(_OWN[other])
            for row in rows.iterator():
                if str(row.pk) not in own:
                    pointed = getattr(row, relation.field.name)
                    yield BuiltOn(label, name_of(pointed), _pointing(other, row))


def _pointing(model: type[Model], row: Model) -> str:
    what = {
        "registry.post": _("có thêm chức vụ"),
        "registry.yearfact": _("có thêm dữ kiện năm"),
        "registry.authorship": _("có thêm sáng kiến"),
        "registry.identitynumber": _("đã được ghi số định danh"),
        "registry.employment": _("đã được ghi diện lao động"),
        "registry.disciplinerecord": _("đã được ghi quyết định kỷ luật"),
        "registry.subject": _("đã được gộp hồ sơ"),
        "registry.unitparent": _("có đơn vị trực thuộc"),
        "registry.unitlineage": _("đã được sắp xếp lại"),
        "accounts.user": _("có tài khoản"),
        "accounts.assignment": _("có vai trò được giao"),
        "ledger.award": _("có khen thưởng"),
        "ledger.ledgerentry": _("sổ khen thưởng có ghi tiếp"),
        "eligibility.storedverdict": _("đã được xét điều kiện"),
        "movements.registration": _("có đăng ký danh hiệu"),
        "movements.registrationstep": _("đăng ký đã có bước tiếp theo"),
        "nominations.nomination": _("có đề nghị khen thưởng"),
        "nominations.nominationstep": _("đề nghị đã có bước tiếp theo"),
    }
    label = model._meta.label_lower  # noqa: SLF001
    said = what.get(label, _("có dữ liệu dựa trên đó"))
    name = str(row) if type(row).__str__ is not Model.__str__ else ""
    return f"{said} ({name})" if name else str(said)


def _frozen(marks: dict[str, dict[str, str]]) -> Iterator[BuiltOn]:
    """Yield the scorings whose results rest on the points entered here."""
    keys = [int(pk) for pk in marks.get("scoring.mark", {})]
    final = Scoring.objects.filter(
        stages__marks__in=keys, state=ScoringState.FINAL
    ).distinct()
    for row in final:
        yield BuiltOn("scoring.scoring", str(row), _("đợt chấm điểm đã chốt"))


def _nominated_since(
    batch: ImportBatch, marks: dict[str, dict[str, str]]
) -> Iterator[BuiltOn]:
    """Yield the nominations moved since of whoever got a fact or title here."""
    subjects = subjects_of(batch)
    own = set(map(int, marks.get("nominations.nomination", {})))
    for some in footprint.chunks(sorted(subjects), footprint.KEYS_AT_ONCE):
        steps = NominationStep.objects.filter(
            nomination__subject__in=some, at__gt=batch.imported_at
        ).select_related("nomination__round")
        seen: set[int] = set()
        for step in steps.exclude(nomination__in=own):
            nomination = step.nomination
            if nomination.pk not in seen:
                seen.add(nomination.pk)
                said = _("có đề nghị trong “%(round)s”") % {"round": nomination.round}
                yield BuiltOn("nominations.nomination", nomination.name, said)


def subjects_of(batch: ImportBatch) -> set[int]:
    """Return the subjects an import wrote something about."""
    found: set[int] = set()
    for trace in batch.traces.all():
        watched = BY_LABEL[trace.table]
        keys = [int(pk) for pk in (*trace.made, *trace.changed)]
        owners = watched.model._base_manager.filter(pk__in=keys)  # noqa: SLF001
        # Nobody is nominated on a figure or a point alone.
        if watched.model not in {IndicatorValue, Reporter, Mark}:
            found |= set(owners.values_list(watched.owner, flat=True))
    return found - {None}


def _take_back(actor: Any, batch: ImportBatch, reason: str) -> dict[str, int]:
    traces: dict[str, list[ImportTrace]] = {}
    for trace in batch.traces.all():
        traces.setdefault(trace.table, []).append(trace)
    people = {int(pk) for t in traces.get("registry.person", ()) for pk in t.made}
    counted = {"removed": 0, "restored": 0, "withdrawn": 0, "kept": 0}
    for watched in reversed(WATCHED):
        for trace in traces.get(watched.label, ()):
            if watched.model in _BY_THEIR_OWN_WAY:
                keys = [int(pk) for pk in (*trace.made, *trace.changed)]
                _BY_THEIR_OWN_WAY[watched.model](actor, keys, reason)
                counted["withdrawn"] += len(keys)
                continue
            made = [int(pk) for pk in trace.made]
            if watched.model is Post:
                made = _without_kept_people(made, people)
            removed = _remove(actor, watched, made, reason)
            counted["removed"] += removed
            counted["kept"] += len(trace.made) - removed
            _restore(actor, watched, trace.changed, reason)
            counted["restored"] += len(trace.changed)
    return counted


def _without_kept_people(posts: list[int], people: Collection[int]) -> list[int]:
    """Leave out the posts of people whom the import made and the ledger names.

    Who has no post is in nobody's list, and would be entered once more.
    """
    is_named = Exists(Award.objects.filter(subject=OuterRef("person")))
    kept = Post.objects.filter(is_named, pk__in=posts).values_list("pk", "person")
    left = {pk for pk, person in kept if person in people}
    return [pk for pk in posts if pk not in left]


def _remove(actor: Any, watched: Watched, keys: list[int], reason: str) -> int:
    rows = watched.named(keys)
    if watched.model in _NAMED_BY_LEDGER:
        owners = list(rows.values_list(watched.owner, flat=True))
        kept = Award.objects.filter(Q(subject__in=owners) | Q(unit__in=owners))
        named = {key for pair in kept.values_list("subject", "unit") for key in pair}
        # Posts go before units: those that are left have their units stay.
        posts = Post.objects.filter(unit__in=owners)
        named |= _with_those_above(set(posts.values_list("unit", flat=True)) | named)
        rows = rows.exclude(**{f"{watched.owner}__in": named})
    if watched.model in {Person, Unit, Mark}:
        audit.record_many(
            actor, [audit.Deed("import.remove", row, reason=reason) for row in rows]
        )
    count = rows.count()
    rows.delete()
    return count


def _with_those_above(units: set[int]) -> set[int]:
    """Add the units over some: a unit that stays keeps its place in the tree."""
    found, todo = set(units), set(units)
    while todo:
        over = UnitParent.objects.filter(unit__in=todo)
        todo = set(over.values_list("parent", flat=True)) - found
        found |= todo
    return found


def _restore(
    actor: Any, watched: Watched, changed: dict[str, Any], reason: str
) -> None:
    """Write back the values that stood before the import."""
    model = watched.model
    rows = {row.pk: row for row in watched.named([int(pk) for pk in changed])}
    deeds = []
    for key, told in changed.items():
        row = rows[int(key)]
        now, before = {}, {}
        for column in model._meta.concrete_fields:  # noqa: SLF001
            value = column.to_python(told["before"][column.attname])
            if getattr(row, column.attname) != value:
                now[column.attname] = str(getattr(row, column.attname))
                before[column.attname] = str(value)
                setattr(row, column.attname, value)
        deeds.append(audit.Deed("import.restore", row, now, before, reason))
    names = [c.name for c in model._meta.concrete_fields if not c.primary_key]  # noqa: SLF001
    if rows:
        model._base_manager.bulk_update(rows.values(), names, batch_size=500)  # noqa: SLF001
    audit.record_many(actor, deeds)


def _revoke(actor: Any, keys: list[int], reason: str) -> None:
    ledger.take_back_imported(
        actor, Award.objects.filter(pk__in=keys).select_related("unit"), reason
    )


def _withdraw_registrations(actor: Any, keys: list[int], reason: str) -> None:
    movements.withdraw_many(actor, Registration.objects.filter(pk__in=keys), reason)


def _write_targets_back(actor: Any, keys: list[int], reason: str) -> None:
    """Write the personal targets as they stood before, unless written anew since."""
    for step in TargetStep.objects.filter(pk__in=keys).select_related("movement"):
        of_subject = step.movement.target_steps.filter(subject=step.subject_id)
        if of_subject.filter(pk__gt=step.pk).exists():
            continue
        before = of_subject.filter(pk__lt=step.pk).last()
        lines = personal.read("\n".join(before.lines if before else []))
        movements.set_targets(
            actor, step.movement, {step.subject: lines}, late_reason=reason
        )


def _withdraw_nominations(actor: Any, keys: list[int], reason: str) -> None:
    rows = list(Nomination.objects.filter(pk__in=keys))
    moves.move_many(actor, rows, Verb.WITHDRAW, reason=reason)


_BY_THEIR_OWN_WAY = {
    Award: _revoke,
    Registration: _withdraw_registrations,
    TargetStep: _write_targets_back,
    Nomination: _withdraw_nominations,
}


def name_of(row: Any) -> str:
    """Return whom or what a row is about, as an officer names it."""
    for path in ("person", "subject", "sheet", "unit", "indicator", "work"):
        about = getattr(row, path, None)
        if about is not None:
            return str(about)
    return str(row) if row is not None else _("Một dòng đã nhập")


def _day(moment: Any) -> str:
    return dates.short(timezone.localdate(moment))
