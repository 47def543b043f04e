"""Questions about offices, papers, votes and a unit's past at the JSON door."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vinhdanh.assess.deciding import competence
from vinhdanh.assess.json_norms import award_of, day_of, head_of, in_text
from vinhdanh.assess.procedure import (
    Deadline,
    Dossier,
    Duty,
    consultation,
    council_board,
    deadlines,
    dossier,
    public_notice,
)
from vinhdanh.assess.told import Answer, lineage, may_award_dissolved
from vinhdanh.assess.voting import CouncilRule, council_rule

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from vinhdanh.assess.local import LocalRule


def competence_answer(asked: Mapping[str, Any]) -> dict[str, Any]:
    """Who decides the award for that unit, who proposes it, and the dossier's way.

    `verdict` yes for a rule that was read, confirm for one only recalled, unknown where
    a fact of the unit is missing or no rule is known.
    """
    day, award = day_of(asked), award_of(asked)
    found = competence(
        award,
        day,
        unit_kind=asked.get("unit_kind"),
        level=asked.get("level"),
        has_legal_personality=asked.get("legal_person"),
    )
    known = found.decides is not None
    return head_of(day) | {
        "award": award,
        "verdict": word_of(found.standing) if known else "unknown",
        "decides": _office(found.decides, found.decides_name, found.decides_name_en),
        "proposes": _office(
            found.proposes, found.proposes_name, found.proposes_name_en
        ),
        "way": list(found.way),
        "practice": found.practice,
        "missing": [found.missing] if found.missing else [],
        **in_text(found),
    }


def procedure_answer(
    asked: Mapping[str, Any], local: Sequence[LocalRule]
) -> dict[str, Any]:
    """The papers, the time of each step, the council and its vote, what is published.

    `day` is the day the dossier is received; each part has a `verdict` of its own.
    """
    day, award = day_of(asked), award_of(asked)
    papers = dossier(award, day, simplified=asked.get("simplified") or False)
    steps = deadlines(
        award,
        day,
        year=asked.get("year"),
        sector=asked.get("sector") or "",
        start=asked.get("start"),
    )
    vote = council_rule(award, day=day, local=local)
    return head_of(day) | {
        "award": award,
        "answers": {
            "dossier": _dossier(papers),
            "deadlines": [_deadline(step) for step in steps],
            "council": _council(vote) | {"board": _board(asked, day)},
            "public_notice": _duty(public_notice(award, day)),
            "consultation": _duty(consultation(award, day)),
        },
    }


def lineage_answer(asked: Mapping[str, Any]) -> dict[str, Any]:
    """Do the years before a unit's change count on; may what is dissolved be awarded?

    `verdict` yes or no where a text that was read says so, else unknown: then a person
    decides, with a citation.
    """
    day, change = day_of(asked), asked["change"]
    found = lineage(change, day, subject=asked.get("subject") or "collective")
    answer = head_of(day) | {"change": change} | _told(found)
    if change == "dissolve":
        answer["award_after"] = _told(may_award_dissolved(day))
    return answer


def word_of(standing: str) -> str:
    """yes for what was read, confirm for what is only recalled or not known."""
    return "yes" if standing == "SOURCED" else "confirm"


def _office(code: str | None, name: str, name_en: str) -> dict[str, str] | None:
    return None if code is None else {"office": code, "name": name, "name_en": name_en}


def _dossier(found: Dossier) -> dict[str, Any]:
    return {
        "verdict": word_of(found.standing) if found.papers else "unknown",
        "simplified": found.simplified,
        "simplified_when": list(found.simplified_when),
        "sets": found.sets,
        "papers": [
            {"paper": paper.id, "label": paper.label, "label_en": paper.label_en}
            for paper in found.papers
        ],
        "efile": found.efile,
        "efile_en": found.efile_en,
        **in_text(found),
    }


def _deadline(found: Deadline) -> dict[str, Any]:
    return {
        "verdict": word_of(found.standing),
        "step": found.step,
        "label": found.label,
        "label_en": found.label_en,
        "working_days": found.working_days,
        "counted_from": found.counted_from,
        "due_on": None if found.due_on is None else found.due_on.isoformat(),
        "sure_days": found.sure_days,
        "is_local": found.is_local,
        **in_text(found),
    }


def _council(found: CouncilRule) -> dict[str, Any]:
    known = found.basis != "design"
    return {
        "verdict": word_of(found.standing) if known else "unknown",
        "quorum": f"{found.quorum_num}/{found.quorum_den}",
        "quorum_standing": found.quorum_standing,
        "threshold": f"{found.threshold_num}/{found.threshold_den}",
        "more_than": found.strict,
        "counted_on": "all_members",
        "ballot": found.ballot,
        "basis": found.basis,
        "note": found.note,
        "note_en": found.note_en,
        "text": found.sentence,
        "text_en": found.sentence_en,
        "articles": [found.cite] if known else [],
        "standing": found.standing,
    }


def _board(asked: Mapping[str, Any], day: Any) -> dict[str, Any] | None:
    """What the council is made of, where the question names its level."""
    level = asked.get("council_level")
    if level is None:
        return None
    found = council_board(level, day)
    return {
        "level": level,
        "members": found.members and list(found.members),
        "deputies": found.deputies and list(found.deputies),
        "text": found.sentence,
        "standing": found.standing,
    }


def _duty(found: Duty) -> dict[str, Any]:
    return {
        "verdict": word_of(found.standing) if found.due else "unknown",
        "due": found.due,
        "working_days": found.working_days,
        **in_text(found),
    }


def _told(found: Answer) -> dict[str, Any]:
    words = {True: "yes", False: "no", None: "unknown"}
    return {
        "verdict": words[found.holds],
        "needs_decision": found.needs_decision,
        **in_text(found),
    }
