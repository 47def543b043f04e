"""A fresh sign-in: who signs on the screen gives the password again, minutes before.

A deed that signs takes a `SignIn` and asks `require`; the page gets one from
`pages.accounts.fresh`. A screen left open is not a signature.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from vinhdanh.base import clock
from vinhdanh.base.refusal import Refused

FRESH = timedelta(minutes=5)


@dataclass(frozen=True)
class SignIn:
    """That an account gave its password, and when."""

    user_id: int
    at: datetime

    @property
    def is_fresh(self) -> bool:
        return timedelta() <= clock.now() - self.at <= FRESH


def require(actor: Any, proof: SignIn | None) -> None:
    """Raise Refused unless the actor gave the password within the last minutes."""
    if proof is None or proof.user_id != actor.pk or not proof.is_fresh:
        raise Refused(
            "account.stale_sign_in",
            _("Để ký, hãy nhập lại mật khẩu của mình trên trang này."),
        )
