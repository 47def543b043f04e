"""The columns of the roster: what each is called in offices and how it is read."""

from typing import Final

from vinhdanh.sheets import cells, honours
from vinhdanh.sheets.kinds import UNKNOWN, Blank, Column

_NOT_AN_AWARD_YET: Final = ("de nghi", "dang ky", "du kien", "chi tieu")
NO_INITIATIVE: Final = Blank("none", "không có sáng kiến", [])

COLUMNS: Final = (
    Column(
        "name",
        "Họ và tên",
        (
            *("ho va ten", "ho ten", "ten", "ho va ten can bo", "ten can bo"),
            *("ho va ten khai sinh", "ho ten can bo cong chuc", "ca nhan"),
        ),
        cells.person_name,
        "Nguyễn Văn An",
        is_required=True,
        never=("cha", "me", "vo", "chong", "con", "khac"),
        width=26,
    ),
    Column(
        "birth_date",
        "Ngày sinh",
        (
            *("ngay sinh", "ngay thang nam sinh", "nam sinh", "sinh ngay", "ns"),
            *("ngay thang sinh", "sinh nam"),
        ),
        cells.birth_date,
        "28/02/1980",
        is_required=True,
        never=("noi",),
        width=12,
    ),
    Column(
        "sex",
        "Giới tính",
        ("gioi tinh", "gt", "nam nu", "phai", "gioi"),
        cells.sex,
        "Nam hoặc Nữ",
        width=9,
    ),
    Column(
        "post",
        "Chức vụ",
        (
            *("chuc vu", "chuc danh", "cv", "chuc vu chuc danh", "vi tri viec lam"),
            "chuc vu don vi",
        ),
        cells.line,
        "Phó Trưởng phòng",
        never=("dang", "doan the", "quyet dinh"),
        width=22,
    ),
    Column(
        "unit",
        "Phòng, đơn vị",
        (
            *("phong", "don vi", "dv", "phong ban", "phong don vi", "phong ban don vi"),
            *("don vi cong tac", "bo phan", "to", "noi cong tac", "co quan don vi"),
            *("phong ban cong tac", "phong cong tac"),
        ),
        cells.line,
        "Phòng Tổng hợp",
        never=("cu", "chuyen den", "truoc"),
        width=30,
    ),
    Column(
        "recruited_on",
        "Ngày vào cơ quan",
        (
            *("ngay vao co quan", "ngay vao lam", "ngay tuyen dung", "vao co quan"),
            *("ngay bat dau cong tac", "thoi gian vao co quan", "ngay ve co quan"),
            *("ngay vao lam viec", "ngay ve don vi", "nam vao co quan"),
        ),
        cells.recruitment_date,
        "01/03/2010",
        width=12,
    ),
    Column(
        "rating",
        "Xếp loại",
        (
            *("xep loai", "ket qua danh gia", "kq danh gia", "danh gia xep loai"),
            *("xep loai chat luong", "muc do hoan thanh nhiem vu", "kq xep loai"),
            *("ket qua xep loai", "danh gia", "phan loai", "xl", "phan loai danh gia"),
            *("danh gia phan loai", "kq dg"),
        ),
        cells.rating,
        "HTTNV",
        is_per_year=True,
        never=_NOT_AN_AWARD_YET,
        width=10,
    ),
    Column(
        "absence_working_days",
        "Số ngày nghỉ",
        (
            *("so ngay nghi", "ngay nghi", "so ngay lam viec nghi", "nghi"),
            *("so ngay nghi viec", "tong so ngay nghi", "so ngay lam viec da nghi"),
        ),
        cells.working_days,
        "3",
        is_per_year=True,
        never=("huu", "thai san", "hang nam", "phep nam"),
        blanks=(UNKNOWN, Blank("zero", "không nghỉ ngày nào", 0)),
        width=9,
    ),
    Column(
        "discipline",
        "Kỷ luật",
        ("ky luat", "hinh thuc ky luat", "bi ky luat"),
        cells.discipline,
        "Không",
        is_per_year=True,
        never=("khen",),
        blanks=(UNKNOWN, Blank("none", "không bị kỷ luật", "none")),
        width=12,
    ),
    Column(
        "initiatives",
        "Sáng kiến",
        ("sang kien", "sang kien kinh nghiem", "skkn", "de tai sang kien"),
        honours.initiatives,
        honours.INITIATIVE_EXAMPLE,
        blanks=(NO_INITIATIVE, UNKNOWN),
        never=_NOT_AN_AWARD_YET,
        width=40,
    ),
    Column(
        "initiative_name",
        "Tên sáng kiến",
        ("ten sang kien", "sang kien ten", "sang kien ten sang kien"),
        cells.lines,
        "Số hóa hồ sơ kỳ họp",
        blanks=(NO_INITIATIVE, UNKNOWN),
        never=_NOT_AN_AWARD_YET,
        width=40,
    ),
    Column(
        "initiative_scope",
        "Cấp sáng kiến",
        (
            *("cap sang kien", "sang kien cap", "cap cong nhan", "pham vi anh huong"),
            *("sang kien cap cong nhan", "sang kien pham vi"),
        ),
        cells.lines,
        "cơ sở",
        width=12,
    ),
    Column(
        "initiative_decision",
        "Quyết định công nhận sáng kiến",
        (
            *("sang kien so quyet dinh", "quyet dinh cong nhan sang kien"),
            *("sang kien so qd", "so qd cong nhan", "so quyet dinh cong nhan"),
            *("sang kien quyet dinh", "quyet dinh cong nhan"),
        ),
        cells.lines,
        "45/QĐ-VP ngày 20/12/2016",
        width=26,
    ),
    Column(
        "initiative_year",
        "Năm công nhận sáng kiến",
        (
            *("sang kien nam", "nam cong nhan", "sang kien nam cong nhan"),
            *("nam cong nhan sang kien", "nam sang kien"),
        ),
        cells.lines,
        "2016",
        width=9,
    ),
    Column(
        "titles",
        "Danh hiệu đã đạt",
        (
            *("danh hieu", "danh hieu thi dua", "danh hieu dat duoc", "khen thuong"),
            *(
                "danh hieu da dat",
                "danh hieu hinh thuc khen thuong",
                "khen thuong da dat",
            ),
            "thanh tich khen thuong",
        ),
        honours.titles,
        "LĐTT 2014; CSTĐCS 2015",
        is_per_year=True,
        never=_NOT_AN_AWARD_YET,
        blanks=(Blank("none", "không có danh hiệu", []), UNKNOWN),
        width=16,
    ),
    Column("note", "Ghi chú", ("ghi chu",), cells.line, "", width=24),
)
