import re
from collections.abc import Iterator

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.indicators.conftest import TwoLevels, levels, standing_two_levels
from tests.worlds import Office
from vinhdanh.base.models import StoredFile
from vinhdanh.indicators import actions
from vinhdanh.indicators.models import ApiKey, Indicator, IndicatorValue
from vinhdanh.pages.indicators import charts, desk

__all__ = ["levels", "standing_two_levels"]

PDF = actions.Evidence("Báo cáo.pdf", b"%PDF-1.7 ...")


@pytest.fixture(autouse=True)
def _fixed_day() -> Iterator[None]:
    with time_machine.travel("2026-02-10 09:00 +07:00", tick=False):
        yield


@pytest.fixture
def letters(office: Office) -> Indicator:
    made = actions.define_indicator(
        office.lan,
        office.unit,
        code="van_ban_den",
        name="Văn bản đến",
        measure="văn bản",
    )
    actions.record_value(office.lan, made, 2025, "48.000", source="Sổ văn bản")
    return made


def told(levels: TwoLevels, code: str, unit, typed: str, period: str = ""):
    return actions.record_value(
        levels.lan, levels.indicator(code), 2026, typed, unit=unit, period=period
    )


def body(response) -> str:
    return response.content.decode()


# --- the table of the year -----------------------------------------------------------


def test_table_shows_the_year_beside_last_year(
    office: Office, letters: Indicator, client: Client
) -> None:
    actions.record_value(office.lan, letters, 2026, "hơn 50.000")
    client.force_login(office.lan)

    page = body(client.get(reverse("indicator-list")))

    assert ">hơn 50.000</a>" in page
    assert ">48.000<" in page
    assert "khoảng 2.000" in page


def test_missing_figure_is_said(
    office: Office, letters: Indicator, client: Client
) -> None:
    client.force_login(office.lan)

    assert "chưa ghi" in body(client.get(reverse("indicator-list")))


def test_two_levels_stand_apart_and_the_silent_are_counted(
    levels: TwoLevels, client: Client
) -> None:
    told(levels, "ky_hop", levels.district, "4")
    told(levels, "ky_hop", levels.first, "3")
    client.force_login(levels.lan)

    page = body(client.get(reverse("indicator-list")))

    assert "Chính đơn vị" in page
    assert "1/2 đơn vị đã báo cáo" in page
    assert "2/3 đơn vị đã báo cáo" in page


def test_breakdown_that_does_not_add_up_is_shown(
    levels: TwoLevels, client: Client
) -> None:
    for code, typed in (
        ("giam_sat", "22"),
        ("giam_sat_chuyen_de", "5"),
        ("giam_sat_thuong_xuyen", "16"),
    ):
        told(levels, code, levels.district, typed)
    client.force_login(levels.lan)

    page = body(client.get(reverse("indicator-list")))
    assert "chưa đủ căn cứ: thiếu Chất vấn" in page
    told(levels, "chat_van", levels.district, "2")
    page = body(client.get(reverse("indicator-list")))
    assert "lệch +1: các phần 23, tổng 22" in page
    told(levels, "chat_van", levels.district, "1")
    assert "khớp" in body(client.get(reverse("indicator-list")))


def test_a_part_of_the_year_is_asked_for(levels: TwoLevels, client: Client) -> None:
    told(levels, "ky_hop", levels.district, "2", "H1")
    client.force_login(levels.lan)

    page = body(client.get(reverse("indicator-list"), {"ky": "H1"}))

    assert "6 tháng đầu năm 2026" in page
    assert client.get(reverse("indicator-list"), {"ky": "Q9"}).status_code == 404
    nobody = {"don-vi": "00000000-0000-4000-8000-000000000000"}
    assert client.get(reverse("indicator-list"), nobody).status_code == 404


def test_strangers_see_no_figure(
    office: Office, letters: Indicator, client: Client
) -> None:
    value = actions.record_value(office.lan, letters, 2025, "48.000", evidence=[PDF])
    pages = [
        reverse("indicator", args=[letters.public_id]),
        reverse("indicator-value", args=[value.public_id]),
    ]
    anonymous = [client.get(page).status_code for page in pages]
    client.force_login(office.hoa)

    assert anonymous == [302, 302]
    assert [client.get(page).status_code for page in pages] == [404, 404]
    listing = body(client.get(reverse("indicator-list")))
    assert "Văn bản đến" not in listing
    assert client.get(reverse("indicator-grid")).status_code == 302


