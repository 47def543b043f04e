from collections.abc import Iterator

import pytest
import time_machine

from tests.councils import sittings
from tests.worlds import Office
from vinhdanh.councils.models import Council


@pytest.fixture(autouse=True)
def _fixed_day() -> Iterator[None]:
    with time_machine.travel("2024-12-20 14:00 +07:00", tick=False):
        yield


@pytest.fixture
def council(office: Office) -> Council:
    return sittings.council_of_nine(office)


@pytest.fixture
def own_rule(office: Office) -> None:
    sittings.adopt_own_rule(office)


@pytest.fixture
def sitting(office: Office, council: Council) -> sittings.Sitting:
    return sittings.open_sitting(office, council)
