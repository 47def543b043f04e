from django.db import models
from django.utils.translation import gettext_lazy as _


class Direction(models.TextChoices):
    """Which way is better; NONE where a figure only tells how much work there was."""

    MORE = "more", _("càng nhiều càng tốt")
    LESS = "less", _("càng ít càng tốt")
    NONE = "none", _("không so hơn kém")


class Frequency(models.TextChoices):
    """How often a figure is reported."""

    MONTH = "month", _("hằng tháng")
    QUARTER = "quarter", _("hằng quý")
    HALF = "half", _("sáu tháng")
    YEAR = "year", _("hằng năm")


class TimeRollUp(models.TextChoices):
    """How the figures of parts of a year make the figure of the year."""

    SUM = "sum", _("cộng các kỳ")
    LAST = "last", _("lấy kỳ cuối")
    MEAN = "mean", _("trung bình các kỳ")
    NONE = "none", _("không gộp các kỳ")


class TreeRollUp(models.TextChoices):
    """How the figures of units make the figure of the unit above them."""

    SUM = "sum", _("cộng các đơn vị")
    MEAN = "mean", _("trung bình các đơn vị")
    NONE = "none", _("không gộp các đơn vị")


class Qualifier(models.TextChoices):
    """What a figure says of its own sureness; MAGNITUDE is “hàng trăm”, no number."""

    EXACT = "", _("chính xác")
    OVER = "over", _("hơn")
    AT_LEAST = "at_least", _("ít nhất")
    NEARLY = "nearly", _("gần")
    UNDER = "under", _("dưới")
    ABOUT = "about", _("khoảng")
    ESTIMATE = "estimate", _("ước")
    MAGNITUDE = "magnitude", _("hàng")


class ValueState(models.TextChoices):
    """Where a reported figure stands; a returned one counts nowhere."""

    REPORTED = "reported", _("đã báo cáo")
    RETURNED = "returned", _("bị trả lại")
    LOCKED = "locked", _("đã khóa")
