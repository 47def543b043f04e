from django.db import models
from django.utils.translation import gettext_lazy as _


class MovementKind(models.TextChoices):
    REGULAR = "regular", _("thi đua thường xuyên")
    THEMATIC = "thematic", _("thi đua theo chuyên đề")
    CAMPAIGN = "campaign", _("đợt thi đua")
    FIVE_YEARS = "five_years", _("phong trào 5 năm")


class Scope(models.TextChoices):
    """Who takes part: the units under the launching one, or those invited."""

    TREE = "tree", _("đơn vị phát động và các đơn vị thuộc, trực thuộc")
    INVITED = "invited", _("các đơn vị được mời")


class Direction(models.TextChoices):
    """Which way of a target is the better one."""

    MORE = "more", _("càng cao càng tốt")
    LESS = "less", _("càng thấp càng tốt")


class MovementState(models.TextChoices):
    DRAFT = "draft", _("đang soạn")
    LAUNCHED = "launched", _("đã phát động")
    REVIEWED = "reviewed", _("đã tổng kết")


class GatheringKind(models.TextChoices):
    LAUNCH = "launch", _("lễ phát động")
    HALF_YEAR = "half_year", _("hội nghị sơ kết")
    FINAL = "final", _("hội nghị tổng kết")
    CONGRESS = "congress", _("hội nghị điển hình tiên tiến")


class PostClass(models.IntegerChoices):
    """In which order guests are named; an order of this program, not of the law."""

    CENTRAL = 1, _("lãnh đạo Trung ương")
    PROVINCE = 2, _("lãnh đạo tỉnh, thành phố")
    AGENCY = 3, _("lãnh đạo sở, ban, ngành, đoàn thể tỉnh")
    HEAD = 4, _("người đứng đầu đơn vị")
    DEPUTY = 5, _("cấp phó của người đứng đầu")
    DIVISION = 6, _("trưởng, phó phòng và tương đương")
    OTHER = 7, _("đại biểu khác")


class ReviewKind(models.TextChoices):
    HALF_YEAR = "half_year", _("sơ kết")
    FINAL = "final", _("tổng kết")


class StepOfYear(models.TextChoices):
    """The steps of an office's year, in their order."""

    LAUNCH = "launch", _("Phát động")
    COVENANT = "covenant", _("Ký giao ước")
    REGISTER = "register", _("Đăng ký danh hiệu")
    HALF_YEAR = "half_year", _("Sơ kết")
    SCORE = "score", _("Chấm điểm, xếp loại")
    NOMINATE = "nominate", _("Bình xét, đề nghị")
    COUNCIL = "council", _("Họp Hội đồng")
    DECIDE = "decide", _("Quyết định")
    AWARD = "award", _("Trao tặng")
    REPORT = "report", _("Tổng kết, báo cáo")


class RegistrationState(models.TextChoices):
    FILED = "filed", _("đã đăng ký")
    ENDORSED = "endorsed", _("đơn vị đã xác nhận")
    WITHDRAWN = "withdrawn", _("đã rút")
