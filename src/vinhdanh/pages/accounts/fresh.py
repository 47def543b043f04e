"""The password given again on a page that signs; see `vinhdanh.accounts.fresh`."""

from typing import Any

from allauth.account.adapter import get_adapter
from django import forms
from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from vinhdanh.accounts.fresh import SignIn
from vinhdanh.accounts.models import User
from vinhdanh.base import clock

KEY = "fresh_sign_in"


class FreshForm(forms.Form):
    """A form that signs: it asks for the password unless it was given just now.

    `proof` is what the deed takes, None until the form is valid. Wrong passwords are
    counted as at the sign-in page.
    """

    password = forms.CharField(
        label=_("Mật khẩu của người ký"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        help_text=_(
            "Nhập lại mật khẩu để ký; trong 05 phút sau đó không phải nhập nữa."
        ),
    )

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._request = request
        self.proof = last_proof(request)
        if self.proof is not None:
            del self.fields["password"]

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        user = self._request.user
        assert isinstance(user, User)  # noqa: S101 - pages that sign ask for sign-in
        adapter = get_adapter(self._request)
        try:
            is_right = adapter.reauthenticate(user, password)
        except ValidationError:
            raise adapter.validation_error("too_many_login_attempts") from None
        if not is_right:
            raise adapter.validation_error("incorrect_password")
        _stay_signed_in(self._request, user)
        now = clock.now()
        self._request.session[KEY] = [user.pk, now.isoformat()]
        self.proof = SignIn(user.pk, now)
        return password


def _stay_signed_in(request: HttpRequest, user: User) -> None:
    """Keep the session when the check has hashed the password anew, more strongly."""
    before = user.password
    user.refresh_from_db(fields=["password"])
    if user.password != before:
        update_session_auth_hash(request, user)


def last_proof(request: HttpRequest) -> SignIn | None:
    """Return the sign-in of the last minutes on a signing page, if there is one."""
    user_id, said = request.session.get(KEY, (None, ""))
    at = parse_datetime(said) if said else None
    if user_id != request.user.pk or at is None:
        return None
    proof = SignIn(user_id, at)
    return proof if proof.is_fresh else None
