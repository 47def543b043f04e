from django.db import models
from django.utils.translation import gettext_lazy as _


class SignedWay(models.TextChoices):
    """How a party signed."""

    SCREEN = "screen", _("ký trên phần mềm")
    PAPER = "paper", _("ký trên bản giấy")


class Standing(models.TextChoices):
    """Where a covenant stands; told by its signatures, not written."""

    DRAFT = "draft", _("chưa bên nào ký")
    SIGNING = "signing", _("đang ký")
    SIGNED = "signed", _("đã ký đủ")
    REPLACED = "replaced", _("đã có bản mới thay")
