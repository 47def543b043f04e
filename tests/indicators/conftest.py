"""A district's Council over two wards, seen by three officers; all invented."""

import copy
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from pytest_django import DjangoDbBlocker

from tests import worlds
from vinhdanh.accounts.enums import Role
from vinhdanh.accounts.models import User
from vinhdanh.indicators import actions, library
from vinhdanh.indicators.models import Indicator
from vinhdanh.registry.models import Unit


@dataclass
class TwoLevels:
    """The district, its wards, who reports for each; the district's indicators."""

    district: Unit
    first: Unit
    second: Unit
    lan: User
    nga: User
    oanh: User

    def indicator(self, code: str) -> Indicator:
        return Indicator.objects.get(unit=self.district, code=code)

    @property
    def all(self) -> list[Unit]:
        return [self.district, self.first, self.second]


@pytest.fixture(scope="module")
def standing_two_levels(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[TwoLevels]:
    with worlds.standing(django_db_blocker):
        district = worlds.unit("HĐND quận", is_own=True)
        first = worlds.unit("HĐND phường Một", district)
        second = worlds.unit("HĐND phường Hai", district)
        roles = (Role.OFFICER,)
        world = TwoLevels(
            district,
            first,
            second,
            worlds.user_with("Nguyễn Thị Lan", "lanq", district, *roles),
            worlds.user_with("Phạm Thị Nga", "nga", first, *roles),
            worlds.user_with("Trịnh Thị Oanh", "oanh", second, *roles),
        )
        preset = library.presets()["peoples_council"]
        actions.copy_preset(world.lan, district, preset, world.all)
        yield world


@pytest.fixture
def levels(standing_two_levels: TwoLevels, db: None) -> TwoLevels:
    return copy.deepcopy(standing_two_levels)
