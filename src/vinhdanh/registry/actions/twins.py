"""Saying of two records that they are one person, or two people."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from vinhdanh.base import audit, clock, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.registry import aliases, queries, twins
from vinhdanh.registry.enums import TransferState, TwinReason, TwinState
from vinhdanh.registry.models import Merge, Person, Subject, TwinPair, YearFact

KEPT, ALIAS = "kept", "alias"
# What of the record that stays is filled from the other where it says nothing.
_FILLED = ("birth_date", "sex", "recruited_on")


def propose_pair(actor: Any, one: Person, other: Person, *, note: str = "") -> None:
    """Put a pair before whoever judges pairs: one has the other's identity number."""
    first, second = twins.pair_of(one, other)
    with transaction.atomic():
        TwinPair.objects.get_or_create(
            first=first,
            second=second,
            defaults={
                "state": TwinState.PROPOSED,
                "why": TwinReason.IDENTITY,
                "note": note,
                "judged_by": str(actor),
            },
        )


def say_distinct(actor: Any, one: Person, other: Person, *, note: str) -> None:
    """Remember that two records are two people: the pair is not proposed again."""
    _require_both(actor, one, other)
    with transaction.atomic():
        _judge(actor, one, other, TwinState.DISTINCT, note)
        audit.record(
            actor,
            "twins.distinct",
            one,
            after={"of": other.name},
            reason=note,
            unit_id=queries.unit_id_of(one),
        )


def merge_people(
    actor: Any,
    kept: Person,
    alias: Person,
    *,
    choices: Mapping[str, str],
    reason: str,
) -> Merge:
    """Make one record the alias of the other: they are read as one from now on.

    choices: `Difference.key` -> "kept" or "alias", for every difference. The chosen
    value is written in the record that stays; nothing is repointed.
    """
    _require_both(actor, kept, alias)
    with transaction.atomic():
        _refuse_merger(kept, alias, reason)
        differences = twins.differences(kept, alias)
        lacking = [each for each in differences if choices.get(each.key) not in _SIDES]
        if lacking:
            raise Refused(
                "merge.choose",
                _("Hãy chọn giá trị đúng cho: %(what)s.")
                % {"what": "; ".join(map(_named, lacking))},
            )
        carried = list(alias.subject.aliases.values_list("pk", flat=True))
        chosen = _write_choices(kept, alias, differences, choices)
        Subject.objects.filter(pk__in=[alias.pk, *carried]).update(alias_of=kept.pk)
        made = Merge.objects.create(
            kept=kept,
            alias=alias,
            carried=carried,
            chosen=chosen,
            reason=reason,
            merged_at=clock.now(),
            merged_by=str(actor),
        )
        _judge(actor, kept, alias, TwinState.MERGED, reason)
        for person, other in ((kept, alias), (alias, kept)):
            audit.record(
                actor,
                "person.merge",
                person,
                after={"of": other.name, "chosen": _in_words(differences, choices)},
                reason=reason,
                unit_id=queries.unit_id_of(kept),
            )
    alias.subject.refresh_from_db()
    return made


_SIDES = frozenset({KEPT, ALIAS})


def _named(difference: twins.Difference) -> str:
    if not difference.year:
        return difference.label
    return f"{difference.label} {difference.year}"


def _in_words(differences: list[twins.Difference], choices: Mapping[str, str]) -> str:
    chosen = (
        f"{_named(each)}: "
        + (each.kept_words if choices[each.key] == KEPT else each.alias_words)
        for each in differences
    )
    return "; ".join(chosen)


def _require_both(actor: Any, one: Person, other: Person) -> None:
    rights.require(actor, "person.merge", one)
    rights.require(actor, "person.merge", other)


def _refuse_merger(kept: Person, alias: Person, reason: str) -> None:
    subjects = Subject.objects.select_for_update().in_bulk([kept.pk, alias.pk])
    if kept.pk == alias.pk or any(each.alias_of_id for each in subjects.values()):
        raise Refused(
            "merge.already", _("Hai hồ sơ này đã là một, hoặc một hồ sơ đã được gộp.")
        )
    if not reason.strip():
        raise Refused("merge.no_reason", _("Hãy ghi căn cứ: vì sao biết là một người."))
    waiting = alias.transfers.filter(state=TransferState.PENDING)
    if waiting.exists():
        raise Refused(
            "merge.pending_transfer",
            _(
                "%(name)s đang chờ một đơn vị xác nhận tiếp nhận. Hãy xong việc đó"
                " trước."
            )
            % {"name": alias},
        )


