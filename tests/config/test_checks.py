from pathlib import Path

import pytest
from django.conf import settings

from vinhdanh.config import checks


def ids(messages):
    return [message.id for message in messages]


def test_screen_assets_missing_are_named(tmp_path, monkeypatch):
    monkeypatch.setattr(checks, "ASSETS", tmp_path)
    for name in ("tabler.min.css", "tabler.min.js", "be-vietnam-pro.css"):
        (tmp_path / name).touch()

    (error,) = checks.screen_assets()

    assert error.id == "vinhdanh.E001"
    assert error.msg == f"The pages lack icons.svg in {tmp_path}."


def test_screen_assets_all_there_are_silent(tmp_path, monkeypatch):
    monkeypatch.setattr(checks, "ASSETS", tmp_path)
    for name in ("tabler.min.css", "tabler.min.js", "be-vietnam-pro.css", "icons.svg"):
        (tmp_path / name).touch()

    assert checks.screen_assets() == []


@pytest.mark.parametrize(("faces", "found"), [(3, ["vinhdanh.E002"]), (4, [])])
def test_paper_needs_the_four_faces_of_tinos(tmp_path, monkeypatch, faces, found):
    monkeypatch.setattr(checks, "PAPER_FONTS", tmp_path)
    for number in range(faces):
        (tmp_path / f"Tinos_{number}.ttf").touch()

    assert ids(checks.paper_fonts()) == found


def database(**options):
    return {"default": {"ENGINE": "django.db.backends.sqlite3", "OPTIONS": options}}


def test_sqlite_without_its_options_is_refused(monkeypatch):
    monkeypatch.setattr(
        settings,
        "DATABASES",
        database(
            transaction_mode="DEFERRED",
            init_command="PRAGMA journal_mode = WAL; PRAGMA foreign_keys=ON",
        ),
    )

    (error,) = checks.sqlite_in_line()

    assert error.id == "vinhdanh.E003"
    assert error.msg == (
        "SQLite runs without transaction_mode=IMMEDIATE, synchronous=FULL: "
        "confirmed work could be lost."
    )


def test_sqlite_as_the_settings_set_it_is_fine(monkeypatch):
    monkeypatch.setattr(
        settings,
        "DATABASES",
        database(
            transaction_mode="IMMEDIATE",
            init_command="PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
            "PRAGMA foreign_keys=ON",
        ),
    )

    assert checks.sqlite_in_line() == []


def test_postgresql_needs_none_of_it(monkeypatch):
    other = {"default": {"ENGINE": "django.db.backends.postgresql"}}
    monkeypatch.setattr(settings, "DATABASES", other)

    assert checks.sqlite_in_line() == []


def test_own_folder_may_still_have_to_be_made(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "VAR", tmp_path / "deep" / "var")

    assert checks.own_folder() == []


def test_own_folder_below_a_file_cannot_be_written(tmp_path, monkeypatch):
    (tmp_path / "file").touch()
    monkeypatch.setattr(settings, "VAR", tmp_path / "file" / "var")

    assert ids(checks.own_folder()) == ["vinhdanh.E004"]


@pytest.mark.parametrize(
    ("key", "found"),
    [
        ("k" * 31, ["vinhdanh.E005"]),
        ("k" * 32, []),
        ("django-insecure-" + "k" * 40, ["vinhdanh.E005"]),
    ],
)
def test_secret_key_is_long_and_no_default(monkeypatch, key, found):
    monkeypatch.setattr(settings, "SECRET_KEY", key)

    assert ids(checks.secret_is_secret()) == found


@pytest.mark.parametrize(
    ("address", "shape", "safety"),
    [
        ("https://thidua.example.vn", [], []),
        ("http://thidua.example.vn", [], ["vinhdanh.W002"]),
        ("https://localhost:8000", [], ["vinhdanh.W002"]),
        ("thidua.example.vn", ["vinhdanh.E006"], ["vinhdanh.W002"]),
        ("https://thidua.example.vn/?a=1", ["vinhdanh.E006"], []),
    ],
)
def test_public_address(monkeypatch, address, shape, safety):
    monkeypatch.setattr(settings, "VINHDANH_PUBLIC_URL", address)

    assert ids(checks.public_address()) == shape
    assert ids(checks.public_address_is_https()) == safety


def test_translations_not_compiled_are_told(tmp_path, monkeypatch):
    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").touch()
    monkeypatch.setattr(checks, "LOCALE", tmp_path)

    assert ids(checks.translations()) == ["vinhdanh.W001"]
    Path(folder / "django.mo").touch()
    assert checks.translations() == []


@pytest.mark.parametrize(("https", "found"), [(True, []), (False, ["vinhdanh.W003"])])
def test_sign_in_without_https_is_warned_about(monkeypatch, https, found):
    monkeypatch.setattr(settings, "HTTPS", https)

    assert ids(checks.behind_https()) == found
