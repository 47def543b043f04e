"""Write the sample workbooks: `python -m tools.make_samples`.

Two lists of one invented office, the “Văn phòng Hội đồng nhân dân thành phố (dữ liệu
mẫu)”, as an officer keeps them, and the names that the sample year 2016 turns on. Under
the law of 2016 (Law on Emulation and Commendation as amended in 2013; Decree 65/2014):

- all 38 people may be Lao động tiên tiến: graded good or excellent, no discipline,
  fewer than 40 working days of absence (Lê Đình Quyết has 39), recruited at least 10
  months before the year's end (Lại Thế Sung on 29/02/2016); maternity leave (Trần Lê
  Bảo Uyên, Uông Thị Mỵ) is noted and not counted;
- 17 have an initiative recognised in 2016 and may be Chiến sĩ thi đua cơ sở;
  FALLS_BY_VOTE is one of them, so 16 receive it; FALLS_BY_LAW is the 18th nominee,
  excellent but without any initiative;
- CITY_FIGHTER alone has the title in 2014, 2015 and 2016, and an initiative of the
  city;
- CITY_DIPLOMAS have two excellent years (2015, 2016) with an initiative in each;
- OFFICE_CERTIFICATES are 14 others with good work and LĐTT in 2015 and 2016.

The list of 2026 is the same office ten years later: 36 people, 30 of them the same,
with facts missing on purpose and half of the year's grades not yet given.
"""

import io
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

import xlsxwriter

from tools.sample_people import (
    ADMIN,
    COUNCIL,
    EXCELLENT,
    GENERAL,
    GOOD,
    LEADERS,
    PEOPLE,
    Person,
)

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
OFFICE = "Văn phòng Hội đồng nhân dân thành phố (dữ liệu mẫu)"
INVENTED = "(Dữ liệu mẫu: người và việc trong danh sách này là hư cấu.)"


class Who(NamedTuple):
    """What tells a person from others of the same name."""

    name: str
    born: date


def _who(name: str) -> Who:
    (born,) = (person.born for person in PEOPLE if person.name == name)
    return Who(name, born)


FALLS_BY_LAW = _who("Chu Bá Lộc")
FALLS_BY_VOTE = _who("Tống Văn Cẩn")
CITY_FIGHTER = _who("Trịnh Công Bách")
CITY_DIPLOMAS = (
    _who("Hoàng Thị Quế Anh"),
    _who("Nguyễn Hoàng Thị Minh Nguyệt"),
    _who("Đỗ Khánh Vy"),
    _who("Đinh Thị Ngọc Trâm"),
    _who("Hồ Sỹ Nguyên"),
    _who("Công Tằng Tôn Nữ Diệu Khuê"),
)
OFFICE_CERTIFICATES = (
    FALLS_BY_LAW,
    FALLS_BY_VOTE,
    _who("Lương Văn Toại"),
    _who("Phan Tấn Lực"),
    _who("Ngô Thị Hải Âu"),
    _who("Mai Xuân Kính"),
    _who("Lò Thị Ăn"),
    Who("Nguyễn Thị Thu Hà", date(1990, 10, 19)),
    _who("Kiều Thị Oanh"),
    _who("Hà Thị Tươi"),
    _who("La Quang Ân"),
    _who("Thạch Sâm"),
    _who("Từ Đức Huân"),
    _who("Doãn Thị Lụa"),
)
NOMINATED_GRASSROOTS_FIGHTERS = (
    *(
        Who(person.name, person.born)
        for person in PEOPLE
        if any(initiative.year == 2016 for initiative in person.initiatives)  # noqa: PLR2004
    ),
    FALLS_BY_LAW,
)

