"""Make a checkout ready: environment, packages, assets, translations.

    python3 tools/setup.py          (what `make setup` runs; standard library only)

Every step leaves a stamp, the hash of what it was made from, in .venv/stamps/ once it
is finished. A step whose stamp is fresh and whose result is there is skipped, so that
a second run takes a fraction of a second; a step that was broken off has no stamp and
is done again. Whatever fails ends in one sentence that says how to go on.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

OLDEST_PYTHON = (3, 11)
OLDEST_NODE = 18
ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMPS = VENV / "stamps"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
LOCKS = ROOT / "requirements"
MODULES = ROOT / "node_modules"
PIP = (BIN / "python", "-m", "pip", "install", "--quiet")


class SetupError(Exception):
    """A step that cannot go on; the message says what to do."""


@dataclass
class Step:
    """One thing to make, from some inputs, and how to see that it is there."""

    name: str
    make: Callable[[], None]
    inputs: Callable[[], list[Path]]
    proofs: Callable[[], list[Path]]
    after: str = ""
    extra: Callable[[], str] = field(default=lambda: "")

    def fingerprint(self) -> str:
        digest = hashlib.sha256(self.extra().encode())
        for path in self.inputs():
            digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0")
            digest.update(path.read_bytes() + b"\0")
        return digest.hexdigest()

    def is_fresh(self, fingerprint: str) -> bool:
        stamp = STAMPS / self.name
        return (
            stamp.is_file()
            and stamp.read_text(encoding="ascii") == fingerprint
            and all(path.exists() for path in self.proofs())
        )


def run(words: list[str | Path], failure: str, **more: str) -> None:
    """Run a command quietly; when it fails show the end of what it said."""
    done = subprocess.run(
        [str(word) for word in words],
        cwd=ROOT,
        env=os.environ | more,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode:
        print("\n".join(done.stdout.rstrip().splitlines()[-25:]), file=sys.stderr)
        raise SetupError(failure)


# ── the environment ──


def python_works() -> bool:
    """Say whether .venv holds a Python that starts and has pip."""
    try:
        done = subprocess.run(
            [BIN / "python", "-c", "import pip"], capture_output=True, check=False
        )
    except OSError:
        return False
    return done.returncode == 0


def make_venv() -> None:
    import importlib.util  # noqa: PLC0415 - only when there is no environment yet

    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    for module in ("venv", "ensurepip"):
        if importlib.util.find_spec(module) is None:
            raise SetupError(
                f"this Python {version} has no {module}. On Debian and Ubuntu: "
                f"`apt-get install python{version}-venv`, then the same command again"
            )
    if VENV.exists() and not python_works():
        print("  .venv is incomplete: making it anew")
    if not python_works():
        run(
            [sys.executable, "-m", "venv", "--clear", VENV],
            f"the virtual environment {VENV} could not be made. "
            f"On Debian: `apt-get install python{version}-venv`; then try again",
        )
    STAMPS.mkdir(exist_ok=True)


def make_uv() -> None:
    run(
        [*PIP, "--no-deps", "--require-hashes", "--requirement", LOCKS / "uv.txt"],
        "uv could not be installed: is the Python package registry reachable? "
        "Behind a proxy or mirror, configure pip as usual and try again",
    )


def index_settings() -> dict[str, str]:
    """Hand pip's mirror and certificates on to uv, which does not read them."""
    settings = {}
    mirror = os.environ.get("PIP_INDEX_URL")
    if mirror and "UV_DEFAULT_INDEX" not in os.environ:
        settings["UV_DEFAULT_INDEX"] = mirror
    certificates = os.environ.get("PIP_CERT")
    if certificates and "SSL_CERT_FILE" not in os.environ:
        settings["SSL_CERT_FILE"] = certificates
    return settings


def uv(*words: str | Path, failure: str) -> None:
    run(
        [BIN / "uv", "pip", words[0], "-q", "--python", BIN / "python", *words[1:]],
        failure,
        UV_LINK_MODE=os.environ.get("UV_LINK_MODE", "copy"),
        **index_settings(),
    )


def make_packages() -> None:
    """Install exactly the locked packages; uv stays because its lock is given too."""
    uv(
        "sync",
        "--compile-bytecode",  # ten seconds here, five at each start afterwards
        "--require-hashes",
        LOCKS / "dev.txt",
        LOCKS / "uv.txt",
        failure="the Python packages could not be installed: is the registry "
        "reachable? The same command continues where this one stopped",
    )


def make_project() -> None:
    """Install the project itself, editable; a sync takes it away each time."""
    uv(
        "install",
        "--no-deps",
        "--no-build-isolation",
        "--editable",
        ROOT,
        failure="the project itself could not be installed into .venv",
    )


# ── what comes from npm ──


def npm() -> list[str]:
    """Return the npm to use: the machine's, or Node's wheel inside .venv."""
    for folder in (None, str(BIN)):
        node, found = (shutil.which(name, path=folder) for name in ("node", "npm"))
        if node and found and node_version(node) >= OLDEST_NODE:
            return [found]
    print("  no Node.js here: fetching one into .venv (about 60 MB)")
    uv(
        "install",
        "--require-hashes",
        "--requirement",
        LOCKS / "node.txt",
        failure="Node.js could not be fetched as a Python package. Install Node.js "
        f"{OLDEST_NODE} or later with npm (Debian: `apt-get install nodejs npm`) "
        "and try again",
    )
    return [str(BIN / "npm")]


