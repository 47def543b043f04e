import subprocess
import sys

import pytest

from vinhdanh import __version__
from vinhdanh.__main__ import HELP, LAW_HELP, main


@pytest.mark.parametrize("words", [[], ["-h"], ["--help"]])
def test_help_is_in_vietnamese_and_needs_nothing(capsys, words):
    assert main(words) == 0
    assert capsys.readouterr().out == HELP


@pytest.mark.parametrize("word", ["-V", "--version", "version"])
def test_version(capsys, word):
    assert main([word]) == 0
    assert capsys.readouterr().out == f"vinhdanh {__version__}\n"


def test_law_asked_for_help_explains_its_verbs(capsys):
    assert main(["law", "--help"]) == 0
    assert capsys.readouterr().out == LAW_HELP


@pytest.mark.parametrize("words", [["law"], ["law", "make"]])
def test_law_with_no_known_verb_is_an_error(capsys, words):
    assert main(words) == 2
    assert capsys.readouterr().err == LAW_HELP


def test_law_pages_is_handed_its_own_arguments(tmp_path, capsys, monkeypatch):
    written = [tmp_path / "ldtt-r1a.md"]
    monkeypatch.setattr("vinhdanh.assess.pages.write_pages", lambda _folder: written)

    assert main(["law", "pages", "--out", str(tmp_path)]) == 0
    assert capsys.readouterr().out == f"Đã viết 1 trang vào {tmp_path}.\n"


def test_verify_is_handed_its_own_arguments(capsys):
    with pytest.raises(SystemExit) as leave:
        main(["verify", "--help"])

    assert leave.value.code == 0
    assert capsys.readouterr().out.startswith("Cách dùng: vinhdanh verify")


def test_check_asked_for_help_explains_the_list_door(capsys):
    with pytest.raises(SystemExit) as leave:
        main(["check", "--help"])

    assert leave.value.code == 0
    assert "Xét danh sách của cơ quan" in capsys.readouterr().out


def test_check_of_a_file_of_any_name_is_the_list_door(tmp_path, capsys):
    assert main(["check", str(tmp_path / "danh-sach.doc"), "--year", "2025"]) == 2
    assert "không có tệp hoặc thư mục này" in capsys.readouterr().err


def test_any_other_verb_is_a_management_command(capsys):
    assert main(["help", "--commands"]) == 0
    commands = capsys.readouterr().out.splitlines()
    assert {"run", "start", "check_ledger", "migrate"} - set(commands) == set()


@pytest.mark.parametrize("words", [["law", "explain", "--help"], ["verify", "--help"]])
def test_core_verbs_start_without_django(words):
    program = (
        "import sys\n"
        "from vinhdanh.__main__ import main\n"
        "try:\n"
        f"    main({words!r})\n"
        "finally:\n"
        "    sys.stderr.write(str('django' in sys.modules))\n"
    )

    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )

    assert done.stderr == "False"
