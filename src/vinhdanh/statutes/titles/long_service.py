"""Khen thưởng quá trình cống hiến: posts and years, as far as the lists were read.

NĐ 65/2014 Điều 15 to 17; the tables of NĐ 98/2023; NĐ 152/2025 Điều 21. Of the lists
only extracts are known: a post on none of them is for a person to look up, and one that
is on no list at all is not considered.
"""

from __future__ import annotations

from vinhdanh.law.branch import Among, Exemption, Unless
from vinhdanh.law.cite import Cite
from vinhdanh.law.compare import AtLeast
from vinhdanh.law.condition import AllOf, AnyOf, Condition, Judged
from vinhdanh.statutes.titles.common import DECREE

_YEAR = 12
_FEMALE = Among("gender", (0,))
# (regime, award) → posts with the least years in them.
_POSTS: dict[tuple[str, str], tuple[tuple[str, int], ...]] = {
    ("R1a", "HCLD_1"): (("department_head", 15), ("provincial_deputy_chair", 15)),
    ("R1a", "HCLD_2"): (
        ("department_head", 10),
        ("provincial_deputy_chair", 10),
        ("provincial_department_director", 15),
    ),
    ("R1a", "HCLD_3"): (
        ("department_head", 6),
        ("provincial_deputy_chair", 6),
        ("provincial_department_director", 10),
    ),
    ("R2", "HCLD_1"): (
        ("provincial_chair", 5),
        ("provincial_deputy_chair", 10),
        ("provincial_department_director", 15),
    ),
    ("R2", "HCLD_2"): (("provincial_chair", 3),),
    ("R2", "HCDL_3"): (
        ("central_committee_member", 3),
        ("provincial_secretary", 3),
        ("provincial_deputy_secretary", 8),
        ("provincial_chair", 8),
    ),
    ("R3a", "HCLD_3"): (
        ("general_director", 3),
        ("deputy_general_director", 5),
        ("department_head", 6),
        ("provincial_department_director", 6),
        ("deputy_department_head", 10),
    ),
}
_OTHER_POST = Judged(
    "listed_post",
    "Giữ chức vụ khác có trong danh mục của nghị định, đủ thời gian",
    "Held another post of the decree's list long enough",
    by="cấp có thẩm quyền khen thưởng",
)


def served(award: str, regime: str) -> Condition:
    """Long enough in one of the listed posts, or in one that a person looks up."""
    listed = _POSTS.get((regime, award), ())
    posts = (_held(post, years, regime) for post, years in listed)
    return AnyOf((*posts, _OTHER_POST)) if listed else _OTHER_POST


def _held(post: str, years: int, regime: str) -> Condition:
    fact, months = f"months_{post}", years * _YEAR
    rule = AtLeast(fact, months)
    reduced = _reduction(regime, months)
    if reduced is None:
        return rule
    cite, says, says_en, least = reduced
    women = AllOf((_FEMALE, AtLeast(fact, least)))
    return Unless(rule, (Exemption(cite, says, says_en, women, noted="gender"),))


def _reduction(regime: str, months: int) -> tuple[Cite, str, str, int] | None:
    """How much less is asked of women leaders: three years, later one third."""
    if regime == "R1a":
        return (
            Cite(DECREE["R1a"], 2, 3),
            "nữ lãnh đạo, quản lý được giảm 3 năm giữ chức vụ",
            "women leaders need three years less",
            months - 3 * _YEAR,
        )
    if regime == "R3a":
        return (
            Cite(DECREE["R3a"], 4, 7),
            "nữ lãnh đạo, quản lý được giảm 1/3 thời gian giữ chức vụ",
            "women leaders need one third less",
            months * 2 // 3,
        )
    return None
