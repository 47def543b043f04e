"""Hold the coverage of the tests to what was promised; print what misses.

Every branch (100 %) where a slip would be a wrong award, a lost number or a leak:
the law, the ledger and the chains, money, numbering, rights, checks of uploads.
95 % of each other room. Data of the last test run are used when no source has
changed since; otherwise the suite runs once more under coverage.
"""

import hashlib
import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

from coverage import Coverage

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "vinhdanh"
MARK = ROOT / "var" / "coverage-of"

ELSEWHERE_PCT = 95
# Files and folders (ending in /) of the package whose every branch is tested.
COMPLETE = (
    "law/",
    "ledger/",
    "base/append_only.py",
    "base/audit.py",
    "base/chain.py",
    "base/numbering.py",
    "base/rights.py",
    "accounts/reach.py",
    "accounts/rules.py",
    "sheets/container.py",
    "sheets/extents.py",
)


def fingerprint() -> str:
    """Return the hash of all sources and tests."""
    digest = hashlib.sha256()
    for folder in (SOURCE, ROOT / "tests"):
        for path in sorted(folder.rglob("*.py")):
            digest.update(path.relative_to(ROOT).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def is_fresh() -> bool:
    return (
        (ROOT / ".coverage").is_file()
        and MARK.is_file()
        and MARK.read_text(encoding="ascii") == fingerprint()
    )


def report() -> dict[str, Any]:
    """Return coverage's own report as data."""
    target = ROOT / "var" / "coverage.json"
    data = Coverage(data_file=str(ROOT / ".coverage"))
    data.load()
    data.json_report(outfile=str(target))
    found: dict[str, Any] = json.loads(target.read_text(encoding="utf-8"))
    return found


def within(path: str) -> str:
    """Return a file's path inside the package."""
    return path.replace("\\", "/").split("src/vinhdanh/", 1)[-1]


def must_be_complete(name: str) -> bool:
    return any(
        name.startswith(entry) if entry.endswith("/") else name == entry
        for entry in COMPLETE
    )


def misses(files: dict[str, Any]) -> list[str]:
    """Name each file or room below its mark."""
    found = []
    rooms: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for path, data in sorted(files.items()):
        name, summary = within(path), data["summary"]
        total = summary["num_statements"] + summary["num_branches"]
        hit = summary["covered_lines"] + summary["covered_branches"]
        if must_be_complete(name) and hit < total:
            lines = ", ".join(str(line) for line in data["missing_lines"]) or "none"
            ways = ", ".join(f"{a}→{b}" for a, b in data["missing_branches"]) or "none"
            found.append(f"{name}: 100 % asked; lines: {lines}; branches: {ways}")
        room = rooms[name.split("/")[0]]
        room[0] += hit
        room[1] += total
    for room_name, (hit, total) in sorted(rooms.items()):
        if hit * 100 < total * ELSEWHERE_PCT:
            found.append(
                f"{room_name}: {ELSEWHERE_PCT} % asked, {hit * 100 / total:.1f} % found"
                f"{worst(files, room_name)}"
            )
    return found


def worst(files: dict[str, Any], room: str) -> str:
    """Name the five files of a room with the most untested lines."""
    open_lines = sorted(
        (
            (len(data["missing_lines"]) + len(data["missing_branches"]), within(path))
            for path, data in files.items()
            if within(path).split("/")[0] == room
        ),
        reverse=True,
    )
    return "".join(f"\n    {name}: {count} open" for count, name in open_lines[:5])


def main() -> int:
    if not is_fresh():
        import suite  # noqa: PLC0415 - beside this file; it imports this one

        print("No fresh coverage data: running the suite under coverage.", flush=True)
        if suite.collect():
            print("The suite fails: mend it first.")
            return 1
    found = misses(report()["files"])
    print("\n".join(found) or "Coverage holds.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
