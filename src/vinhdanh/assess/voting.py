"""How a council votes: quorum, agreement and ballot, counted on all its members.

The national thresholds are written for the council of the submitting level and the
titles they name (98/2023/NĐ-CP Điều 30 khoản 7); everything else is the council's own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vinhdanh.assess.grounds import honour
from vinhdanh.assess.local import LocalRule, LocalRuleError
from vinhdanh.assess.norms import share_said
from vinhdanh.assess.told import rule_told
from vinhdanh.law.cite import Standing
from vinhdanh.law.quota import ballots_on
from vinhdanh.statutes.load import corpus

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date


@dataclass(frozen=True, slots=True)
class CouncilRule:
    """Quorum and agreement of a council, both counted on all its members.

    They may rest on different ground: `standing` speaks of the agreement,
    `quorum_standing` of the quorum (no national figure was found). `basis`: "national",
    the council's "own", or "design" where no threshold is known: then `note` says why.
    """

    award: str
    quorum_num: int
    quorum_den: int
    threshold_num: int
    threshold_den: int
    strict: bool
    ballot: str
    standing: str
    quorum_standing: str
    cite: str
    sentence: str
    sentence_en: str = ""
    basis: str = "national"
    note: str = ""
    note_en: str = ""

    def has_quorum(self, present: int, members: int) -> bool:
        """Are enough members present to meet?"""
        return present * self.quorum_den >= self.quorum_num * members

    def votes_needed(self, members: int) -> int:
        """The least number of members who must agree."""
        part = self.threshold_num * members
        if self.strict:
            return part // self.threshold_den + 1
        return -(-part // self.threshold_den)

    def passes(self, agree: int, members: int) -> bool:
        """Do enough of all members agree?"""
        return agree >= self.votes_needed(members)


@dataclass(frozen=True, slots=True)
class _Agreement:
    """A threshold from one source."""

    num: int
    den: int
    strict: bool
    ballot: str
    standing: Standing
    cite: str
    basis: str

    def is_stricter_than(self, other: _Agreement) -> bool:
        mine, theirs = self.num * other.den, other.num * self.den
        return (mine, self.strict) > (theirs, other.strict)


_BY_DESIGN = _Agreement(
    num=1,
    den=2,
    strict=True,
    ballot="ballot",
    standing=Standing.UNKNOWN,
    cite="mặc định của hệ thống, chưa có văn bản",
    basis="design",
)


def council_rule(
    award: str, *, day: date, local: Sequence[LocalRule] = ()
) -> CouncilRule:
    """Quorum, agreement and ballot for an award that day.

    The stricter of the national threshold and the council's own. Where neither is
    known: more than half of all members, marked UNKNOWN, with the reason. Quorum is the
    council's own rule, two thirds where it has none.
    """
    honour(award)
    own = _own_rule(award, day, local)
    agreements = [*_national(award, day), *([] if own is None else [_of_office(own)])]
    chosen = agreements[0] if agreements else _BY_DESIGN
    for agreement in agreements[1:]:
        if agreement.is_stricter_than(chosen):
            chosen = agreement
    quorum = (2, 3) if own is None else tuple(own.content["quorum"])
    secret = any(a.ballot == "secret" for a in agreements)
    reviewed = corpus().regimes.on(day).reviewed
    standing = chosen.standing if reviewed else Standing.UNKNOWN
    quorum_standing = Standing.RECALLED if own is None else Standing.SOURCED
    note, note_en = _note(day) if chosen is _BY_DESIGN else ("", "")
    ballot = "secret" if secret else chosen.ballot
    said, said_en = _said(chosen, quorum, ballot)
    return CouncilRule(
        award=award,
        quorum_num=quorum[0],
        quorum_den=quorum[1],
        threshold_num=chosen.num,
        threshold_den=chosen.den,
        strict=chosen.strict,
        ballot=ballot,
        standing=standing.value,
        quorum_standing=quorum_standing.value,
        cite=chosen.cite,
        sentence=said,
        sentence_en=said_en,
        basis=chosen.basis,
        note=note,
        note_en=note_en,
    )


def _national(award: str, day: date) -> list[_Agreement]:
    known = corpus()
    return [
        _Agreement(
            num=rule.amount,
            den=rule.of,
            strict=False,
            ballot=rule.ballot,
            standing=rule.standing,
            cite=known.instruments.say(rule.cite),
            basis="national",
        )
        for rule in ballots_on(known.ballots, award, day)
    ]


def _of_office(own: LocalRule) -> _Agreement:
    num, den = own.content["threshold"]
    return _Agreement(
        num=num,
        den=den,
        strict=own.content["strict"],
        ballot=own.content["ballot"],
        standing=Standing.SOURCED,
        cite=own.said_source,
        basis="own",
    )


def _note(day: date) -> tuple[str, str]:
    """Why no threshold is known that day, as far as a rule tells it."""
    for name in ("council.r1a", "council.scope"):
        rule = rule_told(name, day)
        if rule is not None:
            return rule.sentence, rule.sentence_en
    said = "Chưa rõ tỷ lệ phiếu theo pháp luật ngày đó: do quy chế của Hội đồng."
    return said, "The threshold of that day's law is not known: the council's own rule."


def _said(chosen: _Agreement, quorum: tuple[int, ...], ballot: str) -> tuple[str, str]:
    words, words_en = (
        ("trên", "more than") if chosen.strict else ("ít nhất", "at least")
    )
    share = share_said(chosen.num, chosen.den)
    how = {"secret": "bỏ phiếu kín", "open": "biểu quyết công khai"}
    how_en = {"secret": "a secret ballot", "open": "an open vote"}
    said = (
        f"Họp khi có ít nhất {quorum[0]}/{quorum[1]} số thành viên; "
        f"{how.get(ballot, 'bỏ phiếu')}; thông qua khi {words} {share} tổng số thành "
        f"viên Hội đồng đồng ý ({chosen.cite})."
    )
    said_en = (
        f"Meets with at least {quorum[0]}/{quorum[1]} of its members; "
        f"{how_en.get(ballot, 'a ballot')}; passed when {words_en} {share} of all "
        f"members agree ({chosen.cite})."
    )
    return said, said_en


def _own_rule(award: str, day: date, local: Sequence[LocalRule]) -> LocalRule | None:
    """The council's own rule: one for the award itself before one for all awards."""
    for title in (award, "*"):
        found = [
            rule
            for rule in local
            if rule.kind == "council"
            and rule.title == title
            and rule.in_force.covers(day)
        ]
        if len(found) > 1:
            ids = " và ".join(f"“{rule.id}”" for rule in found)
            raise LocalRuleError(
                f"Hai quy định {ids} cùng điều chỉnh việc biểu quyết {award} ngày "
                f"{day:%d/%m/%Y}; hãy cho một quy định hết hiệu lực."
            )
        if found:
            return found[0]
    return None
