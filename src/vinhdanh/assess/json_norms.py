"""Questions about numbers, money and several awards at once at the JSON door."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from vinhdanh.assess.combining import Proposed, combination
from vinhdanh.assess.json_reading import LineError, unknown
from vinhdanh.assess.money import Bonus, Given, Payment, bonus, bonuses
from vinhdanh.assess.norms import quota
from vinhdanh.law.quota import caps_on
from vinhdanh.statutes.load import corpus
from vinhdanh.statutes.load_norms import norms

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from vinhdanh.assess.local import LocalRule


def day_of(asked: Mapping[str, Any]) -> date:
    """The day a question is about: `day`, or 31 December of `year`."""
    day: date | None = asked.get("day")
    if day is None and "year" not in asked:
        raise LineError(
            "thiếu “year” hoặc “day”.", "'year' or 'day' is missing.", "year"
        )
    day = day or date(asked["year"], 12, 31)
    corpus().regimes.on(day)
    return day


def head_of(day: date) -> dict[str, Any]:
    """The day and the regime, with which every answer on a norm begins."""
    return {"day": day.isoformat(), "regime": corpus().regimes.on(day).id}


def award_of(asked: Mapping[str, Any]) -> str:
    """The code asked about, of any honour that a norm speaks of."""
    return known_award(asked["award"], "award")


def known_award(code: str, at: str) -> str:
    """The code itself; one that no norm knows is an error that offers the nearest."""
    if code not in norms().honours:
        raise unknown("danh hiệu, hình thức", "award", code, norms().honours, at)
    return code


def in_text(found: Any) -> dict[str, Any]:
    """What every norm's answer says alike: the sentence, where it stands, how sure."""
    return {
        "text": found.sentence,
        "text_en": found.sentence_en,
        "articles": list(found.cites),
        "standing": found.standing,
    }


def quota_answer(
    asked: Mapping[str, Any], local: Sequence[LocalRule]
) -> dict[str, Any]:
    """Base set, cap, how many of the proposed are allowed, how many are over.

    `verdict` yes within the cap or without one, no above it, unknown when the base the
    cap counts on is not given, confirm when the cap is only recalled.
    """
    day, award = day_of(asked), asked["award"]
    base, proposed = asked.get("base") or {}, asked["proposed"]
    lacking = sorted(_bases(award, day, local) - base.keys())
    head = head_of(day) | {"award": award, "proposed": proposed}
    if lacking:
        return head | {
            "verdict": "unknown",
            "base_set": lacking[0],
            "missing": [f"base.{name}" for name in lacking],
        }
    found = quota(award, day=day, base=base, proposed=proposed, local=local)
    word = "no" if found.over else "yes"
    if found.standing != "SOURCED":
        word = "confirm"
    return head | {
        "verdict": word,
        "base_set": found.base_name or None,
        "base": found.base if found.cap is not None else None,
        "share": found.share or None,
        "rounding": found.rounding or None,
        "cap": found.cap,
        "allowed": proposed - found.over,
        "over": found.over,
        "text": found.sentence,
        "articles": [found.cite] if found.cite else [],
        "standing": found.standing,
        "missing": [],
    }


def money_answer(asked: Mapping[str, Any]) -> dict[str, Any]:
    """The bonus in whole đồng: computed, and payable after the decree's rounding.

    `verdict` yes for a figure read in the decree, confirm for one only recalled,
    unknown where no figure is known for that award, recipient and day.
    """
    found = bonus(
        known_award(asked["award"], "award"),
        decided_on=asked["decided_on"],
        recipient=asked["recipient"],
        level=asked.get("level") or "unit",
    )
    regime = corpus().regimes.on(found.decided_on).id
    return _money(found) | {"regime": regime}


def bonuses_answer(asked: Mapping[str, Any]) -> dict[str, Any]:
    """Several awards of one subject at once: what of each is paid, and the sums.

    `verdict` unknown where a figure is not known, confirm where a payment hangs on a
    person or a figure is only recalled.
    """
    day: date = asked["decided_on"]
    given = [
        Given(
            award=known_award(one["award"], f"given[{n}].award"),
            period=str(one["year"]),
            achievement=one.get("achievement") or "",
            recipient=one["recipient"],
            level=one.get("level") or "unit",
        )
        for n, one in enumerate(asked["given"])
    ]
    found = bonuses(given, decided_on=day)
    lines = [_line(line) for line in found.lines]
    sure = all(line["verdict"] != "confirm" for line in lines)
    word = "yes" if sure else "confirm"
    return {
        "decided_on": day.isoformat(),
        "regime": corpus().regimes.on(day).id,
        "verdict": "unknown" if found.unknown else word,
        "payable": found.payable,
        "to_confirm": found.to_confirm,
        "missing": [f"bonus.{award}" for award in found.unknown],
        "lines": lines,
    }


def _line(line: Payment) -> dict[str, Any]:
    plain = _money(line.bonus)
    if line.paid is None and plain["verdict"] == "yes":
        plain["verdict"] = "confirm"
    return plain | {
        "paid": line.paid,
        "why": line.sentence,
        "why_en": line.sentence_en,
    }


def _money(found: Bonus) -> dict[str, Any]:
    word = "yes" if found.standing == "SOURCED" else "confirm"
    return {
        "verdict": "unknown" if found.amount is None else word,
        "award": found.award,
        "recipient": found.recipient,
        "decided_on": found.decided_on.isoformat(),
        "base_salary": found.base_salary,
        "coefficient": None if found.hundredths is None else _decimal(found.hundredths),
        "times": f"{found.times[0]}/{found.times[1]}",
        "amount": found.amount,
        "payable": found.payable,
        "at_most": found.at_most,
        "paid_by": found.paid_by,
        "paid_by_en": found.paid_by_en,
        **in_text(found),
    }


def together_answer(asked: Mapping[str, Any]) -> dict[str, Any]:
    """Whether several proposals for one subject may stand side by side, pair by pair.

    `verdict` no where one pair may not, confirm where a person has to settle one;
    unknown where no rule speaks of any pair.
    """
    day = day_of(asked)
    proposed = [
        Proposed(one["award"], one["year"], one.get("achievement") or "")
        for one in asked["proposed"]
    ]
    pairs = combination(proposed, day)
    allowed = {pair.allowed for pair in pairs}
    word = "unknown" if not pairs else "yes"
    if None in allowed or any(pair.answer.standing != "SOURCED" for pair in pairs):
        word = "confirm"
    return head_of(day) | {
        "verdict": "no" if False in allowed else word,
        "pairs": [
            {
                "awards": [proposed[n].award for n in (pair.first, pair.second)],
                "rule": pair.rule,
                "allowed": pair.allowed,
                **in_text(pair.answer),
            }
            for pair in pairs
        ],
    }


def _decimal(hundredths: int) -> str:
    """4.5 as "4.50": exact, where a JSON number might not be."""
    return f"{hundredths // 100}.{hundredths % 100:02d}"


def _bases(award: str, day: date, local: Sequence[LocalRule]) -> set[str]:
    """What the caps on an award count on that day."""
    own = {
        str(rule.content["base"])
        for rule in local
        if rule.kind == "quota" and rule.title == award and rule.in_force.covers(day)
    }
    return own | {cap.base for cap in caps_on(corpus().caps, award, day)}
