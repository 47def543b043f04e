"""Run a command with a PostgreSQL of its own: DATABASE_URL names it.

    python tools/postgres.py COMMAND …

Starts a private cluster in a temporary folder, reachable through a Unix socket there
and nowhere else, and stops it when the command ends. initdb refuses to run as root:
then the cluster belongs to the system's `postgres` user. A DATABASE_URL already in
the environment is used as it is. Nothing here is safe for data: fsync is off.
"""

import glob
import os
import pwd
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from urllib.parse import quote

NAME = "vinhdanh"
QUICK = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "listen_addresses": "",
    "max_connections": "60",
    "shared_buffers": "128MB",
    "timezone": "UTC",
}


class PostgresError(Exception):
    """No server can be had; the message says what to do."""


def program(name: str) -> str:
    """Return a PostgreSQL program: on PATH, or where Debian keeps it."""
    found = shutil.which(name)
    if found:
        return found
    paths = sorted(glob.glob(f"/usr/lib/postgresql/*/bin/{name}"), key=release)  # noqa: PTH207
    if not paths:
        raise PostgresError(
            "PostgreSQL's server programs are not installed. On Debian: "
            "`apt-get install postgresql`; or set DATABASE_URL to a server you have"
        )
    return paths[-1]


def release(path: str) -> int:
    found = re.search(r"/(\d+)/bin/", path)
    return int(found.group(1)) if found else 0


def as_owner() -> list[str]:
    """Return the words that run a command as the owner of the cluster."""
    if os.geteuid() != 0:
        return []
    try:
        pwd.getpwnam("postgres")
    except KeyError:
        raise PostgresError(
            "root may not run PostgreSQL and there is no user `postgres`. On Debian "
            "`apt-get install postgresql` makes it; or run as another user"
        ) from None
    return ["runuser", "-u", "postgres", "--"]


def run(*words: str | Path) -> None:
    done = subprocess.run(
        [str(word) for word in words], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise PostgresError(
            f"{Path(str(words[-1])).name}: {' '.join(map(str, words))} failed:\n"
            f"{done.stdout}{done.stderr}"
        )


@contextmanager
def cluster() -> Iterator[str]:
    """Start a private cluster; yields its DATABASE_URL."""
    owner = as_owner()
    initdb, pg_ctl = program("initdb"), program("pg_ctl")
    folder = Path(tempfile.mkdtemp(prefix="vinhdanh-pg-"))
    if owner:
        shutil.chown(folder, "postgres")
    data = folder / "data"
    try:
        run(
            *owner,
            initdb,
            "--auth=trust",
            f"--username={NAME}",
            "--encoding=UTF8",
            "--no-locale",
            "--no-sync",
            f"--pgdata={data}",
        )
        options = " ".join(f"-c {key}='{value}'" for key, value in QUICK.items())
        run(
            *owner,
            pg_ctl,
            "start",
            "--wait",
            "--silent",
            f"--pgdata={data}",
            f"--log={folder / 'log'}",
            f"--options={options} -k {folder}",
        )
        try:
            yield f"postgres://{NAME}@{quote(str(folder), safe='')}/postgres"
        finally:
            run(*owner, pg_ctl, "stop", "--mode=immediate", f"--pgdata={data}")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def stop(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def main(command: list[str]) -> int:
    if not command:
        print(__doc__)
        return 2
    if os.environ.get("DATABASE_URL", "").startswith("postgres"):
        return subprocess.run(command, check=False).returncode
    signal.signal(signal.SIGTERM, stop)
    try:
        with cluster() as url:
            return subprocess.run(
                command, env=os.environ | {"DATABASE_URL": url}, check=False
            ).returncode
    except PostgresError as error:
        print(f"PostgreSQL: {error}.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
