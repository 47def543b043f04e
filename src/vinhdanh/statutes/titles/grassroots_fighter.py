"""Chiến sĩ thi đua cơ sở: Luật 2003 Điều 23 (sửa đổi 2013); Luật 2022 Điều 23.

Until 2023 the initiative is compulsory; from 2024 an excellent rating may stand in for
it, and the initiative need not fall in the judged year. Before, local rules demanded
it of the year itself: the law did not, so that only warns.
"""

from __future__ import annotations

from vinhdanh.law.branch import Claimed, ClaimedOver
from vinhdanh.law.cite import Cite, Standing
from vinhdanh.law.compare import AtLeast
from vinhdanh.law.condition import AllOf, AnyOf, Condition, Earned
from vinhdanh.law.streak import CountOver
from vinhdanh.law.title import Criterion, Title
from vinhdanh.statutes.titles.common import (
    LAW_2003,
    LAW_2022,
    no_pending_inquiry,
    unreviewed,
)

_MIN = "cstdcs_min_initiatives"
_EXCELLENT = AtLeast("rating", "cstdcs_excellent_rating")
_INITIATIVE = CountOver("initiatives_grassroots", _MIN)
_SCIENCE = CountOver("science_projects_grassroots", _MIN)
_OF_THE_YEAR = (
    AtLeast("initiatives_grassroots", _MIN),
    AtLeast("science_projects_grassroots", _MIN),
)
# Under the 2003 law an initiative of an earlier year counts once somebody names it.
_EARLIER = (
    ClaimedOver("initiatives_grassroots", _MIN),
    ClaimedOver("science_projects_grassroots", _MIN),
)
_COMBAT = Claimed("combat_merit")


def _advanced_worker(cite: Cite) -> Criterion:
    return Criterion(
        "is_advanced_worker",
        says="Là Lao động tiên tiến",
        says_en="Is an Advanced Worker",
        holds=Earned("LDTT"),
        cite=cite,
    )


def _merit(holds: Condition, cite: Cite, says: str, says_en: str) -> Criterion:
    return Criterion("has_merit", says=says, says_en=says_en, holds=holds, cite=cite)


def _in_the_year(cite: Cite) -> Criterion:
    return Criterion(
        "initiative_in_year",
        says="Sáng kiến, đề tài của chính năm xét (quy định của nhiều nơi)",
        says_en="Initiative or topic of the judged year itself (rules of many places)",
        holds=AnyOf((*_OF_THE_YEAR, _COMBAT)),
        cite=cite,
        standing=Standing.RECALLED,
    )


def _serves_once(cite: Cite) -> Criterion:
    """One initiative serves once; that it holds between titles too is recalled."""
    unused = (
        CountOver("initiatives_unused", _MIN),
        CountOver("science_projects_unused", _MIN),
    )
    return Criterion(
        "initiative_serves_once",
        says="Sáng kiến, đề tài của các năm trước chưa dùng để xét danh hiệu",
        says_en="An earlier year's initiative or topic has not served for a title",
        holds=AnyOf((_EXCELLENT, *_OF_THE_YEAR, _COMBAT, *unused)),
        cite=cite,
        standing=Standing.RECALLED,
    )


def _under_2003(regime: str) -> Title:
    law = Cite(LAW_2003, 23)
    one_of = AnyOf((*_OF_THE_YEAR, *_EARLIER, _COMBAT))
    says = ("Có sáng kiến hoặc đề tài khoa học", "Initiative or scientific topic")
    return Title(
        award="CSTDCS",
        regime=regime,
        subject="individual",
        criteria=(
            _advanced_worker(law),
            _merit(one_of, law, *says),
            _in_the_year(law),
            no_pending_inquiry(regime),
        ),
    )


def _under_2022(regime: str) -> Title:
    says = (
        "Hoàn thành xuất sắc nhiệm vụ, hoặc có sáng kiến, đề tài",
        "Excellent rating, or an initiative, or a topic",
    )
    one_of = AnyOf((_EXCELLENT, _INITIATIVE, _SCIENCE, _COMBAT))
    return Title(
        award="CSTDCS",
        regime=regime,
        subject="individual",
        criteria=(
            _advanced_worker(Cite(LAW_2022, 23, 1, "a")),
            _merit(one_of, Cite(LAW_2022, 23, 1, "b"), *says),
            _serves_once(Cite(LAW_2022, 23)),
            no_pending_inquiry(regime),
        ),
    )


def _draft_of_2026() -> Title:
    """The draft asks for excellence and an initiative; the final text is not read."""
    both = AllOf((_EXCELLENT, AnyOf((_INITIATIVE, _SCIENCE))))
    says = (
        "Theo dự thảo: hoàn thành xuất sắc nhiệm vụ và có sáng kiến, đề tài",
        "As drafted: excellent rating and an initiative or topic",
    )
    merit = _merit(both, Cite("06/2026/QH16"), *says)
    title = _under_2022("R3a")
    return unreviewed(title, (merit, no_pending_inquiry("R3a")))


TITLES = (
    _under_2003("R1a"),
    _under_2003("R1b"),
    _under_2022("R2"),
    _under_2022("R3a"),
    _draft_of_2026(),
)
