"""The invented people of the sample office, as of 31 December 2016.

Nobody here is a real person. One line a person; see `make_samples` for the facts that
the sample year rests on.
"""

from dataclasses import dataclass
from datetime import date

LEADERS = "Lãnh đạo Văn phòng"
GENERAL = "Phòng Tổng hợp"
COUNCIL = "Phòng Công tác Hội đồng nhân dân"
ADMIN = "Phòng Hành chính - Tổ chức - Quản trị"

EXCELLENT, GOOD, COMPLETED = "HTXSNV", "HTTNV", "HTNV"
OFFICE_DECISIONS = {
    2014: "38/QĐ-VP ngày 19/12/2014",
    2015: "41/QĐ-VP ngày 18/12/2015",
    2016: "52/QĐ-VP ngày 20/12/2016",
}
CITY_DECISION = "3015/QĐ-UBND ngày 28/12/2016"


@dataclass(frozen=True)
class Initiative:
    """A recognised initiative; scope “cơ sở” or “thành phố”."""

    name: str
    year: int
    scope: str = "cơ sở"

    @property
    def decision(self) -> str:
        is_city = self.scope == "thành phố"
        return CITY_DECISION if is_city else OFFICE_DECISIONS[self.year]


@dataclass(frozen=True)
class Person:
    """One line of the list. ratings 2014-2016 and titles 2013-2015, '' for none."""

    name: str
    born: date
    sex: str
    post: str
    unit: str
    recruited: date
    ratings: tuple[str, str, str]
    titles: tuple[str, str, str]
    initiatives: tuple[Initiative, ...] = ()
    absence: int = 0
    note: str = ""


_LT, _CS = "LĐTT", "LĐTT, CSTĐCS"
_STEADY = (_LT, _LT, _LT)
_CV, _TP, _PTP = "Chuyên viên", "Trưởng phòng", "Phó Trưởng phòng"
_G, _X, _H = GOOD, EXCELLENT, COMPLETED
I = Initiative  # noqa: E741 - keeps a person on few lines

