"""What a new paper may start from: everything here is for the officer to change."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from vinhdanh import assess
from vinhdanh.accounts.enums import Role
from vinhdanh.accounts.models import Assignment
from vinhdanh.decisions import bases
from vinhdanh.decisions.actions.drafting import PaperForm
from vinhdanh.decisions.enums import PaperKind, PaperState
from vinhdanh.decisions.models import OfficialPaper
from vinhdanh.nominations.models import Round
from vinhdanh.registry.models import Unit
from vinhdanh.registry.queries import name_on, parent_of

# How the head of a body is called, by the first words of its name.
_HEADS = (
    ("Văn phòng", "Chánh Văn phòng"),
    ("Sở", "Giám đốc Sở"),
    ("Ủy ban nhân dân", "Chủ tịch Ủy ban nhân dân"),
    ("Ban", "Trưởng ban"),
    ("Trường", "Hiệu trưởng Trường"),
)


def suggested_form(
    round_: Round, kind: PaperKind, codes: Sequence[str], day: date
) -> PaperForm:
    """Return a paper as it would most likely be written on that day."""
    unit = round_.unit
    last = _last_issued(unit, kind)
    title = last.authority_title if last else head_of(name_on(unit, day))
    return PaperForm(
        abstract=abstract(kind, codes, round_.year),
        addressee=last.addressee if last else _addressee(kind),
        authority_title=title,
        signer_post=last.signer_post if last else _short_title(title),
        signer_name=last.signer_name if last else _authority_name(unit),
        signs_as=last.signs_as if last else "",
        place=last.place if last else unit.place,
        legal_bases=bases.suggested(round_, kind, codes, day),
        recipients=tuple(last.recipients) if last else _recipients(kind, unit, day),
        planned_on=day,
    )


def head_of(unit_name: str) -> str:
    """Return the title of a body's head, such as “Chánh Văn phòng …”."""
    for begins, title in _HEADS:
        if unit_name.startswith(f"{begins} "):
            return f"{title}{unit_name.removeprefix(begins)}"
    return f"Thủ trưởng {unit_name}"


def _short_title(title: str) -> str:
    for _begins, short in _HEADS:
        if title.startswith(short):
            return short.removesuffix(" Trường")
    return "Thủ trưởng"


def abstract(kind: PaperKind, codes: Sequence[str], year: int) -> str:
    """Return “Về việc tặng danh hiệu “…” năm …”."""
    known = [assess.awards()[code] for code in codes]
    titles = [f"“{award.name}”" for award in known if award.kind == "title"]
    forms = [award.name for award in known if award.kind != "title"]
    parts = [f"danh hiệu {', '.join(titles)}"] if titles else []
    parts += [", ".join(forms)] if forms else []
    verb = "tặng" if kind == PaperKind.DECISION else "đề nghị tặng"
    return f"Về việc {verb} {' và '.join(parts)} năm {year}"


def _last_issued(unit: Unit, kind: PaperKind) -> OfficialPaper | None:
    papers = OfficialPaper.objects.filter(unit=unit, kind=kind).exclude(
        state=PaperState.VOIDED
    )
    return papers.order_by("-pk").first()


def _authority_name(unit: Unit) -> str:
    held = (
        Assignment.objects.in_force()
        .filter(unit=unit, role=Role.AUTHORITY)
        .select_related("user")
        .order_by("pk")
        .first()
    )
    return str(held.user) if held else ""


def _addressee(kind: PaperKind) -> str:
    if kind == PaperKind.DECISION:
        return ""
    return _("Chủ tịch Ủy ban nhân dân tỉnh, thành phố (qua Sở Nội vụ)")


def _recipients(kind: PaperKind, unit: Unit, day: date) -> tuple[str, ...]:
    if kind == PaperKind.SUBMISSION:
        return ("Như kính gửi", "Lưu: VT")
    above = parent_of(unit, day)
    report = (f"{name_on(above, day)} (để báo cáo)",) if above else ()
    return ("Như Điều 3", *report, "Lưu: VT")
