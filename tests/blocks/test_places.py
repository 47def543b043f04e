"""Places from frozen points, what sets units apart, whom the scoring bars."""

from datetime import date

import pytest

from tests.blocks import scenes
from tests.blocks.scenes import COMMITTEE, COUNCIL, DIPLOMA, FINANCE, FLAG, HOME
from vinhdanh.base.refusal import Refused
from vinhdanh.blocks import actions, calendar, papers, standings
from vinhdanh.blocks.enums import Step, TieBreak
from vinhdanh.blocks.models import Ballot
from vinhdanh.scoring import actions as scoring
from vinhdanh.scoring.enums import AppealOutcome


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
    actions.set_tie_breaks(khoi.bach, khoi.year, [TieBreak.LESS_PENALTY])
    scenes.scored(khoi, (68, 68, 68, 50), late=(1, 0, 0, 0), bonus=(5, 0, 0, 0))

    assert places(khoi)[:3] == [
        (COUNCIL, 1, True, TieBreak.LESS_PENALTY),
        (COMMITTEE, 1, True, TieBreak.LESS_PENALTY),
        (HOME, 3, False, TieBreak.LESS_PENALTY),
    ]


def test_more_bonus_stands_above_where_the_block_says_so(khoi):
    actions.set_tie_breaks(
        khoi.bach, khoi.year, [TieBreak.LESS_PENALTY, TieBreak.MORE_BONUS]
    )
    scenes.scored(khoi, (68, 63, 60, 50), bonus=(0, 5, 0, 0))

    assert places(khoi)[:2] == [
        (COMMITTEE, 1, False, TieBreak.MORE_BONUS),
        (HOME, 2, False, TieBreak.MORE_BONUS),
    ]


def test_a_place_names_the_last_rule_that_had_to_be_asked(khoi):
    # Three of 98 points: Sở Nội vụ alone has a penalty; a bonus tells the other two.
    actions.set_tie_breaks(
        khoi.bach, khoi.year, [TieBreak.LESS_PENALTY, TieBreak.MORE_BONUS]
    )
    scenes.scored(khoi, (68, 63, 68, 50), late=(1, 0, 0, 0), bonus=(5, 5, 0, 0))

    assert places(khoi)[:3] == [
        (COMMITTEE, 1, False, TieBreak.MORE_BONUS),
        (COUNCIL, 2, False, TieBreak.MORE_BONUS),
        (HOME, 3, False, TieBreak.LESS_PENALTY),
    ]


@pytest.mark.parametrize("is_voting", [False, True])
def test_the_rule_for_ties_is_chosen_before_anybody_knows_whom_it_serves(
    khoi, is_voting
):
    scenes.scored(khoi)
    if is_voting:
        scenes.voted(khoi, FLAG, {khoi.home.pk: 4})
        type(khoi.year.scoring).objects.update(final_at=None)

    code, sentence = refused(
        actions.set_tie_breaks, khoi.bach, khoi.year, [TieBreak.MORE_BONUS]
    )

    assert code == "block.tie_breaks_late"
    assert "không đổi cách xếp khi bằng điểm" in sentence
    khoi.year.refresh_from_db()
    assert khoi.year.tie_breaks == []


def reopened(khoi) -> None:
    """The scoring is opened again by an appeal that was upheld."""
    sheet = khoi.year.scoring.sheets.get(unit=khoi.finance)
    appeal = scoring.file_appeal(khoi.dung, sheet, "Chấm sót một việc")
    scoring.answer_appeal(
        khoi.bach, appeal, outcome=AppealOutcome.UPHELD, answer="Chấm lại"
    )
    khoi.year = type(khoi.year).objects.get(pk=khoi.year.pk)


def test_while_an_appeal_is_looked_into_the_last_places_stay_and_bind_nobody(khoi):
    scenes.scored(khoi)
    before = places(khoi)
    scenes.voted(khoi, FLAG, {khoi.home.pk: 4})
    reopened(khoi)

    assert standings.is_reopened(khoi.year)
    assert places(khoi) == before
    assert papers.results(khoi.year).method.count("Điểm đang xem lại") == 1
    step = next(row for row in calendar.steps(khoi.year) if row.step == Step.SCORE)
    assert (step.is_done, step.detail) == (False, "đang xem lại theo kiến nghị")
    for deed, *rest in (
        (actions.propose, khoi.seat(khoi.home), FLAG),
        (actions.set_tie_breaks, [TieBreak.MORE_BONUS]),
    ):
        code, _sentence = refused(deed, khoi.bach, khoi.year, *rest)
        assert code in {"block.reopened", "block.tie_breaks_late"}
    day = {"on": date(2026, 1, 8), "is_secret": True}
    ballot = refused(actions.open_ballot, khoi.bach, khoi.year, DIPLOMA, **day)
    assert ballot[0] == "block.reopened"

    scoring.rescore(khoi.bach, khoi.year.scoring, reason="Đã xem lại")
    khoi.year = type(khoi.year).objects.get(pk=khoi.year.pk)

    assert standings.is_final(khoi.year)
    actions.propose(khoi.bach, khoi.year, khoi.seat(khoi.home), FLAG)


def test_votes_set_apart_only_when_they_are_known(khoi):
    actions.set_tie_breaks(khoi.bach, khoi.year, [TieBreak.MORE_VOTES])
    scenes.scored(khoi)
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
