"""Dossiers, deadlines in working days, councils' make-up, notice, consultation."""

from datetime import date

import pytest

from vinhdanh.assess import (
    consultation,
    council_board,
    deadlines,
    dossier,
    public_notice,
    working_day_after,
)


@pytest.mark.parametrize(
    ("award", "day", "sets", "standing"),
    [
        ("CSTDTQ", date(2023, 12, 31), 2, "SOURCED"),
        ("CSTDTQ", date(2024, 1, 1), 1, "SOURCED"),
        ("HCLD_1", date(2023, 12, 31), 3, "SOURCED"),
        ("HCLD_1", date(2024, 1, 1), 1, "RECALLED"),
        ("BK_TTG", date(2025, 7, 1), 1, "SOURCED"),
        ("CSTDCS", date(2017, 10, 1), 1, "SOURCED"),
        ("CSTDCS", date(2025, 7, 1), 1, "RECALLED"),
        ("CSTDCS", date(2016, 12, 31), None, "UNKNOWN"),
    ],
)
def test_the_number_of_sets_by_day(award, day, sets, standing):
    found = dossier(award, day)

    assert (found.sets, found.standing) == (sets, standing)
    assert bool(found.papers) is (sets is not None)


def test_the_vote_joins_the_dossier_in_2024():
    papers = [
        [paper.id for paper in dossier("CSTDCS", day).papers]
        for day in (date(2023, 12, 31), date(2024, 1, 1))
    ]

    assert papers == [
        ["submission", "report", "minutes", "initiative"],
        ["submission", "report", "minutes", "initiative", "vote"],
    ]


def test_the_simplified_procedure_asks_two_papers_and_tells_when():
    found = dossier("BK_TTG", date(2024, 1, 1), simplified=True)

    assert [paper.id for paper in found.papers] == ["submission", "summary"]
    assert (found.sets, len(found.simplified_when)) == (1, 5)
    assert dossier("BK_TTG", date(2017, 1, 1), simplified=True).sets is None


def test_the_checklist_in_words():
    assert dossier("LDTT", date(2024, 12, 31)).sentence == (
        "Hồ sơ “Lao động tiên tiến”: 1 bộ bản chính: tờ trình kèm danh sách; báo cáo "
        "thành tích có xác nhận; biên bản bình xét; tệp điện tử (.doc và .pdf) của "
        "toàn bộ hồ sơ, trừ nội dung bí mật nhà nước (khoản 1 Điều 84 Luật Thi đua, "
        "khen thưởng 2022)."
    )


@pytest.mark.parametrize(
    ("award", "sector", "due", "standing"),
    [
        ("CSTDTQ", "", date(2025, 12, 31), "SOURCED"),
        ("CSTDTQ", "education", date(2025, 12, 31), "SOURCED"),
        ("CO_CP", "", date(2025, 6, 30), "RECALLED"),
        ("CO_CP", "education", date(2024, 12, 31), "RECALLED"),
    ],
)
def test_the_last_day_to_reach_the_ministry(award, sector, due, standing):
    day = date(2024, 12, 1)

    found = deadlines(award, day, year=2024, sector=sector)[0]

    assert (found.step, found.due_on, found.standing) == ("submit", due, standing)


def test_orders_have_no_last_day_that_is_known():
    steps = [line.step for line in deadlines("HCLD_3", date(2025, 1, 10))]

    assert "submit" not in steps
    assert "appraise_central" in steps


@pytest.mark.parametrize(
    ("day", "days"),
    [
        (date(2017, 9, 30), 10),
        (date(2024, 1, 1), 20),
        (date(2026, 9, 30), 20),
    ],
)
def test_the_central_appraisal_in_working_days(day, days):
    found = [d for d in deadlines("BK_TTG", day) if d.step == "appraise_central"]

    assert [line.working_days for line in found] == [days]


