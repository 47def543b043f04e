import io
import re
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.intake.sheets import line, workbook
from tests.worlds import Office
from vinhdanh.base.models import AuditEvent
from vinhdanh.base.refusal import Refused
from vinhdanh.intake import actions, again, batches, leaving, tasks, undoing
from vinhdanh.intake.models import ImportBatch
from vinhdanh.pages.intake import desk
from vinhdanh.pages.intake.forms import MappingForm
from vinhdanh.registry.models import Person, Unit, YearFact
from vinhdanh.sheets import mapping, reading
from vinhdanh.sheets.lists import LISTS
from vinhdanh.sheets.roster import ROSTER


def send(client: Client, office: Office, data: bytes, **more: str):
    return client.post(
        reverse("import-list"),
        {
            "file": SimpleUploadedFile("danh-sach.xlsx", data),
            "unit": office.unit.subject.public_id,
            "year": "2016",
        }
        | more,
        follow=True,
    )


def read(office: Office, *lines) -> ImportBatch:
    return actions.read_sheet(
        office.lan, office.unit, workbook(lines), "danh-sach.xlsx", year=2016
    )


def test_the_officer_sends_looks_and_confirms(office: Office, client: Client) -> None:
    client.force_login(office.lan)

    page = send(client, office, workbook([line("Mai Văn Tám")])).content.decode()
    assert "Xem trước “danh-sach.xlsx”" in page
    assert "Cột C “Ngày sinh” là ngày sinh." in page
    assert "Mai Văn Tám · sinh 01/01/1980 · nam · Chuyên viên" in page

    batch = ImportBatch.objects.get()
    address = reverse("import-confirm", args=[batch.public_id])
    page = client.post(address, follow=True).content.decode()
    assert "1 dòng vào = 1 người ra." in page
    assert Person.objects.filter(subject__name="Mai Văn Tám").count() == 1


def test_a_file_of_another_kind_is_refused_on_the_form(
    office: Office, client: Client
) -> None:
    client.force_login(office.lan)

    page = send(client, office, b"%PDF-1.7 khong phai bang tinh").content.decode()

    assert "thật ra là tệp PDF" in page
    assert ImportBatch.objects.count() == 0


def test_the_same_file_again_leads_to_the_earlier_one(
    office: Office, client: Client
) -> None:
    client.force_login(office.lan)
    data = workbook([line("Mai Văn Tám")])
    send(client, office, data)
    first = ImportBatch.objects.get()

    page = send(client, office, data).content.decode()

    assert f'href="{reverse("import", args=[first.public_id])}"' in page
    assert "Đọc lại dù tệp này đã được gửi trước đây" in page
    send(client, office, data, again="on")
    assert ImportBatch.objects.count() == 2


def test_a_long_file_is_read_by_the_worker(
    office: Office, client: Client, monkeypatch, django_capture_on_commit_callbacks
) -> None:
    monkeypatch.setattr("vinhdanh.pages.intake.views.LARGE_BYTES", 10)
    client.force_login(office.lan)

    with django_capture_on_commit_callbacks(execute=True):
        send(client, office, workbook([line("Mai Văn Tám")]))

    assert ImportBatch.objects.get().state == "read"


def test_a_long_list_is_entered_by_the_worker(
    office: Office, client: Client, monkeypatch, django_capture_on_commit_callbacks
) -> None:
    monkeypatch.setattr("vinhdanh.pages.intake.deeds.LONG_LIST", 0)
    client.force_login(office.lan)
    batch = read(office, line("Mai Văn Tám"))

    client.post(reverse("import-confirm", args=[batch.public_id]))
    page = client.get(reverse("import", args=[batch.public_id])).content.decode()
    assert "Đang nhập; tất cả hoặc không gì cả." in page
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("import-confirm", args=[batch.public_id]))

    batch.refresh_from_db()
    assert batch.state == "imported"


