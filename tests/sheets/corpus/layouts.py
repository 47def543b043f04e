"""How the rows of a list lie: sections, totals, signatures, several tables."""

from tests.sheets.corpus.heads import AN, BINH, HEAD, LETTERHEAD, TWO, lines
from tests.sheets.corpus.style import NO_UNIT, Style, person

SHORT = HEAD[:3]


def under(unit, *path):
    return {"unit": unit} | ({"unit_path": list(path)} if path else {})


STYLES = (
    Style(
        "Dòng tên đơn vị I, II (số La Mã ở cột STT)",
        lines(
            SHORT,
            ("I", "Văn phòng"),
            (1, "Nguyễn Văn An", "28/02/1980"),
            ("II", "Phòng Nghiệp vụ"),
            (1, "Trần Thị Bình", "01/03/1985"),
        ),
        (
            person("Nguyễn Văn An", unit="Văn phòng"),
            person("Trần Thị Bình", "1985-03-01", "Phòng Nghiệp vụ"),
        ),
    ),
    Style(
        "Dòng tên đơn vị gộp ngang cả bảng, kèm số người",
        lines(
            SHORT,
            ("I. VĂN PHÒNG (01 người)",),
            (1, "Nguyễn Văn An", "28/02/1980"),
            ("II. PHÒNG NGHIỆP VỤ (1 đ/c):",),
            (2, "Trần Thị Bình", "01/03/1985"),
            merged=("A2:C2", "A4:C4"),
        ),
        (
            person("Nguyễn Văn An", unit="VĂN PHÒNG"),
            person("Trần Thị Bình", "1985-03-01", "PHÒNG NGHIỆP VỤ"),
        ),
    ),
    Style(
        "Hai đơn vị cùng tên ở hai cơ quan cấp trên (A, I, II; B, I)",
        lines(
            SHORT,
            ("A", "SỞ NỘI VỤ"),
            ("I", "Văn phòng"),
            (1, "Nguyễn Văn An", "28/02/1980"),
            ("II", "Thanh tra"),
            (2, "Lê Cúc", "01/01/1981"),
            ("B", "SỞ TÀI CHÍNH"),
            ("I", "Văn phòng"),
            (3, "Trần Thị Bình", "01/03/1985"),
        ),
        (
            person("Nguyễn Văn An", None)
            | {"birth_date": "1980-02-28"}
            | under("Văn phòng", "SỞ NỘI VỤ"),
            person("Lê Cúc", "1981-01-01") | under("Thanh tra", "SỞ NỘI VỤ"),
            person("Trần Thị Bình", "1985-03-01") | under("Văn phòng", "SỞ TÀI CHÍNH"),
        ),
    ),
    Style(
        "Ba cấp đơn vị: A, I, 1",
        lines(
            SHORT,
            ("A. KHỐI CHÍNH QUYỀN",),
            ("I. Văn phòng UBND",),
            ("1. Tổ Văn thư",),
            (1, "Nguyễn Văn An", "28/02/1980"),
            ("2. Tổ Lái xe",),
            (2, "Lê Cúc", "01/01/1981"),
            ("II. Phòng Tư pháp",),
            (3, "Trần Thị Bình", "01/03/1985"),
        ),
        (
            person("Nguyễn Văn An")
            | under("Tổ Văn thư", "KHỐI CHÍNH QUYỀN", "Văn phòng UBND"),
            person("Lê Cúc", "1981-01-01")
            | under("Tổ Lái xe", "KHỐI CHÍNH QUYỀN", "Văn phòng UBND"),
            person("Trần Thị Bình", "1985-03-01")
            | under("Phòng Tư pháp", "KHỐI CHÍNH QUYỀN"),
        ),
    ),
    Style(
        "Tên đơn vị đánh số như người: 1, 1.1, 2, 2.1",
        lines(
            SHORT,
            (1, "Phòng Tổng hợp"),
            ("1.1", "Nguyễn Văn An", "28/02/1980"),
            (2, "Tổ Văn thư"),
            ("2.1", "Trần Thị Bình", "01/03/1985"),
        ),
        (
            person("Nguyễn Văn An"),
            person("Trần Thị Bình", "1985-03-01", "Tổ Văn thư"),
        ),
    ),
    Style(
        "Cột “Cơ quan” bên cạnh cột “Phòng”",
        lines(
            ("STT", "Họ và tên", "Ngày sinh", "Phòng", "Cơ quan, đơn vị"),
            (1, "Nguyễn Văn An", "28/02/1980", "Văn phòng", "Sở Nội vụ"),
            (2, "Trần Thị Bình", "01/03/1985", "Văn phòng", "Sở Tài chính"),
        ),
        (
            person("Nguyễn Văn An") | under("Văn phòng", "Sở Nội vụ"),
            person("Trần Thị Bình", "1985-03-01") | under("Văn phòng", "Sở Tài chính"),
        ),
    ),
    Style(
        "Tên đơn vị có dấu phẩy, gạch ngang, ngoặc",
        lines(
            HEAD,
            (1, "Lê An", "28/02/1980", "Phòng Nội vụ, Lao động và Xã hội"),
            (2, "Lê Ba", "01/03/1985", "Văn phòng HĐND - UBND (bộ phận một cửa)"),
        ),
        (
            person("Lê An", unit="Phòng Nội vụ, Lao động và Xã hội"),
            person("Lê Ba", "1985-03-01", "Văn phòng HĐND - UBND (bộ phận một cửa)"),
        ),
    ),
    Style(
        "Ô đơn vị gộp dọc cho nhiều người",
        lines(
            HEAD,
            AN,
            (2, "Trần Thị Bình", "01/03/1985", ""),
            (3, "Lê Cúc", "01/01/1981", "Phòng Khác"),
            merged=("D2:D3",),
        ),
        (*TWO, person("Lê Cúc", "1981-01-01", "Phòng Khác")),
    ),
    Style(
        "Ô xếp loại gộp dọc (không rõ của ai)",
        lines(
            (*HEAD, "Xếp loại 2016"),
            (*AN, "HTTNV"),
            (*BINH, ""),
            merged=("E2:E3",),
        ),
        (TWO[0] | {"rating": {"2016": "HTT"}}, TWO[1]),
        told=("ô gộp với ô E2",),
    ),
    Style(
        "STT để trống",
        lines(HEAD, ("", *AN[1:]), ("", *BINH[1:])),
        TWO,
    ),
    Style(
        "STT “01.”, bắt đầu lại ở mỗi đơn vị",
        lines(HEAD, ("01.", *AN[1:]), ("", "Tổ Xe"), ("01.", *BINH[1:])),
        (TWO[0], TWO[1] | {"unit_path": ["Tổ Xe"]}),
    ),
    Style(
        "Dòng trống xen giữa, dòng cộng, dòng ký tên ở cuối",
        lines(
            *LETTERHEAD,
            HEAD,
            AN,
            (),
            BINH,
            ("", "Tổng cộng: 02 người"),
            (),
            ("", "NGƯỜI LẬP BIỂU", "", "CHÁNH VĂN PHÒNG"),
            ("", "(Ký, ghi rõ họ tên)", "", "(Ký, đóng dấu)"),
            (),
            ("", "Lê Ký", "", "Lê Duyệt"),
        ),
        TWO,
    ),
    Style(
        "Ghi chú chen giữa những người",
        lines(HEAD, AN, ("", "chuyển đến tháng 6"), BINH),
        TWO,
        told=("“chuyển đến tháng 6” không rõ là người hay tên đơn vị",),
    ),
    Style(
        "Hai bảng nối nhau, cùng tiêu đề, mỗi bảng có tên",
        lines(
            ("DANH SÁCH CÔNG CHỨC",),
            HEAD,
            AN,
            (),
            ("DANH SÁCH NGƯỜI LAO ĐỘNG",),
            HEAD,
            BINH,
        ),
        TWO,
    ),
    Style(
        "Hai bảng nối nhau, tiêu đề và thứ tự cột khác nhau",
        lines(
            ("DANH SÁCH CÔNG CHỨC",),
            HEAD,
            AN,
            (),
            ("DANH SÁCH NGƯỜI LAO ĐỘNG",),
            ("TT", "Đơn vị", "Năm sinh", "Giới tính", "Họ tên"),
            (1, "Phòng Tổng hợp", "01/03/1985", "Nữ", "Trần Thị Bình"),
        ),
        (TWO[0], TWO[1] | {"sex": "female"}),
    ),
    Style(
        "Hai bảng đặt cạnh nhau",
        lines((*HEAD, "", *HEAD), (*AN, "", *BINH)),
        refused="có hai bảng đặt cạnh nhau; bảng thứ hai bắt đầu từ cột F",
    ),
    Style(
        "Bảng tổng hợp nhỏ bên phải danh sách",
        lines(
            (*HEAD, "", "Đơn vị", "Số người"),
            (*AN, "", "Phòng Tổng hợp", 2),
            BINH,
        ),
        TWO,
    ),
    Style(
        "Ô báo lỗi #N/A, #REF!",
        lines(
            (*HEAD, "Xếp loại 2016"),
            (*AN, ""),
            (*BINH, "#N/A"),
            formulas={"E2": ("=VLOOKUP(B2,X!A:B,2,0)", "#N/A")},
        ),
        TWO,
        told=("ô báo lỗi", "ô báo lỗi"),
    ),
    Style(
        "Dòng bị ẩn",
        lines(HEAD, AN, BINH, hidden=(2,)),
        TWO,
        told=("có 1 dòng đang ẩn, vẫn được đọc: 3",),
    ),
    Style(
        "Chỉ có tiêu đề, chưa có ai",
        lines(HEAD, ("", "Tổng cộng: 0 người")),
        told=("không có người nào dưới dòng tiêu đề",),
    ),
    Style(
        "Có dòng chưa ghi đơn vị",
        lines(HEAD, AN, (2, "Trần Thị Bình", "01/03/1985", "")),
        (TWO[0], person("Trần Thị Bình", "1985-03-01", None)),
        told=(NO_UNIT,),
    ),
)
