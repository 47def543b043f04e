"""Titles and their criteria; a regime has its own title under the same award code."""

from __future__ import annotations

from dataclasses import dataclass

from vinhdanh.law.cite import Cite, Standing
from vinhdanh.law.condition import Condition, Judged


@dataclass(frozen=True)
class Criterion:
    """One thing an article asks.

    `grounds`: it is the standard itself, so that where it is not SOURCED even meeting
    it needs a person's confirmation; otherwise meeting it needs nothing more.
    `source` replaces `cite` for an office's own rule. With neither, the rule is only
    recalled and its place in the law is not known.
    """

    id: str
    says: str
    says_en: str
    holds: Condition
    cite: Cite | None = None
    standing: Standing = Standing.SOURCED
    grounds: bool = False
    source: str = ""

    @property
    def is_local(self) -> bool:
        """Is it an office's own rule?"""
        return bool(self.source)

    @property
    def is_judged(self) -> bool:
        """Does the council's vote itself answer it?"""
        return isinstance(self.holds, Judged)


@dataclass(frozen=True)
class Title:
    """The standard of one award under one regime for one kind of subject.

    `needs_local`: the law leaves the standard to the office; without a rule of the
    office the answer is "cần người xác nhận".
    """

    award: str
    regime: str
    subject: str
    criteria: tuple[Criterion, ...]
    needs_local: bool = False

    def awards(self) -> frozenset[str]:
        """The titles it looks at in the same evaluation."""
        return frozenset().union(*(c.holds.awards() for c in self.criteria))
