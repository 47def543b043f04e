"""Initiatives, figures and score sheets as offices list them."""

from tests.sheets import making
from tests.sheets.corpus.listing import one, sheet, style


def author(name, share=None, unit=None):
    return {"name": name, "unit": unit, "share_pct": share}


def figure(hundredths, qualifier="", measure=""):
    return {"hundredths": hundredths, "qualifier": qualifier, "measure": measure}


def criterion(number, name, level, parent, role, **more):
    found = {"number": number, "level": level, "role": role, **more}
    return one(name, **found) | ({} if parent is None else {"parent": parent})


INITIATIVES = (
    style(
        "initiatives",
        "Sáng kiến: mỗi tác giả một dòng, tên sáng kiến gộp ô dọc",
        sheet(
            ("DANH SÁCH SÁNG KIẾN ĐƯỢC CÔNG NHẬN NĂM 2016",),
            (
                "STT",
                "Tên sáng kiến",
                "Tác giả, đồng tác giả",
                "Tỷ lệ (%) đóng góp",
                "Phạm vi ảnh hưởng",
                "Quyết định công nhận",
            ),
            (
                1,
                "Tổng hợp, phân loại kiến nghị cử tri",
                "Nguyễn Văn An",
                60,
                "Cơ sở",
                "QĐ số 45/QĐ-VP ngày 20/12/2016",
            ),
            ("", "", "Trần Thị Bình", 40, "", ""),
            (2, "Mẫu phiếu họp", "Lê Chi", "", "cấp thành phố", ""),
            merged=("A6:A7", "B6:B7", "E6:E7", "F6:F7"),
        ),
        *(
            one(
                "Tổng hợp, phân loại kiến nghị cử tri",
                authors=[author(name, share)],
                scope="grassroots",
                work_kind="initiative",
                year=2016,
                decision_no="45/QĐ-VP",
                decided_on="2016-12-20",
            )
            for name, share in (("Nguyễn Văn An", 60), ("Trần Thị Bình", 40))
        ),
        one(
            "Mẫu phiếu họp",
            authors=[author("Lê Chi")],
            scope="province",
            work_kind="initiative",
            year=2016,
        ),
    ),
    style(
        "initiatives",
        "Sáng kiến kinh nghiệm: nhiều tác giả trong một ô, kèm đơn vị và tỷ lệ",
        sheet(
            ("TT", "Tên SKKN", "Họ và tên tác giả", "Cấp", "Năm", "Lĩnh vực", "Loại"),
            (
                1,
                "Dạy học theo dự án",
                "1. Ông Lê An (Trường A; 70%)\n2. Lê Bình - Tổ Toán, Tin 30%",
                "Tỉnh",
                "Năm 2015",
                "Chuyên môn",
                "Giải pháp",
            ),
            (2, "Thư viện mở", "Lê Chi, Lê Dũng", "ngành", 2016, "", "Đề tài"),
            (3, "Sổ điểm", "Lê Én (33,3%)", "Cơ sở", "2015-2016", "", ""),
        ),
        one(
            "Dạy học theo dự án",
            authors=[
                author("Lê An", 70, "Trường A"),
                author("Lê Bình", 30, "Tổ Toán, Tin"),
            ],
            scope="province",
            work_kind="initiative",
            year=2015,
            field="Chuyên môn",
        ),
        one(
            "Thư viện mở",
            authors=[author("Lê Chi"), author("Lê Dũng")],
            scope="province",
            work_kind="science_project",
            year=2016,
        ),
        one("Sổ điểm", scope="grassroots", work_kind="initiative"),
        told=("bỏ “Ông”", "số nguyên phần trăm", "là nhiều năm"),
    ),
)
FIGURES = (
    style(
        "indicator_values",
        "Số liệu chỉ tiêu: kế hoạch, ước thực hiện, “hơn”, “gần”, số có chấm phẩy",
        sheet(
            ("BIỂU TỔNG HỢP SỐ LIỆU NĂM 2016",),
            (
                "STT",
                "Chỉ tiêu",
                "ĐVT",
                "Thực hiện năm 2015",
                "Năm 2016",
                "",
                "So sánh (%)",
            ),
            ("", "", "", "", "Kế hoạch", "Ước thực hiện", ""),
            ("I", "Tiếp công dân"),
            (1, "Tổng số lượt tiếp", "lượt", "1.200", 1300, "hơn 1.400 lượt", 116.7),
            (2, "Tỷ lệ giải quyết", "%", "95,5%", "", "gần 97", ""),
            ("II", "Kỳ họp"),
            (1, "Số kỳ họp", "kỳ", "-", 2, "chưa có", ""),
            merged=("E5:F5",),
        ),
        one(
            "Tổng số lượt tiếp",
            group="Tiếp công dân",
            measure="lượt",
            value={"2015": figure(120_000), "2016": figure(140_000, "hơn")},
            target={"2016": figure(130_000)},
        ),
        one(
            "Tỷ lệ giải quyết",
            group="Tiếp công dân",
            measure="%",
            value={"2015": figure(9550), "2016": figure(9700, "gần")},
        ),
        one("Số kỳ họp", group="Kỳ họp", measure="kỳ", target={"2016": figure(200)}),
        told=("coi là chưa có số liệu", "chưa có số liệu thực hiện"),
    ),
    style(
        "indicator_values",
        "Số liệu theo quý, 6 tháng, tháng; tiêu đề chỉ là năm (tệp CSV)",
        lambda: making.comma(
            (
                "TT",
                "Tên chỉ tiêu",
                "Đơn vị tính",
                "2015",
                "Quý I/2016",
                "6 tháng đầu năm 2016",
                "Tháng 7/2016",
            ),
            ("1", "Hồ sơ tiếp nhận", "bộ", "1.250", "300", "≈ 620", "1,5"),
            ("2", "Đơn thư", "đơn", "12", "0", "?", "1,234"),
            separator=";",
        ),
        one(
            "Hồ sơ tiếp nhận",
            measure="bộ",
            value={
                "2015": figure(125_000),
                "2016-Q1": figure(30_000),
                "2016-H1": figure(62_000, "khoảng"),
                "2016-M07": figure(150),
            },
        ),
        one(
            "Đơn thư", measure="đơn", value={"2015": figure(1200), "2016-Q1": figure(0)}
        ),
        told=("không rõ dấu phẩy",),
        filename="so-lieu.csv",
    ),
)


