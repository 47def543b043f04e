"""The signed payload of a certificate's QR code, and its check by anybody, offline.

COSE_Sign1 (RFC 9052) over CWT-like claims (RFC 8392), ES256, in base32 so that a QR
code holds it in its compact alphabet. The algorithm is fixed and the keys are given by
the verifier: nothing in the text chooses how it is checked. One certificate has one
text: whatever is not the canonical encoding is invalid, the signature right or not.
"""

import base64
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any, Final, Literal

import cbor2
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import (
    decode_dss_signature,
    encode_dss_signature,
)

from vinhdanh.documents.keys import KEY_ID_BYTES, PublicKey, SigningKey

Reason = Literal[
    "ok",
    "oversize",  # over 4 kB: no certificate of ours is
    "encoding",  # not base32 as written by `sign`
    "structure",  # not one canonical COSE_Sign1: truncated, trailing, doubled keys …
    "algorithm",  # signed otherwise than by ES256
    "unknown_key",
    "signature",
    "claims",  # signed, but the claims are not ours
    "not_nfc",
    "other_id",  # the address names another certificate than the payload
]

LARGEST_TEXT: Final = 4096
ID_BYTES: Final = 9
_ES256: Final = -7
_COSE_SIGN1: Final = 18
_HALF: Final = 32
_VERSION: Final = 1

