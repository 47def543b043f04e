"""What the marks of a scoring come to: so far, stage by stage, and when final."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from vinhdanh.base import rights
from vinhdanh.registry.models import Unit
from vinhdanh.scoring import entries, enums, tables
from vinhdanh.scoring.method.cluster import worths
from vinhdanh.scoring.method.leaf import Entry, Worth
from vinhdanh.scoring.method.ranking import Place, ranked, rounded
from vinhdanh.scoring.method.rules import Band, Formula, Method, Side
from vinhdanh.scoring.method.total import Score, add_up, band
from vinhdanh.scoring.models import (
    CrossDuty,
    Mark,
    Scoring,
    ScoringStage,
    Sheet,
)

_FEW = 500
"""Duties of more sheets are read for the whole scoring at once."""


@dataclass(frozen=True)
class Outcome:
    """A sheet's score, class and place; place None while anybody's is not complete."""

    score: Score
    worths: Mapping[str, Worth]
    band: Band | None
    place: Place | None


class Reckoning:
    """A scoring's table, stages and rules, read once for any number of sheets.

    reader: who looks at an open scoring; what others gave at its blind stages is left
    out of everything but the worth of single marks. None reckons with all of it.
    """

    def __init__(self, scoring: Scoring, reader: Any = None) -> None:
        self.scoring = scoring
        self.reader = reader
        self.method: Method = tables.method_of(scoring.version)
        self.rules = entries.rules_of(scoring)
        self.stages: list[ScoringStage] = list(scoring.stages.all())
        self._stage = {stage.pk: stage for stage in self.stages}
        self._scored_for: dict[int, bool] = {}
        kinds = {stage.kind: stage.pk for stage in self.stages}
        self._self = kinds.get(enums.StageKind.SELF)
        self._cross = kinds.get(enums.StageKind.CROSS)

    def deciding(self, rule: entries.Rule) -> ScoringStage | None:
        """The last stage that scores a criterion: what it says counts."""
        covering = [s for s in self.stages if s.covers(rule.reckoned.part)]
        return covering[-1] if covering else None

    def read(self, marks: Iterable[Mark]) -> list[Mark]:
        """Those of the marks that the reader may see: at a blind stage only her own."""
        given = list(marks)
        hidden = {s.pk for s in self.stages if self.scoring.hides(s)}
        if self.reader is None or not hidden:
            return given
        asked = {mark.unit_id for mark in given if mark.stage_id in hidden}
        if new := asked - self._scored_for.keys():
            units = Unit.objects.filter(pk__in=new).order_by()
            mine = rights.visible(self.reader, "score.enter", units)
            own = set(mine.values_list("pk", flat=True))
            self._scored_for |= {unit: unit in own for unit in new}
        return [
            mark
            for mark in given
            if mark.stage_id not in hidden or self._scored_for[mark.unit_id]
        ]

    def each(self, marks: Iterable[Mark]) -> dict[int, Worth]:
        """What each mark is worth by itself, by the mark's id."""
        grouped: dict[tuple[int, int], dict[int, Entry]] = defaultdict(dict)
        for mark in marks:
            entry = entries.entry_of(mark)
            grouped[mark.stage_id, mark.criterion_id][mark.pk] = entry
        found: dict[int, Worth] = {}
        for (_stage, criterion), together in grouped.items():
            found |= worths(self.rules[criterion].reckoned, together)
        return found

    def by_stage(self, marks: Iterable[Mark]) -> dict[int, dict[int, dict[int, Worth]]]:
        """{stage: {sheet: {criterion: worth}}}; several cross scorers are averaged.

        A mark whose figures were all taken out again says nothing: it is not there.
        """
        found: dict[int, dict[int, dict[int, Worth]]] = defaultdict(
            lambda: defaultdict(dict)
        )
        for (stage, sheet, criterion), together in self._given(marks).items():
            found[stage][sheet][criterion] = _mean(together)
        return found

    def _given(
        self, marks: Iterable[Mark]
    ) -> dict[tuple[int, int, int], dict[int, Worth]]:
        """{(stage, sheet, criterion): {scoring unit: worth}}, as the reader sees."""
        given = [mark for mark in marks if not entries.is_empty(mark)]
        each = self.each(given)
        several: dict[tuple[int, int, int], dict[int, Worth]] = defaultdict(dict)
        for mark in self.read(given):
            key = mark.stage_id, mark.sheet_id, mark.criterion_id
            several[key][mark.unit_id] = each[mark.pk]
        return several

    def decided(
        self, sheets: Sequence[Sheet], marks: Iterable[Mark], *, so_far: bool
    ) -> dict[int, dict[str, Worth]]:
        """{sheet: {criterion code: worth}} by the deciding stages.

        so_far: where the deciding stage has not marked yet, the latest stage that has.
        A bonus or a penalty always counts so: what an earlier stage wrote, and a later
        one passed over, did happen; who thinks otherwise writes 0. But a bonus that
        nobody except its own receiver wrote of is not known yet.
        """
        given, duties = self._given(marks), self._crosswise(sheets)
        result: dict[int, dict[str, Worth]] = {sheet.pk: {} for sheet in sheets}
        for pk, rule in self.rules.items():
            covering = [s.pk for s in self.stages if s.covers(rule.reckoned.part)]
            is_standard = rule.reckoned.side is Side.STANDARD
            looks_back = so_far or not is_standard
            looked_at = covering[::-1] if looks_back else covering[-1:]
            for sheet in sheets:
                keys = [(stage, sheet.pk, pk) for stage in looked_at]
                key = next((key for key in keys if key in given), None)
                if key is None:
                    continue
                worth = _mean(given[key])
                if is_standard and key[0] == self._cross == covering[-1]:
                    worth = _of_all(worth, duties[sheet.pk], given[key])
                if not so_far and self._is_own_claim(rule, key[0], covering):
                    worth = replace(worth, missing="claimed") if worth.points else worth
                result[sheet.pk][rule.code] = worth
        return result

    def _is_own_claim(
        self, rule: entries.Rule, stage: int, covering: Sequence[int]
    ) -> bool:
        """Whether a bonus stands on the subject's own stage though others follow."""
        is_bonus = rule.reckoned.side is Side.BONUS
        return is_bonus and stage == self._self != covering[-1]

    def _crosswise(self, sheets: Sequence[Sheet]) -> Mapping[int, set[int]]:
        """Which units score each sheet crosswise; read where their stage decides."""
        decides = [self.deciding(rule) for rule in self.rules.values()]
        found: dict[int, set[int]] = defaultdict(set)
        if not any(stage and stage.pk == self._cross for stage in decides):
            return found
        rows = CrossDuty.objects.filter(sheet__scoring=self.scoring)
        if len(sheets) <= _FEW:
            rows = rows.filter(sheet__in=[sheet.pk for sheet in sheets])
        for sheet, unit in rows.values_list("sheet_id", "unit_id"):
            found[sheet].add(unit)
        return found

    def outcomes(
        self, sheets: Sequence[Sheet], marks: Iterable[Mark], *, so_far: bool = False
    ) -> dict[int, Outcome]:
        """Scores, classes and places of all the sheets of the scoring."""
        worths_of = self.decided(sheets, marks, so_far=so_far)
        scores = {pk: add_up(self.method, found) for pk, found in worths_of.items()}
        places: dict[int, Place] = {}
        if all(score.is_complete for score in scores.values()):
            places = ranked(
                {pk: self._keys(scores[pk], worths_of[pk]) for pk in scores}
            )
        return {
            pk: Outcome(
                score,
                worths_of[pk],
                band(self.method, score, worths_of[pk]),
                places.get(pk),
            )
            for pk, score in scores.items()
        }

    def _keys(self, score: Score, found: Mapping[str, Worth]) -> list[Fraction]:
        """The total, then what breaks a tie: a part's sum or a criterion's points.

        As shown: who reads the same points as another shares the rank.
        """
        keys = [score.total]
        for code in self.method.ties:
            part = score.parts.get(code)
            keys.append(self._signed(code, found) if part is None else part)
        return [rounded(key) for key in keys]

    def _signed(self, code: str, found: Mapping[str, Worth]) -> Fraction:
        """What a criterion adds to the total: a penalty takes off."""
        points = found.get(code, Worth()).points
        is_taken_off = self.method.criterion(code).side is Side.PENALTY
        return -points if is_taken_off else points

    @property
    def relative(self) -> list[int]:
        """Ids of the criteria whose points depend on the other sheets."""
        return [
            pk
            for pk, rule in self.rules.items()
            if rule.reckoned.formula is Formula.HALF_PLUS_LEADER
        ]

    def whole_totals(self, stage: int, marks: Iterable[Mark]) -> dict[int, Fraction]:
        """One scorer's totals at a stage, of the sheets that it has marked whole."""
        covered = {
            rule.code
            for rule in self.rules.values()
            if self._stage[stage].covers(rule.reckoned.part)
        }
        totals = {}
        for sheet, found in self.by_stage(marks).get(stage, {}).items():
            worths_of = {self.rules[pk].code: worth for pk, worth in found.items()}
            score = add_up(self.method, worths_of)
            if not covered & set(score.missing):
                totals[sheet] = score.total
        return totals


