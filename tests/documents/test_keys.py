"""Keys: made, kept as PEM, published as JWK."""

import json

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from vinhdanh.documents import keys


def test_new_keys_differ():
    assert keys.new_key().public.key_id != keys.new_key().public.key_id


def test_pem_brings_the_same_key_back():
    key = keys.new_key()

    again = keys.key_from_pem(keys.key_pem(key))

    assert keys.public_jwk(again) == keys.public_jwk(key)


def test_pem_of_another_curve_is_refused():
    pem = ec.generate_private_key(ec.SECP384R1()).private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )

    with pytest.raises(ValueError, match="Expected an EC P-256 private key"):
        keys.key_from_pem(pem)


def test_published_key_is_the_thumbprints_own():
    key = keys.new_key()
    jwk = keys.public_jwk(key.public)

    (read,) = keys.keys_from_jwks(json.dumps({"keys": [{**jwk, "kid": "deadbeef"}]}))

    assert read.key_id == key.public.key_id
    assert jwk["kid"] == key.public.key_id.hex()
    assert (jwk["kty"], jwk["crv"], jwk["alg"]) == ("EC", "P-256", "ES256")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"keys": {}}',
        '{"keys": ["A"]}',
        '{"keys": [{"kty": "RSA"}]}',
        '{"keys": [{"kty": "EC", "crv": "P-256"}]}',
        '{"keys": [{"kty": "EC", "crv": "P-256", "x": "A", "y": "A"}]}',
        '{"keys": [{"kty": "EC", "crv": "P-256", "x": "AQ", "y": "AQ"}]}',
    ],
)
def test_a_wrong_set_of_keys_is_a_value_error(text):
    with pytest.raises(ValueError, match=r"."):
        keys.keys_from_jwks(text)
