from django.db import models
from django.utils.translation import gettext_lazy as _


class BatchState(models.TextChoices):
    READING = "reading", _("đang đọc")
    UNREADABLE = "unreadable", _("không đọc được")
    READ = "read", _("đã đọc, chờ xác nhận")
    ENTERING = "entering", _("đang nhập")
    IMPORTED = "imported", _("đã nhập")
    UNDONE = "undone", _("đã nhập rồi hoàn tác")
    DISCARDED = "discarded", _("đã bỏ")


class RowWord(models.TextChoices):
    """What the import would do with a row."""

    NEW = "new", _("mới")
    CHANGED = "changed", _("thay đổi")
    SAME = "same", _("như cũ")
    DOUBT = "doubt", _("cần chọn")
    ERROR = "error", _("có lỗi")
