"""`vinhdanh verify`: the words a person reads, the code a script reads."""

import io
import json
import subprocess
import sys
import typing
from pathlib import Path

import pytest

from vinhdanh.documents import credential, verify_cli

HELD = json.loads(
    Path(__file__).with_name("credential-vectors.json").read_text("utf-8")
)
GOOD = HELD["vectors"][0]["text"]


@pytest.fixture
def keys_file(tmp_path):
    """The published keys on disk."""
    file = tmp_path / "khoa-cong-khai.json"
    file.write_text(json.dumps(HELD["public_keys"]), "utf-8")
    return str(file)


def test_right_signature_says_what_was_and_was_not_checked(keys_file, capsys):
    code = verify_cli.main([GOOD, "--keys", keys_file])

    assert code == 0
    assert capsys.readouterr().out.splitlines() == [
        "CHỮ KÝ ĐÚNG, CHƯA KIỂM ĐƯỢC TRẠNG THÁI",
        "Khen thưởng còn hiệu lực hay đã thu hồi: mở địa chỉ trong mã để xem sổ cái.",
        "Họ tên / tập thể: Nguyễn Thị Ngọc Huyền",
        "Đơn vị: Phòng Tổng hợp",
        "Danh hiệu, hình thức: Chiến sĩ thi đua cơ sở",
        "Năm: 2016",
        "Quyết định: số 16/QĐ-VP, ngày 05 tháng 01 năm 2017",
        "Cơ quan phát hành: Văn phòng Hội đồng nhân dân thành phố",
        f"Khóa ký: {HELD['public_keys']['keys'][0]['kid']}",
    ]


def test_changed_text_is_invalid_with_its_reason(keys_file, capsys):
    changed = HELD["vectors"][-1]["text"]

    code = verify_cli.main([changed, "--keys", keys_file])

    assert code == 1
    assert capsys.readouterr().out.splitlines() == [
        "KHÔNG HỢP LỆ",
        "Lý do: Chữ ký không khớp với nội dung: nội dung đã bị sửa. (mã: signature)",
        f"Khóa đã dùng để kiểm tra: {HELD['public_keys']['keys'][0]['kid']}.",
    ]


def test_text_is_read_from_standard_input(keys_file, capsys, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO(GOOD + "\n"))

    assert verify_cli.main(["-", "--keys", keys_file]) == 0
    assert capsys.readouterr().out.startswith("CHỮ KÝ ĐÚNG")


def test_no_keys_at_all_says_so(tmp_path, capsys):
    file = tmp_path / "k.json"
    file.write_text('{"keys": []}', "utf-8")

    assert verify_cli.main([GOOD, "--keys", str(file)]) == 1
    assert "không có khóa nào." in capsys.readouterr().out


@pytest.mark.parametrize("content", [None, "không phải JSON"])
def test_unreadable_keys_say_where_to_get_them(tmp_path, capsys, content):
    file = tmp_path / "k.json"
    if content is not None:
        file.write_text(content, "utf-8")

    assert verify_cli.main([GOOD, "--keys", str(file)]) == 2
    said = capsys.readouterr().err
    assert said.startswith(f"Không đọc được tệp khóa công khai “{file}” (")
    assert said.endswith("/khoa-cong-khai.json của cơ quan phát hành.\n")


def test_each_reason_has_its_sentence():
    assert {*verify_cli._REASONS, "ok"} == set(typing.get_args(credential.Reason))


def test_verifying_needs_neither_django_nor_the_press(keys_file):
    program = (
        "import sys; from vinhdanh.documents.verify_cli import main; "
        f"code = main([{GOOD!r}, '--keys', {keys_file!r}]); "
        "assert not {'django', 'typst', 'docx', 'polars'} & set(sys.modules); "
        "sys.exit(code)"
    )

    done = subprocess.run(  # noqa: S603 - our own interpreter and words
        [sys.executable, "-c", program], capture_output=True, check=False
    )

    assert (done.returncode, done.stderr) == (0, b"")
