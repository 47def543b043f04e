"""A year's recognised works of a person, as the law reads them."""

from collections.abc import Sequence
from typing import Any

from vinhdanh.registry.enums import ImpactScope, WorkKind, WorkUse
from vinhdanh.registry.models import Authorship, RecognisedWork, YearFact
from vinhdanh.viet import dates

_LEVELS = {
    ImpactScope.GRASSROOTS: "grassroots",
    ImpactScope.PROVINCE: "province",
    ImpactScope.NATIONWIDE: "nationwide",
}
_KEYS = {
    WorkKind.INITIATIVE: "initiatives",
    WorkKind.SCIENCE_PROJECT: "science_projects",
}


def works_of(shares: Sequence[Authorship], fact: YearFact | None) -> dict[str, Any]:
    """Return the facts of a year's works with their evidence.

    A list that nobody called complete may lack some; an empty one then says nothing.
    """
    evidence: dict[str, list[str]] = {}
    told: dict[str, Any] = {"evidence": evidence}
    is_complete = fact is not None and fact.is_initiative_list_complete
    if shares and not is_complete:
        told["more_works"] = True
    for kind, key in _KEYS.items():
        mine = [share for share in shares if share.work.kind == kind]
        # Other kinds of work of the year say nothing about this kind.
        told[key] = [_work(share) for share in mine] if mine or is_complete else None
        if mine:
            evidence[key] = [_said_of(share.work) for share in mine]
        elif is_complete and fact is not None:
            said = fact.sources.get("is_initiative_list_complete")
            evidence[key] = [said] if said else []
    return told


def _work(share: Authorship) -> dict[str, Any]:
    work = share.work
    told: dict[str, Any] = {
        "level": _LEVELS[ImpactScope(work.scope)],
        "name": work.name,
        "decision": work.decision_no or None,
    }
    if work.recognised_by:
        told["recognised_by"] = work.recognised_by
    if share.use:
        told["used_for_title"] = share.use == WorkUse.USED
    return told


def _said_of(work: RecognisedWork) -> str:
    parts = [f"“{work.name}”"]
    if work.decision_no:
        day = f" ngày {dates.short(work.decided_on)}" if work.decided_on else ""
        parts.append(f"{work.decision_no}{day}")
    if work.source:
        parts.append(work.source)
    return ", ".join(parts)
