from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management.commands import flush
from hypothesis import settings
from xdist.scheduler import LoadFileScheduling

from tests import worlds
from vinhdanh.base import append_only

# A busy machine is no defect of the property that is tried on it.
settings.register_profile("house", deadline=None)
settings.load_profile("house")


class ByFile(LoadFileScheduling):
    """Gives a worker whole files, and the folder of the sample year as one."""

    def _split_scope(self, nodeid: str) -> str:
        file = super()._split_scope(nodeid)
        return "tests/year" if file.startswith("tests/year/") else file


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByFile:
    return ByFile(config, log)


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
