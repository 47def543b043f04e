"""What an import leaves behind: every row it made, and what was where it changed one.

Read from the tables themselves, before and after, so that no deed need report what
it wrote; `undoing` takes it back.
"""

import hashlib
import json
from base64 import b64encode
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Max, Model, QuerySet

from vinhdanh.indicators.models import Indicator, IndicatorValue, Reporter
from vinhdanh.intake.models import ImportBatch, ImportTrace
from vinhdanh.ledger.models import Award
from vinhdanh.movements.models import Registration, TargetStep
from vinhdanh.nominations.models import Nomination
from vinhdanh.registry.models import (
    Authorship,
    DisciplineRecord,
    Employment,
    IdentityNumber,
    Person,
    Post,
    RecognisedWork,
    Subject,
    Unit,
    UnitName,
    UnitParent,
    YearFact,
)
from vinhdanh.scoring.models import Mark

Each = TypeVar("Each")
Values = dict[str, Any]

KEYS_AT_ONCE = 5_000
TRACED_AT_ONCE = 1_000


@dataclass(frozen=True)
class Watched:
    """A table an import may write; `owner` leads to the subject a row is about.

    named_by: the rows that its name is made of.
    """

    model: type[Model]
    owner: str = "subject"
    named_by: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        return str(self.model._meta.label_lower)  # noqa: SLF001 - Django's documented _meta

    @property
    def fields(self) -> list[str]:
        columns = self.model._meta.concrete_fields  # noqa: SLF001
        return [column.attname for column in columns]

    def named(self, keys: Collection[int]) -> QuerySet[Any]:
        """Return rows by their own keys, ready to be named in the log."""
        rows = self.model._base_manager.filter(pk__in=keys)  # noqa: SLF001
        return rows.select_related(*self.named_by) if self.named_by else rows

    def rows(self, keys: Collection[int]) -> QuerySet[Any]:
        """Return the rows about any of the subjects."""
        rows = self.model._base_manager.filter(**{f"{self.owner}__in": keys})  # noqa: SLF001
        return rows.order_by().distinct() if "__" in self.owner else rows.order_by()


# What others point to comes first: it is made first and removed last.
WATCHED = (
    Watched(Subject, "pk"),
    Watched(Unit, "pk", ("subject",)),
    Watched(UnitName, "unit"),
    Watched(UnitParent, "unit"),
    Watched(Person, "pk", ("subject",)),
    Watched(Post, "person"),
    Watched(IdentityNumber, "person"),
    Watched(Employment, "person"),
    Watched(DisciplineRecord, "person", ("person__subject",)),
    Watched(YearFact, named_by=("subject",)),
    Watched(RecognisedWork, "authorships__person"),
    Watched(Authorship, "person", ("person__subject", "work")),
    Watched(Indicator, "unit"),
    Watched(Reporter, "indicator__unit"),
    Watched(IndicatorValue, "unit", ("indicator",)),
    Watched(Award),
    Watched(Registration),
    Watched(TargetStep),
    Watched(Nomination),
    Watched(Mark, "sheet__subject", ("sheet", "criterion")),
)
BY_LABEL = {watched.label: watched for watched in WATCHED}


@dataclass
class Watch:
    """The rows about some subjects as they were before an import."""

    keys: set[int]
    before: dict[str, dict[Any, tuple[Any, ...]]] = field(default_factory=dict)
    last: dict[str, Any] = field(default_factory=dict)


def begin(keys: Iterable[int]) -> Watch:
    """Read and lock what there is about the subjects that an import would change."""
    watch = Watch(set(keys))
    for watched in WATCHED:
        top = watched.model._base_manager.aggregate(top=Max("pk"))  # noqa: SLF001
        watch.last[watched.label] = top["top"] or 0
        watch.before[watched.label] = {
            row[0]: row[1:]
            for some in chunks(sorted(watch.keys), KEYS_AT_ONCE)
            for row in watched.rows(some).values_list("pk", *watched.fields)
        }
    return watch


def keep(batch: ImportBatch, watch: Watch, keys: Iterable[int]) -> dict[str, int]:
    """Store what has become of the subjects since `begin`; return rows by table.

    keys: the subjects that the import made, besides those watched from the start.
    """
    everybody = sorted(watch.keys | set(keys))
    counted: dict[str, int] = {}
    for watched in WATCHED:
        found = list(_differences(watched, watch, everybody))
        if found:
            counted[watched.label] = len(found)
        ImportTrace.objects.bulk_create(
            ImportTrace(
                batch=batch,
                table=watched.label,
                made={pk: mark for pk, before, mark in some if before is None},
                changed={
                    pk: {"before": before, "after": mark}
                    for pk, before, mark in some
                    if before is not None
                },
            )
            for some in chunks(found, TRACED_AT_ONCE)
        )
    return counted


def _differences(
    watched: Watched, watch: Watch, keys: list[int]
) -> Iterator[tuple[str, Values | None, str]]:
    """Yield (key, values before or None for a row made, mark) of each row written."""
    before, last = watch.before[watched.label], watch.last[watched.label]
    for some in chunks(keys, KEYS_AT_ONCE):
        for pk, *values in watched.rows(some).values_list("pk", *watched.fields):
            was = before.get(pk)
            if was is None and pk > last:
                yield str(pk), None, mark_of(values)
            elif was is not None and was != tuple(values):
                told = dict(zip(watched.fields, was, strict=True))
                yield str(pk), json.loads(_json(told)), mark_of(values)


def marks_now(watched: Watched, keys: Collection[str]) -> dict[str, str]:
    """Return the mark of each row as it stands now; a row that is gone has none."""
    model = watched.model
    return {
        str(pk): mark_of(values)
        for some in chunks(sorted(map(int, keys)), KEYS_AT_ONCE)
        for pk, *values in model._base_manager.filter(  # noqa: SLF001
            pk__in=some
        ).values_list("pk", *watched.fields)
    }


def mark_of(values: Iterable[Any]) -> str:
    """Return a short mark that differs when any value differs."""
    return hashlib.blake2b(_json(list(values)).encode(), digest_size=8).hexdigest()


def _json(values: Any) -> str:
    return json.dumps(values, cls=_Encoder, sort_keys=True, ensure_ascii=False)


class _Encoder(DjangoJSONEncoder):
    def default(self, o: Any) -> Any:
        if isinstance(o, bytes | memoryview):
            return b64encode(bytes(o)).decode()
        return super().default(o)


def chunks(items: Collection[Each], size: int) -> Iterator[list[Each]]:
    """Yield the items in lists of at most `size`."""
    listed = list(items)
    for start in range(0, len(listed), size):
        yield listed[start : start + size]
