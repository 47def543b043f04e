"""Places from frozen points, what sets units apart, whom the scoring bars."""

from datetime import date

import pytest

from tests.blocks import scenes
from tests.blocks.scenes import COMMITTEE, COUNCIL, FINANCE, FLAG, HOME
from vinhdanh.base.refusal import Refused
from vinhdanh.blocks import actions, standings
from vinhdanh.blocks.enums import (
    TieBreak,
)
from vinhdanh.blocks.models import Ballot


def refused(deed, *args, **kwargs) -> tuple[str, str]:
    with pytest.raises(Refused) as caught:
        deed(*args, **kwargs)
    return caught.value.code, caught.value.message


def places(khoi) -> list[tuple[str, int, bool, str]]:
    return [
        (row.member.unit.name, row.rank, row.is_shared, row.set_apart)
        for row in standings.ranking(khoi.year)
    ]


def test_there_are_no_places_before_the_points_are_frozen(khoi):
    assert standings.ranking(khoi.year) == []
    assert not standings.is_final(khoi.year)
    actions.begin_scoring(
        khoi.bach, khoi.year, scenes.version(khoi), actions.ScoringPlan()
    )
    assert standings.ranking(khoi.year) == []


def test_without_a_rule_units_of_the_same_points_share_their_place(khoi):
    scenes.scored(khoi)

    assert standings.is_final(khoi.year)
    assert places(khoi) == [
        (HOME, 1, False, ""),
        (COUNCIL, 2, True, ""),
        (COMMITTEE, 2, True, ""),
        (FINANCE, 4, False, ""),
    ]


def test_fewer_penalties_stand_above_where_the_block_says_so(khoi):
    # Three of 98 points: one has a late report made good by a bonus.
    scenes.scored(khoi, (68, 68, 68, 50), late=(1, 0, 0, 0), bonus=(5, 0, 0, 0))
    actions.set_tie_breaks(khoi.bach, khoi.year, [TieBreak.LESS_PENALTY])

    assert places(khoi)[:3] == [
        (COUNCIL, 1, True, TieBreak.LESS_PENALTY),
        (COMMITTEE, 1, True, TieBreak.LESS_PENALTY),
        (HOME, 3, False, TieBreak.LESS_PENALTY),
    ]


def test_more_bonus_stands_above_where_the_block_says_so(khoi):
    scenes.scored(khoi, (68, 63, 60, 50), bonus=(0, 5, 0, 0))
    actions.set_tie_breaks(
        khoi.bach, khoi.year, [TieBreak.LESS_PENALTY, TieBreak.MORE_BONUS]
    )

    assert places(khoi)[:2] == [
        (COMMITTEE, 1, False, TieBreak.MORE_BONUS),
        (HOME, 2, False, TieBreak.MORE_BONUS),
    ]


def test_votes_set_apart_only_when_they_are_known(khoi):
    scenes.scored(khoi)
    actions.set_tie_breaks(khoi.bach, khoi.year, [TieBreak.MORE_VOTES])
    assert places(khoi)[1:3] == [(COUNCIL, 2, True, ""), (COMMITTEE, 2, True, "")]

    votes = {khoi.council.pk: 3, khoi.committee.pk: 1}
    scenes.voted(khoi, FLAG, votes)

    assert places(khoi)[1:3] == [
        (COUNCIL, 2, False, TieBreak.MORE_VOTES),
        (COMMITTEE, 3, False, TieBreak.MORE_VOTES),
    ]


def test_who_the_scoring_bars_is_neither_voted_on_nor_proposed(khoi):
    scenes.scored(khoi, (70, 66, 66, 60), warned=(1, 0, 0, 0))
    scenes.voted(khoi, FLAG, {khoi.council.pk: 4})

    ballot = Ballot.objects.get()
    assert khoi.seat(khoi.home).pk not in {
        line.member_id for line in ballot.lines.all()
    }
    code, sentence = refused(
        actions.propose, khoi.bach, khoi.year, khoi.seat(khoi.home), FLAG
    )
    assert code == "block.barred"
    assert sentence == (
        "“Sở Nội vụ” không được đề nghị “Cờ thi đua của bộ, ban, ngành, tỉnh”: "
        "Người đứng đầu bị cảnh cáo."
    )


def test_until_the_points_are_frozen_nobody_knows_whom_they_bar(khoi):
    seat = khoi.seat(khoi.home)

    code, sentence = refused(actions.propose, khoi.bach, khoi.year, seat, FLAG)

    assert code == "block.not_scored"
    assert sentence.startswith("Chưa đủ căn cứ")
    assert (
        refused(
            actions.open_ballot,
            khoi.bach,
            khoi.year,
            FLAG,
            on=date(2026, 1, 8),
            is_secret=True,
        )[0]
        == "block.not_scored"
    )
