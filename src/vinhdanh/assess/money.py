"""Bonus money: one award's, and what is paid of several given at once.

The day of the award decision picks base salary, coefficient, rounding and rules
(98/2023/NĐ-CP Điều 53).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vinhdanh.assess.grounds import honour, places, standing_on, with_places
from vinhdanh.law.cite import Standing
from vinhdanh.law.fact import unknown_name
from vinhdanh.law.money import BaseSalary, Coefficients, Multiplier, bonus_dong
from vinhdanh.law.norm import Norm, norms_on
from vinhdanh.statutes.load_norms import Honour, norms
from vinhdanh.viet.numbers import group

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

RECIPIENTS = {
    "individual": ("cá nhân", "an individual"),
    "collective": ("tập thể", "a collective"),
    "household": ("hộ gia đình", "a household"),
}


@dataclass(frozen=True, slots=True)
class Bonus:
    """The money of one award in whole đồng: computed, and payable after rounding.

    `amount`, `payable`, `hundredths` are None where the figure is not known, which is
    never 0. `hundredths`: the coefficient, to be taken `times` num out of den for the
    recipient. `at_most`: a ceiling; the body that grants the award fixes the figure.
    """

    award: str
    recipient: str
    decided_on: date
    base_salary: int | None
    hundredths: int | None
    times: tuple[int, int]
    amount: int | None
    payable: int | None
    at_most: bool
    paid_by: str
    paid_by_en: str
    standing: str
    cites: tuple[str, ...]
    sentence: str
    sentence_en: str


@dataclass(frozen=True, slots=True)
class _Figure:
    """The coefficient of one recipient, with the norms it rests on."""

    rule: Coefficients
    hundredths: int
    times: Multiplier | None

    @property
    def grounds(self) -> list[Norm]:
        return [self.rule] if self.times is None else [self.rule, self.times]


def bonus(
    award: str,
    *,
    decided_on: date,
    recipient: str | None = None,
    level: str = "unit",
) -> Bonus:
    """The bonus of an award decided on a day.

    recipient: "individual", "collective" or "household"; left out, the one the decree
    has a figure for, an individual first. level: "commune" where a commune gives it.
    Raises ValueError for unknown names, LawDateError for a day that no regime covers.
    """
    known = honour(award, decided_on)
    if recipient is not None and recipient not in RECIPIENTS:
        raise ValueError(unknown_name("recipient", recipient, RECIPIENTS))
    figure = _figure(award, decided_on, recipient, level)
    whom = recipient or (figure.rule.recipient if figure else "individual")
    salaries = norms_on(norms().salaries, decided_on)
    roundings = norms_on(norms().roundings, decided_on)
    if figure is None or not salaries or not roundings:
        return _not_known(known, whom, decided_on)
    salary, rounding = salaries[0], roundings[0]
    times = figure.times
    num, den = (1, 1) if times is None else (times.num, times.den)
    amount = bonus_dong(salary.dong, figure.hundredths, num, den)
    payable = rounding.payable(amount)
    grounds: list[Norm] = [*figure.grounds, salary, rounding]
    standing = standing_on(decided_on, grounds)
    cites = places(grounds)
    paid_by, paid_by_en = _payer(known, decided_on)
    words = _words(known, whom, figure, salary, (amount, payable))
    return Bonus(
        award=award,
        recipient=whom,
        decided_on=decided_on,
        base_salary=salary.dong,
        hundredths=figure.hundredths,
        times=(num, den),
        amount=amount,
        payable=payable,
        at_most=figure.rule.at_most,
        paid_by=paid_by,
        paid_by_en=paid_by_en,
        standing=standing.value,
        cites=cites,
        sentence=with_places(words[0], cites, standing),
        sentence_en=with_places(words[1], cites, standing, english=True),
    )


def _figure(award: str, day: date, recipient: str | None, level: str) -> _Figure | None:
    """The decree's own figure for the recipient, or the individual's times so many."""
    rules = [
        rule
        for rule in norms_on(norms().coefficients, day)
        if award in rule.hundredths and rule.level in {"", level}
    ]
    rules.sort(key=lambda rule: rule.level, reverse=True)  # the level's own row first
    wanted = [recipient] if recipient else list(RECIPIENTS)
    for whom in wanted:
        for rule in rules:
            if rule.recipient == whom:
                return _Figure(rule, rule.hundredths[award], None)
    multipliers = norms_on(norms().multipliers, day)
    for times in multipliers:
        if times.recipient == recipient and award in times.awards:
            for rule in rules:
                if rule.recipient == "individual":
                    return _Figure(rule, rule.hundredths[award], times)
    return None


def _payer(known: Honour, day: date) -> tuple[str, str]:
    for payer in norms_on(norms().payers, day):
        if known.level in payer.levels:
            return payer.says, payer.says_en
    return "", ""


def _words(
    known: Honour,
    whom: str,
    figure: _Figure,
    salary: BaseSalary,
    sums: tuple[int, int],
) -> tuple[str, str]:
    """The sum in words: “Giấy khen”, tập thể: 2 × 0,3 × 2.530.000 = 1.518.000 …"""
    amount, payable = sums
    factors = [decimal(figure.hundredths), group(salary.dong)]
    if figure.times is not None:
        factors.insert(0, decimal(100 * figure.times.num // figure.times.den))
    vi, en = RECIPIENTS[whom]
    most, most_en = ("không quá ", "at most ") if figure.rule.at_most else ("", "")
    note = f" [{figure.rule.note}]" if figure.rule.note else ""
    product = " × ".join(factors)
    said = (
        f"“{known.name}”, {vi}: {most}{product} = {group(amount)} đồng, thực chi "
        f"{group(payable)} đồng{note}"
    )
    said_en = (
        f"“{known.name}”, {en}: {most_en}{product} = {group(amount)} đồng, payable "
        f"{group(payable)} đồng"
    )
    return said, said_en


def decimal(hundredths: int) -> str:
    """Hundredths as Vietnamese offices write a coefficient: 1, 4,5, 0,15."""
    whole, part = divmod(hundredths, 100)
    return f"{whole},{part:02}".rstrip("0").rstrip(",")


def _not_known(known: Honour, whom: str, day: date) -> Bonus:
    standing_on(day, [])  # a day that no regime covers is an error, not "not known"
    vi, en = RECIPIENTS[whom]
    paid_by, paid_by_en = _payer(known, day)
    return Bonus(
        award=known.code,
        recipient=whom,
        decided_on=day,
        base_salary=None,
        hundredths=None,
        times=(1, 1),
        amount=None,
        payable=None,
        at_most=False,
        paid_by=paid_by,
        paid_by_en=paid_by_en,
        standing=Standing.UNKNOWN.value,
        cites=(),
        sentence=(
            f"Chưa có căn cứ tính tiền thưởng “{known.name}” cho {vi} theo quyết định "
            f"ngày {day:%d/%m/%Y}: hệ thống không có hệ số của đối tượng này tại ngày "
            "đó; cán bộ tài chính đối chiếu nghị định."
        ),
        sentence_en=(
            f"The bonus of “{known.name}” for {en} decided on {day} is not known: no "
            "coefficient is recorded for that day; a finance officer has to check the "
            "decree."
        ),
    )


@dataclass(frozen=True, slots=True)
class Given:
    """One of several awards to one subject at the same time.

    `period`: what it is counted for, such as "2025"; `achievement`: what it rewards.
    """

    award: str
    period: str
    achievement: str = ""
    recipient: str | None = None
    level: str = "unit"


@dataclass(frozen=True, slots=True)
class Payment:
    """One award's money among several: `paid` None where a person has to confirm."""

    bonus: Bonus
    paid: bool | None
    sentence: str
    sentence_en: str


