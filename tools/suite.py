"""Run the test suite; the last line says whether the browser tests ran.

    python tools/suite.py [pytest's own arguments]

Two processes unless the arguments say otherwise (-n). Tests marked `browser` walk
the site with the Chromium of the machine, handed to them as VINHDANH_CHROMIUM.
VINHDANH_REQUIRE_BROWSER=1 makes their absence a failure; VINHDANH_COVERAGE=1 keeps
coverage data for tools/coverage_gate.py.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NO_BROWSER = (
    "Browser tests: did NOT run, no Chromium found. "
    "Install one (Debian: apt-get install chromium) and run again."
)


class BrowserTests:
    """Counts the tests marked `browser` and what became of them."""

    def __init__(self) -> None:
        self.outcomes: dict[str, str] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if "browser" not in report.keywords:
            return
        if report.when == "call" or report.outcome != "passed":
            self.outcomes[report.nodeid] = report.outcome

    def count(self, outcome: str) -> int:
        return sum(1 for found in self.outcomes.values() if found == outcome)


def chromium() -> str | None:
    """Return the Chromium to use: VINHDANH_CHROMIUM, or the machine's."""
    given = os.environ.get("VINHDANH_CHROMIUM")
    if given:
        return given
    return next((path for path in map(shutil.which, CHROMIUMS) if path), None)


def verdict(tests: BrowserTests, browser: str | None) -> tuple[str, bool]:
    """Return the last line, and whether the browser tests ran."""
    ran = tests.count("passed") + tests.count("failed")
    if ran:
        return f"Browser tests: {ran} ran, {tests.count('failed')} failed.", True
    if browser is None:
        return NO_BROWSER, False
    return "Browser tests: did NOT run, none was chosen.", False


def arguments(given: list[str]) -> list[str]:
    words = list(given)
    if not any(word.startswith("-n") for word in words):
        # A file's costly fixtures (the sample year) are made once, in one process.
        words = ["-n", "2", *words]
    if os.environ.get("VINHDANH_COVERAGE") == "1":
        words += ["--cov", "--cov-branch", "--cov-report="]
    return words


def main(given: list[str]) -> int:
    os.chdir(ROOT)
    browser = chromium()
    if browser:
        os.environ["VINHDANH_CHROMIUM"] = browser
    # Each process would compile the program and the rewritten tests anew.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    tests = BrowserTests()
    code = int(pytest.main(arguments(given), plugins=[tests]))
    line, ran = verdict(tests, browser)
    if os.environ.get("VINHDANH_COVERAGE") == "1" and code == 0:
        mark_coverage()
    print(line)
    if os.environ.get("VINHDANH_REQUIRE_BROWSER") == "1" and not ran:
        print("VINHDANH_REQUIRE_BROWSER=1 asks for them: this run fails.")
        return code or 1
    return code


def mark_coverage() -> None:
    """Note which sources the coverage data belong to."""
    import coverage_gate  # noqa: PLC0415 - beside this file

    coverage_gate.MARK.parent.mkdir(exist_ok=True)
    coverage_gate.MARK.write_text(coverage_gate.fingerprint(), encoding="ascii")


def collect() -> int:
    """Run the suite once more, only to have coverage data."""
    return subprocess.run(
        [sys.executable, __file__],
        env=os.environ | {"VINHDANH_COVERAGE": "1"},
        check=False,
    ).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
