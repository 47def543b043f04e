from django.db import models
from django.utils.translation import gettext_lazy as _


class BatchState(models.TextChoices):
    WAITING = "waiting", _("đang chờ lập")
    DONE = "done", _("đã lập đủ")
    FAILED = "failed", _("không lập được")