GONE_BY_2026 = frozenset(
    {
        *("Phạm Đăng Khải", "Vũ Thị Lan Chi", "Lương Văn Toại", "Mai Xuân Kính"),
        *("Quách Đại Nghĩa", "La Quang Ân", "Thạch Sâm", "Ninh Văn Bồng"),
    }
)
PROMOTED_BY_2026 = {
    "Đặng Quốc Thao": ("Chánh Văn phòng", LEADERS),
    "Trịnh Công Bách": ("Phó Chánh Văn phòng", LEADERS),
    "Cao Tiến Dụng": ("Phó Chánh Văn phòng", LEADERS),
    "Hoàng Thị Quế Anh": ("Trưởng phòng", GENERAL),
    "Đỗ Khánh Vy": ("Phó Trưởng phòng", GENERAL),
    "Đinh Thị Ngọc Trâm": ("Trưởng phòng", COUNCIL),
    "Hồ Sỹ Nguyên": ("Phó Trưởng phòng", COUNCIL),
    "Nghiêm Thị Tố Nga": ("Trưởng phòng", ADMIN),
    "Công Tằng Tôn Nữ Diệu Khuê": ("Phó Trưởng phòng", ADMIN),
}
_NOT_YET = ("", "", "")
# fmt: off
NEW_IN_2026 = (
    Person("Lưu Nhật Linh", date(1996, 3, 2), "Nữ", "Chuyên viên", GENERAL,
           date(2019, 7, 1), _NOT_YET, _NOT_YET),
    Person("Triệu Khắc Tùng", date(1994, 9, 15), "Nam", "Chuyên viên", GENERAL,
           date(2018, 4, 2), _NOT_YET, _NOT_YET),
    Person("Âu Dương Thị Mẫn", date(1998, 12, 20), "Nữ", "Chuyên viên", COUNCIL,
           date(2022, 1, 4), _NOT_YET, _NOT_YET),
    Person("Phùng Đức Ý", date(1990, 6, 6), "Nam", "Chuyên viên", COUNCIL,
           date(2020, 10, 1), _NOT_YET, _NOT_YET),
    Person("Giáp Thị Bưởi", date(1993, 2, 27), "Nữ", "Kế toán viên", ADMIN,
           date(2017, 5, 15), _NOT_YET, _NOT_YET),
    Person("Đoàn Văn Ơn", date(2001, 11, 8), "Nam", "Chuyên viên công nghệ thông tin",
           ADMIN, date(2026, 5, 4), _NOT_YET, _NOT_YET),
)
# fmt: on

_Cell = str | int | date | None
_LINE_HEIGHT = 16
_WIDTHS = {
    "STT": 5,
    "Họ và tên": 30,
    "Ngày sinh": 12,
    "Chức vụ": 24,
    "Phòng": 36,
    "Ngày vào cơ quan": 12,
    "Tên": 56,
    "Số quyết định": 34,
    "Danh hiệu": 15,
    "Ghi chú": 34,
}
_GROUPED_2016 = (
    ("STT", ""),
    ("Họ và tên", ""),
    ("Ngày sinh", ""),
    ("Giới tính", ""),
    ("Chức vụ", ""),
    ("Phòng", ""),
    ("Ngày vào cơ quan", ""),
    *(("Xếp loại", str(year)) for year in (2014, 2015, 2016)),
    ("Số ngày nghỉ 2016", ""),
    ("Kỷ luật", ""),
    *(("Sáng kiến", part) for part in ("Tên", "Cấp", "Số quyết định", "Năm")),
    *(("Danh hiệu", str(year)) for year in (2013, 2014, 2015)),
    ("Ghi chú", ""),
)
_GROUPED_2026 = (
    *_GROUPED_2016[:7],
    *(("Kết quả đánh giá, xếp loại", str(year)) for year in (2023, 2024, 2025, 2026)),
    ("Số ngày nghỉ 2026", ""),
    ("Kỷ luật", ""),
    *(("Sáng kiến", part) for part in ("Tên", "Cấp", "Số quyết định", "Năm")),
    *(("Danh hiệu", str(year)) for year in (2023, 2024, 2025)),
    ("Ghi chú", ""),
)


def _rows_2016() -> list[list[_Cell]]:
    return [
        [
            number,
            person.name,
            person.born,
            person.sex,
            person.post,
            person.unit,
            person.recruited,
            *person.ratings,
            person.absence,
            "Không" if person.unit == LEADERS else "",
            *_initiative_cells(person),
            *person.titles,
            person.note,
        ]
        for number, person in enumerate(PEOPLE, 1)
    ]


