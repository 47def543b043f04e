"""Tập thể lao động tiên tiến, xuất sắc: Luật 2003 Điều 27, 28; Luật 2022 Điều 27, 28.

Under the 2003 law more than half must be Advanced Workers (exactly half fails) and the
excellent collective is chosen among the advanced; from 2024 the share is 70% for both.
"""

from __future__ import annotations

from vinhdanh.law.cite import Cite, Standing
from vinhdanh.law.compare import AtLeast, AtMost, Share
from vinhdanh.law.condition import Earned, Judged
from vinhdanh.law.title import Criterion, Title
from vinhdanh.statutes.titles.common import (
    LAW_2003,
    LAW_2022,
    REGIMES_2003,
    no_pending_inquiry,
    registered,
    unreviewed,
)


def _rating(parameter: str, says: tuple[str, str], cite: Cite) -> Criterion:
    return Criterion("rating", *says, AtLeast("rating", parameter), cite)


_REGULAR = (
    "Có phong trào thi đua thường xuyên",
    "Keeps up a regular movement",
)
_ACTIVE = (
    "Tích cực tham gia phong trào thi đua",
    "Takes an active part in movements",
)


def _movement(question: tuple[str, str], cite: Cite) -> Criterion:
    return Criterion(
        "movement",
        says="Phong trào thi đua",
        says_en="Emulation movement",
        holds=Judged("movement", *question),
        cite=cite,
    )


def _typical(cite: Cite) -> Criterion:
    return Criterion(
        "typical",
        says="Tiêu biểu, sáng tạo",
        says_en="Typical, creative",
        holds=Judged(
            "typical_collective",
            "Tiêu biểu trong số các Tập thể lao động tiên tiến, sáng tạo trong công "
            "việc",
            "Typical among Advanced Labour Collectives, creative at work",
        ),
        cite=cite,
    )


def _unity(cite: Cite) -> Criterion:
    return Criterion(
        "unity",
        says="Đoàn kết",
        says_en="Solidarity",
        holds=Judged("unity", "Nội bộ đoàn kết", "The collective is united"),
        cite=cite,
    )


def _advanced_share(parameter: str, cite: Cite, *, strict: bool = False) -> Criterion:
    return Criterion(
        "advanced_share",
        says="Tỷ lệ Lao động tiên tiến",
        says_en="Share of Advanced Workers",
        holds=Share("advanced_workers", "members", parameter, strict=strict),
        cite=cite,
    )


def _all_fulfilled(cite: Cite) -> Criterion:
    return Criterion(
        "all_fulfilled",
        says="Mọi cá nhân hoàn thành nhiệm vụ",
        says_en="Everybody fulfils the tasks",
        holds=Share("fulfilled", "members", "ttldxs_fulfilled_share"),
        cite=cite,
    )


def _has_fighter(cite: Cite) -> Criterion:
    return Criterion(
        "has_fighter",
        says="Có Chiến sĩ thi đua cơ sở",
        says_en="Has a Grassroots-level Emulation Fighter",
        holds=AtLeast("grassroots_fighters", "ttldxs_min_fighters"),
        cite=cite,
    )


def _no_discipline(cite: Cite, standing: Standing = Standing.SOURCED) -> Criterion:
    return Criterion(
        "no_discipline",
        says="Không có cá nhân bị kỷ luật từ cảnh cáo trở lên",
        says_en="Nobody disciplined with a warning or worse",
        holds=AtMost("disciplined_warning", 0),
        cite=cite,
        standing=standing,
    )


_GOOD = ("Hoàn thành tốt nhiệm vụ", "Tasks well fulfilled")
_EXCELLENT = ("Hoàn thành xuất sắc nhiệm vụ", "Tasks excellently fulfilled")


def _advanced_2003(regime: str) -> Title:
    law = Cite(LAW_2003, 28)
    point_c = Cite(LAW_2003, 28, 1, "c")
    return Title(
        award="TTLDTT",
        regime=regime,
        subject="collective",
        criteria=(
            _rating("ttldtt_min_rating", _GOOD, law),
            _movement(_REGULAR, law),
            _advanced_share("ttldtt_advanced_share", point_c, strict=True),
            _no_discipline(point_c),
            _unity(law),
            registered(),
            no_pending_inquiry(regime),
        ),
    )


def _advanced_2022(regime: str) -> Title:
    law = Cite(LAW_2022, 28, 1)
    point_c = Cite(LAW_2022, 28, 1, "c")
    return Title(
        award="TTLDTT",
        regime=regime,
        subject="collective",
        criteria=(
            _rating("ttldtt_min_rating", _GOOD, law),
            _movement(_ACTIVE, law),
            _advanced_share("ttldtt_advanced_share", point_c),
            _no_discipline(law, Standing.RECALLED),
            _unity(law),
            no_pending_inquiry(regime),
        ),
    )


def _excellent(regime: str) -> Title:
    old = regime in REGIMES_2003
    law = Cite(LAW_2003, 27) if old else Cite(LAW_2022, 27, 1)
    chosen_among = Criterion(
        "is_advanced_collective",
        says="Là Tập thể lao động tiên tiến",
        says_en="Is an Advanced Labour Collective",
        holds=Earned("TTLDTT"),
        cite=law,
    )
    return Title(
        award="TTLDXS",
        regime=regime,
        subject="collective",
        criteria=(
            *((chosen_among,) if old else ()),
            _rating("ttldxs_min_rating", _EXCELLENT, law),
            _typical(law) if old else _movement(_ACTIVE, law),
            _all_fulfilled(law),
            _advanced_share("ttldxs_advanced_share", law),
            _has_fighter(law),
            *((_no_discipline(law),) if old else ()),
            _unity(law),
            *((registered(),) if old else ()),
            no_pending_inquiry(regime),
        ),
    )


_TTLDTT_R3A = _advanced_2022("R3a")
_TTLDXS_R3A = _excellent("R3a")
TITLES = (
    _advanced_2003("R1a"),
    _advanced_2003("R1b"),
    _advanced_2022("R2"),
    _TTLDTT_R3A,
    unreviewed(_TTLDTT_R3A),
    _excellent("R1a"),
    _excellent("R1b"),
    _excellent("R2"),
    _TTLDXS_R3A,
    unreviewed(_TTLDXS_R3A),
)