def test_errors_are_listed_and_mended_in_place(office: Office, client: Client) -> None:
    client.force_login(office.lan)
    batch = read(office, line("Lý Thị Chín", "31/02/1980"))
    address = reverse("import", args=[batch.public_id])

    page = client.get(address).content.decode()
    assert "1 lỗi phải sửa trước khi nhập" in page
    assert "“31/02/1980” không phải ngày có thật." in page
    assert 'class="text-nowrap table-danger"' in page
    assert "disabled" in page

    mend = reverse("import-mend", args=[batch.public_id])
    page = client.post(mend, {"row": "5", "cell_C": "28/02/1980"}, follow=True)
    assert "lỗi phải sửa" not in page.content.decode()
    batch.refresh_from_db()
    assert [found for found in batch.problems if found["severity"] == "error"] == []


def test_problems_are_paged_and_mending_leads_back_to_their_page(
    office: Office, client: Client, monkeypatch
) -> None:
    monkeypatch.setattr("vinhdanh.pages.intake.views.PAGE", 2)
    client.force_login(office.lan)
    names = ("Tám", "Chín", "Mười", "Sáu")
    batch = read(office, *(line(f"Mai Văn {name}", "31/02/1980") for name in names))
    address = reverse("import", args=[batch.public_id])

    first = client.get(address).content.decode()
    assert "Hiện 1–2 trong 4 điều" in first
    assert 'href="?trang_loi=2#can-xem"' in first
    second = client.get(address, {"trang_loi": "2", "trang": "2"}).content.decode()
    assert "Hiện 3–4 trong 4 điều" in second
    assert 'href="?trang_loi=1&amp;trang=2#can-xem"' in second
    assert 'name="trang_loi" value="2"' in second
    answer = client.post(
        reverse("import-mend", args=[batch.public_id]),
        {"row": "8", "cell_C": "28/02/1980", "trang_loi": "2"},
    )

    assert answer["Location"] == f"{address}?trang_loi=2#can-xem"


def test_a_long_list_is_read_again_by_the_worker(
    office: Office, client: Client, monkeypatch, django_capture_on_commit_callbacks
) -> None:
    monkeypatch.setattr("vinhdanh.intake.again.LONG_BYTES", 0)
    client.force_login(office.lan)
    batch = read(office, line("Lý Thị Chín", "31/02/1980"))
    mend = reverse("import-mend", args=[batch.public_id])

    page = client.post(mend, {"row": "5", "cell_C": "28/02/1980"}, follow=True)
    assert "Danh sách dài, đang được đọc." in page.content.decode()
    assert "những gì đã ghi vẫn được giữ" in page.content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("import-read", args=[batch.public_id]))

    batch.refresh_from_db()
    assert (batch.state, batch.rows.get().word) == ("read", "new")


def test_what_was_typed_stays_where_mending_is_refused(
    office: Office, client: Client
) -> None:
    client.force_login(office.lan)
    batch = read(office, line("Lý Thị Chín", "31/02/1980"))
    mend = reverse("import-mend", args=[batch.public_id])
    ImportBatch.objects.update(state="reading")

    page = client.post(mend, {"row": "5", "cell_C": "28/02/1980"}).content.decode()
    nowhere = client.post(mend, {"row": "77", "cell_C": "x"})

    assert "Danh sách này đang đọc, không sửa được nữa." in page
    assert re.search(r'name="cell_C" rows="1">28/02/1980<', page)
    assert "Sửa các ô" in page
    assert nowhere["Location"] == reverse("import", args=[batch.public_id])


def test_columns_are_understood_otherwise(office: Office, client: Client) -> None:
    client.force_login(office.lan)
    batch = read(office, line("Mai Văn Tám"))
    form = {
        f"column_{letter}": f"{use['key']}:{use['year'] or ''}"
        for letter, use in batch.mapping["columns"].items()
    }
    form |= {f"blank_{key}": code for key, code in batch.mapping["blank_means"].items()}

    client.post(
        reverse("import-remap", args=[batch.public_id]),
        form | {"column_I": "-", "column_H": "rating:2014"},
    )

    assert batch.rows.get().values["rating"] == {"2014": "HTT"}


def test_meanings_that_were_not_taken_stay_chosen_on_the_page(
    office: Office, client: Client
) -> None:
    client.force_login(office.lan)
    batch = read(office, line("Mai Văn Tám"))
    form = _columns(batch, "I") | {"column_H": "rating:2014", "column_A": "nhầm"}

    answer = client.post(reverse("import-remap", args=[batch.public_id]), form)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Hãy chọn nghĩa của cột trong danh sách đã cho." in page
    assert '<option value="rating:2014" selected>' in page
    assert batch.rows.get().values["rating"] == {"2015": "HTT", "2016": "HTXS"}


