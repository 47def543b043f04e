"""A law that says what a test dictates; the real one has tests of its own."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from unittest import mock

from vinhdanh.base import clock
from vinhdanh.eligibility.models import StoredVerdict
from vinhdanh.registry.models import Subject, Unit

SHORTS = {
    "yes": "mọi điều kiện đều có",
    "no": "đã nghỉ 45 ngày làm việc",
    "unknown": "thiếu xếp loại năm",
    "confirm": "Hội đồng đánh giá phạm vi ảnh hưởng",
}


@dataclass
class DictatedLaw:
    """Says yes to everybody unless told otherwise by name and award."""

    words: dict[tuple[str, str], str] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)
    silent: bool = False

    def says(self, word: str, name: str, award: str) -> None:
        self.words[name, award] = word

    def check(
        self,
        actor: Any,  # noqa: ARG002 - the shape of the real one
        subjects: Sequence[Subject],
        awards: Sequence[str],
        *,
        year: int,
        day: date,
        unit: Unit,
        assumed: Any = None,  # noqa: ARG002
        basis: Any = None,  # noqa: ARG002
    ) -> list[StoredVerdict]:
        self.asked += [(one.name, award) for one in subjects for award in awards]
        if self.silent:
            return []
        return [
            self._kept(self._verdict(one, award, year, day, unit))
            for one in subjects
            for award in awards
        ]

    def _kept(self, verdict: StoredVerdict) -> StoredVerdict:
        """Return the last stored one when it says the same, as the real check does."""
        last = StoredVerdict.objects.filter(
            subject=verdict.subject, award=verdict.award, year=verdict.year
        ).last()
        if last is None or last.word != verdict.word:
            verdict.save(force_insert=True)
            return verdict
        return last

    def _verdict(
        self, subject: Subject, award: str, year: int, day: date, unit: Unit
    ) -> StoredVerdict:
        word = self.words.get((subject.name, award), "yes")
        reason = {
            "criterion": "absence",
            "mark": {"yes": True, "no": False}.get(word),
            "sentence": "nghỉ dưới 40 ngày làm việc",
            "sentence_en": "absent for fewer than 40 working days",
            "found": SHORTS[word],
            "found_en": SHORTS[word],
            "cite": "khoản 6 Điều 5 Nghị định 65/2014/NĐ-CP",
            "standing": "SOURCED",
            "local": False,
            "judged": word == "confirm",
            "branches": [],
            "evidence": ["dòng 14, cột K"],
        }
        return StoredVerdict(
            subject=subject,
            unit=unit,
            award=award,
            year=year,
            word=word,
            regime="R1a",
            governing_day=day,
            verdict={
                "word": word,
                "short": SHORTS[word],
                "reasons": [reason],
                "missing": [],
                "standing": "SOURCED",
            },
            facts_hash="0" * 64,
            made_at=clock.now(),
        )


@contextmanager
def dictated_law() -> Iterator[DictatedLaw]:
    """Put the dictated law in the place of the real one for a while."""
    law = DictatedLaw()
    with mock.patch("vinhdanh.eligibility.actions.check", law.check):
        yield law
