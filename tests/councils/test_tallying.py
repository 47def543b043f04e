import uuid

import pytest

from tests.councils.sittings import Sitting, call_roll, nominate
from vinhdanh.base import audit, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.councils import actions, queries
from vinhdanh.councils.actions import Count
from vinhdanh.councils.enums import Channel
from vinhdanh.councils.models import Tally
from vinhdanh.nominations.enums import NominationState as State
from vinhdanh.nominations.models import Nomination


def _state(nomination: Nomination) -> str:
    nomination.refresh_from_db()
    return nomination.state


@pytest.mark.usefixtures("own_rule")
class TestUnderTheOfficesOwnRule:
    """Nine members; 6 must be present, 5 of all 9 must agree, in secret."""

    @pytest.mark.parametrize(
        ("agree", "passed"), [(4, False), (5, True), (8, True), (0, False)]
    )
    def test_share_is_on_all_members(
        self, sitting: Sitting, agree: int, *, passed: bool
    ) -> None:
        call_roll(sitting, present=8)

        tally = actions.record_tally(
            sitting.office.thu,
            sitting.meeting,
            sitting.an,
            agree=agree,
            disagree=8 - agree,
        )

        assert (tally.passed, tally.members, tally.votes_needed) == (passed, 9, 5)
        assert _state(sitting.an) == (State.AGREED if passed else State.NOT_AGREED)

    @pytest.mark.parametrize(("present", "is_refused"), [(5, True), (6, False)])
    def test_quorum_is_two_thirds_of_all_members(
        self, sitting: Sitting, present: int, *, is_refused: bool
    ) -> None:
        call_roll(sitting, present=present, written=9 - present)

        if is_refused:
            with pytest.raises(Refused) as refusal:
                _vote(sitting, sitting.an, 5, 0)
            assert refusal.value.code == "tally.no_quorum"
            assert refusal.value.message == (
                "Nguyễn Văn An (LĐTT): có mặt 5/9 thành viên, cần từ 6 để biểu quyết. "
                "Họp khi có ít nhất 2/3 số thành viên; bỏ phiếu kín; thông qua khi "
                "trên 1/2 tổng số thành viên Hội đồng đồng ý (Quy chế Hội đồng, "
                "Điều 5)."
            )
            assert _state(sitting.an) == State.SUBMITTED
        else:
            assert _vote(sitting, sitting.an, 5, 0).passed

    def test_nobody_votes_before_the_roll_is_called(self, sitting: Sitting) -> None:
        with pytest.raises(Refused) as refusal:
            _vote(sitting, sitting.an, 9, 0)

        assert refusal.value.code == "meeting.uncalled"

    @pytest.mark.parametrize(("agree", "is_refused"), [(7, False), (8, True)])
    def test_more_votes_than_present_are_refused(
        self, sitting: Sitting, agree: int, *, is_refused: bool
    ) -> None:
        call_roll(sitting, present=7)

        if is_refused:
            with pytest.raises(Refused) as refusal:
                _vote(sitting, sitting.an, agree, 0)
            assert refusal.value.message == (
                "Nguyễn Văn An (LĐTT): 8 phiếu tại phiên họp nhưng chỉ có 7 thành viên "
                "có mặt. Hãy kiểm lại phiếu."
            )
        else:
            assert _vote(sitting, sitting.an, agree, 0).agree == 7

    def test_written_opinions_count_among_the_votes(self, sitting: Sitting) -> None:
        call_roll(sitting, present=7, written=2)

        tally = actions.record_tally(
            sitting.office.thu,
            sitting.meeting,
            sitting.an,
            agree=5,
            disagree=4,
            written=2,
            written_agree=1,
        )

        assert (tally.passed, tally.written_agree, tally.written_disagree) == (
            True,
            1,
            1,
        )

    def test_more_opinions_than_were_sent_are_refused(self, sitting: Sitting) -> None:
        call_roll(sitting, present=7, written=1)

        with pytest.raises(Refused) as refusal:
            actions.record_tally(
                sitting.office.thu,
                sitting.meeting,
                sitting.an,
                agree=9,
                disagree=0,
                written=2,
            )

        assert refusal.value.code == "tally.too_many_written"

    @pytest.mark.parametrize("agreed", [None, 3])
    def test_written_opinions_lie_among_the_votes(
        self, sitting: Sitting, agreed: int | None
    ) -> None:
        call_roll(sitting, present=7, written=2)

        with pytest.raises(Refused) as refusal:
            actions.record_tally(
                sitting.office.thu,
                sitting.meeting,
                sitting.an,
                agree=5,
                disagree=1,
                written=2,
                written_agree=agreed,
            )

        assert refusal.value.code == "tally.written"

    def test_negative_numbers_are_refused(self, sitting: Sitting) -> None:
        call_roll(sitting, present=9)

        with pytest.raises(Refused) as refusal:
            _vote(sitting, sitting.an, 9, -1)

        assert refusal.value.code == "tally.negative"

    def test_show_of_hands_is_refused_where_the_rule_is_secret(
        self, sitting: Sitting
    ) -> None:
        call_roll(sitting, present=9)

        with pytest.raises(Refused) as refusal:
            actions.record_tally(
                sitting.office.thu,
                sitting.meeting,
                sitting.an,
                agree=9,
                disagree=0,
                channel=Channel.SHOW_OF_HANDS,
            )

        assert refusal.value.code == "tally.not_secret"

    def test_one_wrong_line_records_none_and_all_are_named(
        self, sitting: Sitting
    ) -> None:
        call_roll(sitting, present=7)

        with pytest.raises(Refused) as refusal:
            actions.record_tallies(
                sitting.office.thu,
                sitting.meeting,
                [
                    Count(sitting.an, 7, 0),
                    Count(sitting.binh, 8, 0),
                    Count(sitting.chi, 7, 1),
                ],
            )

        names = [line.split(" (")[0] for line in refusal.value.message.splitlines()]
        assert names == ["Hoàng Thị Bình", "Đặng Kim Chi"]
        assert Tally.objects.count() == 0
        assert _state(sitting.an) == State.SUBMITTED

    def test_recount_is_a_later_row_and_the_last_counts(self, sitting: Sitting) -> None:
        call_roll(sitting, present=9)
        _vote(sitting, sitting.an, 4, 5)

        _vote(sitting, sitting.an, 5, 4)

        assert sitting.meeting.tallies.count() == 2
        assert queries.latest_tallies(sitting.meeting)[sitting.an.pk].agree == 5
        assert queries.recounted(sitting.meeting) == {sitting.an.pk: 2}
        assert _state(sitting.an) == State.AGREED
        steps = sitting.an.steps.values_list("to_state", flat=True)
        assert list(steps) == [State.NOT_AGREED, State.AGREED]

    def test_same_count_again_adds_nothing(self, sitting: Sitting) -> None:
        call_roll(sitting, present=9)
        _vote(sitting, sitting.an, 9, 0)

        again = actions.record_tallies(
            sitting.office.thu, sitting.meeting, [Count(sitting.an, 9, 0)]
        )

        assert again == []
        assert sitting.meeting.tallies.count() == 1

    def test_tally_freezes_the_rule_of_its_day(self, sitting: Sitting) -> None:
        call_roll(sitting, present=8, written=1)

        tally = _vote(sitting, sitting.an, 8, 0)

        assert tally.rule == {
            "quorum": [2, 3],
            "threshold": [1, 2],
            "strict": True,
            "ballot": "secret",
            "standing": "SOURCED",
            "quorum_standing": "SOURCED",
            "cite": "Quy chế Hội đồng, Điều 5",
            "sentence": "Họp khi có ít nhất 2/3 số thành viên; bỏ phiếu kín; thông qua "
            "khi trên 1/2 tổng số thành viên Hội đồng đồng ý (Quy chế Hội đồng, "
            "Điều 5).",
            "present": 8,
            "written": 1,
            "confirmation": "",
        }

    def test_tally_is_audited(self, sitting: Sitting) -> None:
        call_roll(sitting, present=9)

        tally = _vote(sitting, sitting.an, 9, 0)

        event = audit.events_of(tally).get()
        assert (event.verb, event.actor_name) == ("tally.record", "Đỗ Anh Thư")
        assert event.unit_id == sitting.office.unit.pk
        assert audit.check() is None

    def test_nomination_of_another_round_is_refused(self, sitting: Sitting) -> None:
        call_roll(sitting, present=9)
        round_ = sitting.round
        round_.pk, round_.public_id, round_.name = None, uuid.uuid4(), "Đợt hai"
        round_.save()
        stranger = nominate(round_, sitting.office, sitting.office.an, "LDTT")

        with pytest.raises(Refused) as refusal:
            _vote(sitting, stranger, 9, 0)

        assert refusal.value.code == "tally.not_on_agenda"

    def test_nominee_agreed_elsewhere_is_not_counted_again(
        self, sitting: Sitting
    ) -> None:
        call_roll(sitting, present=9)
        Nomination.objects.filter(pk=sitting.an.pk).update(state=State.AGREED)

        with pytest.raises(Refused) as refusal:
            _vote(sitting, sitting.an, 0, 9)

        assert refusal.value.code == "tally.not_on_agenda"

    def test_nominee_who_sits_stays_in_the_denominator(self, sitting: Sitting) -> None:
        call_roll(sitting, present=9)

        tally = _vote(sitting, sitting.an, 8, 0)

        (case,) = [
            case
            for row in queries.case_lists(sitting.meeting)
            for case in row.cases
            if case.nomination.pk == sitting.an.pk
        ]
        assert case.is_member
        assert tally.members == 9

    def test_only_the_secretary_counts(self, sitting: Sitting) -> None:
        call_roll(sitting, present=9)

        with pytest.raises(rights.Forbidden):
            actions.record_tally(
                sitting.office.hoa, sitting.meeting, sitting.an, agree=9, disagree=0
            )

    def test_national_threshold_is_stricter_for_fighters(
        self, sitting: Sitting
    ) -> None:
        """NĐ 98/2023, Điều 30 khoản 7: 80 % of all members: 8 of 9."""
        call_roll(sitting, present=9)

        tally = _vote(sitting, sitting.chi, 7, 2)
        again = _vote(sitting, sitting.chi, 8, 1)

        assert (tally.votes_needed, tally.passed, again.passed) == (8, False, True)

    def test_results_are_listed_award_by_award(self, sitting: Sitting) -> None:
        call_roll(sitting, present=9)
        _vote(sitting, sitting.an, 9, 0)
        _vote(sitting, sitting.chi, 7, 2)

        lists = queries.case_lists(sitting.meeting)

        assert [
            (row.award.code, row.votes_needed, len(row.cases), row.counted, row.passed)
            for row in lists
        ] == [("LDTT", 5, 2, 1, 1), ("CSTDCS", 8, 1, 1, 0)]


