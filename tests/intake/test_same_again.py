"""What a list repeats is not entered a second time: “same” writes nothing."""

from datetime import date

import pytest

from tests.intake.sheets import INITIATIVE, line, workbook
from tests.worlds import Office
from vinhdanh.base.models import AuditEvent
from vinhdanh.intake import actions, undoing
from vinhdanh.intake.models import ImportBatch
from vinhdanh.ledger import actions as ledger
from vinhdanh.ledger.actions import AwardLine, DecisionRef
from vinhdanh.ledger.models import Award
from vinhdanh.registry import actions as registry
from vinhdanh.registry.models import Authorship, Person, RecognisedWork, YearFact

GRADES = ("STT", "Họ và tên", "Ngày sinh", "Đơn vị", "Xếp loại 2016")

DECISION = DecisionRef("Chánh Văn phòng", "115/QĐ-VP", date(2016, 1, 5))


def roster(office: Office, *lines) -> ImportBatch:
    return actions.read_sheet(
        office.lan, office.unit, workbook(lines), "ds.xlsx", year=2016, again=True
    )


def grades(office: Office, *lines) -> ImportBatch:
    return actions.read_sheet(
        office.lan,
        office.unit,
        workbook(lines, headings=GRADES, title=""),
        "xep-loai.xlsx",
        kind="grades",
        year=2016,
        again=True,
    )


@pytest.fixture
def merged(office: Office) -> Person:
    """Return a record that is merged into An's at the end of the test's first part."""
    form = registry.PersonForm(
        name="Nguyễn Văn Ân",
        birth_date=date(1985, 1, 1),
        recruited_on=date(2010, 3, 1),
    )
    return registry.add_person(office.lan, office.second, form)


def merge(office: Office, alias: Person) -> None:
    registry.merge_people(office.lan, office.an, alias, choices={}, reason="trùng")


def an(**cells: str) -> list[str]:
    return line("Nguyễn Văn An", "01/01/1985", titles="", **cells)


def test_a_known_work_of_another_level_is_told_and_stays_as_it_is(
    office: Office,
) -> None:
    actions.confirm(office.lan, roster(office, an(initiatives=INITIATIVE)))
    batch = roster(office, an(initiatives=INITIATIVE.replace("cơ sở", "tỉnh")))

    assert batch.rows.get().word == "same"
    (told,) = [each for each in batch.problems if each["column_letter"] == "L"]
    assert (told["row"], told["severity"]) == (5, "warning")
    assert "đã có và ghi cấp cơ sở; cấp ghi ở đây không được nhập" in told["what"]

    done = actions.confirm(office.lan, batch)
    assert done.result["works"] == 0
    assert RecognisedWork.objects.get().scope == "grassroots"
    undoing.undo(office.lan, done)
    assert Authorship.objects.count() == 1


def test_a_work_of_a_merged_record_is_hers_already(
    office: Office, merged: Person
) -> None:
    registry.record_work(
        office.lan,
        merged,
        name="Số hóa hồ sơ kỳ họp",
        year=2016,
        scope="grassroots",
        decision_no="45/QĐ-VP",
        decided_on=date(2016, 12, 20),
    )
    merge(office, merged)

    done = actions.confirm(office.lan, roster(office, an(initiatives=INITIATIVE)))

    assert done.result["works"] == 0
    assert Authorship.objects.count() == 1


def test_a_title_of_a_merged_record_is_hers_already(
    office: Office, merged: Person
) -> None:
    won = AwardLine(merged.subject, "LDTT", 2015, office.second, merged.name)
    ledger.record_outside_decision(office.lan, office.unit, [won], DECISION)
    merge(office, merged)
    lines = line("Nguyễn Văn An", "01/01/1985", titles="LĐTT 2015")

    done = actions.confirm(office.lan, roster(office, lines))

    assert done.result["titles"] == 0
    assert Award.objects.count() == 1


def test_a_grade_of_a_merged_record_is_not_written_again(
    office: Office, merged: Person
) -> None:
    registry.record_year_facts(
        office.lan, merged.subject, 2016, {"rating": "HTT"}, source="Sổ"
    )
    merge(office, merged)
    row = ["1", "Nguyễn Văn An", "01/01/1985", "Phòng Tổng hợp", "HTTNV"]
    batch = grades(office, row)
    assert batch.rows.get().word == "same"
    events = AuditEvent.objects.count()

    done = actions.confirm(office.lan, batch)

    assert done.result["year_facts"] == 0
    assert YearFact.objects.count() == 1
    assert AuditEvent.objects.count() == events + 1  # the import itself


def test_another_grade_is_written(office: Office) -> None:
    row = ["1", "Nguyễn Văn An", "01/01/1985", "Phòng Tổng hợp", "HTTNV"]
    unit = ["2", "Phòng Hành chính", "", "", "HTNV"]
    actions.confirm(office.lan, grades(office, row, unit))
    row[-1], unit[-1] = "HTXSNV", "HTTNV"

    done = actions.confirm(office.lan, grades(office, row, unit))

    assert done.result["year_facts"] == 2
    assert YearFact.objects.get(subject=office.an.pk).rating == "HTXS"
    assert YearFact.objects.get(subject=office.second.pk).rating == "HTT"


WORKS = (
    *("STT", "Tên sáng kiến", "Tác giả", "Đơn vị", "Cấp công nhận"),
    *("Số quyết định", "Năm"),
)


def works(office: Office, authors: str, *, level: str = "cấp cơ sở") -> ImportBatch:
    row = ["1", "Sáng kiến một", authors, "Phòng Tổng hợp", level, "1/QĐ", "2016"]
    return actions.read_sheet(
        office.lan,
        office.unit,
        workbook([row], headings=WORKS, title=""),
        "sang-kien.xlsx",
        kind="initiatives",
        year=2016,
        again=True,
    )


def record_first(office: Office, person: Person, share: int | None = None) -> None:
    registry.record_work(
        office.lan,
        person,
        name="Sáng kiến một",
        year=2016,
        scope="grassroots",
        decision_no="1/QĐ",
        share_pct=share,
    )


def test_a_new_author_joins_the_work_at_the_level_it_has(office: Office) -> None:
    record_first(office, office.an)
    batch = works(office, "Nguyễn Văn An, Hoàng Thị Bình", level="cấp tỉnh")
    assert batch.rows.get().word == "new"

    actions.confirm(office.lan, batch)

    work = RecognisedWork.objects.get()
    assert work.scope == "grassroots"
    assert set(work.authorships.values_list("person", flat=True)) == {
        office.an.pk,
        office.binh.pk,
    }


def test_the_part_of_an_author_whose_record_was_merged_is_mended(
    office: Office, merged: Person
) -> None:
    record_first(office, merged, 30)
    merge(office, merged)
    batch = works(office, "Nguyễn Văn An (60%)")
    assert [each["what"] for each in batch.rows.get().changes] == ["share_pct"]

    done = actions.confirm(office.lan, batch)

    assert Authorship.objects.get().share_pct == 60
    undoing.undo(office.lan, done)
    assert Authorship.objects.get().share_pct == 30
