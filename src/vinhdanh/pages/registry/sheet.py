"""The list of a year as an Excel file, with the words of the page."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from vinhdanh import assess
from vinhdanh.pages.registry.grid import Row
from vinhdanh.sheets.writing import Table, TableColumn, Value


def roster_table(rows: Sequence[Row], year: int) -> Table:
    """Return the rows as a table; empty cells are unknown."""
    columns = (
        TableColumn(_("STT"), "int", 6),
        TableColumn(_("Họ và tên"), width=28),
        TableColumn(_("Ngày sinh"), "date", 12),
        TableColumn(_("Chức vụ"), width=24),
        TableColumn(_("Đơn vị"), width=28),
        TableColumn(_("Ngày vào cơ quan"), "date", 12),
        TableColumn(_("Xếp loại"), width=12),
        TableColumn(_("Số ngày nghỉ"), "int", 10),
        TableColumn(_("Kỷ luật"), width=18),
        TableColumn(_("Sáng kiến"), width=40),
        TableColumn(_("Danh hiệu"), width=32),
    )
    return Table(
        title=_("Danh sách cán bộ và dữ kiện năm %(year)s") % {"year": year},
        columns=columns,
        rows=tuple(_line(number, row) for number, row in enumerate(rows, start=1)),
        notes=(_("Ô trống nghĩa là chưa có dữ kiện."),),
        name=_("Năm %(year)s") % {"year": year},
    )


def _line(number: int, row: Row) -> tuple[Value, ...]:
    facts, names = row.facts, assess.awards()
    works = "; ".join(work.name for work in row.works)
    titles = "; ".join(names[award.code].name for award in row.awards)
    return (
        number,
        row.person.name,
        row.person.birth_date,
        row.post.title if row.post else None,
        str(row.post.unit) if row.post else None,
        row.person.recruited_on,
        facts.rating if facts else None,
        facts.absence_working_days if facts else None,
        facts.get_discipline_display() if facts and facts.discipline else None,
        works or (_("không có") if row.has_initiatives_known else None),
        titles or (_("không có") if row.has_titles_known else None),
    )
