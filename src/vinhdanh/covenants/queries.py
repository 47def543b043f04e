"""What an office asks of its covenants."""

import hashlib
from typing import Any

from django.db.models import Q, QuerySet

from vinhdanh.base import chain, rights
from vinhdanh.base.files import read_file
from vinhdanh.covenants.enums import SignedWay, Standing
from vinhdanh.covenants.models import Covenant, CovenantParty, Pledge
from vinhdanh.movements.enums import MovementState


def visible_to(user: Any) -> QuerySet[Covenant]:
    """Return the covenants of the user's units, and those a unit of hers is party to.

    A block's covenant belongs to its lead; the other members see it as parties.
    """
    rows = Covenant.objects.select_related("unit__subject", "movement__unit__subject")
    own = rights.visible(user, "covenant.see", rows).values("pk")
    signed = rights.visible(user, "covenant.see", CovenantParty.objects.all())
    return rows.filter(Q(pk__in=own) | Q(pk__in=signed.values("covenant")))


def parties_to_sign(user: Any) -> QuerySet[CovenantParty]:
    """Return the signatures that wait for the user, in launched movements."""
    rows = CovenantParty.objects.filter(
        signed_on=None,
        covenant__movement__state=MovementState.LAUNCHED,
        covenant__replaced_by=None,
    ).select_related("covenant__movement", "unit__subject")
    return rights.visible(user, "covenant.sign", rows)


def parties_to_report(user: Any) -> QuerySet[CovenantParty]:
    """Return the parties for which the user reports what was reached."""
    rows = CovenantParty.objects.exclude(signed_on=None).select_related("covenant")
    return rights.visible(user, "covenant.report", rows)


def versions(covenant: Covenant) -> list[int]:
    """Return the ids of a covenant and of the versions before it, the latest first."""
    found = [covenant.pk]
    before = covenant.replaces_id
    while before is not None:
        found.append(before)
        row = Covenant.objects.filter(pk=before).values_list("replaces", flat=True)
        before = row.get()
    return found


def covenant_words(covenant: Covenant) -> dict[str, Any]:
    """Return all that a signature stands for: name, text, pledges, parties."""
    pledges = covenant.pledges.select_related("indicator")
    return {
        "name": covenant.name,
        "version": covenant.version,
        "text": covenant.text,
        "pledges": [_pledge_words(pledge) for pledge in pledges],
        "parties": list(covenant.parties.values_list("printed_name", flat=True)),
    }


def _pledge_words(pledge: Pledge) -> dict[str, Any]:
    words: dict[str, Any] = {"name": pledge.name}
    if pledge.is_measured:
        words |= {
            "measure": pledge.measure,
            "direction": pledge.direction,
            "base_hundredths": pledge.base_hundredths,
            "goal_hundredths": pledge.goal_hundredths,
            "indicator": pledge.indicator.code if pledge.indicator else "",
        }
    return words


def covenant_hash(covenant: Covenant) -> str:
    """Return SHA-256 of a covenant's canonical words, in hexadecimal."""
    return hashlib.sha256(chain.canonical(covenant_words(covenant))).hexdigest()


def signed_hash(covenant: Covenant) -> str:
    """Return SHA-256 of the words with every signature, in hexadecimal."""
    signatures = [
        {
            "party": party.printed_name,
            "name": party.signed_by_name,
            "title": party.signed_by_title,
            "on": party.signed_on,
            "at": party.signed_at,
            "way": party.way,
            "text_hash": party.text_hash,
            "scan": _scan_hash(party),
        }
        for party in covenant.parties.select_related("ceremony__scan")
    ]
    whole = covenant_words(covenant) | {"signatures": signatures}
    return hashlib.sha256(chain.canonical(whole)).hexdigest()


def _scan_hash(party: CovenantParty) -> str:
    if party.way != SignedWay.PAPER or party.ceremony is None:
        return ""
    return party.ceremony.scan.sha256


def is_signed_by_all(covenant: Covenant) -> bool:
    """Say whether every party has signed the covenant."""
    parties = covenant.parties.values_list("signed_on", flat=True)
    return bool(parties) and None not in parties


def is_signed_by_any(covenant: Covenant) -> bool:
    """Say whether some party has signed; from then on the words stand."""
    return covenant.parties.exclude(signed_on=None).exists()


def standing(covenant: Covenant) -> Standing:
    """Return where a covenant stands."""
    if hasattr(covenant, "replaced_by"):
        return Standing.REPLACED
    if is_signed_by_all(covenant):
        return Standing.SIGNED
    return Standing.SIGNING if is_signed_by_any(covenant) else Standing.DRAFT


def is_as_signed(covenant: Covenant) -> bool:
    """Say whether words, signatures and the kept copy are what was frozen.

    The words are compared with what each party signed; the whole and the file with
    the hashes written when the last one did.
    """
    text_hash = covenant_hash(covenant)
    signed = covenant.parties.exclude(signed_on=None)
    if any(party.text_hash != text_hash for party in signed):
        return False
    if covenant.signed_hash and covenant.signed_hash != signed_hash(covenant):
        return False
    if covenant.signed_copy is None:
        return True
    try:
        read_file(covenant.signed_copy)
    except OSError:
        return False
    return True
