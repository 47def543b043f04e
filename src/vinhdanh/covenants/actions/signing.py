"""Parties sign on the screen or on paper, and what was signed stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from vinhdanh.accounts import fresh
from vinhdanh.base import audit, background, clock, rights, uploads
from vinhdanh.base.files import keep_file
from vinhdanh.base.refusal import Refused
from vinhdanh.covenants import queries, tasks
from vinhdanh.covenants.actions.drafting import replaced
from vinhdanh.covenants.actions.printable import require_printable
from vinhdanh.covenants.enums import SignedWay
from vinhdanh.covenants.models import Ceremony, Covenant, CovenantParty
from vinhdanh.movements.enums import MovementState
from vinhdanh.viet import dates


@dataclass(frozen=True)
class PaperSignature:
    """Who signed for a party on paper, with the post under the signature."""

    party: CovenantParty
    name: str
    post: str


@dataclass(frozen=True)
class Scan:
    """The scanned covenant: the file's name and its bytes."""

    name: str
    data: bytes


def sign(
    actor: Any,
    party: CovenantParty,
    *,
    signer_post: str,
    seen_hash: str,
    proof: fresh.SignIn | None,
) -> CovenantParty:
    """Sign for a party on the screen, today, by the head of its unit.

    seen_hash: `queries.covenant_hash` of the text that the signer read; when the
    text has changed since, the signature is refused. proof: the password given again.
    """
    rights.require(actor, "covenant.sign", party)
    fresh.require(actor, proof)
    if not signer_post.strip():
        raise Refused("covenant.no_post", _("Hãy ghi chức vụ của người ký."))
    require_printable(str(actor), signer_post)
    with transaction.atomic():
        covenant = _locked(party.covenant_id)
        text_hash = _hash_as_read(covenant, seen_hash)
        locked = _unsigned(party)
        locked.way = SignedWay.SCREEN
        locked.signed_at = clock.now()
        locked.signed_on = clock.today()
        locked.signed_by_name = str(actor)
        locked.signed_by_title = signer_post
        locked.text_hash = text_hash
        locked.save()
        audit.record(
            actor,
            "covenant.sign",
            locked,
            after={
                "covenant": covenant.name,
                "signed_on": locked.signed_on,
                "post": signer_post,
                "text_hash": text_hash,
            },
        )
        _freeze_when_whole(actor, covenant)
    return locked


def record_ceremony(
    actor: Any,
    covenant: Covenant,
    signatures: Sequence[PaperSignature],
    *,
    place: str,
    on: date,
    scan: Scan | None,
    seen_hash: str,
) -> Ceremony:
    """Record who signed the paper, with its scan; the parties count as having signed.

    seen_hash: the text on the page that the paper was compared with.
    """
    rights.require(actor, "covenant.record", covenant)
    media_type = _check_ceremony(signatures, place, on, scan)
    assert scan is not None  # noqa: S101 - checked the line above
    with transaction.atomic():
        locked = _locked(covenant.pk)
        text_hash = _hash_as_read(locked, seen_hash)
        parties = [_unsigned(each.party) for each in signatures]
        if any(party.covenant_id != locked.pk for party in parties):
            raise Refused(
                "covenant.foreign_party", _("Có bên ký không thuộc giao ước này.")
            )
        ceremony = Ceremony.objects.create(
            covenant=locked,
            place=place,
            held_on=on,
            scan=keep_file(
                scan.data,
                name=scan.name,
                media_type=media_type,
                unit_id=locked.unit_id,
                actor=actor,
            ),
            recorded_at=clock.now(),
            recorded_by=actor,
        )
        for party, each in zip(parties, signatures, strict=True):
            party.way = SignedWay.PAPER
            party.ceremony = ceremony
            party.signed_at, party.signed_on = ceremony.recorded_at, on
            party.signed_by_name, party.signed_by_title = each.name, each.post
            party.text_hash = text_hash
            party.save()
        _record(actor, ceremony, parties)
        _freeze_when_whole(actor, locked)
    return ceremony


def _record(actor: Any, ceremony: Ceremony, parties: Sequence[CovenantParty]) -> None:
    audit.record(
        actor,
        "covenant.record",
        ceremony.covenant,
        after={
            "signed_on": ceremony.held_on,
            "place": ceremony.place,
            "file": ceremony.scan.sha256,
            "parties": [
                f"{party.printed_name}: {party.signed_by_name}, {party.signed_by_title}"
                for party in parties
            ],
            "text_hash": parties[0].text_hash,
        },
    )


def _check_ceremony(
    signatures: Sequence[PaperSignature], place: str, on: date, scan: Scan | None
) -> str:
    """Return the media type of the scan; raise Refused for what is missing."""
    if not signatures:
        raise Refused("covenant.nobody", _("Hãy ghi người ký của ít nhất một bên."))
    for each in signatures:
        if not each.name.strip() or not each.post.strip():
            raise Refused(
                "covenant.no_signer",
                _("Hãy ghi cả họ tên và chức vụ người ký cho “%(party)s”.")
                % {"party": each.party},
            )
    if not place.strip():
        raise Refused("covenant.no_place", _("Hãy ghi nơi ký giao ước."))
    signers = (word for each in signatures for word in (each.name, each.post))
    require_printable(place, *signers)
    if on > clock.today():
        raise Refused(
            "covenant.future",
            _("Ngày ký %(day)s chưa đến. Hãy xem lại ngày trên bản giấy.")
            % {"day": dates.short(on)},
        )
    if scan is None or not scan.data:
        raise Refused("covenant.no_scan", _("Hãy chọn tệp quét bản giấy đã ký."))
    return uploads.media_type_of(scan.name, scan.data)


def _locked(covenant: int) -> Covenant:
    """Return the covenant for signing. Raises Refused where it is not to be signed."""
    rows = Covenant.objects.select_for_update(of=("self",)).select_related("movement")
    found = rows.get(pk=covenant)
    if found.movement.state == MovementState.DRAFT:
        raise Refused(
            "covenant.not_launched",
            _("Phong trào chưa phát động nên chưa ký giao ước."),
        )
    if hasattr(found, "replaced_by"):
        raise replaced(found)
    return found


def _hash_as_read(covenant: Covenant, seen_hash: str) -> str:
    text_hash = queries.covenant_hash(covenant)
    if text_hash != seen_hash:
        raise Refused(
            "covenant.changed",
            _("Giao ước vừa được sửa sau khi mở. Hãy đọc bản mới rồi ký."),
        )
    return text_hash


def _unsigned(party: CovenantParty) -> CovenantParty:
    locked = CovenantParty.objects.select_for_update().get(pk=party.pk)
    if locked.signed_on is not None:
        raise Refused(
            "covenant.signed_twice",
            _("“%(name)s” đã ký giao ước này.") % {"name": locked.printed_name},
        )
    return locked


def _freeze_when_whole(actor: Any, covenant: Covenant) -> None:
    """Write the hash of words and signatures, and have the copy printed and kept."""
    if not queries.is_signed_by_all(covenant):
        return
    covenant.signed_at = clock.now()
    covenant.signed_hash = queries.signed_hash(covenant)
    covenant.save(update_fields=["signed_at", "signed_hash"])
    audit.record(
        actor, "covenant.freeze", covenant, after={"hash": covenant.signed_hash}
    )
    background.enqueue(tasks.keep_copy, covenant.pk)
