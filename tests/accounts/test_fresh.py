from datetime import timedelta

import pytest
import time_machine

from tests.worlds import Office
from vinhdanh.accounts import fresh
from vinhdanh.accounts.fresh import FRESH, SignIn
from vinhdanh.base import clock
from vinhdanh.base.refusal import Refused


@pytest.mark.parametrize(
    ("age", "is_fresh"),
    [
        (timedelta(seconds=-1), False),
        (timedelta(), True),
        (FRESH, True),
        (FRESH + timedelta(seconds=1), False),
    ],
)
def test_password_holds_for_five_minutes(
    office: Office, age: timedelta, *, is_fresh: bool
) -> None:
    with time_machine.travel("2026-02-10 09:00 +07:00", tick=False):
        proof = SignIn(office.hanh.pk, clock.now() - age)

        assert proof.is_fresh is is_fresh
        if is_fresh:
            fresh.require(office.hanh, proof)
            return
        with pytest.raises(Refused) as refusal:
            fresh.require(office.hanh, proof)
        assert refusal.value.code == "account.stale_sign_in"


def test_proof_is_of_the_one_who_signs(office: Office) -> None:
    for proof in (None, SignIn(office.quang.pk, clock.now())):
        with pytest.raises(Refused):
            fresh.require(office.hanh, proof)
