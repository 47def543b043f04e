"""What the rooms above movements tell the line of a year."""

from datetime import date

import pytest

from tests.worlds import Office
from vinhdanh.movements import timeline
from vinhdanh.nominations.models import Nomination, Round


@pytest.fixture
def put_forward(office: Office) -> Round:
    """A round of 2024 with one person put forward for the nation's title."""
    round_ = Round.objects.create(
        unit=office.unit,
        year=2024,
        name="Đợt cuối năm",
        due_on=date(2024, 12, 10),
        governing_day=date(2024, 12, 31),
    )
    Nomination.objects.create(
        round=round_,
        subject=office.an.subject,
        unit=office.first,
        award="CSTDTQ",
        name="Nguyễn Văn An",
    )
    return round_


def line(office: Office, code: str, year: int) -> timeline.Line | None:
    lines = timeline.of_year(office.unit, year)
    return next((each for each in lines if each.step.code == code), None)


def test_open_round_is_due_on_its_day_and_not_done(
    office: Office, put_forward: Round
) -> None:
    found = line(office, "nominate", 2024)

    assert found is not None
    assert (found.step.due_on, found.step.done_on, found.state) == (
        date(2024, 12, 10),
        None,
        "late",
    )
    assert found.step.rests_on == "hạn gửi đề nghị của đợt"


def test_last_day_of_the_law_stands_with_its_article(
    office: Office, put_forward: Round
) -> None:
    found = line(office, "law-CSTDTQ-submit", 2024)

    assert found is not None
    assert found.step.due_on == date(2025, 12, 31)
    assert found.step.rests_on == "Điều 32 Nghị định 98/2023/NĐ-CP"
    assert found.step.done_on is None


def test_law_that_is_not_known_sets_no_last_day(
    office: Office, put_forward: Round
) -> None:
    Round.objects.update(year=2026)

    assert line(office, "law-CSTDTQ-submit", 2026) is None


def test_year_without_rounds_still_leads_to_their_pages(office: Office) -> None:
    steps = {each.step.code: each for each in timeline.of_year(office.unit, 2024)}

    assert {steps[code].state for code in ("nominate", "council", "decide")} == {"todo"}
    assert steps["decide"].step.url.endswith("?nam=2024")
