"""What the law of a day says about numbers, votes, legal bases: no Polars here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from vinhdanh.assess.local import LocalRule, LocalRuleError
from vinhdanh.law.cite import Standing
from vinhdanh.law.fact import unknown_name
from vinhdanh.law.quota import CapRule, ballots_on, caps_on
from vinhdanh.statutes.load import VERSION, Corpus, corpus, corpus_hash

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

HEADCOUNT = "headcount"
_ROUNDED = {
    "floor": "làm tròn xuống",
    "ceil": "làm tròn lên",
    "nearest": "làm tròn đến số gần nhất",
}


@dataclass(frozen=True, slots=True)
class RegimeInfo:
    """Which law governs a day; both days inclusive."""

    id: str
    name: str
    first_day: date
    last_day: date | None
    reviewed: bool


@dataclass(frozen=True, slots=True)
class CorpusInfo:
    """Which edition of the law as data this is."""

    version: str
    hash: str


@dataclass(frozen=True, slots=True)
class Quota:
    """How many may be proposed; `cap` None where no cap is in force or can be counted.

    `base` None: of how many the share is taken is not known yet. `over` counts those
    above the cap; the council chooses, never the machine.
    """

    award: str
    cap: int | None
    base_name: str
    base: int | None
    share: str
    rounding: str
    proposed: int
    over: int
    cite: str
    standing: str
    sentence: str


@dataclass(frozen=True, slots=True)
class CouncilRule:
    """Quorum and agreement of a council, both counted on all its members.

    They may rest on different ground: `standing` speaks of the agreement,
    `quorum_standing` of the quorum (no national figure was found: law.md §5.2).
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


def regime_on(day: date) -> RegimeInfo:
    """The regime of a day; LawDateError names the days when none covers it."""
    regime = corpus().regimes.on(day)
    span = regime.in_force
    return RegimeInfo(
        regime.id, regime.name, span.first_day, span.last_day, regime.reviewed
    )


def corpus_info() -> CorpusInfo:
    """Version and hash of the law as data."""
    return CorpusInfo(VERSION, corpus_hash())


def legal_bases(award_codes: Sequence[str], *, day: date) -> list[str]:
    """The instruments in force that day, as a decision's "Căn cứ" lists them."""
    known = corpus()
    for code in award_codes:
        _check_award(code, known)
    in_force = [i for i in known.instruments if i.in_force.covers(day)]
    in_force.sort(key=lambda i: (i.order, i.signed_on))
    return [instrument.line for instrument in in_force]


def known_bases() -> frozenset[str]:
    """Every line that `legal_bases` gives on some day."""
    return frozenset(instrument.line for instrument in corpus().instruments)


def quota(
    award: str,
    *,
    day: date,
    base: Mapping[str, int | None],
    proposed: int,
    local: Sequence[LocalRule] = (),
) -> Quota:
    """The cap on an award that day: the least of the nation's and the office's own.

    base: how many achieve each base ("LDTT": 38) and the "headcount"; None where that
    is not known yet: its rule gives no cap. Raises ValueError when the base a rule
    counts on is not given: a missing number is never 0.
    """
    known = corpus()
    _check_award(award, known)
    regime = known.regimes.on(day)
    name = known.awards[award].name
    rules = [*caps_on(known.caps, award, day), *_local_caps(award, day, local)]
    if not rules:
        said = (
            f"Chưa có quy định nào trong hệ thống hạn chế số lượng “{name}” tại ngày "
            "xét."
        )
        standing = Standing.SOURCED
        if not regime.reviewed:
            said = f"{regime.name}: chưa rõ hạn mức đối với “{name}”, cần xác nhận."
            standing = Standing.UNKNOWN
        return Quota(award, None, "", 0, "", "", proposed, 0, "", standing.value, said)
    counted = [(rule, _base(rule, base)) for rule in rules]
    waiting = [_quota(known, rule, None, proposed) for rule, n in counted if n is None]
    sized = [(rule.cap(n), rule, n) for rule, n in counted if n is not None]
    if not sized:
        return waiting[0]
    _cap, rule, n = min(sized, key=lambda one: one[0])
    least = _quota(known, rule, n, proposed)
    said = " ".join(one.sentence for one in (least, *waiting))
    return replace(least, sentence=said)


def _quota(known: Corpus, rule: CapRule, base: int | None, proposed: int) -> Quota:
    cite = rule.source if rule.cite is None else known.instruments.say(rule.cite)
    cap = None if base is None else rule.cap(base)
    over = 0 if cap is None else max(0, proposed - cap)
    label = "tổng số người"
    if rule.base != HEADCOUNT:
        label = f"số đạt “{known.awards[rule.base].name}”"
    said = f"Không quá {_share(rule.amount, rule.of)} {label}"
    if base is None:
        said += f"; {label} chưa rõ nên chưa tính được hạn mức; đề nghị {proposed}"
    else:
        said += f" ({base}), {_ROUNDED[rule.rounding]}: {cap}; đề nghị {proposed}"
    tail = f", vượt {over}: Hội đồng chọn." if over else "."
    return Quota(
        award=rule.award,
        cap=cap,
        base_name=rule.base,
        base=base,
        share=f"{rule.amount}/{rule.of}",
        rounding=rule.rounding,
        proposed=proposed,
        over=over,
        cite=cite,
        standing=rule.standing.value,
        sentence=f"{said}{tail} ({cite})",
    )


