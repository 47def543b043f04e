"""Verdict row → reasons in Vietnamese and English, and what is missing from whom."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import TYPE_CHECKING

from vinhdanh.law.branch import IfNoted, Unless
from vinhdanh.law.cite import Cite, Instruments, Standing
from vinhdanh.law.condition import AnyOf, Condition, Row, column_of
from vinhdanh.law.verdict import CODES, Missing, Reason, Word

if TYPE_CHECKING:
    import polars as pl

    from vinhdanh.law.regime import Regime
    from vinhdanh.law.speech import Speech
    from vinhdanh.law.title import Criterion, Title

UNPLACED = "chưa rõ điều khoản, văn bản"
HELD_SUPPLIER = "cán bộ phụ trách thi đua (quyết định công nhận danh hiệu)"
_JUDGED_YEAR = " năm xét"
Evidence = Callable[[str, int], tuple[str, ...]]
_Part = Missing | str  # a fact that is missing, or a title that is open itself


@dataclass(frozen=True, slots=True)
class Explained:
    """A verdict in words, for one row and one title."""

    word: Word
    short: str
    reasons: tuple[Reason, ...]
    missing: tuple[Missing, ...]
    standing: str


class Explainer:
    """Explains one title on one day for any number of rows.

    What a criterion says depends on the columns it reads alone, so rows alike in those
    share their words: forty thousand verdicts take one second instead of ten.
    every: also the rules of situations that nobody noted of the subject.
    """

    def __init__(
        self,
        title: Title,
        regime: Regime,
        speech: Speech,
        instruments: Instruments,
        *,
        every: bool = False,
    ) -> None:
        self.title, self.regime, self.every = title, regime, every
        self._criteria = tuple(
            _Criterion(title, criterion, speech, instruments)
            for criterion in title.criteria
        )
        self._looks_at = sorted(title.awards())
        self._known: dict[tuple[object, ...], Explained] = {}

    def explain(
        self,
        row: Row,
        earlier: Mapping[str, Explained],
        evidence: Evidence | None = None,
    ) -> Explained:
        """The reasons of one row; `earlier` holds the titles this one looks at."""
        word = CODES[row[self.title.award]]
        said = [criterion.of(row) for criterion in self._criteria]
        if evidence is not None:
            return self._explained(row, word, said, earlier, evidence)
        # What is kept lives as long as this, so that its id tells it.
        others = [id(earlier.get(award)) for award in self._looks_at]
        key = (word, *map(id, said), *others)
        if key not in self._known:
            self._known[key] = self._explained(row, word, said, earlier, None)
        return self._known[key]

    def explain_all(
        self, frame: pl.DataFrame, earlier: Mapping[str, Sequence[Explained]]
    ) -> list[Explained]:
        """The same for every row of a verdict frame, column by column, no evidence.

        `earlier` holds, by title, what was explained of the same rows.
        """
        said = [criterion.of_all(frame) for criterion in self._criteria]
        others = [earlier[award] for award in self._looks_at if award in earlier]
        found = []
        rows = zip(frame[self.title.award].to_list(), *said, *others, strict=True)
        for index, (code, *parts) in enumerate(rows):
            key = (code, *map(id, parts))
            if key not in self._known:
                before = {award: listed[index] for award, listed in earlier.items()}
                own = [listed[index] for listed in said]
                self._known[key] = self._explained({}, CODES[code], own, before, None)
            found.append(self._known[key])
        return found

    def _explained(
        self,
        row: Row,
        word: Word,
        said: Sequence[tuple[Reason, tuple[_Part, ...]]],
        earlier: Mapping[str, Explained],
        evidence: Evidence | None,
    ) -> Explained:
        reasons = [reason for reason, _ in said]
        if evidence is not None:
            reasons = [
                replace(reason, evidence=_evidence(row, criterion.holds, evidence))
                for reason, criterion in zip(reasons, self.title.criteria, strict=True)
            ]
        # A sourced "no" stands whatever else is not known: nothing more is asked for.
        missing: tuple[Missing, ...] = ()
        if word is not Word.NO:
            missing = _joined((part for _, parts in said for part in parts), earlier)
        explained = Explained(word, "", tuple(reasons), missing, "SOURCED")
        shown = [reason for reason in reasons if self.every or reason.noted]
        return replace(
            explained,
            reasons=tuple(shown),
            short=_short(explained, self.title, self.regime),
            standing=_standing(explained, self.title, self.regime),
        )


class _Criterion:
    """One criterion's reason and missing facts, kept by the values that it reads."""

    def __init__(
        self,
        title: Title,
        criterion: Criterion,
        speech: Speech,
        instruments: Instruments,
    ) -> None:
        self.criterion, self.speech = criterion, speech
        self.english = speech.in_english()
        self.path = f"{title.award}.{criterion.id}"
        self.cite = cited(criterion, instruments, speech)
        self.instruments = instruments
        holds = criterion.holds
        columns = [name for name, _ in holds.nodes(self.path)]
        columns += sorted(column_of(fact, lag) for fact, lag in holds.inputs())
        columns += sorted(f"earned.{award}" for award in holds.awards())
        self.columns = tuple(dict.fromkeys(columns))
        # Two names at least, so that a tuple is what comes back.
        self.read = itemgetter(*self.columns, self.path)
        self.known: dict[tuple[object, ...], tuple[Reason, tuple[_Part, ...]]] = {}

    def of(self, row: Row) -> tuple[Reason, tuple[_Part, ...]]:
        """The reason, without evidence, and what is missing for it."""
        key = self.read(row)
        if key not in self.known:
            read = dict(zip(self.columns, key, strict=False))
            self.known[key] = self._reason(read), self._missing(read)
        return self.known[key]

    def of_all(self, frame: pl.DataFrame) -> list[tuple[Reason, tuple[_Part, ...]]]:
        """The same of every row."""
        columns = [frame[name].to_list() for name in (*self.columns, self.path)]
        found = []
        for key in zip(*columns, strict=True):
            if key not in self.known:
                read = dict(zip(self.columns, key, strict=False))
                self.known[key] = self._reason(read), self._missing(read)
            found.append(self.known[key])
        return found

    def _reason(self, row: Row) -> Reason:
        criterion, path, speech = self.criterion, self.path, self.speech
        holds = criterion.holds
        branches: tuple[str, ...] = ()
        # A rule that only warns is no way to the title.
        warns = criterion.standing is Standing.RECALLED and not criterion.grounds
        if isinstance(holds, AnyOf) and not warns:
            found = holds.branches(row, path)
            branches = tuple(part.sentence(speech) for _, part in found)
        return Reason(
            criterion=criterion.id,
            mark=row[path],
            sentence=f"{criterion.says}: {holds.sentence(speech)}",
            sentence_en=f"{criterion.says_en}: {holds.sentence(self.english)}",
            found=holds.found(row, path, speech),
            found_en=holds.found(row, path, self.english),
            cite=self.cite,
            standing=str(criterion.standing),
            local=criterion.is_local,
            judged=criterion.is_judged,
            branches=branches,
            exemptions=_exemptions(row, path, holds, self.instruments),
            noted=not isinstance(holds, IfNoted) or row[holds.fact] is not None,
        )

    def _missing(self, row: Row) -> tuple[_Part, ...]:
        """Facts not known while the criterion is open, and titles it hangs on."""
        criterion, path, speech = self.criterion, self.path, self.speech
        if criterion.is_judged or row[path] is not None:
            return ()
        found: list[_Part] = []
        for node in criterion.holds.open_leaves(row, path):
            if node.looks_at_open_title(row, speech):
                found += sorted(node.awards())
            found += [
                _missing_fact(fact, lags, speech)
                for fact, lags in node.open_facts(row, speech).items()
            ]
        return tuple(found)


