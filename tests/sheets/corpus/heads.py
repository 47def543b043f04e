"""Headings as offices write them."""

import unicodedata

from tests.sheets.corpus.style import NO_UNIT, YEAR_ONLY, Style, person
from tests.sheets.making import xlsx

HEAD = ("STT", "Họ và tên", "Ngày sinh", "Phòng, đơn vị")
AN = (1, "Nguyễn Văn An", "28/02/1980", "Phòng Tổng hợp")
BINH = (2, "Trần Thị Bình", "01/03/1985", "Phòng Tổng hợp")
TWO = (person("Nguyễn Văn An"), person("Trần Thị Bình", "1985-03-01"))
LETTERHEAD = (
    ("UBND TỈNH LONG BIÊN MẪU", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    ("VĂN PHÒNG", "", "Độc lập - Tự do - Hạnh phúc"),
    (),
    ("DANH SÁCH",),
    ("Cán bộ, công chức, người lao động năm 2016",),
    ("(Kèm theo Tờ trình số 12/TTr-VP ngày 05/12/2016)",),
    (),
)


def lines(*rows, **more):
    return lambda: xlsx(*rows, **more)


def nfd(row):
    return tuple(unicodedata.normalize("NFD", str(cell)) for cell in row)


RATED = {"2014": "HT", "2015": "HTT", "2016": "HTXS"}
STYLES = (
    Style("Tiêu đề ngay dòng đầu, mỗi người một dòng", lines(HEAD, AN, BINH), TWO),
    Style(
        "Tiêu đề ở dòng 8, trên là quốc hiệu, tên cơ quan, tên danh sách",
        lines(*LETTERHEAD, HEAD, AN, BINH),
        TWO,
    ),
    Style("Tiêu đề ở dòng 15", lines(*[()] * 14, HEAD, AN, BINH), TWO),
    Style(
        "Tiêu đề dưới dòng 15",
        lines(*[("x",)] * 15, HEAD, AN, BINH),
        refused="Không tìm thấy dòng tiêu đề trong 15 dòng đầu",
    ),
    Style(
        "Bảng không có dòng tiêu đề",
        lines(AN, BINH),
        refused="Không tìm thấy dòng tiêu đề trong 15 dòng đầu",
    ),
    Style(
        "Tiêu đề viết tắt: TT, Họ tên, NS, GT, CV, ĐV, XL",
        lines(
            ("TT", "Họ tên", "NS", "GT", "CV", "ĐV", "XL 2016"),
            (1, "Nguyễn Văn An", "28/02/1980", "Nam", "CV", "P. TH", "HTTNV"),
        ),
        (
            person(
                "Nguyễn Văn An",
                unit="P. TH",
                sex="male",
                post="CV",
                rating={"2016": "HTT"},
            ),
        ),
    ),
    Style(
        "Cột xếp theo thứ tự khác, có cột lạ chen vào",
        lines(
            ("Ghi chú", "ĐVCT", "Số điện thoại", "Năm sinh", "HỌ VÀ TÊN"),
            ("mới về", "Phòng Tổng hợp", "0900", "28/02/1980", "Nguyễn Văn An"),
        ),
        (person("Nguyễn Văn An", note="mới về"),),
    ),
    Style(
        "Tiêu đề hai tầng, ô gộp: “Xếp loại” trên 2014, 2015, 2016",
        lines(
            ("STT", "Họ và tên", "Ngày sinh", "Xếp loại", "", "", "Đơn vị"),
            ("", "", "", 2014, 2015, "Năm 2016", ""),
            (*AN[:3], "HTNV", "HTTNV", "HTXSNV", "Phòng Tổng hợp"),
            merged=("A1:A2", "B1:B2", "C1:C2", "D1:F1", "G1:G2"),
        ),
        (person("Nguyễn Văn An", rating=RATED),),
    ),
    Style(
        "Tiêu đề hai tầng không gộp ô",
        lines(
            ("STT", "Họ và tên", "Ngày sinh", "Xếp loại", "", "", "Đơn vị"),
            ("", "", "", "2014", "2015", "2016", ""),
            (*AN[:3], "HTNV", "HTTNV", "HTXSNV", "Phòng Tổng hợp"),
        ),
        (person("Nguyễn Văn An", rating=RATED),),
    ),
    Style(
        "Tiêu đề ba tầng, ô gộp",
        lines(
            ("STT", "Họ và tên", "Ngày sinh", "Đơn vị", "Kết quả các năm", "", ""),
            ("", "", "", "", "Xếp loại", "", "Danh hiệu"),
            ("", "", "", "", "Năm 2015", "Năm 2016", "Năm 2015"),
            (*AN, "HTTNV", "HTXSNV", "LĐTT"),
            merged=("A1:A3", "B1:B3", "C1:C3", "D1:D3", "E1:G1", "E2:F2"),
        ),
        (
            person(
                "Nguyễn Văn An",
                rating={"2015": "HTT", "2016": "HTXS"},
                titles={"2015": [{"code": "LDTT", "year": 2015}]},
            ),
        ),
    ),
    Style(
        "Tiêu đề ba tầng: năm, dưới là “XL” và “DH”",
        lines(
            (*HEAD, "Danh hiệu, xếp loại", "", "", ""),
            ("", "", "", "", "Năm 2014", "", "Năm 2015", ""),
            ("", "", "", "", "XL", "DH", "XL", "DH"),
            (*AN, "HTTNV", "LĐTT", "HTXSNV", ""),
            merged=("A1:A3", "B1:B3", "C1:C3", "D1:D3", "E1:H1", "E2:F2", "G2:H2"),
        ),
        (
            person(
                "Nguyễn Văn An",
                rating={"2014": "HTT", "2015": "HTXS"},
                titles={"2014": [{"code": "LDTT", "year": 2014}]},
            ),
        ),
    ),
    Style(
        "Tiêu đề ghi năm học 2015-2016 (xét theo năm kết thúc)",
        lines(
            (*HEAD, "Xếp loại năm học 2015-2016", "Danh hiệu"),
            (*AN, "HTTNV", "CSTĐCS năm học 2014-2015"),
        ),
        (
            person(
                "Nguyễn Văn An",
                rating={"2016": "HTT"},
                titles={"2015": [{"code": "CSTDCS", "year": 2015}]},
            ),
        ),
    ),
    Style(
        "Họ tên, chức vụ, đơn vị chung một cột",
        lines(
            ("TT", "Họ tên, chức vụ, đơn vị công tác", "Năm sinh"),
            (1, "Nguyễn Văn An, Trưởng phòng Tổng hợp", 1980),
        ),
        refused="Không tìm thấy dòng tiêu đề",
    ),
    Style(
        "Tiêu đề bị cắt thành hai dòng: “Họ và” / “tên”",
        lines(
            ("Số", "Họ và", "Ngày tháng", "Đơn vị"),
            ("TT", "tên", "năm sinh", "công tác"),
            AN,
        ),
        (person("Nguyễn Văn An"),),
    ),
    Style(
        "Tiêu đề xuống dòng trong ô, có lời nhắc trong ngoặc",
        lines(
            (
                "Số\nTT",
                "HỌ VÀ TÊN\n(chữ in hoa có dấu)",
                "Ngày, tháng,\nnăm sinh (ghi đủ)",
                "Phòng\n(đơn vị)",
            ),
            AN,
        ),
        (person("Nguyễn Văn An"),),
    ),
    Style(
        "Họ đệm và tên ở hai cột dưới một tiêu đề gộp",
        lines(
            ("TT", "Họ và tên", "", "Ngày sinh", "Phòng"),
            (1, "Nguyễn Văn", "An", "28/02/1980", "Phòng Tổng hợp"),
            merged=("B1:C1",),
        ),
        (person("Nguyễn Văn An"),),
    ),
    Style(
        "“Họ và chữ đệm” và “Tên” là hai tiêu đề",
        lines(
            ("TT", "Họ và chữ đệm", "Tên", "Ngày sinh", "Phòng"),
            (1, "Nguyễn Văn", "An", "28/02/1980", "Phòng Tổng hợp"),
        ),
        (person("Nguyễn Văn An"),),
    ),
    Style(
        "Có dòng đánh số cột, kể cả “(5=3+4)”",
        lines(
            (*HEAD, "Ghi chú"),
            ("(1)", "(2)", "(3)", "(4)", "(5=3+4)"),
            AN,
            BINH,
        ),
        TWO,
    ),
    Style(
        "Có dòng đánh số cột A, B, 1, 2",
        lines(HEAD, ("A", "B", 1, 2), AN, BINH),
        TWO,
    ),
    Style("Tiêu đề nhắc lại ở đầu mỗi trang in", lines(HEAD, AN, HEAD, BINH), TWO),
    Style(
        "Tiêu đề hai tầng nhắc lại ở đầu mỗi trang in",
        lines(
            ("STT", "Họ và tên", "Ngày sinh", "Đơn vị", "Xếp loại", ""),
            ("", "", "", "", 2015, 2016),
            (*AN, "HTTNV", "HTTNV"),
            ("STT", "Họ và tên", "Ngày sinh", "Đơn vị", "Xếp loại", ""),
            ("", "", "", "", 2015, 2016),
            (*BINH, "HTTNV", "HTTNV"),
        ),
        tuple(one | {"rating": {"2015": "HTT", "2016": "HTT"}} for one in TWO),
    ),
    Style(
        "Chữ Unicode tổ hợp (NFD), chép từ máy Mac hoặc trang mạng",
        lines(nfd(HEAD), nfd(AN), nfd(BINH)),
        TWO,
    ),
    Style(
        "Dấu cách cứng, ký tự ẩn trong tiêu đề và trong ô",
        lines(
            ("\ufeffSTT ", "Họ\u00a0và\u00a0tên\u200b", " Ngày  sinh", "Phòng\u00a0"),
            (1, "Nguyễn\u00a0Văn\u200b  An ", "\u00a028/02/1980", "Phòng  Tổng hợp"),
        ),
        (person("Nguyễn Văn An"),),
    ),
    Style(
        "Hai cột cùng là ngày sinh",
        lines(("Họ và tên", "Ngày sinh", "Phòng", "Năm sinh"), ("Lê An", "1", "P")),
        refused="Cột B “Ngày sinh” và cột D “Năm sinh” cùng được hiểu là ngày sinh",
    ),
    Style(
        "Thiếu cột ngày sinh",
        lines(("STT", "Họ và tên", "Phòng"), (1, "Lê An", "Phòng Tổng hợp")),
        refused="Thiếu cột “Ngày sinh”",
    ),
    Style(
        "Không có cột đơn vị",
        lines(HEAD[:3], AN[:3]),
        (person("Nguyễn Văn An", unit=None),),
        told=(NO_UNIT,),
    ),
    Style(
        "“Danh hiệu đề nghị”, “Đăng ký” không phải danh hiệu đã đạt",
        lines(
            (*HEAD, "Danh hiệu đề nghị 2016", "Đăng ký CSTĐCS"),
            (*AN, "CSTĐCS", "x"),
        ),
        (person("Nguyễn Văn An"),),
    ),
    Style(
        "“Năm sinh” gộp trên hai cột “Nam”, “Nữ”",
        lines(
            ("STT", "Họ và tên", "Năm sinh", "", "Đơn vị"),
            ("", "", "Nam", "Nữ", ""),
            (1, "Nguyễn Văn An", 1980, "", "Phòng Tổng hợp"),
            (2, "Trần Thị Bình", "", "01/03/1985", "Phòng Tổng hợp"),
            (3, "Lê Cúc", "", "", "Phòng Tổng hợp"),
            merged=("A1:A2", "B1:B2", "C1:D1", "E1:E2"),
        ),
        (
            person("Nguyễn Văn An", "1980", sex="male"),
            person("Trần Thị Bình", "1985-03-01", sex="female"),
            person("Lê Cúc", None),
        ),
        told=(YEAR_ONLY, "để trống năm sinh"),
    ),
    Style(
        "Ngày, tháng, năm sinh ở ba cột",
        lines(
            ("STT", "Họ và tên", "Ngày sinh", "", "", "Đơn vị"),
            ("", "", "Ngày", "Tháng", "Năm", ""),
            (1, "Nguyễn Văn An", 28, 2, 1980, "Phòng Tổng hợp"),
            (2, "Trần Thị Bình", "01", "03", "1985", "Phòng Tổng hợp"),
            (3, "Lê Cúc Hoa", "", "", 1990, "Phòng Tổng hợp"),
            (4, "Đỗ Dung", 31, 2, 1990, "Phòng Tổng hợp"),
            merged=("A1:A2", "B1:B2", "C1:E1", "F1:F2"),
        ),
        (*TWO, person("Lê Cúc Hoa", "1990"), person("Đỗ Dung", None)),
        told=(YEAR_ONLY, "“31/2/1990” không phải ngày có thật"),
    ),
    Style(
        "Cột “Nữ” đánh dấu x, để trống nghĩa là nam",
        lines(
            (*HEAD, "Nữ"),
            AN,
            (*BINH, "x"),
        ),
        (TWO[0] | {"sex": "male"}, TWO[1] | {"sex": "female"}),
        blanks={"sex_female": "male"},
    ),
    Style(
        "“Giới tính” gộp trên hai cột “Nam”, “Nữ” đánh dấu x",
        lines(
            (*HEAD, "Giới tính", ""),
            ("", "", "", "", "Nam", "Nữ"),
            (*AN, "X", ""),
            (*BINH, "", "✓"),
            merged=("A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:F1"),
        ),
        (TWO[0] | {"sex": "male"}, TWO[1] | {"sex": "female"}),
        blanks={"sex_female": "male"},
    ),
)
