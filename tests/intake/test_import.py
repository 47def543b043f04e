import unicodedata
from datetime import UTC, date, datetime

import pytest

from tests.intake.sheets import HEADINGS, INITIATIVE, line, workbook
from tests.worlds import Office
from vinhdanh.base import audit, files, rights
from vinhdanh.base.models import AuditEvent, StoredFile
from vinhdanh.base.refusal import Refused
from vinhdanh.intake import actions, batches, queries, tasks
from vinhdanh.intake.models import ImportBatch, ImportRow
from vinhdanh.ledger import queries as ledger
from vinhdanh.ledger.models import Award
from vinhdanh.registry import queries as registry
from vinhdanh.registry.models import Person, RecognisedWork, Unit, YearFact

FILE = "danh-sach.xlsx"


def read(
    office: Office, *lines, again: bool = False, name: str = FILE, year: int = 2016
) -> ImportBatch:
    return actions.read_sheet(
        office.lan, office.unit, workbook(lines), name, year=year, again=again
    )


def words(batch: ImportBatch) -> list[str]:
    return [row.word for row in batch.rows.all()]


def fact(name: str, year: int) -> YearFact:
    return YearFact.objects.get(subject__name=name, year=year)


def test_reading_enters_nothing(office: Office) -> None:
    people, events = Person.objects.count(), AuditEvent.objects.count()

    batch = read(office, line("Mai Văn Tám"), line("Lý Thị Chín", "02/02/1982"))

    assert words(batch) == ["new", "new"]
    assert Person.objects.count() == people
    assert (YearFact.objects.count(), Award.objects.count()) == (0, 0)
    assert AuditEvent.objects.count() == events + 2  # received, read


def test_confirming_enters_people_facts_works_and_titles(office: Office) -> None:
    batch = read(office, line("Mai Văn Tám", initiatives=INITIATIVE))

    done = actions.confirm(office.lan, batch)

    person = Person.objects.get(subject__name="Mai Văn Tám")
    row = batch.rows.get()
    assert (row.word, row.person) == ("new", person)
    assert done.result == {
        "rows": 1,
        "people": 1,
        "added": 1,
        "changed": 0,
        "same": 0,
        "year_facts": 2,
        "works": 1,
        "titles": 1,
        "units": [],
    }
    assert (person.birth_date, person.sex) == (date(1980, 1, 1), "male")
    post = person.posts.get()
    assert (post.title, post.unit, post.first_day) == (
        "Chuyên viên",
        office.first,
        date(2010, 3, 1),
    )
    assert fact("Mai Văn Tám", 2015).rating == "HTT"
    assert fact("Mai Văn Tám", 2016).rating == "HTXS"
    assert fact("Mai Văn Tám", 2016).absence_working_days == 0
    assert fact("Mai Văn Tám", 2016).discipline == "none"
    work = RecognisedWork.objects.get()
    assert (work.name, work.scope, work.decision_no, work.decided_on) == (
        "Số hóa hồ sơ kỳ họp",
        "grassroots",
        "45/QĐ-VP",
        date(2016, 12, 20),
    )
    award = ledger.standing_awards().get()
    assert (award.code, award.year, award.way) == ("LDTT", 2015, "imported")
    assert audit.check() is None
    assert ledger.check_chain() is None


def test_every_fact_keeps_its_row_and_column(office: Office) -> None:
    batch = read(office, line("Mai Văn Tám", initiatives=INITIATIVE))

    actions.confirm(office.lan, batch)

    assert fact("Mai Văn Tám", 2015).sources == {
        "rating": "danh-sach.xlsx, dòng 5, cột H",
        "is_title_list_complete": "danh-sach.xlsx, dòng 5, cột M",
    }
    assert fact("Mai Văn Tám", 2016).sources["discipline"] == (
        "danh-sach.xlsx, dòng 5, cột K"
    )
    assert RecognisedWork.objects.get().source == "danh-sach.xlsx, dòng 5, cột L"
    assert Award.objects.get().source == "danh-sach.xlsx, dòng 5, cột M"


def test_what_the_sheet_leaves_open_stays_unknown(office: Office) -> None:
    batch = read(
        office, line("Mai Văn Tám", sex="", since="", rated_2016="", absent="")
    )

    actions.confirm(office.lan, batch)

    person = Person.objects.get(subject__name="Mai Văn Tám")
    assert (person.sex, person.recruited_on) == ("", None)
    year = fact("Mai Văn Tám", 2016)
    assert (year.rating, year.absence_working_days) == (None, None)


