from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.covenants.conftest import ON_TIME, SCAN, party_of, sign
from tests.worlds import Office
from vinhdanh.base import audit, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.covenants import actions, progress, queries
from vinhdanh.covenants.actions import PledgeLine
from vinhdanh.covenants.models import Covenant, Pledge, PledgeReport
from vinhdanh.covenants.progress import Cell
from vinhdanh.indicators import actions as indicators
from vinhdanh.indicators.enums import Qualifier
from vinhdanh.indicators.figures import Amount
from vinhdanh.indicators.models import Indicator
from vinhdanh.indicators.progress import has_met
from vinhdanh.movements.models import Movement

MID = date(2026, 1, 31)


def _pledge(covenant: Covenant, name: str = ON_TIME.name) -> Pledge:
    return covenant.pledges.get(name=name)


def _report(office: Office, covenant: Covenant, figure: str, **words: Any) -> Any:
    pledge = words.pop("pledge", None) or _pledge(covenant)
    return actions.report_pledge(
        office.hanh,
        words.pop("party", None) or party_of(covenant, "Phòng Tổng hợp"),
        pledge,
        figure=figure,
        **{"as_of": MID} | words,
    )


def _cells(covenant: Covenant) -> list[list[Cell]]:
    return [list(line.cells) for line in progress.lines(covenant)]


def test_party_reports_what_it_reached(office: Office, signed: Covenant) -> None:
    report = _report(office, signed, "98,5 %", words="Đã rà soát.", evidence=SCAN)

    on_time, _meetings = _cells(signed)
    first, second = on_time
    assert (report.shown, report.by_name) == ("98,5", "Trần Thị Hạnh")
    assert (first.amount, first.has_met) == (Amount.of(98_50), True)
    assert first.report == report
    assert (second.is_told, second.has_met) == (False, None)
    event = audit.events_of(party_of(signed, "Phòng Tổng hợp"))[0]
    assert (event.verb, (event.after or {})["value"]) == ("covenant.report", "98,5")


def test_latest_report_stands_and_the_earlier_are_kept(
    office: Office, signed: Covenant
) -> None:
    _report(office, signed, "90")
    _report(office, signed, "hơn 98", as_of=date(2026, 2, 10))

    (first, _second), _meetings = _cells(signed)
    assert first.amount == Amount.of(98_00, Qualifier.OVER)
    assert PledgeReport.objects.count() == 2


def test_new_version_carries_what_was_told_of_the_same_pledge(
    office: Office, signed: Covenant
) -> None:
    told = _report(office, signed, "90")
    other = PledgeLine("Cam kết mới", "%", 98_00)
    in_hours = PledgeLine(ON_TIME.name, "giờ", 98_00)
    words: dict[str, Any] = {"name": signed.name, "text": "Bản mới."}

    def renewed(old: Covenant, *pledges: PledgeLine) -> Covenant:
        parties = [office.first, office.second]
        made = actions.renew_covenant(
            office.lan, old, parties, pledges=pledges, **words
        )
        sign(office.hanh, party_of(made, "Phòng Tổng hợp"))
        return made

    second = renewed(signed, other, ON_TIME)
    new, same = _cells(second)
    assert [cell.report for cell in new] == [None, None]
    assert [cell.report for cell in same] == [told, None]
    assert same[0].amount == Amount.of(90_00)

    third = renewed(second, ON_TIME)
    assert _cells(third)[0][0].report == told
    newer = _report(office, third, "99")
    assert _cells(third)[0][0].report == newer
    assert _cells(second)[1][0].report == told
    assert not _cells(renewed(third, in_hours))[0][0].is_told


def test_report_is_never_rewritten(office: Office, signed: Covenant) -> None:
    _report(office, signed, "90")

    with pytest.raises(DatabaseError), transaction.atomic():
        PledgeReport.objects.update(hundredths=98_00)
    assert connection.is_usable()


def test_pledge_in_words_is_reported_in_words(office: Office, signed: Covenant) -> None:
    meetings = _pledge(signed, "Họp đúng giờ")

    _report(office, signed, "", pledge=meetings, words="Các cuộc họp đều đúng giờ.")

    line = progress.lines(signed)[1]
    assert line.cells[0].words == "Các cuộc họp đều đúng giờ."
    assert (line.told, line.met, line.cells[0].has_met) == (1, 0, None)


