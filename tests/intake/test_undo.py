"""A whole import is taken back, until something else is built on it."""

from datetime import date
from typing import Any

import pytest

from tests.intake.sheets import INITIATIVE, line, workbook
from tests.worlds import Office
from vinhdanh.base import audit
from vinhdanh.base.models import AuditEvent
from vinhdanh.base.refusal import Refused
from vinhdanh.base.rights import Forbidden
from vinhdanh.intake import actions, footprint, undoing
from vinhdanh.intake.models import ImportBatch, ImportRow
from vinhdanh.ledger import actions as deeds
from vinhdanh.ledger import queries as ledger
from vinhdanh.ledger.enums import Standing
from vinhdanh.ledger.models import Award, LedgerEntry
from vinhdanh.registry import actions as registry
from vinhdanh.registry import queries
from vinhdanh.registry.models import Person, Post, Unit, YearFact

AN = ("Nguyễn Văn An", "01/01/1985")


def read(office: Office, *lines: list[str], name: str = "danh-sach.xlsx"):
    return actions.read_sheet(
        office.lan, office.unit, workbook(lines), name, year=2016, again=True
    )


def imported(office: Office, *lines: list[str], name: str = "danh-sach.xlsx"):
    return actions.confirm(office.lan, read(office, *lines, name=name))


def everything() -> dict[str, list[Any]]:
    """Every row of every table an import may write, but the ledger's."""
    return {
        watched.label: list(watched.model.objects.order_by("pk").values())
        for watched in footprint.WATCHED
        if watched.model is not Award
    }


def refusal_of(office: Office, batch: ImportBatch) -> str:
    with pytest.raises(Refused) as refused:
        undoing.undo(office.lan, batch)
    batch.refresh_from_db()
    assert batch.state == "imported"
    return refused.value.message


def test_new_people_go_and_changed_ones_get_back_what_was(office: Office) -> None:
    imported(office, line(*AN, unit="Phòng Tổng hợp", titles=""))
    before = everything()
    batch = imported(
        office,
        line(*AN, post="Phó Trưởng phòng", rated_2016="HTNV", titles=""),
        line("Mai Văn Tám", initiatives=INITIATIVE, titles=""),
        name="lan-hai.xlsx",
    )
    assert everything() != before

    undone = undoing.undo(office.lan, batch, "Gửi nhầm tệp")

    assert everything() == before
    assert undone.state == "undone"
    assert undone.result["undone"]["kept"] == 0
    event = AuditEvent.objects.filter(verb="import.undo").get()
    assert event.reason == "Gửi nhầm tệp"
    assert set(
        AuditEvent.objects.filter(seq__lt=event.seq, verb__startswith="import.re")
        .exclude(verb="import.read")
        .values_list("verb", flat=True)
    ) >= {"import.remove", "import.restore"}
    assert audit.check() is None


def test_six_rows_are_taken_back_with_as_many_statements_as_two(
    office: Office, django_assert_max_num_queries
) -> None:
    def count(*given: str) -> int:
        lines = [line(f"Mai Văn {name}", titles="") for name in given]
        imported(office, *lines)
        mended = [[*cells[:4], "Trưởng phòng", *cells[5:]] for cells in lines]
        mended += [line(f"Lý Thị {name}", titles="") for name in given]
        batch = imported(office, *mended, name="lan-hai.xlsx")
        with django_assert_max_num_queries(400) as captured:
            undoing.undo(office.lan, batch)
        return len(captured)

    count("Không")
    two = count("Tám", "Chín")
    six = count("Một", "Hai", "Ba", "Bốn", "Năm", "Sáu")

    assert six == two


def test_the_same_list_is_read_again_after_an_undo(office: Office) -> None:
    lines = [line("Mai Văn Tám", titles="")]
    undoing.undo(office.lan, imported(office, *lines))

    again = actions.read_sheet(
        office.lan, office.unit, workbook(lines), "danh-sach.xlsx", year=2016
    )

    assert [row.word for row in again.rows.all()] == ["new"]


def test_a_unit_founded_with_the_import_goes_with_it(office: Office) -> None:
    units = Unit.objects.count()
    batch = read(office, line("Mai Văn Tám", unit="Phòng Tin học", titles=""))
    actions.add_unit_for(office.lan, batch, "Phòng Tin học")
    actions.confirm(office.lan, batch)
    assert Unit.objects.count() == units + 1

    undoing.undo(office.lan, batch)

    assert Unit.objects.count() == units
    assert not Person.objects.filter(subject__name="Mai Văn Tám").exists()