def test_ward_sees_the_district_s_own_figure_alone(
    levels: TwoLevels, client: Client
) -> None:
    told(levels, "ky_hop", levels.district, "4")
    told(levels, "ky_hop", levels.second, "277")
    client.force_login(levels.nga)
    district = {"don-vi": str(levels.district.subject.public_id)}

    page = body(client.get(reverse("indicator-list"), district))
    one = body(
        client.get(reverse("indicator", args=[levels.indicator("ky_hop").public_id]))
    )

    assert ">4</a>" in page
    assert "277" not in page
    assert "HĐND phường Hai" not in one
    assert "277" not in one


def test_table_asks_the_same_for_one_and_three(
    office: Office, letters: Indicator, client: Client
) -> None:
    client.force_login(office.lan)
    client.get(reverse("indicator-list"))
    with CaptureQueriesContext(connection) as one:
        client.get(reverse("indicator-list"))
    for code in ("a", "b"):
        made = actions.define_indicator(
            office.lan, office.unit, code=code, name=code, measure="tờ"
        )
        actions.record_value(office.lan, made, 2026, "1", evidence=[PDF])
    with CaptureQueriesContext(connection) as three:
        client.get(reverse("indicator-list"))

    assert len(three) == len(one)


USUAL = {
    "who": "own",
    "frequency": "year",
    "over_time": "sum",
    "over_tree": "sum",
    "direction": "none",
}


# --- the catalogue -------------------------------------------------------------------


def test_indicator_is_added_then_counted(office: Office, client: Client) -> None:
    client.force_login(office.lan)
    client.post(
        reverse("indicator-new"),
        {
            "unit": office.unit.subject.public_id,
            "name": "Lượt tiếp công dân",
            "measure": "lượt",
            "code": "tiep cong dan",
        }
        | USUAL,
    )
    made = Indicator.objects.get(unit=office.unit)
    client.post(
        reverse("indicator", args=[made.public_id]),
        {
            "unit": office.unit.subject.public_id,
            "period": "nam",
            "figure": "hơn 1.000",
            "source": "Sổ tiếp công dân",
            "evidence": [
                SimpleUploadedFile("so.pdf", PDF.data),
                SimpleUploadedFile("so-2.pdf", PDF.data),
            ],
        },
    )

    value = IndicatorValue.objects.get()
    assert (made.code, value.year, value.shown) == ("tiep_cong_dan", 2026, "hơn 1.000")
    assert made.frequency == "year"
    names = {each.file.original_name for each in value.evidence.all()}
    assert names == {"so.pdf", "so-2.pdf"}


def test_part_in_another_measure_is_refused_and_stays_typed(
    levels: TwoLevels, client: Client
) -> None:
    client.force_login(levels.lan)

    answer = client.post(
        reverse("indicator-new"),
        {
            "unit": levels.district.subject.public_id,
            "name": "Công dân được tiếp",
            "measure": "người",
            "code": "nguoi",
            "part_of": levels.indicator("tiep_cong_dan").public_id,
            "breakdown": "người",
        }
        | USUAL,
    )

    assert answer.status_code == 422
    assert "Người và lượt không cộng với nhau." in body(answer)
    assert 'value="Công dân được tiếp"' in body(answer)


def test_library_brings_a_catalogue_for_two_levels(
    office: Office, client: Client
) -> None:
    client.force_login(office.lan)
    page = body(client.get(reverse("indicator-library")))
    form = {
        "preset": "office",
        "unit": office.unit.subject.public_id,
        "who": "all",
    }

    answer = client.post(reverse("indicator-library"), form)
    again = client.post(reverse("indicator-library"), form, follow=True)

    assert "Nguồn:" in page
    assert answer.status_code == 302
    letters = Indicator.objects.get(unit=office.unit, code="van_ban_den")
    assert letters.reporters.count() == 3
    assert "Đã thêm 0/7 chỉ số" in body(again)


