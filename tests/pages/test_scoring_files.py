"""A criteria table goes out as Excel, is mended and laid over a draft."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.scoring.scenes import table
from tests.scoring.test_papers import MESSY, sheet
from tests.worlds import signed_in
from vinhdanh.scoring import actions, tables
from vinhdanh.scoring.enums import ScoredKind
from vinhdanh.scoring.models import CriteriaVersion


@pytest.fixture
def draft(office) -> CriteriaVersion:
    made = actions.make_set(
        office.lan, office.unit, name="Thi đua các phòng", scored_kind=ScoredKind.UNIT
    )
    return actions.write_table(office.lan, made, table())


def sent(draft: CriteriaVersion, client: Client, data: bytes, name: str = "bang.xlsx"):
    address = reverse("criteria-import", args=[draft.public_id])
    return client.post(address, {"file": SimpleUploadedFile(name, data)})


def seen_in(page: str) -> str:
    return page.split('name="seen" value="')[1].split('"', maxsplit=1)[0]


def test_a_sheet_is_seen_first_and_then_laid_over_the_draft(office, draft):
    client = signed_in(office.lan)

    page = sent(draft, client, sheet(*MESSY)).content.decode()

    assert "Hoàn thành kế hoạch năm" in page
    assert "Cột B “NỘI DUNG TIÊU CHÍ” là nội dung, tiêu chí." in page
    assert tables.content(draft)["criteria"][0]["code"] == "van_ban"
    there = reverse("criteria-import", args=[draft.public_id])
    assert client.post(there, {"seen": seen_in(page)}).status_code == 302
    assert [row["name"] for row in tables.content(draft)["criteria"]][:2] == [
        "Hoàn thành kế hoạch năm",
        "Cải cách hành chính",
    ]
    draft.refresh_from_db()
    assert [band["code"] for band in draft.bands] == ["HTXS", "HTT", "HT"]


def test_our_own_sheet_comes_back_to_no_change(office, draft):
    client = signed_in(office.lan)
    data = client.get(reverse("criteria-sheet", args=[draft.public_id])).content
    before = tables.fingerprint(tables.content(draft))

    page = sent(draft, client, data).content.decode()
    client.post(
        reverse("criteria-import", args=[draft.public_id]), {"seen": seen_in(page)}
    )

    draft.refresh_from_db()
    assert tables.fingerprint(tables.content(draft)) == before


def test_bad_cells_are_named_and_nothing_can_be_laid(office, draft):
    rows = [list(row) for row in MESSY]
    rows[5][2], rows[6][2] = "bốn mươi", -20

    page = sent(draft, signed_in(office.lan), sheet(*rows)).content.decode()

    assert "Dòng 6, cột “Điểm  chuẩn” (C)" in page or "Dòng 6, cột" in page
    assert "Dòng 7, cột" in page
    assert 'name="seen"' not in page


def test_what_is_no_workbook_and_an_old_preview_are_refused_in_words(office, draft):
    client = signed_in(office.lan)

    page = sent(draft, client, b"khong phai excel", "a.xlsx")
    assert page.status_code == 422
    there = reverse("criteria-import", args=[draft.public_id])
    old = client.post(there, {"seen": "gia-mao"})
    assert old.status_code == 422
    assert "Bản xem trước đã cũ. Hãy chọn lại tệp." in old.content.decode()


def test_a_table_in_force_takes_no_sheet(office, draft):
    told = table()
    client = signed_in(office.lan)
    page = sent(draft, client, sheet(*MESSY)).content.decode()
    actions.put_in_force(office.minh, draft)

    there = reverse("criteria-import", args=[draft.public_id])
    answer = client.post(there, {"seen": seen_in(page)})

    assert answer.status_code == 422
    assert "đã áp dụng nên giữ nguyên" in answer.content.decode()
    assert len(tables.content(draft)["criteria"]) == len(told["criteria"])
    assert signed_in(office.hoa).get(there).status_code == 404
