"""Rules that are told: principles, revocation, initiatives, registration, lineage."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vinhdanh.assess.grounds import places, standing_on, with_places
from vinhdanh.law.cite import Standing
from vinhdanh.law.fact import unknown_name
from vinhdanh.law.norm import Statement, norms_on
from vinhdanh.statutes.load_norms import norms

if TYPE_CHECKING:
    from datetime import date

INITIATIVE_LEVELS = ("grassroots", "province", "nationwide")
LINEAGES = {
    "merge": ("sáp nhập, hợp nhất", "a merger"),
    "split": ("chia, tách", "a split"),
    "rename": ("đổi tên", "a new name"),
    "dissolve": ("giải thể", "a dissolution"),
    "move": ("chuyển cơ quan chủ quản", "a move to another superior"),
}
_CALL = (
    "Cần một quyết định của người có thẩm quyền, nêu rõ căn cứ.",
    "A human decision with its citation is needed.",
)


@dataclass(frozen=True, slots=True)
class Told:
    """A rule in words: what it says, where it stands, how we know it."""

    id: str
    topic: str
    says: str
    says_en: str
    standing: str
    cites: tuple[str, ...]
    sentence: str
    sentence_en: str


@dataclass(frozen=True, slots=True)
class Answer:
    """Yes, no, or None where a person decides; with the rule it rests on.

    A rule that is not SOURCED never answers "no". `needs_decision`: the law is silent
    or not read, so a human decision with its citation is asked for.
    """

    holds: bool | None
    needs_decision: bool
    standing: str
    cites: tuple[str, ...]
    sentence: str
    sentence_en: str


def topics() -> list[str]:
    """What there are told rules about, in the order of the corpus."""
    return list(dict.fromkeys(row.topic for row in norms().statements))


def rules_told(topic: str, day: date) -> list[Told]:
    """The rules of a topic in force on a day; none: nothing is known of that day."""
    if topic not in topics():
        raise ValueError(unknown_name("topic", topic, topics()))
    standing_on(day, [])
    rows = norms_on(norms().statements, day)
    return [_told(row, day) for row in rows if row.topic == topic]


def rule_told(name: str, day: date) -> Told | None:
    """One told rule by its id; None where it has no row that day."""
    row = statement_on(name, day)
    return None if row is None else _told(row, day)


def statement_on(name: str, day: date) -> Statement | None:
    """The corpus's row of that id and day; ValueError for an id that does not exist."""
    known = {row.id for row in norms().statements}
    if name not in known:
        raise ValueError(unknown_name("rule", name, known))
    for row in norms_on(norms().statements, day):
        if row.id == name:
            return row
    return None


def _told(row: Statement, day: date) -> Told:
    standing, cites = standing_on(day, [row]), places([row])
    return Told(
        id=row.id,
        topic=row.topic,
        says=row.says,
        says_en=row.says_en,
        standing=standing.value,
        cites=cites,
        sentence=with_places(row.says.rstrip("."), cites, standing),
        sentence_en=with_places(row.says_en.rstrip("."), cites, standing, english=True),
    )


def answer(
    row: Statement | None,
    day: date,
    *,
    holds: bool | None,
    silent: tuple[str, str],
) -> Answer:
    """The answer a statement gives; without one, or with an unread one, a person's.

    silent: what is said, in Vietnamese and English, where no row is in force.
    """
    if row is None:
        standing_on(day, [])
        unknown = Standing.UNKNOWN.value
        words = (f"{part}. {call}" for part, call in zip(silent, _CALL, strict=True))
        return Answer(None, True, unknown, (), *words)
    said = _told(row, day)
    sure = said.standing == Standing.SOURCED.value
    word = holds if holds or sure else None
    if said.standing == Standing.UNKNOWN.value:
        word = None
    call, call_en = ("", "") if word is not None else _CALL
    return Answer(
        holds=word,
        needs_decision=word is None,
        standing=said.standing,
        cites=said.cites,
        sentence=f"{said.sentence} {call}".rstrip(),
        sentence_en=f"{said.sentence_en} {call_en}".rstrip(),
    )


def registration_required(day: date) -> Answer:
    """Must a title have been registered at the beginning of the year?"""
    return answer(
        statement_on("registration", day),
        day,
        holds=True,
        silent=(
            "Chưa rõ có bắt buộc đăng ký",
            "Whether one must register is not known",
        ),
    )


def initiative_recogniser(level: str, day: date) -> Told | None:
    """Who recognises an initiative of a level; None where it is not known that day."""
    if level not in INITIATIVE_LEVELS:
        raise ValueError(unknown_name("level", level, INITIATIVE_LEVELS))
    standing_on(day, [])
    return rule_told(f"initiative.{level}", day)


def revocation_grounds(day: date) -> list[Told]:
    """Why an award may be revoked: the grounds of the law in force on a day."""
    names = ("fraud", "forged", "unlawful", "violation")
    wanted = {f"revocation.{name}" for name in names}
    return [rule for rule in rules_told("revocation", day) if rule.id in wanted]


def lineage(kind: str, day: date, *, subject: str = "collective") -> Answer:
    """Do the years before a unit's change count on after it?

    subject: "individual" or "collective". No text that was read says yes or no, so the
    answer is a human decision with its citation; what is recalled of it is told.
    """
    if kind not in LINEAGES:
        raise ValueError(unknown_name("change", kind, LINEAGES))
    if subject not in {"individual", "collective"}:
        known = ("individual", "collective")
        raise ValueError(unknown_name("subject", subject, known))
    name = f"lineage.{'individual' if subject == 'individual' else kind}"
    named = name in {row.id for row in norms().statements}
    vi, en = LINEAGES[kind]
    return answer(
        statement_on(name, day) if named else None,
        day,
        holds=None,
        silent=(
            f"Văn bản chưa rõ việc tính các năm trước khi {vi}",
            f"The texts are silent on the years before {en}",
        ),
    )


def may_award_dissolved(day: date) -> Answer:
    """May a body that the reorganisation has dissolved still be given an award?"""
    return answer(
        statement_on("lineage.dissolved", day),
        day,
        holds=False,
        silent=(
            "Văn bản chưa rõ việc khen tổ chức đã giải thể",
            "The texts are silent on awards to a dissolved body",
        ),
    )