def test_indicator_is_mended_with_its_reporters(
    levels: TwoLevels, client: Client
) -> None:
    client.force_login(levels.lan)
    sessions = levels.indicator("ky_hop")
    address = reverse("indicator-change", args=[sessions.public_id])
    form = {
        "name": "Kỳ họp HĐND",
        "measure": "kỳ họp",
        "frequency": "quarter",
        "over_time": "sum",
        "over_tree": "sum",
        "direction": "none",
        "reporters_chosen": [levels.first.subject.public_id],
    }

    assert 'value="Kỳ họp"' in body(client.get(address))
    assert client.post(address, form).status_code == 302
    empty = client.post(address, form | {"reporters_chosen": []})

    changed = levels.indicator("ky_hop")
    assert (changed.name, changed.frequency) == ("Kỳ họp HĐND", "quarter")
    assert [row.unit for row in changed.reporters.all()] == [levels.first]
    assert empty.status_code == 422
    assert "Hãy chọn ít nhất một đơn vị báo cáo." in body(empty)
    part = levels.indicator("ky_hop_chuyen_de")
    page = client.get(reverse("indicator-change", args=[part.public_id]))
    assert "Kỳ báo cáo" not in body(page)


def test_ward_does_not_mend_the_district_s_indicator(
    levels: TwoLevels, client: Client
) -> None:
    client.force_login(levels.nga)
    address = reverse("indicator-change", args=[levels.indicator("ky_hop").public_id])

    assert client.get(address).status_code == 403


# --- one indicator -------------------------------------------------------------------


def test_wrong_figure_is_kept_with_its_example(
    office: Office, letters: Indicator, client: Client
) -> None:
    client.force_login(office.lan)

    answer = client.post(
        reverse("indicator", args=[letters.public_id]),
        {
            "unit": office.unit.subject.public_id,
            "period": "nam",
            "figure": "rất nhiều",
        },
    )

    page = body(answer)
    assert answer.status_code == 422
    assert "“rất nhiều” không phải số. Ví dụ đúng: 50.000" in page
    assert 'value="rất nhiều"' in page


def test_secretary_reads_and_may_not_write(
    office: Office, letters: Indicator, client: Client
) -> None:
    client.force_login(office.thu)
    address = reverse("indicator", args=[letters.public_id])

    page = body(client.get(address))
    answer = client.post(
        address, {"unit": str(office.unit.subject.public_id), "figure": "1"}
    )

    assert "Ghi số liệu năm" not in page
    assert answer.status_code == 403
    assert client.get(reverse("indicator-new")).status_code == 404


def test_figure_opens_the_reports_it_is_made_of(
    levels: TwoLevels, client: Client
) -> None:
    first = told(levels, "ky_hop", levels.first, "2", "H1")
    told(levels, "ky_hop", levels.second, "gần 3")
    client.force_login(levels.lan)

    page = body(
        client.get(reverse("indicator", args=[levels.indicator("ky_hop").public_id]))
    )

    assert "gần 5" in page
    assert "2/3 đơn vị đã báo cáo, 1 đủ kỳ" in page
    assert reverse("indicator-value", args=[first.public_id]) in page
    assert page.count('<svg class="vd-columns-drawn"') == 1
    # The second half is a frame with a question mark, not a column of nothing.
    assert page.count("is-missing") == 1
    assert "style=" not in page.split("<main", 1)[1]


def test_year_of_an_indicator_is_locked_by_its_owner(
    levels: TwoLevels, client: Client
) -> None:
    value = told(levels, "ky_hop", levels.first, "2")
    address = reverse("indicator-lock", args=[levels.indicator("ky_hop").public_id])

    client.force_login(levels.nga)
    refused = client.post(address)
    client.force_login(levels.lan)
    done = client.post(address, follow=True)

    assert refused.status_code == 403
    assert "Đã khóa 1 số liệu." in body(done)
    value.refresh_from_db()
    assert value.state == "locked"


# --- one figure ----------------------------------------------------------------------


