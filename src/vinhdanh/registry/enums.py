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
    DEPARTMENT = "department", _("sở, ban, ngành")
    DIVISION = "division", _("phòng, ban trực thuộc")
    PARTY_OR_MASS_BODY = "party_or_mass_body", _("tổ chức đảng, đoàn thể")
    SCHOOL = "school", _("trường học")
    HEALTH = "health", _("bệnh viện, cơ sở y tế")
    PUBLIC_SERVICE = "public_service", _("đơn vị sự nghiệp khác")
    ARMED_FORCES = "armed_forces", _("đơn vị lực lượng vũ trang")
    ENTERPRISE = "enterprise", _("doanh nghiệp")
    VILLAGE = "village", _("thôn, tổ dân phố")
    LOCALITY = "locality", _("địa phương")
    OTHER = "other", _("tổ chức khác")


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


class WorkUse(models.TextChoices):
    """Whether a work has served an award already; left empty it is not known."""

    UNUSED = "unused", _("chưa dùng")
    USED = "used", _("đã dùng")


class LeaveKind(models.TextChoices):
    """Why somebody was away, as the law's record tells them apart."""

    MATERNITY = "maternity", _("thai sản")
    TREATMENT = (
        "treatment_after_brave_act",
        _("điều trị sau hành động dũng cảm"),
    )
    TRAINING = "training", _("được cử đi học")
    SICK = "sick", _("ốm")
    UNPAID = "unpaid", _("không hưởng lương")
    OTHER = "other", _("lý do khác")


class TrainingResult(models.TextChoices):
    EXCELLENT = "excellent", _("xuất sắc")
    GOOD = "good", _("giỏi")
    FAIR = "fair", _("khá")
    AVERAGE = "average", _("trung bình")
    POOR = "poor", _("kém")


class InquiryKind(models.TextChoices):
    """What keeps somebody's case open, in the words of the fact it feeds."""

    DISCIPLINE = "discipline", _("xem xét thi hành kỷ luật")
    INVESTIGATION = "investigation", _("điều tra, truy tố, xét xử")
    INSPECTION = "inspection", _("thanh tra, kiểm tra có dấu hiệu vi phạm")
    COMPLAINT = "complaint", _("xác minh khiếu nại, tố cáo")


class BodyKind(models.TextChoices):
    """Collectives that sit for a term and belong to a unit."""

    PEOPLES_COUNCIL = "peoples_council", _("Hội đồng nhân dân (khóa)")
    STANDING_COMMITTEE = "standing_committee", _("Thường trực HĐND")
    BOARD = "board", _("Ban của HĐND")
    DELEGATE_GROUP = "delegate_group", _("Tổ đại biểu")
    AWARD_COUNCIL = "award_council", _("Hội đồng Thi đua - Khen thưởng")
    INITIATIVE_COUNCIL = "initiative_council", _("Hội đồng sáng kiến")
    INSPECTION_BOARD = "inspection_board", _("Ban Thanh tra nhân dân")
    OTHER = "other", _("tập thể khác có nhiệm kỳ")


class IdentityKind(models.TextChoices):
    CITIZEN = "cccd", _("căn cước công dân (12 số)")
    OLD_CARD = "cmnd", _("chứng minh nhân dân (9 số)")


class EmploymentKind(models.TextChoices):
    """In what capacity a person serves."""

    CADRE = "cadre", _("cán bộ")
    CIVIL_SERVANT = "civil_servant", _("công chức")
    PUBLIC_EMPLOYEE = "public_employee", _("viên chức")
    CONTRACT = "contract", _("hợp đồng lao động")
    WORKER = "worker", _("người lao động, công nhân")
    ARMED_FORCES = "armed_forces", _("lực lượng vũ trang nhân dân")
    FARMER = "farmer", _("nông dân")
    OTHER = "other", _("khác")


class Occupation(models.TextChoices):
    """The groups into which the law divides people; the codes are `assess`'s."""

    EMPLOYEE = "employee", _("cán bộ, công chức, viên chức, người lao động")
    WORKER = "worker", _("công nhân, người lao động trực tiếp")
    FARMER = "farmer", _("nông dân")
    ARMED_FORCES = "armed_forces", _("lực lượng vũ trang")


class TransferState(models.TextChoices):
    PENDING = "pending", _("chờ đơn vị mới xác nhận")
    CONFIRMED = "confirmed", _("đã tiếp nhận")
    DECLINED = "declined", _("đơn vị mới chưa nhận")
    WITHDRAWN = "withdrawn", _("đơn vị cũ rút lại")


class DepartureKind(models.TextChoices):
    RETIRED = "retired", _("nghỉ hưu")
    DIED = "died", _("từ trần")
    LEFT = "left", _("chuyển đi, thôi việc")


class TwinState(models.TextChoices):
    PROPOSED = "proposed", _("chờ xem")
    DISTINCT = "distinct", _("là hai người")
    MERGED = "merged", _("là một người, đã gộp")


class TwinReason(models.TextChoices):
    IDENTITY = "identity", _("cùng số định danh")
    NAME = "name", _("giống họ tên")
