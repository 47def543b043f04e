"""Xã, phường, đặc khu tiêu biểu; thôn, tổ dân phố văn hóa; gia đình văn hóa.

Luật 2022 Điều 29, 30 with NĐ 86/2023 (in force 2024-01-30), of which only the names are
known here: the province, and for families and villages the commune, set the standard.
Before 2024 there was no exemplary commune; villages and families followed NĐ 122/2018.
"""

from __future__ import annotations

from vinhdanh.law.cite import Cite, Standing
from vinhdanh.law.condition import Judged
from vinhdanh.law.title import Criterion, Title
from vinhdanh.statutes.titles.common import (
    LAW_2022,
    REGIMES_2003,
    REGIMES_2022,
    no_pending_inquiry,
    unreviewed,
)

_DECREE_2018 = "122/2018/NĐ-CP"
_DECREE_2023 = "86/2023/NĐ-CP"
_LEADS = {
    "R2": Judged(
        "leads_district_movement",
        "Dẫn đầu phong trào thi đua của cấp huyện",
        "Leads the movement of the district",
        by="cấp có thẩm quyền khen thưởng",
    ),
    "R3a": Judged(
        "leads_district_movement",
        "Dẫn đầu phong trào thi đua (văn bản còn nói của cấp huyện, cấp này không còn "
        "từ ngày 01/7/2025)",
        "Leads the movement (the text still says: of the district, which is no more)",
        by="cấp có thẩm quyền khen thưởng",
    ),
}
_AS_DRAFTED = Judged(
    "typical_in_province",
    "Theo dự thảo: có thành tích tiêu biểu trong phong trào thi đua của tỉnh",
    "As drafted: typical achievements in the movement of the province",
    by="cấp có thẩm quyền khen thưởng",
)
_EXISTED = Judged(
    "existed_then",
    "văn bản áp dụng khi đó đã có danh hiệu này",
    "a text in force then already had the title",
    by="cấp có thẩm quyền khen thưởng",
)
_CULTURED = Judged(
    "cultural_standard",
    "Đạt tiêu chuẩn văn hóa do địa phương quy định",
    "Meets the locality's standard of culture",
    by="cấp có thẩm quyền khen thưởng",
)


def _recalled(id_: str, holds: Judged, cite: Cite | None) -> Criterion:
    """The standard as far as it is recalled: it warns, and never turns down."""
    return Criterion(
        id_,
        says="Tiêu chuẩn theo trí nhớ",
        says_en="The standard as recalled",
        holds=holds,
        cite=cite,
        standing=Standing.RECALLED,
    )


def _existed() -> Criterion:
    """Under the law of 2003 the title is not known: a person confirms."""
    return Criterion(
        "existed",
        says="Danh hiệu có từ Luật Thi đua, khen thưởng 2022, áp dụng từ ngày "
        "01/01/2024",
        says_en="The title came with the law of 2022, in force from 1 January 2024",
        holds=_EXISTED,
        standing=Standing.RECALLED,
        grounds=True,
    )


def _commune(regime: str) -> Title:
    if regime in REGIMES_2003:
        criterion = _existed()
    else:
        criterion = _recalled("leads_locally", _LEADS[regime], Cite(LAW_2022, 29))
    return Title(
        award="XA_TIEU_BIEU",
        regime=regime,
        subject="collective",
        criteria=(criterion, no_pending_inquiry(regime)),
        needs_local=regime in REGIMES_2022,
    )


def _cultural(award: str, subject: str, regime: str) -> Title:
    cite: Cite | None = None
    if regime == "R1b":
        cite = Cite(_DECREE_2018)
    elif regime in REGIMES_2022:
        is_village = award == "THON_VAN_HOA"
        cite = Cite(LAW_2022, 30) if is_village else Cite(_DECREE_2023)
    return Title(
        award=award,
        regime=regime,
        subject=subject,
        criteria=(
            _recalled("cultural_standard", _CULTURED, cite),
            no_pending_inquiry(regime),
        ),
        needs_local=True,
    )


_REGIMES = (*REGIMES_2003, *REGIMES_2022)
_DRAFT = (
    _recalled("leads_locally", _AS_DRAFTED, Cite("06/2026/QH16")),
    no_pending_inquiry("R3a"),
)
TITLES = (
    *(_commune(regime) for regime in _REGIMES),
    unreviewed(_commune("R3a"), _DRAFT),
    *(_cultural("THON_VAN_HOA", "collective", regime) for regime in _REGIMES),
    unreviewed(_cultural("THON_VAN_HOA", "collective", "R3a")),
    *(_cultural("GIA_DINH_VAN_HOA", "household", regime) for regime in _REGIMES),
    unreviewed(_cultural("GIA_DINH_VAN_HOA", "household", "R3a")),
)
