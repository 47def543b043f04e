"""Lao động tiên tiến: Luật 2003 Điều 24 (sửa đổi 2013); Luật 2022 Điều 24."""

from __future__ import annotations

from vinhdanh.law.branch import Among, Exemption, Unless, Where
from vinhdanh.law.cite import Cite, Standing
from vinhdanh.law.compare import AtLeast, Below
from vinhdanh.law.condition import Condition, Judged
from vinhdanh.law.title import Criterion, Title
from vinhdanh.statutes.titles import work_time
from vinhdanh.statutes.titles.common import (
    DECREE,
    LAW_2003,
    LAW_2022,
    REGIMES_2022,
    no_pending_inquiry,
    registered,
    unreviewed,
)

_SERVICE = {
    "R1a": Cite(DECREE["R1a"], 5, 6),
    "R1b": Cite(DECREE["R1b"], 10),
    "R2": Cite("01/2024/TT-BNV"),
    "R3a": Cite("15/2025/TT-BNV"),
}
_DISCIPLINE = {
    "R1a": Cite(DECREE["R1a"], 5, 6),
    "R1b": Cite(DECREE["R1b"], 10),
    "R2": Cite(DECREE["R2"], 4),
    "R3a": Cite(DECREE["R3a"], 4),
}


_NOT_EMPLOYED = Among("occupation", (1, 2))
_PRODUCTIVE = Judged(
    "productive_work",
    "Lao động sản xuất có hiệu quả, gương mẫu (khoản 3 Điều 24)",
    "Works productively and sets an example (clause 3 of article 24)",
)


def _rating(cite: Cite) -> Criterion:
    good = AtLeast("rating", "ldtt_min_rating")
    other = cite.instrument == LAW_2022
    return Criterion(
        "rating_good",
        says="Hoàn thành tốt nhiệm vụ",
        says_en="Tasks well fulfilled",
        holds=Where(_NOT_EMPLOYED, _PRODUCTIVE, good) if other else good,
        cite=cite,
    )


def _solidarity(cite: Cite) -> Criterion:
    return Criterion(
        "solidarity",
        says="Tinh thần tự lực, đoàn kết, tham gia phong trào",
        says_en="Self-reliance, solidarity, part in movements",
        holds=Judged(
            "solidarity",
            "Có tinh thần tự lực, tự cường, đoàn kết, tương trợ và tích cực tham gia "
            "phong trào thi đua",
            "Shows self-reliance, solidarity, mutual help; takes an active part in "
            "movements",
        ),
        cite=cite,
    )


def _ethics(cite: Cite) -> Criterion:
    return Criterion(
        "ethics",
        says="Chấp hành pháp luật, học tập, đạo đức",
        says_en="Obeys the law, studies, good ethics",
        holds=Judged(
            "ethics",
            "Chấp hành tốt chủ trương, chính sách, pháp luật; tích cực học tập; có đạo "
            "đức, lối sống lành mạnh",
            "Obeys policy and law, studies, leads a sound life",
        ),
        cite=cite,
    )


def _counted_service(regime: str) -> Condition:
    rule = AtLeast("service_months", "ldtt_min_service_months")
    if regime not in REGIMES_2022:
        return rule
    contract = Exemption(
        Cite("01/2024/TT-BNV", 1, 5, "d") if regime == "R2" else _SERVICE[regime],
        "thời gian hợp đồng lao động liên tục tại cơ quan được tính",
        "time under a continuous labour contract at the body counts",
        AtLeast("contract_months", "ldtt_min_service_months"),
        Standing.SOURCED if regime == "R2" else Standing.RECALLED,
        noted="contract_months",
    )
    return Unless(rule, (contract,))


def _service(regime: str) -> Criterion:
    sourced = regime != "R3a"
    return Criterion(
        "service",
        says="Thời gian công tác",
        says_en="Length of service",
        holds=_counted_service(regime),
        cite=_SERVICE[regime],
        standing=Standing.SOURCED if sourced else Standing.RECALLED,
    )


def _absence() -> Criterion:
    return Criterion(
        "absence",
        says="Ngày nghỉ trong năm",
        says_en="Absence in the year",
        holds=Unless(
            Below("absence_all_days", "ldtt_absence_limit"),
            (
                Exemption(
                    Cite(DECREE["R1a"], 5),
                    "nghỉ thai sản, điều trị do hành động dũng cảm, đào tạo được tính "
                    "là thời gian làm việc",
                    "maternity, treatment after a brave act and training count as work",
                    Below("absence_working_days", "ldtt_absence_limit"),
                ),
            ),
        ),
        cite=Cite(DECREE["R1a"], 5, 6),
    )


def _discipline(regime: str) -> Criterion:
    sourced = regime in {"R1a", "R1b"}
    return Criterion(
        "discipline",
        says="Không bị kỷ luật trong năm",
        says_en="No discipline in the year",
        holds=Below("discipline", "ldtt_discipline_from"),
        cite=_DISCIPLINE[regime],
        standing=Standing.SOURCED if sourced else Standing.RECALLED,
    )


def _under_2003(regime: str) -> Title:
    law = Cite(LAW_2003, 24)
    absence = (_absence(),) if regime == "R1a" else ()
    return Title(
        award="LDTT",
        regime=regime,
        subject="individual",
        criteria=(
            _rating(law),
            _solidarity(law),
            _ethics(law),
            _service(regime),
            *absence,
            _discipline(regime),
            *work_time.criteria(regime),
            registered(),
            no_pending_inquiry(regime),
        ),
    )


def _under_2022(regime: str) -> Title:
    return Title(
        award="LDTT",
        regime=regime,
        subject="individual",
        criteria=(
            _rating(Cite(LAW_2022, 24, 1, "a")),
            _solidarity(Cite(LAW_2022, 24, 1, "b")),
            _service(regime),
            _discipline(regime),
            *work_time.criteria(regime),
            no_pending_inquiry(regime),
        ),
    )


_R3A = _under_2022("R3a")
TITLES = (
    _under_2003("R1a"),
    _under_2003("R1b"),
    _under_2022("R2"),
    _R3A,
    unreviewed(_R3A),
)
