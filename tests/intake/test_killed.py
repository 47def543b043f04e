"""A process that is killed while it enters a list leaves all of it or nothing."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

KILLS, PEOPLE = 20, 25


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")
def test_killed_at_twenty_moments_all_or_nothing_is_left(tmp_path: Path) -> None:
    done = subprocess.run(  # noqa: S603 - our own module
        [sys.executable, "-m", "tests.intake.killed", str(KILLS), str(PEOPLE)],
        env=os.environ
        | {
            "VINHDANH_VAR": str(tmp_path),
            "DJANGO_SETTINGS_MODULE": "tests.intake.killed_settings",
        },
        cwd=Path(__file__).parents[2],
        capture_output=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr.decode()
    told = json.loads(done.stdout)
    nothing, everything = told["before"], told["after"]
    assert (nothing["state"], everything["state"]) == ("read", "imported")
    assert everything["registry.person"] == nothing["registry.person"] + PEOPLE
    assert all(each in (nothing, everything) for each in told["found"])
    assert nothing["is_whole"]
    assert everything["is_whole"]
    assert len(told["found"]) == KILLS
    assert nothing in told["found"]
