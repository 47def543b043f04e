"""Staged rows into the rooms they belong to, one module for each kind of list."""

from collections.abc import Sequence
from typing import Any

from vinhdanh.intake.entering import roster
from vinhdanh.intake.staging import Staged
from vinhdanh.intake.understanding import Place


def enter(actor: Any, rows: Sequence[Staged], place: Place) -> dict[str, int]:
    """Enter every row and return what was done, counted."""
    return roster.enter(actor, rows, place)
