from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management.commands import flush

from tests import worlds
from vinhdanh.base import append_only


@pytest.fixture(scope="session", autouse=True)
def _flush_lifts_guards() -> Iterator[None]:
    """Let a test's flush empty the append-only tables, and nothing else."""
    handle = flush.Command.handle

    def guarded(self: flush.Command, **options: Any) -> None:
        with append_only.lifted():
            handle(self, **options)

    flush.Command.handle = guarded  # type: ignore[method-assign]
    yield
    flush.Command.handle = handle  # type: ignore[method-assign]


@pytest.fixture
def office(db: None) -> worlds.Office:
    """A small office with named people; see `tests.worlds`."""
    return worlds.small_office()