def _of_all(mean: Worth, duty: set[int], given: Mapping[int, Worth]) -> Worth:
    """The mean, not known yet while a cross scorer on duty has not scored."""
    known = {unit for unit, worth in given.items() if not worth.missing}
    lacks = not mean.missing and duty - known
    return replace(mean, missing="cross_scorer") if lacks else mean


def _mean(given: Mapping[int, Worth]) -> Worth:
    found = list(given.values())
    if len(found) == 1:
        return found[0]
    known = [worth for worth in found if not worth.missing]
    if not known:
        return found[0]
    count = len(known)
    return Worth(
        points=sum((worth.points for worth in known), Fraction(0)) / count,
        bonus=sum((worth.bonus for worth in known), Fraction(0)) / count,
        is_counted=any(worth.is_counted for worth in known),
    )


def stage_totals(
    reckoning: Reckoning, sheets: Sequence[Sheet], marks: Iterable[Mark]
) -> dict[enums.StageKind, dict[int, Score]]:
    """Each stage's own sums of what it scored, side by side."""
    found = reckoning.by_stage(marks)
    totals: dict[enums.StageKind, dict[int, Score]] = {}
    for stage in reckoning.stages:
        of_stage = found.get(stage.pk, {})
        totals[enums.StageKind(stage.kind)] = {
            sheet.pk: add_up(
                reckoning.method,
                {
                    reckoning.rules[pk].code: worth
                    for pk, worth in of_stage[sheet.pk].items()
                },
            )
            for sheet in sheets
            if sheet.pk in of_stage
        }
    return totals
