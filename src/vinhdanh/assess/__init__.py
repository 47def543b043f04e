"""The door to the law: facts in, verdicts with reasons out. Plain data only.

The modules that need Polars are imported when a verdict is first asked for, so that
importing this package costs Django's start-up nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vinhdanh.assess.combining import (
    Proposed,
    Service,
    Together,
    Transition,
    combination,
    counts_upwards,
    service_asked,
    transition,
)
from vinhdanh.assess.deciding import Competence, competence
from vinhdanh.assess.local import LocalRule, LocalRuleError
from vinhdanh.assess.money import Bonus, Given, Payment, Payments, bonus, bonuses
from vinhdanh.assess.norms import (
    CorpusInfo,
    InstrumentInfo,
    Quota,
    RegimeInfo,
    known_bases,
    legal_bases,
    regime_on,
)
from vinhdanh.assess.norms import corpus_info as corpus
from vinhdanh.assess.norms import instruments as _instruments
from vinhdanh.assess.norms import quota as _quota
from vinhdanh.assess.procedure import (
    Board,
    Deadline,
    Dossier,
    Duty,
    Paper,
    consultation,
    council_board,
    deadlines,
    dossier,
    public_notice,
    working_day_after,
)
from vinhdanh.assess.records import RecordError
from vinhdanh.assess.sheet_subjects import SheetRecords, SheetSubject
from vinhdanh.assess.told import (
    Answer,
    Told,
    initiative_recogniser,
    lineage,
    may_award_dissolved,
    registration_required,
    revocation_grounds,
    rule_told,
    rules_told,
    topics,
)
from vinhdanh.assess.verdict import Receipt, Verdict
from vinhdanh.assess.voting import CouncilRule, council_rule
from vinhdanh.law.dates import LawDateError
from vinhdanh.law.fact import Fact
from vinhdanh.law.verdict import Missing, Reason, Word
from vinhdanh.statutes.load import AwardRow as Award
from vinhdanh.statutes.load import corpus as _corpus
from vinhdanh.statutes.load import local_sample as _local_sample
from vinhdanh.statutes.load import signed_pages as _signed_pages

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from typing import Any

    from vinhdanh.assess.norm_pages import NormPage
    from vinhdanh.assess.pages import SignedPage as LawPage
    from vinhdanh.assess.road import Roadmap
    from vinhdanh.assess.sheet_door import SheetAnswer
    from vinhdanh.assess.transitional import BothVersions
    from vinhdanh.assess.whatif import Comparison

__all__ = [
    "Answer",
    "Award",
    "Board",
    "Bonus",
    "Competence",
    "CorpusInfo",
    "CouncilRule",
    "Deadline",
    "Dossier",
    "Duty",
    "Fact",
    "Given",
    "InstrumentInfo",
    "LawDateError",
    "LocalRule",
    "LocalRuleError",
    "Missing",
    "Paper",
    "Payment",
    "Payments",
    "Proposed",
    "Quota",
    "Reason",
    "Receipt",
    "RecordError",
    "RegimeInfo",
    "Service",
    "SheetRecords",
    "SheetSubject",
    "Together",
    "Told",
    "Transition",
    "Verdict",
    "Word",
    "awards",
    "bonus",
    "bonuses",
    "check_sheet",
    "combination",
    "compare",
    "competence",
    "condition_sentence",
    "consultation",
    "corpus",
    "council_board",
    "council_rule",
    "counts_upwards",
    "deadlines",
    "dossier",
    "facts",
    "initiative_recogniser",
    "instruments",
    "judge",
    "judge_both_versions",
    "known_bases",
    "law_pages",
    "legal_bases",
    "lineage",
    "may_award_dissolved",
    "pages_of_norms",
    "public_notice",
    "quotas",
    "regime_on",
    "registration_required",
    "revocation_grounds",
    "roadmap",
    "rule_told",
    "ruled_awards",
    "rules_told",
    "sample_rules",
    "service_asked",
    "sheet_records",
    "shipped_signatures",
    "topics",
    "transition",
    "working_day_after",
]


def awards() -> Mapping[str, Award]:
    """Every title and form of commendation, by code."""
    return _corpus().awards


def facts(subject: str) -> list[Fact]:
    """What may be known of an "individual" or a "collective", as the law names it."""
    return [fact for fact in _corpus().facts if subject in fact.subjects]


def condition_sentence(holds: Mapping[str, Any], *, english: bool = False) -> str:
    """A condition of a local rule in the words that its explanations will use."""
    from vinhdanh.assess import sentences  # noqa: PLC0415  Polars: 0.8 s

    return sentences.condition_sentence(holds, english=english)


def sheet_records(
    data: bytes, filename: str, *, year: int, assumed: Sequence[str] = ()
) -> SheetRecords:
    """The records of an officer's own list, with the problems of its rows."""
    from vinhdanh.assess import sheet_reading  # noqa: PLC0415  Polars: 0.8 s

    return sheet_reading.sheet_records(data, filename, year=year, assumed=assumed)


