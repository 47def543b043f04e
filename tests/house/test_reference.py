"""What is not documented fails here."""

import re
from pathlib import Path

import pytest

from vinhdanh.__main__ import HELP

ROOT = Path(__file__).resolve().parent.parent.parent
SOURCE = ROOT / "src" / "vinhdanh"
REFERENCE = ROOT / "docs" / "reference"
COMMANDS = SOURCE / "commands" / "management" / "commands"


def words(name: str) -> str:
    return (REFERENCE / name).read_text(encoding="utf-8")


def our_commands() -> list[Path]:
    return sorted(path for path in COMMANDS.glob("*.py") if path.stem != "__init__")


@pytest.mark.parametrize("path", our_commands(), ids=lambda path: path.stem)
def test_command_and_its_options_are_in_the_reference(path):
    text = words("commands.md")
    options = re.findall(r'"(--[a-z-]+)"', path.read_text(encoding="utf-8"))

    missing = [name for name in options if f"`{name}`" not in text]

    assert f"### `vinhdanh {path.stem}`" in text
    assert missing == []


def test_every_command_is_in_the_short_help():
    missing = [
        path.stem
        for path in our_commands()
        if path.stem != "worker" and f"\n  {path.stem} " not in HELP
    ]

    assert missing == []


def test_every_setting_read_is_in_the_reference_and_none_else():
    found = re.compile(
        r"""(?:environ(?:\.get\(|\[)|flag\()\s*["']([A-Z_]+)["']""", re.MULTILINE
    )
    read = {
        name
        for folder in (SOURCE, ROOT / "tools")
        for path in folder.rglob("*.py")
        for name in found.findall(path.read_text(encoding="utf-8"))
        if name.startswith("VINHDANH_") or name in {"DATABASE_URL", "PORT"}
    }

    documented = set(
        re.findall(r"^\| `([A-Z_]+)` \|", words("settings.md"), re.MULTILINE)
    )

    assert documented == read


def test_every_check_id_is_in_the_reference_and_none_else():
    raised = {
        name
        for path in SOURCE.rglob("*.py")
        for name in re.findall(
            r'id="(vinhdanh\.[EW]\d{3})"', path.read_text(encoding="utf-8")
        )
    }

    documented = re.findall(
        r"^\| `(vinhdanh\.[EW]\d{3})`", words("checks.md"), re.MULTILINE
    )

    assert sorted(documented) == sorted(raised)


def test_every_decision_is_listed():
    folder = ROOT / "docs" / "decisions"
    listed = re.findall(r"\]\(([a-z0-9.-]+\.md)\)", (folder / "README.md").read_text())

    assert sorted(listed) == sorted(
        path.name for path in folder.glob("*.md") if path.name != "README.md"
    )


@pytest.mark.parametrize(
    "page",
    [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))],
    ids=lambda path: path.relative_to(ROOT).as_posix(),
)
def test_every_link_of_a_page_leads_somewhere(page):
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8"))

    assert [link for link in links if not (page.parent / link).exists()] == []
