"""Collectives, communes and families through the door: flags, ladders, names."""

from datetime import date

import pytest

from tests.assess.people import collective
from vinhdanh.assess import RecordError, Word, judge, legal_bases

OFFICE = "Phòng Tổng hợp"
R2 = date(2024, 12, 31)
CLIMBED = {
    2011: {"titles": ["BK_TTG"]},
    2013: {"titles": ["CO_TINH"]},
}


def _office(*, earlier=None, founded_on=None, lineage=None, **changes):
    """The unit of twenty in 2016, with earlier years rated excellent where told."""
    record = collective(OFFICE, **changes)
    told = {"rating": "HTXS", "titles": []}
    record["years"] |= {year: told | facts for year, facts in (earlier or {}).items()}
    if founded_on is not None:
        record["founded_on"] = founded_on
    if lineage is not None:
        record["lineage"] = lineage
    return record


def _one(record, award, **options):
    return judge([record], [award], year=2016, **options)[0]


def _climbing(**changes):
    years = {year: {} for year in range(2000, 2016)}
    return _office(earlier=years | CLIMBED, basis="merit", **changes)


def test_who_leads_a_block_was_ranked_in_it():
    leading = _office(block_leader=True, targets_exceeded=True)

    reasons = _one(leading, "CO_TINH").reasons

    assert [r.mark for r in reasons if r.criterion == "ranked_in_block"] == [True]


def test_a_leader_who_was_not_ranked_is_a_contradiction():
    with pytest.raises(RecordError) as raised:
        _one(_office(block_leader=True, ranked_in_block=False), "CO_TINH")

    assert str(raised.value) == (
        f"Hồ sơ “{OFFICE}”, năm 2016: “block_leader” là có nhưng “ranked_in_block” là "
        "không; tập thể dẫn đầu thì đã được xếp hạng. Hãy sửa một trong hai."
    )


def test_a_flag_asks_for_what_nobody_said_of_the_block():
    verdict = _one(_office(movement_leader=False), "CO_TINH", day=R2)

    assert verdict.word is Word.UNKNOWN
    assert [(m.fact, m.supplier) for m in verdict.missing] == [
        ("block_leader", "cụm trưởng, khối trưởng (biên bản bình xét)")
    ]


def test_a_flag_is_known_to_be_lost_once_both_ways_are_closed():
    verdict = _one(
        _office(block_leader=False, movement_leader=False), "CO_TINH", day=R2
    )

    assert verdict.word is Word.NO
    assert verdict.reasons[0].cite == "Điều 26 Luật Thi đua, khen thưởng 2022"


def test_to_qualify_for_a_flag_is_not_yet_to_have_it():
    qualifies = {"targets_exceeded": True, "block_leader": True}
    record = _climbing(founded_on=date(2000, 1, 1), **qualifies)
    received = _climbing(founded_on=date(2000, 1, 1), titles=["CO_TINH"], **qualifies)

    assert _one(record, "CO_TINH").word is Word.YES
    assert _one(record, "HCLD_3").word is Word.NO
    assert _one(received, "HCLD_3").word is Word.YES


def test_a_form_below_may_be_older_than_what_was_written_down():
    record = _office(earlier={year: {} for year in range(2008, 2016)}, basis="merit")

    verdict = _one(record, "BK_TTG")

    assert verdict.word is Word.UNKNOWN
    assert verdict.missing[0].fact == "held.BK_TINH"


def test_a_predecessor_may_have_held_what_the_successor_did_not():
    years = {year: {} for year in range(2008, 2016)}
    alone = _office(earlier=years, basis="merit", founded_on=date(2008, 1, 1))
    merged = _office(
        earlier=years,
        basis="merit",
        founded_on=date(2008, 1, 1),
        lineage=[{"name": "Phòng Hành chính cũ", "kind": "merge"}],
    )

    assert _one(alone, "BK_TTG").word is Word.NO
    assert _one(merged, "BK_TTG").word is Word.UNKNOWN


@pytest.mark.parametrize(
    "told",
    [
        {"titles": ["TTLDTT"]},
        {"awards": [{"award": "BK_TINH", "basis": "sudden"}]},
    ],
)
def test_awards_before_the_founding_need_a_predecessor(told):
    early = {2010: told}

    with pytest.raises(RecordError) as raised:
        _one(_office(earlier=early, founded_on=date(2012, 7, 1)), "TTLDXS")

    assert str(raised.value) == (
        f"Hồ sơ “{OFFICE}”: có danh hiệu, khen thưởng năm 2010, trước ngày thành lập "
        "01/07/2012. Sửa một trong hai, hoặc ghi đơn vị tiền thân vào “lineage”."
    )
    named = [{"name": "Phòng Hành chính cũ"}]
    kept = _office(earlier=early, founded_on=date(2012, 7, 1), lineage=named)
    assert _one(kept, "TTLDXS").word is Word.YES


def test_a_collective_of_its_own_time_is_judged():
    told = {2012: {"awards": [{"award": "BK_TINH", "basis": "sudden"}]}}

    verdict = _one(_office(earlier=told, founded_on=date(2012, 7, 1)), "TTLDXS")

    assert verdict.word is Word.YES


def test_an_excellent_rating_asks_nothing_about_the_title_in_its_place():
    record = _office(
        earlier={2015: {}}, members=None, fulfilled=None, pending_inquiry=False
    )

    verdict = _one(record, "BK_TINH", day=R2)

    assert verdict.word is Word.CONFIRM
    assert verdict.missing == ()


def test_a_standard_nobody_has_read_says_so():
    verdict = _one(_climbing(founded_on=date(2000, 1, 1)), "HCLD_1", day=R2)

    assert (verdict.word, verdict.standing) == (Word.CONFIRM, "UNKNOWN")
    assert verdict.short.startswith(
        "Cần người xác nhận: Tiêu chuẩn chưa đọc được: Đạt tiêu chuẩn đối với tập thể "
        "mà hệ thống chưa có vì chưa đọc được văn bản"
    )


def test_a_commune_is_named_as_it_was_called_that_day():
    commune = {"id": "xã mẫu", "kind": "collective", "years": {}}
    days = (date(2025, 6, 30), date(2025, 7, 1))

    said = [
        judge([commune], ["XA_TIEU_BIEU"], year=2025, day=day)[0].receipt.explanation
        for day in days
    ]

    assert [text.partition("”")[0] for text in said] == [
        "“Xã, phường, thị trấn tiêu biểu",
        "“Xã, phường, đặc khu tiêu biểu",
    ]


def test_a_family_is_judged_for_the_title_of_families_alone():
    facts = {"pending_inquiry": False, "judged": {"cultural_standard": True}}
    family = {"id": "hộ mẫu", "kind": "household", "years": {2024: facts}}

    verdicts = judge([family], ["GIA_DINH_VAN_HOA"], year=2024)

    assert [(v.award, v.word) for v in verdicts] == [("GIA_DINH_VAN_HOA", Word.CONFIRM)]


def test_the_decree_on_villages_is_a_basis_of_their_titles_alone():
    day = date(2024, 6, 1)

    villages = legal_bases(["THON_VAN_HOA", "LDTT"], day=day)
    offices = legal_bases(["LDTT", "TTLDTT"], day=day)

    assert [line for line in villages if line not in offices] == [
        line for line in villages if line.startswith("Nghị định số 86/2023/NĐ-CP")
    ]
    assert len(villages) == len(offices) + 1
