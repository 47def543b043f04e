"""Staged rows into the rooms they belong to, one module for each kind of list."""

from typing import Any

from vinhdanh.intake.entering import (
    grades,
    indicator_values,
    initiatives,
    nominees,
    past_awards,
    registrations,
    roster,
    score_sheets,
)
from vinhdanh.intake.entering.protocol import Entering
from vinhdanh.intake.staged import Stage

ENTERINGS: dict[str, Entering] = {
    "roster": roster.ENTERING,
    "grades": grades.ENTERING,
    "initiatives": initiatives.ENTERING,
    "past_awards": past_awards.ENTERING,
    "registrations": registrations.ENTERING,
    "nominees": nominees.ENTERING,
    "indicator_values": indicator_values.ENTERING,
    "score_sheets": score_sheets.ENTERING,
}


def enter(actor: Any, stage: Stage) -> dict[str, int]:
    """Enter every row in its order and return what was done, counted."""
    comparing = stage.comparing
    return ENTERINGS[comparing.kind.code].enter(actor, stage.rows, comparing)
