"""Where an installation keeps what is its own: database, keys, files."""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent
CHECKOUT = PACKAGE.parent.parent


def is_checkout() -> bool:
    """Say whether the program runs from its source tree and not from a wheel."""
    return (CHECKOUT / "pyproject.toml").is_file()


def var_folder() -> Path:
    """Return the folder of this installation: VINHDANH_VAR, else a usual place.

    A checkout keeps it beside the source, an installed wheel where the system
    keeps a user's application data.
    """
    given = os.environ.get("VINHDANH_VAR")
    if given:
        return Path(given)
    if is_checkout():
        return CHECKOUT / "var"
    if os.name == "nt":
        return windows_folder(os.environ)
    data_home = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(data_home) / "vinhdanh"


def windows_folder(environment: Mapping[str, str]) -> Path:
    """Return where Windows keeps a user's application data."""
    return Path(environment["LOCALAPPDATA"]) / "VinhDanh"


def samples_folder() -> Path:
    """Return the sample sheets: inside a wheel, or at the top of a checkout."""
    inside = PACKAGE / "samples"
    return inside if inside.is_dir() else CHECKOUT / "samples"


def secret_file(name: str) -> str:
    """Return the secret kept in var/<name>, made at its first use, owner-only."""
    path = var_folder() / name
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = secrets.token_urlsafe(48)
        try:
            handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        except FileExistsError:
            return path.read_text(encoding="ascii").strip()
        with os.fdopen(handle, "w", encoding="ascii") as out:
            out.write(fresh)
    return path.read_text(encoding="ascii").strip()
