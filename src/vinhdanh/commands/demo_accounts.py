"""The accounts of the sample office: random passwords, kept under var/ only."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings


@dataclass(frozen=True)
class DemoAccount:
    """One account to try the sample with, and what for."""

    username: str
    password: str
    name: str
    role: str


def path() -> Path:
    """Return the file that keeps the accounts, readable by its owner only."""
    return Path(settings.VAR) / "demo-accounts.txt"


def keep(accounts: Sequence[DemoAccount]) -> None:
    """Write the accounts, a line each, in place of those of an earlier sample."""
    width = max((len(account.username) for account in accounts), default=0)
    lines = [
        f"{account.username:<{width}}  {account.password}  "
        f"{account.name} ({account.role})"
        for account in accounts
    ]
    file = path()
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(file, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        out.write("\n".join(lines) + "\n")


def lines() -> list[str]:
    """Return the lines kept, none when no sample has been loaded."""
    file = path()
    return file.read_text(encoding="utf-8").splitlines() if file.exists() else []
