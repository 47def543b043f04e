"""Where facts come from besides the registry and the ledger.

Rooms above add theirs at start-up (`AppConfig.ready`): registrations, a council's
judgements. A source answers for many subjects at once, in few statements.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

FactSource = Callable[[Sequence[int], int], Mapping[int, Mapping[int, dict[str, Any]]]]
"""(subject ids, judged year) -> subject id -> year -> facts as `assess` names them,
such as {"registered": ["LDTT"], "evidence": {"registered": "Đăng ký ngày …"}}.
A subject or year that is left out stays unknown."""

_sources: list[FactSource] = []


def register(source: FactSource) -> FactSource:
    """Add a source of facts; the same one twice stays one."""
    if source not in _sources:
        _sources.append(source)
    return source


def registered() -> tuple[FactSource, ...]:
    """Return the sources in the order in which the rooms added them."""
    return tuple(_sources)