@dataclass(frozen=True, slots=True)
class Payments:
    """Several awards at once: each with its word, and the sums in đồng.

    `payable` counts what is paid for certain, `to_confirm` what hangs on a person;
    both leave out awards whose figure is not known, which `unknown` names.
    """

    lines: tuple[Payment, ...]
    payable: int
    to_confirm: int
    unknown: tuple[str, ...]


def bonuses(given: Sequence[Given], *, decided_on: date) -> Payments:
    """What is paid to one subject that gets several awards at the same time.

    Title and form are both paid. Of titles of one period, and of forms for one
    achievement, the highest alone where the law of the day says so; where that rule is
    only recalled, or none is known, the lower wait for a person's confirmation.
    """
    sums = [
        bonus(
            line.award,
            decided_on=decided_on,
            recipient=line.recipient,
            level=line.level,
        )
        for line in given
    ]
    lines = tuple(
        _payment(index, given, sums, decided_on) for index in range(len(given))
    )
    return Payments(
        lines=lines,
        payable=sum(p.bonus.payable or 0 for p in lines if p.paid),
        to_confirm=sum(p.bonus.payable or 0 for p in lines if p.paid is None),
        unknown=tuple(p.bonus.award for p in lines if p.bonus.payable is None),
    )


def _payment(
    index: int, given: Sequence[Given], sums: Sequence[Bonus], day: date
) -> Payment:
    mine, line = sums[index], given[index]
    higher = [
        other
        for place, other in enumerate(sums)
        if place != index
        and _competes(line, given[place])
        and _outranks(other, mine, place < index)
    ]
    if not higher:
        others = [other for place, other in enumerate(given) if place != index]
        return _paid_with(mine, line, others, day)
    case = (
        "titles_same_period"
        if honour(line.award).kind == "title"
        else "forms_same_achievement"
    )
    rules = [r for r in norms_on(norms().together, day) if r.case == case]
    standing = standing_on(day, rules) if rules else Standing.UNKNOWN
    best = honour(higher[0].award, day).name
    cites = places(rules)
    unsure = None in {mine.payable, *(other.payable for other in higher)}
    if unsure or not rules or standing is not Standing.SOURCED:
        paid = None
        said = f"Cùng lúc có “{best}”: cần người xác nhận có chi khoản này"
        said_en = f"“{best}” is given at the same time: a person confirms this payment"
    else:
        paid = rules[0].outcome == "each"
        said = f"Chỉ chi mức cao nhất: đã chi “{best}”"
        said_en = f"Only the highest is paid: “{best}”"
        if paid:
            said, said_en = "Được chi từng khoản", "Each is paid"
    return Payment(
        mine,
        paid,
        with_places(said, cites, standing),
        with_places(said_en, cites, standing, english=True),
    )