def test_meanings_that_the_worker_could_not_take_stay_chosen_on_the_page(
    office: Office, client: Client, monkeypatch
) -> None:
    client.force_login(office.lan)
    batch = read(office, line("Mai Văn Tám"))
    monkeypatch.setattr(again, "LONG_BYTES", 0)
    meant = batches.mapping_of(batch).used_as("H", "rating", 2014)
    actions.remap(office.lan, batch, meant)

    def refuse(*_args: object) -> None:
        raise Refused("import.unreadable", "Tệp không còn đọc được.")

    monkeypatch.setattr(batches, "restage", refuse)
    tasks.stage_received.enqueue(office.lan.pk, batch.pk)

    page = client.get(reverse("import", args=[batch.public_id])).content.decode()
    assert "Tệp không còn đọc được." in page
    assert '<option value="rating:2014" selected>' in page


def test_unknown_units_are_added_by_an_explicit_choice(
    office: Office, client: Client
) -> None:
    client.force_login(office.lan)
    batch = read(
        office,
        line("Mai Văn Tám", unit="Phòng Tin học"),
        line("Lý Thị Chín", "02/02/1982", unit="Phòng Dân nguyện"),
    )
    page = client.get(reverse("import", args=[batch.public_id])).content.decode()
    assert "Thêm tất cả 2 đơn vị mới" in page

    client.post(
        reverse("import-units", args=[batch.public_id]),
        {"unit": ["Phòng Tin học", "Phòng Dân nguyện"]},
    )
    client.post(reverse("import-confirm", args=[batch.public_id]))

    assert Unit.objects.filter(subject__name="Phòng Dân nguyện").count() == 1


def test_a_doubtful_person_is_chosen_on_the_rows_page(
    office: Office, client: Client
) -> None:
    client.force_login(office.lan)
    batch = read(office, line("Nguyễn Văn An", "09/09/1990"))
    row = reverse("import-row", args=[batch.public_id, 5])
    page = client.get(row).content.decode()
    assert "Nguyễn Văn An, sinh 01/01/1985 – Chuyên viên Phòng Tổng hợp" in page

    client.post(
        reverse("import-choose", args=[batch.public_id]),
        {"row": "5", "person": str(office.an.subject.public_id), "back": "row"},
    )

    assert batch.rows.get().person == office.an


def test_somebody_who_is_no_candidate_is_not_found(
    office: Office, client: Client
) -> None:
    client.force_login(office.lan)
    batch = read(office, line("Nguyễn Văn An", "09/09/1990"))

    answer = client.post(
        reverse("import-choose", args=[batch.public_id]),
        {"row": "5", "person": str(office.chi.subject.public_id)},
    )

    assert answer.status_code == 404


def test_a_refusal_is_told_and_nothing_is_entered(
    office: Office, client: Client
) -> None:
    client.force_login(office.lan)
    batch = read(office, line("Lý Thị Chín", "31/02/1980"))

    address = reverse("import-confirm", args=[batch.public_id])
    page = client.post(address, follow=True).content.decode()

    assert "Còn 1 lỗi trong danh sách, nên chưa nhập gì." in page


def test_a_discarded_list_says_so(office: Office, client: Client) -> None:
    client.force_login(office.lan)
    batch = read(office, line("Mai Văn Tám"))

    address = reverse("import-discard", args=[batch.public_id])
    page = client.post(address, follow=True).content.decode()

    assert "không có gì của nó được nhập" in page


def test_the_template_can_be_read_back(office: Office, client: Client) -> None:
    client.force_login(office.lan)

    data = client.get(reverse("import-template", args=[2016])).content

    book = reading.open_workbook(data, "mau.xlsx")
    assert mapping.refusals(mapping.guess(book, ROSTER, year=2016), ROSTER) == []