def _initiative_cells(person: Person) -> list[_Cell]:
    kept = person.initiatives
    return [
        "\n".join(initiative.name for initiative in kept),
        "\n".join(initiative.scope for initiative in kept),
        "\n".join(initiative.decision for initiative in kept),
        "\n".join(str(initiative.year) for initiative in kept),
    ]


def _people_of_2026() -> list[Person]:
    order = (LEADERS, GENERAL, COUNCIL, ADMIN)
    kept = [person for person in PEOPLE if person.name not in GONE_BY_2026]
    now = [
        Person(
            person.name,
            person.born,
            person.sex,
            *PROMOTED_BY_2026.get(person.name, (person.post, person.unit)),
            person.recruited,
            _NOT_YET,
            _NOT_YET,
        )
        for person in kept
    ]
    ranks = ("Chánh", "Phó Chánh", "Trưởng", "Phó Trưởng")
    return sorted(
        [*now, *NEW_IN_2026],
        key=lambda person: (
            order.index(person.unit),
            next((n for n, r in enumerate(ranks) if person.post.startswith(r)), 9),
        ),
    )


def _rows_2026() -> list[list[_Cell]]:
    """Facts by the person's number, so that they stay put; gaps are on purpose."""
    rows: list[list[_Cell]] = []
    for number, person in enumerate(_people_of_2026(), 1):
        years = [year for year in (2023, 2024, 2025) if person.recruited.year < year]
        is_fighter = number % 4 == 1
        ratings: dict[int, str] = {
            year: EXCELLENT if is_fighter or (number + year) % 5 == 0 else GOOD
            for year in years
        }
        if number % 9 == 5:  # noqa: PLR2004 - a grade that was never filed
            ratings.pop(2024, None)
        title = {
            year: "LĐTT; CSTĐCS" if is_fighter and (number + year) % 3 else "LĐTT"
            for year in years
        }
        has_one = is_fighter or number % 6 == 2  # noqa: PLR2004
        initiative = (
            ("Ký số và phát hành văn bản trên điện thoại", "cơ sở")
            if number % 2
            else ("Trợ lý tra cứu nghị quyết cho đại biểu", "cơ sở")
        )
        rows.append(
            [
                number,
                person.name,
                person.born,
                "" if number == 14 else person.sex,  # noqa: PLR2004
                person.post,
                person.unit,
                "" if number in (11, 23) else person.recruited,
                *(ratings.get(year, "") for year in (2023, 2024, 2025)),
                ("" if number % 2 else GOOD if number % 3 else EXCELLENT),
                "" if number % 3 == 0 else number % 7,
                "chưa rõ" if number == 20 else "",  # noqa: PLR2004
                *((*initiative, _decision_2025(number), 2025) if has_one else [""] * 4),
                *(title.get(year, "") for year in (2023, 2024, 2025)),
                "Mới tuyển dụng" if person.recruited.year == 2026 else "",  # noqa: PLR2004
            ]
        )
    return rows


def _decision_2025(number: int) -> str:
    return "" if number == 17 else "63/QĐ-VP ngày 19/12/2025"  # noqa: PLR2004


def _workbook(
    year: int, grouped: tuple[tuple[str, str], ...], rows: list[list[_Cell]]
) -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"title": f"{OFFICE} {year}", "created": datetime(2016, 1, 1)})  # noqa: DTZ001
    plain = {"font_name": "Times New Roman", "font_size": 12, "text_wrap": True}
    looks: dict[str, Any] = {
        "title": book.add_format(
            {**plain, "bold": True, "align": "center", "text_wrap": False}
        ),
        "heading": book.add_format(
            {**plain, "bold": True, "align": "center", "valign": "vcenter", "border": 1}
        ),
        "text": book.add_format({**plain, "border": 1, "valign": "top"}),
        "date": book.add_format(
            {**plain, "border": 1, "valign": "top", "num_format": "dd/mm/yyyy"}
        ),
    }
    sheet = book.add_worksheet(f"Danh sách {year}")
    _titles(sheet, year, len(grouped), looks)
    _headings(sheet, 6, grouped, looks)
    for number, row in enumerate(rows, 8):
        lines = max(str(value).count("\n") + 1 for value in row)
        sheet.set_row(number, _LINE_HEIGHT * lines)
        for column, value in enumerate(row):
            if isinstance(value, date):
                moment = datetime(value.year, value.month, value.day)  # noqa: DTZ001
                sheet.write_datetime(number, column, moment, looks["date"])
            else:
                sheet.write(number, column, value, looks["text"])
    foot = 8 + len(rows)
    sheet.write(foot, 1, f"Tổng cộng: {len(rows)} người", looks["title"])
    sheet.write(foot + 2, 1, "NGƯỜI LẬP DANH SÁCH", looks["title"])
    sheet.write(foot + 2, 14, "CHÁNH VĂN PHÒNG", looks["title"])
    book.close()
    return buffer.getvalue()


