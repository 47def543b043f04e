"""Days side by side: the head of each day's column, and the whole as a workbook."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vinhdanh import assess
from vinhdanh.eligibility.what_if import WhatIf
from vinhdanh.sheets import writing
from vinhdanh.viet import dates

VERDICT_WORDS = {
    "yes": gettext_lazy("đạt"),
    "no": gettext_lazy("không đạt"),
    "unknown": gettext_lazy("chưa đủ căn cứ"),
    "confirm": gettext_lazy("cần người xác nhận"),
}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class DayHead:
    """One day's column: its law, the counts, the cap and who is over it."""

    day: date
    regime: assess.RegimeInfo
    totals: dict[str, int]
    quota: assess.Quota
    over: list[Any]

    @property
    def said(self) -> list[tuple[str, int]]:
        """Return (word, count) of the words that occur."""
        return [
            (str(VERDICT_WORDS[word]), count)
            for word, count in self.totals.items()
            if count
        ]


def heads_of(found: WhatIf, award: str) -> list[DayHead]:
    return [
        DayHead(result.day, result.regime, totals, quota, over)
        for result, totals, quota, over in zip(
            found.comparison.days,
            found.totals(award),
            found.quotas(award),
            found.over_cap(award),
            strict=True,
        )
    ]


def as_workbook(found: WhatIf) -> HttpResponse:
    """Give the whole comparison, a sheet a title."""
    tables = [_totals_table(found), *(_table(found, award) for award in found.titles)]
    return HttpResponse(
        writing.workbook(tables),
        content_type=XLSX,
        headers={"Content-Disposition": "attachment; filename=xet-thu.xlsx"},
    )


def _totals_table(found: WhatIf) -> writing.Table:
    rows: list[tuple[writing.Value, ...]] = [
        (
            assess.awards()[award].name,
            head.day,
            head.regime.id
            + ("" if head.regime.reviewed else f" ({_('chưa rà soát')})"),
            *(head.totals[word.value] for word in assess.Word),
            head.quota.sentence,
        )
        for award in found.titles
        for head in heads_of(found, award)
    ]
    return writing.Table(
        _("Xét thử năm %(year)s theo luật của các ngày, %(unit)s")
        % {"year": found.year, "unit": found.whose},
        (
            writing.TableColumn(_("Danh hiệu, hình thức"), "text", 30),
            writing.TableColumn(_("Luật của ngày"), "date", 12),
            writing.TableColumn(_("Thời kỳ"), "text", 16),
            *(writing.TableColumn(word.label, "int", 12) for word in assess.Word),
            writing.TableColumn(_("Hạn mức"), "text", 60),
        ),
        tuple(rows),
        name=_("Tổng hợp"),
    )


def _table(found: WhatIf, award: str) -> writing.Table:
    columns = [writing.TableColumn(_("Họ tên, tập thể"), "text", 28)]
    for result in found.comparison.days:
        said = f"{dates.short(result.day)} ({result.regime.id})"
        columns += [
            writing.TableColumn(said, "text", 16),
            writing.TableColumn(_("Vì sao, %(day)s") % {"day": said}, "text", 50),
        ]
    rows = tuple(
        (
            line.subject.name,
            *(said for cell in line.cells for said in (cell.word.label, cell.short)),
        )
        for line in found.lines(award)
    )
    name = assess.awards()[award]
    return writing.Table(name.name, tuple(columns), rows, name=name.short_name)
