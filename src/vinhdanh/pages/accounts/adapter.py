"""What allauth asks of this site: no sign-up, our words, one door to passwords."""

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vinhdanh.accounts import actions
from vinhdanh.accounts.models import User

WRONG = _(
    "Tên đăng nhập hoặc mật khẩu chưa đúng. Mật khẩu phân biệt chữ hoa, chữ thường."
)


class ClosedSignUpAdapter(DefaultAccountAdapter):
    """Accounts are opened by an administrator, never by a visitor."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("Tài khoản này đã ngừng dùng. Hãy hỏi người quản trị."),
        "email_password_mismatch": WRONG,
        "username_password_mismatch": WRONG,
        "invalid_login": WRONG,
        "enter_current_password": _("Hãy nhập mật khẩu đang dùng."),
        "incorrect_password": _("Mật khẩu đang dùng chưa đúng."),
        "too_many_login_attempts": _(
            "Đã nhập sai nhiều lần. Hãy thử lại sau vài phút, "
            "hoặc nhờ người quản trị đặt lại mật khẩu."
        ),
        "invalid_password_reset": _("Liên kết đặt lại mật khẩu đã hết hạn."),
        "rate_limited": _("Đã gửi quá nhiều lần. Hãy thử lại sau ít phút."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """No visitor opens an account."""
        return False

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        """Write the password chosen on the change or the reset page."""
        if isinstance(user, User):
            actions.choose_password(user, password)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002
        """Go to the desk once the password is changed."""
        return reverse("desk")
