"""Who was put forward, for what is registered against what is achieved."""

from collections.abc import Collection

from vinhdanh.movements import achieving
from vinhdanh.movements.achieving import Pair, Stage
from vinhdanh.nominations.enums import NominationState
from vinhdanh.nominations.models import Nomination
from vinhdanh.registry import aliases


def proposed(units: Collection[int], year: int) -> set[Pair]:
    """Return the subjects of these units put forward in a year's rounds, with what."""
    rows = Nomination.objects.filter(unit__in=units, round__year=year)
    rows = rows.exclude(state=NominationState.WITHDRAWN)
    return set(rows.values_list(aliases.main_id("subject"), "award"))


achieving.register(Stage.PROPOSED, proposed)