def test_an_empty_cell_is_none_only_where_the_officer_says_so(office: Office) -> None:
    batch = read(office, line("Mai Văn Tám", initiatives="", titles=""))
    mapping = batches.mapping_of(batch)
    actions.remap(
        office.lan,
        batch,
        mapping.with_blank("initiatives", "unknown").with_blank("titles", "none"),
    )

    actions.confirm(office.lan, batch)

    assert not fact("Mai Văn Tám", 2016).is_initiative_list_complete
    assert fact("Mai Văn Tám", 2015).is_title_list_complete
    assert not fact("Mai Văn Tám", 2016).is_title_list_complete


def test_nobody_is_free_of_discipline_by_an_empty_cell(office: Office) -> None:
    batch = read(office, line("Mai Văn Tám", discipline=""))

    actions.confirm(office.lan, batch)

    assert fact("Mai Văn Tám", 2016).discipline is None


def test_officer_says_that_empty_cells_mean_no_discipline(office: Office) -> None:
    batch = read(office, line("Mai Văn Tám", discipline=""))
    meant = batches.mapping_of(batch).with_blank("discipline", "none")
    actions.remap(office.lan, batch, meant)

    actions.confirm(office.lan, batch)

    said = AuditEvent.objects.get(verb="import.remap")
    assert fact("Mai Văn Tám", 2016).discipline == "none"
    assert said.before["blank_means"]["discipline"] == "unknown"
    assert said.after["blank_means"]["discipline"] == "none"


def test_the_same_list_again_adds_nothing(office: Office) -> None:
    lines = [line("Mai Văn Tám", initiatives=INITIATIVE), line("Lý Chín", "02/02/1982")]
    actions.confirm(office.lan, read(office, *lines))
    people, awards = Person.objects.count(), Award.objects.count()

    batch = actions.confirm(office.lan, read(office, *lines, again=True))

    assert words(batch) == ["same", "same"]
    assert batch.result["same"] == 2
    assert (batch.result["year_facts"], batch.result["titles"]) == (0, 0)
    assert (Person.objects.count(), Award.objects.count()) == (people, awards)


def test_the_same_file_again_offers_what_became_of_it(office: Office) -> None:
    first = read(office, line("Mai Văn Tám"))
    first.created_at = datetime(2016, 11, 21, 23, 30, tzinfo=UTC)
    first.save()
    data = files.read_file(first.file)

    with pytest.raises(actions.ReadBefore) as refusal:
        actions.read_sheet(office.lan, office.unit, data, "khac.xlsx", year=2016)

    assert refusal.value.batch == first
    # By the clock of the office.
    assert "đã được gửi ngày 22/11/2016" in refusal.value.message
    assert StoredFile.objects.count() == 1


def test_a_discarded_file_may_be_read_again(office: Office) -> None:
    first = read(office, line("Mai Văn Tám"))
    actions.discard(office.lan, first)
    data = files.read_file(first.file)

    batch = actions.read_sheet(office.lan, office.unit, data, FILE, year=2016)

    assert words(batch) == ["new"]


def test_changed_facts_are_shown_before_they_are_entered(office: Office) -> None:
    actions.confirm(office.lan, read(office, line("Mai Văn Tám")))

    batch = read(
        office, line("Mai Văn Tám", rated_2015="HTXSNV", post="Phó Trưởng phòng")
    )

    row = batch.rows.get()
    assert row.word == "changed"
    assert row.changes == [
        {"what": "post", "before": "Chuyên viên", "after": "Phó Trưởng phòng"},
        {"what": "rating", "year": 2015, "before": "HTT", "after": "HTXS"},
    ]
    actions.confirm(office.lan, batch)
    assert fact("Mai Văn Tám", 2015).rating == "HTXS"
    person = Person.objects.get(subject__name="Mai Văn Tám")
    assert [
        (post.title, post.last_day) for post in person.posts.order_by("first_day")
    ] == [("Chuyên viên", date(2015, 12, 31)), ("Phó Trưởng phòng", None)]


def test_list_of_a_later_year_leaves_the_earlier_roster_as_it_was(
    office: Office,
) -> None:
    actions.confirm(office.lan, read(office, line("Mai Văn Tám")))
    person = Person.objects.get(subject__name="Mai Văn Tám")

    batch = read(office, line("Mai Văn Tám", post="Trưởng phòng"), year=2020)
    actions.confirm(office.lan, batch)

    assert registry.post_on(person, date(2019, 12, 31)).title == "Chuyên viên"
    assert registry.post_on(person, date(2020, 1, 1)).title == "Trưởng phòng"