@pytest.mark.parametrize(
    ("figure", "words", "code"),
    [
        ("", {}, "pledge.no_figure"),
        ("-1", {}, "pledge.negative"),
        ("98 văn bản", {}, "pledge.other_measure"),
        ("98", {"as_of": date(2026, 2, 11)}, "pledge.future"),
        ("98", {"evidence": actions.Scan("a.exe", b"MZ")}, "upload.kind"),
    ],
)
def test_bad_report_is_refused(
    office: Office, signed: Covenant, figure: str, words: dict[str, Any], code: str
) -> None:
    with pytest.raises(Refused) as refusal:
        _report(office, signed, figure, **words)

    assert refusal.value.code == code
    assert not PledgeReport.objects.exists()


@pytest.mark.parametrize(
    ("figure", "code"), [("5", "pledge.no_measure"), ("", "pledge.empty")]
)
def test_pledge_in_words_takes_no_figure(
    office: Office, signed: Covenant, figure: str, code: str
) -> None:
    with pytest.raises(Refused) as refusal:
        _report(office, signed, figure, pledge=_pledge(signed, "Họp đúng giờ"))

    assert refusal.value.code == code


def test_party_that_has_not_signed_reports_nothing(
    office: Office, covenant: Covenant
) -> None:
    with pytest.raises(Refused) as refusal:
        _report(office, covenant, "98")

    assert refusal.value.code == "pledge.unsigned"


def test_pledge_of_another_covenant_is_refused(
    office: Office, movement: Movement, signed: Covenant
) -> None:
    other = actions.draft_covenant(
        office.lan,
        movement,
        [office.first, office.second],
        name="Khác",
        text="T",
        pledges=[ON_TIME],
    )

    with pytest.raises(Refused) as refusal:
        _report(office, signed, "98", pledge=other.pledges.get())

    assert refusal.value.code == "pledge.foreign"


def test_another_division_does_not_report(office: Office, signed: Covenant) -> None:
    with pytest.raises(rights.Forbidden):
        actions.report_pledge(
            office.quang,
            party_of(signed, "Phòng Tổng hợp"),
            _pledge(signed),
            as_of=MID,
            figure="98",
        )
    parties = queries.parties_to_report(office.hanh)
    assert [str(row) for row in parties] == ["Phòng Tổng hợp"]


# ── from an indicator ──


def test_indicator_tells_a_unit_that_reports_it(
    office: Office, movement: Movement
) -> None:
    indicator = indicators.define_indicator(
        office.lan, office.unit, code="dung_han", name="Đúng hạn", measure="%"
    )
    indicators.set_reporters(office.lan, indicator, [office.first, office.second])
    tied = PledgeLine(ON_TIME.name, "%", 98_00, indicator=indicator)
    covenant = actions.draft_covenant(
        office.lan,
        movement,
        [office.first, office.second],
        name="G",
        text="T",
        pledges=[tied],
    )
    indicators.record_value(office.lan, indicator, 2026, "99", unit=office.first)

    ((first, second),) = _cells(covenant)

    assert (first.amount, first.is_from_indicator, first.has_met) == (
        Amount.of(99_00),
        True,
        True,
    )
    assert not second.is_told


def _letters(office: Office, movement: Movement, direction: str) -> Covenant:
    """Of both divisions: at most, or at least, 5 letters, told by quarter."""
    indicator = indicators.define_indicator(
        office.lan,
        office.unit,
        code="don_thu",
        name="Đơn thư",
        measure="đơn",
        terms=indicators.Terms(frequency="quarter"),
    )
    indicators.set_reporters(office.lan, indicator, [office.first, office.second])
    pledge = PledgeLine(
        "Đơn thư", "đơn", 5_00, direction=direction, indicator=indicator
    )
    return actions.draft_covenant(
        office.lan,
        movement,
        [office.first, office.second],
        name="Giao ước về đơn thư",
        text="Nội dung.",
        pledges=[pledge],
    )


def _tell(office: Office, *quarters: str) -> None:
    indicator = Indicator.objects.get(code="don_thu")
    for number, typed in enumerate(quarters, start=1):
        indicators.record_value(
            office.lan, indicator, 2026, typed, unit=office.first, period=f"Q{number}"
        )


