"""Whom a council agreed to, for what is registered against what is achieved."""

from collections.abc import Collection

from vinhdanh.councils.models import Tally
from vinhdanh.movements import achieving
from vinhdanh.movements.achieving import Pair, Stage
from vinhdanh.nominations.enums import NominationState
from vinhdanh.registry import aliases


def voted(units: Collection[int], year: int) -> set[Pair]:
    """Return the subjects that a council agreed to, by the last count of each."""
    rows = Tally.objects.filter(
        nomination__unit__in=units, nomination__round__year=year
    ).exclude(nomination__state=NominationState.WITHDRAWN)
    last = {
        nomination: (subject, award, passed)
        for nomination, subject, award, passed in rows.order_by("pk").values_list(
            "nomination",
            aliases.main_id("nomination__subject"),
            "nomination__award",
            "passed",
        )
    }
    return {(subject, award) for subject, award, passed in last.values() if passed}


achieving.register(Stage.VOTED, voted)