def check_sheet(
    data: bytes,
    filename: str,
    *,
    year: int,
    titles: Sequence[str] = (),
    day: date | None = None,
    local: Sequence[LocalRule] = (),
    assumed: Sequence[str] = (),
) -> SheetAnswer:
    """An officer's own list judged, as a workbook: see `assess.sheet_door`."""
    from vinhdanh.assess import sheet_door  # noqa: PLC0415  Polars: 0.8 s

    return sheet_door.check_sheet(
        data,
        filename,
        year=year,
        titles=titles,
        day=day,
        local=local,
        assumed=assumed,
    )


def law_pages() -> tuple[LawPage, ...]:
    """The pages to sign: one for each award and regime that has a standard."""
    from vinhdanh.assess import pages  # noqa: PLC0415  Polars: 0.8 s

    return pages.signed_pages_of_law()


def pages_of_norms() -> tuple[NormPage, ...]:
    """The pages to sign of what is nobody's criterion: caps, papers, votes, money …"""
    from vinhdanh.assess import norm_pages  # noqa: PLC0415  reads every case

    return norm_pages.norm_pages()


def shipped_signatures() -> Mapping[str, Any]:
    """Who signed which page before this edition was shipped, by the page's name."""
    return _signed_pages()


def instruments() -> list[InstrumentInfo]:
    """Every law, decree and circular that the corpus knows, the earliest first."""
    return _instruments()


def ruled_awards() -> list[str]:
    """The awards that have a written standard under some regime, in order."""
    from vinhdanh.statutes.titles import TITLES  # noqa: PLC0415  Polars: 0.8 s

    written = {title.award for title in TITLES}
    return [code for code in awards() if code in written]


def sample_rules() -> list[LocalRule]:
    """The sample office's own rules; each is marked as invented."""
    return [LocalRule.parse(row) for row in _local_sample()]


def judge(
    records: Sequence[Mapping[str, object]],
    titles: Sequence[str],
    *,
    year: int,
    day: date | None = None,
    local: Sequence[LocalRule] = (),
    fitting: bool = False,
) -> list[Verdict]:
    """One verdict per record and title, in the order of both.

    `year` is the judged year; `day` the governing day, 31 December of it unless given.
    A title that is not given to such a subject is answered "no"; `fitting` leaves it
    out, for a list of people and units asked about both kinds of titles at once.
    Raises RecordError for a record that cannot be read and LawDateError for a day that
    no regime covers.
    """
    from vinhdanh.assess.judging import judge_records  # noqa: PLC0415  Polars: 0.8 s

    return judge_records(
        records, titles, year=year, day=day, local=local, unfit=not fitting
    )


def judge_both_versions(
    records: Sequence[Mapping[str, object]],
    titles: Sequence[str],
    *,
    year: int,
    day: date | None = None,
    local: Sequence[LocalRule] = (),
) -> list[BothVersions]:
    """The same, each dossier also by the law that governed when it was received.

    `received_on` of a record tells when: before the law amended in 2026, both versions
    are shown.
    """
    from vinhdanh.assess import transitional  # noqa: PLC0415  Polars: 0.8 s

    return transitional.judge_both_versions(
        records, titles, year=year, day=day, local=local
    )


def compare(
    records: Sequence[Mapping[str, object]],
    titles: Sequence[str],
    *,
    year: int,
    days: Sequence[date],
    local: Sequence[LocalRule] = (),
    proposed: Mapping[str, Sequence[str]] | None = None,
) -> Comparison:
    """The same facts under the law of each day: verdicts, caps, what differs and why.

    proposed: title → ids proposed for it; left out: everybody who qualifies.
    """
    from vinhdanh.assess.whatif import compare_days  # noqa: PLC0415  Polars: 0.8 s

    return compare_days(
        records, titles, year=year, days=days, local=local, proposed=proposed
    )


def roadmap(
    record: Mapping[str, object],
    *,
    year: int,
    day: date | None = None,
    local: Sequence[LocalRule] = (),
    awards: Sequence[str] = (),
) -> Roadmap:
    """Lộ trình: the titles and forms ahead of one record, from the running year on.

    What is not known of `year`, and titles not yet conferred in it, are still to come;
    the years after it are taken as favourable. `day`, 31 December of `year` unless
    given, picks the law that every year ahead is judged by; `awards`: the steps wanted,
    all of them unless given; see assess/road.py.
    """
    from vinhdanh.assess.road import roadmap_of  # noqa: PLC0415  Polars: 0.8 s

    return roadmap_of(record, year=year, day=day, local=local, awards=awards)


def quotas(
    award: str,
    *,
    year: int,
    day: date,
    base: Mapping[str, int | None],
    proposed: int,
    local: Sequence[LocalRule] = (),
    counted: str = "",
    sector: str = "",
) -> Quota:
    """The cap on an award: base counts such as {"LDTT": 38, "headcount": 38}.

    A base that is None is not known yet; it makes no cap of 0. `year` is whom the
    numbers are about; `day` alone picks the rule. counted: whether they are of a "unit"
    or of the whole "submission"; left out, every cap is looked at. sector:
    "armed_forces" and "procuracy" have caps of their own.
    """
    del year
    return _quota(
        award,
        day=day,
        base=base,
        proposed=proposed,
        local=local,
        counted=counted,
        sector=sector,
    )
