"""The members' vote, proposals within the allowance; all points are frozen."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest_django import DjangoDbBlocker

from tests.blocks import scenes
from tests.blocks.scenes import COMMITTEE, COUNCIL, DIPLOMA, FLAG, HOME, Agencies
from tests.worlds import standing
from vinhdanh.base.models import AuditEvent
from vinhdanh.base.refusal import Refused
from vinhdanh.blocks import actions, calendar, queries, standings
from vinhdanh.blocks.enums import (
    BallotState,
    Denominator,
    ProposalState,
    Step,
    StepState,
)
from vinhdanh.blocks.models import Ballot, BallotChoice, Proposal
from vinhdanh.ledger import actions as ledger
from vinhdanh.ledger.enums import Way
from vinhdanh.ledger.models import Award
from vinhdanh.registry.models import Unit


def refused(deed, *args, **kwargs) -> tuple[str, str]:
    with pytest.raises(Refused) as caught:
        deed(*args, **kwargs)
    return caught.value.code, caught.value.message


@pytest.fixture(scope="module")
def standing_agencies(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Agencies]:
    """The block with its scoring frozen: Sở Nội vụ first, two in the second place."""
    with standing(django_db_blocker):
        built = scenes.agencies()
        scenes.scored(built)
        yield built


# -- the vote ----------------------------------------------------------------------


def opened(khoi, award: str = FLAG, **rest) -> Ballot:
    told = {"on": date(2026, 1, 8), "is_secret": False} | rest
    return actions.open_ballot(khoi.bach, khoi.year, award, **told)


def line(ballot: Ballot, unit):
    return ballot.lines.get(member__unit=unit)


def test_a_vote_is_opened_once_by_the_lead_within_the_allowances(khoi):

    assert refused(opened, khoi, "BK_TTG")[0] == "block.no_allowance"
    assert refused(opened, khoi, needed=(3, 2))[0] == "block.share"
    assert (
        refused(
            actions.open_ballot,
            khoi.cuc,
            khoi.year,
            FLAG,
            on=date(2026, 1, 8),
            is_secret=True,
        )[0]
        == "forbidden.block.lead"
    )
    ballot = opened(khoi)
    assert (ballot.members_total, ballot.lines.count()) == (4, 4)
    assert refused(opened, khoi)[0] == "block.ballot_twice"


def test_in_an_open_vote_who_chose_whom_is_kept(khoi):
    ballot = opened(khoi)

    actions.cast(khoi.cuc, ballot, khoi.seat(khoi.council), [line(ballot, khoi.home)])

    assert line(ballot, khoi.home).agree == 1
    assert line(ballot, khoi.finance).disagree == 1
    assert BallotChoice.objects.filter(agrees=True).count() == 1
    event = AuditEvent.objects.filter(verb="block.vote").get()
    assert event.after == {"unit": COUNCIL, "chosen": [HOME]}


def test_in_a_secret_vote_only_who_voted_is_kept(khoi):
    ballot = opened(khoi, is_secret=True)

    actions.cast(khoi.cuc, ballot, khoi.seat(khoi.council), [line(ballot, khoi.home)])

    assert [voter.member.unit for voter in ballot.voters.all()] == [khoi.council]
    assert line(ballot, khoi.home).agree == 1
    assert BallotChoice.objects.count() == 0
    assert AuditEvent.objects.get(verb="block.vote").after == {"unit": COUNCIL}


def test_a_member_votes_once_for_itself_and_for_no_more_than_allowed(khoi):
    ballot = opened(khoi)
    seat = khoi.seat(khoi.council)
    other = opened(khoi, DIPLOMA)

    def cast(actor, member=seat, *units) -> str:
        return refused(
            actions.cast, actor, ballot, member, [line(ballot, unit) for unit in units]
        )[0]

    assert cast(khoi.dung) == "forbidden.block.vote"
    assert cast(khoi.cuc, seat, khoi.home, khoi.finance) == "block.chose_too_many"
    assert refused(actions.cast, khoi.cuc, ballot, seat, [line(other, khoi.home)])[
        0
    ] == ("block.other_ballot")
    actions.cast(khoi.cuc, ballot, seat, [])
    assert cast(khoi.cuc, seat, khoi.home) == "block.voted_twice"
    assert {row.agree for row in ballot.lines.all()} == {0}


def test_who_is_no_member_of_the_year_does_not_vote(khoi):
    ballot = opened(khoi)
    seat = khoi.seat(khoi.council)
    actions.end_seat(khoi.nga, seat, last_year=2024)

    assert refused(actions.cast, khoi.cuc, ballot, seat, [])[0] == "block.no_member"


def test_a_vote_that_fails_halfway_leaves_no_count(khoi):
    ballot = opened(khoi)

    def half_done() -> None:
        with transaction.atomic():
            home = line(ballot, khoi.home)
            actions.cast(khoi.cuc, ballot, khoi.seat(khoi.council), [home])
            raise ConnectionError

    with pytest.raises(ConnectionError):
        half_done()

    assert ballot.voters.count() == 0
    assert line(ballot, khoi.home).agree == 0


def test_the_count_of_a_paper_vote_must_add_up(khoi):
    ballot = opened(khoi, is_on_paper=True)
    lines = {row.member.unit.name: row.pk for row in ballot.lines.all()}
    three = [khoi.seat(unit) for unit in khoi.units[:3]]

    def count(told, actor=khoi.bach) -> tuple[str, str]:
        votes = {lines[name]: each for name, each in told.items()}
        return refused(actions.record_count, actor, ballot, three, votes)

    all_of = dict.fromkeys(lines, (0, 3))
    assert count(all_of | {HOME: (3, 1)}) == (
        "block.miscount",
        "“Sở Nội vụ”: 4 phiếu, nhưng chỉ có 3 đơn vị bỏ phiếu.",
    )
    assert count({HOME: (3, 0), COMMITTEE: (0, 3), COUNCIL: (0, 3)}) == (
        "block.miscount",
        "“Sở Tài chính”: chưa ghi số phiếu.",
    )
    assert count(all_of | {HOME: (2, 1), COUNCIL: (2, 1)}) == (
        "block.miscount",
        "Cộng được 4 phiếu đồng ý; mỗi đơn vị chọn nhiều nhất 1.",
    )
    assert count(all_of, khoi.cuc)[0] == "forbidden.block.lead"
    assert refused(actions.close_ballot, khoi.bach, ballot)[0] == "block.nobody_voted"
    assert refused(actions.cast, khoi.cuc, ballot, khoi.seat(khoi.council), [])[0] == (
        "block.on_paper"
    )

    votes = {lines[name]: each for name, each in (all_of | {HOME: (3, 0)}).items()}
    actions.record_count(khoi.bach, ballot, three, votes)
    closed = actions.close_ballot(khoi.bach, ballot)

    assert closed.state == BallotState.CLOSED
    assert refused(actions.close_ballot, khoi.bach, ballot)[0] == "block.ballot_closed"
    assert closed.voters.count() == 3


def test_a_vote_on_the_screen_takes_no_count_of_papers(khoi):
    ballot = opened(khoi)

    assert refused(actions.record_count, khoi.bach, ballot, [], {})[0] == (
        "block.on_screen"
    )


@pytest.mark.parametrize(
    ("denominator", "agree", "passes"),
    [
        (Denominator.ALL_MEMBERS, 3, True),
        (Denominator.ALL_MEMBERS, 2, False),
        (Denominator.PRESENT, 2, True),
        (Denominator.PRESENT, 1, False),
    ],
)
def test_the_share_is_of_all_members_or_of_those_who_voted(
    khoi, denominator, agree, passes
):
    # 2/3 of four members is three votes; of three who voted it is two.
    ballot = opened(khoi, is_on_paper=True, denominator=denominator, needed=(2, 3))
    three = [khoi.seat(unit) for unit in khoi.units[:3]]
    votes = {row.pk: (0, 3) for row in ballot.lines.all()}
    votes[line(ballot, khoi.home).pk] = (agree, 3 - agree)
    actions.record_count(khoi.bach, ballot, three, votes)

    found = standings.counts(ballot)[0]

    base = 4 if denominator == Denominator.ALL_MEMBERS else 3
    assert (found.agree, found.base, found.has_passed) == (agree, base, passes)


def test_without_a_rule_the_vote_says_neither_passed_nor_fallen(khoi):
    scenes.voted(khoi, FLAG, {khoi.home.pk: 4})

    assert {row.has_passed for row in standings.counts(Ballot.objects.get())} == {None}


@given(num=st.integers(1, 20), den=st.integers(1, 20), base=st.integers(0, 40))
@settings(max_examples=60)
def test_votes_needed_is_the_least_whole_number_at_the_share(num, den, base):
    if num > den:
        num, den = den, num
    needed = standings.votes_needed(Ballot(needed_num=num, needed_den=den), base)

    assert needed is not None
    assert needed * den >= num * base
    assert (needed - 1) * den < num * base


def test_how_many_a_vote_may_choose_stays_while_it_is_open(khoi):
    ballot = opened(khoi)
    words = {"source": "Công văn mẫu"}

    for most in ({DIPLOMA: 2}, {FLAG: 0, DIPLOMA: 2}, {FLAG: 2, DIPLOMA: 2}):
        code, sentence = refused(
            actions.set_allowances, khoi.nga, khoi.year, most, **words
        )
        assert code == "block.allowance_voted_on"
        assert "theo số lượng 1" in sentence
    actions.set_allowances(khoi.nga, khoi.year, {FLAG: 1, DIPLOMA: 3}, **words)
    actions.cast(khoi.cuc, ballot, khoi.seat(khoi.council), [line(ballot, khoi.home)])

    actions.close_ballot(khoi.bach, ballot)

    actions.set_allowances(khoi.nga, khoi.year, {FLAG: 2}, **words)
    assert khoi.year.allowances.get().most == 2


# -- proposals ---------------------------------------------------------------------


def test_the_block_proposes_within_its_allowance_by_the_vote(khoi):
    votes = {khoi.home.pk: 3, khoi.council.pk: 1}
    scenes.voted(khoi, FLAG, votes)

    def propose(unit, award=FLAG, **rest):
        return actions.propose(khoi.bach, khoi.year, khoi.seat(unit), award, **rest)

    assert refused(propose, khoi.council)[0] == "block.out_of_order"
    assert refused(propose, khoi.home, DIPLOMA)[0] == "block.not_voted"
    assert refused(propose, khoi.home, "BK_TTG")[0] == "block.no_allowance"
    propose(khoi.home, on=date(2026, 1, 9))
    assert refused(propose, khoi.council, reason="Tiến bộ rõ")[0] == (
        "block.allowance_used"
    )
    assert [
        (row.member.unit, row.award) for row in queries.proposals_of(khoi.year)
    ] == [(khoi.home, FLAG)]
    assert (
        refused(actions.propose, khoi.cuc, khoi.year, khoi.seat(khoi.home), FLAG)[0]
        == "forbidden.block.lead"
    )


@pytest.mark.parametrize(
    ("committee", "council", "asks"), [(2, 2, True), (2, 1, False)]
)
def test_of_equal_votes_at_the_last_place_one_is_chosen_with_a_reason(
    khoi, committee, council, asks
):
    votes = {khoi.home.pk: 4, khoi.committee.pk: committee, khoi.council.pk: council}
    scenes.voted(khoi, DIPLOMA, votes)

    def propose(unit, **rest):
        return actions.propose(khoi.bach, khoi.year, khoi.seat(unit), DIPLOMA, **rest)

    propose(khoi.home)
    if asks:
        code, sentence = refused(propose, khoi.committee)
        assert code == "block.equal_votes"
        assert sentence == (
            "2 đơn vị cùng được 2 phiếu mà chỉ còn đề nghị được 1. Hãy ghi lý do chọn "
            "“Văn phòng UBND tỉnh”."
        )
        propose(khoi.committee, reason="Điểm cao hơn")
    else:
        propose(khoi.committee)
    assert len(queries.proposals_of(khoi.year)) == 2


def test_who_fell_in_the_vote_is_not_proposed(khoi):
    scenes.voted(khoi, FLAG, {khoi.home.pk: 2}, needed=(2, 3))

    assert refused(
        actions.propose, khoi.bach, khoi.year, khoi.seat(khoi.home), FLAG
    ) == (
        "block.vote_short",
        "“Sở Nội vụ” được 2/4 phiếu, cần ít nhất 3 phiếu.",
    )


def test_a_proposal_is_withdrawn_with_a_reason_and_may_come_back(khoi):
    scenes.voted(khoi, FLAG, {khoi.home.pk: 4})
    seat = khoi.seat(khoi.home)
    proposal = actions.propose(khoi.bach, khoi.year, seat, FLAG)

    assert refused(actions.withdraw_proposal, khoi.bach, proposal, reason=" ")[0] == (
        "block.withdraw_reason"
    )
    actions.withdraw_proposal(khoi.bach, proposal, reason="Đơn vị xin rút")
    assert queries.proposals_of(khoi.year) == []

    actions.propose(khoi.bach, khoi.year, seat, FLAG)
    assert Proposal.objects.get().state == ProposalState.PROPOSED


def confer(khoi, unit, code: str) -> Award:
    line = ledger.AwardLine(
        unit.subject, code, khoi.year.year, unit, recipient_name=unit.name
    )
    decision = ledger.DecisionRef("Chủ tịch UBND tỉnh", "90/QĐ-UBND", date(2026, 2, 20))
    with transaction.atomic():
        return ledger.enter_awards(khoi.nga, [line], decision, way=Way.RECORDED)[0]


def test_voted_proposed_and_conferred_are_three_things(khoi):
    scenes.voted(khoi, FLAG, {khoi.home.pk: 4})
    assert queries.votes_of(khoi.year)[FLAG][khoi.seat(khoi.home).pk] == 4
    assert queries.proposals_of(khoi.year) == []

    proposal = actions.propose(khoi.bach, khoi.year, khoi.seat(khoi.home), FLAG)
    assert queries.conferred_on(khoi.year) == {}
    assert Award.objects.count() == 0

    award = confer(khoi, khoi.home, FLAG)
    assert queries.conferred_on(khoi.year) == {(khoi.home.pk, FLAG): award}
    assert (
        refused(actions.withdraw_proposal, khoi.bach, proposal, reason="Nhầm")[0]
        == "block.conferred"
    )


def test_an_award_taken_back_is_conferred_no_more(khoi):
    scenes.voted(khoi, FLAG, {khoi.home.pk: 4})
    actions.propose(khoi.bach, khoi.year, khoi.seat(khoi.home), FLAG)
    award = confer(khoi, khoi.home, FLAG)

    ledger.revoke_award(khoi.nga, award, reason="Kê khai sai")

    assert queries.conferred_on(khoi.year) == {}


def test_what_blocks_propose_is_there_for_a_round_to_take_up(khoi):
    scenes.voted(khoi, FLAG, {khoi.home.pk: 4})
    actions.propose(khoi.bach, khoi.year, khoi.seat(khoi.home), FLAG)

    def only(unit):
        return Unit.objects.filter(pk=unit.pk)

    found = queries.proposed_for(only(khoi.home), khoi.year.year)

    assert [(row.member.unit, row.award) for row in found] == [(khoi.home, FLAG)]
    assert list(queries.proposed_for(only(khoi.council), khoi.year.year)) == []
    assert list(queries.proposed_for(only(khoi.home), 2026)) == []


def test_the_ribbon_tells_vote_and_proposal(khoi):
    def told(step: Step) -> tuple[str, str]:
        lines = calendar.steps(khoi.year, date(2026, 1, 20))
        return next((row.state, row.detail) for row in lines if row.step == step)

    assert told(Step.VOTE) == (StepState.AHEAD, "0/2 hình thức đã kiểm phiếu")
    assert told(Step.SCORE) == (StepState.DONE, "đã chốt điểm")
    scenes.voted(khoi, FLAG, {khoi.home.pk: 4})
    assert told(Step.VOTE) == (StepState.RUNNING, "1/2 hình thức đã kiểm phiếu")
    scenes.voted(khoi, DIPLOMA, {khoi.home.pk: 4})
    assert told(Step.VOTE)[0] == StepState.DONE
    assert told(Step.PROPOSE) == (StepState.AHEAD, "0 đơn vị được đề nghị")
    actions.propose(
        khoi.bach, khoi.year, khoi.seat(khoi.home), FLAG, on=date(2026, 1, 31)
    )
    assert told(Step.PROPOSE) == (StepState.DONE, "1 đơn vị được đề nghị")

    actions.set_allowances(khoi.nga, khoi.year, {}, source="")
    assert told(Step.VOTE)[1] == "chưa ghi số lượng được đề nghị"
