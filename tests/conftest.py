from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.commands import flush
from django.db import transaction
from hypothesis import settings
from pytest_django import DjangoDbBlocker

from tests import worlds
from vinhdanh.base import append_only

# A busy machine is no defect of the property that is tried on it.
settings.register_profile("house", deadline=None)
settings.load_profile("house")


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


@pytest.fixture(scope="module")
def sample_year(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Load the sample office once for a module; its tests ask for `db` as well."""
    with django_db_blocker.unblock():
        outer = transaction.atomic()
        outer.__enter__()
        try:
            call_command("sample", verbosity=0, stdout=StringIO())
            yield
        finally:
            transaction.set_rollback(True)
            outer.__exit__(None, None, None)
