import os
from pathlib import Path

from vinhdanh.config import places


def test_folder_given_by_the_environment_comes_first(monkeypatch, tmp_path):
    monkeypatch.setenv("VINHDANH_VAR", str(tmp_path))

    assert places.var_folder() == tmp_path


def test_checkout_keeps_its_data_beside_the_source(monkeypatch):
    monkeypatch.delenv("VINHDANH_VAR", raising=False)

    assert places.var_folder() == places.CHECKOUT / "var"


def test_installed_program_keeps_its_data_where_the_system_keeps_a_users(
    monkeypatch, tmp_path
):
    monkeypatch.delenv("VINHDANH_VAR", raising=False)
    monkeypatch.setattr(places, "CHECKOUT", tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", "/data")
    assert places.var_folder() == Path("/data/vinhdanh")

    monkeypatch.delenv("XDG_DATA_HOME")
    monkeypatch.setenv("HOME", "/home/lan")
    assert places.var_folder() == Path("/home/lan/.local/share/vinhdanh")


def test_installed_program_on_windows_asks_windows(monkeypatch):
    monkeypatch.setenv("LOCALAPPDATA", "/c/Lan")

    assert places.windows_folder(os.environ) == Path("/c/Lan/VinhDanh")


def test_samples_are_taken_from_the_wheel_before_the_checkout(monkeypatch, tmp_path):
    monkeypatch.setattr(places, "PACKAGE", tmp_path)
    assert places.samples_folder() == places.CHECKOUT / "samples"

    (tmp_path / "samples").mkdir()
    assert places.samples_folder() == tmp_path / "samples"


def test_secret_is_made_once_and_only_its_owner_reads_it(monkeypatch, tmp_path):
    monkeypatch.setenv("VINHDANH_VAR", str(tmp_path / "var"))

    first = places.secret_file("secret.key")

    kept = tmp_path / "var" / "secret.key"
    assert places.secret_file("secret.key") == first == kept.read_text()
    assert kept.stat().st_mode & 0o777 == 0o600
    assert kept.parent.stat().st_mode & 0o777 == 0o700
    assert len(first) == 64


def test_two_processes_at_once_agree_on_the_secret(monkeypatch, tmp_path):
    monkeypatch.setenv("VINHDANH_VAR", str(tmp_path))

    def other_process_first(name, _flags, _mode):
        Path(name).write_text("the other's")
        raise FileExistsError

    monkeypatch.setattr(places.os, "open", other_process_first)

    assert places.secret_file("secret.key") == "the other's"