def _joined(
    parts: Iterable[_Part], earlier: Mapping[str, Explained]
) -> tuple[Missing, ...]:
    """Each missing fact once; a title stands for what it lacks itself."""
    found: dict[str, Missing] = {}
    for part in parts:
        if isinstance(part, Missing):
            found.setdefault(part.fact, part)
        elif part in earlier:
            found.update((m.fact, m) for m in earlier[part].missing)
    return tuple(found.values())


def cited(criterion: Criterion, instruments: Instruments, speech: Speech) -> str:
    """The place of the rule that day, aloud.

    Where it rests on one dated value of another instrument of the same kind, that
    value's own: within a regime one circular may follow another. Of several
    ways the value may belong to one alone: then not.
    """
    if criterion.cite is None:
        return criterion.source or UNPLACED
    several = isinstance(criterion.holds, AnyOf)
    named = frozenset() if several else criterion.holds.parameters()
    values = [speech.values[name] for name in named if len(named) == 1]
    if values and _follows(values[0].cite, criterion.cite, instruments):
        return instruments.say(values[0].cite)
    return instruments.say(criterion.cite)


def _follows(other: Cite, cite: Cite, instruments: Instruments) -> bool:
    """Is the other place in another instrument of the same kind?"""
    kinds = {instruments.get(place.instrument).kind for place in (other, cite)}
    return other.instrument != cite.instrument and len(kinds) == 1


