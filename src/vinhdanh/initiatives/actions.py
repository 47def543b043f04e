"""The deeds around an initiative: propose, appraise, vote, recognise or refuse."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from vinhdanh.base import audit, clock, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.initiatives import queries
from vinhdanh.initiatives.enums import InitiativeState
from vinhdanh.initiatives.models import (
    WHOLE_PCT,
    Initiative,
    InitiativeAuthor,
    InitiativeStep,
    Opinion,
)
from vinhdanh.initiatives.transitions import TRANSITIONS, Verb
from vinhdanh.registry import queries as registry
from vinhdanh.registry.actions.works import enter_work
from vinhdanh.registry.enums import ImpactScope, WorkKind
from vinhdanh.registry.models import Person, Unit
from vinhdanh.viet import dates, text


@dataclass(frozen=True)
class AuthorLine:
    """An author and her part; None says that the part is not agreed yet."""

    person: Person
    share_pct: int | None = None


@dataclass(frozen=True)
class InitiativeForm:
    """What a proposal says."""

    name: str
    year: int
    solution: str
    effect: str
    authors: Sequence[AuthorLine]
    kind: str = WorkKind.INITIATIVE
    scope: str = ImpactScope.GRASSROOTS
    problem: str = ""
    applied_on: date | None = None


@dataclass(frozen=True)
class OpinionForm:
    """What an appraiser answers; None leaves a question open."""

    advice: str
    words: str
    is_new: bool | None = None
    is_effective: bool | None = None
    is_replicable: bool | None = None


def file_initiative(actor: Any, form: InitiativeForm) -> Initiative:
    """Put an initiative forward; its unit is where the first author works.

    By one of its authors, or by whoever files for the unit.
    """
    _check(form)
    unit = _unit_of(form)
    if not any(
        rights.can(actor, "initiative.file", line.person) for line in form.authors
    ):
        rights.require(actor, "initiative.file", unit)
    with transaction.atomic():
        # The same form sent twice in a moment takes turns here.
        Unit.objects.select_for_update().get(pk=unit.pk)
        _refuse_twin(unit, form)
        initiative = Initiative(unit=unit, filed_by_name=str(actor))
        _write(initiative, form)
        _trace(actor, initiative, "", Verb.FILE, after=_words_of(form))
    return initiative


def amend(actor: Any, initiative: Initiative, form: InitiativeForm) -> Initiative:
    """Rewrite a proposal before it is appraised, or after it came back."""
    rights.require(actor, "initiative.file", initiative)
    _check(form)
    with transaction.atomic():
        locked = lock(initiative, Verb.AMEND)
        before, state = _words_now(locked), locked.state
        locked.state = InitiativeState.FILED
        locked.authors.all().delete()
        _write(locked, form)
        _trace(actor, locked, state, Verb.AMEND, before=before, after=_words_of(form))
    return locked


def withdraw(actor: Any, initiative: Initiative, *, reason: str) -> Initiative:
    """Take a proposal back before the council has voted."""
    return _move(actor, initiative, Verb.WITHDRAW, reason)


def send_back(actor: Any, initiative: Initiative, *, reason: str) -> Initiative:
    """Ask the authors to complete a proposal."""
    return _move(actor, initiative, Verb.RETURN, reason)


def appraise(actor: Any, initiative: Initiative, form: OpinionForm) -> Opinion:
    """Give an opinion on an initiative; nobody appraises her own."""
    rights.require(actor, "initiative.appraise", initiative)
    if not form.words.strip():
        raise Refused("opinion.no_words", _("Hãy ghi nhận xét."))
    if queries.is_author(actor, initiative):
        raise Refused(
            "opinion.own", _("Tác giả không thẩm định sáng kiến của chính mình.")
        )
    with transaction.atomic():
        locked = lock(initiative, Verb.APPRAISE)
        opinion = Opinion.objects.create(
            initiative=locked,
            by=actor,
            by_name=str(actor),
            is_new=form.is_new,
            is_effective=form.is_effective,
            is_replicable=form.is_replicable,
            advice=form.advice,
            words=form.words,
            at=clock.now(),
        )
        go(actor, locked, Verb.APPRAISE, after={"advice": form.advice})
    return opinion


def recognise(
    actor: Any,
    initiative: Initiative,
    *,
    decision_no: str,
    decided_on: date,
    authority_name: str,
    scope: str = "",
) -> Initiative:
    """Recognise an initiative by a decision: it becomes its authors' recognised work.

    scope: the level recognised, the one asked for unless given.
    """
    rights.require(actor, "initiative.recognise", initiative)
    if not decision_no.strip() or not authority_name.strip():
        raise Refused(
            "initiative.no_decision",
            _("Hãy ghi số quyết định công nhận và người quyết định."),
        )
    with transaction.atomic():
        locked = lock(initiative, Verb.RECOGNISE)
        _refuse_day(locked, decided_on)
        locked.decision_no, locked.decided_on = decision_no, decided_on
        locked.authority_name = authority_name
        locked.scope = scope or locked.scope
        locked.work = enter_work(
            actor,
            {row.person: row.share_pct for row in _authors_of(locked)},
            name=locked.name,
            year=locked.year,
            scope=locked.scope,
            kind=locked.kind,
            decision_no=text.clean_line(decision_no),
            decided_on=decided_on,
            recognised_by=authority_name,
            source=_("Hội đồng sáng kiến đã biểu quyết"),
            taken=_works_of_others(locked),
        )
        locked.save()
        go(
            actor,
            locked,
            Verb.RECOGNISE,
            after={
                "decision": decision_no,
                "decided_on": decided_on,
                "authority": authority_name,
                "scope": locked.scope,
            },
        )
    return locked


def _works_of_others(initiative: Initiative) -> list[int]:
    others = Initiative.objects.exclude(pk=initiative.pk).exclude(work=None)
    namesakes = others.filter(work__name=text.clean_line(initiative.name))
    return list(namesakes.values_list("work", flat=True))


def refuse(actor: Any, initiative: Initiative, *, reason: str) -> Initiative:
    """Decline to recognise an initiative that was voted on; the reason is kept."""
    rights.require(actor, "initiative.recognise", initiative)
    with transaction.atomic():
        locked = _move(actor, initiative, Verb.REFUSE, reason)
        locked.reason = reason
        locked.save(update_fields=["reason"])
    return locked


def lock(initiative: Initiative, verb: Verb) -> Initiative:
    """Lock an initiative for a deed; Raises Refused where its state has no such way."""
    locked = Initiative.objects.select_for_update().get(pk=initiative.pk)
    row = TRANSITIONS[verb]
    if locked.state not in row.sources:
        raise Refused(
            "initiative.no_such_way",
            _("“%(name)s” đang ở trạng thái “%(state)s” nên không thể: %(verb)s.")
            % {
                "name": locked.name,
                "state": locked.get_state_display(),
                "verb": row.label,
            },
        )
    return locked


def go(
    actor: Any,
    locked: Initiative,
    verb: Verb,
    *,
    reason: str = "",
    after: Mapping[str, Any] | None = None,
) -> None:
    """Take a locked initiative along a row of the table, with its step and event."""
    before, locked.state = locked.state, TRANSITIONS[verb].target
    locked.save(update_fields=["state"])
    _trace(actor, locked, before, verb, reason=reason, after=after)


def _move(actor: Any, initiative: Initiative, verb: Verb, reason: str) -> Initiative:
    row = TRANSITIONS[verb]
    rights.require(actor, row.right, initiative)
    if row.needs_reason and not reason.strip():
        raise Refused("initiative.no_reason", _("Hãy ghi lý do."))
    with transaction.atomic():
        locked = lock(initiative, verb)
        go(actor, locked, verb, reason=reason)
    return locked


def _trace(
    actor: Any,
    initiative: Initiative,
    before_state: str,
    verb: Verb,
    *,
    reason: str = "",
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    InitiativeStep.objects.create(
        initiative=initiative,
        from_state=before_state,
        to_state=initiative.state,
        verb=verb,
        by=actor,
        by_name=str(actor),
        at=clock.now(),
        reason=reason,
    )
    audit.record(
        actor,
        f"initiative.{verb}",
        initiative,
        before=before,
        after=after,
        reason=reason,
    )


def _check(form: InitiativeForm) -> None:
    if not all(words.strip() for words in (form.name, form.solution, form.effect)):
        raise Refused(
            "initiative.empty", _("Hãy ghi tên, nội dung và hiệu quả của sáng kiến.")
        )
    if not form.authors:
        raise Refused("initiative.no_author", _("Hãy chọn ít nhất một tác giả."))
    times = Counter(line.person.pk for line in form.authors)
    twice = [line.person for line in form.authors if times[line.person.pk] > 1]
    if twice:
        raise Refused(
            "initiative.author_twice",
            _("%(name)s có tên hai lần trong các tác giả.") % {"name": twice[0]},
        )
    total = sum(line.share_pct or 0 for line in form.authors)
    if total > WHOLE_PCT:
        raise Refused(
            "initiative.too_much",
            _("Tỷ lệ của các tác giả cộng lại là %(sum)s %%, quá 100 %%.")
            % {"sum": total},
        )


def _unit_of(form: InitiativeForm) -> Unit:
    first = form.authors[0].person
    unit = registry.unit_of_subject(first.subject)
    if unit is None:
        raise Refused(
            "initiative.no_unit",
            _("%(name)s chưa có đơn vị công tác trong danh sách.") % {"name": first},
        )
    return unit


def _refuse_twin(unit: Unit, form: InitiativeForm) -> None:
    there = unit.initiatives.filter(
        name=text.clean_line(form.name), year=form.year
    ).exclude(state__in=[InitiativeState.WITHDRAWN, InitiativeState.REFUSED])
    if there.exists():
        raise Refused(
            "initiative.twin",
            _("“%(name)s” của năm %(year)s đã được đề nghị.")
            % {"name": form.name, "year": form.year},
        )


def _refuse_day(initiative: Initiative, decided_on: date) -> None:
    if decided_on > clock.today():
        raise Refused(
            "initiative.decision_in_future",
            _("Ngày quyết định (%(day)s) ở sau ngày hôm nay. Hãy kiểm tra lại.")
            % {"day": dates.short(decided_on)},
        )
    ballot = initiative.ballots.order_by("-pk").first()
    if ballot is not None and decided_on < ballot.held_on:
        raise Refused(
            "initiative.decision_before_vote",
            _("Ngày quyết định ở trước ngày Hội đồng họp (%(day)s).")
            % {"day": dates.short(ballot.held_on)},
        )


def _authors_of(initiative: Initiative) -> list[InitiativeAuthor]:
    return list(initiative.authors.select_related("person__subject"))


def _write(initiative: Initiative, form: InitiativeForm) -> None:
    initiative.name, initiative.year = form.name, form.year
    initiative.kind, initiative.scope = form.kind, form.scope
    initiative.problem, initiative.solution = form.problem, form.solution
    initiative.effect, initiative.applied_on = form.effect, form.applied_on
    initiative.save()
    for place, line in enumerate(form.authors, start=1):
        post = registry.present_post(line.person)
        InitiativeAuthor.objects.create(
            initiative=initiative,
            person=line.person,
            printed_name=line.person.name,
            printed_post=post.title if post else "",
            share_pct=line.share_pct,
            position=place,
        )


def _words_of(form: InitiativeForm) -> dict[str, Any]:
    return {
        "name": form.name,
        "year": form.year,
        "scope": str(form.scope),
        "authors": [[line.person.name, line.share_pct] for line in form.authors],
    }


def _words_now(initiative: Initiative) -> dict[str, Any]:
    return {
        "name": initiative.name,
        "year": initiative.year,
        "scope": initiative.scope,
        "authors": [
            [row.printed_name, row.share_pct] for row in _authors_of(initiative)
        ],
    }