@pytest.mark.parametrize(
    ("quarters", "direction", "met"),
    [
        (["2"], "less", None),
        (["2", "1", "1"], "less", None),
        (["2", "1", "1", "1"], "less", True),
        (["2", "1", "1", "2"], "less", False),
        (["6"], "less", False),
        (["gần 2"], "less", None),
        (["2"], "more", False),
        (["5"], "more", True),
    ],
)
def test_part_of_the_year_is_not_taken_as_the_year(
    office: Office,
    movement: Movement,
    quarters: list[str],
    direction: str,
    met: bool | None,
) -> None:
    covenant = _letters(office, movement, direction)
    _tell(office, *quarters)

    (line,) = progress.lines(covenant)

    assert line.cells[0].has_met is met
    assert line.met == (met is True)
    assert line.cells[0].figure.parts == (len(quarters), 4)  # type: ignore[union-attr]


def test_statements_do_not_grow_with_the_pledges(
    office: Office, movement: Movement
) -> None:
    lines = []
    for number in range(5):
        indicator = indicators.define_indicator(
            office.lan, office.unit, code=f"so_{number}", name=f"S{number}", measure="%"
        )
        indicators.set_reporters(office.lan, indicator, [office.first, office.second])
        lines.append(PledgeLine(f"Cam kết {number}", "%", 98_00, indicator=indicator))

    def asked(count: int) -> int:
        covenant = actions.draft_covenant(
            office.lan,
            movement,
            [office.first, office.second],
            name=f"Giao ước {count}",
            text="T",
            pledges=lines[:count],
        )
        with CaptureQueriesContext(connection) as captured:
            assert len(progress.lines(covenant)) == count
        return len(captured)

    assert asked(1) == asked(5)


# ── reached or not ──


@pytest.mark.parametrize(
    ("qualifier", "below", "at", "above"),
    [
        (Qualifier.EXACT, False, True, True),
        (Qualifier.OVER, None, True, True),
        (Qualifier.AT_LEAST, None, True, True),
        (Qualifier.NEARLY, False, False, None),
        (Qualifier.UNDER, False, False, None),
        (Qualifier.ABOUT, None, None, None),
        (Qualifier.ESTIMATE, None, None, None),
    ],
)
def test_more_is_better(
    qualifier: Qualifier, below: bool | None, at: bool | None, above: bool | None
) -> None:
    found = [has_met(Amount.of(n, qualifier), 98_00, "more") for n in (97_99, 98_00)]

    assert [*found, has_met(Amount.of(98_01, qualifier), 98_00, "more")] == [
        below,
        at,
        above,
    ]


@pytest.mark.parametrize(
    ("qualifier", "below", "at", "above"),
    [
        (Qualifier.EXACT, True, True, False),
        (Qualifier.OVER, None, False, False),
        (Qualifier.AT_LEAST, None, None, False),
        (Qualifier.NEARLY, True, True, None),
        (Qualifier.UNDER, True, True, None),
        (Qualifier.ABOUT, None, None, None),
    ],
)
def test_less_is_better(
    qualifier: Qualifier, below: bool | None, at: bool | None, above: bool | None
) -> None:
    found = [has_met(Amount.of(n, qualifier), 5_00, "less") for n in (4_99, 5_00, 5_01)]

    assert found == [below, at, above]


def test_share_of_the_goal_is_exact_and_of_more_alone(signed: Covenant) -> None:
    party, pledge = party_of(signed, "Phòng Tổng hợp"), _pledge(signed)
    cell = Cell(party, pledge, Amount.of(49_00))
    pledge.direction = "less"
    less = Cell(party, pledge, Amount.of(49_00))

    assert (less.of_goal, less.percent) == (None, None)
    pledge.direction = "more"
    assert (cell.of_goal, cell.percent) == (Fraction(1, 2), 50)
    nearly = Cell(party, pledge, Amount.of(49_00, Qualifier.NEARLY))
    assert (nearly.of_goal, nearly.percent) == (Fraction(1, 2), None)
    pledge.goal_hundredths = 0
    assert cell.of_goal is None
