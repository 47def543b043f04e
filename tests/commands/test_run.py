"""The program as a person starts it: processes, signals, a folder of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Self

import pytest

WORDS = (sys.executable, "-m", "vinhdanh")
# The last one would have each process compile the whole program anew.
LEFT_OUT = {"DATABASE_URL", "DJANGO_SETTINGS_MODULE", "PYTHONDONTWRITEBYTECODE"}
PASSWORD = "mot-mat-khau-dai"


class Installation:
    """One installation in a folder of its own, on SQLite."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.env = {
            name: value
            for name, value in os.environ.items()
            if name not in LEFT_OUT and not name.startswith("VINHDANH_")
        } | {"VINHDANH_VAR": str(folder), "PYTHONUNBUFFERED": "1"}

    def do(self, *words: str, given: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(  # noqa: S603
            [*WORDS, *words],
            env=self.env,
            input=given,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    def serve(self, *words: str) -> "Served":
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        return Served(self, port, words)


class Served:
    """A running `vinhdanh run`."""

    def __init__(self, installation: Installation, port: int, words: tuple[str, ...]):
        self.address = f"http://127.0.0.1:{port}"
        self.port = port
        started = time.monotonic()
        self.process = subprocess.Popen(  # noqa: S603
            [*WORDS, "run", "--port", str(port), *words],
            env=installation.env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        assert self.process.stdout is not None
        self.said: list[str] = []
        for line in self.process.stdout:
            self.said.append(line.rstrip("\n"))
            if "Ctrl-C" in line:
                break
        self.seconds = time.monotonic() - started

    def get(self, path: str) -> tuple[int, str, str]:
        with urllib.request.urlopen(f"{self.address}{path}", timeout=60) as answer:  # noqa: S310
            return answer.status, answer.url, answer.read().decode()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        if self.process.poll() is None:
            self.stop(signal.SIGKILL)

    def worker(self) -> int:
        """Return the worker, a child of this server, once it is there."""
        for _turn in range(100):
            for task in Path(f"/proc/{self.process.pid}/task").iterdir():
                for child in (task / "children").read_text().split():
                    words = Path(f"/proc/{child}/cmdline").read_bytes().split(b"\0")
                    if b"worker" in words:
                        return int(child)
            time.sleep(0.1)
        pytest.fail("no worker within ten seconds")

    def stop(self, how: signal.Signals) -> tuple[int, str]:
        self.process.send_signal(how)
        rest, _none = self.process.communicate(timeout=60)
        return self.process.returncode, rest


def wait_until_gone(pid: int) -> bool:
    """Wait up to fifteen seconds for a process to end."""
    for _turn in range(150):
        stat = Path(f"/proc/{pid}/stat")
        try:
            if stat.read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except (FileNotFoundError, ProcessLookupError):
            return True
        time.sleep(0.1)
    return False


@pytest.fixture(scope="module")
def installation(tmp_path_factory) -> Installation:
    return Installation(tmp_path_factory.mktemp("house"))


def test_an_empty_installation_waits_with_its_first_page_and_stops_cleanly(
    installation,
):
    with installation.serve() as served:
        code = (installation.folder / "start-code").read_text()
        status, address, page = served.get("/")
        worker = served.worker()
        second = installation.do("run", "--port", str(served.port))
        left, rest = served.stop(signal.SIGTERM)

    assert f"Vinh Danh đang phục vụ tại {served.address}/" in served.said
    assert any(line.endswith(f"mã khởi tạo: {code}") for line in served.said)
    assert (status, address) == (200, f"{served.address}/bat-dau/")
    assert 'name="start_code"' in page
    assert (second.returncode, second.stdout) == (1, "")
    assert "--port" in second.stderr
    assert (left, rest.strip()) == (0, "Đã dừng.")
    assert wait_until_gone(worker)


def test_a_killed_server_takes_its_worker_along(installation):
    with installation.serve() as served:
        worker = served.worker()
        served.stop(signal.SIGKILL)

    assert wait_until_gone(worker)


def test_start_founds_the_office_and_ctrl_c_stops_it(installation):
    founded = installation.do(
        "start",
        "--unit-name",
        "Văn phòng A",
        "--full-name",
        "Nguyễn Thị Lan",
        "--username",
        "lan",
        "--password-stdin",
        given=f"{PASSWORD}\n",
    )
    again = installation.do("start")
    with installation.serve() as served:
        _status, address, _page = served.get("/")
        left, _rest = served.stop(signal.SIGINT)

    assert founded.stdout.splitlines()[0] == (
        "Đã lập “Văn phòng A”; người quản trị: Nguyễn Thị Lan."
    )
    assert again.returncode == 1
    assert again.stderr.startswith("CommandError: Cơ quan đã được lập")
    assert not any("mã khởi tạo" in line for line in served.said)
    assert not address.endswith("/bat-dau/")
    assert left == 0


def test_a_real_office_never_gets_the_sample(installation):
    refused = installation.do("run", "--sample", "--port", "0")

    assert refused.returncode == 1
    assert "không nạp dữ liệu mẫu" in refused.stderr
