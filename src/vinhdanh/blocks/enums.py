from django.db import models
from django.utils.translation import gettext_lazy as _


class BlockKind(models.TextChoices):
    BLOCK = "block", _("khối thi đua")
    CLUSTER = "cluster", _("cụm thi đua")


class Step(models.TextChoices):
    """The steps of a block's year, in their order."""

    REGISTER = "register", _("Đăng ký chỉ tiêu")
    COVENANT = "covenant", _("Phát động, ký giao ước")
    HALF_YEAR = "half_year", _("Sơ kết 6 tháng")
    SCORE = "score", _("Chấm điểm")
    FINAL = "final", _("Tổng kết")
    VOTE = "vote", _("Suy tôn")
    PROPOSE = "propose", _("Đề nghị khen thưởng")
    HAND_OVER = "hand_over", _("Bàn giao trưởng khối")


class StepState(models.TextChoices):
    DONE = "done", _("xong")
    DONE_LATE = "done_late", _("xong, muộn hạn")
    RUNNING = "running", _("đang làm")
    LATE = "late", _("quá hạn")
    AHEAD = "ahead", _("chưa tới")


class PostWay(models.TextChoices):
    """How a lead or deputy came to it."""

    ELECTED = "elected", _("các thành viên bầu")
    ROTATED = "rotated", _("luân phiên")
    APPOINTED = "appointed", _("cơ quan chủ trì chỉ định")


class DocumentKind(models.TextChoices):
    REGULATION = "regulation", _("quy chế hoạt động")
    PLAN = "plan", _("kế hoạch")
    MINUTES = "minutes", _("biên bản")
    OTHER = "other", _("văn bản khác")


class TieBreak(models.TextChoices):
    """What sets units with the same place apart, once the table's own rule has not."""

    LESS_PENALTY = "less_penalty", _("ít điểm trừ hơn xếp trên")
    MORE_BONUS = "more_bonus", _("nhiều điểm thưởng hơn xếp trên")
    MORE_VOTES = "more_votes", _("nhiều phiếu suy tôn hơn xếp trên")


class BallotState(models.TextChoices):
    OPEN = "open", _("đang lấy phiếu")
    CLOSED = "closed", _("đã kiểm phiếu")


class Denominator(models.TextChoices):
    ALL_MEMBERS = "all_members", _("tổng số thành viên của khối")
    PRESENT = "present", _("số thành viên bỏ phiếu")


class ProposalState(models.TextChoices):
    PROPOSED = "proposed", _("đã đề nghị")
    WITHDRAWN = "withdrawn", _("đã rút")


class HandedKind(models.TextChoices):
    DOCUMENT = "document", _("hồ sơ, tài liệu")
    TASK = "task", _("việc còn lại")
