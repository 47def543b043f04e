"""Recognised initiatives and science works, their authors and their one use."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from vinhdanh.base import audit, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.registry import aliases, enums, holding, queries
from vinhdanh.registry.known_works import key_of, known_works, lock_office
from vinhdanh.registry.models import Authorship, Person, RecognisedWork
from vinhdanh.viet import text

WHOLE_PCT = 100
# Rows of one statement; SQLite takes 32,766 parameters.
BATCH = 500


def record_work(  # noqa: PLR0913 - a recognition has that many words
    actor: Any,
    person: Person,
    *,
    name: str,
    year: int,
    scope: str,
    decision_no: str = "",
    decided_on: date | None = None,
    recognised_by: str = "",
    kind: str = enums.WorkKind.INITIATIVE,
    source: str = "",
    share_pct: int | None = None,
) -> RecognisedWork:
    """Enter a person's recognised initiative; her office's same one stays one.

    share_pct: her part of the work. Raises Refused when the parts known exceed 100 %.
    """
    rights.require(actor, "person.change", person)
    with transaction.atomic():
        told = RecognisedWork(
            name=text.clean_line(name),
            year=year,
            scope=scope,
            kind=kind,
            decision_no=text.clean_line(decision_no),
            decided_on=decided_on,
            recognised_by=recognised_by,
            source=source,
        )
        work, made = _known_or_new(told, [person])
        authorship, joined = _authorship(work, person, share_pct)
        is_told = share_pct is not None and authorship.share_pct != share_pct
        if is_told:
            authorship.share_pct = share_pct
            authorship.save(update_fields=["share_pct"])
        refuse_too_much([work.pk])
        if made or joined or is_told:
            after = {"author": person.name, "share_pct": share_pct}
            _note(actor, work, person, after, source)
    return work


def enter_work(  # noqa: PLR0913 - a recognition has that many words
    actor: Any,
    authors: Mapping[Person, int | None],
    *,
    name: str,
    year: int,
    scope: str,
    kind: str,
    decision_no: str,
    decided_on: date,
    recognised_by: str,
    source: str,
    taken: Collection[int] = (),
) -> RecognisedWork:
    """Enter a recognised work with its authors' parts; call inside the deed.

    Used by the deed that has checked the actor's right: the decision that recognises
    an initiative. taken: keys of works that other initiatives have become.
    """
    told = RecognisedWork(
        name=name,
        year=year,
        scope=scope,
        kind=kind,
        decision_no=decision_no,
        decided_on=decided_on,
        recognised_by=recognised_by,
        source=source,
    )
    work, _made = _known_or_new(told, list(authors), taken)
    for person, share_pct in authors.items():
        row, joined = _authorship(work, person, share_pct)
        if not joined:
            row.share_pct = share_pct
            row.save(update_fields=["share_pct"])
    refuse_too_much([work.pk])
    parts = [[person.name, pct] for person, pct in authors.items()]
    _note(actor, work, next(iter(authors)), {"authors": parts}, source)
    return work


def _known_or_new(
    told: RecognisedWork, authors: Sequence[Person], taken: Collection[int] = ()
) -> tuple[RecognisedWork, bool]:
    """Return the work of the authors or of their office, and whether it is new."""
    people = [person.pk for person in authors]
    unit = queries.unit_id_of(authors[0])
    lock_office(unit)
    known = known_works([told.name], people)
    work = known.find(key_of(told), people, unit, but=taken)
    if work is None:
        told.save()
    return work or told, work is None


def _authorship(
    work: RecognisedWork, person: Person, share_pct: int | None
) -> tuple[Authorship, bool]:
    """Return a person's share, under whichever record, and whether it is new."""
    records = aliases.family([person.pk])
    row = work.authorships.filter(person__in=records).order_by("pk").first()
    if row is not None:
        return row, False
    made = Authorship.objects.create(work=work, person=person, share_pct=share_pct)
    return made, True


def _note(
    actor: Any, work: RecognisedWork, person: Person, who: dict[str, Any], source: str
) -> None:
    audit.record(
        actor,
        "work.record",
        work,
        after=who | {"scope": work.scope, "decision": work.decision_no},
        reason=source,
        unit_id=queries.unit_id_of(person),
    )


