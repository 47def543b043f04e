from datetime import date

import pytest

from vinhdanh.viet.arguments import Parser


@pytest.fixture
def parser() -> Parser:
    parser = Parser(prog="vinhdanh xét", description="Xét một danh sách.")
    parser.add_argument("--year", type=int, required=True)
    parser.add_argument("--day", type=date.fromisoformat)
    return parser


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("", "còn thiếu: --year"),
        ("--year 20x5", "--year: '20x5' không phải số nguyên"),
        ("--year", "--year cần một giá trị đi kèm"),
        ("--year 2025 --màu đỏ", "không có tham số: --màu đỏ"),
        (
            "--year 2025 --day 31/12/2025",
            "--day: '31/12/2025' không phải ngày; hãy ghi năm-tháng-ngày, như 2025-12-31",  # noqa: E501
        ),
    ],
)
def test_a_slip_is_said_in_vietnamese(parser, capsys, words, said):
    with pytest.raises(SystemExit) as left:
        parser.parse_args(words.split())

    assert left.value.code == 2
    assert capsys.readouterr().err.endswith(f"vinhdanh xét: {said}\n")


def test_help_is_in_vietnamese(parser, capsys):
    with pytest.raises(SystemExit) as left:
        parser.parse_args(["--help"])

    assert left.value.code == 0
    said = capsys.readouterr().out
    assert said.startswith("Cách dùng: vinhdanh xét [-h] --year YEAR")
    assert "tham số:" in said
    assert "show this help" not in said