def _exemptions(
    row: Row, path: str, holds: Condition, instruments: Instruments
) -> tuple[str, ...]:
    """The exceptions without which the criterion would not be met, with articles."""
    return tuple(
        f"{exemption.says} ({instruments.say(exemption.cite)})"
        for name, node in holds.nodes(path)
        if isinstance(node, Unless)
        for exemption in node.used(row, name)
    )


def _evidence(row: Row, holds: Condition, evidence: Evidence) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for fact, lag in sorted(holds.inputs(), key=lambda pair: (pair[1], pair[0])):
        if not fact.startswith(("since.", "possible.")):
            found.update(dict.fromkeys(evidence(fact, lag)))
        elif fact.startswith("since.") and row[fact] is not None:
            # What a ladder starts from is noted in the year of that award.
            held = fact.removeprefix("since.")
            found.update(dict.fromkeys(evidence(held, row[fact])))
    return tuple(found)


def _missing_fact(fact: str, lags: Sequence[int], speech: Speech) -> Missing:
    when = speech.years(lags)
    if fact.startswith("held"):
        label = f"danh hiệu {speech.award(fact.partition('.')[2])}"
        return Missing(fact, f"{label} {when}", HELD_SUPPLIER)
    known = speech.facts.get(fact)
    # The label speaks of "the year"; here the year is named.
    if known.label.endswith(_JUDGED_YEAR):
        label = f"{known.label.removesuffix(_JUDGED_YEAR)} {when}"
        return Missing(fact, label, known.supplier)
    label = known.label.replace(" trong năm", "").replace(" in the year", "")
    return Missing(fact, f"{label} {when}", known.supplier)


def _deciding(explained: Explained, title: Title) -> list[tuple[Criterion, Reason]]:
    """The criteria that make the word what it is, in the order of the article."""
    pairs = list(zip(title.criteria, explained.reasons, strict=True))
    match explained.word:
        case Word.NO:
            return [
                (c, r)
                for c, r in pairs
                if r.mark is False and c.standing is Standing.SOURCED
            ]
        case Word.CONFIRM:
            return [
                (c, r)
                for c, r in pairs
                if not (r.mark is None and _is_for_the_vote(c))
                and (r.mark is not True or c.standing is not Standing.SOURCED)
                and (r.mark is not True or c.grounds)
            ]
        case _:
            return []


def _is_for_the_vote(criterion: Criterion) -> bool:
    """Does the council's vote answer it, so that until then it stops nothing?"""
    is_standard = criterion.grounds and criterion.standing is not Standing.SOURCED
    return criterion.is_judged and not is_standard


def _short(explained: Explained, title: Title, regime: Regime) -> str:
    deciding = _deciding(explained, title)
    if not regime.reviewed:
        return f"{regime.name}: cần người có thẩm quyền đối chiếu văn bản và xác nhận."
    match explained.word:
        case Word.NO:
            reason = deciding[0][1]
            where = f"{reason.cite}"
            return f"{reason.sentence} — {reason.found} ({where})."
        case Word.UNKNOWN:
            labels = "; ".join(m.label for m in explained.missing)
            return f"Còn thiếu: {labels}."
        case Word.CONFIRM if title.needs_local and not deciding:
            return (
                "Cần người xác nhận: cơ quan chưa có quy định về tiêu chuẩn này "
                "trong hệ thống."
            )
        case Word.CONFIRM:
            reason = deciding[0][1]
            return f"Cần người xác nhận: {reason.sentence} — {reason.found}."
        case _:
            asked = sum(1 for r in explained.reasons if r.judged and r.mark is None)
            tail = f" Hội đồng xem xét {asked} nội dung." if asked else ""
            return f"Đủ các tiêu chuẩn đo đếm được.{tail}"


def _standing(explained: Explained, title: Title, regime: Regime) -> str:
    """How the outcome is known: of the criterion that decides a "confirm"."""
    if not regime.reviewed:
        return str(Standing.UNKNOWN)
    if explained.word is not Word.CONFIRM:
        return str(Standing.SOURCED)
    doubted = [
        str(c.standing)
        for c, _ in _deciding(explained, title)
        if c.standing is not Standing.SOURCED
    ]
    return doubted[0] if doubted else "JUDGED"
