"""System checks of the installation; each id stands in docs/reference/checks.md."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register  # noqa: A004

from vinhdanh.config.places import PACKAGE

ASSETS = PACKAGE / "pages" / "shell" / "static" / "vendor"
PAPER_FONTS = PACKAGE / "documents" / "fonts"
LOCALE = PACKAGE / "locale"
SET_UP = (
    "In a checkout run `make setup`; an installed wheel carries them: install it again."
)
LOOPBACK = {"127.0.0.1", "localhost", "::1"}
SHORTEST_SECRET = 32


@register(Tags.files)
def screen_assets(**_kwargs: Any) -> list[CheckMessage]:
    """E001: the styles, fonts and icons of the pages are there."""
    names = ("tabler.min.css", "tabler.min.js", "be-vietnam-pro.css", "icons.svg")
    missing = [name for name in names if not (ASSETS / name).is_file()]
    if not missing:
        return []
    message = f"The pages lack {', '.join(missing)} in {ASSETS}."
    return [Error(message, hint=SET_UP, id="vinhdanh.E001")]


@register(Tags.files)
def paper_fonts(**_kwargs: Any) -> list[CheckMessage]:
    """E002: the typeface of papers and certificates is there."""
    if len(list(PAPER_FONTS.glob("Tinos_*.ttf"))) >= 4:  # noqa: PLR2004 - four faces
        return []
    message = f"No decision or certificate can be printed: {PAPER_FONTS} lacks Tinos."
    return [Error(message, hint=SET_UP, id="vinhdanh.E002")]


@register(Tags.database)
def sqlite_in_line(**_kwargs: Any) -> list[CheckMessage]:
    """E003: SQLite's writers queue at BEGIN, and its log survives a crash."""
    database = settings.DATABASES["default"]
    if not database["ENGINE"].endswith("sqlite3"):
        return []
    options = database.get("OPTIONS", {})
    pragmas = str(options.get("init_command", "")).replace(" ", "").lower()
    holds = {
        "transaction_mode=IMMEDIATE": options.get("transaction_mode") == "IMMEDIATE",
        "journal_mode=WAL": "journal_mode=wal" in pragmas,
        "synchronous=FULL": "synchronous=full" in pragmas,
        "foreign_keys=ON": "foreign_keys=on" in pragmas,
    }
    lacking = [word for word, is_so in holds.items() if not is_so]
    if not lacking:
        return []
    return [
        Error(
            f"SQLite runs without {', '.join(lacking)}: confirmed work could be lost.",
            hint="Keep the OPTIONS of vinhdanh.config.settings for SQLite.",
            id="vinhdanh.E003",
        )
    ]


@register(Tags.files)
def own_folder(**_kwargs: Any) -> list[CheckMessage]:
    """E004: the installation's folder can be written."""
    folder = Path(settings.VAR)
    there = next(path for path in (folder, *folder.parents) if path.exists())
    if there.is_dir() and os.access(there, os.W_OK):
        return []
    return [
        Error(
            f"{folder} cannot be written: no database, key or file can be kept there.",
            hint="Give the program's user that folder, or name another: VINHDANH_VAR.",
            id="vinhdanh.E004",
        )
    ]


@register(Tags.security, deploy=True)
def secret_is_secret(**_kwargs: Any) -> list[CheckMessage]:
    """E005: the key that signs sessions is long and nobody's default."""
    key = str(settings.SECRET_KEY)
    if len(key) >= SHORTEST_SECRET and not key.startswith("django-insecure"):
        return []
    return [
        Error(
            f"The secret key has {len(key)} characters or is a default one.",
            hint=f"Leave VINHDANH_SECRET_KEY unset (a random key is made in "
            f"{settings.VAR}), or give at least {SHORTEST_SECRET} random characters.",
            id="vinhdanh.E005",
        )
    ]


@register(Tags.urls)
def public_address(**_kwargs: Any) -> list[CheckMessage]:
    """E006: the address printed in QR codes is an address and no more."""
    parts = urlsplit(settings.VINHDANH_PUBLIC_URL)
    is_plain = not (parts.query or parts.fragment or parts.username)
    if parts.scheme in {"http", "https"} and parts.hostname and is_plain:
        return []
    return [
        Error(
            f"VINHDANH_PUBLIC_URL is {settings.VINHDANH_PUBLIC_URL!r}: not an address.",
            hint="Give scheme and host, as in https://thidua.example.vn.",
            id="vinhdanh.E006",
        )
    ]


@register(Tags.translation)
def translations(**_kwargs: Any) -> list[CheckMessage]:
    """W001: the English words are compiled."""
    catalogues = list(LOCALE.rglob("*.po"))
    pending = [path for path in catalogues if not path.with_suffix(".mo").is_file()]
    if not pending:
        return []
    return [
        Warning(
            "The English pages lack words: the catalogue is not compiled.",
            hint="In a checkout run `make setup`.",
            id="vinhdanh.W001",
        )
    ]


@register(Tags.security, deploy=True)
def public_address_is_https(**_kwargs: Any) -> list[CheckMessage]:
    """W002: certificates printed for good point at a safe address."""
    parts = urlsplit(settings.VINHDANH_PUBLIC_URL)
    if parts.scheme == "https" and parts.hostname not in LOOPBACK:
        return []
    return [
        Warning(
            f"QR codes would point at {settings.VINHDANH_PUBLIC_URL}; a certificate "
            "outlives every server.",
            hint="Set VINHDANH_PUBLIC_URL to the https address that citizens will use "
            "for years.",
            id="vinhdanh.W002",
        )
    ]


@register(Tags.security, deploy=True)
def behind_https(**_kwargs: Any) -> list[CheckMessage]:
    """W003: sign-in is over HTTPS."""
    if settings.HTTPS:
        return []
    return [
        Warning(
            "Passwords and sessions travel unprotected: VINHDANH_HTTPS is off.",
            hint="Put the site behind a server that speaks HTTPS and sends "
            "X-Forwarded-Proto, and set VINHDANH_HTTPS=1.",
            id="vinhdanh.W003",
        )
    ]