def _share(num: int, den: int) -> str:
    """A share aloud: "80%", "2/3"."""
    return f"{num}%" if den == 100 else f"{num}/{den}"  # noqa: PLR2004  per cent


def _base(rule: CapRule, base: Mapping[str, int | None]) -> int | None:
    if rule.base not in base:
        raise ValueError(
            f"The quota of {rule.award} counts on {rule.base!r}; give it in `base`. "
            f"Given: {', '.join(sorted(base)) or 'nothing'}."
        )
    return base[rule.base]


def _local_caps(award: str, day: date, local: Sequence[LocalRule]) -> list[CapRule]:
    return [
        CapRule(
            award=award,
            amount=rule.content["share"][0],
            of=rule.content["share"][1],
            base=rule.content["base"],
            rounding=rule.content["rounding"],
            in_force=rule.in_force,
            cite=None,
            standing=Standing.SOURCED,
            source=rule.said_source,
        )
        for rule in local
        if rule.kind == "quota" and rule.title == award and rule.in_force.covers(day)
    ]


@dataclass(frozen=True, slots=True)
class _Agreement:
    """A threshold from one source."""

    num: int
    den: int
    strict: bool
    ballot: str
    standing: Standing
    cite: str

    def is_stricter_than(self, other: _Agreement) -> bool:
        mine, theirs = self.num * other.den, other.num * self.den
        return (mine, self.strict) > (theirs, other.strict)


_BY_DESIGN = _Agreement(
    1, 2, True, "ballot", Standing.UNKNOWN, "mặc định của hệ thống, chưa có văn bản"
)


def council_rule(
    award: str, *, day: date, local: Sequence[LocalRule] = ()
) -> CouncilRule:
    """Quorum, agreement and ballot for an award that day.

    The stricter of the national threshold and the council's own. Where neither exists:
    more than half of all members, marked UNKNOWN. Quorum is the council's own rule,
    two thirds where it has none.
    """
    known = corpus()
    _check_award(award, known)
    regime = known.regimes.on(day)
    own = _own_rule(award, day, local)
    agreements = []
    for rule in ballots_on(known.ballots, award, day):
        cite = known.instruments.say(rule.cite)
        agreements.append(
            _Agreement(rule.amount, rule.of, False, rule.ballot, rule.standing, cite)
        )
    if own is not None:
        num, den = own.content["threshold"]
        strict, ballot = own.content["strict"], own.content["ballot"]
        agreements.append(
            _Agreement(num, den, strict, ballot, Standing.SOURCED, own.said_source)
        )
    chosen = agreements[0] if agreements else _BY_DESIGN
    for agreement in agreements[1:]:
        if agreement.is_stricter_than(chosen):
            chosen = agreement
    quorum = (2, 3) if own is None else tuple(own.content["quorum"])
    secret = any(a.ballot == "secret" for a in agreements)
    standing = chosen.standing if regime.reviewed else Standing.UNKNOWN
    quorum_standing = Standing.RECALLED if own is None else Standing.SOURCED
    return _council_rule(
        award, chosen, quorum, (standing, quorum_standing), secret=secret
    )


def _council_rule(
    award: str,
    chosen: _Agreement,
    quorum: tuple[int, ...],
    standings: tuple[Standing, Standing],
    *,
    secret: bool,
) -> CouncilRule:
    words = "trên" if chosen.strict else "ít nhất"
    ballot = "secret" if secret else chosen.ballot
    said_ballot = {"secret": "bỏ phiếu kín", "open": "biểu quyết công khai"}
    return CouncilRule(
        award=award,
        quorum_num=quorum[0],
        quorum_den=quorum[1],
        threshold_num=chosen.num,
        threshold_den=chosen.den,
        strict=chosen.strict,
        ballot=ballot,
        standing=standings[0].value,
        quorum_standing=standings[1].value,
        cite=chosen.cite,
        sentence=(
            f"Họp khi có ít nhất {quorum[0]}/{quorum[1]} số thành viên; "
            f"{said_ballot.get(ballot, 'bỏ phiếu')}; thông qua khi {words} "
            f"{_share(chosen.num, chosen.den)} tổng số thành viên Hội đồng đồng ý "
            f"({chosen.cite})."
        ),
    )


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
            ids = " and ".join(repr(rule.id) for rule in found)
            raise LocalRuleError(
                f"Local rules {ids} both govern votes on {award} on {day}; "
                "end one of them."
            )
        if found:
            return found[0]
    return None


def _check_award(award: str, known: Corpus) -> None:
    if award not in known.awards:
        raise ValueError(unknown_name("award", award, known.awards))