def node_version(node: str) -> int:
    done = subprocess.run([node, "--version"], capture_output=True, check=False)
    digits = done.stdout.decode("ascii", "replace").lstrip("v").split(".")[0]
    return int(digits) if digits.strip().isdigit() else 0


def make_node_modules() -> None:
    run(
        [*npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
        "the npm packages (styles, fonts, icons) could not be fetched: is the npm "
        "registry reachable? The same command starts this step anew",
        PATH=os.pathsep.join([os.environ.get("PATH", ""), str(BIN)]),
    )


# ── what is made from them ──


def make_assets() -> None:
    run(
        [BIN / "python", ROOT / "tools" / "build_assets.py"],
        "the assets could not be built: the line above names what is missing",
    )


def icons_asked_for() -> str:
    import build_assets  # noqa: PLC0415 - beside this file; not when .venv is made

    return " ".join(sorted(build_assets.icons_named()))


def make_translations() -> None:
    run(
        [BIN / "python", ROOT / "tools" / "translations.py", "compile"],
        "the translations could not be compiled: the line above names the message",
    )


def catalogues() -> list[Path]:
    return sorted((ROOT / "src" / "vinhdanh" / "locale").rglob("*.po"))


VENDOR = ROOT / "src" / "vinhdanh" / "pages" / "shell" / "static" / "vendor"
PAPER_FONT = ROOT / "src" / "vinhdanh" / "documents" / "fonts" / "Tinos_700Bold.ttf"

STEPS = [
    Step(
        "environment",
        make_venv,
        inputs=list,
        proofs=lambda: [BIN / "python"],
        extra=lambda: f"{sys.version_info[0]}.{sys.version_info[1]}",
    ),
    Step(
        "uv",
        make_uv,
        inputs=lambda: [LOCKS / "uv.txt"],
        proofs=lambda: [BIN / "uv"],
        after="environment",
    ),
    Step(
        "packages",
        make_packages,
        inputs=lambda: [LOCKS / "dev.txt", LOCKS / "uv.txt"],
        proofs=lambda: [BIN / "pytest"],
        after="uv",
    ),
    Step(
        "project",
        make_project,
        inputs=lambda: [
            ROOT / "pyproject.toml",
            ROOT / "src" / "vinhdanh" / "__init__.py",
        ],
        proofs=lambda: [BIN / "vinhdanh"],
        after="packages",
        extra=lambda: str(ROOT),
    ),
    Step(
        "npm",
        make_node_modules,
        inputs=lambda: [ROOT / "package.json", ROOT / "package-lock.json"],
        proofs=lambda: [
            MODULES / "@tabler" / "core" / "package.json",
            MODULES / "axe-core" / "axe.min.js",
        ],
    ),
    Step(
        "assets",
        make_assets,
        inputs=lambda: [
            ROOT / "package-lock.json",
            ROOT / "tools" / "build_assets.py",
        ],
        proofs=lambda: [VENDOR / "icons.svg", PAPER_FONT],
        after="npm",
        extra=icons_asked_for,
    ),
    Step(
        "translations",
        make_translations,
        inputs=lambda: [*catalogues(), ROOT / "tools" / "translations.py"],
        proofs=lambda: [path.with_suffix(".mo") for path in catalogues()],
    ),
]


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Let a second set-up wait for the first, where the system has file locks."""
    try:
        import fcntl  # noqa: PLC0415 - not on Windows
    except ImportError:
        yield
        return
    (ROOT / "var").mkdir(mode=0o700, exist_ok=True)
    with (ROOT / "var" / "setup.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            print("Another set-up is at work here: waiting for it.")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def set_up() -> None:
    """Bring every step up to date, in order."""
    made: set[str] = set()
    for step in STEPS:
        fingerprint = step.fingerprint()
        if step.after not in made and step.is_fresh(fingerprint):
            continue
        stamp = STAMPS / step.name
        stamp.unlink(missing_ok=True)
        started = time.monotonic()
        print(f"Setting up: {step.name} …", flush=True)
        step.make()
        stamp.write_text(fingerprint, encoding="ascii")
        made.add(step.name)
        print(f"  {step.name} ready in {time.monotonic() - started:.0f} s", flush=True)


def start_over_with_newer_python() -> None:
    """Go on with a Python that is new enough, or say that there is none."""
    for minor in range(20, OLDEST_PYTHON[1] - 1, -1):
        found = shutil.which(f"python3.{minor}")
        if found:
            os.execv(found, [found, *sys.argv])  # noqa: S606 - no shell is meant
    raise SetupError(
        "Python 3.11 or later is needed; this one is "
        f"{sys.version_info[0]}.{sys.version_info[1]}. With another one installed: "
        "`make PYTHON=/path/to/python3.12 …`"
    )


def main() -> int:
    try:
        if sys.version_info < OLDEST_PYTHON:
            start_over_with_newer_python()
        with one_at_a_time():
            set_up()
    except SetupError as error:
        print(f"\nset-up stopped: {error}.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nset-up broken off; the same command continues.", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
