"""Hash chains: each entry carries the hash of the one before it.

Canonical form: JSON with sorted keys and no spaces, NFC text, integers only,
dates as ISO. The hash of an entry is SHA-256 of 0x00 and its canonical form (the
leaf form of RFC 6962, so that a Merkle root can be laid over the same entries).
"""

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from vinhdanh.base.models import ChainHead

GENESIS = "0" * 64
_written = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False
).encode


@dataclass(frozen=True)
class Link:
    """The place of the next entry: its number and the hash before it."""

    seq: int
    prev_hash: str


@dataclass(frozen=True)
class Broken:
    """The first entry of a chain that does not fit, and why."""

    seq: int
    why: str


def canonical(payload: Mapping[str, Any]) -> bytes:
    """Return the one byte form of a payload; refuses floats, which have several."""
    return _written(plain(payload)).encode()


def entry_hash(payload: Mapping[str, Any]) -> str:
    """Return the hash of an entry in hexadecimal."""
    return hashlib.sha256(b"\x00" + canonical(payload)).hexdigest()


def commitment(salt: str, payload: Mapping[str, Any]) -> str:
    """Return SHA-256 of a hexadecimal salt and the canonical payload.

    Erasing salt and payload leaves a chain that still holds and says nothing.
    """
    return hashlib.sha256(bytes.fromhex(salt) + canonical(payload)).hexdigest()


def plain(value: Any) -> Any:
    """Return JSON-safe data: NFC text, integers, ISO dates; refuses floats."""
    if isinstance(value, str):
        # What is ASCII is NFC; most of what is chained are hashes and codes.
        return value if value.isascii() else unicodedata.normalize("NFC", value)
    if value is None or isinstance(value, int):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if value.__class__ is dict or isinstance(value, Mapping):
        # Numbers and blanks need no call of their own.
        return {
            str(plain(key)): item
            if item is None or item.__class__ is int
            else plain(item)
            for key, item in value.items()
        }
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    message = f"A chained entry cannot hold {value!r}: use integers, text, dates"
    raise TypeError(message)


def next_link(name: str) -> Link:
    """Lock the head of a chain and return the place of the next entry.

    Call inside a transaction: the lock is held until it ends, so that numbers
    have no gap and no twin.
    """
    heads = ChainHead.objects.select_for_update()
    head = heads.filter(name=name).first()
    if head is None:
        ChainHead.objects.get_or_create(name=name, defaults={"entry_hash": GENESIS})
        head = heads.get(name=name)
    return Link(seq=head.seq + 1, prev_hash=head.entry_hash)


def close_link(name: str, link: Link, new_hash: str) -> None:
    """Move the head of the chain to the entry just written."""
    ChainHead.objects.filter(name=name).update(seq=link.seq, entry_hash=new_hash)


def first_broken(
    name: str,
    entries: Iterable[tuple[int, str, str, Mapping[str, Any]]],
) -> Broken | None:
    """Check a chain; rows are (seq, prev_hash, entry_hash, body) by seq."""
    seq, previous = 0, GENESIS
    for number, prev_hash, stored, body in entries:
        seq += 1
        if number != seq:
            return Broken(seq, "missing or out of order")
        if prev_hash != previous:
            return Broken(seq, "does not follow the entry before it")
        if entry_hash(body) != stored:
            return Broken(seq, "content changed")
        previous = stored
    head = ChainHead.objects.filter(name=name).first()
    if head is not None and (head.seq, head.entry_hash) != (seq, previous):
        return Broken(seq + 1, "entries missing at the end")
    return None