def test_list_of_an_earlier_year_leaves_the_present_post_as_it_is(
    office: Office,
) -> None:
    actions.confirm(office.lan, read(office, line("Mai Văn Tám")))
    actions.confirm(
        office.lan, read(office, line("Mai Văn Tám", post="Trưởng phòng"), year=2020)
    )
    person = Person.objects.get(subject__name="Mai Văn Tám")

    batch = read(office, line("Mai Văn Tám", post="Văn thư"), year=2018)
    actions.confirm(office.lan, batch)

    titles = [
        registry.post_on(person, date(year, 12, 31)).title
        for year in (2017, 2018, 2019, 2020)
    ]
    assert titles == ["Chuyên viên", "Văn thư", "Văn thư", "Trưởng phòng"]


def test_post_mended_twice_in_its_first_year_is_one_post(office: Office) -> None:
    for post in ("Chuyên viên", "Trưởng phòng", "Phó Trưởng phòng"):
        actions.confirm(office.lan, read(office, line("Mai Văn Tám", post=post)))

    person = Person.objects.get(subject__name="Mai Văn Tám")
    assert [post.title for post in person.posts.order_by("first_day")] == [
        "Chuyên viên",
        "Phó Trưởng phòng",
    ]


def test_names_in_another_spelling_are_the_same_person(office: Office) -> None:

    actions.confirm(office.lan, read(office, line("Trần Thuý Hoà")))

    batch = read(office, line(unicodedata.normalize("NFD", "TRẦN THÚY HÒA")))

    assert [row.person.name for row in batch.rows.all()] == ["Trần Thuý Hoà"]


def test_all_problems_are_told_at_once(office: Office) -> None:
    batch = read(
        office,
        line("Mai Văn Tám", "31/02/1980", rated_2016="giỏi lắm"),
        line("Lý Thị Chín", unit="Phòng Tin học"),
    )

    assert [problem["sentence"] for problem in queries.errors(batch)] == [
        (
            "Dòng 5, cột “Ngày sinh” (C): “31/02/1980” không phải ngày có thật. "
            "Ví dụ đúng: 28/02/1980."
        ),
        (
            "Dòng 5, cột “Xếp loại 2016” (I): “giỏi lắm” không phải mức xếp loại. "
            "Các mức: HTXSNV (hoàn thành xuất sắc nhiệm vụ), HTTNV (tốt), HTNV, KHTNV "
            "(không hoàn thành); chưa hoặc không được xếp loại thì để trống ô. Ví dụ "
            "đúng: HTTNV."
        ),
        (
            "Dòng 6, cột “Phòng” (F): “Văn phòng Hội đồng nhân dân tỉnh” chưa có đơn "
            "vị “Phòng Tin học”. Sửa tên trong ô cho khớp, hoặc thêm đơn vị này."
        ),
    ]
    assert words(batch) == ["error", "error"]


def test_nothing_is_entered_while_an_error_remains(office: Office) -> None:
    batch = read(office, line("Mai Văn Tám"), line("Lý Thị Chín", "31/02/1980"))
    people = Person.objects.count()

    with pytest.raises(Refused) as refusal:
        actions.confirm(office.lan, batch)

    assert refusal.value.code == "import.errors"
    assert Person.objects.count() == people


def test_a_cell_is_mended_in_place(office: Office) -> None:
    batch = read(office, line("Lý Thị Chín", "31/02/1980"))

    actions.mend_cell(office.lan, batch, 5, "C", "28/02/1980")

    batch.refresh_from_db()
    assert words(batch) == ["new"]
    assert queries.errors(batch) == []
    actions.confirm(office.lan, batch)
    assert Person.objects.get(subject__name="Lý Thị Chín").birth_date == date(
        1980, 2, 28
    )


def test_a_cell_that_is_not_in_the_list_is_refused(office: Office) -> None:
    batch = read(office, line("Lý Thị Chín"))

    with pytest.raises(Refused) as refusal:
        actions.mend_cell(office.lan, batch, 2, "C", "28/02/1980")

    assert refusal.value.message == "Danh sách không có ô C2."