@pytest.mark.parametrize("code", LISTS)
def test_every_kind_has_a_template_with_the_units_she_may_name(
    office: Office, client: Client, code: str
) -> None:
    client.force_login(office.lan)

    data = client.get(reverse("import-template-of", args=[code, 2016])).content

    book = reading.open_workbook(data, "mau.xlsx")
    chosen = mapping.guess(book, LISTS[code], year=2016)
    assert mapping.refusals(chosen, LISTS[code]) == []
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        rules = parts.read("xl/worksheets/sheet1.xml").decode()
    choices = {str(cell) for sheet in book.sheets for row in sheet.rows for cell in row}
    names_units = code != "score_sheets"
    assert (office.first.name in rules or office.first.name in choices) is names_units


def test_the_file_comes_back_as_it_was_sent(office: Office, client: Client) -> None:
    client.force_login(office.lan)
    data = workbook([line("Mai Văn Tám", "31/02/1980")])
    send(client, office, data)
    batch = ImportBatch.objects.get()

    answer = client.get(reverse("import-file", args=[batch.public_id]))

    assert answer.content == data
    assert answer["Content-Disposition"].startswith("attachment")
    sheet = client.get(reverse("import-problems", args=[batch.public_id])).content
    told = reading.open_workbook(sheet, "can-xem.xlsx").sheets[0].rows
    assert told[3][:2] == [5, "C"]


def test_strangers_find_nothing(office: Office, client: Client) -> None:
    batch = read(office, line("Mai Văn Tám"))
    one = [batch.public_id]
    asked = [
        reverse("import", args=one),
        reverse("import-row", args=[batch.public_id, 5]),
        reverse("import-file", args=one),
        reverse("import-problems", args=one),
    ]
    deeds = [
        reverse(f"import-{name}", args=one)
        for name in (
            "remap",
            "mend",
            "choose",
            "units",
            "say",
            "read",
            "confirm",
            "discard",
            "remove-file",
        )
    ]
    for address in (*asked, reverse("import-list")):
        assert client.get(address).status_code == 302

    for stranger in (office.hoa, office.hanh, office.minh):
        client.force_login(stranger)
        assert [client.get(address).status_code for address in asked] == [404] * 4
        assert [client.post(address).status_code for address in deeds] == [404] * 9
        assert (
            "danh-sach.xlsx" not in client.get(reverse("import-list")).content.decode()
        )
    assert batch.rows.count() == 1


def test_the_preview_asks_as_much_for_three_rows_as_for_one(
    office: Office, client: Client
) -> None:
    client.force_login(office.lan)

    def count(*lines) -> int:
        batch = read(office, *lines)
        address = reverse("import", args=[batch.public_id])
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        return len(captured)

    one = count(line("Mai Văn Tám"))
    three = count(*(line(f"Mai Văn {given}") for given in ("Tám", "Chín", "Mười")))

    assert three == one


def test_the_desk_names_what_waits(office: Office) -> None:
    batch = read(office, line("Mai Văn Tám"))

    (waiting,) = desk.waiting(office.lan, 2016)

    assert waiting.label == "Xem và xác nhận 1 danh sách đã gửi"
    assert waiting.url == reverse("import", args=[batch.public_id])
    assert desk.waiting(office.hoa, 2016) == []


def test_the_officer_says_that_nobody_is_under_inquiry(
    office: Office, client: Client
) -> None:
    client.force_login(office.lan)
    batch = read(office, line("Mai Văn Tám"))
    say = reverse("import-say", args=[batch.public_id])

    page = client.post(say, {"is_so": "1"}, follow=True).content.decode()
    assert "Bạn đã xác nhận" in page
    client.post(reverse("import-confirm", args=[batch.public_id]))

    fact = YearFact.objects.get(subject__name="Mai Văn Tám", year=2016)
    assert fact.pending_inquiry is False
    assert fact.sources["pending_inquiry"] == (
        "danh-sach.xlsx, cán bộ xác nhận khi nhập"
    )


def test_what_an_import_did_is_looked_at_in_the_year_of_the_list(
    office: Office, client: Client
) -> None:
    client.force_login(office.lan)
    batch = read(office, line("Mai Văn Tám"))
    client.post(reverse("import-confirm", args=[batch.public_id]))

    page = client.get(reverse("import", args=[batch.public_id])).content.decode()

    assert "lượt tác giả sáng kiến mới" in page
    assert f'href="{reverse("people")}?nam={batch.year}"' in page


