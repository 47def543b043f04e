"""A server that is killed amid the saving of a grid has saved all of it or nothing."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

KILLS, SHEETS = 20, 30


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")
def test_killed_at_twenty_moments_a_form_is_saved_or_not(tmp_path: Path) -> None:
    done = subprocess.run(  # noqa: S603 - our own module
        [sys.executable, "-m", "tests.scoring.killed", str(KILLS), str(SHEETS)],
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
    assert nothing == {"marks": 0, "events": 0, "is_whole": True}
    cells = 2 * SHEETS
    assert everything == {"marks": cells, "events": cells, "is_whole": True}
    assert len(told["found"]) == KILLS
    assert all(each in (nothing, everything) for each in told["found"])
    assert nothing in told["found"]
