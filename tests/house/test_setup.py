import importlib.util

import pytest

from tools import setup


@pytest.fixture
def step(tmp_path, monkeypatch):
    """A step made from a.txt that makes b.txt."""
    monkeypatch.setattr(setup, "ROOT", tmp_path)
    monkeypatch.setattr(setup, "STAMPS", tmp_path / "stamps")
    (tmp_path / "stamps").mkdir()
    (tmp_path / "a.txt").write_text("one")
    made: list[str] = []

    def make() -> None:
        made.append("b")
        (tmp_path / "b.txt").write_text("made")

    only = setup.Step(
        "b",
        make,
        inputs=lambda: [tmp_path / "a.txt"],
        proofs=lambda: [tmp_path / "b.txt"],
    )
    monkeypatch.setattr(setup, "STEPS", [only])
    return made


def test_a_step_is_made_once(step):
    setup.set_up()
    setup.set_up()

    assert step == ["b"]


def test_a_step_is_made_again_when_its_input_changed(step, tmp_path):
    setup.set_up()
    (tmp_path / "a.txt").write_text("two")

    setup.set_up()

    assert step == ["b", "b"]


def test_a_step_is_made_again_when_its_result_went(step, tmp_path):
    setup.set_up()
    (tmp_path / "b.txt").unlink()

    setup.set_up()

    assert step == ["b", "b"]


def test_a_step_broken_off_is_made_again(step, tmp_path, monkeypatch):
    def break_off() -> None:
        (tmp_path / "b.txt").write_text("half")
        raise setup.SetupError("no network")

    whole = setup.STEPS[0].make
    monkeypatch.setattr(setup.STEPS[0], "make", break_off)
    with pytest.raises(setup.SetupError):
        setup.set_up()
    monkeypatch.setattr(setup.STEPS[0], "make", whole)

    setup.set_up()

    assert (tmp_path / "b.txt").read_text() == "made"


def test_a_later_step_follows_when_the_one_before_it_was_made(step, tmp_path):
    made = []
    later = setup.Step(
        "c", lambda: made.append("c"), inputs=list, proofs=list, after="b"
    )
    setup.STEPS.append(later)
    setup.set_up()
    (tmp_path / "a.txt").write_text("two")

    setup.set_up()

    assert made == ["c", "c"]


def test_python_without_venv_names_debians_package(monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    monkeypatch.setattr(setup.sys, "version_info", (3, 11, 2))

    with pytest.raises(setup.SetupError) as error:
        setup.make_venv()

    assert str(error.value) == (
        "this Python 3.11 has no venv. On Debian and Ubuntu: "
        "`apt-get install python3.11-venv`, then the same command again"
    )


def test_too_old_a_python_says_how_to_name_another(monkeypatch):
    monkeypatch.setattr(setup.sys, "version_info", (3, 9, 2))
    monkeypatch.setattr(setup.shutil, "which", lambda _name: None)

    with pytest.raises(setup.SetupError) as error:
        setup.start_over_with_newer_python()

    assert str(error.value) == (
        "Python 3.11 or later is needed; this one is 3.9. With another one installed: "
        "`make PYTHON=/path/to/python3.12 …`"
    )


def test_a_failing_command_shows_its_last_words(capsys):
    with pytest.raises(setup.SetupError) as error:
        setup.run(["sh", "-c", "echo no route; exit 3"], "the registry is not there")

    assert str(error.value) == "the registry is not there"
    assert capsys.readouterr().err == "no route\n"


def test_pip_mirror_and_certificates_reach_uv(monkeypatch):
    monkeypatch.delenv("UV_DEFAULT_INDEX", raising=False)
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    monkeypatch.setenv("PIP_INDEX_URL", "https://mirror.example.vn/simple")
    monkeypatch.setenv("PIP_CERT", "/ca.pem")

    assert setup.index_settings() == {
        "UV_DEFAULT_INDEX": "https://mirror.example.vn/simple",
        "SSL_CERT_FILE": "/ca.pem",
    }
