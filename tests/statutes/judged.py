"""All worked cases, judged once, with the frames they were judged on."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

import pytest

from vinhdanh.assess import judging
from vinhdanh.assess.cases import case_files, read_cases, run_cases
from vinhdanh.law.evaluate import evaluate
from vinhdanh.law.verdict import CODES


@dataclass(frozen=True)
class Judged:
    """One spreadsheet: its cases, what came out, and the frames it was judged on."""

    cases: list
    outcomes: list
    frames: list

    def failing(self, book, kinds):
        """The cases of such subjects that come out otherwise under a book."""
        award = self.cases[0].award
        marks = {f"{award}.{case.criterion}" for case in self.cases}
        for frame, kind in self.frames:
            if kind not in kinds:
                continue
            verdicts = evaluate(frame, kind, [award], book)
            read = [name for name in verdicts.columns if name in marks]
            for row in verdicts.select("subject", award, *read).iter_rows(named=True):
                case = self.cases[row["subject"]]
                mark = row.get(f"{award}.{case.criterion}", case.mark)
                if CODES[row[award]] is not case.word or mark is not case.mark:
                    yield case.where


@cache
def judged():
    """Every spreadsheet, by award."""
    found, frames = defaultdict(list), []

    def noted(frame, kind, awards, book, **options):
        frames.append((frame, kind))
        return evaluate(frame, kind, awards, book, **options)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(judging, "evaluate", noted)
        for path in case_files():
            frames.clear()
            cases = read_cases(path)
            outcomes = run_cases(cases)
            found[cases[0].award].append(Judged(cases, outcomes, list(frames)))
    return dict(found)


def outcomes_of(award):
    return [outcome for sheet in judged()[award] for outcome in sheet.outcomes]
