"""A verdict as the JSON door gives it: word, reasons, what is missing, articles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vinhdanh.assess.voting import council_rule
from vinhdanh.law.quota import caps_on
from vinhdanh.law.verdict import NAMES, Missing, Reason, Word
from vinhdanh.statutes.load import corpus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vinhdanh.assess.local import LocalRule
    from vinhdanh.assess.transitional import BothVersions
    from vinhdanh.assess.verdict import Verdict

_MARKS = {True: "yes", False: "no", None: "unknown"}


def answer_of(verdict: Verdict, *, single: bool = False) -> dict[str, Any]:
    """One title's answer. single: one criterion was asked for; it must be settled."""
    word = verdict.word
    if single and word is Word.YES and any(r.mark is None for r in verdict.reasons):
        word = Word.CONFIRM  # the council has yet to judge the one thing asked
    receipt = verdict.receipt
    return {
        "verdict": word.value,
        "verdict_vi": NAMES[word.value],
        "summary": verdict.short,
        "summary_en": _summary_en(verdict, word),
        "reasons": [_reason(reason) for reason in verdict.reasons],
        "missing": [_missing(missing) for missing in verdict.missing],
        "articles": _articles(verdict.reasons),
        "regime": verdict.regime,
        "standing": verdict.standing,
        "receipt": {
            "corpus_version": receipt.corpus_version,
            "corpus_hash": receipt.corpus_hash,
            "engine_version": receipt.engine_version,
            "regime": receipt.regime,
            "governing_day": receipt.governing_day.isoformat(),
            "facts_hash": receipt.facts_hash,
        },
    }


def both_of(both: BothVersions) -> dict[str, Any]:
    """One title under every version that may govern: what follows, and each."""
    return {
        "verdict": both.word.value,
        "verdict_vi": NAMES[both.word.value],
        "summary": both.sentence,
        "summary_en": both.sentence_en,
        "favours": both.favours,
        "versions": [answer_of(verdict) for verdict in both.verdicts],
    }


def rule_of(
    verdict: Verdict, criterion: str | None, local: Sequence[LocalRule]
) -> dict[str, Any]:
    """What the rule asks, without anybody's facts."""
    day, award = verdict.governing_day, verdict.award
    council = council_rule(award, day=day, local=local)
    caps = caps_on(corpus().caps, award, day)
    return {
        "criteria": [
            {
                "criterion": reason.criterion,
                "text": reason.sentence,
                "text_en": reason.sentence_en,
                "article": reason.cite,
                "standing": reason.standing,
                "local": reason.local,
                "judged": reason.judged,
            }
            for reason in verdict.reasons
            if criterion in {None, reason.criterion}
        ],
        "caps": [
            {
                "share": f"{cap.amount}/{cap.of}",
                "base_set": cap.base,
                "rounding": cap.rounding,
                "article": corpus().instruments.say(cap.cite) if cap.cite else "",
                "standing": cap.standing.value,
            }
            for cap in caps
        ],
        "council": {
            "text": council.sentence,
            "article": council.cite,
            "standing": council.standing,
        },
    }


def _reason(reason: Reason) -> dict[str, Any]:
    return {
        "criterion": reason.criterion,
        "met": _MARKS[reason.mark],
        "text": reason.sentence,
        "text_en": reason.sentence_en,
        "found": reason.found,
        "found_en": reason.found_en,
        "article": reason.cite,
        "standing": reason.standing,
        "local": reason.local,
        "judged": reason.judged,
        "ways": list(reason.branches),
        "evidence": list(reason.evidence),
    }


def _missing(missing: Missing) -> dict[str, str]:
    facts = corpus().facts
    label_en = missing.fact
    if missing.fact in facts:
        label_en = facts.get(missing.fact).label_en
    elif missing.fact.startswith("held."):
        label_en = f"title {missing.fact.removeprefix('held.')}"
    return {
        "fact": missing.fact,
        "label": missing.label,
        "label_en": label_en,
        "supplier": missing.supplier,
    }


def _articles(reasons: Sequence[Reason]) -> list[str]:
    return list(dict.fromkeys(reason.cite for reason in reasons))


def _summary_en(verdict: Verdict, word: Word) -> str:
    reasons = verdict.reasons
    if word is Word.NO:
        for r in reasons:
            if r.mark is False and r.standing == "SOURCED":
                return f"{r.sentence_en} — {r.found_en} ({r.cite})."
    if word is Word.UNKNOWN:
        named = "; ".join(_missing(m)["label_en"] for m in verdict.missing)
        return f"Missing: {named}."
    if word is Word.CONFIRM:
        for r in reasons:
            doubted = r.mark is not True or r.standing != "SOURCED"
            if doubted and not (r.judged and r.mark is None and len(reasons) > 1):
                return f"A person must confirm: {r.sentence_en} — {r.found_en}."
        return "A person must confirm: the rule is not settled here."
    return "Every measurable standard is met."
