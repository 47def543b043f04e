from dataclasses import replace

import pytest

from tests.worlds import Office
from vinhdanh.base import audit, rights, uploads
from vinhdanh.base.files import read_file
from vinhdanh.base.models import AuditEvent
from vinhdanh.base.refusal import Refused
from vinhdanh.indicators import actions, queries
from vinhdanh.indicators.models import Indicator, IndicatorValue
from vinhdanh.indicators.periods import Period

PDF = actions.Evidence("Báo cáo.pdf", b"%PDF-1.7 ...")


@pytest.fixture
def letters(office: Office) -> Indicator:
    return actions.define_indicator(
        office.lan,
        office.unit,
        code="Văn bản đến",
        name="Văn bản đến đã xử lý",
        measure="văn bản",
    )


def test_indicator_is_known_by_a_plain_code(letters: Indicator) -> None:
    assert (letters.code, letters.position) == ("van_ban_den", 1)


def test_second_indicator_with_the_code_is_refused(
    office: Office, letters: Indicator
) -> None:
    with pytest.raises(Refused) as refusal:
        actions.define_indicator(
            office.lan, office.unit, code="van_ban_den", name="Khác", measure="tờ"
        )

    assert refusal.value.code == "indicator.twin"


def test_indicator_without_a_measure_is_refused(office: Office) -> None:
    with pytest.raises(Refused) as refusal:
        actions.define_indicator(
            office.lan, office.unit, code="a", name="Văn bản", measure=" "
        )

    assert refusal.value.code == "indicator.empty"
    assert Indicator.objects.count() == 0


def test_figure_keeps_source_and_evidence(office: Office, letters: Indicator) -> None:
    value = actions.record_value(
        office.lan,
        letters,
        2018,
        "hơn 50.000",
        source="Báo cáo tổng kết 2018",
        evidence=[PDF],
    )

    value.refresh_from_db()
    assert (value.hundredths, value.qualifier) == (5_000_000, "over")
    evidence = value.evidence.get().file
    assert read_file(evidence) == PDF.data
    assert evidence.media_type == "application/pdf"
    assert value.shown == "hơn 50.000"


def test_changed_figure_keeps_its_history(office: Office, letters: Indicator) -> None:
    actions.record_value(office.lan, letters, 2018, "24.000")
    actions.record_value(office.lan, letters, 2018, "24.120", source="Đếm lại")

    assert IndicatorValue.objects.count() == 1
    value = IndicatorValue.objects.get()
    second = audit.events_of(value).latest("pk")
    assert (second.before or {}).get("figure") == "24.000"
    assert (second.after or {}).get("figure") == "24.120"
    assert second.reason == "Đếm lại"


def test_same_figure_again_is_no_deed(office: Office, letters: Indicator) -> None:
    value = actions.record_value(office.lan, letters, 2018, "24.000", evidence=[PDF])
    before = AuditEvent.objects.count()

    again = actions.record_value(office.lan, letters, 2018, "24.000")

    assert AuditEvent.objects.count() == before
    assert again == value
    assert value.evidence.count() == 1


def test_figure_is_recorded_by_officer_or_head_only(
    office: Office, letters: Indicator
) -> None:
    with pytest.raises(rights.Forbidden):
        actions.record_value(office.thu, letters, 2018, "1")
    with pytest.raises(rights.Forbidden):
        actions.record_value(office.hoa, letters, 2018, "1")

    assert IndicatorValue.objects.count() == 0


@pytest.mark.parametrize(
    ("evidence", "code"),
    [
        (replace(PDF, name="chay.exe"), "upload.kind"),
        (replace(PDF, data=b"MZ"), "upload.kind"),
        (
            replace(PDF, data=b"%PDF-" + bytes(uploads.LARGEST_BYTES)),
            "upload.too_large",
        ),
    ],
)
def test_evidence_of_another_kind_is_refused(
    office: Office, letters: Indicator, evidence: actions.Evidence, code: str
) -> None:
    with pytest.raises(Refused) as refusal:
        actions.record_value(office.lan, letters, 2018, "1", evidence=[evidence])

    assert refusal.value.code == code
    assert IndicatorValue.objects.count() == 0


def test_year_stands_beside_the_year_before(office: Office, letters: Indicator) -> None:
    actions.record_value(office.lan, letters, 2017, "48.000")
    actions.record_value(office.lan, letters, 2018, "50.000,5")

    (line,) = queries.year_lines(office.lan, office.unit, Period(2018))
    (first,) = queries.year_lines(office.lan, office.unit, Period(2017))

    assert (line.now.shown, line.last.shown, line.change) == (
        "50.000,5",
        "48.000",
        "+2.000,5",
    )
    assert (first.now.shown, first.last.shown, first.change) == ("48.000", "", "")


def test_change_to_an_approximate_figure_is_approximate(
    office: Office, letters: Indicator
) -> None:
    actions.record_value(office.lan, letters, 2017, "48.000")
    actions.record_value(office.lan, letters, 2018, "hơn 50.000")

    (line,) = queries.year_lines(office.lan, office.unit, Period(2018))

    assert line.change == "khoảng 2.000"


def test_figures_of_another_office_are_unseen(
    office: Office, letters: Indicator
) -> None:
    actions.record_value(office.lan, letters, 2018, "1")

    assert list(queries.visible_to(office.hoa)) == []
    assert list(queries.values_visible_to(office.hoa)) == []
    assert queries.values_visible_to(office.thu).count() == 1
