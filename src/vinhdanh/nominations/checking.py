"""The law's word on nominees, asked through `eligibility`."""

from collections.abc import Sequence
from typing import Any

from vinhdanh.eligibility import actions as eligibility
from vinhdanh.eligibility.models import StoredVerdict
from vinhdanh.nominations.models import Round
from vinhdanh.registry.models import Subject


def check(
    actor: Any, round_: Round, subjects: Sequence[Subject], award: str
) -> dict[int, StoredVerdict]:
    """Return the stored verdicts of subjects on one award, by subject id."""
    verdicts = eligibility.check(
        actor,
        subjects,
        [award],
        year=round_.year,
        day=round_.governing_day,
        unit=round_.unit,
    )
    return {verdict.subject_id: verdict for verdict in verdicts}


def set_word(
    actor: Any, verdict: StoredVerdict, word: str, *, reason: str, cite: str
) -> None:
    """Lay a human's word over a verdict."""
    eligibility.override(actor, verdict, word=word, reason=reason, cite=cite)
