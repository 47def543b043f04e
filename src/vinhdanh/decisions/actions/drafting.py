"""Drafting a paper: what the council agreed to, in the order of the list."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from vinhdanh import assess
from vinhdanh.base import audit, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.decisions import bases, queries
from vinhdanh.decisions.enums import PaperKind, PaperState, SignsAs
from vinhdanh.decisions.models import OfficialPaper, PaperLine
from vinhdanh.decisions.ordering import in_order
from vinhdanh.nominations.models import Round


@dataclass(frozen=True)
class PaperForm:
    """What is written on a paper besides its list; lines without mark or dash."""

    abstract: str
    authority_title: str
    signer_post: str
    signer_name: str
    place: str
    planned_on: date
    legal_bases: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    signs_as: str = SignsAs.SELF
    addressee: str = ""
    note: str = ""


def draft_decision(
    actor: Any,
    round_: Round,
    award_codes: Sequence[str],
    form: PaperForm,
    *,
    suggested_on: date | None = None,
) -> OfficialPaper:
    """Draft a decision on awards that the office's own head may decide.

    Takes in every nomination of these awards that the council agreed to and that no
    other paper holds. Raises Refused for an award of a higher authority (Luật TĐKT,
    the articles on competence) and when nothing has been agreed to.
    suggested_on: the day whose legal bases she started from; left as suggested, they
    give way to those of the day she plans.
    """
    higher = _names(award_codes, lambda award: award.level != "unit")
    if higher:
        raise Refused(
            "decision.not_competent",
            _("%(names)s do cấp trên quyết định. Hãy lập tờ trình.")
            % {"names": higher},
        )
    form = _on_its_day(round_, PaperKind.DECISION, award_codes, form, suggested_on)
    return _draft(actor, PaperKind.DECISION, round_, award_codes, form)


def draft_submission(
    actor: Any,
    round_: Round,
    award_codes: Sequence[str],
    form: PaperForm,
    *,
    suggested_on: date | None = None,
) -> OfficialPaper:
    """Draft the submission of agreed nominations to the authority above.

    suggested_on: as in `draft_decision`.
    """
    own = _names(award_codes, lambda award: award.level == "unit")
    if own:
        raise Refused(
            "decision.own_competence",
            _("%(names)s do thủ trưởng cơ quan quyết định. Hãy lập quyết định.")
            % {"names": own},
        )
    form = _on_its_day(round_, PaperKind.SUBMISSION, award_codes, form, suggested_on)
    return _draft(actor, PaperKind.SUBMISSION, round_, award_codes, form)


def _on_its_day(
    round_: Round,
    kind: PaperKind,
    codes: Sequence[str],
    form: PaperForm,
    before: date | None,
) -> PaperForm:
    """Give the form the legal bases of its planned day, unless written by hand."""
    lines = bases.for_another_day(
        round_, kind, codes, form.legal_bases, before=before, after=form.planned_on
    )
    return replace(form, legal_bases=lines)


def _names(codes: Sequence[str], fits: Any) -> str:
    known = assess.awards()
    return ", ".join(
        f"“{known[code].name}”" for code in codes if code in known and fits(known[code])
    )


def _draft(
    actor: Any,
    kind: PaperKind,
    round_: Round,
    award_codes: Sequence[str],
    form: PaperForm,
) -> OfficialPaper:
    rights.require(actor, "decision.draft", round_)
    _refuse_incomplete(kind, form)
    with transaction.atomic():
        # Two drafts at once would both take the same nominations in.
        Round.objects.select_for_update().get(pk=round_.pk)
        nominations = in_order(round_, queries.waiting_lines(round_, award_codes))
        if not nominations:
            raise Refused(
                "decision.nothing_agreed",
                _(
                    "Chưa có đề nghị nào được Hội đồng nhất trí mà chưa nằm trong văn "
                    "bản khác, đối với danh hiệu, hình thức đã chọn."
                ),
            )
        paper = OfficialPaper.objects.create(
            unit=round_.unit, round=round_, kind=kind, **_columns(form)
        )
        PaperLine.objects.bulk_create(
            PaperLine(paper=paper, nomination=nomination, position=position)
            for position, nomination in enumerate(nominations, start=1)
        )
        audit.record(
            actor,
            "decision.draft",
            paper,
            after={"kind": str(kind), "awards": list(award_codes),
                   "lines": len(nominations)},
        )  # fmt: skip
    return paper


def _columns(form: PaperForm) -> dict[str, Any]:
    columns = asdict(form)
    for name in ("legal_bases", "recipients"):
        columns[name] = bases.cleaned(columns[name])
    return columns


def _refuse_incomplete(kind: PaperKind, form: PaperForm) -> None:
    needed = {
        "abstract": _("trích yếu"),
        "authority_title": _("thẩm quyền ban hành"),
        "signer_post": _("chức vụ người ký"),
        "signer_name": _("người ký"),
        "place": _("địa danh"),
    }
    if kind == PaperKind.SUBMISSION:
        needed["addressee"] = _("kính gửi")
    missing = [label for name, label in needed.items() if not getattr(form, name)]
    if missing:
        raise Refused(
            "decision.incomplete",
            _("Văn bản còn thiếu: %(what)s.") % {"what": ", ".join(missing)},
        )


def mend_draft(
    actor: Any, paper: OfficialPaper, form: PaperForm, *, version: int
) -> OfficialPaper:
    """Write a draft anew; `version` is the one the writer had before her.

    Another planned day brings the legal bases of that day, unless they were written
    by hand.
    Raises Refused (`decision.stale`) when somebody has changed it meanwhile.
    """
    rights.require(actor, "decision.draft", paper)
    _refuse_incomplete(PaperKind(paper.kind), form)
    with transaction.atomic():
        locked = _locked_draft(paper)
        if locked.version != version:
            raise Refused(
                "decision.stale",
                _(
                    "Dự thảo đã được người khác sửa sau khi chị (anh) mở trang. Nội "
                    "dung vừa gõ còn nguyên bên dưới; hãy đối chiếu với bản mới rồi "
                    "ghi lại."
                ),
            )
        form = _on_its_day(
            locked.round,
            PaperKind(locked.kind),
            bases.codes_of(locked),
            form,
            locked.planned_on,
        )
        before = {name: getattr(locked, name) for name in _columns(form)}
        after = _columns(form)
        for name, value in after.items():
            setattr(locked, name, value)
        locked.version += 1
        locked.save()
        changed = [name for name, value in after.items() if value != before[name]]
        audit.record(
            actor,
            "decision.mend",
            locked,
            before={name: before[name] for name in changed},
            after={name: after[name] for name in changed},
        )
    return locked


def discard_draft(actor: Any, paper: OfficialPaper) -> None:
    """Throw a draft away; it has no number, its nominations are free again."""
    rights.require(actor, "decision.draft", paper)
    with transaction.atomic():
        locked = _locked_draft(paper)
        audit.record(
            actor,
            "decision.discard",
            locked,
            before={"abstract": locked.abstract, "lines": locked.lines.count()},
        )
        locked.delete()


def _locked_draft(paper: OfficialPaper) -> OfficialPaper:
    locked = OfficialPaper.objects.select_for_update().get(pk=paper.pk)
    if locked.state != PaperState.DRAFT:
        raise Refused(
            "decision.not_a_draft",
            _("Văn bản số %(number)s đã ban hành nên không sửa, xóa được.")
            % {"number": locked.full_number},
        )
    return locked
