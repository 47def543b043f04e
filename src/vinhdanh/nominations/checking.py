"""The law's word on nominees, asked through `eligibility`.

The titles that a round proposes count as held while its collectives are judged: a
room's "all advanced workers" rests on the list, not on decisions still to come.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from vinhdanh import assess
from vinhdanh.eligibility import actions as eligibility
from vinhdanh.eligibility.facts import AssumedTitles
from vinhdanh.eligibility.models import StoredVerdict
from vinhdanh.ledger.enums import Basis
from vinhdanh.nominations import queries
from vinhdanh.nominations.models import Round
from vinhdanh.registry.models import Subject


def check(
    actor: Any, round_: Round, subjects: Sequence[Subject], award: str, basis: str
) -> dict[int, StoredVerdict]:
    """Return the stored verdicts of subjects on one award, by subject id.

    basis: that of the proposal; of a form it decides which ways to it are open.
    """
    is_form = assess.awards()[award].kind == "form"
    verdicts = eligibility.check(
        actor,
        subjects,
        [award],
        year=round_.year,
        day=round_.governing_day,
        unit=round_.unit,
        assumed=assumed_titles(round_),
        basis=Basis(basis) if is_form else None,
    )
    return {verdict.subject_id: verdict for verdict in verdicts}


def assumed_titles(round_: Round) -> AssumedTitles:
    """Return the titles on the round's list by subject id; those refused count not."""
    on_list = queries.with_word(round_.nominations.filter(state__in=queries.LIVE))
    titles: dict[int, dict[str, bool]] = defaultdict(dict)
    rows = on_list.order_by("pk").values_list("subject_id", "award", "word")
    for subject, award, word in rows:
        if assess.awards()[award].kind == "title":
            counts = word != assess.Word.NO
            titles[subject][award] = titles[subject].get(award, False) or counts
    return titles


def set_word(
    actor: Any, verdict: StoredVerdict, word: str, *, reason: str, cite: str
) -> None:
    """Lay a human's word over a verdict."""
    eligibility.override(actor, verdict, word=word, reason=reason, cite=cite)
