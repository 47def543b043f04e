from django.db import models
from django.utils.translation import gettext_lazy as _


class PaperKind(models.TextChoices):
    DECISION = "decision", _("quyết định khen thưởng")
    SUBMISSION = "submission", _("tờ trình đề nghị cấp trên")


class PaperState(models.TextChoices):
    DRAFT = "draft", _("dự thảo")
    ISSUED = "issued", _("đã ban hành")
    VOIDED = "voided", _("đã bỏ, giữ số")


class SignsAs(models.TextChoices):
    """The authority line before the signer's post (NĐ 30/2020, Phụ lục I)."""

    SELF = "", _("ký trực tiếp")
    KT = "KT.", _("ký thay (KT.)")
    TL = "TL.", _("thừa lệnh (TL.)")
    TUQ = "TUQ.", _("thừa ủy quyền (TUQ.)")
    Q = "Q.", _("quyền (Q.)")
