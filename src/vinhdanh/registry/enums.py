from django.db import models
from django.utils.translation import gettext_lazy as _


class SubjectKind(models.TextChoices):
    PERSON = "person", _("cá nhân")
    UNIT = "unit", _("đơn vị")
    BODY = "body", _("tập thể có nhiệm kỳ")
    HOUSEHOLD = "household", _("hộ gia đình")


class UnitKind(models.TextChoices):
    PEOPLES_COUNCIL = "peoples_council", _("Hội đồng nhân dân")
    PEOPLES_COMMITTEE = "peoples_committee", _("Ủy ban nhân dân")
    OFFICE = "office", _("cơ quan, văn phòng")
    DIVISION = "division", _("phòng, ban trực thuộc")
    PARTY_OR_MASS_BODY = "party_or_mass_body", _("tổ chức đảng, đoàn thể")
    SCHOOL = "school", _("trường học")
    ENTERPRISE = "enterprise", _("doanh nghiệp")
    VILLAGE = "village", _("thôn, tổ dân phố")


class UnitLevel(models.TextChoices):
    CENTRAL = "central", _("trung ương")
    PROVINCE = "province", _("tỉnh, thành phố")
    DISTRICT = "district", _("huyện, quận")
    COMMUNE = "commune", _("xã, phường, đặc khu")
    UNIT = "unit", _("cơ sở")


class LineageKind(models.TextChoices):
    MERGE = "merge", _("sáp nhập, hợp nhất")
    SPLIT = "split", _("chia, tách")
    RENAME = "rename", _("đổi tên")
    DISSOLVE = "dissolve", _("giải thể")
    MOVE = "move", _("chuyển cơ quan chủ quản")


class Sex(models.TextChoices):
    FEMALE = "female", _("nữ")
    MALE = "male", _("nam")


class LeaderClass(models.TextChoices):
    """The leader classes that the statistics forms of TT 02/2023/TT-BNV count."""

    MINISTRY_PROVINCE = "ministry_province", _("lãnh đạo cấp bộ, tỉnh")
    DEPARTMENT = "department", _("lãnh đạo cấp vụ, sở và tương đương")
    ENTREPRENEUR = "entrepreneur", _("doanh nhân")
    OTHER_LEADER = "other_leader", _("lãnh đạo từ phó trưởng phòng trở lên")
    DIRECT_WORKER = "direct_worker", _("người trực tiếp công tác")


class Rating(models.TextChoices):
    """The yearly grade, of a person or of a collective."""

    EXCELLENT = "HTXS", _("hoàn thành xuất sắc nhiệm vụ")
    GOOD = "HTT", _("hoàn thành tốt nhiệm vụ")
    COMPLETED = "HT", _("hoàn thành nhiệm vụ")
    FAILED = "KHT", _("không hoàn thành nhiệm vụ")


class Discipline(models.TextChoices):
    NONE = "none", _("không bị kỷ luật")
    REPRIMAND = "reprimand", _("khiển trách")
    WARNING = "warning", _("cảnh cáo")
    DEMOTION = "demotion", _("giáng chức, hạ bậc lương")
    REMOVAL = "removal", _("cách chức")
    DISMISSAL = "dismissal", _("buộc thôi việc")


class ImpactScope(models.TextChoices):
    GRASSROOTS = "grassroots", _("cấp cơ sở")
    PROVINCE = "province", _("cấp bộ, tỉnh, thành phố")
    NATIONWIDE = "nationwide", _("toàn quốc")


class WorkKind(models.TextChoices):
    INITIATIVE = "initiative", _("sáng kiến")
    SCIENCE_PROJECT = "science_project", _("đề tài, đề án khoa học")
