"""Everything that must hold besides the tests; `make check` runs it.

    python tools/check.py [NAME …]     all steps, or those named

Two steps run at a time; each failing one prints what it said, and the last lines
list them all.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
SOURCE = Path("src") / "vinhdanh"
CORE = ("viet", "law", "statutes", "documents", "sheets", "assess")

# An office on the internet, so that the deployment checks have something to judge.
PRODUCTION = {
    "VINHDANH_HTTPS": "1",
    "VINHDANH_PUBLIC_URL": "https://thidua.example.vn",
    "VINHDANH_ALLOWED_HOSTS": "thidua.example.vn",
    "VINHDANH_SECRET_KEY": "not-a-secret-0123456789-abcdefghijklmnopqrstuvwxyz-x",
}


@dataclass(frozen=True)
class Step:
    """One check: a command, and what to do when it fails."""

    name: str
    words: list[str]
    cure: str
    env: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Done:
    """What came of a step."""

    step: Step
    code: int
    output: str
    seconds: float


def tool(name: str) -> str:
    return str(BIN / name)


def typed() -> list[str]:
    """Return what is checked strictly: the core, and what offices do and ask."""
    rooms = [str(SOURCE / room) for room in CORE if (ROOT / SOURCE / room).is_dir()]
    doors = [
        path.relative_to(ROOT)
        for name in ("actions", "queries")
        for path in [
            *(ROOT / SOURCE).glob(f"*/{name}.py"),
            *(ROOT / SOURCE).glob(f"*/{name}/*.py"),
        ]
    ]
    return rooms + sorted(map(str, doors))


def templates() -> list[str]:
    found = (ROOT / SOURCE).glob("**/templates/**/*.html")
    return sorted(str(path.relative_to(ROOT)) for path in found)


def steps() -> list[Step]:
    python = sys.executable
    mypy = [tool("mypy"), "--follow-imports=silent", *typed()]
    return [
        Step("types", mypy, "give the types that are missing"),
        Step("lint", [tool("ruff"), "check", "."], "make fmt mends most of it"),
        Step("format", [tool("ruff"), "format", "--check", "."], "make fmt"),
        Step(
            "rooms",
            [tool("lint-imports"), "--no-cache"],
            "move the code to the room where it belongs (CONTRIBUTING.md)",
        ),
        Step(
            "templates",
            [tool("djade"), "--target-version", "5.2", "--check", *templates()],
            "make fmt",
        ),
        Step(
            "system checks",
            [tool("vinhdanh"), "check", "--deploy", "--fail-level", "WARNING"],
            "each line has its id in docs/reference/checks.md",
            PRODUCTION,
        ),
        Step(
            "migrations",
            [tool("vinhdanh"), "makemigrations", "--check", "--dry-run"],
            "vinhdanh makemigrations, and commit the file",
        ),
        Step(
            "translations",
            [python, "tools/translations.py", "check"],
            "python tools/translations.py update, then fill in the English",
        ),
        Step("law pages", [python, "tools/law_pages.py"], "make law"),
        Step(
            "coverage",
            [python, "tools/coverage_gate.py"],
            "add the test of the line or branch named",
        ),
    ]


def run(step: Step) -> Done:
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="vinhdanh-check-") as folder:
        done = subprocess.run(
            step.words,
            cwd=ROOT,
            env=os.environ | {"VINHDANH_VAR": folder} | step.env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
        )
    return Done(step, done.returncode, done.stdout, time.monotonic() - started)


def tell(done: Done) -> None:
    mark = "ok" if done.code == 0 else "FAILS"
    print(f"{done.step.name:<14} {mark} ({done.seconds:.0f} s)", flush=True)
    if done.code:
        print("\n".join(f"    {line}" for line in done.output.rstrip().splitlines()))
        print(f"    → {done.step.cure}", flush=True)


def main(names: list[str]) -> int:
    known = steps()
    unknown = set(names) - {step.name for step in known}
    if unknown:
        print(f"No step {sorted(unknown)}; there are {[s.name for s in known]}")
        return 2
    chosen = [step for step in known if not names or step.name in names]
    results = []
    with ThreadPoolExecutor(max_workers=2) as pool:
        for done in pool.map(run, chosen):
            tell(done)
            results.append(done)
    failing = [done.step.name for done in results if done.code]
    print(
        f"make check: {', '.join(failing)} FAIL." if failing else "make check: holds."
    )
    return 1 if failing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
