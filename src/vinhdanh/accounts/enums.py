from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    OFFICER = "officer", _("cán bộ phụ trách thi đua, khen thưởng")
    MEMBER = "member", _("cá nhân")
    UNIT_HEAD = "unit_head", _("thủ trưởng đơn vị")
    BLOCK_LEAD = "block_lead", _("trưởng khối, cụm thi đua")
    COUNCIL_MEMBER = "council_member", _("thành viên Hội đồng")
    COUNCIL_SECRETARY = "council_secretary", _("thư ký Hội đồng")
    AUTHORITY = "authority", _("người có thẩm quyền quyết định")
    ACCOUNTANT = "accountant", _("kế toán")
    OBSERVER = "observer", _("Ban Thanh tra nhân dân, công đoàn")
    PUBLISHER = "publisher", _("biên tập")
    UNIT_ADMIN = "unit_admin", _("quản trị đơn vị")
    ADMIN = "admin", _("quản trị hệ thống")
