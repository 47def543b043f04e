"""Who stands on the lists of a year's rounds."""

from collections import defaultdict
from typing import Any

from vinhdanh.nominations import queries as nominations


def nominated(user: Any, year: int) -> dict[str, set[int]]:
    """Return the subjects put forward in a year that the user may see, by award."""
    found: dict[str, set[int]] = defaultdict(set)
    rows = nominations.visible_to(user).filter(
        round__year=year, state__in=nominations.LIVE
    )
    for award, subject in rows.values_list("award", "subject_id"):
        found[award].add(subject)
    return dict(found)