def test_a_filled_column_nobody_understands_is_told_of(office: Office) -> None:
    lines = [[*line("Mai Văn Tám"), "12", ""], [*line("Lý Thị Chín"), "", ""]]
    data = workbook(lines, headings=[*HEADINGS, "Số tủ", "Mã kho"])

    batch = actions.read_sheet(office.lan, office.unit, data, FILE, year=2016)

    said = [found["sentence"] for found in batch.problems]
    assert any("“Số tủ” (" in each and "không rõ là gì" in each for each in said)
    assert not any("Mã kho" in each for each in said)
    assert words(batch) == ["new", "new"]


def test_an_unknown_unit_is_founded_only_with_the_import(office: Office) -> None:
    batch = read(office, line("Lý Thị Chín", unit="Phòng Tin học"))
    units = Unit.objects.count()

    actions.add_unit_for(office.lan, batch, "Phòng Tin học")

    assert Unit.objects.count() == units
    assert words(batch) == ["new"]
    done = actions.confirm(office.lan, batch)
    assert done.result["units"] == ["Phòng Tin học"]
    post = Person.objects.get(subject__name="Lý Thị Chín").posts.get()
    assert post.unit.name == "Phòng Tin học"
    assert AuditEvent.objects.filter(verb="unit.found").latest("seq").actor_name == (
        "Nguyễn Thị Lan"
    )


@pytest.mark.parametrize(
    "cell",
    [
        "Lãnh đạo Văn phòng",
        "Lãnh đạo",
        "lãnh đạo VĂN PHÒNG HỘI ĐỒNG NHÂN DÂN TỈNH",
        "Văn phòng Hội đồng nhân dân tỉnh",
    ],
)
def test_leaders_of_the_office_belong_to_the_office_itself(
    office: Office, cell: str
) -> None:
    batch = read(office, line("Mai Văn Tám", unit=cell))

    assert batch.rows.get().unit == office.unit


def test_a_namesake_with_another_birth_date_is_asked_about(office: Office) -> None:
    batch = read(office, line("Nguyễn Văn An", "09/09/1990"))

    row = batch.rows.get()
    assert (row.word, row.candidates) == ("doubt", [office.an.pk])
    with pytest.raises(Refused) as refusal:
        actions.confirm(office.lan, batch)
    assert refusal.value.code == "import.doubts"


def test_a_doubtful_row_may_be_somebody_new(office: Office) -> None:
    batch = read(office, line("Nguyễn Văn An", "09/09/1990"))

    actions.choose_person(office.lan, batch, 5, None)
    actions.confirm(office.lan, batch)

    namesakes = Person.objects.filter(subject__name="Nguyễn Văn An")
    assert sorted(person.birth_date for person in namesakes) == [
        date(1985, 1, 1),
        date(1990, 9, 9),
    ]


def test_a_doubtful_row_may_be_a_known_person_who_moved(office: Office) -> None:
    batch = read(office, line("Nguyễn Văn An", "01/01/1985", unit="Phòng Hành chính"))
    people = Person.objects.count()

    actions.choose_person(office.lan, batch, 5, office.an)
    actions.confirm(office.lan, batch)

    assert Person.objects.count() == people
    first, second = office.an.posts.order_by("first_day")
    assert (first.unit, first.last_day) == (office.first, date(2015, 12, 31))
    assert (second.unit, second.first_day) == (office.second, date(2016, 1, 1))
    event = AuditEvent.objects.filter(verb="person.mend").latest("seq")
    assert (event.before["unit"], event.after["unit"]) == (
        "Phòng Tổng hợp",
        "Phòng Hành chính",
    )


def test_somebody_of_another_name_cannot_be_chosen(office: Office) -> None:
    batch = read(office, line("Nguyễn Văn An", "09/09/1990"))

    with pytest.raises(Refused) as refusal:
        actions.choose_person(office.lan, batch, 5, office.binh)

    assert refusal.value.code == "import.not_a_candidate"


def test_two_rows_cannot_be_one_person(office: Office) -> None:
    batch = read(
        office,
        line("Nguyễn Văn An", "09/09/1990"),
        line("Nguyễn Văn An", "08/08/1990"),
    )

    actions.choose_person(office.lan, batch, 5, office.an)
    actions.choose_person(office.lan, batch, 6, office.an)

    batch.refresh_from_db()
    assert [problem["row"] for problem in queries.errors(batch)] == [6]


