from django.db import models
from django.utils.translation import gettext_lazy as _


class InitiativeState(models.TextChoices):
    """Proposed is not voted, and voted is not recognised."""

    FILED = "filed", _("đã đề nghị")
    RETURNED = "returned", _("trả lại để bổ sung")
    APPRAISED = "appraised", _("đã có ý kiến thẩm định")
    AGREED = "agreed", _("Hội đồng nhất trí")
    NOT_AGREED = "not_agreed", _("Hội đồng không nhất trí")
    RECOGNISED = "recognised", _("đã công nhận")
    REFUSED = "refused", _("không công nhận")
    WITHDRAWN = "withdrawn", _("đã rút")


class Advice(models.TextChoices):
    """What an appraiser advises."""

    RECOGNISE = "recognise", _("đề nghị công nhận")
    AMEND = "amend", _("cần bổ sung")
    NOT_RECOGNISE = "not_recognise", _("không đề nghị công nhận")
