from collections.abc import Iterator
from io import StringIO

import pytest
from django.core.management import call_command
from pytest_django import DjangoDbBlocker

from tests.worlds import standing


@pytest.fixture(scope="package")
def sample_year(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Load the sample office once for this folder; its tests ask for `db` as well."""
    with standing(django_db_blocker):
        call_command("sample", verbosity=0, stdout=StringIO())
        yield