def _titles(sheet: Any, year: int, width: int, looks: dict[str, Any]) -> None:
    sheet.merge_range(0, 0, 0, 5, "HỘI ĐỒNG NHÂN DÂN THÀNH PHỐ", looks["title"])
    sheet.merge_range(1, 0, 1, 5, "VĂN PHÒNG", looks["title"])
    sheet.merge_range(
        3,
        0,
        3,
        width - 1,
        f"DANH SÁCH CÁN BỘ, CÔNG CHỨC, NGƯỜI LAO ĐỘNG NĂM {year}",
        looks["title"],
    )
    sheet.merge_range(4, 0, 4, width - 1, INVENTED, looks["title"])
    sheet.set_landscape()
    sheet.set_paper(8)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(6, 7)


def _headings(
    sheet: Any, top: int, grouped: tuple[tuple[str, str], ...], looks: dict[str, Any]
) -> None:
    look = looks["heading"]
    column = 0
    for at, (group, below) in enumerate(grouped):
        sheet.set_column(at, at, _WIDTHS.get(below) or _WIDTHS.get(group) or 10)
    while column < len(grouped):
        group, below = grouped[column]
        if not below:
            sheet.merge_range(top, column, top + 1, column, group, look)
            column += 1
            continue
        last = column
        while last + 1 < len(grouped) and grouped[last + 1][0] == group:
            last += 1
        sheet.merge_range(top, column, top, last, group, look)
        for at in range(column, last + 1):
            sheet.write_string(top + 1, at, grouped[at][1], look)
        column = last + 1


def _facts_2016() -> str:
    """The names the sample year turns on, as TOML."""
    groups = {
        "nominated_grassroots_fighters": NOMINATED_GRASSROOTS_FIGHTERS,
        "falls_by_law": (FALLS_BY_LAW,),
        "falls_by_vote": (FALLS_BY_VOTE,),
        "city_fighter": (CITY_FIGHTER,),
        "city_diplomas": CITY_DIPLOMAS,
        "office_certificates": OFFICE_CERTIFICATES,
    }
    lines = [
        "# Ai là ai trong năm mẫu 2016. Người trong tệp này là hư cấu.",
        "# Do tools/make_samples.py ghi ra; sửa ở đó.",
        "year = 2016",
        f'office = "{OFFICE}"',
        f'units = ["{GENERAL}", "{COUNCIL}", "{ADMIN}"]',
    ]
    for group, people in groups.items():
        for who in people:
            lines += ["", f"[[{group}]]", f'name = "{who.name}"']
            lines.append(f"birth_date = {who.born.isoformat()}")
    return "\n".join(lines) + "\n"


def files() -> dict[str, bytes]:
    """Every sample file by its path under `samples/`; the same bytes each time."""
    return {
        "van-phong-hdnd-2016/danh-sach.xlsx": _workbook(
            2016, _GROUPED_2016, _rows_2016()
        ),
        "van-phong-hdnd-2016/nam-2016.toml": _facts_2016().encode(),
        "van-phong-hdnd-2026/danh-sach.xlsx": _workbook(
            2026, _GROUPED_2026, _rows_2026()
        ),
    }


def main() -> None:
    """Write the files and say where."""
    for path, content in files().items():
        target = SAMPLES / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        print(f"{target.relative_to(SAMPLES.parent)}: {len(content)} byte")


if __name__ == "__main__":
    main()
