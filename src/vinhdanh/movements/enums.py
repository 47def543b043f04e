from django.db import models
from django.utils.translation import gettext_lazy as _


class MovementKind(models.TextChoices):
    REGULAR = "regular", _("thi đua thường xuyên")
    THEMATIC = "thematic", _("thi đua theo chuyên đề")
    CAMPAIGN = "campaign", _("đợt thi đua")


class MovementState(models.TextChoices):
    DRAFT = "draft", _("đang soạn")
    LAUNCHED = "launched", _("đã phát động")
    REVIEWED = "reviewed", _("đã tổng kết")


class RegistrationState(models.TextChoices):
    FILED = "filed", _("đã đăng ký")
    ENDORSED = "endorsed", _("đơn vị đã xác nhận")
    WITHDRAWN = "withdrawn", _("đã rút")
