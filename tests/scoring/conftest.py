from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from tests import worlds
from tests.scoring.scenes import Block, block


@pytest.fixture(scope="module")
def standing_block(
    standing_office: worlds.Office, django_db_blocker: DjangoDbBlocker
) -> Iterator[Block]:
    """Two divisions scored by a table in force, once for the tests of a file."""
    with worlds.standing(django_db_blocker):
        yield block(standing_office)


@pytest.fixture
def scored(standing_block: Block, db: None) -> Block:
    return standing_block
