import copy
from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from tests.blocks.scenes import Agencies, agencies
from tests.worlds import standing


@pytest.fixture(scope="module")
def standing_agencies(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Agencies]:
    """The block of four agencies, once for the tests of a file."""
    with standing(django_db_blocker):
        yield agencies()


@pytest.fixture
def khoi(standing_agencies: Agencies, db: None) -> Agencies:
    """The block; what a test changes is rolled back."""
    return copy.deepcopy(standing_agencies)
