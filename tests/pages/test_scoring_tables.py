"""Tables of criteria on their pages: begun, written line by line, put in force."""

from html import unescape

import pytest
from django.urls import reverse

from tests.worlds import signed_in
from vinhdanh.pages.scoring.forms import CriterionForm, TableForm
from vinhdanh.pages.scoring.forms.fields import pairs
from vinhdanh.scoring import actions, library, tables
from vinhdanh.scoring.models import CriteriaVersion
from vinhdanh.scoring.papers import code_of


def test_a_table_is_begun_from_the_library_mended_and_put_in_force(office):
    client = signed_in(office.lan)
    typed_set = {
        "unit": office.unit.subject.public_id,
        "name": "Thi đua các phòng",
        "scored_kind": "unit",
        "source": "Quy chế mẫu",
        "preset": "advisory_block",
    }
    answer = client.post(reverse("criteria-new"), typed_set)
    version = CriteriaVersion.objects.get()
    assert answer.headers["Location"] == reverse("criteria", args=[version.public_id])

    row = tables.content(version)["criteria"][1]
    line = CriterionForm.written(row) | {"standard": "25", "each": "", "each_minus": ""}
    address = reverse("criterion", args=[version.public_id, row["code"]])
    line = {name: value for name, value in line.items() if value is not None}
    assert client.post(address, line).status_code == 302
    page = client.get(reverse("criteria", args=[version.public_id])).content.decode()
    assert "Các tiêu chí cộng lại được 105 điểm, tổng điểm chuẩn ghi 100." in page
    assert "thủ trưởng đơn vị mở trang này" not in page

    client.post(address, line | {"standard": "20"})
    there = reverse("criteria", args=[version.public_id])
    asked = "thủ trưởng đơn vị mở trang này và bấm “Áp dụng bảng này”"
    assert asked in client.get(there).content.decode()
    assert asked not in signed_in(office.minh).get(there).content.decode()
    adopt = reverse("criteria-adopt", args=[version.public_id])
    assert client.post(adopt).status_code == 403
    assert signed_in(office.minh).post(adopt).status_code == 302
    version.refresh_from_db()
    assert not version.is_draft
    assert client.post(address, line).status_code == 422


def test_a_table_from_the_library_says_in_the_list_where_it_is_from(office):
    client = signed_in(office.lan)
    client.post(
        reverse("criteria-new"),
        {
            "unit": office.unit.subject.public_id,
            "name": "Thi đua các phòng",
            "scored_kind": "unit",
            "source": "",
            "preset": "advisory_block",
        },
    )

    page = client.get(reverse("criteria-sets")).content.decode()

    assert library.presets()["advisory_block"].source in unescape(page)


def test_a_table_comes_out_of_its_forms_as_it_went_in(office):
    for preset in library.presets().values():
        told = preset.content
        frame = TableForm(
            {
                name: (
                    ""
                    if value is None
                    else str(value // 100)
                    if isinstance(value, int)
                    else value
                )
                for name, value in TableForm.written(told).items()
            }
        )
        assert frame.is_valid(), frame.errors
        assert frame.cleaned_data["parts"] == told["parts"]
        assert frame.cleaned_data["bands"] == [
            {"floor_pct": 0} | band for band in told["bands"]
        ]


@pytest.mark.parametrize(
    ("formula", "details"),
    [
        ("ratio", {"plan_code": "KH-01"}),
        ("grade_abcd", {"grades": {"A": 100, "B": 80}}),
        ("count_capped", {"each": 1_50, "bars": ["CO_TINH"]}),
        ("plus_minus_bounded", {"each": 1_00, "each_minus": 2_00, "least": -10_50}),
        ("plus_minus_bounded", {"each": 1_00, "each_minus": 2_00, "least": 50}),
        ("plus_minus_bounded", {"each": 1_00, "each_minus": 2_00}),
        ("ladder", {"steps": [[5, 2_50], [10, 5_00]]}),
    ],
)
def test_a_line_renamed_on_its_page_keeps_all_that_its_formula_says(
    scored, formula, details
):
    lan = scored.office.lan
    draft = actions.new_version(lan, scored.version.criteria_set)
    told = tables.content(draft)
    told["criteria"][1] |= {"formula": formula, "details": details, "measure": "lần"}
    actions.write_table(lan, draft, told)
    form = CriterionForm(draft, initial=CriterionForm.written(told["criteria"][1]))
    shown = {
        name: form[name].field.prepare_value(value)
        for name in form.fields
        if (value := form[name].value()) not in (None, "", [])
    }
    address = reverse("criterion", args=[draft.public_id, "cong_tac_thi_dua"])

    answer = signed_in(lan).post(address, shown | {"name": "Tên mới"})

    assert answer.status_code == 302
    kept = tables.content(draft)["criteria"][1]
    assert kept == told["criteria"][1] | {"name": "Tên mới"}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"standard": "-5"}, "Điểm không được âm"),
        ({"standard": "1.000.000,01"}, "Nhiều nhất 1.000.000 điểm."),
        ({"grades": "A"}, "chưa đúng dạng"),
        ({"steps": "5=99.000.000"}, "Nhiều nhất 1.000.000 điểm."),
        ({"grades": "A=cao"}, "không phải tỷ lệ phần trăm"),
        ({"steps": "năm=5"}, "không phải số nguyên"),
    ],
)
def test_a_bad_line_is_said_and_what_was_typed_stays(scored, change, said):
    office = scored.office
    draft = actions.new_version(office.lan, scored.version.criteria_set)
    line = {
        "part": "I",
        "name": "Tiêu chí mới",
        "side": "standard",
        "formula": "given",
        "standard": "5",
    }

    answer = signed_in(office.lan).post(
        reverse("criterion-new", args=[draft.public_id]), line | change
    )

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "Tiêu chí mới" in answer.content.decode()


@pytest.mark.parametrize(
    "typed_in", ["5=2,5; 10=5", "5=2,5, 10=5", "5=2,5,10=5", " 5 = 2,5 ;10=5, "]
)
def test_steps_are_parted_by_semicolons_or_commas(typed_in):
    assert pairs(typed_in) == [("5", "2,5"), ("10", "5")]


def test_lines_are_moved_and_taken_out(scored):
    office = scored.office
    draft = actions.new_version(office.lan, scored.version.criteria_set)
    client = signed_in(office.lan)

    def deed(code: str, word: str) -> list[str]:
        address = reverse("criterion-move", args=[draft.public_id, code])
        assert client.post(address, {"deed": word}).status_code == 302
        return [row["code"] for row in tables.content(draft)["criteria"]]

    assert deed("cong_tac_thi_dua", "up")[0] == "cong_tac_thi_dua"
    assert deed("cong_tac_thi_dua", "down")[1] == "cong_tac_thi_dua"
    assert deed("canh_cao", "out") == ["van_ban", "cong_tac_thi_dua"]


def test_a_code_is_made_of_a_name():
    assert code_of("Báo cáo muộn, đợt 2") == "bao_cao_muon_dot_2"