class TestUnderARuleWeOnlyRecall:
    """2024 without a rule of the council's own: no text fixes LĐTT's threshold."""

    def test_nominee_below_the_threshold_needs_a_humans_word(
        self, sitting: Sitting
    ) -> None:
        call_roll(sitting, present=9)

        with pytest.raises(Refused) as refusal:
            _vote(sitting, sitting.an, 4, 5)

        assert refusal.value.code == "tally.unconfirmed"
        assert refusal.value.message.splitlines() == [
            (
                "Nguyễn Văn An (LĐTT): 4/9 đồng ý, dưới ngưỡng 5 phiếu; ngưỡng này "
                "chưa đối chiếu với văn bản. Họp khi có ít nhất 2/3 số thành viên; "
                "bỏ phiếu; thông qua khi trên 1/2 tổng số thành viên Hội đồng đồng ý "
                "(mặc định của hệ thống, chưa có văn bản)."
            ),
            "Hãy ghi căn cứ Hội đồng đã áp dụng quy tắc này ở ô “Người xác nhận”.",
        ]
        assert _state(sitting.an) == State.SUBMITTED

    def test_confirmed_count_keeps_the_word(self, sitting: Sitting) -> None:
        call_roll(sitting, present=9)

        tally = actions.record_tally(
            sitting.office.thu,
            sitting.meeting,
            sitting.an,
            agree=4,
            disagree=5,
            confirmation="Hội đồng thống nhất quá bán đầu phiên họp",
        )

        assert not tally.passed
        assert tally.rule["confirmation"] == (
            "Hội đồng thống nhất quá bán đầu phiên họp"
        )
        assert audit.events_of(tally).get().reason == tally.rule["confirmation"]

    def test_nominee_above_it_passes_without_a_word(self, sitting: Sitting) -> None:
        call_roll(sitting, present=9)

        assert _vote(sitting, sitting.an, 5, 4).passed

    def test_a_word_does_not_mend_wrong_numbers(self, sitting: Sitting) -> None:
        call_roll(sitting, present=7)

        with pytest.raises(Refused) as refusal:
            actions.record_tally(
                sitting.office.thu,
                sitting.meeting,
                sitting.an,
                agree=8,
                disagree=0,
                confirmation="Hội đồng thống nhất",
            )

        assert refusal.value.code == "tally.too_many"


def _vote(sitting: Sitting, nomination: Nomination, agree: int, against: int) -> Tally:
    return actions.record_tally(
        sitting.office.thu,
        sitting.meeting,
        nomination,
        agree=agree,
        disagree=against,
    )
