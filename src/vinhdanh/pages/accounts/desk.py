"""What accounts tell an administrator's desk."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from vinhdanh.accounts import queries
from vinhdanh.pages.desk.waiting import Waiting


def waiting(user: Any, year: int) -> list[Waiting]:  # noqa: ARG001
    unused = queries.accounts_managed_by(user).filter(must_change_password=True).count()
    return [
        Waiting(
            _("%(n)d tài khoản chưa đổi mật khẩu được cấp") % {"n": unused},
            unused,
            reverse("accounts"),
            why=_("Người nhận chưa đăng nhập lần đầu; hãy nhắc hoặc đặt lại mật khẩu."),
            action=_("Xem tài khoản"),
        )
    ]
