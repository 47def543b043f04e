"""What nominations tell the desk."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from vinhdanh.base import clock, rights
from vinhdanh.nominations import queries
from vinhdanh.nominations.enums import NominationState, RoundState
from vinhdanh.nominations.models import Nomination, Round
from vinhdanh.pages.desk.waiting import Step, Waiting
from vinhdanh.registry.models import Unit


def waiting(user: Any, year: int) -> list[Waiting]:
    """Tell the officer what is to be checked, and heads what is to be put forward."""
    return [*_to_check(user, year), *_to_nominate(user, year)]


def _to_check(user: Any, year: int) -> list[Waiting]:
    mine = rights.visible(user, "nomination.check", Nomination.objects.all()).filter(
        round__year=year, round__state=RoundState.OPEN, state=NominationState.FILED
    )
    doubtful = queries.with_word(mine).exclude(word="yes")
    first = doubtful.select_related("round").order_by("round__due_on").first()
    if first is None:
        return []
    count = doubtful.count()
    return [
        Waiting(
            _("Kiểm tra %(n)s đề nghị chưa đạt hoặc chưa đủ căn cứ") % {"n": count},
            count,
            reverse("nomination-grid", args=[first.round.public_id]),
            due_on=first.round.due_on,
            why=_("Danh sách chỉ trình được khi mỗi đề nghị đã có kết luận."),
            action=_("Mở bảng đề nghị"),
        )
    ]


def _to_nominate(user: Any, year: int) -> list[Waiting]:
    """Speak to heads of units: rounds still open where they may put people forward."""
    mine = rights.visible(user, "nomination.file", Unit.objects.all())
    if not mine.exists():
        return []
    rounds = queries.rounds_visible_to(user).filter(year=year, state=RoundState.OPEN)
    return [
        Waiting(
            _("Đề nghị khen thưởng: %(round)s") % {"round": round_},
            1,
            reverse("nomination-add", args=[round_.public_id]),
            due_on=round_.due_on,
            why=_("Đợt đang nhận đề nghị của các đơn vị."),
            action=_("Chọn người, tập thể"),
        )
        for round_ in rounds[:5]
    ]


def step(user: Any, year: int) -> list[Step]:
    """Tell where the nominating of the year stands."""
    rounds = list(queries.rounds_visible_to(user).filter(year=year))
    url = reverse("round-list")
    if not rounds:
        return [Step("nominate", _("Bình xét"), "todo", url)]
    still_open = [one for one in rounds if one.state == RoundState.OPEN]
    if not still_open:
        return [Step("nominate", _("Bình xét"), "done", url)]
    late = any(_is_late(one) for one in still_open)
    state = "late" if late else "running"
    return [Step("nominate", _("Bình xét"), state, url)]  # type: ignore[arg-type]


def _is_late(round_: Round) -> bool:
    return round_.due_on is not None and round_.due_on < clock.today()
