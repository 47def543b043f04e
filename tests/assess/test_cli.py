import json
from pathlib import Path

import pytest

from tests.assess.people import idea, person
from vinhdanh.assess.cli import law_explain, law_pages
from vinhdanh.assess.pages import law_pages as pages
from vinhdanh.assess.pages import write_pages
from vinhdanh.statutes import load

ROOT = Path(__file__).parents[2]
LOCAL = load.FOLDER / "local" / "van-phong-mau.toml"


@pytest.fixture
def facts(tmp_path):
    lan = person("Trần Thị Lan", initiatives=[idea()], evidence={"rating": "dòng 14"})
    minh = person("Lê Văn Minh", rating=None)
    path = tmp_path / "facts.json"
    path.write_text(json.dumps([lan, minh], default=str), encoding="utf-8")
    return path


def test_explain_prints_reasons_as_an_officer_reads_them(facts, capsys):
    code = law_explain(["--title", "CSTDCS", "--facts", str(facts)])

    said = capsys.readouterr().out
    first, second = said.strip().split("\n\n")
    assert code == 0
    assert first.splitlines()[:4] == [
        "Trần Thị Lan — Chiến sĩ thi đua cơ sở, năm 2016: ĐẠT",
        "  Đủ các tiêu chuẩn đo đếm được.",
        "  Luật áp dụng ngày 31/12/2016 (R1a).",
        (
            "  ✓ Là Lao động tiên tiến: được công nhận “Lao động tiên tiến” trong năm "
            "xét, hoặc đủ tiêu chuẩn “Lao động tiên tiến” trong chính lần xét này — "
            "“Lao động tiên tiến”: đủ tiêu chuẩn trong lần xét này (Điều 23 Luật Thi "
            "đua, khen thưởng 2003 (sửa đổi 2013))"
        ),
    ]
    assert second.splitlines()[0] == (
        "Lê Văn Minh — Chiến sĩ thi đua cơ sở, năm 2016: KHÔNG ĐẠT"
    )


def test_explain_lists_what_is_missing_and_from_whom(facts, capsys):
    law_explain(["--title", "LDTT", "--facts", str(facts), "--year", "2016"])

    lines = capsys.readouterr().out.splitlines()
    assert "    minh chứng: dòng 14" in lines
    assert (
        "  - xếp loại năm 2016; người cung cấp: thủ trưởng đơn vị (kết quả đánh giá, "
        "xếp loại năm)"
    ) in lines


def test_explain_takes_json_lines_a_day_and_an_office_rule(facts, tmp_path, capsys):
    lines = tmp_path / "facts.jsonl"
    rows = json.loads(facts.read_text(encoding="utf-8"))
    lines.write_text("\n".join(map(json.dumps, rows)) + "\n\n", encoding="utf-8")
    asked = ["--title", "GK", "--facts", str(lines), "--local", str(LOCAL)]

    code = law_explain([*asked, "--day", "2018-12-31"])

    said = capsys.readouterr().out
    assert code == 0
    assert said.splitlines()[0] == "Trần Thị Lan — Giấy khen, năm 2016: ĐẠT"
    assert said.count("Luật áp dụng ngày 31/12/2018 (R1b).") == 2


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"id": "1"\n{', "dòng 1 không phải JSON"),
        ("[7]", "mỗi hồ sơ phải là một đối tượng JSON."),
        ('{"id": "1", "kind": "individual", "years": {"x": {}}}', "năm viết như 2016."),
        ('{"id": "1", "kind": "individual"}', "hồ sơ không có năm nào"),
        ('{"id": "1", "kind": "x", "years": {"2016": {}}}', "“kind” là 'x'"),
    ],
)
def test_explain_says_what_is_wrong_with_a_file(tmp_path, capsys, text, message):
    path = tmp_path / "facts.json"
    path.write_text(text, encoding="utf-8")

    code = law_explain(["--title", "LDTT", "--facts", str(path)])

    said = capsys.readouterr().err
    assert code == 2
    assert said.startswith("Không giải thích được: ")
    assert message in said


def test_explain_says_when_a_file_is_not_there(tmp_path, capsys, facts):
    missing = str(tmp_path / "none.json")

    assert law_explain(["--title", "LDTT", "--facts", missing]) == 2
    assert (
        law_explain(["--title", "LDTT", "--facts", str(facts), "--local", missing]) == 2
    )
    said = capsys.readouterr().err
    assert said.count(f"không mở được “{missing}”: không có tệp hoặc thư mục này") == 2


def test_explain_says_when_the_rules_cannot_be_read(tmp_path, capsys, facts):
    path = tmp_path / "rules.toml"
    path.write_text("rule = ", encoding="utf-8")
    asked = ["--title", "LDTT", "--facts", str(facts), "--local", str(path)]

    assert law_explain(asked) == 2
    assert "không đọc được" in capsys.readouterr().err


def test_pages_are_written_and_stale_ones_go(tmp_path, capsys):
    (tmp_path / "gone-r1a.md").write_text("cũ", encoding="utf-8")

    code = law_pages(["--out", str(tmp_path)])

    assert code == 0
    assert capsys.readouterr().out == f"Đã viết {len(pages())} trang vào {tmp_path}.\n"
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(pages())


def test_the_pages_in_the_repository_are_those_the_rules_write():
    folder = ROOT / "docs" / "law"

    found = {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}

    assert found == pages()


def test_a_signed_page_says_who_and_a_changed_one_asks_again(tmp_path, monkeypatch):
    foot = pages()["ldtt-r1a.md"].rsplit("`", 2)[1]
    signed = {
        "office": "Sở Nội vụ mẫu",
        "signed_by": "Bà Mẫu",
        "signed_on": "2026-12-01",
    }
    rows = {
        "ldtt-r1a": signed | {"hash": foot},
        "ldtt-r1b": signed | {"hash": "khác"},
    }
    monkeypatch.setattr("vinhdanh.assess.pages.signed_pages", lambda: rows)

    write_pages(tmp_path)

    states = [
        (tmp_path / f"ldtt-{name}.md").read_text(encoding="utf-8").splitlines()[-1]
        for name in ("r1a", "r1b", "r2")
    ]
    assert [state.split(". Mã băm")[0] for state in states] == [
        "Trạng thái: đã rà soát: Bà Mẫu, Sở Nội vụ mẫu, 2026-12-01",
        "Trạng thái: chưa rà soát lại (bản trước: Sở Nội vụ mẫu, 2026-12-01)",
        "Trạng thái: chưa có cán bộ pháp chế rà soát",
    ]
