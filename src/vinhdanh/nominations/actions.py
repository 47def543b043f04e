"""What an office does with nominations."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from vinhdanh import assess
from vinhdanh.base import audit, clock, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.ledger.enums import Basis
from vinhdanh.nominations import checking, queries
from vinhdanh.nominations.enums import NominationState, RoundState
from vinhdanh.nominations.models import ACHIEVEMENT_LETTERS, Nomination, Round
from vinhdanh.nominations.moves import leave_traces, move, move_all, move_many
from vinhdanh.nominations.printed import Printed, kind_of, printed_on
from vinhdanh.nominations.transitions import Verb
from vinhdanh.registry import aliases
from vinhdanh.registry.models import Subject, Unit
from vinhdanh.viet import text


def open_round(
    actor: Any,
    unit: Unit,
    *,
    year: int,
    name: str,
    due_on: date | None = None,
    governing_day: date | None = None,
) -> Round:
    """Open a time of nominating; judged by the law of 31 December unless said."""
    rights.require(actor, "round.open", unit)
    name = text.clean_line(name)
    if not name:
        raise Refused("round.no_name", _("Hãy ghi tên đợt bình xét."))
    if Round.objects.filter(unit=unit, year=year, name=name).exists():
        raise Refused(
            "round.twin",
            _("Năm %(year)s đã có đợt “%(name)s”. Hãy mở đợt đó hoặc đặt tên khác.")
            % {"year": year, "name": name},
        )
    with transaction.atomic():
        round_ = Round.objects.create(
            unit=unit,
            year=year,
            name=name,
            due_on=due_on,
            governing_day=governing_day or date(year, 12, 31),
        )
        audit.record(
            actor,
            "round.open",
            round_,
            after={"year": year, "name": name, "law_of": round_.governing_day},
        )
    return round_


def nominate(
    actor: Any,
    round_: Round,
    subject: Subject,
    award: str,
    *,
    basis: str = Basis.MERIT,
    achievement: str = "",
) -> Nomination:
    """Put one subject forward for an award; see `nominate_many`."""
    return nominate_many(
        actor, round_, [subject], award, basis=basis, achievement=achievement
    )[0]


def nominate_many(
    actor: Any,
    round_: Round,
    subjects: Sequence[Subject],
    award: str,
    *,
    basis: str = Basis.MERIT,
    achievement: str = "",
) -> list[Nomination]:
    """Put subjects forward for one award, all of them or nobody.

    Each is checked by the law of the round's governing day and keeps the verdict;
    name, post and unit are frozen as printed that day. Raises Refused when the list
    is closed, the time is over, the award is not for that kind of subject, the basis
    is none of `Basis`, the summary is too long, or one of them is not on the roster or
    already put forward: all such names at once.
    """
    achievement = text.clean_line(achievement)
    _refuse_late(actor, round_)
    _refuse_miswritten(basis, achievement)
    _refuse_unfitting(subjects, award)
    printed = printed_on(round_, subjects)
    _refuse_strangers(round_, subjects, printed)
    _refuse_foreign_hands(actor, printed.values())
    with transaction.atomic():
        _refuse_locked(round_)
        _refuse_twins(round_, subjects, award, basis)
        verdicts = checking.check(actor, round_, subjects, award, basis)
        made = Nomination.objects.bulk_create(
            Nomination(
                round=round_,
                subject=one.subject,
                unit=one.unit,
                award=award,
                basis=basis,
                name=one.name,
                post=one.post,
                unit_name=one.unit_name,
                is_leader=one.is_leader,
                achievement=achievement,
                verdict=verdicts.get(one.subject.pk),
            )
            for one in (printed[subject.pk] for subject in subjects)
        )
        leave_traces(actor, [("", nomination) for nomination in made], Verb.FILE)
    return made


def _refuse_locked(round_: Round) -> None:
    """Lock the round, so that its list is not submitted meanwhile; refuse if it is."""
    locked = Round.objects.select_for_update().get(pk=round_.pk)
    if locked.state == RoundState.CLOSED:
        raise Refused(
            "round.closed",
            _("Danh sách “%(round)s” đã khóa. Hãy đề nghị cán bộ phụ trách mở lại.")
            % {"round": round_},
        )


def _refuse_late(actor: Any, round_: Round) -> None:
    is_late = round_.due_on is not None and clock.today() > round_.due_on
    if is_late and not rights.can(actor, "nomination.check", round_):
        raise Refused(
            "nomination.window_closed",
            _(
                "Hạn gửi đề nghị của “%(round)s” là %(day)s. "
                "Hãy gửi qua cán bộ phụ trách thi đua, khen thưởng."
            )
            % {"round": round_, "day": round_.due_on.strftime("%d/%m/%Y")},  # type: ignore[union-attr]
        )


def _refuse_miswritten(basis: str, achievement: str) -> None:
    if basis not in Basis.values:
        raise Refused(
            "nomination.unknown_basis",
            _("Hãy chọn loại hình khen thưởng: %(known)s.")
            % {"known": ", ".join(str(label) for label in Basis.labels)},
        )
    if len(achievement) > ACHIEVEMENT_LETTERS:
        raise Refused(
            "nomination.long_achievement",
            _(
                "Tóm tắt thành tích dài %(length)s ký tự; nhiều nhất %(longest)s ký "
                "tự. Hãy viết gọn lại."
            )
            % {"length": len(achievement), "longest": ACHIEVEMENT_LETTERS},
        )


def _refuse_unfitting(subjects: Sequence[Subject], award: str) -> None:
    known = assess.awards().get(award)
    if known is None:
        raise Refused(
            "nomination.unknown_award",
            _("Không có danh hiệu, hình thức khen thưởng mang mã “%(code)s”.")
            % {"code": award},
        )
    if not subjects:
        raise Refused("nomination.nobody", _("Hãy chọn ít nhất một người, tập thể."))
    wrong = [one.name for one in subjects if kind_of(one) not in known.subjects]
    if wrong:
        raise Refused(
            "nomination.unfitting",
            _("“%(award)s” không dành cho: %(names)s.")
            % {"award": known.name, "names": ", ".join(wrong)},
        )


def _refuse_strangers(
    round_: Round, subjects: Sequence[Subject], printed: dict[int, Printed]
) -> None:
    missing = [one.name for one in subjects if one.pk not in printed]
    if missing:
        raise Refused(
            "nomination.not_on_roster",
            _(
                "Không có trong danh sách của “%(unit)s” năm %(year)s: %(names)s. "
                "Hãy kiểm tra quá trình công tác ở mục Dữ liệu nền."
            )
            % {
                "unit": round_.unit,
                "year": round_.governing_day.year,
                "names": ", ".join(missing),
            },
        )


def _refuse_foreign_hands(actor: Any, printed: Iterable[Printed]) -> None:
    for unit in {one.unit for one in printed}:
        rights.require(actor, "nomination.file", unit)


def _refuse_twins(
    round_: Round, subjects: Sequence[Subject], award: str, basis: str
) -> None:
    # Whoever two records were merged of is put forward once, under either.
    mains = aliases.family([one.pk for one in subjects])
    twice = len({mains[one.pk] for one in subjects}) < len(subjects)
    there = Nomination.objects.filter(
        round=round_, award=award, basis=basis, subject__in=mains
    ).exclude(state=NominationState.WITHDRAWN)
    names = sorted(there.values_list("name", flat=True))
    if names or twice:
        raise Refused(
            "nomination.twin",
            _("Đã có đề nghị “%(award)s” trong đợt này: %(names)s.")
            % {"award": assess.awards()[award].name, "names": ", ".join(names)}
            if names
            else _("Có người, tập thể được chọn hai lần. Hãy chọn mỗi tên một lần."),
        )


def recheck(actor: Any, round_: Round) -> int:
    """Check every filed nomination again; return how many words are now others."""
    rights.require(actor, "nomination.check", round_)
    filed = list(
        queries.with_word(round_.nominations.filter(state=NominationState.FILED))
        .select_related("subject")
        .order_by("pk")
    )
    changed = 0
    with transaction.atomic():
        for award, basis in sorted({(one.award, one.basis) for one in filed}):
            theirs = [one for one in filed if (one.award, one.basis) == (award, basis)]
            verdicts = checking.check(
                actor, round_, [one.subject for one in theirs], award, basis
            )
            for nomination in theirs:
                verdict = verdicts.get(nomination.subject_id)
                is_new = verdict is not None and verdict.word != _law_word(nomination)
                changed += is_new
                nomination.verdict = verdict
        Nomination.objects.bulk_update(filed, ["verdict"], batch_size=500)
        audit.record(
            actor,
            "round.recheck",
            round_,
            after={"checked": len(filed), "changed": changed},
        )
    return changed


def _law_word(nomination: Nomination) -> str:
    return nomination.verdict.word if nomination.verdict else ""


def confirm(
    actor: Any, nomination: Nomination, word: str, *, reason: str, cite: str = ""
) -> None:
    """Set a human's word over the law's on one nomination; the verdict stays."""
    rights.require(actor, "nomination.override", nomination)
    if nomination.state != NominationState.FILED:
        raise Refused(
            "nomination.too_late_to_confirm",
            _("“%(name)s” đã qua bước kiểm tra (%(state)s) nên không xác nhận nữa.")
            % {"name": nomination.name, "state": nomination.get_state_display()},
        )
    if nomination.verdict is None:
        raise Refused(
            "nomination.unchecked",
            _("Đề nghị này chưa được kiểm tra. Hãy bấm “Kiểm tra lại” trước."),
        )
    checking.set_word(actor, nomination.verdict, word, reason=reason, cite=cite)


def reject(actor: Any, nomination: Nomination, *, reason: str = "") -> None:
    """Keep a nomination off the list; where the law says no, its reason stands."""
    move(
        actor,
        nomination,
        Verb.REJECT,
        reason=reason.strip() or queries.reason_to_reject(nomination),
    )


def reject_many(
    actor: Any, nominations: Sequence[Nomination], *, reason: str = ""
) -> None:
    """Keep nominations off the list, all of them or none; see `reject`."""
    with transaction.atomic():
        for nomination in nominations:
            reject(actor, nomination, reason=reason)


def withdraw(actor: Any, nomination: Nomination, *, reason: str) -> None:
    """Take a nomination back; the same subject may be put forward again."""
    move(actor, nomination, Verb.WITHDRAW, reason=reason)


def submit_round(actor: Any, round_: Round) -> list[Nomination]:
    """Close the list and bring all filed nominations before the council.

    Everybody is checked once more. All or none: raises Refused naming everyone who
    stands in the way and why.
    """
    rights.require(actor, "nomination.submit", round_)
    # Facts may have changed since the filing; what is found now is kept even when
    # the list goes nowhere.
    recheck(actor, round_)
    with transaction.atomic():
        locked = Round.objects.select_for_update().get(pk=round_.pk)
        filed = list(
            queries.with_word(round_.nominations.filter(state=NominationState.FILED))
            .select_related("verdict", "unit__subject")
            .order_by("pk")
        )
        if locked.state == RoundState.CLOSED or not filed:
            raise Refused(
                "round.nothing_to_submit",
                _("Không còn đề nghị nào chờ trình trong “%(round)s”.")
                % {"round": round_},
            )
        in_the_way = queries.obstacles(filed)
        if in_the_way:
            raise Refused(
                "round.in_the_way",
                _("Chưa trình được, còn %(n)s đề nghị vướng:\n%(list)s")
                % {
                    "n": len(in_the_way),
                    "list": "\n".join(f"• {one.sentence}" for one in in_the_way),
                },
            )
        move_all(actor, filed, Verb.SUBMIT)
        _set_round_state(actor, round_, RoundState.CLOSED, "round.submit")
    return filed


def reopen_round(actor: Any, round_: Round, *, reason: str) -> None:
    """Unlock a list that the council has not yet decided on."""
    rights.require(actor, "nomination.submit", round_)
    if not reason.strip():
        raise Refused("nomination.reason_missing", _("Hãy ghi lý do."))
    with transaction.atomic():
        locked = Round.objects.select_for_update().get(pk=round_.pk)
        if locked.state == RoundState.OPEN:
            raise Refused("round.is_open", _("Danh sách đang mở, không cần mở lại."))
        rows = list(round_.nominations.select_for_update().order_by("pk"))
        decided = [row for row in rows if row.state in queries.DECIDED]
        if decided:
            raise Refused(
                "round.decided",
                _(
                    "Hội đồng đã có kết quả với %(n)s đề nghị nên không mở lại danh "
                    "sách. Hãy mở một đợt bổ sung."
                )
                % {"n": len(decided)},
            )
        submitted = [row for row in rows if row.state == NominationState.SUBMITTED]
        move_all(actor, submitted, Verb.REOPEN, reason)
        _set_round_state(actor, round_, RoundState.OPEN, "round.reopen", reason)


def _set_round_state(
    actor: Any, round_: Round, state: RoundState, verb: str, reason: str = ""
) -> None:
    before = round_.state
    round_.state = state
    round_.save(update_fields=["state"])
    audit.record(
        actor,
        verb,
        round_,
        before={"state": str(before)},
        after={"state": str(state)},
        reason=reason,
    )


__all__ = [
    "confirm",
    "move",
    "move_many",
    "nominate",
    "nominate_many",
    "open_round",
    "recheck",
    "reject",
    "reject_many",
    "reopen_round",
    "submit_round",
    "withdraw",
]
