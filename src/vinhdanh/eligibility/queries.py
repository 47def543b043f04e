"""What an office asks about eligibility: verdicts, overrides, its own rules, caps."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from vinhdanh import assess
from vinhdanh.base import clock, rights
from vinhdanh.eligibility import members
from vinhdanh.eligibility.models import (
    AdoptedRule,
    Override,
    PageSignature,
    StoredVerdict,
)
from vinhdanh.registry.models import Unit


def visible_to(user: Any) -> QuerySet[StoredVerdict]:
    """Return the verdicts a user may see, the latest first."""
    return rights.visible(
        user, "verdict.see", StoredVerdict.objects.select_related("subject")
    ).order_by("-pk")


def rules_visible_to(user: Any) -> QuerySet[AdoptedRule]:
    """Return the local rules a user may see, the latest in force first."""
    rows = AdoptedRule.objects.select_related("unit__subject")
    return rights.visible(user, "local_rule.see", rows).order_by("-first_day", "title")


def last_override(verdict: StoredVerdict) -> Override | None:
    """Return the human's word that stands over a verdict today."""
    return max(verdict.overrides.all(), key=lambda row: row.pk, default=None)


def word_of(verdict: StoredVerdict) -> assess.Word:
    """Return the last override's word, or the verdict's own."""
    override = last_override(verdict)
    return assess.Word(override.word if override else verdict.word)


def words_of(verdicts: Sequence[StoredVerdict]) -> dict[int, assess.Word]:
    """Return the word of each verdict by its id, in one statement."""
    words = {verdict.pk: assess.Word(verdict.word) for verdict in verdicts}
    said = Override.objects.filter(verdict__in=words).order_by("pk")
    overridden = dict(said.values_list("verdict_id", "word"))
    return words | {pk: assess.Word(word) for pk, word in overridden.items()}


def latest_verdicts(
    subjects: Sequence[int],
    awards: Sequence[str],
    *,
    year: int,
    day: date,
    basis: str = "",
) -> dict[tuple[int, str], StoredVerdict]:
    """Return the last stored verdict of each subject and award under a day's law.

    basis: on which the award was proposed, where the law asks.
    """
    rows = StoredVerdict.objects.filter(
        subject__in=subjects,
        award__in=awards,
        year=year,
        governing_day=day,
        basis=basis,
    ).order_by("pk")
    return {(row.subject_id, row.award): row for row in rows}


def adopted_rules(unit: Unit, day: date) -> list[AdoptedRule]:
    """Return the rules of a unit and of those above it in force on a day.

    Nearest unit first. Of caps on one award, and of council rules for one award,
    only the nearest unit's stands: two would contradict each other.
    """
    line = members.line_above(unit.pk, day)
    rows = AdoptedRule.objects.filter(
        Q(last_day=None) | Q(last_day__gte=day),
        unit__in=line,
        first_day__lte=day,
        withdrawn_at=None,
    ).select_related("unit__subject")
    kept: dict[tuple[Any, ...], AdoptedRule] = {}
    for row in sorted(rows, key=lambda row: (line.index(row.unit_id), row.pk)):
        kept.setdefault(_place_of(row), row)
    return list(kept.values())


def is_version_of(row: AdoptedRule, rule: assess.LocalRule) -> bool:
    """Say whether a unit's rule speaks where another of its rules speaks.

    A cap or a council rule: about the same award; a criterion: by its id.
    """
    if rule.kind == "criterion":
        return row.rule_id == rule.id
    return bool(row.rule["kind"] == rule.kind and row.rule["title"] == rule.title)


def versions_of(row: AdoptedRule) -> list[AdoptedRule]:
    """Return the unit's rules that took each other's place, the latest first."""
    rule = assess.LocalRule.parse(row.rule)
    rows = AdoptedRule.objects.filter(unit=row.unit_id).order_by("-first_day", "-pk")
    return [each for each in rows if is_version_of(each, rule)]


def local_rules_for(unit: Unit, day: date) -> list[assess.LocalRule]:
    """Return the same rules as the law's room reads them."""
    return [assess.LocalRule.parse(row.rule) for row in adopted_rules(unit, day)]


def _place_of(row: AdoptedRule) -> tuple[Any, ...]:
    if row.rule["kind"] == "criterion":
        return ("criterion", row.unit_id, row.rule_id)
    return (row.rule["kind"], row.rule["title"])


def quota_lines(
    awards: Sequence[str],
    unit: Unit,
    *,
    year: int,
    day: date,
    base: Mapping[str, int],
    proposed: Mapping[str, int],
) -> dict[str, Any]:
    """Return the cap of each award for one unit and year (`assess.Quota`).

    base: how many people or titles the shares are taken of, such as
    {"LDTT": 38, "headcount": 38}. proposed: how many are put forward, by award.
    """
    local = local_rules_for(unit, day)
    return {
        award: assess.quotas(
            award,
            year=year,
            day=day,
            base=base,
            proposed=proposed.get(award, 0),
            local=local,
        )
        for award in awards
    }


def council_rule(unit: Unit, award: str, day: date) -> Any:
    """Return quorum and threshold for an award on a day (`assess.CouncilRule`)."""
    return assess.council_rule(award, day=day, local=local_rules_for(unit, day))


def pages_to_sign() -> list[Any]:
    """Return every page of the law that may be signed; each has a name and a hash."""
    return [*assess.law_pages(), *assess.pages_of_norms()]


def page_signatures(user: Any) -> dict[str, list[PageSignature]]:
    """Return the signatures a user may see, by page, the latest first."""
    found: dict[str, list[PageSignature]] = defaultdict(list)
    rows = rights.visible(user, "law_page.see", PageSignature.objects.order_by("-pk"))
    for row in rows:
        found[row.page].append(row)
    return found


def regimes() -> list[assess.RegimeInfo]:
    """Return the regimes that are written down, the earliest first."""
    found = [assess.regime_on(clock.today())]
    while (earlier := _regime_on(found[0].first_day - timedelta(days=1))) is not None:
        found.insert(0, earlier)
    while (last := found[-1].last_day) is not None:
        later = _regime_on(last + timedelta(days=1))
        if later is None:
            break
        found.append(later)
    return found


def _regime_on(day: date) -> assess.RegimeInfo | None:
    try:
        return assess.regime_on(day)
    except assess.LawDateError:
        return None
