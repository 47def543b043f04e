"""The ledger as an Excel table."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from vinhdanh import assess
from vinhdanh.ledger import queries
from vinhdanh.ledger.enums import Standing
from vinhdanh.sheets.writing import Table, TableColumn, Value


def ledger_table(awards: Iterable[Any], title: str) -> Table:
    """Return awards (rows of `with_standing`) as a table, each as it reads today."""
    known = assess.awards()
    return Table(
        title=title,
        name=_("Sổ khen thưởng"),
        columns=(
            TableColumn(_("STT"), "int", 6),
            TableColumn(_("Họ tên, tên tập thể"), width=28),
            TableColumn(_("Chức vụ"), width=20),
            TableColumn(_("Đơn vị"), width=28),
            TableColumn(_("Danh hiệu, hình thức"), width=26),
            TableColumn(_("Năm"), "year", 7),
            TableColumn(_("Số quyết định"), width=16),
            TableColumn(_("Ngày"), "date", 12),
            TableColumn(_("Người quyết định"), width=28),
            TableColumn(_("Nguồn"), width=22),
            TableColumn(_("Hiệu lực"), width=16),
        ),
        rows=tuple(
            _line(place, award, known[award.code].name)
            for place, award in enumerate(awards, start=1)
        ),
    )


def _line(place: int, award: Any, name: str) -> tuple[Value, ...]:
    today = queries.as_it_reads_today(award)
    return (
        place,
        today["recipient_name"],
        today["recipient_title"],
        today["unit_name"],
        name,
        award.year,
        award.decision_number,
        award.decided_on,
        award.authority_name,
        str(award.get_way_display()),
        str(Standing(award.standing).label),
    )
