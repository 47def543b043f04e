from django.db import models
from django.utils.translation import gettext_lazy as _


class ScoredKind(models.TextChoices):
    """Whose year a criteria set measures."""

    UNIT = "unit", _("cơ quan, đơn vị")
    STANDING_COMMITTEE = "standing_committee", _("Thường trực Hội đồng nhân dân")
    BOARD = "board", _("Ban của Hội đồng nhân dân")
    DELEGATE_GROUP = "delegate_group", _("Tổ đại biểu")
    DELEGATE = "delegate", _("đại biểu")
    PERSON = "person", _("cá nhân")


class VersionState(models.TextChoices):
    DRAFT = "draft", _("dự thảo")
    IN_FORCE = "in_force", _("đang áp dụng")
    RETIRED = "retired", _("đã thay thế")


class StageKind(models.TextChoices):
    SELF = "self", _("tự chấm")
    CROSS = "cross", _("chấm chéo")
    LEAD = "lead", _("đơn vị tổ chức, trưởng khối chấm")
    STANDING = "standing", _("thường trực Hội đồng chấm")
    FINAL = "final", _("chốt điểm")


class ScoringState(models.TextChoices):
    OPEN = "open", _("đang chấm")
    FINAL = "final", _("đã chốt")


class Period(models.TextChoices):
    YEAR = "year", _("cả năm")
    FIRST_HALF = "first_half", _("6 tháng đầu năm")


class AppealOutcome(models.TextChoices):
    UPHELD = "upheld", _("chấp nhận, chấm lại")
    REJECTED = "rejected", _("giữ nguyên điểm")
