"""Charts as plain numbers: whole units of a drawing, nothing for a style sheet."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from vinhdanh.indicators.figures import Amount

HEIGHT, FOOT, HEAD = 180, 24, 22
STEP, WIDTH = 56, 36
FULL = 1000


@dataclass(frozen=True)
class Column:
    """One column of a chart: where it stands, what it says, what it opens."""

    label: str
    shown: str
    url: str
    x: int
    middle: int
    y: int
    height: int
    is_missing: bool
    is_rough: bool


@dataclass(frozen=True)
class Chart:
    """Columns side by side over a base line; a missing figure is an empty frame."""

    columns: Sequence[Column]
    width: int
    height: int
    base: int
    foot: int
    column: int = WIDTH


def columns(told: Iterable[tuple[str, Amount | None, str]]) -> Chart:
    """Draw (label, amount or None where nothing is told, address) as columns."""
    items = list(told)
    most = max((abs(a.exact) for _l, a, _u in items if a is not None), default=0)
    base = HEAD + HEIGHT
    drawn = []
    for place, (label, amount, url) in enumerate(items):
        x = place * STEP + (STEP - WIDTH) // 2
        high = int(abs(amount.exact) * HEIGHT / most) if amount and most else 0
        height = HEIGHT // 3 if amount is None else max(high, 1)
        drawn.append(
            Column(
                label=label,
                shown=amount.shown if amount else "",
                url=url,
                x=x,
                middle=x + WIDTH // 2,
                y=base - height,
                height=height,
                is_missing=amount is None,
                is_rough=amount is not None and amount.is_approximate,
            )
        )
    width = max(len(items), 1) * STEP
    return Chart(drawn, width, base + FOOT, base, base + FOOT - 6)


def share(amount: Amount | None, most: Amount | None) -> int:
    """How long the bar of an amount is beside the longest, of FULL."""
    if amount is None or most is None or not most.exact:
        return 0
    return max(0, min(FULL, int(amount.exact * FULL / most.exact)))
