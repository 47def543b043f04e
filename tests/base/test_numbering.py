"""Official numbers have no gap and no twin."""

import pytest
from django.db import transaction

from vinhdanh.base.numbering import take_number


def test_number_is_taken_only_with_its_paper(transactional_db: None) -> None:
    with pytest.raises(transaction.TransactionManagementError):
        take_number("quyet-dinh", 2016)


def test_registers_and_years_count_apart(db: None) -> None:
    with transaction.atomic():
        taken = [
            take_number("quyet-dinh", 2016),
            take_number("quyet-dinh", 2016),
            take_number("quyet-dinh", 2017),
            take_number("to-trinh", 2016),
        ]

    assert taken == [1, 2, 1, 1]


def test_rollback_gives_the_number_back(db: None) -> None:
    with transaction.atomic():
        take_number("quyet-dinh", 2016)

    def take_and_fail() -> None:
        with transaction.atomic():
            take_number("quyet-dinh", 2016)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        take_and_fail()

    with transaction.atomic():
        assert take_number("quyet-dinh", 2016) == 2
