"""Covenants: units pledge to one another, and what was signed stands."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from vinhdanh.base import audit, clock, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.covenants import queries
from vinhdanh.covenants.models import Covenant, CovenantParty, Pledge
from vinhdanh.movements.enums import MovementState
from vinhdanh.movements.models import Movement
from vinhdanh.registry.models import Body, Unit

FEWEST_PARTIES = 2

Party = Unit | Body
"""Who signs: a unit, or a collective with a term that belongs to one."""


def draft_covenant(
    actor: Any,
    movement: Movement,
    parties: Sequence[Party],
    *,
    name: str,
    text: str,
    pledges: Sequence[str] = (),
) -> Covenant:
    """Draft a covenant between units and bodies, to be signed by each of them."""
    rights.require(actor, "covenant.prepare", movement)
    _check(name, text, parties)
    with transaction.atomic():
        covenant = Covenant.objects.create(
            unit=movement.unit, movement=movement, name=name, text=text
        )
        _write(covenant, parties, pledges)
        audit.record(
            actor, "covenant.draft", covenant, after=queries.covenant_words(covenant)
        )
    return covenant


def mend_covenant(
    actor: Any,
    covenant: Covenant,
    parties: Sequence[Party],
    *,
    name: str,
    text: str,
    pledges: Sequence[str] = (),
) -> Covenant:
    """Rewrite a covenant. Raises Refused once one party has signed it."""
    rights.require(actor, "covenant.prepare", covenant)
    _check(name, text, parties)
    with transaction.atomic():
        locked = Covenant.objects.select_for_update().get(pk=covenant.pk)
        if locked.parties.exclude(signed_on=None).exists():
            raise Refused(
                "covenant.signed",
                _("Giao ước đã có đơn vị ký nên giữ nguyên. Hãy lập giao ước mới."),
            )
        before = queries.covenant_words(locked)
        locked.name, locked.text = name, text
        locked.save()
        locked.parties.all().delete()
        locked.pledges.all().delete()
        _write(locked, parties, pledges)
        after = queries.covenant_words(locked)
        audit.record(actor, "covenant.mend", locked, before=before, after=after)
    return locked


def sign(
    actor: Any,
    party: CovenantParty,
    *,
    signer_post: str,
    seen_hash: str,
    on: date | None = None,
) -> CovenantParty:
    """Sign for a party, by the head of its unit.

    seen_hash: `queries.covenant_hash` of the text that the signer read; when the
    text has changed since, the signature is refused. on: the day on the paper,
    today unless given.
    """
    rights.require(actor, "covenant.sign", party)
    if not signer_post.strip():
        raise Refused("covenant.no_post", _("Hãy ghi chức vụ của người ký."))
    with transaction.atomic():
        covenant = (
            Covenant.objects.select_for_update()
            .select_related("movement")
            .get(pk=party.covenant_id)
        )
        locked = CovenantParty.objects.select_for_update().get(pk=party.pk)
        text_hash = queries.covenant_hash(covenant)
        _refuse_to_sign(covenant, locked, is_as_read=text_hash == seen_hash)
        locked.signed_at = clock.now()
        locked.signed_on = on or clock.today()
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
    return locked


def _refuse_to_sign(
    covenant: Covenant, party: CovenantParty, *, is_as_read: bool
) -> None:
    if covenant.movement.state == MovementState.DRAFT:
        raise Refused(
            "covenant.not_launched",
            _("Phong trào chưa phát động nên chưa ký giao ước."),
        )
    if party.signed_on is not None:
        raise Refused(
            "covenant.signed_twice",
            _("“%(name)s” đã ký giao ước này.") % {"name": party.printed_name},
        )
    if not is_as_read:
        raise Refused(
            "covenant.changed",
            _("Giao ước vừa được sửa sau khi mở. Hãy đọc bản mới rồi ký."),
        )


def _check(name: str, text: str, parties: Sequence[Party]) -> None:
    if not name.strip() or not text.strip():
        raise Refused("covenant.empty", _("Hãy ghi tên và nội dung giao ước."))
    if len({party.pk for party in parties}) < FEWEST_PARTIES:
        raise Refused(
            "covenant.one_party", _("Giao ước cần ít nhất hai đơn vị. Hãy chọn thêm.")
        )


def _write(
    covenant: Covenant, parties: Sequence[Party], pledges: Sequence[str]
) -> None:
    CovenantParty.objects.bulk_create(
        CovenantParty(
            covenant=covenant,
            subject=party.subject,
            unit=party.unit if isinstance(party, Body) else party,
            printed_name=party.name,
        )
        for party in {party.pk: party for party in parties}.values()
    )
    Pledge.objects.bulk_create(
        Pledge(covenant=covenant, position=place, name=name)
        for place, name in enumerate(
            (name for name in pledges if name.strip()), start=1
        )
    )
