from django.db import models
from django.utils.translation import gettext_lazy as _


class BatchState(models.TextChoices):
    READ = "read", _("đã đọc, chờ xác nhận")
    IMPORTED = "imported", _("đã nhập")
    DISCARDED = "discarded", _("đã bỏ")


class RowWord(models.TextChoices):
    """What the import would do with a row."""

    NEW = "new", _("mới")
    CHANGED = "changed", _("thay đổi")
    SAME = "same", _("như cũ")
    DOUBT = "doubt", _("cần chọn")
    ERROR = "error", _("có lỗi")