def test_a_due_day_skips_holidays_and_says_it_has_to_be_checked():
    found = deadlines("BK_TTG", date(2025, 4, 1), start=date(2025, 4, 1))

    appraisal = next(line for line in found if line.step == "appraise_central")
    assert (appraisal.due_on, appraisal.sure_days) == (date(2025, 4, 29), True)
    assert appraisal.standing == "RECALLED"
    assert appraisal.sentence == (
        "Bộ Nội vụ thẩm định: 20 ngày làm việc kể từ ngày nhận đủ hồ sơ hợp lệ, hạn "
        "29/04/2025 (Điều 32 Nghị định 98/2023/NĐ-CP) — cần đối chiếu văn bản gốc."
    )


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        (date(2026, 11, 20), 1, (date(2026, 11, 23), True)),  # Friday → Monday
        (date(2025, 4, 29), 1, (date(2025, 5, 5), True)),  # over the long holiday
        (date(2025, 4, 25), 1, (date(2025, 4, 26), True)),  # a Saturday worked instead
        (date(2026, 2, 13), 1, (date(2026, 2, 23), True)),  # over Tết
        (date(2026, 9, 1), 0, (date(2026, 9, 1), True)),
        (date(2026, 12, 31), 1, (date(2027, 1, 4), False)),  # 2027 is not written down
    ],
)
def test_working_days_leave_out_weekends_and_holidays(start, days, due):
    assert working_day_after(start, days) == due


def test_a_year_without_a_calendar_is_said():
    found = deadlines("BK_TTG", date(2026, 12, 30), start=date(2026, 12, 30))

    assert {line.sure_days for line in found} == {False}
    assert all("chưa có lịch nghỉ lễ" in line.sentence for line in found)


def test_a_provinces_own_procedure_is_marked_as_local():
    found = deadlines("LDTT", date(2026, 3, 1))

    assert [(d.step, d.is_local, d.standing) for d in found] == [
        ("decide_commune", True, "RECALLED")
    ]


@pytest.mark.parametrize(
    ("day", "members", "deputies", "standing"),
    [
        (date(2017, 9, 30), (13, 15), (3, 4), "SOURCED"),
        (date(2017, 10, 1), None, (3, 4), "SOURCED"),
        (date(2024, 1, 1), None, (0, 4), "SOURCED"),
        (date(2025, 7, 1), None, (0, 4), "RECALLED"),
    ],
)
def test_what_a_provinces_council_is_made_of(day, members, deputies, standing):
    board = council_board("province", day)

    assert (board.members, board.deputies, board.standing) == (
        members,
        deputies,
        standing,
    )


def test_the_grassroots_council_before_2024_is_not_known():
    assert council_board("unit", date(2023, 12, 31)).standing == "UNKNOWN"
    assert council_board("unit", date(2024, 1, 1)).sentence == (
        "Chủ tịch Hội đồng: thủ trưởng cơ quan, đơn vị; Chủ tịch UBND cấp xã (Nghị "
        "định 98/2023/NĐ-CP)."
    )
    with pytest.raises(ValueError, match="Unknown level 'ward'"):
        council_board("ward", date(2024, 1, 1))


@pytest.mark.parametrize(
    ("award", "day", "due", "days"),
    [
        ("CSTDTQ", date(2023, 12, 31), True, None),
        ("AHLD", date(2024, 1, 1), True, 10),
        ("AHLD", date(2025, 7, 1), True, 10),
        ("LDTT", date(2024, 1, 1), None, None),
    ],
)
def test_public_notice_by_award_and_day(award, day, due, days):
    found = public_notice(award, day)

    assert (found.due, found.working_days) == (due, days)


def test_consultation_before_the_governments_flag():
    found = consultation("CO_CP", date(2024, 1, 1))

    assert (found.due, found.standing) == (True, "SOURCED")
    assert found.cites == ("Điều 31 Nghị định 98/2023/NĐ-CP",)
    assert consultation("CO_CP", date(2025, 7, 1)).standing == "RECALLED"
    assert consultation("CSTDCS", date(2024, 1, 1)).due is None
