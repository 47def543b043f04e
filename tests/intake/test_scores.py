"""Points on a sheet become marks of an open scoring, and nobody's are lost."""

from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from pytest_django import DjangoDbBlocker

from tests import worlds
from tests.intake.sheets import workbook
from tests.scoring.scenes import Block, block
from vinhdanh.base import audit
from vinhdanh.base.models import AuditEvent
from vinhdanh.base.refusal import Refused
from vinhdanh.intake import actions, leaving, scorings, undoing
from vinhdanh.intake.models import ImportBatch
from vinhdanh.scoring import actions as scoring
from vinhdanh.scoring.models import Mark
from vinhdanh.sheets import writing
from vinhdanh.sheets.lists import LISTS, tables

YEAR = 2025
HEADINGS = (
    *("TT", "Nội dung, tiêu chí", "Điểm chuẩn"),
    *("Điểm của Phòng Tổng hợp", "Điểm của Phòng Hành chính"),
)


@pytest.fixture(scope="module")
def standing_block(
    standing_office: worlds.Office, django_db_blocker: DjangoDbBlocker
) -> Iterator[Block]:
    with worlds.standing(django_db_blocker):
        yield block(standing_office)


@pytest.fixture
def scored(standing_block: Block, db: None) -> Block:
    return standing_block


def rows(
    given: Sequence[Any] = ("", ""), ratio: Sequence[Any] = ("", "")
) -> list[list[Any]]:
    return [
        ["I", "Mục I", 60, "", ""],
        [1, "Van ban", 60, *ratio],
        ["II", "Mục II", 40, "", ""],
        [1, "Cong tac thi dua", 40, *given],
    ]


def read(
    scored: Block, lines: list[list[Any]], headings: Sequence[str] = HEADINGS
) -> ImportBatch:
    office = scored.office
    data = workbook(lines, headings=headings, title="BẢNG CHẤM ĐIỂM NĂM 2025")
    return actions.read_sheet(
        office.lan,
        office.unit,
        data,
        "bang-cham.xlsx",
        kind="score_sheets",
        year=YEAR,
        again=True,
    )


def words(batch: ImportBatch) -> list[str]:
    return list(batch.rows.values_list("word", flat=True))


def told(batch: ImportBatch, severity: str = "error") -> list[str]:
    batch.refresh_from_db()
    return [one["what"] for one in batch.problems if one["severity"] == severity]


def points(scored: Block, unit: Any) -> int | None:
    mark = Mark.objects.filter(
        sheet=scored.sheet(unit),
        criterion=scored.criterion("cong_tac_thi_dua"),
        stage=scored.lead_stage,
    ).first()
    return mark.points if mark else None


def test_points_enter_for_each_subject_and_once(scored: Block) -> None:
    batch = read(scored, rows(given=(38, "36,5")))
    assert words(batch) == ["same", "same", "same", "new"]
    changes = batch.rows.last().changes
    assert [(item["of"], item["after"]) for item in changes] == [
        ("Phòng Tổng hợp", "38"),
        ("Phòng Hành chính", "36,5"),
    ]

    done = actions.confirm(scored.office.lan, batch)

    office = scored.office
    assert done.result["marks"] == 2
    assert (points(scored, office.first), points(scored, office.second)) == (3800, 3650)
    assert AuditEvent.objects.filter(verb="score.enter").count() == 2
    assert set(words(read(scored, rows(given=(38, "36,5"))))) == {"same"}


def test_a_mark_given_before_is_shown_changed_and_given_back(scored: Block) -> None:
    first = scored.office.first
    scored.lead_marks(scored.change(first, "cong_tac_thi_dua", points=30_00))
    batch = read(scored, rows(given=(38, "")))
    assert words(batch)[3] == "changed"
    assert batch.rows.last().changes[0]["before"] == "30"

    actions.confirm(scored.office.lan, batch)
    assert points(scored, first) == 38_00
    undoing.undo(scored.office.lan, batch)

    assert points(scored, first) == 30_00
    assert audit.check() is None


def test_what_somebody_wrote_since_the_preview_is_not_written_over(
    scored: Block,
) -> None:
    first = scored.office.first
    batch = read(scored, rows(given=(38, 36)))
    scored.lead_marks(scored.change(first, "cong_tac_thi_dua", points=35_00))

    with pytest.raises(Refused, match="vừa ghi 35 điểm cho “Phòng Tổng hợp”"):
        actions.confirm(scored.office.lan, batch)
    assert points(scored, first) == 35_00
    assert points(scored, scored.office.second) is None

    # Looked at again, the officer sees it and says that hers counts.
    (desk,) = scorings.desks_of(scored.office.unit, YEAR)
    actions.choose_target(scored.office.lan, batch, desk.value)
    batch.refresh_from_db()
    assert batch.rows.last().changes[0]["before"] == "35"
    actions.confirm(scored.office.lan, batch)
    assert points(scored, first) == 38_00