_ISSUER, _ISSUED_AT, _ID = 1, 6, 7
# One private claim holds all of ours: small keys inside it keep the code small.
_OURS: Final = -65537
_CLAIM_KEYS: Final = {
    "version": 0,
    "name": 1,
    "unit": 2,
    "award_code": 3,
    "award_name": 4,
    "decision_number": 5,
    "decision_on": 6,
    "year": 7,
    "commitment": 8,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """What the office says, under its signature, of one certificate."""

    certificate_id: bytes
    """9 random bytes."""
    issuer: str
    issued_at: datetime
    """With a zone; kept to the second."""
    award_code: str
    decision_number: str
    decision_on: date
    year: int
    commitment: bytes
    """The commitment of the ledger's entry."""
    name: str = ""
    unit: str = ""
    award_name: str = ""

    def short(self) -> "Claims":
        """Without names: a smaller code, where names should not be read offline."""
        return replace(self, name="", unit="", award_name="")


@dataclass(frozen=True, slots=True)
class Checked:
    """What the signature says; whether the award still stands only the ledger knows."""

    reason: Reason
    claims: Claims | None = None
    key_id: str = ""

    @property
    def is_valid(self) -> bool:
        """The signature is right and the claims are ours."""
        return self.reason == "ok"


class _Invalid(Exception):  # noqa: N818 - an answer on its way to `Checked`
    def __init__(self, reason: Reason) -> None:
        self.reason: Reason = reason


def sign(claims: Claims, key: SigningKey) -> str:
    """The payload: base32, upper case, no padding. Same claims and key, same text.

    Raises `ValueError` when the id is not 9 bytes or the time has no zone.
    """
    if len(claims.certificate_id) != ID_BYTES:
        raise ValueError(f"A certificate id has {ID_BYTES} bytes: {claims!r}.")
    if claims.issued_at.tzinfo is None:
        raise ValueError(f"`issued_at` needs a zone: {claims.issued_at!r}.")
    ours = {
        "version": _VERSION,
        "award_code": _nfc(claims.award_code),
        "decision_number": _nfc(claims.decision_number),
        "decision_on": claims.decision_on.isoformat(),
        "year": claims.year,
        "commitment": claims.commitment,
        "name": _nfc(claims.name),
        "unit": _nfc(claims.unit),
        "award_name": _nfc(claims.award_name),
    }
    payload = {
        _ISSUER: _nfc(claims.issuer),
        _ISSUED_AT: int(claims.issued_at.timestamp()),
        _ID: claims.certificate_id,
        _OURS: {_CLAIM_KEYS[word]: value for word, value in ours.items() if value},
    }
    return seal(payload, key)


def seal(payload: dict[int, Any], key: SigningKey, *, algorithm: int = _ES256) -> str:
    """Any payload in our envelope; `sign` is the door for certificates.

    algorithm: what the header claims, for the test vectors; it is always ES256.
    """
    header = _canonical({1: algorithm, 4: key.public.key_id})
    body = _canonical(payload)
    # Deterministic nonces (RFC 6979): the same certificate prints to the same bytes.
    signature = key.key.sign(
        _to_be_signed(header, body),
        ec.ECDSA(hashes.SHA256(), deterministic_signing=True),
    )
    r, s = decode_dss_signature(signature)
    raw = r.to_bytes(_HALF, "big") + s.to_bytes(_HALF, "big")
    return _base32(_canonical(cbor2.CBORTag(_COSE_SIGN1, [header, {}, body, raw])))


def verify(text: str, public_keys: Iterable[PublicKey]) -> Checked:
    """Check a payload, or the whole address out of a QR code. Never raises.

    In an address the id before `#` must be the payload's own.
    """
    if len(text) > LARGEST_TEXT:
        return Checked("oversize")
    address, _, payload = text.strip().rpartition("#")
    try:
        key_id, claims = _opened(payload, tuple(public_keys))
    except _Invalid as invalid:
        return Checked(invalid.reason)
    if address and address.rpartition("/")[2] != id_text(claims.certificate_id):
        return Checked("other_id")
    return Checked("ok", claims, key_id.hex())


def verify_address(host: str, certificate_id: bytes, payload: str) -> str:
    """The QR code's text. What follows `#` never reaches the server."""
    return f"https://{host}/x/{id_text(certificate_id)}#{payload}"


def id_text(certificate_id: bytes) -> str:
    """The id as the address writes it: base32, 15 signs."""
    return _base32(certificate_id)


def _opened(payload: str, keys: tuple[PublicKey, ...]) -> tuple[bytes, Claims]:
    header, body, signature = _envelope(_decoded(payload))
    key_id = _header_key_id(header)
    fitting = [known.key for known in keys if known.key_id == key_id]
    if not fitting:
        raise _Invalid("unknown_key")
    signed = _to_be_signed(header, body)
    if not any(_is_signed(key, signature, signed) for key in fitting):
        raise _Invalid("signature")
    return key_id, _claims(_loaded(body, "claims"))


def _decoded(payload: str) -> bytes:
    try:
        raw = base64.b32decode(payload + "=" * (-len(payload) % 8))
    except ValueError:
        raise _Invalid("encoding") from None
    if _base32(raw) != payload:
        raise _Invalid("encoding")
    return raw


def _envelope(raw: bytes) -> tuple[bytes, bytes, bytes]:
    outer = _loaded(raw, "structure")
    if not isinstance(outer, cbor2.CBORTag) or outer.tag != _COSE_SIGN1:
        raise _Invalid("structure")
    match outer.value:
        case [bytes(header), Mapping() as other, bytes(body), bytes(signature)]:
            if other or len(signature) != 2 * _HALF:
                raise _Invalid("structure")
            return header, body, signature
    raise _Invalid("structure")


def _header_key_id(header: bytes) -> bytes:
    read = _loaded(header, "structure")
    if not isinstance(read, dict) or set(read) != {1, 4}:
        raise _Invalid("structure")
    if read[1] != _ES256:
        raise _Invalid("algorithm")
    if not isinstance(read[4], bytes) or len(read[4]) != KEY_ID_BYTES:
        raise _Invalid("structure")
    return read[4]


def _loaded(raw: bytes, reason: Reason) -> Any:
    """What the bytes hold, if they are its one canonical encoding."""
    try:
        read = cbor2.loads(
            raw,
            max_depth=4,
            allow_indefinite=False,
            allow_duplicate_keys=False,
        )
        again = _canonical(read)
    except Exception:  # noqa: BLE001 - hostile bytes raise whatever they find
        raise _Invalid(reason) from None
    if again != raw:
        raise _Invalid(reason)
    return read


def _claims(read: Any) -> Claims:
    try:
        ours = dict(read[_OURS])
        if set(read) != {_ISSUER, _ISSUED_AT, _ID, _OURS}:
            raise _Invalid("claims")
        if ours.pop(_CLAIM_KEYS["version"]) != _VERSION:
            raise _Invalid("claims")
        words = {number: word for word, number in _CLAIM_KEYS.items()}
        found = {words[number]: value for number, value in ours.items()}
        found["decision_on"] = date.fromisoformat(found["decision_on"])
        issued_at = datetime.fromtimestamp(read[_ISSUED_AT], UTC)
        claims = Claims(
            certificate_id=read[_ID],
            issuer=read[_ISSUER],
            issued_at=issued_at,
            **found,
        )
    except (LookupError, TypeError, ValueError, OverflowError, OSError):
        raise _Invalid("claims") from None
    return _typed(claims)


def _typed(claims: Claims) -> Claims:
    """The claims, each of its kind; all words in NFC."""
    texts = [
        claims.issuer,
        claims.award_code,
        claims.decision_number,
        claims.name,
        claims.unit,
        claims.award_name,
    ]
    if not all(isinstance(words, str) for words in texts):
        raise _Invalid("claims")
    kinds = [isinstance(claims.commitment, bytes), type(claims.year) is int]
    is_id = isinstance(claims.certificate_id, bytes)
    if not all(kinds) or not is_id or len(claims.certificate_id) != ID_BYTES:
        raise _Invalid("claims")
    if any(_nfc(words) != words for words in texts):
        raise _Invalid("not_nfc")
    return claims


def _is_signed(key: ec.EllipticCurvePublicKey, signature: bytes, signed: bytes) -> bool:
    r, s = (
        int.from_bytes(half, "big") for half in (signature[:_HALF], signature[_HALF:])
    )
    try:
        key.verify(encode_dss_signature(r, s), signed, ec.ECDSA(hashes.SHA256()))
    except InvalidSignature:
        return False
    return True


def _to_be_signed(header: bytes, body: bytes) -> bytes:
    return _canonical(["Signature1", header, b"", body])


def _canonical(value: Any) -> bytes:
    return cbor2.dumps(value, canonical=True)


def _base32(raw: bytes) -> str:
    return base64.b32encode(raw).decode("ascii").rstrip("=")


def _nfc(words: str) -> str:
    return unicodedata.normalize("NFC", words)
