"""Who decides an award and who proposes it: by the day, the unit's kind and level.

The day the dossier is received governs. The Law names heads of bodies that are legal
persons; a unit that is none is decided for by its direct superior.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vinhdanh.assess.grounds import honour, places, standing_on, with_places
from vinhdanh.law.cite import Standing
from vinhdanh.law.fact import unknown_name
from vinhdanh.law.norm import Norm, norms_on
from vinhdanh.statutes.load_norms import norms

if TYPE_CHECKING:
    from datetime import date

    from vinhdanh.law.procedure import Abolished, Decides, Said
    from vinhdanh.statutes.load_norms import Honour

LEVELS = ("central", "province", "district", "commune", "unit")
KINDS = (
    *("peoples_council", "peoples_committee", "office", "joint_office", "division"),
    *("party_or_mass_body", "school", "enterprise", "village"),
)
_HEADS = {
    "central": "unit_head",
    "province": "department_head",
    "district": "district_chair",
    "commune": "commune_chair",
    "unit": "unit_head",
}
_OF_COUNCIL = {"peoples_council", "joint_office"}
_MISSING = {
    "kind": ("loại đơn vị", "the unit's kind"),
    "level": ("cấp của đơn vị", "the unit's level"),
    "legal_person": (
        "đơn vị có tư cách pháp nhân hay không (cán bộ tổ chức)",
        "whether the unit is a legal person (personnel officer)",
    ),
}
_EITHER: Said = (
    "Bộ trưởng, người đứng đầu ngành hoặc Chủ tịch Ủy ban nhân dân cấp tỉnh",
    "the minister or the chair of the provincial People's Committee",
)


@dataclass(frozen=True, slots=True)
class Unit:
    """What of a unit the law on competence looks at; None where it is not known."""

    kind: str | None
    level: str | None
    legal_person: bool | None


@dataclass(frozen=True, slots=True)
class Competence:
    """Who decides an award, who proposes it, and the way of the dossier.

    `decides` is the office's id, None where it is not known: then `missing` names what
    would settle it, or is "" where the corpus has no rule. `way`: the offices the
    dossier passes, as recalled, in Vietnamese. `practice`: what was seen to be done.
    """

    award: str
    day: date
    decides: str | None
    decides_name: str
    decides_name_en: str
    proposes: str | None
    proposes_name: str
    proposes_name_en: str
    way: tuple[str, ...]
    missing: str
    practice: str
    standing: str
    cites: tuple[str, ...]
    sentence: str
    sentence_en: str


def competence(
    award: str,
    day: date,
    *,
    unit_kind: str | None = None,
    level: str | None = None,
    has_legal_personality: bool | None = None,
) -> Competence:
    """Who decides an award for a unit on a day.

    unit_kind, level: as the registry names them ("joint_office": of the National
    Assembly delegation and People's Council). Raises ValueError for unknown names,
    LawDateError for a day that no regime covers.
    """
    known = honour(award, day)
    for what, given, names in (("level", level, LEVELS), ("kind", unit_kind, KINDS)):
        if given is not None and given not in names:
            raise ValueError(unknown_name(what, given, names))
    unit = Unit(unit_kind, level, has_legal_personality)
    for gone in norms_on(norms().abolished, day):
        if gone.level == level:
            return _open((known, day, unit), [gone], _gone(gone))
    for rule in norms_on(norms().decides, day):
        fits = rule.is_for(award, unit_kind, level)
        if fits is None:
            return _missing((known, day, unit), "level" if level is None else "kind")
        if fits:
            return _by_rule((known, day, unit), rule)
    return _unruled((known, day, unit))


def _unruled(asked: Asked) -> Competence:
    name = asked[0].name
    said = (
        f"Chưa có căn cứ về người quyết định “{name}” cho loại đơn vị này",
        f"Who decides “{name}” for such a unit is not known",
    )
    return _open(asked, [], said)


Asked = tuple["Honour", "date", Unit]


def _gone(level: Abolished) -> Said:
    first = level.in_force.first_day
    said = (
        f"Từ ngày {first:%d/%m/%Y} không còn {level.name[0]}: xác định lại đơn vị, "
        "thẩm quyền đã chuyển cho cấp xã hoặc cấp tỉnh"
    )
    said_en = (
        f"Since {first} {level.name[1]} is no more: name the unit anew, its powers "
        "went to the commune or the province"
    )
    return said, said_en


def _by_rule(asked: Asked, rule: Decides) -> Competence:
    known, day, unit = asked
    grounds: list[Norm] = [rule]
    office = rule.office
    if rule.legal_person and unit.legal_person is None:
        return _missing(asked, "legal_person")
    if rule.legal_person and not unit.legal_person:
        office = "direct_superior"
        grounds = list(norms_on(norms().superiors, day))
        if not grounds:
            return _unruled(asked)
    decides, said = _office(office, unit)
    proposes, proposing = _office(rule.proposer, unit)
    standing, cites = standing_on(day, grounds), places(grounds)
    return Competence(
        award=known.code,
        day=day,
        decides=decides,
        decides_name=said[0],
        decides_name_en=said[1],
        proposes=proposes,
        proposes_name=proposing[0],
        proposes_name_en=proposing[1],
        way=_way(known, day, unit, decides),
        missing="",
        practice=_practice(known, day, unit),
        standing=standing.value,
        cites=cites,
        sentence=with_places(
            f"“{known.name}”: {said[0]} quyết định; {proposing[0]} đề nghị",
            cites,
            standing,
        ),
        sentence_en=with_places(
            f"“{known.name}”: {said[1]} decides; {proposing[1]} proposes",
            cites,
            standing,
            english=True,
        ),
    )


def _office(office: str, unit: Unit) -> tuple[str, Said]:
    """An office and its name; "own_head" and two-office rows go by the unit's level."""
    if office == "own_head":
        if unit.kind == "enterprise":
            office = "enterprise_director"
        elif unit.kind in _OF_COUNCIL and unit.level == "province":
            office = "joint_office_chief"
        else:
            office = _HEADS.get(unit.level or "", "unit_head")
    elif office == "ministry_or_province":
        if unit.level is None:
            return office, _EITHER
        office = "minister" if unit.level == "central" else "provincial_chair"
    return office, norms().offices[office]


def _way(known: Honour, day: date, unit: Unit, decides: str) -> tuple[str, ...]:
    """The offices a dossier passes, from the unit's council to who decides."""
    gone = {row.level for row in norms_on(norms().abolished, day)}
    steps = ["unit_council"]
    if known.level in {"province", "state"}:
        own, _ = _office("own_head", unit)
        steps.append(own)
        if unit.level == "commune" and "district" not in gone:
            steps.append("district_chair")
        central = unit.level == "central"
        steps.append("ministry_council" if central else "home_affairs_department")
        if known.level == "state":
            steps.append("minister" if central else "provincial_chair")
            steps.append("home_affairs_ministry")
            if decides == "president":
                steps.append("prime_minister")
    elif unit.level == "commune" and decides == "district_chair":
        steps.append("commune_chair")
    steps.append(decides)
    names = norms().offices
    return tuple(names[step][0] if step in names else _EITHER[0] for step in steps)


def _practice(known: Honour, day: date, unit: Unit) -> str:
    for seen in norms_on(norms().practices, day):
        if unit.kind in seen.kinds and known.code in seen.awards:
            return seen.says
    return ""


def _missing(asked: Asked, what: str) -> Competence:
    vi, en = _MISSING[what]
    name = asked[0].name
    said = (
        f"Chưa đủ căn cứ về người quyết định “{name}”: cần biết {vi}",
        f"Who decides “{name}” is not settled: {en} has to be known",
    )
    return _open(asked, [], said, missing=vi)


def _open(
    asked: Asked, grounds: list[Norm], said: Said, *, missing: str = ""
) -> Competence:
    """An answer that names no office."""
    known, day, unit = asked
    standing, cites = standing_on(day, grounds), places(grounds)
    if not grounds:
        standing = Standing.UNKNOWN
    return Competence(
        award=known.code,
        day=day,
        decides=None,
        decides_name="",
        decides_name_en="",
        proposes=None,
        proposes_name="",
        proposes_name_en="",
        way=(),
        missing=missing,
        practice=_practice(known, day, unit),
        standing=standing.value,
        cites=cites,
        sentence=with_places(said[0], cites, Standing.SOURCED),
        sentence_en=with_places(said[1], cites, Standing.SOURCED, english=True),
    )
