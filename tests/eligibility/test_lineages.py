"""Whose years a unit counts after a reorganisation: a person's decision alone."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import transaction

from tests import worlds
from tests.worlds import Office
from vinhdanh.base.refusal import Refused
from vinhdanh.base.rights import Forbidden
from vinhdanh.eligibility import facts
from vinhdanh.ledger import actions as ledger
from vinhdanh.ledger.enums import Way
from vinhdanh.registry import actions
from vinhdanh.registry.models import LineageRuling, Unit, UnitLineage

COUNTED = actions.RulingForm(
    is_counted=True,
    decided_by="Chánh Văn phòng",
    citation="Thông báo 7/TB-VP",
    reason="Kế thừa nguyên chức năng",
)
NOT_COUNTED = replace(COUNTED, is_counted=False, reason="Bộ phận nhỏ")


@pytest.fixture
def whole(office: Office) -> Unit:
    """The unit that both divisions became in 2016, each with a title of 2014."""
    for unit in (office.first, office.second):
        line = ledger.AwardLine(
            subject=unit.subject,
            code="TTLDTT",
            year=2014,
            unit=unit,
            recipient_name=unit.name,
        )
        ref = ledger.DecisionRef("Chủ tịch", f"{unit.pk}/QĐ-UBND", date(2015, 1, 5))
        with transaction.atomic():
            ledger.enter_awards(office.lan, [line], ref, way=Way.IMPORTED)
    form = actions.Merger(
        units=(office.first, office.second),
        new=actions.UnitForm(name="Phòng Chung", kind="division"),
        on=date(2016, 1, 1),
        decision_no="15/QĐ-UBND",
        decided_on=date(2015, 12, 20),
    )
    deed = actions.reorganise(office.lan, form)
    successor = deed.lineages.first().successor
    assert successor is not None
    return successor


def link(unit: Unit) -> UnitLineage:
    return UnitLineage.objects.get(predecessor=unit)


def record(unit: Unit, year: int = 2016) -> dict[str, Any]:
    return facts.records([unit.subject], year=year)[0]


def test_nothing_is_presumed_of_the_years_before(office: Office, whole: Unit) -> None:
    made = record(whole)

    assert made["founded_on"] == date(2016, 1, 1)
    assert made["lineage"] == [
        {"name": "Phòng Tổng hợp", "kind": "merge"},
        {"name": "Phòng Hành chính", "kind": "merge"},
    ]
    assert list(made["years"]) == [2016]


def test_years_of_the_unit_that_is_counted_come_with_whose_they_were(
    office: Office, whole: Unit
) -> None:
    actions.rule_on_lineage(office.lan, link(office.first), COUNTED)
    actions.rule_on_lineage(office.lan, link(office.second), NOT_COUNTED)

    made = record(whole)

    assert [each["citation"] for each in made["lineage"]] == ["Thông báo 7/TB-VP"] * 2
    assert made["years"][2014]["titles"] == ["TTLDTT"]
    assert made["years"][2014]["evidence"]["titles"] == [
        f"TTLĐTT 2014: {office.first.pk}/QĐ-UBND ngày 05/01/2015",
        "của “Phòng Tổng hợp”, tính tiếp theo Thông báo 7/TB-VP",
    ]


def test_when_nobody_is_counted_there_is_nothing_before_the_founding(
    office: Office, whole: Unit
) -> None:
    for unit in (office.first, office.second):
        actions.rule_on_lineage(office.lan, link(unit), NOT_COUNTED)

    made = record(whole)

    assert "lineage" not in made
    assert made["founded_on"] == date(2016, 1, 1)
    assert list(made["years"]) == [2016]


def test_former_unit_keeps_its_own_years(office: Office, whole: Unit) -> None:
    actions.rule_on_lineage(office.lan, link(office.first), COUNTED)

    made = record(office.first)

    assert made["years"][2014]["titles"] == ["TTLDTT"]
    assert "lineage" not in made


def test_counted_years_are_followed_through_two_changes(
    office: Office, whole: Unit
) -> None:
    actions.rule_on_lineage(office.lan, link(office.first), COUNTED)
    third = worlds.unit("Phòng Ba", office.unit)
    form = actions.Merger(
        units=(whole, third),
        new=actions.UnitForm(name="Phòng Bốn", kind="division", parent=office.unit),
        on=date(2019, 1, 1),
        decision_no="16/QĐ-UBND",
        decided_on=date(2018, 12, 20),
    )
    lan = type(office.lan).objects.get(pk=office.lan.pk)
    deed = actions.reorganise(lan, form)
    actions.rule_on_lineage(lan, link(whole), COUNTED)

    made = record(deed.lineages.first().successor, 2019)

    assert made["years"][2014]["titles"] == ["TTLDTT"]


def test_one_year_is_lent_by_one_unit_only(office: Office, whole: Unit) -> None:
    actions.rule_on_lineage(office.lan, link(office.first), COUNTED)

    with pytest.raises(Refused) as refusal:
        actions.rule_on_lineage(office.lan, link(office.second), COUNTED)
    actions.rule_on_lineage(office.lan, link(office.first), NOT_COUNTED)
    actions.rule_on_lineage(office.lan, link(office.second), COUNTED)

    assert refusal.value.code == "lineage.second"
    assert "“Phòng Tổng hợp” (Thông báo 7/TB-VP)" in refusal.value.message
    assert LineageRuling.objects.count() == 3
    assert "“Phòng Hành chính”" in record(whole)["years"][2014]["evidence"]["titles"][1]


@pytest.mark.parametrize("field", ["decided_by", "citation", "reason"])
def test_ruling_says_who_by_what_and_why(
    office: Office, whole: Unit, field: str
) -> None:
    with pytest.raises(Refused) as refusal:
        actions.rule_on_lineage(
            office.lan, link(office.first), replace(COUNTED, **{field: " "})
        )

    assert refusal.value.code == "lineage.incomplete"


def test_ruling_is_for_who_answers_for_the_successor(
    office: Office, whole: Unit
) -> None:
    with pytest.raises(Forbidden):
        actions.rule_on_lineage(office.hoa, link(office.first), COUNTED)


def test_renamed_unit_needs_no_ruling(office: Office) -> None:
    form = actions.Renaming(
        unit=office.first,
        name="Phòng Khác",
        on=date(2016, 1, 1),
        decision_no="15/QĐ-UBND",
        decided_on=date(2015, 12, 20),
    )
    actions.reorganise(office.lan, form)

    with pytest.raises(Refused) as refusal:
        actions.rule_on_lineage(office.lan, link(office.first), COUNTED)

    assert refusal.value.code == "lineage.no_other"
    assert "lineage" not in record(office.first)


def test_ruling_keeps_the_merger_from_being_taken_back(
    office: Office, whole: Unit
) -> None:
    actions.rule_on_lineage(office.lan, link(office.first), COUNTED)

    with pytest.raises(Refused) as refusal:
        actions.take_back(office.lan, link(office.first).reorganisation, why="ghi nhầm")

    assert refusal.value.code == "reorganisation.built_on"