# fmt: off
PEOPLE = (
    Person("Phạm Đăng Khải", date(1962, 5, 12), "Nam", "Chánh Văn phòng", LEADERS,
           date(1998, 9, 1), (_X, _X, _X), _STEADY),
    Person("Vũ Thị Lan Chi", date(1968, 11, 3), "Nữ", "Phó Chánh Văn phòng", LEADERS,
           date(2001, 4, 16), (_G, _G, _X), _STEADY,
           (I("Quy trình phối hợp chuẩn bị kỳ họp giữa Văn phòng và các Ban", 2016),),
           2),
    Person("Đặng Quốc Thao", date(1970, 2, 28), "Nam", "Phó Chánh Văn phòng", LEADERS,
           date(2003, 8, 1), (_G, _G, _G), _STEADY, absence=3),
    Person("Trịnh Công Bách", date(1972, 9, 21), "Nam", _TP, GENERAL,
           date(2000, 3, 1), (_X, _X, _X), (_LT, _CS, _CS),
           (I("Biểu mẫu thống nhất cho báo cáo giám sát chuyên đề", 2014),
            I("Bộ chỉ số theo dõi việc giải quyết kiến nghị của cử tri", 2015),
            I("Theo dõi kiến nghị của cử tri liên thông hai cấp", 2016, "thành phố"))),
    Person("Hoàng Thị Quế Anh", date(1978, 1, 15), "Nữ", _PTP, GENERAL,
           date(2005, 6, 1), (_G, _X, _X), (_LT, _LT, _CS),
           (I("Sổ tay điện tử tra cứu nghị quyết của Hội đồng nhân dân", 2015),
            I("Số hóa hồ sơ kỳ họp", 2016)), 1),
    Person("Nguyễn Hoàng Thị Minh Nguyệt", date(1983, 7, 7), "Nữ", _CV, GENERAL,
           date(2008, 10, 15), (_G, _X, _X), (_LT, _LT, _CS),
           (I("Mẫu tổng hợp ý kiến thảo luận tổ ngay trong phiên họp", 2015),
            I("Lịch công tác tuần dùng chung cho Thường trực và các Ban", 2016))),
    Person("Bùi Gia Thịnh", date(1986, 4, 30), "Nam", _CV, GENERAL,
           date(2012, 2, 1), (_H, _G, _G), (_LT, "", _LT),
           (I("Rút gọn quy trình trình ký văn bản đi", 2016),), 4),
    Person("Nguyễn Thị Thu Hà", date(1984, 3, 8), "Nữ", _CV, GENERAL,
           date(2010, 5, 4), (_G, _G, _X), _STEADY,
           (I("Danh mục câu hỏi chất vấn thường gặp theo lĩnh vực", 2015),
            I("Kho dữ liệu phục vụ đại biểu chất vấn", 2016)), 2),
    Person("Lương Văn Toại", date(1979, 12, 9), "Nam", _CV, GENERAL,
           date(2007, 7, 2), (_G, _G, _G), _STEADY, absence=5),
    Person("Đỗ Khánh Vy", date(1985, 8, 24), "Nữ", _CV, GENERAL,
           date(2009, 11, 2), (_X, _X, _X), (_CS, _CS, _LT),
           (I("Phiếu khảo sát nhanh sau mỗi cuộc tiếp xúc cử tri", 2015),
            I("Bản tin tóm tắt kỳ họp trong ngày", 2016))),
    Person("Phan Tấn Lực", date(1981, 10, 2), "Nam", _CV, GENERAL,
           date(2006, 1, 9), (_G, _G, _G), _STEADY, absence=1),
    Person("Tạ Như Ỷ", date(1988, 6, 18), "Nữ", _CV, GENERAL,
           date(2011, 9, 1), (_G, _G, _G), (_CS, _LT, _CS),
           (I("Bảng kiểm thể thức văn bản trước khi trình ký", 2016),), 3),
    Person("Lê Đình Quyết", date(1976, 3, 27), "Nam", _CV, GENERAL,
           date(2004, 4, 1), (_G, _H, _G), (_LT, _LT, ""), absence=39,
           note="Nghỉ điều trị bệnh 39 ngày làm việc"),
    Person("Ngô Thị Hải Âu", date(1987, 5, 19), "Nữ", _CV, GENERAL,
           date(2013, 3, 4), (_G, _G, _G), ("", _LT, _LT), absence=2),
    Person("Mai Xuân Kính", date(1974, 11, 30), "Nam", _CV, GENERAL,
           date(2002, 12, 2), (_G, _G, _G), _STEADY),
    Person("Cao Tiến Dụng", date(1971, 8, 5), "Nam", _TP, COUNCIL,
           date(1999, 5, 17), (_X, _G, _X), (_LT, _CS, _LT),
           (I("Khung đề cương giám sát theo nhóm vấn đề", 2016),), 1),
    Person("Đinh Thị Ngọc Trâm", date(1980, 2, 11), "Nữ", _PTP, COUNCIL,
           date(2005, 9, 5), (_G, _X, _X), (_LT, _LT, _CS),
           (I("Cẩm nang nghiệp vụ cho thư ký Ban", 2015),
            I("Theo dõi tiến độ thẩm tra nghị quyết bằng bảng chung", 2016))),
    Person("Lò Thị Ăn", date(1989, 9, 9), "Nữ", _CV, COUNCIL,
           date(2014, 1, 6), (_G, _G, _G), ("", _LT, _LT), absence=6),
    Person("Hồ Sỹ Nguyên", date(1982, 12, 25), "Nam", _CV, COUNCIL,
           date(2008, 3, 3), (_G, _X, _X), _STEADY,
           (I("Sơ đồ hóa quy trình giám sát chuyên đề", 2015),
            I("Hồ sơ giám sát điện tử dùng lại qua các năm", 2016)), 2),
    Person("Nguyễn Thị Thu Hà", date(1990, 10, 19), "Nữ", _CV, COUNCIL,
           date(2014, 6, 2), (_G, _G, _G), ("", "", _LT), absence=1),
    Person("Trần Lê Bảo Uyên", date(1988, 2, 14), "Nữ", _CV, COUNCIL,
           date(2012, 8, 1), (_G, _G, _G), _STEADY,
           (I("Cơ sở dữ liệu kiến nghị giám sát", 2016),), 2,
           "Nghỉ thai sản 86 ngày làm việc, không tính vào số ngày nghỉ"),
    Person("Võ Minh Đạo", date(1977, 7, 16), "Nam", _CV, COUNCIL,
           date(2003, 10, 1), (_G, _X, _G), _STEADY,
           (I("Phiếu yêu cầu thông tin mẫu trong giám sát", 2016),)),
    Person("Dương Thị Hoài Thương", date(1991, 4, 3), "Nữ", _CV, COUNCIL,
           date(2015, 6, 1), ("", _G, _G), ("", "", ""), absence=3),
    Person("Chu Bá Lộc", date(1979, 5, 22), "Nam", _CV, COUNCIL,
           date(2006, 11, 1), (_G, _X, _X), _STEADY),
    Person("Kiều Thị Oanh", date(1975, 1, 20), "Nữ", _CV, COUNCIL,
           date(2001, 2, 1), (_G, _G, _G), _STEADY, absence=8),
    Person("Lại Thế Sung", date(1992, 12, 1), "Nam", _CV, COUNCIL,
           date(2016, 2, 29), ("", "", _G), ("", "", ""),
           note="Tuyển dụng từ 29/02/2016"),
    Person("Quách Đại Nghĩa", date(1969, 6, 6), "Nam", _TP, ADMIN,
           date(1997, 1, 2), (_X, _G, _X), (_LT, _LT, _LT),
           (I("Quản lý xe công theo lịch đăng ký trước", 2016),), 1),
    Person("Nghiêm Thị Tố Nga", date(1981, 3, 13), "Nữ", _PTP, ADMIN,
           date(2006, 5, 2), (_G, _G, _G), (_LT, _CS, _LT),
           (I("Sổ theo dõi tài sản bằng mã vạch", 2016),)),
    Person("Công Tằng Tôn Nữ Diệu Khuê", date(1986, 10, 10), "Nữ", "Văn thư", ADMIN,
           date(2009, 4, 1), (_G, _X, _X), (_LT, _LT, _CS),
           (I("Đánh số văn bản đến theo lô", 2015),
            I("Tra cứu văn bản lưu trữ không dấu", 2016))),
    Person("Tống Văn Cẩn", date(1973, 2, 17), "Nam", "Kế toán trưởng", ADMIN,
           date(2000, 8, 1), (_G, _G, _G), _STEADY,
           (I("Bảng tính nhắc hạn thanh toán", 2016),), 1),
    Person("Hà Thị Tươi", date(1984, 11, 11), "Nữ", "Kế toán viên", ADMIN,
           date(2010, 10, 1), (_G, _G, _G), _STEADY, absence=4),
    Person("La Quang Ân", date(1970, 12, 12), "Nam", "Lái xe", ADMIN,
           date(1996, 6, 3), (_G, _G, _G), _STEADY),
    Person("Uông Thị Mỵ", date(1989, 1, 29), "Nữ", "Chuyên viên", ADMIN,
           date(2013, 9, 3), (_G, _G, _G), ("", _LT, _LT), absence=1,
           note="Nghỉ thai sản 125 ngày làm việc, không tính vào số ngày nghỉ"),
    Person("Thạch Sâm", date(1978, 4, 14), "Nam", "Lái xe", ADMIN,
           date(2004, 7, 1), (_G, _G, _G), _STEADY, absence=2),
    Person("Từ Đức Huân", date(1983, 8, 8), "Nam", "Chuyên viên công nghệ thông tin",
           ADMIN, date(2009, 1, 5), (_G, _G, _G), _STEADY),
    Person("Doãn Thị Lụa", date(1976, 6, 1), "Nữ", "Nhân viên phục vụ", ADMIN,
           date(2005, 2, 14), (_G, _G, _G), _STEADY, absence=7),
    Person("Ninh Văn Bồng", date(1966, 9, 2), "Nam", "Nhân viên bảo vệ", ADMIN,
           date(1995, 3, 1), (_G, _H, _G), (_LT, _LT, ""), absence=10),
    Person("Ứng Thị Thoa", date(1985, 5, 5), "Nữ", "Chuyên viên", ADMIN,
           date(2011, 12, 1), (_G, _G, _G), (_LT, "", _LT), absence=12),
)
# fmt: on
