"""Words kept so that the database alone does not tell them: sealed, and recognised.

A master key lies in a file of its own. Two keys come of it: one seals (AES-256-GCM),
the other makes the fingerprint by which the same words are recognised without being
opened (HMAC-SHA-256). Whoever has only the database has neither.
"""

import base64
import hashlib
import hmac
import os
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
NONCE_BYTES = 12
ID_CHARACTERS = 16


class BrokenSealError(Exception):
    """The sealed words were changed, moved to another row, or sealed by another key."""


@dataclass(frozen=True)
class Seal:
    """What a master key does; `key_id` names the key and tells nothing of it."""

    key_id: str
    sealing: bytes
    printing: bytes

    def close(self, words: str, *, about: str) -> str:
        """Return the words sealed; only the same `about` opens them again."""
        nonce = os.urandom(NONCE_BYTES)
        sealed = AESGCM(self.sealing).encrypt(nonce, words.encode(), about.encode())
        return base64.b64encode(nonce + sealed).decode("ascii")

    def open(self, sealed: str, *, about: str) -> str:
        """Return the words; raises BrokenSealError when they cannot be trusted."""
        raw = base64.b64decode(sealed)
        nonce, rest = raw[:NONCE_BYTES], raw[NONCE_BYTES:]
        try:
            words = AESGCM(self.sealing).decrypt(nonce, rest, about.encode())
        except InvalidTag as error:
            message = f"What is sealed about {about} does not open with {self.key_id}"
            raise BrokenSealError(message) from error
        return words.decode()

    def fingerprint(self, words: str) -> str:
        """Return what is the same for the same words, and tells nobody else them."""
        return hmac.new(self.printing, words.encode(), hashlib.sha256).hexdigest()


def seal_of(master: bytes) -> Seal:
    """Return the seal that a master key of 32 bytes makes."""
    if len(master) != KEY_BYTES:
        message = f"A master key has {KEY_BYTES} bytes; this one has {len(master)}"
        raise ValueError(message)
    key_id = _derived(master, b"vinhdanh key id").hex()[:ID_CHARACTERS]
    return Seal(
        key_id=key_id,
        sealing=_derived(master, b"vinhdanh seal"),
        printing=_derived(master, b"vinhdanh fingerprint"),
    )


def make_key(path: Path) -> Seal:
    """Write a fresh master key to a file that its owner alone reads."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    master = os.urandom(KEY_BYTES)
    handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "wb") as out:
        out.write(master)
        out.flush()
        os.fsync(out.fileno())
    return seal_of(master)


def _derived(master: bytes, purpose: bytes) -> bytes:
    kdf = HKDF(algorithm=hashes.SHA256(), length=KEY_BYTES, salt=None, info=purpose)
    return kdf.derive(master)
