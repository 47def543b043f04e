"""The program as an office runs it: a process of its own, beside the tests."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
from psycopg import sql

# The last one would have each process compile the whole program anew.
LEFT_OUT = {"DATABASE_URL", "DJANGO_SETTINGS_MODULE", "PYTHONDONTWRITEBYTECODE"}
WORDS = (sys.executable, "-m", "vinhdanh", "run")
PATIENCE = 400


class Site:
    """A running site: its address, its folder, the passwords of its accounts."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder = folder
        self.port = port
        self.address = f"http://127.0.0.1:{port}"

    @property
    def passwords(self) -> dict[str, str]:
        file = self.folder / "demo-accounts.txt"
        lines = file.read_text(encoding="utf-8").splitlines()
        return {line.split()[0]: line.split()[1] for line in lines}

    @property
    def start_code(self) -> str:
        return (self.folder / "start-code").read_text(encoding="ascii").strip()


@contextmanager
def serving(
    folder: Path, *words: str, static: Path, database: str = ""
) -> Iterator[Site]:
    """Run site and worker until the block ends; both stop whatever happens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    env = {
        name: value
        for name, value in os.environ.items()
        if name not in LEFT_OUT and not name.startswith("VINHDANH_")
    } | {
        "VINHDANH_VAR": str(folder),
        "VINHDANH_STATIC": str(static),
        "PYTHONUNBUFFERED": "1",
    }
    if database:
        env["DATABASE_URL"] = database
    folder.mkdir(parents=True, exist_ok=True)
    log = folder / "run.log"
    with log.open("wb") as out:
        process = subprocess.Popen(  # noqa: S603
            [*WORDS, "--port", str(port), *words],
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    site = Site(folder, port)
    try:
        _wait_until_healthy(site, process, log)
        yield site
    finally:
        _stop(process)


def _wait_until_healthy(
    site: Site, process: "subprocess.Popen[bytes]", log: Path
) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if process.poll() is not None:
            break
        # The port is bound long before pages are served.
        if "Ctrl-C" in log.read_text(encoding="utf-8"):
            try:
                with urllib.request.urlopen(f"{site.address}/", timeout=10):  # noqa: S310
                    return
            except urllib.error.URLError:
                pass
        time.sleep(0.1)
    raise AssertionError(f"The site did not come up:\n{log.read_text('utf-8')}")


def _stop(process: "subprocess.Popen[bytes]") -> None:
    """Stop the site; it stops its worker, as the worker does when the site is gone."""
    for how, patience in ((signal.SIGTERM, 30), (signal.SIGKILL, 10)):
        if process.poll() is None:
            process.send_signal(how)
            try:
                process.wait(timeout=patience)
            except subprocess.TimeoutExpired:
                continue


@contextmanager
def scratch_database(settings: dict[str, Any]) -> Iterator[str]:
    """Make a database beside the tests' own on PostgreSQL; yields its DATABASE_URL.

    settings: one of Django's DATABASES; nothing is made on SQLite (yields "").
    """
    if not settings["ENGINE"].endswith("postgresql"):
        yield ""
        return
    name = f"vinhdanh_browser_{os.getpid()}"
    server = {
        "user": settings["USER"],
        "password": settings["PASSWORD"],
        "host": settings["HOST"],
        "port": settings["PORT"],
    }
    server = {key: value for key, value in server.items() if value}
    here = sql.Identifier(name)
    with psycopg.connect(dbname="postgres", autocommit=True, **server) as admin:
        admin.execute(sql.SQL("CREATE DATABASE {}").format(here))
    try:
        yield _address(name, server)
    finally:
        with psycopg.connect(dbname="postgres", autocommit=True, **server) as admin:
            admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(here))


def _address(name: str, server: dict[str, Any]) -> str:
    who = quote(str(server.get("user", "")), safe="")
    if "password" in server:
        who += f":{quote(str(server['password']), safe='')}"
    where = quote(str(server.get("host", "localhost")), safe="")
    port = f":{server['port']}" if "port" in server else ""
    return f"postgres://{who}@{where}{port}/{name}"
