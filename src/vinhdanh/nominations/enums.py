from django.db import models
from django.utils.translation import gettext_lazy as _


class RoundState(models.TextChoices):
    OPEN = "open", _("đang nhận đề nghị")
    CLOSED = "closed", _("đã khóa danh sách")


class NominationState(models.TextChoices):
    FILED = "filed", _("đã đề nghị")
    WITHDRAWN = "withdrawn", _("đã rút")
    REJECTED = "rejected", _("không đủ tiêu chuẩn")
    SUBMITTED = "submitted", _("trình Hội đồng")
    AGREED = "agreed", _("Hội đồng nhất trí")
    NOT_AGREED = "not_agreed", _("Hội đồng không nhất trí")
    FORWARDED = "forwarded", _("đã trình cấp trên")
    CONFERRED = "conferred", _("đã có quyết định khen thưởng")
