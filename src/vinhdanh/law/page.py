"""The page a legal officer signs: article, rule, values in force, worked cases."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vinhdanh.law.cite import Standing
from vinhdanh.law.evaluate import parameters_of
from vinhdanh.law.explain import UNPLACED

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from vinhdanh.law.cite import Instruments
    from vinhdanh.law.parameter import Parameter, Value
    from vinhdanh.law.regime import Regime
    from vinhdanh.law.speech import Speech
    from vinhdanh.law.title import Criterion, Title

STANDING = {
    Standing.SOURCED: "đã đọc văn bản hoặc bản dẫn lại",
    Standing.RECALLED: "theo trí nhớ: chỉ cảnh báo, không loại ai",
    Standing.UNKNOWN: "chưa rà soát: mọi kết quả cần người xác nhận",
}
SUBJECTS = {
    "individual": "Cá nhân",
    "collective": "Tập thể",
    "household": "Hộ gia đình",
}
NEEDS_LOCAL = (
    "Tiêu chuẩn cụ thể do cấp có thẩm quyền quy định; chưa nhập thì “cần người "
    "xác nhận”"
)
NOT_REVIEWED = "**Chưa rà soát.** Bảng dưới chỉ để tham khảo; không ai đạt hay bị loại."


@dataclass(frozen=True, slots=True)
class WorkedCase:
    """One line of the cases: the situation, the day, the answer and its reason."""

    situation: str
    day: date
    word: str
    reason: str
    source: str


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One criterion: its article, what the machine understood, how sure it is."""

    cite: str
    says: str
    sentence: str
    id: str
    sureness: str
    standing: str
    is_judged: bool


@dataclass(frozen=True, slots=True)
class ValueLine:
    """One dated value that a criterion of the page reads."""

    label: str
    id: str
    amount: str
    first_day: date
    last_day: date | None
    cite: str
    sureness: str
    standing: str
    checked_on: date


@dataclass(frozen=True, slots=True)
class PagePart:
    """The standard for people, or for collectives."""

    subject: str
    rules: tuple[RuleLine, ...]
    needs_local: bool

    @property
    def label(self) -> str:
        """Whom it is for, as a heading."""
        return SUBJECTS[self.subject]


@dataclass(frozen=True, slots=True)
class LawPage:
    """Every standard of one award under one regime, as it is read and signed."""

    heading: str
    regime: Regime
    parts: tuple[PagePart, ...]
    values: tuple[ValueLine, ...]
    cases: tuple[WorkedCase, ...]

    def markdown(self) -> str:
        """The page as text; what is signed."""
        span = self.regime.in_force
        last = "nay" if span.last_day is None else _day(span.last_day)
        lines = [
            f"# {self.heading}",
            "",
            f"Chế độ pháp lý {self.regime.id}: {self.regime.name}.",
            "",
            f"Áp dụng từ {_day(span.first_day)} đến {last}.",
            "",
        ]
        if not self.regime.reviewed:
            lines += [NOT_REVIEWED, ""]
        for part in self.parts:
            lines += [f"## {part.label}", "", *_rules(part)]
        lines += [*_values(self.values), *_cases(self.cases)]
        return "\n".join(lines).rstrip() + "\n"


def page_of(
    heading: str,
    titles: Sequence[Title],
    regime: Regime,
    speech: Speech,
    instruments: Instruments,
    cases: Sequence[WorkedCase],
) -> LawPage:
    """The page of one award under one regime."""
    parts = tuple(
        PagePart(
            title.subject,
            tuple(_rule(c, speech, instruments) for c in title.criteria),
            title.needs_local,
        )
        for title in titles
    )
    values = tuple(
        _value(parameter, value, speech, instruments)
        for parameter in map(speech.parameters.get, sorted(parameters_of(titles)))
        for value in parameter.values
        if value.in_force.overlaps(regime.in_force)
    )
    return LawPage(heading, regime, parts, values, tuple(cases))


def page_hash(body: str) -> str:
    """The hash an officer signs: over the page without its foot."""
    return hashlib.sha256(body.encode()).hexdigest()


def _rule(criterion: Criterion, speech: Speech, instruments: Instruments) -> RuleLine:
    cite = criterion.source or UNPLACED
    if criterion.cite is not None:
        cite = instruments.say(criterion.cite)
    sureness = STANDING[criterion.standing]
    if criterion.is_judged:
        sureness = f"Hội đồng xem xét; {sureness}"
    return RuleLine(
        cite=cite,
        says=criterion.says,
        sentence=criterion.holds.sentence(speech),
        id=criterion.id,
        sureness=sureness,
        standing=criterion.standing.value,
        is_judged=criterion.is_judged,
    )


def _value(
    parameter: Parameter, value: Value, speech: Speech, instruments: Instruments
) -> ValueLine:
    amount = speech.amount(value.amount, parameter.scale)
    if value.of != 1:
        amount = f"{value.amount}/{value.of}"
    elif parameter.scale is None:
        amount = f"{amount} {parameter.unit}".strip()
    return ValueLine(
        label=parameter.label,
        id=parameter.id,
        amount=amount,
        first_day=value.in_force.first_day,
        last_day=value.in_force.last_day,
        cite=instruments.say(value.cite),
        sureness=STANDING[value.standing],
        standing=value.standing.value,
        checked_on=value.checked_on,
    )


def _rules(part: PagePart) -> list[str]:
    lines = [
        "| Căn cứ | Máy hiểu là | Mức độ chắc chắn |",
        "| --- | --- | --- |",
    ]
    lines += [
        _row(rule.cite, f"{rule.says}: {rule.sentence} (`{rule.id}`)", rule.sureness)
        for rule in part.rules
    ]
    if part.needs_local:
        lines.append(_row("", NEEDS_LOCAL, ""))
    return [*lines, ""]


def _values(values: Sequence[ValueLine]) -> list[str]:
    lines = [
        "## Giá trị đang có hiệu lực",
        "",
        "| Giá trị | Mức | Từ ngày | Đến ngày | Căn cứ | Mức độ | Kiểm tra ngày |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    lines += [
        _row(
            f"{value.label} (`{value.id}`)",
            value.amount,
            _day(value.first_day),
            "" if value.last_day is None else _day(value.last_day),
            value.cite,
            value.sureness,
            _day(value.checked_on),
        )
        for value in values
    ]
    return [*lines, ""]


def _cases(cases: Sequence[WorkedCase]) -> list[str]:
    lines = [
        "## Tình huống mẫu",
        "",
        "| Tình huống | Ngày áp dụng | Kết luận | Lý do | Nguồn |",
        "| --- | --- | --- | --- | --- |",
    ]
    lines += [_row(c.situation, _day(c.day), c.word, c.reason, c.source) for c in cases]
    return [*lines, ""]


def _row(*cells: str) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
