"""Which units stand: what a list to choose from offers, and where people enter."""

from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from vinhdanh.base import clock
from vinhdanh.base.refusal import Refused
from vinhdanh.registry.models import Unit
from vinhdanh.registry.queries import in_force, last_day_seen
from vinhdanh.viet import dates


def standing(units: QuerySet[Unit], *, year: int | None = None) -> QuerySet[Unit]:
    """Return those of the units that stand today, or stood when a year was drawn up."""
    day = clock.today() if year is None else last_day_seen(year)
    return units.filter(in_force(day))


def refuse_ended(unit: Unit, day: date | None = None) -> None:
    """Raise Refused where a unit does not stand on a day; unless told, today."""
    day = day or clock.today()
    if unit.last_day is not None and unit.last_day < day:
        raise Refused(
            "unit.ended",
            _(
                "“%(unit)s” đã kết thúc hoạt động ngày %(day)s. Hãy chọn đơn vị đang "
                "hoạt động; người của năm trước thì nhập bằng danh sách của năm ấy."
            )
            % {"unit": unit, "day": dates.short(unit.last_day)},
        )
    if unit.first_day is not None and unit.first_day > day:
        raise Refused(
            "unit.not_yet",
            _("“%(unit)s” đến ngày %(day)s mới hoạt động.")
            % {"unit": unit, "day": dates.short(unit.first_day)},
        )