def _paid_with(mine: Bonus, line: Given, others: Sequence[Given], day: date) -> Payment:
    """Paid beside the others, where the law of the day lets each of them be paid."""
    cases = {_case(line, other) for other in others if not _competes(line, other)}
    rules = [rule for rule in norms_on(norms().together, day) if rule.case in cases]
    if cases <= {rule.case for rule in rules if rule.outcome == "each"}:
        paid: bool | None = True
        standing = standing_on(day, rules)
        said, said_en = "Được chi", "It is paid"
    else:
        paid, standing = None, Standing.UNKNOWN
        said = "Chưa rõ quy định khi nhận nhiều mức khen cùng lúc: cần người xác nhận"
        said_en = "No rule for several awards at once is known: a person confirms"
    cites = places(rules)
    return Payment(
        mine,
        paid,
        with_places(said, cites, standing),
        with_places(said_en, cites, standing, english=True),
    )


def _case(one: Given, other: Given) -> str:
    """Which rule on several awards at once two that do not compete fall under."""
    kind = honour(one.award).kind
    if honour(other.award).kind != kind:
        return "title_and_form"
    return "titles_other_period" if kind == "title" else "forms_other_achievement"


def _competes(one: Given, other: Given) -> bool:
    """Of one kind, for one period (titles) or one achievement (forms)?"""
    kind = honour(one.award).kind
    if honour(other.award).kind != kind:
        return False
    if kind == "title":
        return one.period == other.period
    return one.period == other.period and one.achievement == other.achievement


def _outranks(other: Bonus, mine: Bonus, comes_first: bool) -> bool:
    """Is the other's bonus higher, or might it be? Equal sums: the first to come."""
    if other.payable is None or mine.payable is None:
        return True
    return (other.payable, comes_first) > (mine.payable, False)
