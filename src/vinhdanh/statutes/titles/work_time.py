"""Situations of a year that few are in: training, án treo, discipline, transfer.

NĐ 65/2014 Điều 5 and NĐ 91/2017 Điều 10; TT 01/2024, TT 15/2025. Each applies once
somebody notes it.
"""

from __future__ import annotations

from vinhdanh.law.branch import IfNoted
from vinhdanh.law.cite import Cite, Standing
from vinhdanh.law.compare import AtLeast, Below, Is
from vinhdanh.law.condition import AllOf, AnyOf, Condition
from vinhdanh.law.title import Criterion
from vinhdanh.statutes.titles.common import DECREE, LAW_2003, LAW_2022, REGIMES_2003

_WORK_TIME = {
    "R1a": Cite(DECREE["R1a"], 5),
    "R1b": Cite(DECREE["R1b"], 10),
    "R2": Cite("01/2024/TT-BNV"),
    "R3a": Cite("15/2025/TT-BNV"),
}
_FAIR = 2  # khá, on the scale of training_result
_A_YEAR = 12
_HALF_A_YEAR = 6


def criteria(regime: str) -> tuple[Criterion, ...]:
    """The criteria of that regime, in the order of the articles."""
    after = () if regime in REGIMES_2003 else (_after_discipline(regime),)
    return (
        _training(regime),
        *(() if regime in REGIMES_2003 else (_training_result(regime),)),
        _suspended_sentence(regime),
        *after,
        _transfer(regime),
        _secondment(regime),
    )


def _short(rule: Condition) -> Condition:
    return AllOf((Below("training_months", _A_YEAR), rule))


def _training(regime: str) -> Criterion:
    """Under a year: the rules of the school; from a year on: a result of khá."""
    rules, fair = Is("training_rules"), AtLeast("training_result", _FAIR)
    long = AtLeast("training_months", _A_YEAR)
    if regime == "R1a":
        holds: Condition = AnyOf((_short(AnyOf((rules, fair))), AllOf((long, fair))))
    elif regime == "R1b":
        holds = AnyOf((_short(rules), AllOf((long, fair))))
    else:
        holds = AnyOf((_short(rules), long))
    return Criterion(
        "training",
        says="Thời gian đào tạo, bồi dưỡng được tính",
        says_en="Time of training that counts",
        holds=IfNoted("training_months", holds),
        cite=Cite(DECREE["R1b"], 10, 3) if regime == "R1b" else _WORK_TIME[regime],
        standing=Standing.RECALLED if regime == "R3a" else Standing.SOURCED,
    )


def _training_result(regime: str) -> Criterion:
    fair = AtLeast("training_result", _FAIR)
    return Criterion(
        "training_result",
        says="Khóa đào tạo từ một năm có kết quả từ khá trở lên",
        says_en="A course of a year or more ends with a result of khá or better",
        holds=IfNoted(
            "training_months", AnyOf((Below("training_months", _A_YEAR), fair))
        ),
        cite=_WORK_TIME[regime],
        standing=Standing.RECALLED,
    )


def _suspended_sentence(regime: str) -> Criterion:
    old = regime in REGIMES_2003
    return Criterion(
        "suspended_sentence",
        says="Không đang chấp hành án treo",
        says_en="Serves no suspended sentence",
        holds=IfNoted("suspended_sentence", Is("suspended_sentence", value=False)),
        cite=Cite(LAW_2003 if old else LAW_2022, 24),
        standing=Standing.SOURCED if old else Standing.RECALLED,
    )


def _after_discipline(regime: str) -> Criterion:
    """Achievements count from the end of the discipline; how long is our reading."""
    return Criterion(
        "after_discipline",
        says="Thành tích tính từ khi hết kỷ luật",
        says_en="Achievements count from the end of the discipline",
        holds=IfNoted(
            "months_since_discipline",
            AtLeast("months_since_discipline", "ldtt_min_service_months"),
        ),
        cite=Cite(DECREE[regime], 4, 4 if regime == "R3a" else None),
        standing=Standing.RECALLED,
    )


def _transfer(regime: str) -> Criterion:
    """The new unit considers; from six months at the old one, with its comment."""
    comment = Is("former_unit_comment")
    return Criterion(
        "transfer",
        says="Người chuyển công tác: nhận xét của đơn vị cũ",
        says_en="Moved during the year: comment of the former unit",
        holds=IfNoted(
            "months_at_former_unit",
            AnyOf((Below("months_at_former_unit", _HALF_A_YEAR), comment)),
        ),
        cite=_WORK_TIME[regime],
        standing=Standing.SOURCED if regime == "R1a" else Standing.RECALLED,
    )


def _secondment(regime: str) -> Criterion:
    """The sending unit considers, with the comment of the receiving one."""
    comment = Is("receiving_unit_comment")
    return Criterion(
        "secondment",
        says="Người được cử biệt phái: đơn vị cử đi xét, có nhận xét của nơi tiếp nhận",
        says_en="On secondment: the sending unit considers, with the other's comment",
        holds=IfNoted("seconded", AnyOf((Is("seconded", value=False), comment))),
        cite=_WORK_TIME[regime],
        standing=Standing.SOURCED if regime == "R1a" else Standing.RECALLED,
    )
