"""Identity numbers: sealed in the database, recognised without being opened.

The key lies in a file beside those that sign certificates, never in the database nor
its backup. No number stands in a log, an address or a list.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from vinhdanh.base import audit, clock, sealing
from vinhdanh.base.refusal import Refused
from vinhdanh.registry import aliases
from vinhdanh.registry.enums import IdentityKind
from vinhdanh.registry.models import IdentityKey, IdentityNumber, Person
from vinhdanh.viet import text

SHOWN = 4
_AT_ONCE = 500
_KINDS = {12: IdentityKind.CITIZEN, 9: IdentityKind.OLD_CARD}
_BETWEEN = re.compile(r"[\s.\-']+")


@dataclass(frozen=True)
class Masked:
    """An identity number as everybody who sees the person may read it."""

    pk: int
    kind: str
    digits: str


def clean_number(written: str) -> str:
    """Return the digits of an identity number; raises Refused for another form."""
    digits = _BETWEEN.sub("", text.clean_line(written))
    if not (digits.isascii() and digits.isdigit()):
        raise Refused(
            "identity.not_digits",
            _("Số định danh chỉ gồm chữ số. Hãy xem lại chữ cái hoặc dấu lẫn vào."),
        )
    if len(digits) not in _KINDS:
        raise Refused(
            "identity.length",
            _(
                "Căn cước công dân có 12 số, chứng minh nhân dân có 9 số; số này có"
                " %(n)s. Nếu mất số 0 ở đầu (Excel hay bỏ), hãy ghi lại cho đủ."
            )
            % {"n": len(digits)},
        )
    return digits


def kind_of(digits: str) -> IdentityKind:
    """Return what paper bears a number of this many digits."""
    return _KINDS[len(digits)]


def mask(digits: str) -> str:
    """Return the number with all but its last four digits hidden."""
    return "•" * (len(digits) - SHOWN) + digits[-SHOWN:]


def key_file() -> Path:
    """Return where the key lies."""
    return Path(settings.VINHDANH_KEYS) / "identity.key"


def seal(actor: Any, *, make: bool = False) -> sealing.Seal:
    """Return the seal of this installation; call inside a transaction.

    make: make it at its first use, in whose deed the audit log says. Raises Refused
    when there is no key, and when the row is there and its file is not the same: a
    new key made in silence would leave all numbers unreadable and nobody to notice.
    """
    row, path = IdentityKey.objects.first(), key_file()
    if row is None and make:
        made = sealing.seal_of(path.read_bytes()) if path.is_file() else None
        made = made or sealing.make_key(path)
        row = IdentityKey.objects.create(key_id=made.key_id, made_at=clock.now())
        audit.record(actor, "identity.key", row, after={"key_id": made.key_id})
        return made
    if row is not None and path.is_file():
        kept = sealing.seal_of(path.read_bytes())
        if kept.key_id == row.key_id:
            return kept
    raise Refused(
        "identity.key_lost",
        _(
            "Không tìm thấy tệp khóa của số định danh. Hãy khôi phục thư mục khóa từ"
            " bản sao lưu; các số đã ghi vẫn còn nguyên, chỉ chưa mở được."
        ),
    )


def numbers_of(person: Person) -> list[IdentityNumber]:
    """Return a person's numbers, those of records merged into hers too."""
    rows = IdentityNumber.objects.filter(person__in=aliases.records([person.pk]))
    return list(rows)


def masked(person: Person) -> list[Masked]:
    """Return a person's numbers masked; without its key nothing is shown of one."""
    rows = numbers_of(person)
    if not rows:
        return []
    try:
        opened = seal(None)
    except Refused:
        return [Masked(row.pk, row.get_kind_display(), "••••") for row in rows]
    return [
        Masked(row.pk, row.get_kind_display(), mask(open_number(opened, row)))
        for row in rows
    ]


def numbers_by_person(people: Collection[int]) -> dict[int, IdentityNumber]:
    """Return the present number of each person, the citizen's before the old card's."""
    keys = sorted(people)
    found: dict[int, IdentityNumber] = {}
    for start in range(0, len(keys), _AT_ONCE):
        own = aliases.records(keys[start : start + _AT_ONCE])
        rows = IdentityNumber.objects.filter(person__in=own).order_by("kind", "-pk")
        for row in rows.annotate(main=aliases.main_id("person__subject")):
            found.setdefault(row.main, row)
    return found


def masked_by_person(people: Collection[int]) -> dict[int, str]:
    """Return the present number of each person masked, where it can be opened."""
    rows = numbers_by_person(people)
    if not rows:
        return {}
    try:
        opened = seal(None)
    except Refused:
        return {}
    return {key: mask(open_number(opened, row)) for key, row in rows.items()}


def open_number(with_seal: sealing.Seal, row: IdentityNumber) -> str:
    """Return the digits of a sealed number."""
    return with_seal.open(row.sealed, about=about(row.person_id))


def about(person: int) -> str:
    """Return what binds a sealed number to its row: moved to another it stays shut."""
    return f"person {person}"