def set_shares(
    actor: Any,
    work: RecognisedWork,
    shares: Mapping[Person, int | None],
    *,
    source: str,
) -> RecognisedWork:
    """Write the parts of a work's authors in per cent; None says not known.

    Who is not named keeps her part. What is left to 100 % is shown, never shared out.
    Whoever answered for an author in the work's year may write them too.
    """
    for person in shares:
        holding.require_year(actor, "person.change", person, work.year)
    with transaction.atomic():
        RecognisedWork.objects.select_for_update().get(pk=work.pk)
        rows = {row.person_id: row for row in work.authorships.all()}
        before, after = {}, {}
        for person, pct in shares.items():
            row = rows.get(person.pk)
            if row is None:
                raise Refused(
                    "work.no_such_author",
                    _("%(name)s không phải tác giả của “%(work)s”.")
                    % {"name": person, "work": work},
                )
            if row.share_pct != pct:
                before[person.name], after[person.name] = row.share_pct, pct
                row.share_pct = pct
                row.save(update_fields=["share_pct"])
        refuse_too_much([work.pk])
        if after:
            audit.record(
                actor,
                "work.share",
                work,
                before=before,
                after=after,
                reason=source,
                unit_id=queries.unit_id_of(next(iter(shares))),
            )
    return work


def note_use(
    actor: Any,
    authorship: Authorship,
    *,
    award: str,
    year: int,
    source: str,
) -> Authorship:
    """Note the award that a person's initiative was counted for.

    One initiative serves once (công văn 5007/BNV-TĐKT năm 2023): Raises Refused when
    it has served another award or year.
    """
    rights.require(actor, "person.change", authorship.person)
    _refuse_no_source(source)
    with transaction.atomic():
        row = Authorship.objects.select_for_update().get(pk=authorship.pk)
        if row.use == enums.WorkUse.USED:
            if (row.used_for_award, row.used_for_year) == (award, year):
                return row
            raise Refused(
                "work.used_already",
                _(
                    "“%(work)s” đã được tính cho %(name)s khi xét %(award)s năm "
                    "%(year)s; một sáng kiến chỉ dùng một lần. Nếu ghi nhầm, hãy sửa "
                    "lần dùng trước."
                )
                % {
                    "work": row.work,
                    "name": row.person,
                    "award": row.used_for_award,
                    "year": row.used_for_year,
                },
            )
        _write_use(actor, row, enums.WorkUse.USED, award, year, source)
    return row


def mend_use(
    actor: Any, authorship: Authorship, *, is_unused: bool, source: str
) -> Authorship:
    """Take back a noted use: the work is not used, or it is not known to be."""
    rights.require(actor, "person.change", authorship.person)
    _refuse_no_source(source)
    with transaction.atomic():
        row = Authorship.objects.select_for_update().get(pk=authorship.pk)
        use = enums.WorkUse.UNUSED if is_unused else ""
        _write_use(actor, row, use, "", None, source)
    return row


def refuse_too_much(works: Collection[int]) -> None:
    """Raise Refused for a work whose authors' known parts exceed the whole."""
    keys = sorted(works)
    for start in range(0, len(keys), BATCH):
        over = (
            Authorship.objects.filter(work__in=keys[start : start + BATCH])
            .values("work", "work__name")
            .annotate(total=Sum("share_pct"))
            .filter(total__gt=WHOLE_PCT)
            .order_by("work__name")
            .first()
        )
        if over:
            raise Refused(
                "work.too_much",
                _(
                    "“%(work)s”: tỷ lệ của các tác giả cộng lại là %(sum)s %%, quá "
                    "100 %%. Hãy sửa tỷ lệ của từng người."
                )
                % {"work": over["work__name"], "sum": over["total"]},
            )


def _write_use(
    actor: Any,
    row: Authorship,
    use: str,
    award: str,
    year: int | None,
    source: str,
) -> None:
    before = {"use": row.use, "award": row.used_for_award, "year": row.used_for_year}
    after = {"use": str(use), "award": award, "year": year}
    if before == after:
        return
    row.use, row.used_for_award, row.used_for_year = str(use), award, year
    row.use_source = source
    row.save()
    audit.record(
        actor,
        "work.use",
        row.work,
        before=before,
        after=after | {"author": row.person.name},
        reason=source,
        unit_id=queries.unit_id_of(row.person),
    )


def _refuse_no_source(source: str) -> None:
    if not source.strip():
        raise Refused("source.missing", _("Hãy ghi căn cứ: văn bản, sổ đã đọc."))