SCORES = (
    style(
        "score_sheets",
        "Bảng chấm điểm: phần A, mục I, tiêu chí 1, 1.1; điểm thưởng, điểm trừ",
        sheet(
            ("BẢNG CHẤM ĐIỂM THI ĐUA NĂM 2016",),
            (
                "TT",
                "Nội dung, tiêu chí",
                "Điểm chuẩn",
                "Điểm tự chấm",
                "Điểm Hội đồng thẩm định",
                "Tài liệu minh chứng",
            ),
            ("A", "NHIỆM VỤ CHUYÊN MÔN", 25),
            ("I", "Tổng hợp, tổ chức kỳ họp", 10, "9,5", 9, ""),
            ("1", "Đúng hạn", 6, 6, "", "BC số 1"),
            ("1.1", "Gửi tài liệu", 4, 4.25, "", ""),
            ("II", "Giám sát", "15 điểm", "14", "", ""),
            ("B", "ĐIỂM THƯỞNG", "tối đa 5", 2, "", ""),
            ("C", "ĐIỂM TRỪ", "Mỗi lần trừ 1 điểm", -1, "", ""),
            ("", "TỔNG CỘNG (A+B+C)", 30, 26.5, 9, ""),
        ),
        criterion("A", "NHIỆM VỤ CHUYÊN MÔN", 1, None, "part", max_points=2500),
        criterion(
            *("I", "Tổng hợp, tổ chức kỳ họp", 2, 0, "part"),
            max_points=1000,
            self_points=950,
            final_points=900,
        ),
        criterion(
            *("1", "Đúng hạn", 3, 1, "part"),
            max_points=600,
            self_points=600,
            evidence="BC số 1",
        ),
        criterion(
            *("1.1", "Gửi tài liệu", 4, 2, "criterion"),
            max_points=400,
            self_points=425,
        ),
        criterion(
            "II", "Giám sát", 2, 0, "criterion", max_points=1500, self_points=1400
        ),
        criterion(
            "B", "ĐIỂM THƯỞNG", 1, None, "bonus", max_points=500, self_points=200
        ),
        criterion("C", "ĐIỂM TRỪ", 1, None, "deduction", self_points=-100),
        told=(
            "các mục bên dưới cộng lại 6",
            "các mục bên dưới cộng lại 4",
            "nhiều hơn điểm tối đa",
            "coi là chưa rõ điểm tối đa",
        ),
    ),
    style(
        "score_sheets",
        "Bảng điểm của khối: mỗi đơn vị một cột, số thứ tự nằm trong tên tiêu chí",
        sheet(
            ("Tiêu chí", "Điểm tối đa", "Điểm các đơn vị", "", "Ghi chú"),
            ("", "", "Phường Một", "Phường Hai", ""),
            ("I. Kỳ họp", 10, 9, 8.5, ""),
            ("1. Chuẩn bị", 10, 9, 8.5, "đủ"),
            ("II. Tiếp công dân", 5, "x", 4, ""),
            merged=("C4:D4",),
        ),
        criterion(
            *("I", "Kỳ họp", 1, None, "part"),
            max_points=1000,
            scores={"Phường Một": 900, "Phường Hai": 850},
        ),
        criterion(
            *("1", "Chuẩn bị", 2, 0, "criterion"),
            max_points=1000,
            scores={"Phường Một": 900, "Phường Hai": 850},
            note="đủ",
        ),
        criterion(
            *("II", "Tiếp công dân", 1, None, "criterion"),
            max_points=500,
            scores={"Phường Hai": 400},
        ),
        told=("“x” không phải số",),
    ),
)
STYLES = (*INITIATIVES, *FIGURES, *SCORES)
