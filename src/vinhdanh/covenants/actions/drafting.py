"""Covenants are mended until one party signs; then a new version is made."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from vinhdanh.base import audit, clock, rights
from vinhdanh.base.discarding import discard
from vinhdanh.base.refusal import Refused
from vinhdanh.base.seen import require_unchanged
from vinhdanh.covenants import queries
from vinhdanh.covenants.actions.printable import require_printable
from vinhdanh.covenants.models import Covenant, CovenantParty, Pledge
from vinhdanh.eligibility import members
from vinhdanh.indicators.models import Indicator
from vinhdanh.movements.enums import Direction
from vinhdanh.movements.models import Movement
from vinhdanh.registry.models import Body, Unit

FEWEST_PARTIES = 2

Party = Unit | Body
"""Who signs: a unit, or a collective with a term that belongs to one."""


@dataclass(frozen=True)
class PledgeLine:
    """A pledge as it is written; measured where it has a goal, in hundredths."""

    name: str
    measure: str = ""
    goal_hundredths: int | None = None
    base_hundredths: int | None = None
    direction: str = Direction.MORE
    indicator: Indicator | None = None

    @property
    def is_measured(self) -> bool:
        return self.goal_hundredths is not None or self.base_hundredths is not None


def draft_covenant(
    actor: Any,
    movement: Movement,
    parties: Sequence[Party],
    *,
    name: str,
    text: str,
    pledges: Sequence[PledgeLine] = (),
) -> Covenant:
    """Draft a covenant between units and bodies, to be signed by each of them."""
    rights.require(actor, "covenant.prepare", movement)
    _check(movement, name, text, parties, pledges)
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
    pledges: Sequence[PledgeLine] = (),
    seen: str | None = None,
) -> Covenant:
    """Rewrite a covenant. Raises Refused once one party has signed it.

    seen: the mark of what was read; see `base.seen`.
    """
    rights.require(actor, "covenant.prepare", covenant)
    _check(covenant.movement, name, text, parties, pledges)
    with transaction.atomic():
        locked = Covenant.objects.select_for_update().get(pk=covenant.pk)
        if queries.is_signed_by_any(locked):
            raise Refused(
                "covenant.signed",
                _(
                    "Giao ước đã có bên ký nên giữ nguyên. Nội dung vừa gõ còn trên "
                    "trang: có thể ghi thành bản mới để các bên ký lại."
                ),
            )
        require_unchanged(locked, seen)
        before = queries.covenant_words(locked)
        locked.name, locked.text = name, text
        locked.save()
        locked.parties.all().delete()
        locked.pledges.all().delete()
        _write(locked, parties, pledges)
        after = queries.covenant_words(locked)
        audit.record(actor, "covenant.mend", locked, before=before, after=after)
    return locked


def renew_covenant(
    actor: Any,
    covenant: Covenant,
    parties: Sequence[Party],
    *,
    name: str,
    text: str,
    pledges: Sequence[PledgeLine] = (),
) -> Covenant:
    """Write a new version, for all to sign anew; the old one stays as it was signed.

    Raises Refused for a covenant that nobody has signed (it is mended), and for one
    that has a newer version.
    """
    rights.require(actor, "covenant.prepare", covenant)
    _check(covenant.movement, name, text, parties, pledges)
    with transaction.atomic():
        old = Covenant.objects.select_for_update().get(pk=covenant.pk)
        if hasattr(old, "replaced_by"):
            raise replaced(old)
        if not queries.is_signed_by_any(old):
            raise Refused(
                "covenant.unsigned",
                _("Chưa bên nào ký giao ước này. Hãy sửa ngay bản này."),
            )
        made = Covenant.objects.create(
            unit=old.unit,
            movement=old.movement,
            name=name,
            text=text,
            version=old.version + 1,
            replaces=old,
        )
        _write(made, parties, pledges)
        audit.record(
            actor,
            "covenant.renew",
            made,
            before=queries.covenant_words(old),
            after=queries.covenant_words(made),
        )
    return made


def discard_covenant(actor: Any, covenant: Covenant, *, reason: str) -> None:
    """Throw away a covenant that nobody has signed and nothing builds on.

    The version that it was to replace stands again.
    """
    rights.require(actor, "covenant.prepare", covenant)
    with transaction.atomic():
        locked = Covenant.objects.select_for_update().get(pk=covenant.pk)
        if queries.is_signed_by_any(locked):
            raise Refused(
                "covenant.kept", _("Giao ước đã có bên ký nên giữ nguyên, không bỏ.")
            )
        words = queries.covenant_words(locked)
        discard(actor, "covenant.discard", locked, before=words, reason=reason)


def replaced(covenant: Covenant) -> Refused:
    """Return the refusal of a deed on a version that a newer one has replaced."""
    return Refused(
        "covenant.replaced",
        _("Giao ước này đã có bản %(n)s thay. Hãy mở bản mới.")
        % {"n": covenant.version + 1},
    )


def _check(
    movement: Movement,
    name: str,
    text: str,
    parties: Sequence[Party],
    pledges: Sequence[PledgeLine],
) -> None:
    if not name.strip() or not text.strip():
        raise Refused("covenant.empty", _("Hãy ghi tên và nội dung giao ước."))
    if len({party.pk for party in parties}) < FEWEST_PARTIES:
        raise Refused(
            "covenant.one_party", _("Giao ước cần ít nhất hai bên. Hãy chọn thêm.")
        )
    for pledge in pledges:
        _check_pledge(movement, pledge)
    pledged = (word for pledge in pledges for word in (pledge.name, pledge.measure))
    require_printable(name, text, *(party.name for party in parties), *pledged)


def _check_pledge(movement: Movement, pledge: PledgeLine) -> None:
    names = {"name": pledge.name.strip()}
    if not pledge.is_measured:
        if pledge.indicator is not None:
            raise Refused(
                "pledge.no_goal",
                _("Cam kết “%(name)s” đo bằng chỉ số nên cần mức cam kết.") % names,
            )
        return
    if not pledge.name.strip():
        raise Refused("pledge.no_name", _("Hãy ghi tên cam kết có mức này."))
    if not pledge.measure.strip():
        raise Refused(
            "pledge.no_measure",
            _("Cam kết “%(name)s” có mức nên cần đơn vị tính, ví dụ: %%, văn bản.")
            % names,
        )
    if pledge.goal_hundredths is None:
        raise Refused(
            "pledge.no_goal",
            _("Cam kết “%(name)s” có mức gốc nên cần mức cam kết.") % names,
        )
    if pledge.goal_hundredths < 0 or (pledge.base_hundredths or 0) < 0:
        raise Refused(
            "pledge.negative", _("Mức của cam kết “%(name)s” không được âm.") % names
        )
    indicator = pledge.indicator
    if indicator is not None and indicator.unit_id not in members.line_above(
        movement.unit_id, clock.today()
    ):
        raise Refused(
            "pledge.foreign_indicator",
            _("Chỉ số “%(indicator)s” không phải của đơn vị này.")
            % {"indicator": indicator},
        )


def _write(
    covenant: Covenant, parties: Sequence[Party], pledges: Sequence[PledgeLine]
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
        Pledge(
            covenant=covenant,
            position=place,
            name=line.name,
            measure=line.measure if line.is_measured else "",
            direction=line.direction,
            base_hundredths=line.base_hundredths,
            goal_hundredths=line.goal_hundredths,
            indicator=line.indicator,
        )
        for place, line in enumerate(
            (line for line in pledges if line.name.strip()), start=1
        )
    )
