"""The worked cases of norms, as officers write them in spreadsheets."""

import pytest

from vinhdanh.assess.norm_cases import NormCaseError, norm_case_files, run_norm_cases

FILES = {path.stem: path for path in norm_case_files()}
HEADINGS = "Tình huống,Mức khen,Đối tượng,Cấp tặng,Ngày quyết định,Số tiền,Thực chi,"


@pytest.mark.parametrize("name", ["han-muc", "tham-quyen", "thoi-han", "tien-thuong"])
def test_cases_come_out_as_written(name):
    failing = [o.sentences() for o in run_norm_cases(FILES[name]) if not o.agrees]

    assert failing == []


def test_every_spreadsheet_has_its_question():
    assert sorted(FILES) == ["han-muc", "tham-quyen", "thoi-han", "tien-thuong"]


def test_no_case_is_written_twice():
    for path in FILES.values():
        lines = path.read_text(encoding="utf-8").splitlines()
        situations = [outcome.situation for outcome in run_norm_cases(path)]
        assert len(situations) == len(set(situations)) == len(lines) - 1


def _written(folder, row):
    path = folder / "tien-thuong.csv"
    path.write_text(f"{HEADINGS}Mức độ,Nguồn\n{row}\n", encoding="utf-8")
    return path


def test_a_failing_case_prints_two_sentences(tmp_path):
    row = "Một ca,LDTT,cá nhân,,01/01/2024,540.000,530.000,có căn cứ,minh họa"

    (outcome,) = run_norm_cases(_written(tmp_path, row))

    assert outcome.agrees is False
    assert outcome.sentences() == (
        "tien-thuong.csv, dòng 2: “Một ca” mong đợi Số tiền “540.000”, Thực chi "
        "“530.000”, Mức độ “có căn cứ”. Máy trả lời Số tiền “540.000”, Thực chi "
        "“540.000”, Mức độ “có căn cứ”."
    )


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("A,LDTT,nhóm,,01/01/2024,1,1,có căn cứ,x", "không đọc được ô 'nhóm'"),
        ("A,LDTT,cá nhân,,31/02/2024,1,1,có căn cứ,x", "“31/02/2024” không phải"),
        ("A,LDT,cá nhân,,01/01/2024,1,1,có căn cứ,x", "Unknown award 'LDT'"),
        ("A,LDTT,cá nhân,,01/01/2024,1,1,có căn cứ,x,y", "nhiều ô hơn tiêu đề"),
    ],
)
def test_a_cell_that_cannot_be_read_names_file_and_line(tmp_path, row, message):
    with pytest.raises(NormCaseError) as raised:
        run_norm_cases(_written(tmp_path, row))

    assert str(raised.value).startswith("tien-thuong.csv, dòng 2: ")
    assert message in str(raised.value)
