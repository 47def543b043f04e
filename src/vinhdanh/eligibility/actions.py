"""What an office does about eligibility: check, override, adopt a rule of its own."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from vinhdanh import assess
from vinhdanh.base import audit, clock, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.eligibility import facts, queries
from vinhdanh.eligibility.models import (
    AdoptedRule,
    Override,
    PageSignature,
    StoredVerdict,
)
from vinhdanh.ledger.enums import Basis
from vinhdanh.registry.models import Subject, Unit


def check(
    actor: Any,
    subjects: Sequence[Subject],
    awards: Sequence[str],
    *,
    year: int,
    day: date,
    unit: Unit,
    assumed: facts.AssumedTitles | None = None,
    basis: Basis | None = None,
) -> list[StoredVerdict]:
    """Ask the law about each subject and fitting award, and keep what it said.

    One evaluation for all. A verdict whose basis, facts, day, corpus and local rules
    are those of the last stored one is that stored one; otherwise a new row is written.
    unit: whose local rules apply. assumed, basis: see `facts.records`.
    """
    rights.require(actor, "verdict.ask", unit)
    verdicts = assess.judge(
        facts.records(subjects, year=year, assumed=assumed, basis=basis),
        awards,
        year=year,
        day=day,
        local=queries.local_rules_for(unit, day),
        fitting=True,
    )
    by_id = {str(subject.public_id): subject for subject in subjects}
    units = facts.units_by_subject(subjects, date(year, 12, 31))
    with transaction.atomic():
        known = queries.latest_verdicts(
            [subject.pk for subject in subjects],
            awards,
            year=year,
            day=day,
            basis=basis or "",
        )
        stored: list[StoredVerdict] = []
        fresh: list[StoredVerdict] = []
        for verdict in verdicts:
            subject = by_id[verdict.subject]
            row = known.get((subject.pk, verdict.award))
            if row is None or not _rests_on_the_same(row, verdict):
                row = _stored(verdict, subject, units.get(subject.pk, unit), basis)
                fresh.append(row)
            stored.append(row)
        if fresh:
            StoredVerdict.objects.bulk_create(fresh, batch_size=500)
            audit.record(
                actor,
                "verdict.check",
                unit,
                after={
                    "year": year,
                    "governing_day": day,
                    "awards": list(awards),
                    "subjects": len(subjects),
                    "new_verdicts": len(fresh),
                },
            )
    return stored


def _rests_on_the_same(row: StoredVerdict, verdict: assess.Verdict) -> bool:
    receipt = row.verdict["receipt"]
    return (
        row.facts_hash == verdict.receipt.facts_hash
        and receipt["corpus_hash"] == verdict.receipt.corpus_hash
        and receipt["engine_version"] == verdict.receipt.engine_version
    )


def _stored(
    verdict: assess.Verdict, subject: Subject, unit: Unit, basis: Basis | None
) -> StoredVerdict:
    return StoredVerdict(
        basis=basis or "",
        subject=subject,
        unit=unit,
        award=verdict.award,
        year=verdict.year,
        word=verdict.word.value,
        regime=verdict.regime,
        governing_day=verdict.governing_day,
        verdict=verdict.as_dict(),
        facts_hash=verdict.receipt.facts_hash,
        made_at=clock.now(),
    )


def override(
    actor: Any, verdict: StoredVerdict, word: str, reason: str, cite: str = ""
) -> Override:
    """Lay a human's word over a verdict; the verdict itself stays as it was."""
    rights.require(actor, "nomination.override", verdict)
    if word not in {assess.Word.YES, assess.Word.NO}:
        raise Refused(
            "verdict.word",
            _("Hãy chọn “đạt” hoặc “không đạt”: kết luận của người phải rõ ràng."),
        )
    if not reason.strip():
        raise Refused(
            "verdict.reason_missing",
            _("Hãy ghi lý do và căn cứ của kết luận khác với hệ thống."),
        )
    before = queries.word_of(verdict)
    with transaction.atomic():
        row = Override.objects.create(
            verdict=verdict,
            word=str(word),
            reason=reason,
            cite=cite,
            by=actor,
            by_name=str(actor),
            at=clock.now(),
        )
        audit.record(
            actor,
            "verdict.override",
            verdict,
            before={"word": before.value},
            after={"word": str(word), "cite": cite},
            reason=reason,
        )
    return row


def adopt_local_rule(
    actor: Any, unit: Unit, rule: assess.LocalRule, *, title: str = ""
) -> AdoptedRule:
    """Adopt a dated rule of the unit's own; one it replaces ends the day before.

    A cap or a council rule replaces the unit's rule for the same award; a criterion
    replaces the one with the same id. Raises Refused when a rule that begins on the
    same day or later stands in the way.
    """
    rights.require(actor, "local_rule.adopt", unit)
    rule = _read_back(rule)
    with transaction.atomic():
        for earlier in _replaced_by(unit, rule):
            _end(actor, earlier, rule.first_day - timedelta(days=1))
        row = AdoptedRule.objects.create(
            unit=unit,
            rule_id=rule.id,
            title=title.strip() or rule.source,
            source=rule.source,
            first_day=rule.first_day,
            last_day=rule.last_day,
            rule=rule.as_dict(),
            adopted_at=clock.now(),
            by_name=str(actor),
        )
        audit.record(actor, "local_rule.adopt", row, after=rule.as_dict())
    return row


