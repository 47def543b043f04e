"""The signed payload: one text for one certificate, and nothing else is valid."""

import base64
import json
import random
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import cbor2
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given
from hypothesis import strategies as st

from tests.documents import reading, samples
from vinhdanh.documents import credential, keys
from vinhdanh.documents.certificates import certificate
from vinhdanh.documents.credential import Claims, sign, verify, verify_address

HELD = json.loads(
    Path(__file__).with_name("credential-vectors.json").read_text("utf-8")
)
OURS = keys.SigningKey(ec.derive_private_key(HELD["private_number"], ec.SECP256R1()))
CLAIMS = Claims(
    certificate_id=bytes.fromhex(HELD["claims"]["certificate_id"]),
    issuer=HELD["claims"]["issuer"],
    issued_at=datetime.fromisoformat(HELD["claims"]["issued_at"]),
    award_code=HELD["claims"]["award_code"],
    award_name=HELD["claims"]["award_name"],
    name=HELD["claims"]["name"],
    unit=HELD["claims"]["unit"],
    decision_number=HELD["claims"]["decision_number"],
    decision_on=date.fromisoformat(HELD["claims"]["decision_on"]),
    year=HELD["claims"]["year"],
    commitment=bytes.fromhex(HELD["claims"]["commitment"]),
)
GOOD = sign(CLAIMS, OURS)


@pytest.mark.parametrize("vector", HELD["vectors"], ids=lambda vector: vector["name"])
def test_held_vectors_are_read_as_on_their_first_day(vector):
    published = keys.keys_from_jwks(json.dumps(HELD["public_keys"]))

    assert verify(vector["text"], published).reason == vector["reason"]


def test_signing_today_gives_the_held_text():
    assert HELD["vectors"][0]["text"] == GOOD


def test_valid_text_gives_the_claims_back():
    checked = verify(GOOD, [OURS.public])

    assert checked.is_valid
    assert checked.claims == CLAIMS
    assert checked.key_id == OURS.public.key_id.hex()


def test_short_form_has_no_names():
    checked = verify(sign(CLAIMS.short(), OURS), [OURS.public])

    assert checked.claims == replace(CLAIMS, name="", unit="", award_name="")


def test_signed_size_stays_what_the_code_was_measured_for():
    raw = base64.b32decode(GOOD + "=" * (-len(GOOD) % 8))

    assert len(raw) <= 330
    assert len(sign(CLAIMS.short(), OURS)) < len(GOOD) * 3 // 4


def test_a_thousand_single_bit_flips_give_no_valid_text():
    chance = random.Random(2016)  # noqa: S311 - which bits is no secret
    written = GOOD.encode()
    valid = 0
    for _ in range(1000):
        place, bit = chance.randrange(len(written)), chance.randrange(8)
        flipped = bytearray(written)
        flipped[place] ^= 1 << bit
        valid += verify(flipped.decode("latin-1"), [OURS.public]).is_valid

    assert valid == 0


def test_a_thousand_flips_of_the_signed_bytes_give_no_valid_text():
    chance = random.Random(2017)  # noqa: S311
    raw = base64.b32decode(GOOD + "=" * (-len(GOOD) % 8))
    valid = 0
    for _ in range(1000):
        place, bit = chance.randrange(len(raw)), chance.randrange(8)
        flipped = bytearray(raw)
        flipped[place] ^= 1 << bit
        text = base64.b32encode(flipped).decode().rstrip("=")
        valid += verify(text, [OURS.public]).is_valid

    assert valid == 0


@given(st.text())
def test_any_text_is_answered_never_raised(text):
    assert not verify(text, [OURS.public]).is_valid


@given(st.binary(max_size=400))
def test_any_bytes_are_answered_never_raised(raw):
    text = base64.b32encode(raw).decode().rstrip("=")

    assert not verify(text, [OURS.public]).is_valid


_CBOR = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.binary(max_size=9)
    | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.integers() | st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(_CBOR)
def test_any_signed_payload_but_ours_is_not_a_certificate(payload):
    assert verify(credential.seal(payload, OURS), [OURS.public]).reason == "claims"


@given(st.sampled_from([1, 6, 7, credential._OURS]), _CBOR)
def test_any_wrong_claim_under_our_signature_is_answered(key, value):
    envelope = credential._envelope(credential._decoded(GOOD))
    payload = dict(credential._loaded(envelope[1], "claims"))

    checked = verify(credential.seal({**payload, key: value}, OURS), [OURS.public])

    assert checked.reason in {"ok", "claims", "not_nfc"}


@pytest.mark.parametrize("key_id", [b"abc", "abcd", None])
def test_a_key_id_of_another_kind_is_no_header_of_ours(key_id):
    _, body, signature = credential._envelope(credential._decoded(GOOD))
    header = cbor2.dumps({1: -7, 4: key_id}, canonical=True)
    token = cbor2.dumps(
        cbor2.CBORTag(18, [header, {}, body, signature]), canonical=True
    )

    assert verify(credential._base32(token), [OURS.public]).reason == "structure"


def test_ten_megabytes_are_refused_before_they_are_read():
    assert verify("A" * 10_000_000, [OURS.public]).reason == "oversize"


def test_without_keys_nothing_is_valid():
    assert verify(GOOD, []).reason == "unknown_key"


def test_address_holds_the_id_before_the_payload():
    address = verify_address("thidua.example", CLAIMS.certificate_id, GOOD)

    assert address == f"https://thidua.example/x/AEBAGBAFAYDQQCI#{GOOD}"
    assert verify(f" {address}\n", [OURS.public]).is_valid


def test_names_are_signed_in_nfc():
    decomposed = replace(CLAIMS, name="Nguyễn Thị Ngọc Huyền")

    assert sign(decomposed, OURS) == GOOD


def test_signing_needs_an_id_of_nine_bytes_and_a_zone():
    with pytest.raises(ValueError, match="A certificate id has 9 bytes"):
        sign(replace(CLAIMS, certificate_id=b"12345678"), OURS)
    with pytest.raises(ValueError, match="`issued_at` needs a zone"):
        sign(replace(CLAIMS, issued_at=datetime(2017, 1, 5)), OURS)  # noqa: DTZ001


def test_time_is_kept_to_the_second():
    later = replace(CLAIMS, issued_at=datetime(2017, 1, 5, 8, 30, 1, 999, UTC))

    checked = verify(sign(later, OURS), [OURS.public])

    assert checked.claims == replace(
        later, issued_at=datetime(2017, 1, 5, 8, 30, 1, 0, UTC)
    )


def test_printed_code_is_valid_and_any_changed_character_is_not():
    address = verify_address("thidua.example", CLAIMS.certificate_id, GOOD)

    (read,) = reading.codes(certificate(samples.sheet(qr_text=address)))

    assert verify(read, [OURS.public]).claims == CLAIMS
    start = read.index("#") + 1
    for place in range(start, len(read), 25):
        other = "A" if read[place] != "A" else "B"
        changed = read[:place] + other + read[place + 1 :]
        assert not verify(changed, [OURS.public]).is_valid