def test_without_that_word_it_stays_unknown(office: Office, client: Client) -> None:
    client.force_login(office.lan)
    batch = read(office, line("Mai Văn Tám"))
    say = reverse("import-say", args=[batch.public_id])
    client.post(say, {"is_so": "1"})
    client.post(say, {"is_so": "0"})

    client.post(reverse("import-confirm", args=[batch.public_id]))

    facts = YearFact.objects.filter(subject__name="Mai Văn Tám")
    assert {fact.pending_inquiry for fact in facts} == {None}


def test_an_import_is_undone_on_its_page(office: Office, client: Client) -> None:
    client.force_login(office.lan)
    batch = actions.confirm(office.lan, read(office, line("Mai Văn Tám", titles="")))
    page = client.get(reverse("import", args=[batch.public_id])).content.decode()
    assert "Hoàn tác lần nhập này" in page

    address = reverse("import-undo", args=[batch.public_id])
    page = client.post(address, {"why": "Gửi nhầm"}, follow=True).content.decode()

    assert "Đã hoàn tác ngày" in page
    assert not Person.objects.filter(subject__name="Mai Văn Tám").exists()
    again = client.post(address, follow=True).content.decode()
    assert "không có gì để hoàn tác" in again


def test_the_reason_stays_where_taking_an_import_back_is_refused(
    office: Office, client: Client, monkeypatch
) -> None:
    client.force_login(office.lan)
    batch = actions.confirm(office.lan, read(office, line("Mai Văn Tám", titles="")))

    def refuse(*_args: object) -> None:
        raise Refused("import.built_on", "Đã có việc dựa trên lần nhập này.")

    monkeypatch.setattr(undoing, "undo", refuse)
    address = reverse("import-undo", args=[batch.public_id])
    page = client.post(address, {"why": "Gửi nhầm & sai"}, follow=True).content.decode()

    assert "Đã có việc dựa trên lần nhập này." in page
    assert 'name="why" value="Gửi nhầm &amp; sai"' in page


def test_the_sent_file_is_removed_when_it_is_no_longer_needed(
    office: Office, client: Client
) -> None:
    client.force_login(office.lan)
    batch = read(office, line("Mai Văn Tám", titles=""))
    address = reverse("import", args=[batch.public_id])
    remove = reverse("import-remove-file", args=[batch.public_id])

    refused = client.post(remove, follow=True).content.decode()
    assert "nên còn cần tệp. Hãy nhập hoặc bỏ trước." in refused
    actions.confirm(office.lan, batch)
    assert "Xóa tệp đã gửi" in client.get(address).content.decode()
    page = client.post(remove, follow=True).content.decode()

    assert "còn giữ tên và mã băm" in page
    assert reverse("import-file", args=[batch.public_id]) not in page
    event = AuditEvent.objects.get(verb="import.remove_file")
    assert (event.before or {})["sha256"] == batch.file.sha256
    gone = client.get(reverse("import-file", args=[batch.public_id]))
    assert gone.status_code == 409
    assert "đã được xóa trước đó" in client.post(remove, follow=True).content.decode()
    batch.refresh_from_db()
    undoing.undo(office.lan, batch)
    assert not Person.objects.filter(subject__name="Mai Văn Tám").exists()


def test_another_kind_of_list_is_chosen(office: Office, client: Client) -> None:
    client.force_login(office.lan)
    batch = read(office, line("Nguyễn Văn An", "01/01/1985"))
    page = client.get(reverse("import", args=[batch.public_id])).content.decode()
    assert "Đọc theo loại: Danh sách cán bộ" in page

    address = reverse("import-kind", args=[batch.public_id])
    page = client.post(address, {"kind": "grades"}, follow=True).content.decode()
    assert "Đọc theo loại: Kết quả xếp loại năm" in page
    page = client.post(address, {"kind": "nope"}, follow=True).content.decode()
    assert "Hãy chọn loại danh sách đã cho." in page