def test_points_that_figures_make_are_told_and_not_entered(scored: Block) -> None:
    batch = read(scored, rows(ratio=(55, "")))
    assert told(batch) == []
    assert told(batch, "warning") == [
        (
            "điểm của tiêu chí này do hệ thống tính từ số liệu, nên 55 điểm của “Phòng "
            "Tổng hợp” không được nhập (điểm tính được: chưa có). Ghi số liệu ở phiếu "
            "chấm."
        )
    ]
    actions.confirm(scored.office.lan, batch)
    assert not Mark.objects.exists()


def test_more_points_than_there_are_is_an_error(scored: Block) -> None:
    batch = read(scored, rows(given=("40,5", 40)))
    assert told(batch) == ["Cong tac thi dua: Nhiều nhất 40 điểm."]


def test_a_criterion_or_subject_that_nobody_scores_is_an_error(scored: Block) -> None:
    headings = (*HEADINGS[:3], "Điểm của Phòng Tổng hợp", "Điểm của Phòng Xa")
    batch = read(scored, [[1, "Việc khác", 10, 5, 6]], headings)
    assert told(batch) == [
        (
            "“Chấm điểm các phòng năm 2025 – đơn vị tổ chức, trưởng khối chấm” không "
            "chấm “Phòng Xa”. Sửa tiêu đề cột cho khớp tên trong đợt chấm, hoặc bỏ "
            "chọn cột ấy."
        ),
        (
            "“Chấm điểm các phòng năm 2025” không có tiêu chí “Việc khác”. Sửa tên "
            "trong ô cho khớp bảng tiêu chí đang áp dụng, hoặc xóa điểm của dòng."
        ),
    ]


def test_a_column_of_another_stage_is_told(scored: Block) -> None:
    headings = (*HEADINGS[:4], "Điểm tự chấm")
    batch = read(scored, rows(given=(38, 39)), headings)
    assert told(batch, "warning") == [
        (
            "Cột “Điểm tự chấm” không được nhập vào bước “đơn vị tổ chức, trưởng khối "
            "chấm”. Muốn nhập cột này, hãy chọn bước chấm của nó."
        )
    ]


def test_a_division_sends_its_own_sheet_for_its_own_stage(scored: Block) -> None:
    office = scored.office
    data = workbook(
        [[1, "Cong tac thi dua", 40, 39]],
        headings=("TT", "Nội dung, tiêu chí", "Điểm chuẩn", "Điểm tự chấm"),
    )
    batch = actions.read_sheet(
        office.lan, office.first, data, "tu-cham.xlsx", kind="score_sheets", year=YEAR
    )
    actions.confirm(office.lan, batch)

    mark = Mark.objects.get()
    assert (mark.stage, mark.unit, mark.points) == (
        scored.self_stage,
        office.first,
        39_00,
    )


def test_without_an_open_scoring_the_sheet_waits(scored: Block) -> None:
    data = workbook([[1, "Việc", 40, 39]], headings=HEADINGS[:4])
    office = scored.office
    batch = actions.read_sheet(
        office.lan, office.unit, data, "bang.xlsx", kind="score_sheets", year=2019
    )
    assert told(batch)[0].startswith("Năm 2019 không có đợt chấm điểm nào đang mở")


def test_a_scoring_made_final_since_stands_on_the_points(scored: Block) -> None:
    batch = read(scored, rows(given=(38, 36)))
    actions.confirm(scored.office.lan, batch)
    for unit in (scored.office.first, scored.office.second):
        scored.lead_marks(
            scored.change(unit, "van_ban", plan=100_00, actual=100_00),
            scored.change(unit, "canh_cao", times=0),
        )
    scoring.finalise(scored.office.minh, scored.scoring)

    with pytest.raises(Refused, match="đợt chấm điểm đã chốt"):
        undoing.undo(scored.office.lan, batch)


def test_the_table_goes_out_and_comes_in_as_the_same(scored: Block) -> None:
    office = scored.office
    scored.mark_all(office.first, actual=110, points=38, warned=1)
    scored.mark_all(office.second, actual=97, points=36)
    out = leaving.rows(office.lan, "score_sheets", office.unit, YEAR)
    assert [row["name"] for row in out][:2] == ["Mục I", "Van ban"]

    data = writing.workbook([tables.table(LISTS["score_sheets"], out, YEAR)])
    batch = actions.read_sheet(office.lan, office.unit, data, "ra.xlsx", year=YEAR)

    assert batch.list_kind == "score_sheets"
    assert batch.rows.count() == len(out)
    assert set(words(batch)) == {"same"}
    assert told(batch) == []
    before = Mark.objects.values_list("pk", "revision")
    actions.confirm(office.lan, batch)
    assert list(Mark.objects.values_list("pk", "revision")) == list(before)
