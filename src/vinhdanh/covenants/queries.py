"""What an office asks of its covenants."""

import hashlib
from typing import Any

from django.db.models import QuerySet

from vinhdanh.base import chain, rights
from vinhdanh.covenants.models import Covenant, CovenantParty
from vinhdanh.movements.enums import MovementState


def visible_to(user: Any) -> QuerySet[Covenant]:
    rows = Covenant.objects.select_related("unit__subject", "movement__unit__subject")
    return rights.visible(user, "covenant.see", rows)


def parties_to_sign(user: Any) -> QuerySet[CovenantParty]:
    """Return the signatures that wait for the user, in launched movements."""
    rows = CovenantParty.objects.filter(
        signed_on=None, covenant__movement__state=MovementState.LAUNCHED
    ).select_related("covenant__movement", "unit__subject")
    return rights.visible(user, "covenant.sign", rows)


def covenant_words(covenant: Covenant) -> dict[str, Any]:
    """Return all that a signature stands for: name, text, pledges, parties."""
    return {
        "name": covenant.name,
        "text": covenant.text,
        "pledges": list(covenant.pledges.values_list("name", flat=True)),
        "parties": list(covenant.parties.values_list("printed_name", flat=True)),
    }


def covenant_hash(covenant: Covenant) -> str:
    """Return SHA-256 of a covenant's canonical words, in hexadecimal."""
    return hashlib.sha256(chain.canonical(covenant_words(covenant))).hexdigest()


def is_signed_by_all(covenant: Covenant) -> bool:
    """Say whether every party has signed the covenant."""
    parties = covenant.parties.values_list("signed_on", flat=True)
    return bool(parties) and None not in parties
