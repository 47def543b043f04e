"""A covenant as paper: the plain data, the files, and the kept signed copy."""

from vinhdanh.base import clock, files
from vinhdanh.base.vietnamese import in_vietnamese
from vinhdanh.covenants import queries
from vinhdanh.covenants.enums import SignedWay
from vinhdanh.covenants.models import Covenant, CovenantParty, Pledge
from vinhdanh.documents.papers import (
    CovenantPaper,
    Letterhead,
    PledgeRow,
    SignatureBlock,
)
from vinhdanh.movements.enums import Direction
from vinhdanh.registry import queries as registry
from vinhdanh.viet import dates

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@in_vietnamese
def paper_data(covenant: Covenant) -> CovenantPaper:
    """Return a covenant as it prints, each party with its signature or a place."""
    parties = list(covenant.parties.select_related("ceremony"))
    signed_on = [party.signed_on for party in parties if party.signed_on]
    day = max(signed_on, default=clock.today())
    version = f" (bản {covenant.version})" if covenant.version > 1 else ""
    return CovenantPaper(
        letterhead=Letterhead(
            issuing_body=registry.name_on(covenant.unit, day).upper(),
            place=covenant.unit.place,
            day=day,
        ),
        abstract=f"{covenant.name}{version}",
        paragraphs=tuple(line for line in covenant.text.splitlines() if line.strip()),
        pledges=tuple(
            PledgeRow(
                name=pledge.name,
                base=pledge.base,
                goal=_goal(pledge),
                measure=pledge.measure,
            )
            for pledge in covenant.pledges.all()
        ),
        signatures=tuple(_signature(party) for party in parties),
        text_hash=queries.covenant_hash(covenant),
    )


def _goal(pledge: Pledge) -> str:
    """“≥ 98,5”, as the page reads it; empty for a pledge in words."""
    if not pledge.is_measured:
        return ""
    sign = "≤" if pledge.direction == Direction.LESS else "≥"
    return f"{sign} {pledge.goal}"


def _signature(party: CovenantParty) -> SignatureBlock:
    return SignatureBlock(
        authority=f"ĐẠI DIỆN {party.printed_name.upper()}",
        post=party.signed_by_title.upper(),
        note=_how(party),
        name=party.signed_by_name,
    )


def _how(party: CovenantParty) -> str:
    if party.signed_on is None:
        return "(Ký, ghi rõ họ tên)"
    day = dates.short(party.signed_on)
    if party.way == SignedWay.PAPER and party.ceremony is not None:
        return f"(Đã ký bản giấy ngày {day}, {party.ceremony.place})"
    return f"(Đã ký trên phần mềm ngày {day})"


def pdf(covenant: Covenant) -> bytes:
    """Print a covenant as PDF/A."""
    # Typst is heavy and only papers need it.
    from vinhdanh.documents.covenant import covenant_pdf  # noqa: PLC0415

    return covenant_pdf(paper_data(covenant))


def docx(covenant: Covenant) -> bytes:
    """Write a covenant as a Word file."""
    # python-docx is heavy and only papers need it.
    from vinhdanh.documents.covenant import covenant_docx  # noqa: PLC0415

    return covenant_docx(paper_data(covenant))


def keep_copy(covenant_id: int) -> None:
    """Print a covenant that all have signed and keep the file; twice it stays one."""
    covenant = Covenant.objects.select_related("unit__subject").get(pk=covenant_id)
    if covenant.signed_copy_id is not None or not covenant.signed_hash:
        return
    stored = files.keep_file(
        pdf(covenant),
        name=f"giao-uoc-{covenant.public_id.hex[:8]}.pdf",
        media_type=PDF,
        unit_id=covenant.unit_id,
    )
    Covenant.objects.filter(pk=covenant_id, signed_copy=None).update(signed_copy=stored)
