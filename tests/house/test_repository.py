"""What must never be in a file of this repository."""

import json
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
# Hosts of registries, written apart so that this file passes its own test.
HOSTS = [f"{name}.{end}" for name, end in (("pypi", "org"), ("npmjs", "org"))]
HOSTS += [f"{name}.{end}" for name, end in (("pythonhosted", "org"), ("npmjs", "com"))]


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("not a git checkout")
    names = listed.stdout.decode().split("\0")
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


def text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def test_no_file_names_a_registry():
    found = [
        f"{path.relative_to(ROOT)}: {host}"
        for path in tracked()
        for host in HOSTS
        if host in text_of(path)
    ]

    assert found == []


def test_no_work_is_left_open_in_a_comment():
    left = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|X" + r"XX)\b")

    found = [str(p.relative_to(ROOT)) for p in tracked() if left.search(text_of(p))]

    assert found == []


def test_nothing_built_or_third_party_is_kept():
    kept = [
        str(path.relative_to(ROOT))
        for path in tracked()
        if path.suffix in {".ttf", ".woff", ".woff2", ".mo", ".whl", ".pyc"}
        or "vendor" in path.parts
        or path.name.endswith((".min.js", ".min.css"))
    ]

    assert kept == []


def test_locks_have_a_hash_for_every_package():
    for name in ("run", "dev", "uv", "node"):
        lock = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
        packages = re.split(r"^(?=[a-z0-9])", lock, flags=re.MULTILINE)[1:]
        assert [p.split()[0] for p in packages if "--hash=sha256:" not in p] == []
    npm = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: p for name, p in npm["packages"].items() if name}
    assert [n for n, p in packages.items() if "integrity" not in p] == []
    assert [n for n, p in packages.items() if "resolved" in p] == []
