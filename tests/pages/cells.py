"""A scoring as its pages name it: the address of a grid, a cell and what it holds."""

from typing import Any

from django.urls import reverse

from tests.scoring.scenes import Block
from vinhdanh.registry.models import Unit


def address(scored: Block, name: str, kind: str = "lead") -> str:
    return reverse(name, args=[scored.scoring.public_id, kind])


def cell_page(scored: Block, unit: Unit, code: str, kind: str = "lead") -> str:
    sheet = scored.sheet(unit).public_id
    return reverse("scoring-mark", args=[sheet, kind, code])


def typed(
    scored: Block, unit: Unit, code: str, seen: int = 0, **fields: Any
) -> dict[str, Any]:
    """What the form sends for one cell, `seen` being the version that it showed."""
    prefix = f"o-{scored.sheet(unit).pk}-{scored.criterion(code).pk}"
    return {f"{prefix}-seen": str(seen)} | {
        f"{prefix}-{name}": text for name, text in fields.items()
    }