def test_a_remembered_choice_is_told_and_let_go(office: Office, client: Client) -> None:
    client.force_login(office.lan)
    batch = read(office, line("Mai Văn Tám"))
    client.post(reverse("import-remap", args=[batch.public_id]), _columns(batch, "E"))

    page = send(
        client, office, workbook([line("Lý Thị Chín")], title="BẢNG KHÁC")
    ).content.decode()
    assert "Các cột được hiểu như bạn đã chọn ngày" in page
    batch = ImportBatch.objects.order_by("-pk")[0]
    address = reverse("import-forget", args=[batch.public_id])
    page = client.post(address, follow=True).content.decode()

    assert "Các cột được hiểu như bạn đã chọn ngày" not in page


def _columns(batch: ImportBatch, unused: str) -> dict[str, str]:
    form = MappingForm(batch=batch)
    said = {name: form[name].initial for name in form.fields}
    return said | {f"column_{unused}": "-"}


def test_every_kind_has_a_form_and_what_is_known_of_it(
    office: Office, client: Client
) -> None:
    client.force_login(office.lan)

    for kind in LISTS:
        address = reverse("import-template-of", args=[kind, 2016])
        assert client.get(address).content.startswith(b"PK")
    for kind in leaving.KINDS:
        address = reverse("import-current", args=[kind, 2016])
        assert client.get(address).content.startswith(b"PK")
    unknown = [
        reverse("import-template-of", args=["nope", 2016]),
        reverse("import-current", args=["nope", 2016]),
    ]
    assert [client.get(address).status_code for address in unknown] == [404, 404]


def test_whoever_takes_a_list_out_is_in_the_log(office: Office, client: Client) -> None:
    client.force_login(office.lan)
    batch = read(office, line("Lý Thị Chín"))
    address = reverse("import-current", args=["roster", 2016])

    client.get(address)
    client.get(reverse("import-file", args=[batch.public_id]))
    client.get(reverse("import-marked", args=[batch.public_id]))
    client.get(reverse("import-problems", args=[batch.public_id]))
    refused = client.get(address, {"so-dinh-danh": "du", "ly-do": " "}, follow=True)
    client.get(address, {"so-dinh-danh": "du", "ly-do": "Đối chiếu bảo hiểm"})

    taken = AuditEvent.objects.filter(verb__startswith="import.take_").order_by("seq")
    assert list(taken.values_list("verb", "actor_name", "reason")) == [
        ("import.take_list", "Nguyễn Thị Lan", ""),
        ("import.take_file", "Nguyễn Thị Lan", ""),
        ("import.take_marked", "Nguyễn Thị Lan", ""),
        ("import.take_problems", "Nguyễn Thị Lan", ""),
        ("import.take_list", "Nguyễn Thị Lan", "Đối chiếu bảo hiểm"),
    ]
    assert (
        "Hãy ghi lấy danh sách đủ số định danh để làm gì." in refused.content.decode()
    )


def test_a_long_list_is_taken_with_a_reason_alone(
    office: Office, client: Client, monkeypatch
) -> None:
    client.force_login(office.lan)
    monkeypatch.setattr("vinhdanh.accounts.taking.MANY", 2)
    address = reverse("import-current", args=["roster", 2016])

    asked = client.get(address, {"don-vi": office.unit.subject.public_id})
    assert "Lấy ra để làm gì" in asked.content.decode()
    assert f'name="don-vi" value="{office.unit.subject.public_id}"' in (
        asked.content.decode()
    )
    assert not AuditEvent.objects.filter(verb="import.take_list").exists()
    data = client.get(address, {"ly-do": "Sửa rồi nhập lại"}).content

    event = AuditEvent.objects.get(verb="import.take_list")
    assert (event.reason, (event.after or {})["rows"]) == ("Sửa rồi nhập lại", 5)
    batch = actions.read_sheet(office.lan, office.unit, data, "lai.xlsx", year=2016)
    assert {row.word for row in batch.rows.all()} == {"same"}


def test_the_marked_sheet_bears_the_name_of_the_one_sent(
    office: Office, client: Client
) -> None:
    client.force_login(office.lan)
    batch = read(office, line("Lý Thị Chín", "31/02/1980"))

    answer = client.get(reverse("import-marked", args=[batch.public_id]))

    assert answer.content.startswith(b"PK")
    assert "danh-sach%20(%C4%91%C3%A3" in answer["Content-Disposition"]
