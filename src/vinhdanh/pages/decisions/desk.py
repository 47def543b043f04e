"""What decisions tell the desk."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from vinhdanh.decisions import queries
from vinhdanh.decisions.enums import PaperState
from vinhdanh.pages.desk.waiting import Step, Waiting


def waiting(user: Any, year: int) -> list[Waiting]:
    """Tell the officer what to draft, and the authority what to issue."""
    told = [
        Waiting(
            _("Lập quyết định, tờ trình cho %(n)s đề nghị đã được nhất trí")
            % {"n": round_.waiting},
            round_.waiting,
            reverse("paper-draft", args=[round_.public_id]),
            why=_("Hội đồng đã nhất trí, chưa có văn bản."),
            action=_("Soạn văn bản"),
        )
        for round_ in queries.rounds_waiting(user).filter(year=year)[:5]
    ]
    drafts = queries.drafts_for(user, "decision.issue").filter(round__year=year)
    first = drafts.order_by("planned_on").first()
    if first is not None:
        count = drafts.count()
        told.append(
            Waiting(
                _("Ký ban hành %(n)s dự thảo") % {"n": count},
                count,
                reverse("paper-list")
                if count > 1
                else reverse("paper", args=[first.public_id]),
                due_on=first.planned_on,
                why=_("Văn bản lấy số và có hiệu lực khi ký ban hành."),
                action=_("Xem và ký"),
            )
        )
    return told


def step(user: Any, year: int) -> list[Step]:
    """Tell where the deciding of the year stands."""
    seen = queries.visible_to(user).filter(round__year=year)
    states = set(seen.order_by().values_list("state", flat=True).distinct())
    url = reverse("paper-list")
    if PaperState.DRAFT in states or queries.rounds_waiting(user).filter(year=year):
        return [Step("decide", _("Quyết định"), "running", url)]
    state = "done" if PaperState.ISSUED in states else "todo"
    return [Step("decide", _("Quyết định"), state, url)]  # type: ignore[arg-type]
