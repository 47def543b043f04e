"""Each kind of list enters the room it belongs to, once, and is taken back."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from tests.intake.sheets import workbook
from tests.worlds import Office
from vinhdanh.base import audit, files
from vinhdanh.base.refusal import Refused
from vinhdanh.indicators import actions as indicators
from vinhdanh.indicators.models import Indicator, IndicatorValue
from vinhdanh.intake import actions, undoing
from vinhdanh.intake.models import ImportBatch
from vinhdanh.ledger import queries as ledger
from vinhdanh.ledger.models import Award
from vinhdanh.movements import actions as movements
from vinhdanh.movements.actions.personal import lines_of
from vinhdanh.movements.actions.personal import read as read_lines
from vinhdanh.movements.models import Registration
from vinhdanh.nominations import actions as nominations
from vinhdanh.nominations.models import Nomination
from vinhdanh.registry import actions as registry
from vinhdanh.registry.models import Authorship, RecognisedWork, YearFact

YEAR = 2026


def read(
    office: Office, kind: str, headings: Sequence[str], *rows: Sequence[Any]
) -> ImportBatch:
    data = workbook(rows, headings=headings, title="DANH SÁCH")
    return actions.read_sheet(
        office.lan, office.unit, data, f"{kind}.xlsx", kind=kind, year=YEAR, again=True
    )


def words(batch: ImportBatch) -> list[str]:
    return list(batch.rows.values_list("word", flat=True))


def sentences(batch: ImportBatch) -> list[str]:
    return [found["what"] for found in batch.problems if found["severity"] == "error"]


def entered_once(office: Office, batch: ImportBatch) -> dict[str, Any]:
    """Confirm; the same list again is all the same and adds nothing."""
    done = actions.confirm(office.lan, batch)
    again = actions.read_sheet(
        office.lan,
        office.unit,
        files.read_file(batch.file),
        "again.xlsx",
        kind=batch.list_kind,
        year=YEAR,
        again=True,
    )
    assert set(words(again)) == {"same"}
    result: dict[str, Any] = done.result
    return result


GRADES = (
    *("STT", "Họ và tên", "Đơn vị", "Xếp loại 2026", "Số quyết định"),
    "Ngày quyết định",
)


def test_grades_of_people_and_units_with_their_decision(office: Office) -> None:
    batch = read(
        office,
        "grades",
        GRADES,
        (1, "Nguyễn Văn An", "Phòng Tổng hợp", "HTXSNV", "12/QĐ-VP", "20/12/2026"),
        (2, "Phòng Hành chính", "", "HTTNV", "12/QĐ-VP", ""),
    )
    assert words(batch) == ["new", "new"]

    result = entered_once(office, batch)

    assert (result["rows"], result["added"], result["year_facts"]) == (2, 2, 2)
    fact = YearFact.objects.get(subject=office.an.subject, year=YEAR)
    assert (fact.rating, fact.rating_decision_no) == ("HTXS", "12/QĐ-VP")
    assert fact.rating_decided_on == date(2026, 12, 20)
    of_unit = YearFact.objects.get(subject=office.second.subject, year=YEAR)
    assert of_unit.rating == "HTT"

    undoing.undo(office.lan, batch)
    assert not YearFact.objects.filter(year=YEAR).exists()
    assert audit.check() is None


def test_a_grade_given_before_is_changed_and_given_back(office: Office) -> None:
    registry.record_year_facts(
        office.lan, office.an.subject, YEAR, {"rating": "HT"}, source="sổ"
    )
    batch = read(office, "grades", GRADES, (1, "Nguyễn Văn An", "", "HTXSNV", ""))
    # Neither her day of birth nor her unit is told: she is chosen by hand.
    assert words(batch) == ["doubt"]
    actions.choose_person(office.lan, batch, 5, office.an)
    assert words(batch) == ["changed"]

    actions.confirm(office.lan, batch)
    undoing.undo(office.lan, batch)

    assert YearFact.objects.get(subject=office.an.subject).rating == "HT"


def test_nobody_of_that_name_is_an_error_with_what_to_do(office: Office) -> None:
    batch = read(
        office, "grades", GRADES, (1, "Mai Văn Tám", "Phòng Tổng hợp", "HTXSNV", "")
    )

    assert words(batch) == ["error"]
    assert "chưa có người tên “Mai Văn Tám”. Sửa tên" in sentences(batch)[0]
    with pytest.raises(Refused, match="1 lỗi"):
        actions.confirm(office.lan, batch)


INITIATIVES = (
    *("STT", "Tên sáng kiến", "Tác giả", "Cấp công nhận", "Năm công nhận"),
    *("Số quyết định", "Ngày quyết định"),
)


def test_initiatives_with_authors_and_their_parts(office: Office) -> None:
    batch = read(
        office,
        "initiatives",
        INITIATIVES,
        (
            *(1, "Số hóa hồ sơ kỳ họp"),
            "Nguyễn Văn An (Phòng Tổng hợp, 60%)\nĐặng Kim Chi (Phòng Hành chính, 40%)",
            *("cấp cơ sở", "2026", "45/QĐ-VP", "20/12/2026"),
        ),
    )
    assert words(batch) == ["new"]

    result = entered_once(office, batch)

    assert result["works"] == 2
    work = RecognisedWork.objects.get()
    assert (work.decision_no, work.decided_on) == ("45/QĐ-VP", date(2026, 12, 20))
    assert dict(Authorship.objects.values_list("person", "share_pct")) == {
        office.an.pk: 60,
        office.chi.pk: 40,
    }
    undoing.undo(office.lan, batch)
    assert (RecognisedWork.objects.count(), Authorship.objects.count()) == (0, 0)


def test_an_author_under_an_empty_name_is_told_of_as_an_error(office: Office) -> None:
    an, chi = "Nguyễn Văn An (Phòng Tổng hợp)", "Đặng Kim Chi (Phòng Hành chính)"
    batch = read(
        office,
        "initiatives",
        INITIATIVES,
        (1, "Số hóa", an, "cấp cơ sở", "2026", "45/QĐ-VP", ""),
        (2, "", chi, "cấp cơ sở", "2026", "45/QĐ-VP", ""),
    )

    assert words(batch) == ["new", "error"]
    assert any("tên sáng kiến" in each.lower() for each in sentences(batch))
    assert batch.rows.get(sheet_row=6).changes == []


def test_each_doubtful_author_is_asked_for_in_turn(office: Office) -> None:
    batch = read(
        office,
        "initiatives",
        INITIATIVES,
        (
            *(1, "Số hóa", "Nguyễn Văn An, Đặng Kim Chi", "cấp cơ sở", "2026"),
            *("45/QĐ-VP", ""),
        ),
    )
    assert (words(batch), batch.rows.get().asked) == (["doubt"], 0)
    actions.choose_person(office.lan, batch, 5, office.an)
    assert (words(batch), batch.rows.get().asked) == (["doubt"], 1)

    actions.choose_person(office.lan, batch, 5, office.chi)

    assert words(batch) == ["new"]
    assert actions.confirm(office.lan, batch).result["works"] == 2


def test_a_level_not_told_stops_an_initiative(office: Office) -> None:
    batch = read(
        office,
        "initiatives",
        INITIATIVES,
        (
            *(1, "Số hóa", "Nguyễn Văn An (Phòng Tổng hợp)", "", "2026"),
            *("45/QĐ-VP", ""),
        ),
    )

    assert words(batch) == ["error"]
    assert "chưa ghi cấp công nhận nên chưa nhập được" in sentences(batch)[0]


def warnings(batch: ImportBatch) -> list[tuple[str, str]]:
    return [
        (found["heading"], found["what"])
        for found in batch.problems
        if found["severity"] == "warning"
    ]


def test_a_known_initiative_told_otherwise_is_said(office: Office) -> None:
    row = (1, "Số hóa hồ sơ kỳ họp", "Nguyễn Văn An (Phòng Tổng hợp)", "cấp cơ sở")
    decided = ("2026", "45/QĐ-VP", "20/12/2026")
    actions.confirm(
        office.lan, read(office, "initiatives", INITIATIVES, (*row, *decided))
    )
    again = read(office, "initiatives", INITIATIVES, (*row[:3], "cấp tỉnh", *decided))
    assert words(again) == ["same"]
    ((heading, what),) = warnings(again)
    assert heading == "Cấp công nhận"
    assert what.startswith("sáng kiến đã có và ghi khác; ô này không được nhập.")


AWARDS = (
    *("STT", "Tên cá nhân, tập thể", "Đơn vị", "Danh hiệu", "Năm"),
    *("Số quyết định", "Ngày quyết định", "Cơ quan ban hành"),
)


def test_past_awards_of_people_and_collectives(office: Office) -> None:
    decided = ("88/QĐ-UBND", "10/01/2020", "Chủ tịch UBND tỉnh")
    batch = read(
        office,
        "past_awards",
        AWARDS,
        (1, "Nguyễn Văn An", "Phòng Tổng hợp", "CSTĐCS", "2019", *decided),
        (2, "Phòng Hành chính", "", "TTLĐXS", "2019", *decided),
    )
    assert words(batch) == ["new", "new"]

    result = entered_once(office, batch)

    assert result["titles"] == 2
    award = Award.objects.get(code="CSTDCS")
    assert (award.subject, award.decision_number, award.way) == (
        office.an.subject,
        "88/QĐ-UBND",
        "imported",
    )
    assert Award.objects.get(code="TTLDXS").subject == office.second.subject

    undone = undoing.undo(office.lan, batch)
    assert ledger.standing_awards().count() == 0
    assert undone.result["undone"]["withdrawn"] == 2
    assert ledger.check_chain() is None


def movement(office: Office) -> Any:
    drafted = movements.prepare_movement(
        office.lan,
        office.unit,
        movements.MovementForm(
            name="Thi đua năm 2026",
            year=YEAR,
            first_day=date(2026, 1, 1),
            last_day=date(2026, 12, 31),
            targets=(movements.TargetLine(name="Tiếp công dân"),),
        ),
    )
    return movements.launch_movement(office.minh, drafted, on=date(2026, 1, 15))


REGISTRATIONS = ("STT", "Họ và tên", "Đơn vị", "Danh hiệu đăng ký")


def test_registrations_go_to_the_movement_of_the_year(office: Office) -> None:
    movement(office)
    batch = read(
        office,
        "registrations",
        REGISTRATIONS,
        (1, "Nguyễn Văn An", "Phòng Tổng hợp", "LĐTT; CSTĐCS"),
        (2, "Phòng Hành chính", "", "TTLĐXS"),
    )
    assert words(batch) == ["new", "new"], batch.problems

    result = entered_once(office, batch)

    assert result["registrations"] == 3
    undoing.undo(office.lan, batch)
    states = set(Registration.objects.values_list("state", flat=True))
    assert (Registration.objects.count(), states) == (3, {"withdrawn"})


WITH_TARGETS = (*REGISTRATIONS, "Chỉ tiêu phấn đấu")
WORK = "Sáng kiến cấp cơ sở: 1 sáng kiến"


def registered_with(office: Office, targets: str) -> ImportBatch:
    return read(
        office,
        "registrations",
        WITH_TARGETS,
        (1, "Nguyễn Văn An", "Phòng Tổng hợp", "LĐTT", targets),
    )


def targets_of(office: Office) -> list[str]:
    rows = office.an.subject.personal_targets.all()
    return [str(line) for line in lines_of(list(rows))]


def test_personal_targets_come_and_are_taken_back(office: Office) -> None:
    movement(office)
    actions.confirm(office.lan, registered_with(office, WORK))
    assert targets_of(office) == [WORK]

    batch = registered_with(office, f"{WORK}; Giữ gìn đoàn kết")
    assert words(batch) == ["changed"]
    actions.confirm(office.lan, batch)
    assert targets_of(office) == [WORK, "Giữ gìn đoàn kết"]

    undoing.undo(office.lan, batch)
    assert targets_of(office) == [WORK]


def test_targets_written_since_are_not_taken_back(office: Office) -> None:
    launched = movement(office)
    batch = registered_with(office, WORK)
    actions.confirm(office.lan, batch)
    movements.set_targets(office.lan, launched, {office.an.subject: read_lines("Khác")})

    undoing.undo(office.lan, batch)

    assert targets_of(office) == ["Khác"]


def test_sheet_without_targets_leaves_them_as_they_are(office: Office) -> None:
    movement(office)
    actions.confirm(office.lan, registered_with(office, WORK))

    again = registered_with(office, "")

    assert words(again) == ["same"]


def test_target_with_a_bare_figure_is_told_before_the_import(office: Office) -> None:
    movement(office)
    batch = registered_with(office, "Hồ sơ đúng hạn: 98")

    assert "có số mà chưa có đơn vị tính" in sentences(batch)[0]
    with pytest.raises(Refused, match="1 lỗi"):
        actions.confirm(office.lan, batch)


def test_a_registration_endorsed_since_keeps_its_import(office: Office) -> None:
    movement(office)
    batch = read(
        office,
        "registrations",
        REGISTRATIONS,
        (1, "Nguyễn Văn An", "Phòng Tổng hợp", "LĐTT"),
    )
    actions.confirm(office.lan, batch)
    movements.endorse(office.hanh, Registration.objects.all())

    with pytest.raises(Refused, match="Nguyễn Văn An: đã được sửa"):
        undoing.undo(office.lan, batch)


def test_without_a_movement_registrations_wait(office: Office) -> None:
    batch = read(
        office,
        "registrations",
        REGISTRATIONS,
        (1, "Nguyễn Văn An", "Phòng Tổng hợp", "LĐTT"),
    )

    assert "chưa phát động phong trào nào" in sentences(batch)[0]
    with pytest.raises(Refused, match="1 lỗi"):
        actions.confirm(office.lan, batch)


NOMINEES = ("STT", "Họ và tên", "Đơn vị", "Danh hiệu đề nghị", "Tóm tắt thành tích")


def test_nominees_go_to_the_open_round(office: Office) -> None:
    round_ = nominations.open_round(office.lan, office.unit, year=YEAR, name="Cuối năm")
    batch = read(
        office,
        "nominees",
        NOMINEES,
        (1, "Nguyễn Văn An", "Phòng Tổng hợp", "CSTĐCS", "Số hóa hồ sơ"),
        (2, "Phòng Hành chính", "", "TTLĐTT", ""),
    )
    assert words(batch) == ["new", "new"], batch.problems

    result = entered_once(office, batch)

    assert result["nominations"] == 2
    found = Nomination.objects.get(award="CSTDCS")
    assert (found.round, found.achievement) == (round_, "Số hóa hồ sơ")
    undoing.undo(office.lan, batch)
    assert set(Nomination.objects.values_list("state", flat=True)) == {"withdrawn"}


def test_of_two_open_rounds_one_is_chosen(office: Office) -> None:
    first = nominations.open_round(office.lan, office.unit, year=YEAR, name="Đợt một")
    nominations.open_round(office.lan, office.unit, year=YEAR, name="Đợt hai")
    row = (1, "Nguyễn Văn An", "Phòng Tổng hợp", "CSTĐCS", "")
    batch = read(office, "nominees", NOMINEES, row)
    assert sentences(batch) == ["Chọn đợt bình xét nhận danh sách này."]

    actions.choose_target(office.lan, batch, str(first.public_id))

    batch.refresh_from_db()
    assert (words(batch), sentences(batch)) == (["new"], [])
    actions.confirm(office.lan, batch)
    assert Nomination.objects.get().round == first


FIGURES = ("STT", "Chỉ tiêu", "Đơn vị tính", "Thực hiện 2025", "Thực hiện 2026")


def test_figures_of_known_and_new_indicators(office: Office) -> None:
    known = indicators.define_indicator(
        office.lan, office.unit, code="tiep_dan", name="Lượt tiếp dân", measure="lượt"
    )
    indicators.record_value(office.lan, known, 2025, "1.000", source="sổ")
    batch = read(
        office,
        "indicator_values",
        FIGURES,
        (1, "Lượt tiếp dân", "lượt", "1.200", "24.000"),
        (2, "Số kỳ họp", "kỳ", "", "4"),
    )
    assert words(batch) == ["changed", "new"], batch.problems

    result = entered_once(office, batch)

    assert result["figures"] == 3
    values = dict(IndicatorValue.objects.values_list("year", "hundredths"))
    assert (values[2025], Indicator.objects.count()) == (120_000, 2)
    undoing.undo(office.lan, batch)
    assert IndicatorValue.objects.get().hundredths == 100_000
    assert Indicator.objects.get() == known


def test_figures_of_parts_of_a_year_keep_their_period_and_qualifier(
    office: Office,
) -> None:
    headings = ("Chỉ tiêu", "Đơn vị tính", "Thực hiện quý I/2026", "Thực hiện 2026")
    batch = read(
        office,
        "indicator_values",
        headings,
        ("Văn bản đến", "văn bản", "hơn 4.000", "gần 24.000"),
        ("Hồ sơ", "hồ sơ", "", "hàng trăm"),
    )

    result = entered_once(office, batch)

    assert result["figures"] == 3
    assert {
        f"{each.indicator.name} {each.when.slot}": each.shown
        for each in IndicatorValue.objects.select_related("indicator")
    } == {
        "Văn bản đến 2026-Q1": "hơn 4.000",
        "Văn bản đến 2026": "gần 24.000",
        "Hồ sơ 2026": "hàng trăm",
    }
    undoing.undo(office.lan, batch)
    assert not Indicator.objects.exists()


def test_people_are_not_entered_as_occasions_nor_over_a_locked_figure(
    office: Office,
) -> None:
    known = indicators.define_indicator(
        office.lan, office.unit, code="tiep_dan", name="Lượt tiếp dân", measure="lượt"
    )
    value = indicators.record_value(office.lan, known, 2026, "1.000")
    indicators.lock_values(office.lan, [value])
    batch = read(
        office,
        "indicator_values",
        FIGURES,
        (1, "Lượt tiếp dân", "người", "12", ""),
        (2, "Lượt tiếp dân", "lượt", "", "1.001"),
    )

    said = " ".join(sentences(batch))
    assert "tính bằng lượt, không phải người" in said
    assert "số liệu năm 2026 đã khóa là 1.000." in said


def test_a_division_s_figure_goes_to_the_office_s_indicator(office: Office) -> None:
    shared = indicators.define_indicator(
        office.lan,
        office.unit,
        code="van_ban",
        name="Văn bản",
        measure="văn bản",
        reporters=[office.first, office.second],
    )
    batch = read(
        office,
        "indicator_values",
        ("Chỉ tiêu", "Đơn vị tính", "Thực hiện 2026", "Đơn vị thực hiện"),
        ("Văn bản", "văn bản", "12", "Phòng Tổng hợp"),
    )

    entered_once(office, batch)

    value = IndicatorValue.objects.get()
    assert (value.indicator, value.unit, value.shown) == (shared, office.first, "12")
    undoing.undo(office.lan, batch)
    assert not IndicatorValue.objects.exists()


def test_columns_that_no_room_takes_are_said_with_the_reason(office: Office) -> None:
    nominations.open_round(office.lan, office.unit, year=YEAR, name="Cuối năm")
    batch = read(
        office,
        "nominees",
        (*NOMINEES, "Số phiếu đồng ý", "Chức vụ", "Ghi chú"),
        (1, "Nguyễn Văn An", "Phòng Tổng hợp", "LĐTT", "", 15, "Trưởng phòng", "xem"),
    )
    told = dict(warnings(batch))
    assert told["Số phiếu đồng ý"].startswith(
        "được đọc nhưng không nhập: số phiếu là kết quả một cuộc họp"
    )
    assert told["Ghi chú"].startswith("được đọc nhưng không nhập: ghi chú")
    assert told["Chức vụ"].startswith("1 dòng ghi chức vụ khác dữ liệu đang có")

    # Columns left empty, and posts as known, are passed over.
    quiet = read(
        office,
        "nominees",
        (*NOMINEES, "Số phiếu đồng ý", "Ghi chú"),
        (1, "Nguyễn Văn An", "Phòng Tổng hợp", "LĐTT", "", "", ""),
    )
    assert warnings(quiet) == []


def test_a_nomination_told_otherwise_is_said(office: Office) -> None:
    nominations.open_round(office.lan, office.unit, year=YEAR, name="Cuối năm")
    row = (1, "Nguyễn Văn An", "Phòng Tổng hợp", "LĐTT")
    actions.confirm(office.lan, read(office, "nominees", NOMINEES, (*row, "Số hóa")))
    assert warnings(read(office, "nominees", NOMINEES, (*row, "Số hóa"))) == []
    ((heading, what),) = warnings(read(office, "nominees", NOMINEES, (*row, "Khác")))
    assert heading == "Tóm tắt thành tích"
    assert what.startswith("đề nghị đã có với tóm tắt thành tích khác")


def test_an_award_that_the_ledger_knows_by_another_decision_is_said(
    office: Office,
) -> None:
    row = ("Nguyễn Văn An", "Phòng Tổng hợp", "LĐTT", "2025")
    headings = ("Họ và tên", "Đơn vị", "Danh hiệu", "Năm", "Số quyết định")
    actions.confirm(
        office.lan, read(office, "past_awards", headings, (*row, "9/QĐ-VP"))
    )
    again = read(office, "past_awards", headings, (*row, "10/QĐ-VP"))
    assert words(again) == ["same"]
    ((heading, what),) = warnings(again)
    assert heading == "Số quyết định"
    assert what.startswith("sổ khen thưởng đã có danh hiệu này và ghi khác")
