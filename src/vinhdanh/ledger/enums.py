from django.db import models
from django.utils.translation import gettext_lazy as _


class EntryKind(models.TextChoices):
    AWARD = "award", _("ghi nhận khen thưởng")
    CORRECTION = "correction", _("đính chính")
    REVOCATION = "revocation", _("hủy bỏ, thu hồi")
    REISSUE = "reissue", _("cấp đổi, cấp lại")


class Way(models.TextChoices):
    """The three ways into the ledger."""

    ISSUED = "issued", _("quyết định ban hành tại đây")
    RECORDED = "recorded", _("quyết định của cơ quan khác, ghi nhận tại đây")
    IMPORTED = "imported", _("thành tích cũ, nhập từ danh sách")


class Basis(models.TextChoices):
    MERIT = "merit", _("công trạng, thành tích")
    THEME = "theme", _("phong trào, chuyên đề")
    SUDDEN = "sudden", _("đột xuất")
    LONG_SERVICE = "long_service", _("quá trình cống hiến")
    SENIORITY = "seniority", _("niên hạn")
    FOREIGN = "foreign", _("đối ngoại")


class Standing(models.TextChoices):
    """What the ledger says of an award today; derived, never stored."""

    STANDS = "stands", _("còn hiệu lực")
    CORRECTED = "corrected", _("đã đính chính")
    REVOKED = "revoked", _("đã hủy bỏ, thu hồi")
