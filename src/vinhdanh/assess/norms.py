"""What the law of a day says about numbers and legal bases: no Polars here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from vinhdanh.assess.grounds import honour, standing_on
from vinhdanh.assess.told import rule_told
from vinhdanh.law.cite import Standing
from vinhdanh.law.quota import CapRule, caps_on
from vinhdanh.statutes.load import VERSION, Corpus, corpus, corpus_hash
from vinhdanh.statutes.load_norms import norms

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from vinhdanh.assess.local import LocalRule

HEADCOUNT = "headcount"
_ROUNDED = {
    "floor": ("làm tròn xuống", "rounded down"),
    "ceil": ("làm tròn lên", "rounded up"),
    "nearest": ("làm tròn đến số gần nhất", "rounded to the nearest"),
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
class InstrumentInfo:
    """A law, decree or circular with its days; both days of force inclusive."""

    number: str
    kind: str
    short_name: str
    line: str
    signed_on: date
    first_day: date
    last_day: date | None
    dates_standing: str


@dataclass(frozen=True, slots=True)
class Quota:
    """How many may be proposed; `cap` None where none is in force or can be counted.

    `base` None: of how many the share is taken is not known yet. `allowed` and `over`
    part the proposed in two; the council chooses, never the machine. `base_name`: what
    the base counts, a title's code or "headcount"; `counted`: on each "unit", the whole
    "submission", or "both".
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
    sentence_en: str = ""
    counted: str = "both"

    @property
    def allowed(self) -> int:
        """How many of the proposed are within the cap."""
        return self.proposed - self.over


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


def instruments() -> list[InstrumentInfo]:
    """Every instrument of the corpus: laws first, then as they were signed."""
    listed = sorted(corpus().instruments, key=lambda i: (i.order, i.signed_on))
    return [
        InstrumentInfo(
            each.number,
            each.kind,
            each.short_name,
            each.line,
            each.signed_on,
            each.in_force.first_day,
            each.in_force.last_day,
            each.dates_standing.value,
        )
        for each in listed
    ]


def legal_bases(award_codes: Sequence[str], *, day: date, level: str = "") -> list[str]:
    """The instruments in force that day, as a decision's "Căn cứ" lists them.

    level: of the unit that decides; a commune has its own decree since July 2025.
    """
    known = corpus()
    for code in award_codes:
        honour(code)
    decided = set(award_codes)
    in_force = [
        instrument
        for instrument in known.instruments
        if instrument.in_force.covers(day)
        and (instrument.awards is None or instrument.awards & decided)
        and (instrument.levels is None or level in instrument.levels)
    ]
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
    counted: str = "",
    sector: str = "",
) -> Quota:
    """The cap on an award that day: the least of the nation's and the office's own.

    base: how many achieve each base ("LDTT": 38) and the "headcount"; None where that
    is not known yet: its rule gives no cap. counted: what the numbers are of, a "unit"
    or the whole "submission"; left out, every cap is looked at. sector: "armed_forces"
    and "procuracy" have caps of their own. Raises ValueError when the base a rule
    counts on is not given: a missing number is never 0.
    """
    honour(award)
    known = corpus()
    standing_on(day, [])
    rules = caps_on(known.caps, award, day, sector=sector, counted=counted)
    rules += _local_caps(award, day, local, counted)
    if not rules:
        return _no_cap(award, day, proposed)
    sizes = [(rule, _base(rule, base)) for rule in rules]
    waiting = [_quota(known, rule, None, proposed) for rule, n in sizes if n is None]
    sized = [(rule.cap(n), rule, n) for rule, n in sizes if n is not None]
    if not sized:
        return waiting[0]
    _cap, rule, n = min(sized, key=lambda one: one[0])
    least = _quota(known, rule, n, proposed)
    said = " ".join(one.sentence for one in (least, *waiting))
    said_en = " ".join(one.sentence_en for one in (least, *waiting))
    return replace(least, sentence=said, sentence_en=said_en)


def _no_cap(award: str, day: date, proposed: int) -> Quota:
    """No cap that day: because the law has none, as far as a rule says so."""
    name, rule = honour(award, day).name, f"cap.none.{award}"
    named = rule in {row.id for row in norms().statements}
    row = rule_told(rule, day) if named else None
    standing = standing_on(day, [])
    if row is not None:
        standing = Standing(row.standing)
        said, said_en = row.says, row.says_en
    elif standing is Standing.UNKNOWN:
        regime = corpus().regimes.on(day).name
        said = f"{regime}: chưa rõ hạn mức đối với “{name}”, cần xác nhận."
        said_en = f"{regime}: the cap on “{name}” is not known, to be confirmed."
    else:
        standing = Standing.UNKNOWN
        said = (
            f"Chưa có quy định nào trong hệ thống hạn chế số lượng “{name}” tại ngày "
            "xét."
        )
        said_en = f"The system knows no cap on “{name}” on that day."
    return Quota(
        award=award,
        cap=None,
        base_name="",
        base=0,
        share="",
        rounding="",
        proposed=proposed,
        over=0,
        cite="" if row is None else "; ".join(row.cites),
        standing=standing.value,
        sentence=said,
        sentence_en=said_en,
    )


def _quota(known: Corpus, rule: CapRule, base: int | None, proposed: int) -> Quota:
    cite = rule.source if rule.cite is None else known.instruments.say(rule.cite)
    cap = None if base is None else rule.cap(base)
    over = 0 if cap is None else max(0, proposed - cap)
    label, label_en = "tổng số người", "everybody"
    if rule.base != HEADCOUNT:
        name = known.awards[rule.base].name
        label, label_en = f"số đạt “{name}”", f"those who achieve “{name}”"
    share = share_said(rule.amount, rule.of)
    said, said_en = f"Không quá {share} {label}", f"At most {share} of {label_en}"
    if base is None:
        said += f"; {label} chưa rõ nên chưa tính được hạn mức; đề nghị {proposed}"
        said_en += ", whose number is not known yet, so no cap can be counted; "
    else:
        rounded, rounded_en = _ROUNDED[rule.rounding]
        said += f" ({base}), {rounded}: {cap}; đề nghị {proposed}"
        said_en += f" ({base}), {rounded_en}: {cap}; "
    tail = f", vượt {over}: Hội đồng chọn." if over else "."
    tail_en = f", {over} over: the council chooses." if over else "."
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
        sentence_en=f"{said_en}{proposed} proposed{tail_en} ({cite})",
        counted=rule.counted,
    )


def share_said(num: int, den: int) -> str:
    """A share aloud: "80%", "2/3"."""
    return f"{num}%" if den == 100 else f"{num}/{den}"  # noqa: PLR2004  per cent


def _base(rule: CapRule, base: Mapping[str, int | None]) -> int | None:
    if rule.base not in base:
        raise ValueError(
            f"The quota of {rule.award} counts on {rule.base!r}; give it in `base`. "
            f"Given: {', '.join(sorted(base)) or 'nothing'}."
        )
    return base[rule.base]


def _local_caps(
    award: str, day: date, local: Sequence[LocalRule], counted: str
) -> list[CapRule]:
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
            counted=rule.content["counted"],
        )
        for rule in local
        if rule.kind == "quota"
        and rule.title == award
        and rule.in_force.covers(day)
        and (not counted or rule.content["counted"] in {"both", counted})
    ]