def test_figure_is_returned_reported_locked_and_corrected(
    levels: TwoLevels, client: Client
) -> None:
    value = told(levels, "ky_hop", levels.first, "30")
    address = reverse("indicator-value", args=[value.public_id])
    client.force_login(levels.lan)

    wordless = client.post(address, {"deed": "return", "reason": ""})
    client.post(address, {"deed": "return", "reason": "Ghi nhầm"})
    returned = body(client.get(address))
    told(levels, "ky_hop", levels.first, "3")
    client.post(address, {"deed": "lock"})
    bad = client.post(address, {"deed": "correct", "figure": "ba", "reason": "Đếm lại"})
    late = client.post(address, {"deed": "return", "reason": "Ghi nhầm"})
    client.post(address, {"deed": "correct", "figure": "4", "reason": "Đếm lại"})
    page = body(client.get(address))

    assert (wordless.status_code, bad.status_code) == (422, 422)
    assert "Bị trả lại: Ghi nhầm." in returned
    assert "“ba” không phải số." in body(bad)
    assert late.status_code == 409
    assert "đã khóa nên không làm được việc ấy" in body(late)
    assert "3 → 4" in page
    assert "30 → 3" in page


def test_reporter_sees_why_and_may_not_check(levels: TwoLevels, client: Client) -> None:
    value = told(levels, "ky_hop", levels.first, "30")
    actions.return_value(levels.lan, value, reason="Ghi nhầm")
    client.force_login(levels.nga)
    address = reverse("indicator-value", args=[value.public_id])

    assert "Bị trả lại: Ghi nhầm." in body(client.get(address))
    assert client.post(address, {"deed": "lock"}).status_code == 403


def test_evidence_is_a_download_with_its_name(
    office: Office, letters: Indicator, client: Client
) -> None:
    value = actions.record_value(office.lan, letters, 2025, "48.000", evidence=[PDF])
    file = StoredFile.objects.get()
    other = actions.record_value(office.lan, letters, 2024, "1")
    client.force_login(office.lan)

    def get(of: IndicatorValue):
        args = [of.public_id, file.public_id]
        return client.get(reverse("indicator-evidence", args=args))

    answer = get(value)
    assert answer.content == PDF.data
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment;")
    assert get(other).status_code == 404
    client.force_login(office.hoa)
    assert get(value).status_code == 404


# --- the grid ------------------------------------------------------------------------


def fields(page: str, kind: str) -> dict[str, str]:
    found = re.findall(rf'name="({kind}-[^"]+)" value="([^"]*)"', page)
    return dict(found)


def test_grid_of_units_saves_what_it_can_and_keeps_the_rest_typed(
    levels: TwoLevels, client: Client
) -> None:
    client.force_login(levels.lan)
    address = f"{reverse('indicator-grid')}?kieu=don-vi&theo=half&ky=H1"
    page = body(client.get(address))
    cells = fields(page, "v")
    assert len(cells) == 3 * 13
    sessions, letters = levels.indicator("ky_hop"), levels.indicator("don_thu")
    good = f"v-{sessions.pk}-{levels.first.pk}-H1"
    bad = f"v-{letters.pk}-{levels.first.pk}-H1"

    answer = client.post(
        address,
        cells | fields(page, "s") | {good: "3", bad: "12 người", "source": "BC 12"},
    )

    assert answer.status_code == 422
    value = IndicatorValue.objects.get()
    assert (value.shown, value.period, value.source) == ("3", "H1", "BC 12")
    shown = body(answer)
    assert 'value="12 người"' in shown
    assert "tính bằng đơn, không phải người" in shown
    assert "1 ô chưa lưu được" in shown


def test_grid_of_periods_is_saved_and_told(levels: TwoLevels, client: Client) -> None:
    client.force_login(levels.nga)
    address = reverse("indicator-grid")
    page = body(client.get(address))
    name = f"v-{levels.indicator('don_thu').pk}-{levels.first.pk}-H2"

    answer = client.post(address, fields(page, "s") | {name: "hàng trăm"}, follow=True)

    assert "Đã lưu 1 số liệu." in body(answer)
    assert 'value="hàng trăm"' in body(answer)


def test_grid_does_not_write_over_another_s_figure(
    levels: TwoLevels, client: Client
) -> None:
    client.force_login(levels.lan)
    address = f"{reverse('indicator-grid')}?kieu=don-vi&ky=H1"
    page = body(client.get(address))
    told(levels, "ky_hop", levels.first, "2", "H1")
    name = f"v-{levels.indicator('ky_hop').pk}-{levels.first.pk}-H1"

    answer = client.post(address, fields(page, "s") | {name: "5"})

    assert "Người khác vừa ghi: 2." in body(answer)
    assert 'value="5"' in body(answer)
    # Seen now: saving again is her word against theirs, knowingly.
    again = client.post(address, fields(body(answer), "s") | {name: "5"})
    assert again.status_code == 302
    assert IndicatorValue.objects.get().shown == "5"


