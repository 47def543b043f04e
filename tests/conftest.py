import copy
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management.commands import flush
from hypothesis import settings
from pytest_django import DjangoDbBlocker
from xdist.scheduler import LoadFileScheduling

from tests import worlds
from tests.scoring import scenes
from vinhdanh.base import append_only

# A busy machine is no defect of the property that is tried on it.
settings.register_profile("house", deadline=None)
settings.load_profile("house")


# What takes longest begins first, so that no worker is left with it at the end.
LONGEST = (
    "tests/browser/test_year",
    "tests/year/",
    "tests/browser/",
    "tests/commands/",
    "tests/statutes/",
    "tests/assess/",
)


# Folders whose files share what is costly to make: the sample year, judged cases.
TOGETHER = ("tests/year/", "tests/statutes/")


class ByFile(LoadFileScheduling):
    """Gives a worker whole files, and some folders as one."""

    def __init__(self, config: pytest.Config, log: Any) -> None:
        super().__init__(config, log)
        config.option.loadscopereorder = False

    def _split_scope(self, nodeid: str) -> str:
        file = super()._split_scope(nodeid)
        return next((folder for folder in TOGETHER if file.startswith(folder)), file)


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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Order the files, and within each put first what needs less of what stands.

    Fixtures named `standing_…` are made once for a file, when first asked for.
    """
    files = {item.path: index for index, item in reversed([*enumerate(items)])}
    items.sort(key=lambda item: (_turn(item), files[item.path], _standing(item)))


def _turn(item: pytest.Item) -> int:
    places = (n for n, name in enumerate(LONGEST) if item.nodeid.startswith(name))
    return next(places, len(LONGEST))


def _standing(item: pytest.Item) -> int:
    names = getattr(item, "fixturenames", ())
    return sum(name.startswith("standing_") for name in names)


@pytest.fixture(scope="module")
def standing_office(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[worlds.Office]:
    """Build the small office once for a file, around the transactions of its tests."""
    with worlds.standing(django_db_blocker):
        yield worlds.small_office()


@pytest.fixture
def office(standing_office: worlds.Office, db: None) -> worlds.Office:
    """A small office with named people; see `tests.worlds`.

    Each test has rows and objects of its own: what it changes is rolled back. A test
    that commits (transaction=True) builds its own, by `worlds.small_office`.
    """
    return copy.deepcopy(standing_office)


@pytest.fixture(scope="module")
def standing_block(
    standing_office: worlds.Office, django_db_blocker: DjangoDbBlocker
) -> Iterator[scenes.Block]:
    """Two divisions scored by a table in force, once for the tests of a file."""
    with worlds.standing(django_db_blocker):
        yield scenes.block(standing_office)


@pytest.fixture
def scored(standing_block: scenes.Block, db: None) -> scenes.Block:
    """The standing block; a test changes rows and looks at them anew."""
    return standing_block
