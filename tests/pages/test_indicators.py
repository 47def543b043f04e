from collections.abc import Iterator

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.worlds import Office
from vinhdanh.base.models import StoredFile
from vinhdanh.indicators import actions
from vinhdanh.indicators.models import Indicator, IndicatorValue
from vinhdanh.pages.indicators import desk

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


def test_table_shows_the_year_beside_last_year(
    office: Office, letters: Indicator, client: Client
) -> None:
    actions.record_value(office.lan, letters, 2026, "50.000", is_approximate=True)
    client.force_login(office.lan)

    page = client.get(reverse("indicator-list")).content.decode()

    assert "≈ 50.000" in page
    assert ">48.000<" in page
    assert "+2.000" in page


def test_missing_figure_is_said(
    office: Office, letters: Indicator, client: Client
) -> None:
    client.force_login(office.lan)

    assert "chưa ghi" in client.get(reverse("indicator-list")).content.decode()


def test_strangers_see_no_figure(
    office: Office, letters: Indicator, client: Client
) -> None:
    actions.record_value(office.lan, letters, 2025, "48.000", evidence=PDF)
    pages = [
        reverse("indicator", args=[letters.public_id]),
        reverse("indicator-evidence", args=[letters.public_id, 2025]),
    ]
    anonymous = [client.get(page).status_code for page in pages]
    client.force_login(office.hoa)

    assert anonymous == [302, 302]
    assert [client.get(page).status_code for page in pages] == [404, 404]
    listing = client.get(reverse("indicator-list")).content.decode()
    assert "Văn bản đến" not in listing


def test_indicator_is_added_then_counted(office: Office, client: Client) -> None:
    client.force_login(office.lan)
    client.post(
        reverse("indicator-new"),
        {
            "unit": office.unit.pk,
            "name": "Lượt tiếp công dân",
            "measure": "lượt",
            "code": "tiep cong dan",
        },
    )
    made = Indicator.objects.get()
    client.post(
        reverse("indicator", args=[made.public_id]),
        {
            "figure": "1.024",
            "source": "Sổ tiếp công dân",
            "evidence": SimpleUploadedFile("so.pdf", PDF.data),
        },
    )

    value = IndicatorValue.objects.get()
    assert (made.code, value.year, value.hundredths) == ("tiep_cong_dan", 2026, 102_400)
    assert StoredFile.objects.get(pk=value.evidence_id).original_name == "so.pdf"


def test_wrong_figure_is_kept_with_its_example(
    office: Office, letters: Indicator, client: Client
) -> None:
    client.force_login(office.lan)

    answer = client.post(
        reverse("indicator", args=[letters.public_id]), {"figure": "hơn 50.000"}
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "“hơn 50.000” không phải số. Ví dụ đúng: 50.000 hoặc 1,5." in page
    assert 'value="hơn 50.000"' in page


def test_secretary_reads_and_may_not_write(
    office: Office, letters: Indicator, client: Client
) -> None:
    client.force_login(office.thu)
    address = reverse("indicator", args=[letters.public_id])

    page = client.get(address).content.decode()
    answer = client.post(address, {"figure": "1"})

    assert "Ghi số liệu" not in page
    assert answer.status_code == 403
    assert client.get(reverse("indicator-new")).status_code == 404


def test_evidence_is_a_download_with_its_name(
    office: Office, letters: Indicator, client: Client
) -> None:
    actions.record_value(office.lan, letters, 2025, "48.000", evidence=PDF)
    client.force_login(office.lan)

    answer = client.get(reverse("indicator-evidence", args=[letters.public_id, 2025]))
    missing = client.get(reverse("indicator-evidence", args=[letters.public_id, 2024]))

    assert answer.content == PDF.data
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment;")
    assert missing.status_code == 404


def test_history_shows_what_it_was(
    office: Office, letters: Indicator, client: Client
) -> None:
    actions.record_value(office.lan, letters, 2025, "48.120", source="Đếm lại")
    client.force_login(office.lan)

    page = client.get(reverse("indicator", args=[letters.public_id])).content.decode()

    assert "48.000 → 48.120" in page


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
        actions.record_value(office.lan, made, 2026, "1", evidence=PDF)
    with CaptureQueriesContext(connection) as three:
        client.get(reverse("indicator-list"))

    assert len(three) == len(one)


def test_desk_asks_for_missing_figures(office: Office, letters: Indicator) -> None:
    assert [each.label for each in desk.waiting(office.lan, 2026)] == [
        "1 chỉ số năm 2026 chưa có số liệu"
    ]
    assert desk.waiting(office.lan, 2025) == []
    assert desk.waiting(office.thu, 2026) == []
    assert desk.waiting(office.hoa, 2026) == []
    assert [each.value for each in desk.figures(office.lan, 2025)] == ["48.000"]
    (step,) = desk.step(office.lan, 2025)
    assert (step.state, step.detail) == ("done", "1/1 chỉ số")
