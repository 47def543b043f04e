"""Grades, titles, initiatives, days and discipline as offices write them."""

from tests.sheets.corpus.heads import AN, BINH, HEAD, TWO, lines
from tests.sheets.corpus.style import Style, person

GIVEN = "An Bình Cúc Dung Giang Hà Hoa Khánh Lan Mai Nam Oanh"


def won(*titles):
    """{"2015": [{"code": "CSTDCS", "year": 2015}]} of ("CSTDCS", 2015)."""
    by_year = {}
    for code, year in titles:
        by_year.setdefault(str(year), []).append({"code": code, "year": year})
    return by_year


def each(heading, *cells_and_values, told=(), name, key, blanks=None):
    """A style of one column: cell → value; one person for each."""
    rows, people = [], []
    for number, (given, (cell, value)) in enumerate(
        zip(GIVEN.split(), cells_and_values, strict=False), 1
    ):
        rows.append((number, f"Lê Văn {given}", *AN[2:], cell))
        more = {} if value is None else {key: value}
        people.append(person(f"Lê Văn {given}", **more))
    return Style(
        name,
        lines((*HEAD, heading), *rows),
        tuple(people),
        told=told,
        blanks=blanks or {},
    )


def in_2016(value):
    return {"2016": value}


TWO_WORKS = (
    "1. Số hóa hồ sơ kỳ họp (cấp cơ sở, 45/QĐ-VP ngày 20/12/2016)\n"
    "2. Mẫu phiếu, biểu mẫu họp - cấp thành phố, QĐ số 99/QĐ-UBND"
)
CSTDCS_2015 = won(("CSTDCS", 2015))
STYLES = (
    each(
        "Xếp loại 2016",
        ("HTXSNV", in_2016("HTXS")),
        ("Hoàn thành xuất sắc nhiệm vụ", in_2016("HTXS")),
        ("HT tốt", in_2016("HTT")),
        ("Hoàn thành tốt", in_2016("HTT")),
        ("HTT NV", in_2016("HTT")),
        ("Hoàn thành tốt nhiệm vụ được giao", in_2016("HTT")),
        ("HTNV", in_2016("HT")),
        ("Không hoàn thành nhiệm vụ", in_2016("KHT")),
        ("chưa xếp loại", None),
        ("A", None),
        name="Xếp loại viết tắt, viết đủ, viết lạ",
        key="rating",
        told=("coi là chưa xếp loại", "“A” không phải mức"),
    ),
    each(
        "Danh hiệu năm 2015",
        ("CSTĐCS", CSTDCS_2015),
        ("CSTĐ cơ sở", CSTDCS_2015),
        ("Chiến sĩ thi đua cơ sở", CSTDCS_2015),
        ("Chiến sỹ thi đua cấp cơ sở", CSTDCS_2015),
        ("Danh hiệu CSTĐ cơ sở", CSTDCS_2015),
        ("LĐTT", won(("LDTT", 2015))),
        ("Lao động tiên tiến", won(("LDTT", 2015))),
        ("CSTĐ toàn quốc", won(("CSTDTQ", 2015))),
        ("Không", None),
        ("Chiến sĩ thi đua", None),
        name="CSTĐCS, CSTĐ cơ sở, Chiến sĩ (sỹ) thi đua cơ sở; thiếu cấp thì hỏi",
        key="titles",
        told=("Ghi rõ cấp",),
    ),
    each(
        "Danh hiệu",
        ("LĐTT 2014, 2015", won(("LDTT", 2014), ("LDTT", 2015))),
        ("LĐTT (2014); CSTĐCS (2015)", won(("LDTT", 2014), ("CSTDCS", 2015))),
        (
            "LĐTT các năm 2013-2015",
            won(("LDTT", 2013), ("LDTT", 2014), ("LDTT", 2015)),
        ),
        ("CSTĐCS 2015\nGiấy khen 2014", won(("CSTDCS", 2015), ("GK", 2014))),
        ("CSTĐCS", None),
        name="Nhiều danh hiệu trong một ô, mỗi danh hiệu ghi năm của mình",
        key="titles",
        told=("chưa ghi năm",),
    ),
    Style(
        "Mỗi danh hiệu một cột, đánh dấu x hoặc ghi năm",
        lines(
            (*HEAD, "Danh hiệu năm 2015", "", "Bằng khen UBND tỉnh"),
            ("", "", "", "", "LĐTT", "CSTĐCS", ""),
            (*AN, "x", "X", "2013, 2014"),
            (*BINH, "x", "", ""),
            merged=("A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:F1", "G1:G2"),
        ),
        (
            TWO[0]
            | {
                "titles": {
                    "2015": [
                        {"code": "LDTT", "year": 2015},
                        {"code": "CSTDCS", "year": 2015},
                    ],
                    **won(("BK_TINH", 2013), ("BK_TINH", 2014)),
                }
            },
            TWO[1] | {"titles": won(("LDTT", 2015))},
        ),
    ),
    Style(
        "Mỗi mức xếp loại một cột, đánh dấu x; có người hai dấu",
        lines(
            (*HEAD, "Xếp loại năm 2016", "", ""),
            ("", "", "", "", "HTXSNV", "Hoàn thành tốt nhiệm vụ", "HTNV"),
            (*AN, "", "x", ""),
            (*BINH, "x", "", "x"),
            merged=("A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:G1"),
        ),
        (
            TWO[0] | {"rating": {"2016": "HTT"}},
            TWO[1] | {"rating": {"2016": "HT"}},
        ),
        told=("đánh dấu hai mức xếp loại",),
    ),
    each(
        "Số ngày nghỉ 2016",
        (3, in_2016(3)),
        ("3 ngày", in_2016(3)),
        ("1,5", in_2016(1)),
        ("2.0", in_2016(2)),
        (12.5, in_2016(12)),
        ("không", in_2016(0)),
        ("-", in_2016(0)),
        ("?", None),
        ("1.234", None),
        ("nhiều", None),
        name="Số có dấu chấm, dấu phẩy; “không”, “-”; số quá lớn",
        key="absence_working_days",
        told=("nửa ngày", "nửa ngày", "ngoài khoảng 0–366", "không phải số ngày"),
    ),
    each(
        "Kỷ luật 2016",
        ("Không", in_2016("none")),
        ("không bị kỷ luật", in_2016("none")),
        ("Khiển trách (QĐ 12/QĐ-VP)", in_2016("reprimand")),
        ("Cảnh cáo", in_2016("warning")),
        ("", None),
        ("bị nhắc nhở", None),
        name="Kỷ luật viết bằng chữ; ô trống không tự hiểu là không",
        key="discipline",
        told=("1 ô trống, coi là chưa rõ", "không rõ là hình thức kỷ luật nào"),
    ),
    Style(
        "Sáng kiến trong một ô, kèm cấp, số quyết định, ngày",
        lines(
            (*HEAD, "Sáng kiến kinh nghiệm năm 2016"),
            (
                *AN,
                TWO_WORKS,
            ),
            (*BINH, "Không có"),
        ),
        (
            TWO[0]
            | {
                "initiatives": [
                    {
                        "name": "Số hóa hồ sơ kỳ họp",
                        "scope": "grassroots",
                        "decision_no": "45/QĐ-VP",
                        "decided_on": "2016-12-20",
                        "year": 2016,
                    },
                    {
                        "name": "Mẫu phiếu, biểu mẫu họp",
                        "scope": "province",
                        "decision_no": "99/QĐ-UBND",
                        "decided_on": None,
                        "year": 2016,
                    },
                ]
            },
            TWO[1],
        ),
    ),
    Style(
        "Sáng kiến ở bốn cột: tên, cấp, số quyết định, năm",
        lines(
            (*HEAD, "Sáng kiến", "", "", ""),
            ("", "", "", "", "Tên", "Cấp", "Số QĐ", "Năm"),
            (*AN, "A; B", "cơ sở", "45/QĐ-VP; 46/QĐ-VP", 2015),
            merged=("E1:H1",),
        ),
        (
            TWO[0]
            | {
                "initiatives": [
                    {
                        "name": name,
                        "scope": "grassroots",
                        "decision_no": number,
                        "decided_on": None,
                        "year": 2015,
                    }
                    for name, number in (("A", "45/QĐ-VP"), ("B", "46/QĐ-VP"))
                ]
            },
        ),
    ),
    Style(
        "Ô “chưa rõ”, “chưa đánh giá”, “…”",
        lines(
            (*HEAD, "Xếp loại 2016", "Kỷ luật 2016", "Danh hiệu 2015"),
            (*AN, "chưa đánh giá", "chưa rõ", "?"),
        ),
        (TWO[0],),
        told=("coi là chưa xếp loại",),
    ),
)
