"""The ledger as an Excel table."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from vinhdanh import assess
from vinhdanh.ledger.enums import Standing
from vinhdanh.sheets.writing import Table, TableColumn


def ledger_table(awards: Iterable[Any], title: str) -> Table:
    """Return awards (rows of `with_standing`) as a table, one line each."""
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
            TableColumn(_("Năm"), "int", 7),
            TableColumn(_("Số quyết định"), width=16),
            TableColumn(_("Ngày"), "date", 12),
            TableColumn(_("Người quyết định"), width=28),
            TableColumn(_("Nguồn"), width=22),
            TableColumn(_("Hiệu lực"), width=16),
        ),
        rows=tuple(
            (
                place,
                award.recipient_name,
                award.recipient_title,
                award.unit_name,
                known[award.code].name,
                award.year,
                award.decision_number,
                award.decided_on,
                award.authority_name,
                str(award.get_way_display()),
                str(Standing(award.standing).label),
            )
            for place, award in enumerate(awards, start=1)
        ),
    )
