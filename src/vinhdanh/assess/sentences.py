"""What an office's own rule says, in the words that its explanations will use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vinhdanh.assess.judging import condition_of
from vinhdanh.law.speech import Speech
from vinhdanh.statutes.load import corpus

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any


def condition_sentence(holds: Mapping[str, Any], *, english: bool = False) -> str:
    """A condition of the local rules' language as explanations will say it."""
    known = corpus()
    speech = Speech(
        facts=known.facts,
        award_names=known.award_names,
        parameters=known.parameters,
        values={},
        english=english,
    )
    return condition_of(holds, known.facts).sentence(speech)
