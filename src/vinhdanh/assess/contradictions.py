"""Facts of one subject that cannot all be true."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vinhdanh.statutes.load import corpus

if TYPE_CHECKING:
    from collections.abc import Mapping


def titles_before_recruitment(record: Mapping[str, Any]) -> list[tuple[int, str]]:
    """The titles held for a year before the person was recruited: (year, code)."""
    recruited = record.get("recruited_on")
    if recruited is None:
        return []
    years: Mapping[Any, Any] = record.get("years") or {}
    return [
        (int(year), code)
        for year, facts in years.items()
        for code in facts.get("titles") or ()
        if int(year) < recruited.year
    ]


def said_before_recruitment(
    record: Mapping[str, Any], year: int, code: str
) -> tuple[str, str]:
    """The same in a sentence, Vietnamese and English, that ends with what to do."""
    name, recruited = corpus().awards[code].name, record["recruited_on"]
    said = (
        f"“{name}” của năm {year} có trước năm tuyển dụng ({recruited:%d/%m/%Y}). Sửa "
        "năm của danh hiệu, hoặc ghi ngày tuyển dụng lần đầu."
    )
    said_en = (
        f"{code} of {year} comes before the recruitment on {recruited}. Correct the "
        "year of the title, or give the day of first recruitment."
    )
    return said, said_en