def _read_back(rule: assess.LocalRule) -> assess.LocalRule:
    """Refuse a rule that the law's room could not read again from its plain form."""
    try:
        return assess.LocalRule.parse(rule.as_dict())
    except assess.LocalRuleError as error:
        raise Refused(
            "local_rule.unreadable",
            _(
                "Quy định chưa đọc được: kiểm tra danh hiệu, các ngày (ngày đầu không "
                "sau ngày cuối) và tỷ lệ (hai số nguyên, số trước không lớn hơn số "
                "sau)."
            ),
        ) from error


def _replaced_by(unit: Unit, rule: assess.LocalRule) -> list[AdoptedRule]:
    rows = AdoptedRule.objects.select_for_update().filter(unit=unit, withdrawn_at=None)
    overlapping = [
        row
        for row in rows
        if queries.is_version_of(row, rule)
        and (row.last_day is None or row.last_day >= rule.first_day)
        and (rule.last_day is None or row.first_day <= rule.last_day)
    ]
    for row in overlapping:
        if row.first_day >= rule.first_day:
            raise Refused(
                "local_rule.overlap",
                _(
                    "“%(title)s” đã có hiệu lực từ %(day)s. Quy định mới phải bắt đầu "
                    "sau ngày đó, hoặc kết thúc trước ngày đó."
                )
                % {"title": row.title, "day": row.first_day.strftime("%d/%m/%Y")},
            )
    return overlapping


def _end(actor: Any, row: AdoptedRule, last_day: date, reason: str = "") -> None:
    before = row.last_day
    row.last_day = last_day
    ended = replace(assess.LocalRule.parse(row.rule), last_day=last_day)
    row.rule = ended.as_dict()
    row.save(update_fields=["last_day", "rule"])
    audit.record(
        actor,
        "local_rule.end",
        row,
        before={"last_day": before},
        after={"last_day": last_day},
        reason=reason,
    )


def end_local_rule(
    actor: Any, rule: AdoptedRule, last_day: date, reason: str
) -> AdoptedRule:
    """End a rule on a day, which is its last; what was judged by it stays judged.

    Raises Refused without a reason, for a day before its first, for a rule that ends
    earlier already, and for a withdrawn one.
    """
    rights.require(actor, "local_rule.adopt", rule)
    _require_reason(reason)
    with transaction.atomic():
        row = AdoptedRule.objects.select_for_update().get(pk=rule.pk)
        _require_standing(row)
        if last_day < row.first_day:
            raise Refused(
                "local_rule.ends_before_it_begins",
                _(
                    "Quy định có hiệu lực từ %(day)s nên không thể hết hiệu lực trước "
                    "ngày ấy. Nếu chưa tới ngày có hiệu lực, hãy rút lại."
                )
                % {"day": row.first_day.strftime("%d/%m/%Y")},
            )
        if row.last_day is not None and row.last_day <= last_day:
            raise Refused(
                "local_rule.ended",
                _("Quy định này đã hết hiệu lực sau ngày %(day)s.")
                % {"day": row.last_day.strftime("%d/%m/%Y")},
            )
        _end(actor, row, last_day, reason)
    return row


def withdraw_local_rule(actor: Any, rule: AdoptedRule, reason: str) -> AdoptedRule:
    """Take back a rule before its first day; it stays written, and binds nobody."""
    rights.require(actor, "local_rule.adopt", rule)
    _require_reason(reason)
    with transaction.atomic():
        row = AdoptedRule.objects.select_for_update().get(pk=rule.pk)
        _require_standing(row)
        if row.first_day <= clock.today():
            raise Refused(
                "local_rule.in_force",
                _(
                    "Quy định đã có hiệu lực từ %(day)s: không rút lại được nữa. Hãy "
                    "ghi ngày hết hiệu lực, hoặc ban hành quy định thay thế."
                )
                % {"day": row.first_day.strftime("%d/%m/%Y")},
            )
        row.withdrawn_at = clock.now()
        row.save(update_fields=["withdrawn_at"])
        audit.record(actor, "local_rule.withdraw", row, before=row.rule, reason=reason)
    return row


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise Refused(
            "local_rule.reason_missing",
            _("Hãy ghi văn bản hoặc lý do bãi bỏ, thay đổi quy định này."),
        )


def _require_standing(row: AdoptedRule) -> None:
    if row.withdrawn_at is not None:
        raise Refused("local_rule.withdrawn", _("Quy định này đã được rút lại."))


def sign_page(
    actor: Any, unit: Unit, page: str, page_hash: str, *, remark: str = ""
) -> PageSignature:
    """Sign a page of the law as read: the signature is bound to what it said.

    page_hash: of the page that the signer had before her. Raises Refused when the page
    says something else by now, and when the office has signed this very page already.
    """
    rights.require(actor, "law_page.sign", unit)
    now = {each.name: each for each in queries.pages_to_sign()}.get(page)
    if now is None or now.hash != page_hash:
        raise Refused(
            "law_page.changed",
            _(
                "Trang này đã thay đổi sau khi được mở ra đọc. Hãy tải lại, đọc bản "
                "hiện nay rồi ký."
            ),
        )
    with transaction.atomic():
        Unit.objects.select_for_update().get(pk=unit.pk)
        if PageSignature.objects.filter(
            unit=unit, page=page, page_hash=page_hash
        ).exists():
            raise Refused("law_page.signed", _("Đơn vị đã ký bản này của trang."))
        row = PageSignature.objects.create(
            unit=unit,
            office=str(unit),
            page=page,
            page_hash=page_hash,
            by=actor,
            by_name=str(actor),
            remark=remark,
            signed_at=clock.now(),
        )
        audit.record(
            actor,
            "law_page.sign",
            row,
            after={"page": page, "hash": page_hash},
            reason=remark,
        )
    return row
