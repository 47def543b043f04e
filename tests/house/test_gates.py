from types import SimpleNamespace

import pytest

from tools import coverage_gate, law_pages, postgres, suite


def measured(statements, lines, branches, ways, *, at=()):
    return {
        "summary": {
            "num_statements": statements,
            "covered_lines": lines,
            "num_branches": branches,
            "covered_branches": ways,
        },
        "missing_lines": list(at),
        "missing_branches": [],
    }


def test_a_line_open_in_the_ledger_is_named():
    files = {"src/vinhdanh/ledger/actions.py": measured(100, 99, 0, 0, at=[7])}

    assert coverage_gate.misses(files) == [
        "ledger/actions.py: 100 % asked; lines: 7; branches: none"
    ]


@pytest.mark.parametrize(("lines", "misses"), [(95, 0), (94, 1)])
def test_a_room_elsewhere_needs_its_share(lines, misses):
    files = {"src/vinhdanh/councils/actions.py": measured(100, lines, 0, 0)}

    assert len(coverage_gate.misses(files)) == misses


def test_every_file_asked_to_be_complete_is_one_that_may_exist():
    rooms = {path.name for path in coverage_gate.SOURCE.iterdir()}

    assert {entry.split("/")[0] for entry in coverage_gate.COMPLETE} <= rooms


def report(nodeid, outcome, *, when="call", keywords=("browser",)):
    return SimpleNamespace(nodeid=nodeid, outcome=outcome, when=when, keywords=keywords)


def test_last_line_counts_the_browser_tests_that_ran():
    tests = suite.BrowserTests()
    for found in (
        report("a", "passed", when="setup"),
        report("a", "passed"),
        report("b", "failed"),
        report("c", "passed", keywords=()),
    ):
        tests.pytest_runtest_logreport(found)

    assert suite.verdict(tests, "/usr/bin/chromium") == (
        "Browser tests: 2 ran, 1 failed.",
        True,
    )


def test_last_line_says_that_no_browser_was_found():
    tests = suite.BrowserTests()
    tests.pytest_runtest_logreport(report("a", "skipped", when="setup"))

    assert suite.verdict(tests, None) == (suite.NO_BROWSER, False)


def test_postgresql_not_installed_says_which_package(monkeypatch):
    monkeypatch.setattr(postgres.shutil, "which", lambda _name: None)
    monkeypatch.setattr(postgres.glob, "glob", lambda _pattern: [])

    with pytest.raises(postgres.PostgresError) as error:
        postgres.program("initdb")

    assert "`apt-get install postgresql`" in str(error.value)


def test_the_newest_postgresql_of_debian_is_taken(monkeypatch):
    paths = [f"/usr/lib/postgresql/{number}/bin/initdb" for number in (9, 15, 11)]
    monkeypatch.setattr(postgres.shutil, "which", lambda _name: None)
    monkeypatch.setattr(postgres.glob, "glob", lambda _pattern: paths)

    assert postgres.program("initdb") == "/usr/lib/postgresql/15/bin/initdb"


def test_law_page_that_lags_behind_is_named(tmp_path, monkeypatch):
    pages = {"a.md": "one", "b.md": "two"}
    monkeypatch.setattr(law_pages.pages, "law_pages", lambda: pages)
    (tmp_path / "a.md").write_text("older")
    (tmp_path / "c.md").write_text("gone")

    assert law_pages.stale(tmp_path) == [
        "a.md: differs from the rules",
        "b.md: missing",
        "c.md: no rule writes it",
    ]
