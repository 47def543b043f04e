from django.db import models
from django.utils.translation import gettext_lazy as _


class CouncilKind(models.TextChoices):
    AWARD = "award", _("Hội đồng Thi đua - Khen thưởng")
    INITIATIVE = "initiative", _("Hội đồng sáng kiến")


class CouncilPost(models.TextChoices):
    CHAIR = "chair", _("Chủ tịch Hội đồng")
    DEPUTY = "deputy", _("Phó Chủ tịch Hội đồng")
    SECRETARY = "secretary", _("Thư ký")
    MEMBER = "member", _("Ủy viên")


class MeetingState(models.TextChoices):
    CONVENED = "convened", _("đã triệu tập")
    OPEN = "open", _("đang họp")
    CLOSED = "closed", _("đã kết thúc")


class Presence(models.TextChoices):
    PRESENT = "present", _("có mặt")
    WRITTEN = "written", _("vắng, gửi ý kiến bằng văn bản")
    ABSENT = "absent", _("vắng mặt")


class Channel(models.TextChoices):
    """How the votes of a tally were given."""

    SHOW_OF_HANDS = "show_of_hands", _("biểu quyết")
    SECRET_BALLOT = "secret_ballot", _("bỏ phiếu kín")
