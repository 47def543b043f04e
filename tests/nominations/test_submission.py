import pytest

from tests.nominations.dictated import DictatedLaw
from tests.worlds import Office
from vinhdanh.base import audit
from vinhdanh.base.models import AuditEvent
from vinhdanh.base.refusal import Refused
from vinhdanh.base.rights import Forbidden
from vinhdanh.nominations import actions, queries
from vinhdanh.nominations.enums import NominationState, RoundState
from vinhdanh.nominations.models import Nomination, Round
from vinhdanh.nominations.transitions import TRANSITIONS, Verb


@pytest.fixture
def an(office: Office, round_2016: Round, law: DictatedLaw) -> Nomination:
    return actions.nominate(office.lan, round_2016, office.an.subject, "CSTDCS")


def filed(
    office: Office, round_2016: Round, law: DictatedLaw, word: str, name: str = "binh"
) -> Nomination:
    person = getattr(office, name)
    law.says(word, person.name, "CSTDCS")
    return actions.nominate(office.lan, round_2016, person.subject, "CSTDCS")


def test_clear_list_goes_to_the_council_and_is_closed(
    office: Office, round_2016: Round, an: Nomination
) -> None:
    submitted = actions.submit_round(office.lan, round_2016)

    round_2016.refresh_from_db()
    assert [one.state for one in submitted] == [NominationState.SUBMITTED]
    assert round_2016.state == RoundState.CLOSED
    assert [step.verb for step in queries.history_of(an)] == ["file", "submit"]


def test_list_with_somebody_in_the_way_goes_nowhere(
    office: Office, round_2016: Round, law: DictatedLaw, an: Nomination
) -> None:
    filed(office, round_2016, law, "no", "binh")
    filed(office, round_2016, law, "unknown", "chi")

    with pytest.raises(Refused) as refusal:
        actions.submit_round(office.lan, round_2016)

    assert refusal.value.message == (
        "Chưa trình được, còn 2 đề nghị vướng:\n"
        "• Hoàng Thị Bình (CSTĐCS): không đạt — nghỉ dưới 40 ngày làm việc (khoản 6 "
        "Điều 5 Nghị định 65/2014/NĐ-CP). Hãy không đưa vào danh sách, hoặc xác nhận "
        "khác kèm lý do\n"
        "• Đặng Kim Chi (CSTĐCS): chưa đủ căn cứ — thiếu xếp loại năm. Hãy bổ sung, "
        "hoặc xác nhận kèm lý do"
    )
    an.refresh_from_db()
    assert an.state == NominationState.FILED
    round_2016.refresh_from_db()
    assert round_2016.state == RoundState.OPEN


@pytest.mark.parametrize("word", ["no", "unknown", "confirm"])
def test_humans_word_with_a_reason_clears_the_way(
    office: Office, round_2016: Round, law: DictatedLaw, word: str
) -> None:
    nomination = filed(office, round_2016, law, word)
    assert len(queries.obstacles(queries.with_word(Nomination.objects.all()))) == 1

    actions.confirm(
        office.lan, nomination, "yes", reason="Nghỉ thai sản, tính là thời gian làm"
    )
    actions.submit_round(office.lan, round_2016)

    nomination.refresh_from_db()
    assert nomination.state == NominationState.SUBMITTED
    assert nomination.verdict.word == word
    (human,) = queries.human_words_on(nomination)
    assert (human.word, human.by_name) == ("yes", "Nguyễn Thị Lan")


def test_humans_no_stops_what_the_law_lets_pass(
    office: Office, round_2016: Round, an: Nomination
) -> None:
    actions.confirm(office.lan, an, "no", reason="Hội đồng sáng kiến không công nhận")

    with pytest.raises(Refused) as refusal:
        actions.move(office.lan, an, Verb.SUBMIT)

    assert refusal.value.code == "nomination.in_the_way"
    assert "Nguyễn Văn An (CSTĐCS): không đạt" in refusal.value.message


def test_last_human_word_counts(
    office: Office, round_2016: Round, an: Nomination
) -> None:
    actions.confirm(office.lan, an, "no", reason="chưa có quyết định")
    actions.confirm(office.lan, an, "yes", reason="đã nộp quyết định")

    seen = queries.with_word(Nomination.objects.all()).get()

    assert (seen.law_word, seen.human_word, seen.word) == ("yes", "yes", "yes")


def test_nomination_nobody_checked_is_in_the_way(
    office: Office, round_2016: Round, law: DictatedLaw
) -> None:
    law.silent = True
    made = actions.nominate(office.lan, round_2016, office.an.subject, "LDTT")

    with pytest.raises(Refused) as refusal:
        actions.submit_round(office.lan, round_2016)
    with pytest.raises(Refused) as unchecked:
        actions.confirm(office.lan, made, "yes", reason="cứ trình")

    assert "chưa kiểm tra theo luật" in refusal.value.message
    assert unchecked.value.code == "nomination.unchecked"
    assert queries.short_of(made) == ""
    assert queries.reason_to_reject(made) == ""
    assert list(queries.human_words_on(made)) == []


