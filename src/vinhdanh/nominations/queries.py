"""What an office asks of its nominations."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from vinhdanh import assess
from vinhdanh.base import rights
from vinhdanh.eligibility.models import Override
from vinhdanh.nominations.enums import NominationState as State
from vinhdanh.nominations.models import Nomination, NominationStep, Round

# On the list of the round, whatever the council may still say.
LIVE = (State.FILED, State.SUBMITTED, State.AGREED, State.FORWARDED, State.CONFERRED)
DECIDED = (State.AGREED, State.NOT_AGREED, State.FORWARDED, State.CONFERRED)


def rounds_visible_to(user: Any) -> QuerySet[Round]:
    return rights.visible(
        user, "round.see", Round.objects.select_related("unit__subject")
    )


def visible_to(user: Any) -> QuerySet[Nomination]:
    return rights.visible(user, "nomination.see", Nomination.objects.all())


def with_word(nominations: QuerySet[Nomination]) -> QuerySet[Any]:
    """Add `law_word`, `human_word` (None without one) and `word`, the one that counts.

    A later human word replaces an earlier one; "" says that nobody has checked.
    """
    humans = Override.objects.filter(verdict=OuterRef("verdict")).order_by("-pk")
    return nominations.annotate(
        law_word=Coalesce(F("verdict__word"), Value("")),
        human_word=Subquery(humans.values("word")[:1]),
        human_reason=Subquery(humans.values("reason")[:1]),
        word=Coalesce(F("human_word"), F("verdict__word"), Value("")),
    ).select_related("verdict")


@dataclass(frozen=True)
class Obstacle:
    """Why a nomination cannot go before the council, as a sentence."""

    nomination: Nomination
    sentence: str


def obstacles(nominations: Iterable[Nomination]) -> list[Obstacle]:
    """Return what stands in the way of each; needs rows of `with_word`."""
    found = []
    for nomination in nominations:
        why = _why_not(nomination)
        if why:
            found.append(Obstacle(nomination, f"{_named(nomination)}: {why}"))
    return found


def _named(nomination: Nomination) -> str:
    award = assess.awards()[nomination.award]
    return f"{nomination.name} ({award.short_name})"


def _why_not(nomination: Any) -> str:
    word = nomination.word
    if word == assess.Word.YES:
        return ""
    if word == "":
        return _("chưa kiểm tra theo luật; hãy bấm “Kiểm tra lại”")
    if word == assess.Word.NO:
        return _("không đạt — %(why)s. Hãy không đưa vào danh sách, hoặc xác nhận khác "
                 "kèm lý do") % {"why": reason_in_law(nomination)}  # fmt: skip
    if word == assess.Word.UNKNOWN:
        return _("chưa đủ căn cứ — %(why)s. Hãy bổ sung, hoặc xác nhận kèm lý do") % {
            "why": short_of(nomination)
        }
    return _("cần người xác nhận — %(why)s") % {"why": short_of(nomination)}


def short_of(nomination: Nomination) -> str:
    """Return the law's shortest reason on a nomination; empty when unchecked."""
    verdict = nomination.verdict
    return str(verdict.verdict.get("short", "")) if verdict else ""


def reason_in_law(nomination: Nomination) -> str:
    """Return the criterion that fails with its article, else the shortest reason."""
    for reason in reasons_of(nomination):
        if reason.get("mark") is False:
            return f"{reason['sentence']} ({reason['cite']})"
    return short_of(nomination)


def reasons_of(nomination: Nomination) -> list[dict[str, Any]]:
    """Return the lines of the verdict as `assess` wrote them."""
    verdict = nomination.verdict
    return list(verdict.verdict.get("reasons", [])) if verdict else []


def reason_to_reject(nomination: Nomination) -> str:
    """Return the reason that the law gives for keeping a nomination off; or ''."""
    verdict = nomination.verdict
    if verdict is None or verdict.word != assess.Word.NO:
        return ""
    return reason_in_law(nomination)[:500]


def history_of(nomination: Nomination) -> QuerySet[NominationStep]:
    """Return the steps of one nomination, first to last."""
    return nomination.steps.order_by("pk")


def human_words_on(nomination: Nomination) -> QuerySet[Override]:
    """Return the human words over the nomination's verdict, first to last."""
    if nomination.verdict_id is None:
        return Override.objects.none()
    return Override.objects.filter(verdict=nomination.verdict_id).order_by("pk")
