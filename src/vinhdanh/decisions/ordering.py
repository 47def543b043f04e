"""The order of the lines on a paper."""

from collections.abc import Iterable

from vinhdanh import assess
from vinhdanh.nominations.models import Nomination, Round
from vinhdanh.registry.enums import SubjectKind
from vinhdanh.registry.queries import units_below


def in_order(round_: Round, nominations: Iterable[Nomination]) -> list[Nomination]:
    """Return nominations by award, collectives first, unit, rank of post, name.

    Awards stand as the law's room lists them; the round's own unit comes before its
    divisions.
    """
    awards = {code: place for place, code in enumerate(assess.awards())}
    below = units_below(round_.unit, round_.governing_day)
    units = {unit.pk: place for place, unit in enumerate(below)}

    def place(nomination: Nomination) -> tuple[int, bool, int, int, str, int]:
        subject = nomination.subject
        return (
            awards[nomination.award],
            subject.kind == SubjectKind.PERSON,
            units.get(nomination.unit_id, len(units)),
            rank_of_post(nomination),
            subject.sort_key,
            nomination.pk,
        )

    return sorted(nominations, key=place)


def rank_of_post(nomination: Nomination) -> int:
    """Return 0 for a head, 1 for a deputy, 2 for everybody else."""
    if not nomination.is_leader:
        return 2
    return 1 if "phó" in nomination.post.casefold() else 0