def test_word_is_confirmed_before_the_council_only(
    office: Office, round_2016: Round, an: Nomination
) -> None:
    actions.submit_round(office.lan, round_2016)
    an.refresh_from_db()

    with pytest.raises(Refused) as refusal:
        actions.confirm(office.lan, an, "no", reason="muộn")

    assert refusal.value.code == "nomination.too_late_to_confirm"


def test_word_is_confirmed_by_the_officer_only(
    office: Office, round_2016: Round, an: Nomination
) -> None:
    with pytest.raises(Forbidden):
        actions.confirm(office.hanh, an, "yes", reason="tôi bảo đảm")


def test_recheck_counts_the_words_that_changed(
    office: Office, round_2016: Round, law: DictatedLaw, an: Nomination
) -> None:
    binh = filed(office, round_2016, law, "unknown")
    actions.nominate(office.lan, round_2016, office.chi.subject, "LDTT")
    law.says("yes", binh.name, "CSTDCS")

    assert actions.recheck(office.lan, round_2016) == 1
    assert actions.recheck(office.lan, round_2016) == 0

    binh.refresh_from_db()
    assert binh.verdict.word == "yes"
    assert AuditEvent.objects.first().after == {"checked": 3, "changed": 0}


def test_rejection_takes_the_reason_of_the_law(
    office: Office, round_2016: Round, law: DictatedLaw
) -> None:
    nomination = filed(office, round_2016, law, "no")

    actions.reject(office.lan, nomination)

    assert nomination.state == NominationState.REJECTED
    assert queries.history_of(nomination).last().reason == (
        "nghỉ dưới 40 ngày làm việc (khoản 6 Điều 5 Nghị định 65/2014/NĐ-CP)"
    )


def test_rejection_against_the_law_needs_a_reason(
    office: Office, round_2016: Round, an: Nomination
) -> None:
    with pytest.raises(Refused) as refusal:
        actions.reject(office.lan, an)

    assert refusal.value.code == "nomination.reason_missing"
    assert an.state == NominationState.FILED


def test_law_without_a_failed_line_gives_its_shortest_reason(
    office: Office, round_2016: Round, law: DictatedLaw
) -> None:
    nomination = filed(office, round_2016, law, "unknown")

    assert queries.reason_in_law(nomination) == "thiếu xếp loại năm"


def test_rejected_nomination_can_be_put_back(
    office: Office, round_2016: Round, an: Nomination
) -> None:
    actions.reject(office.lan, an, reason="nhường người khác")

    actions.move(office.lan, an, Verb.REINSTATE, reason="đủ chỗ")

    assert an.state == NominationState.FILED


def test_empty_list_is_not_submitted(office: Office, round_2016: Round) -> None:
    with pytest.raises(Refused) as refusal:
        actions.submit_round(office.lan, round_2016)

    assert refusal.value.code == "round.nothing_to_submit"


def test_list_is_submitted_by_the_officer_only(
    office: Office, round_2016: Round, an: Nomination
) -> None:
    with pytest.raises(Forbidden):
        actions.submit_round(office.minh, round_2016)


def test_reopened_list_takes_nominations_again(
    office: Office, round_2016: Round, law: DictatedLaw, an: Nomination
) -> None:
    actions.submit_round(office.lan, round_2016)

    actions.reopen_round(office.lan, round_2016, reason="bổ sung một người")
    actions.nominate(office.lan, round_2016, office.binh.subject, "CSTDCS")

    an.refresh_from_db()
    assert an.state == NominationState.FILED
    assert audit.check() is None


@pytest.mark.parametrize(
    ("verb", "reason", "code"),
    [
        (None, "bổ sung", "round.is_open"),
        (None, " ", "nomination.reason_missing"),
        (Verb.AGREE, "bổ sung", "round.decided"),
        (Verb.NOT_AGREE, "bổ sung", "round.decided"),
    ],
)
def test_list_is_not_reopened(
    office: Office,
    round_2016: Round,
    an: Nomination,
    verb: Verb | None,
    reason: str,
    code: str,
) -> None:
    if verb is not None:
        actions.submit_round(office.lan, round_2016)
        actions.move(office.lan, an, verb)

    with pytest.raises(Refused) as refusal:
        actions.reopen_round(office.lan, round_2016, reason=reason)

    assert refusal.value.code == code


def test_way_that_the_table_has_not_is_refused(
    office: Office, round_2016: Round, an: Nomination
) -> None:
    for verb in set(TRANSITIONS) - {Verb.WITHDRAW, Verb.REJECT, Verb.SUBMIT}:
        with pytest.raises(Refused) as refusal:
            actions.move(office.lan, an, verb, reason="thử")
        assert refusal.value.code == "nomination.no_such_way"

    assert an.state == NominationState.FILED


def test_verb_that_needs_a_reason_is_refused_without(
    office: Office, round_2016: Round, an: Nomination
) -> None:
    with pytest.raises(Refused) as refusal:
        actions.withdraw(office.hanh, an, reason=" ")

    assert refusal.value.message == "Hãy ghi lý do."
