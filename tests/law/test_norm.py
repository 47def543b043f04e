from datetime import date

import pytest

from vinhdanh.law.cite import Cite, Instrument, Instruments, Standing
from vinhdanh.law.dates import InForce
from vinhdanh.law.norm import Norm, norms_on, weakest
from vinhdanh.law.procedure import Decides, ServiceRule, check_known

SPAN = InForce(date(2020, 1, 1), date(2020, 12, 31))
ANY = {"in_force": SPAN, "standing": Standing.RECALLED}


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (date(2019, 12, 31), 0),
        (date(2020, 1, 1), 1),
        (date(2020, 12, 31), 1),
        (date(2021, 1, 1), 0),
    ],
)
def test_a_norm_holds_on_its_own_days_alone(day, found):
    assert len(norms_on([Norm(**ANY)], day)) == found


def test_an_answer_is_as_sure_as_its_weakest_ground():
    sourced, recalled, unknown = Standing

    assert weakest([]) is sourced
    assert weakest([sourced, recalled]) is recalled
    assert weakest([recalled, unknown, sourced]) is unknown


def test_a_place_is_said_by_cite_by_source_or_as_not_known():
    decree = Instrument(
        number="1/2020/NĐ-CP",
        kind="decree",
        short_name="Nghị định 1/2020/NĐ-CP",
        signed_on=date(2020, 1, 1),
        in_force=SPAN,
        dates_standing=Standing.SOURCED,
        articles=frozenset({3}),
        line="",
        order=1,
        awards=None,
    )
    known = Instruments([decree])

    assert Norm(**ANY, cite=Cite("1/2020/NĐ-CP", 3)).place(known) == (
        "Điều 3 Nghị định 1/2020/NĐ-CP"
    )
    assert Norm(**ANY, source="thủ tục của một tỉnh").place(known) == (
        "thủ tục của một tỉnh"
    )
    assert Norm(**ANY).place(known) == "chưa rõ điều khoản, văn bản"


@pytest.mark.parametrize(
    ("award", "kind", "level", "fits"),
    [
        ("GK", None, "commune", False),
        ("LDTT", "school", "commune", True),
        ("LDTT", "school", "province", False),
        ("LDTT", "office", "commune", False),
        ("LDTT", None, "commune", None),
        ("LDTT", None, "province", False),  # the level alone settles it
    ],
)
def test_a_row_fits_does_not_or_hangs_on_what_is_not_known(award, kind, level, fits):
    row = Decides(
        **ANY,
        office="commune_chair",
        proposer="unit_council",
        awards=frozenset({"LDTT"}),
        levels=frozenset({"commune"}),
        kinds=frozenset({"school"}),
        legal_person=False,
    )

    assert row.is_for(award, kind, level) is fits


@pytest.mark.parametrize(
    ("minus", "times", "months"),
    [(36, (1, 1), 144), (0, (2, 3), 120), (999, (1, 1), 0)],
)
def test_a_service_is_shortened_to_whole_months(minus, times, months):
    rule = ServiceRule(**ANY, who="women_leaders", minus_months=minus, times=times)

    assert rule.months(180) == months


def test_a_name_that_is_not_listed_is_refused_with_those_that_are():
    check_known("Awards", ["LDTT"], ["LDTT", "GK"])

    with pytest.raises(LookupError, match=r"Awards \['LDT'\] not listed; known: "):
        check_known("Awards", ["LDT"], ["LDTT", "GK"])
