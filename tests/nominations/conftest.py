from collections.abc import Iterator
from datetime import date

import pytest

from tests.nominations.dictated import DictatedLaw, dictated_law
from tests.worlds import Office
from vinhdanh.nominations import actions
from vinhdanh.nominations.models import Round


@pytest.fixture
def law() -> Iterator[DictatedLaw]:
    with dictated_law() as dictated:
        yield dictated


@pytest.fixture
def round_2016(office: Office) -> Round:
    return actions.open_round(
        office.lan, office.unit, year=2016, name="Bình xét năm 2016"
    )


@pytest.fixture
def day() -> date:
    return date(2016, 12, 31)
