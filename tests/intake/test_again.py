"""A long sheet is looked at anew by the worker; nothing settled for it is lost."""

import pytest

from tests.intake.sheets import HEADINGS, line, workbook
from tests.worlds import Office
from vinhdanh.base.models import AuditEvent
from vinhdanh.base.refusal import Refused
from vinhdanh.intake import actions, again, batches, tasks
from vinhdanh.intake.models import ImportBatch


@pytest.fixture(autouse=True)
def _every_sheet_is_long(monkeypatch) -> None:
    monkeypatch.setattr(again, "LONG_BYTES", 0)


def read(office: Office, *lines) -> ImportBatch:
    return actions.read_sheet(
        office.lan, office.unit, workbook(lines), "danh-sach.xlsx", year=2016
    )


def test_a_mended_cell_is_kept_and_read_by_the_worker(
    office: Office, monkeypatch
) -> None:
    batch = read(office, line("Lý Thị Chín", "31/02/1980"))
    with monkeypatch.context() as patched:
        patched.delattr(batches, "restage")
        actions.mend_cell(office.lan, batch, 5, "C", "28/02/1980")
    batch.refresh_from_db()
    assert (batch.state, batch.mended) == ("reading", {"5": {"C": "28/02/1980"}})
    assert batch.rows.get().word == "error"

    tasks.stage_received.enqueue(office.lan.pk, batch.pk)

    batch.refresh_from_db()
    assert (batch.state, batch.rows.get().word) == ("read", "new")
    assert not again.is_asked(batch)


def test_the_officers_word_is_compared_without_reading_the_file(
    office: Office, monkeypatch
) -> None:
    batch = read(office, line("Mai Văn Tám"))
    actions.say_no_inquiry(office.lan, batch, is_so=True)
    batch.refresh_from_db()
    assert (batch.state, batch.says_no_inquiry) == ("reading", False)

    monkeypatch.delattr(batches, "opened")
    tasks.stage_received.enqueue(office.lan.pk, batch.pk)
    batch.refresh_from_db()
    assert (batch.state, batch.says_no_inquiry) == ("read", True)


def test_while_it_is_read_nothing_else_is_settled(office: Office) -> None:
    batch = read(office, line("Lý Thị Chín", "31/02/1980"))
    actions.mend_cell(office.lan, batch, 5, "C", "28/02/1980")

    with pytest.raises(Refused) as refusal:
        actions.mend_cell(office.lan, batch, 5, "C", "27/02/1980")

    assert refusal.value.code == "import.closed"


def test_another_kind_that_cannot_be_read_leaves_the_list_as_it_was(
    office: Office, monkeypatch
) -> None:
    batch = read(office, line("Lý Thị Chín", "31/02/1980"))
    before = batch.list_kind, batch.mapping, batch.problems
    actions.choose_kind(office.lan, batch, "grades")
    batch.refresh_from_db()
    assert (batch.list_kind, batch.mapping, batch.problems) == before

    def refuse(*_args: object) -> None:
        raise Refused("import.unreadable", "Không có dòng tiêu đề.")

    monkeypatch.setattr(batches, "understand", refuse)
    tasks.stage_received.enqueue(office.lan.pk, batch.pk)

    batch.refresh_from_db()
    assert (batch.list_kind, batch.mapping, batch.problems) == before
    assert batch.state == "read"
    assert batch.result["refused"] == "Không có dòng tiêu đề."
    assert batch.rows.count() == 1


def test_other_columns_are_taken_when_the_worker_has_read(office: Office) -> None:
    batch = read(office, line("Mai Văn Tám"))
    chosen = batches.mapping_of(batch)
    del chosen.columns["I"]
    actions.remap(office.lan, batch, chosen)
    batch.refresh_from_db()
    assert "I" in batch.mapping["columns"]

    tasks.stage_received.enqueue(office.lan.pk, batch.pk)

    batch.refresh_from_db()
    assert "I" not in batch.mapping["columns"]
    event = AuditEvent.objects.get(verb="import.remap")
    assert "I" not in (event.after or {})["columns"]


def test_a_list_sent_twice_to_the_worker_is_read_once(office: Office) -> None:
    batch = read(office, line("Lý Thị Chín", "31/02/1980"))
    actions.mend_cell(office.lan, batch, 5, "C", "28/02/1980")

    tasks.stage_received.enqueue(office.lan.pk, batch.pk)
    tasks.stage_received.enqueue(office.lan.pk, batch.pk)

    assert AuditEvent.objects.filter(verb="import.read").count() == 2


def test_a_list_with_open_questions_is_not_sent_to_be_entered(
    office: Office, monkeypatch
) -> None:
    batch = read(office, line("Lý Thị Chín", "31/02/1980"))
    # What was found when it was read is enough; the worker compares once more.
    monkeypatch.delattr(batches, "matched")

    with pytest.raises(Refused, match="Còn 1 lỗi trong danh sách"):
        actions.confirm_later(office.lan, batch)


HEADED = (*HEADINGS, "Số CCCD")
AN = "079185000001"


@pytest.mark.parametrize(
    "chosen",
    [
        [(5, "an")],
        [(5, "an"), (6, "an")],
        [(6, "an"), (5, "an")],
        [(5, "an"), (6, "an"), (5, "new")],
        [(5, "new"), (6, "new"), (6, "an"), (6, "new")],
    ],
)
def test_choices_of_a_long_roster_say_at_once_what_the_whole_list_would(
    office: Office, monkeypatch, chosen: list[tuple[int, str]]
) -> None:
    rows = [
        [*line("Nguyễn Văn An", "09/09/1990"), AN],
        [*line("Nguyễn Văn An", "08/08/1990"), AN],
        [*line("Nguyễn Văn An", "01/01/1985"), ""],
        [*line("Lý Thị Chín", "31/02/1980"), ""],
        [*line("Mai Văn Tám"), AN],
        [*line("Hoàng Thị Bình", "03/03/1983", unit="Phòng Tin học"), ""],
    ]
    data = workbook(rows, headings=HEADED)
    batch = actions.read_sheet(office.lan, office.unit, data, "a.xlsx", year=2016)
    rematch = batches.rematch
    with monkeypatch.context() as patched:
        patched.delattr(batches, "rematch")
        for row, said in chosen:
            person = office.an if said == "an" else None
            actions.choose_person(office.lan, batch, row, person)
    batch.refresh_from_db()
    told = batch.state, batch.problems, stood(batch)

    rematch(batch)

    assert told == ("read", batch.problems, stood(batch))


def stood(batch: ImportBatch) -> list[tuple[object, ...]]:
    names = ("sheet_row", "word", "person", "is_new_person", "changes", "candidates")
    return list(batch.rows.values_list(*names, "raw", "values", "unit", "unit_name"))
