"""Places from the frozen scoring, the bars on awards, and what a vote came to."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from vinhdanh.base.refusal import Refused
from vinhdanh.blocks import queries
from vinhdanh.blocks.enums import Denominator, TieBreak
from vinhdanh.blocks.models import Ballot, BallotLine, BlockMember, BlockYear
from vinhdanh.scoring import queries as scoring
from vinhdanh.scoring.models import Criterion, Result, Sheet


@dataclass(frozen=True)
class Standing:
    """A member's place; `set_apart`: the rule that told it from its like in points.

    `barred`: {award code: names of the criteria that bar it}.
    """

    member: BlockMember
    sheet: Sheet
    result: Result
    rank: int
    is_shared: bool
    set_apart: str = ""
    barred: Mapping[str, Sequence[str]] = field(default_factory=dict)


def is_final(block_year: BlockYear) -> bool:
    """Is the scoring of the year frozen?"""
    return block_year.scoring is not None and not block_year.scoring.is_open


def has_frozen(block_year: BlockYear) -> bool:
    """Was the scoring of the year frozen once, whether or not an appeal opened it?"""
    return block_year.scoring is not None and block_year.scoring.final_at is not None


def is_reopened(block_year: BlockYear) -> bool:
    """Is a scoring that was frozen being looked at again, after an appeal?"""
    return has_frozen(block_year) and not is_final(block_year)


def tie_rules(block_year: BlockYear) -> list[str]:
    """What tells equal totals apart, in order: the table's own lines come first."""
    breaks = [str(TieBreak(code).label) for code in block_year.tie_breaks]
    return [*_tie_lines(block_year), *breaks]


def _tie_lines(block_year: BlockYear) -> list[str]:
    if block_year.scoring is None:
        return []
    version = block_year.scoring.version
    names = {
        row.code: row.name
        for rows in (version.parts, version.criteria)
        for row in rows.filter(code__in=version.ties)
    }
    return [
        _("“%(name)s” cao hơn xếp trên") % {"name": names[code]}
        for code in version.ties
        if code in names
    ]


def may_choose_ties(block_year: BlockYear) -> bool:
    """Does nobody know yet whom a rule for ties would serve?"""
    return not has_frozen(block_year) and not block_year.ballots.exists()


def final_ranking(block_year: BlockYear) -> list[Standing]:
    """The places to vote and propose by. Raises Refused while an appeal is open."""
    if is_reopened(block_year):
        raise Refused(
            "block.reopened",
            _(
                "Điểm năm %(year)s đang xem lại theo kiến nghị. Trưởng khối chốt lại "
                "điểm rồi mới lấy phiếu, đề nghị."
            )
            % {"year": block_year.year},
        )
    return ranking(block_year)


def ranking(block_year: BlockYear) -> list[Standing]:
    """The members in the order of their places; [] until the scoring is frozen.

    While an appeal is looked into (`is_reopened`): the places as last frozen.
    """
    if block_year.scoring is None or not has_frozen(block_year):
        return []
    results = scoring.latest_results(block_year.scoring)
    members = {row.unit_id: row for row in queries.members_of(block_year)}
    names = dict(
        Criterion.objects.filter(version=block_year.scoring.version_id).values_list(
            "code", "name"
        )
    )
    places: dict[int, list[tuple[Sheet, Result]]] = defaultdict(list)
    for sheet in block_year.scoring.sheets.all():
        if sheet.unit_id in members and sheet.pk in results:
            places[results[sheet.pk].rank].append((sheet, results[sheet.pk]))
    keys = _keys(block_year, members)
    found = []
    for rank in sorted(places):
        for place, code, is_shared, (sheet, result) in _apart(places[rank], keys):
            found.append(
                Standing(
                    members[sheet.unit_id],
                    sheet,
                    result,
                    rank + place,
                    is_shared,
                    code,
                    {
                        award: [names.get(each, each) for each in codes]
                        for award, codes in result.barred.items()
                    },
                )
            )
    return found


Row = tuple[Sheet, Result]
Key = Callable[[Row], int | None]


def _keys(
    block_year: BlockYear, members: Mapping[int, BlockMember]
) -> list[tuple[str, Key]]:
    """The block's own tie-breaks, each giving a number that is better when larger."""
    votes = queries.votes_of(block_year)

    def by_votes(row: Row) -> int | None:
        of = [of_award.get(members[row[0].unit_id].pk) for of_award in votes.values()]
        known = [each for each in of if each is not None]
        return sum(known) if known and len(known) == len(of) else None

    known: dict[str, Key] = {
        TieBreak.LESS_PENALTY: lambda row: -row[1].penalty,
        TieBreak.MORE_BONUS: lambda row: row[1].bonus,
        TieBreak.MORE_VOTES: by_votes,
    }
    return [(code, known[code]) for code in block_year.tie_breaks]


def _apart(
    rows: list[Row], keys: Sequence[tuple[str, Key]]
) -> list[tuple[int, str, bool, Row]]:
    """Rows of one place as (how far below it, what set them apart, shared?, row).

    A rule that is not known of every row sets nobody apart. Of several, the last one
    that had to be asked is what gave a row its own place.
    """
    if len(rows) == 1:
        return [(0, "", False, rows[0])]
    usable = [
        (code, values)
        for code, key in keys
        if None not in (values := [key(row) for row in rows]) and len(set(values)) > 1
    ]
    told = [
        (tuple(-(values[at] or 0) for _code, values in usable), row)
        for at, row in enumerate(rows)
    ]
    told.sort(key=lambda each: each[0])
    order = [key for key, _row in told]
    codes = [code for code, _values in usable]
    return [
        (order.index(key), _decided(key, order, codes), order.count(key) > 1, row)
        for key, row in told
    ]


def _decided(
    key: tuple[int, ...], order: Sequence[tuple[int, ...]], codes: Sequence[str]
) -> str:
    """The code of the last rule asked to tell a row from all that differ from it."""
    asked = [
        next(
            at
            for at, pair in enumerate(zip(key, other, strict=True))
            if len({*pair}) > 1
        )
        for other in order
        if other != key
    ]
    return codes[max(asked)] if asked else ""


@dataclass(frozen=True)
class Count:
    """What a unit received in a vote: `agree` of `base`; `has_passed` None: no rule."""

    line: BallotLine
    agree: int
    base: int
    has_passed: bool | None


def counts(ballot: Ballot) -> list[Count]:
    """The lines of a vote with their share, most votes first."""
    base = (
        ballot.members_total
        if ballot.denominator == Denominator.ALL_MEMBERS
        else ballot.voters.count()
    )
    lines = ballot.lines.select_related("member__unit__subject")
    found = [
        Count(line, line.agree, base, _passes(ballot, line, base)) for line in lines
    ]
    return sorted(found, key=lambda count: -count.agree)


def votes_needed(ballot: Ballot, base: int) -> int | None:
    """The least number of votes that carries a unit; None where no rule says."""
    if ballot.needed_num is None or ballot.needed_den is None:
        return None
    return -(-ballot.needed_num * base // ballot.needed_den)


def _passes(ballot: Ballot, line: BallotLine, base: int) -> bool | None:
    needed = votes_needed(ballot, base)
    return None if needed is None else line.agree >= needed
