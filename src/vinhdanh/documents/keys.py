"""The keys that sign certificates, and their public halves as JWK.

One key a year; the private one lies in a file of its own, never in the database; the
public ones stay published for ever.
"""

import base64
import binascii
import hashlib
import json
from dataclasses import dataclass
from typing import Any, Final

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

KEY_ID_BYTES: Final = 4
_COORDINATE_BYTES: Final = 32


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A key that checks; `key_id` is the first 4 bytes of its RFC 7638 thumbprint."""

    key_id: bytes
    key: ec.EllipticCurvePublicKey


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A key that signs."""

    key: ec.EllipticCurvePrivateKey

    @property
    def public(self) -> PublicKey:
        """Its public half."""
        key = self.key.public_key()
        return PublicKey(_key_id(key), key)


def new_key() -> SigningKey:
    """A fresh P-256 key."""
    return SigningKey(ec.generate_private_key(ec.SECP256R1()))


def key_pem(key: SigningKey) -> bytes:
    """The key as PKCS#8 PEM without password: the file's rights guard it (0600)."""
    return key.key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def key_from_pem(pem: bytes) -> SigningKey:
    """The key that `key_pem` wrote. Raises `ValueError` for any other kind of key."""
    key = serialization.load_pem_private_key(pem, password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey) or key.curve.name != "secp256r1":
        raise ValueError("Expected an EC P-256 private key in PKCS#8 PEM.")
    return SigningKey(key)


def public_jwk(key: SigningKey | PublicKey) -> dict[str, str]:
    """The public key as a JWK (RFC 7517), for the page of public keys."""
    public = key.public if isinstance(key, SigningKey) else key
    x, y = _coordinates(public.key)
    return {
        "kty": "EC",
        "crv": "P-256",
        "x": x,
        "y": y,
        "kid": public.key_id.hex(),
        "alg": "ES256",
        "use": "sig",
    }


def key_from_jwk(jwk: dict[str, Any]) -> PublicKey:
    """The key that `public_jwk` wrote; its id is computed anew, not believed.

    Raises `ValueError` when it is not an EC P-256 key.
    """
    if jwk.get("kty") != "EC" or jwk.get("crv") != "P-256":
        raise ValueError("Expected a JWK with kty EC and crv P-256.")
    try:
        x, y = (
            int.from_bytes(base64.urlsafe_b64decode(str(jwk[part]) + "=="), "big")
            for part in ("x", "y")
        )
    except (KeyError, binascii.Error) as error:
        raise ValueError("A P-256 JWK needs base64url coordinates x and y.") from error
    key = ec.EllipticCurvePublicNumbers(x, y, ec.SECP256R1()).public_key()
    return PublicKey(_key_id(key), key)


def keys_from_jwks(text: str) -> tuple[PublicKey, ...]:
    """The keys of a JWK Set, as the page of public keys shows it.

    Raises `ValueError` when the text is not a set of EC P-256 keys.
    """
    read = json.loads(text)
    found = read.get("keys") if isinstance(read, dict) else None
    if not isinstance(found, list) or not all(isinstance(key, dict) for key in found):
        raise ValueError("Expected a JWK Set: an object with a list `keys` of objects.")
    return tuple(map(key_from_jwk, found))


def _coordinates(key: ec.EllipticCurvePublicKey) -> tuple[str, str]:
    numbers = key.public_numbers()
    x, y = (
        base64.urlsafe_b64encode(part.to_bytes(_COORDINATE_BYTES, "big"))
        .decode()
        .rstrip("=")
        for part in (numbers.x, numbers.y)
    )
    return x, y


def _key_id(key: ec.EllipticCurvePublicKey) -> bytes:
    x, y = _coordinates(key)
    members = f'{{"crv":"P-256","kty":"EC","x":"{x}","y":"{y}"}}'
    return hashlib.sha256(members.encode()).digest()[:KEY_ID_BYTES]
