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
    from vinhdanh.law.regime import Regime
    from vinhdanh.law.speech import Speech
    from vinhdanh.law.title import Criterion, Title

STANDING = {
    Standing.SOURCED: "đã đọc văn bản hoặc bản dẫn lại",
    Standing.RECALLED: "theo trí nhớ: chỉ cảnh báo, không loại ai",
    Standing.UNKNOWN: "chưa rà soát: mọi kết quả cần người xác nhận",
}
SUBJECTS = {"individual": "Cá nhân", "collective": "Tập thể"}


@dataclass(frozen=True, slots=True)
class WorkedCase:
    """One line of the cases: the situation, the day, the answer and its reason."""

    situation: str
    day: date
    word: str
    reason: str
    source: str


def page_of(
    heading: str,
    titles: Sequence[Title],
    regime: Regime,
    speech: Speech,
    instruments: Instruments,
    cases: Sequence[WorkedCase],
) -> str:
    """The page in Markdown: every standard of one award under one regime."""
    lines = [f"# {heading}", "", f"Chế độ pháp lý {regime.id}: {regime.name}.", ""]
    last = "nay" if regime.in_force.last_day is None else _day(regime.in_force.last_day)
    lines += [f"Áp dụng từ {_day(regime.in_force.first_day)} đến {last}.", ""]
    if not regime.reviewed:
        said = "**Chưa rà soát.** Bảng dưới chỉ để tham khảo; không ai đạt hay bị loại."
        lines += [said, ""]
    for title in titles:
        lines += [f"## {SUBJECTS[title.subject]}", ""]
        lines += _criteria(title, speech, instruments)
    lines += _values(titles, regime, speech, instruments)
    lines += _cases(cases)
    return "\n".join(lines).rstrip() + "\n"


def page_hash(body: str) -> str:
    """The hash an officer signs: over the page without its foot."""
    return hashlib.sha256(body.encode()).hexdigest()


def _criteria(title: Title, speech: Speech, instruments: Instruments) -> list[str]:
    lines = [
        "| Căn cứ | Máy hiểu là | Mức độ chắc chắn |",
        "| --- | --- | --- |",
    ]
    lines += [
        _row(_cite(c, instruments), _rule(c, speech), _standing(c))
        for c in title.criteria
    ]
    if title.needs_local:
        said = (
            "Tiêu chuẩn cụ thể do cấp có thẩm quyền quy định; chưa nhập thì “cần người "
            "xác nhận”"
        )
        lines.append(_row("", said, ""))
    return [*lines, ""]


def _cite(criterion: Criterion, instruments: Instruments) -> str:
    if criterion.cite is None:
        return criterion.source or UNPLACED
    return instruments.say(criterion.cite)


def _rule(criterion: Criterion, speech: Speech) -> str:
    return f"{criterion.says}: {criterion.holds.sentence(speech)} (`{criterion.id}`)"


def _standing(criterion: Criterion) -> str:
    if criterion.is_judged:
        return f"Hội đồng xem xét; {STANDING[criterion.standing]}"
    return STANDING[criterion.standing]


def _values(
    titles: Sequence[Title], regime: Regime, speech: Speech, instruments: Instruments
) -> list[str]:
    lines = [
        "## Giá trị đang có hiệu lực",
        "",
        "| Giá trị | Mức | Từ ngày | Đến ngày | Căn cứ | Mức độ | Kiểm tra ngày |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for name in sorted(parameters_of(titles)):
        parameter = speech.parameters.get(name)
        for value in parameter.values:
            if not value.in_force.overlaps(regime.in_force):
                continue
            amount = speech.amount(value.amount, parameter.scale)
            if value.of != 1:
                amount = f"{value.amount}/{value.of}"
            elif parameter.scale is None:
                amount = f"{amount} {parameter.unit}".strip()
            last = value.in_force.last_day
            lines.append(
                _row(
                    f"{parameter.label} (`{name}`)",
                    amount,
                    _day(value.in_force.first_day),
                    "" if last is None else _day(last),
                    instruments.say(value.cite),
                    STANDING[value.standing],
                    _day(value.checked_on),
                )
            )
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