def test_an_initiative_without_its_level_waits(office: Office) -> None:
    batch = read(office, line("Mai Văn Tám", initiatives="Số hóa hồ sơ (2016)"))

    actions.confirm(office.lan, batch)

    assert RecognisedWork.objects.count() == 0
    assert not fact("Mai Văn Tám", 2016).is_initiative_list_complete
    told = [found for found in batch.problems if "chưa được nhập" in found["what"]]
    assert [found["value"] for found in told] == ["Số hóa hồ sơ (2016)"]


def test_a_file_of_another_kind_is_refused_in_words(office: Office) -> None:
    with pytest.raises(Refused) as refusal:
        actions.read_sheet(office.lan, office.unit, b"%PDF-1.7", FILE, year=2016)

    assert refusal.value.code == "import.unreadable"
    assert "tệp PDF" in refusal.value.message
    assert StoredFile.objects.count() == 0


def test_a_confirmed_list_is_closed(office: Office) -> None:
    batch = read(office, line("Mai Văn Tám"))
    actions.confirm(office.lan, batch)

    for deed in (actions.confirm, actions.discard):
        with pytest.raises(Refused) as refusal:
            deed(office.lan, batch)
        assert refusal.value.code == "import.closed"


def test_only_the_officer_imports(office: Office) -> None:
    batch = read(office, line("Mai Văn Tám"))

    for stranger in (office.minh, office.hoa, office.hanh):
        with pytest.raises(rights.Forbidden):
            actions.confirm(stranger, batch)
        with pytest.raises(rights.Forbidden):
            actions.read_sheet(stranger, office.unit, b"", FILE, year=2016)
    assert list(queries.visible_to(office.hoa)) == []


def test_staging_takes_as_many_statements_for_one_row_as_for_three(
    office: Office, django_assert_max_num_queries
) -> None:
    def count(*lines) -> int:
        with django_assert_max_num_queries(80) as captured:
            read(office, *lines)
        return len(captured)

    one = count(line("Mai Văn Tám"))
    three = count(*(line(f"Mai Văn Tám {given}") for given in ("A", "B", "C")))

    assert three == one
    assert ImportRow.objects.count() == 4


def test_entering_takes_as_many_statements_for_two_rows_as_for_six(
    office: Office, django_assert_max_num_queries
) -> None:
    def count(*given: str) -> int:
        batch = read(office, *(line(f"Mai Văn {name}") for name in given))
        with django_assert_max_num_queries(200) as captured:
            actions.confirm(office.lan, batch)
        return len(captured)

    count("Không")
    two = count("Tám", "Chín")
    six = count("Một", "Hai", "Ba", "Bốn", "Năm", "Sáu")

    assert six == two


def received(office: Office, data: bytes) -> ImportBatch:
    return actions.receive_sheet(office.lan, office.unit, data, FILE, year=2016)


def test_a_long_list_is_read_and_entered_by_the_worker(office: Office) -> None:
    batch = received(office, workbook([line("Mai Văn Tám")]))
    assert (batch.state, batch.rows.count()) == ("reading", 0)

    tasks.stage_received.enqueue(office.lan.pk, batch.pk)
    batch.refresh_from_db()
    assert words(batch) == ["new"]
    batch = actions.confirm_later(office.lan, batch)
    assert batch.state == "entering"
    tasks.confirm.enqueue(office.lan.pk, batch.pk)

    batch.refresh_from_db()
    assert (batch.state, batch.result["people"]) == ("imported", 1)


def test_a_long_list_that_cannot_be_read_says_why(office: Office) -> None:
    batch = received(office, b"%PDF-1.7")

    tasks.stage_received.enqueue(office.lan.pk, batch.pk)

    batch.refresh_from_db()
    assert batch.state == "unreadable"
    assert "tệp PDF" in batch.reading["refused"]


def test_a_file_that_is_too_large_is_not_even_stored(office: Office) -> None:
    with pytest.raises(Refused, match="lớn hơn 10 MB"):
        received(office, b"PK" + bytes(10_000_000))

    assert not StoredFile.objects.exists()


def test_a_list_refused_in_the_worker_waits_again(office: Office) -> None:
    batch = read(office, line("Lý Thị Chín", unit="Phòng Tin học"))
    actions.add_unit_for(office.lan, batch, "Phòng Tin học")
    actions.confirm_later(office.lan, batch)
    ImportBatch.objects.filter(pk=batch.pk).update(new_units=[])

    tasks.confirm.enqueue(office.lan.pk, batch.pk)

    batch.refresh_from_db()
    assert batch.state == "read"
    assert batch.result["refused"].startswith("Còn 1 lỗi trong danh sách")