def test_earlier_titles_are_taken_back_by_a_further_entry(office: Office) -> None:
    batch = imported(office, line("Mai Văn Tám", titles="LĐTT 2015"))
    award = Award.objects.get()

    undone = undoing.undo(office.lan, batch)

    assert ledger.standing_of(award) == Standing.REVOKED
    assert LedgerEntry.objects.filter(award=award).count() == 2
    assert ledger.check_chain() is None
    # The ledger goes on naming her, so she stays with her post; facts do not.
    assert undone.result["undone"]["kept"] == 3  # the name, the person, her post
    assert Person.objects.filter(subject=award.subject).exists()
    assert not YearFact.objects.filter(subject=award.subject).exists()


def test_whom_the_ledger_names_is_the_same_person_when_entered_again(
    office: Office,
) -> None:
    listed = line("Mai Văn Tám", titles="LĐTT 2015")

    for _time in range(3):
        undoing.undo(office.lan, imported(office, listed))

        kept = Person.objects.get(subject__name="Mai Văn Tám")
        assert kept in queries.people_visible_to(office.lan)
    assert kept.posts.count() == 1


def test_a_post_added_for_who_was_there_before_goes_though_she_has_awards(
    office: Office,
) -> None:
    deeds.record_outside_decision(
        office.lan,
        office.unit,
        [deeds.AwardLine(office.an.subject, "LDTT", 2014, office.first, "An")],
        deeds.DecisionRef("Chánh Văn phòng", "12/QĐ-VP", date(2014, 12, 20)),
    )
    batch = read(office, line(*AN, unit="Phòng Hành chính", titles=""))
    actions.choose_person(office.lan, batch, 5, office.an)
    undoing.undo(office.lan, actions.confirm(office.lan, batch))

    assert office.an.posts.get().unit == office.first


def test_whatever_was_changed_since_is_named(office: Office) -> None:
    batch = imported(office, line("Mai Văn Tám", titles=""))
    person = Person.objects.get(subject__name="Mai Văn Tám")
    registry.record_year_facts(
        office.lan, person.subject, 2016, {"rating": "HT"}, source="sửa tay"
    )

    message = refusal_of(office, batch)

    assert "Mai Văn Tám: đã được sửa ngày" in message
    assert "Nguyễn Thị Lan" in message


def test_a_later_import_of_the_same_people_comes_first(office: Office) -> None:
    first = imported(office, line("Mai Văn Tám", titles=""))
    second = imported(
        office, line("Mai Văn Tám", rated_2016="HTNV", titles=""), name="sau.xlsx"
    )
    assert "Mai Văn Tám" in refusal_of(office, first)

    undoing.undo(office.lan, second)

    assert undoing.undo(office.lan, first).state == "undone"


def test_what_points_to_a_person_made_is_named(office: Office) -> None:
    batch = imported(office, line("Mai Văn Tám", titles=""))
    person = Person.objects.get(subject__name="Mai Văn Tám")
    Post.objects.create(person=person, unit=office.second, title="Văn thư")

    assert "Mai Văn Tám: có thêm chức vụ" in refusal_of(office, batch)


def test_an_award_corrected_since_is_named(office: Office) -> None:
    batch = imported(office, line("Mai Văn Tám", titles="LĐTT 2015"))

    deeds.correct_award(
        office.minh,
        Award.objects.get(),
        changes={"recipient_name": "Mai Văn Tâm"},
        reason="In sai tên",
    )

    assert "sổ khen thưởng có ghi tiếp" in refusal_of(office, batch)


def test_many_obstacles_are_counted_and_the_first_named(office: Office) -> None:
    names = [f"Mai Văn {word}" for word in ("Một", "Hai", "Ba", "Tư", "Năm", "Sáu")]
    batch = imported(office, *(line(name, titles="") for name in names))
    for person in Person.objects.filter(subject__name__in=names):
        Post.objects.create(person=person, unit=office.second)

    message = refusal_of(office, batch)

    assert message.count("có thêm chức vụ") == undoing.NAMED
    assert "và 1 việc khác" in message


def test_a_list_that_was_not_entered_has_nothing_to_undo(office: Office) -> None:
    batch = read(office, line("Mai Văn Tám"))

    with pytest.raises(Refused, match="không có gì để hoàn tác"):
        undoing.undo(office.lan, batch)


def test_only_the_officer_undoes(office: Office) -> None:
    batch = imported(office, line("Mai Văn Tám", titles=""))

    with pytest.raises(Forbidden):
        undoing.undo(office.hoa, batch)
    assert ImportRow.objects.filter(batch=batch, word="new").count() == 1