def _judge(actor: Any, one: Person, other: Person, state: str, note: str) -> None:
    first, second = twins.pair_of(one, other)
    TwinPair.objects.update_or_create(
        first=first,
        second=second,
        defaults={
            "state": state,
            "note": note,
            "judged_by": str(actor),
            "judged_at": clock.now(),
        },
    )


def _write_choices(
    kept: Person,
    alias: Person,
    differences: list[twins.Difference],
    choices: Mapping[str, str],
) -> dict[str, Any]:
    """Write the chosen values; return what stood there before, by year and fact."""
    done: dict[str, Any] = {}
    mine, theirs = twins.facts_of(kept), twins.facts_of(alias)
    for each in differences:
        if each.year:
            source = mine if choices[each.key] == KEPT else theirs
            done.setdefault(str(each.year), {}).update(
                _write_fact(kept, each, source[each.year])
            )
    wanted = {
        each.fact: each.alias
        for each in differences
        if not each.year and choices[each.key] == ALIAS
    }
    wanted |= {
        name: getattr(alias, name) for name in _FILLED if not getattr(kept, name)
    }
    for name, value in wanted.items():
        if value:
            before = getattr(kept, name)
            done.setdefault("0", {})[name] = {
                "before": _plain(before),
                "now": _plain(value),
            }
            setattr(kept, name, value)
    kept.save()
    return done


def _write_fact(
    kept: Person, difference: twins.Difference, source: YearFact
) -> dict[str, Any]:
    row, _made = YearFact.objects.get_or_create(
        subject=kept.subject, year=difference.year
    )
    parts = [part for part, whole in aliases.PARTS.items() if whole == difference.fact]
    done = {}
    for name in (difference.fact, *parts):
        before, now = getattr(row, name), getattr(source, name)
        if before != now:
            done[name] = {
                "before": _plain(before),
                "now": _plain(now),
                "source": row.sources.get(name),
            }
            setattr(row, name, now)
            _cite(row, name, source.sources.get(name))
    row.save()
    return done


def _cite(row: YearFact, name: str, source: str | None) -> None:
    """Write where a fact was read, or that nobody has said."""
    if source is None:
        row.sources.pop(name, None)
    else:
        row.sources[name] = source


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def part_people(actor: Any, merge: Merge, *, reason: str) -> None:
    """Undo a merger: both records are read by themselves again.

    Values chosen then go back to what stood before, where nobody has written another
    since. What was written after the merger stays with the record that stayed.
    """
    kept, alias = merge.kept, merge.alias
    rights.require(actor, "person.merge", kept)
    if not reason.strip():
        raise Refused("merge.no_reason", _("Hãy ghi vì sao tách."))
    with transaction.atomic():
        now = Merge.objects.select_for_update(of=("self",)).get(pk=merge.pk)
        alias_now = Subject.objects.select_for_update().get(pk=alias.pk)
        if now.parted_at is not None or alias_now.alias_of_id != kept.pk:
            raise Refused(
                "merge.built_on",
                _(
                    "Lần gộp này đã tách, hoặc có lần gộp sau dựa trên nó: hãy tách"
                    " lần sau trước."
                ),
            )
        _put_back(kept, now.chosen)
        Subject.objects.filter(pk=alias.pk).update(alias_of=None)
        Subject.objects.filter(pk__in=now.carried).update(alias_of=alias.pk)
        now.parted_at, now.parted_by = clock.now(), str(actor)
        now.save()
        first, second = twins.pair_of(kept, alias)
        TwinPair.objects.filter(first=first, second=second).delete()
        for person, other in ((kept, alias), (alias, kept)):
            audit.record(
                actor,
                "person.part",
                person,
                after={"of": other.name},
                reason=reason,
                unit_id=queries.unit_id_of(kept),
            )
    alias.subject.refresh_from_db()


def _put_back(kept: Person, chosen: Mapping[str, Any]) -> None:
    for year, facts in chosen.items():
        row: Any = kept
        if year != "0":
            row = YearFact.objects.filter(subject=kept.pk, year=int(year)).first()
        for name, value in facts.items():
            if row is not None and _plain(getattr(row, name)) == value["now"]:
                field = row._meta.get_field(name)  # noqa: SLF001 - Django's documented _meta
                before = value["before"]
                setattr(row, name, field.to_python(before) if before else before)
                if isinstance(row, YearFact):
                    _cite(row, name, value["source"])
        if row is not None:
            row.save()