def test_locked_and_foreign_cells_take_nothing(
    levels: TwoLevels, client: Client
) -> None:
    value = told(levels, "ky_hop", levels.first, "2", "H1")
    actions.lock_values(levels.lan, [value])
    told(levels, "don_thu", levels.first, "7", "H1")
    client.force_login(levels.nga)

    page = body(client.get(f"{reverse('indicator-grid')}?kieu=don-vi&ky=H1"))

    cells = fields(page, "v")
    assert f"v-{levels.indicator('ky_hop').pk}-{levels.first.pk}-H1" not in cells
    assert f"v-{levels.indicator('don_thu').pk}-{levels.first.pk}-H1" in cells
    assert not [name for name in cells if name.endswith(f"-{levels.second.pk}-H1")]
    district = {"don-vi": str(levels.district.subject.public_id)}
    above = body(client.get(reverse("indicator-grid"), district))
    assert fields(above, "v") == {}


def test_grid_without_indicators_leads_to_the_table(
    office: Office, client: Client
) -> None:
    client.force_login(office.lan)

    answer = client.get(reverse("indicator-grid"))

    assert (answer.status_code, answer["Location"]) == (302, reverse("indicator-list"))
    assert "Chưa có chỉ số nào" in body(client.get(reverse("indicator-list")))


# --- keys ----------------------------------------------------------------------------


def test_key_is_shown_once_and_revoked(
    office: Office, letters: Indicator, client: Client
) -> None:
    client.force_login(office.lan)
    address = reverse("indicator-keys")

    answer = client.post(
        address,
        {
            "unit": office.unit.subject.public_id,
            "name": "Quản lý văn bản",
            "indicators": [letters.public_id],
        },
    )
    key = ApiKey.objects.get()
    later = body(client.get(address))

    assert f">{key.prefix}" in body(answer)
    assert "no-store" in answer["Cache-Control"]
    assert "data-secret" not in later
    assert list(key.indicators.all()) == [letters]
    done = client.post(
        reverse("indicator-key-revoke", args=[key.public_id]), follow=True
    )
    assert "Đã thu hồi khóa “Quản lý văn bản”." in body(done)
    assert client.post(address, {"name": ""}).status_code == 422


def test_key_of_another_unit_is_not_there(
    office: Office, letters: Indicator, client: Client
) -> None:
    key, _secret = actions.issue_key(office.lan, office.unit, name="Một cửa")
    client.force_login(office.hoa)

    address = reverse("indicator-key-revoke", args=[key.public_id])
    assert client.post(address).status_code == 404
    client.force_login(office.thu)
    assert client.get(reverse("indicator-keys")).status_code == 404


# --- charts and the desk -------------------------------------------------------------


def test_chart_without_figures_has_frames_alone() -> None:
    chart = charts.columns([("T1", None, "#"), ("T2", None, "#")])

    assert [each.is_missing for each in chart.columns] == [True, True]
    assert charts.share(None, None) == 0
    assert charts.columns([]).width == charts.STEP


def test_desk_asks_for_missing_and_returned_figures(
    office: Office, letters: Indicator
) -> None:
    assert [each.label for each in desk.waiting(office.lan, 2026)] == [
        "1 chỉ số năm 2026 chưa có số liệu"
    ]
    assert desk.waiting(office.lan, 2025) == []
    assert desk.waiting(office.thu, 2026) == []
    assert desk.waiting(office.hoa, 2026) == []
    assert [each.value for each in desk.figures(office.lan, 2025)] == ["48.000"]
    assert desk.figures(office.hoa, 2025) == []
    (step,) = desk.step(office.lan, 2025)
    assert (step.state, step.detail) == ("done", "1/1 chỉ số")
    value = IndicatorValue.objects.get()
    actions.return_value(office.minh, value, reason="Sai")
    assert [each.label for each in desk.waiting(office.lan, 2025)] == [
        "Văn bản đến, năm 2025: số liệu bị trả lại"
    ]
    (step,) = desk.step(office.lan, 2025)
    assert step.state == "todo"
