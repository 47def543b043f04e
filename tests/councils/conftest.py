import copy
from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from tests.councils import sittings
from tests.worlds import Office, standing
from vinhdanh.councils.models import Council


@pytest.fixture(autouse=True)
def _fixed_day() -> Iterator[None]:
    with sittings.on_the_day():
        yield


@pytest.fixture(scope="module")
def standing_council(
    standing_office: Office, django_db_blocker: DjangoDbBlocker
) -> Iterator[Council]:
    with standing(django_db_blocker), sittings.on_the_day():
        yield sittings.council_of_nine(standing_office)


@pytest.fixture
def council(standing_council: Council, office: Office) -> Council:
    return copy.deepcopy(standing_council)


@pytest.fixture
def own_rule(office: Office) -> None:
    sittings.adopt_own_rule(office)


@pytest.fixture
def sitting(office: Office, council: Council) -> sittings.Sitting:
    return sittings.open_sitting(office, council)
