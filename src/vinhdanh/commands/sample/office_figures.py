"""What the office of a sample People's Committee counted in 2018 and 2019 (C1).

Published of 2018: more than 50,000 documents in, nearly 24,000 out, hundreds of
dossiers, more than 1,000 citizens received. The months of 2019, which its document
system pushes by a key, and the shares of the targets are invented.
"""

import json

from vinhdanh.commands.sample import ubnd_office
from vinhdanh.commands.sample.cast import Cast
from vinhdanh.indicators import actions, library
from vinhdanh.indicators.models import Indicator

OFFICER = "canboub"
SOURCE = "Báo cáo tổng kết năm 2018 (dữ liệu mẫu)"
YEAR_2018 = {
    "van_ban_den": "hơn 50.000",
    "van_ban_di": "gần 24.000",
    "ho_so_thu_tuc": "hàng trăm",
    "cong_dan_duoc_tiep": "hơn 1.000",
}
# By month of 2019, up to October.
LETTERS_2019 = {
    "van_ban_den": (4512, 3230, 4410, 4388, 4602, 4350, 4471, 4530, 4395, 4618),
    "van_ban_di": (2105, 1580, 2044, 2011, 2150, 1987, 2063, 2120, 2034, 2178),
}
# What the targets name: code, name, unit of measure; figures of 2018, of 2019 so far.
MEASURED = (
    ("ty_le_dung_han", "Văn bản đến xử lý đúng hạn", "%", "96,2", "97,5"),
    ("ty_le_dien_tu", "Văn bản trao đổi điện tử", "%", "khoảng 80", "hơn 95"),
    ("don_ton_qua_han", "Đơn thư tồn quá hạn", "đơn", "4", "2"),
)


def live_through(cast: Cast) -> None:
    """Report 2018 as its summation did, push 2019, and measure the targets of both."""
    unit = ubnd_office.office()
    officer = cast.user(OFFICER)
    actions.copy_preset(officer, unit, library.presets()["office"])
    known = {row.code: row for row in unit.indicators.all()}
    for code, typed in YEAR_2018.items():
        actions.record_value(officer, known[code], 2018, typed, source=SOURCE)
    _push_2019(cast, [known[code] for code in LETTERS_2019])
    _measure(cast)


def _push_2019(cast: Cast, indicators: list[Indicator]) -> None:
    """Issue a key for the document system and push what it has counted."""
    unit, officer = ubnd_office.office(), cast.user(OFFICER)
    name = "Hệ thống quản lý văn bản (mẫu)"
    key, _secret = actions.issue_key(officer, unit, name=name, indicators=indicators)
    rows = [
        {"chi_so": code, "ky": f"2019-M{month:02d}", "gia_tri": count}
        for code, counts in LETTERS_2019.items()
        for month, count in enumerate(counts, start=1)
    ]
    body = json.dumps({"so_lieu": rows}).encode()
    actions.push(key, body, "application/json", "mau-2019")


def _measure(cast: Cast) -> None:
    """Define the indicators that the targets of 2018 and 2019 name; tell figures."""
    unit, officer = ubnd_office.office(), cast.user(OFFICER)
    for code, name, measure, *years in MEASURED:
        indicator = actions.define_indicator(
            officer,
            unit,
            code=code,
            name=name,
            measure=measure,
            terms=actions.Terms(
                group="Chỉ tiêu của phong trào",
                direction="less" if measure == "đơn" else "more",
                over_time="last",
                over_tree="none",
            ),
        )
        for year, typed in zip((2018, 2019), years, strict=True):
            actions.record_value(officer, indicator, year, typed, source="Số liệu mẫu")
