"""What a district's Council and those of its six wards did in 2023 (E2, E5).

Published totals: the district 4 sessions (2 thematic, 2 regular), 38 resolutions, 22
supervisions (5 thematic, 16 regular, 1 questioning); the wards 13 sessions (1
thematic), 48 resolutions, 31 supervisions (12 thematic). How they fall on halves and on
wards is invented, and so are petitions and citizens received.
"""

from collections.abc import Iterable

from vinhdanh.commands.sample.cast import Cast
from vinhdanh.commands.sample.council_2023 import councils
from vinhdanh.indicators import actions, library
from vinhdanh.indicators.models import Indicator, IndicatorValue
from vinhdanh.registry.models import Unit

YEAR = 2023
SOURCE = "Báo cáo tổng kết năm 2023 (dữ liệu mẫu)"
# By code: the first and the second half of the year.
DISTRICT = {
    "ky_hop": ("2", "2"),
    "ky_hop_thuong_le": ("1", "1"),
    "ky_hop_chuyen_de": ("1", "1"),
    "nghi_quyet": ("17", "21"),
    "giam_sat": ("10", "12"),
    "giam_sat_chuyen_de": ("2", "3"),
    "giam_sat_thuong_xuyen": ("8", "8"),
    "chat_van": ("0", "1"),
    "tiep_xuc_cu_tri": ("14", "13"),
    "tiep_cong_dan": ("61", "58"),
    "don_thu": ("43", "39"),
    "don_da_tra_loi": ("40", "33"),
    "don_dang_giai_quyet": ("3", "6"),
}
# By code: the whole year, of each ward in the order of their names.
WARDS = {
    "ky_hop": ("3", "2", "2", "2", "2", "2"),
    "ky_hop_chuyen_de": ("1", "0", "0", "0", "0", "0"),
    "nghi_quyet": ("9", "8", "8", "8", "8", "7"),
    "giam_sat": ("6", "5", "5", "5", "5", "5"),
    "giam_sat_chuyen_de": ("2", "2", "2", "2", "2", "2"),
    # The last ward has not told of its meetings with voters.
    "tiep_xuc_cu_tri": ("8", "8", "9", "8", "8"),
    "tiep_cong_dan": ("12", "gần 20", "9", "15", "11", "7"),
    "don_thu": ("10", "8", "12", "7", "9", "6"),
    # One ward's parts do not add up; its figures stand as it reported them.
    "don_da_tra_loi": ("9", "8", "11", "7", "8", "6"),
    "don_dang_giai_quyet": ("1", "0", "1", "0", "1", "1"),
}


def live_through(cast: Cast) -> None:
    """Take the Councils' catalogue in, and report the year 2023 on both levels."""
    found = councils()
    officer = cast.user("canbohd")
    preset = library.presets()["peoples_council"]
    actions.copy_preset(officer, found.unit, preset, [found.unit, *found.wards])
    known = {row.code: row for row in found.unit.indicators.all()}
    district = [
        _report(cast, known[code], found.unit, typed, period)
        for code, halves in DISTRICT.items()
        for typed, period in zip(halves, ("H1", "H2"), strict=True)
    ]
    wards = [
        _report(cast, known[code], ward, typed)
        for code, years in WARDS.items()
        for typed, ward in zip(years, found.wards, strict=False)
    ]
    _check(cast, district, wards)


def _report(
    cast: Cast, indicator: Indicator, unit: Unit, typed: str, period: str = ""
) -> IndicatorValue:
    officer = cast.user("canbohd")
    return actions.record_value(
        officer, indicator, YEAR, typed, unit=unit, period=period, source=SOURCE
    )


def _check(
    cast: Cast, district: Iterable[IndicatorValue], wards: list[IndicatorValue]
) -> None:
    """Lock the district's own figures; send one of a ward's back and have it told."""
    officer = cast.user("canbohd")
    actions.lock_values(officer, list(district))
    doubtful = next(row for row in wards if row.shown == "gần 20")
    returned = actions.return_value(
        officer, doubtful, reason="Ghi là số gần đúng; đề nghị đếm lại theo sổ"
    )
    _report(cast, returned.indicator, returned.unit, "19")
