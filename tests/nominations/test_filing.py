from datetime import date

import pytest
import time_machine

from tests.nominations.dictated import DictatedLaw
from tests.worlds import Office, unit
from vinhdanh.accounts.models import User
from vinhdanh.base import audit
from vinhdanh.base.models import AuditEvent
from vinhdanh.base.refusal import Refused
from vinhdanh.base.rights import Forbidden
from vinhdanh.nominations import actions, roster
from vinhdanh.nominations.enums import NominationState, RoundState
from vinhdanh.nominations.models import Nomination, Round
from vinhdanh.nominations.transitions import TRANSITIONS, Verb
from vinhdanh.registry import actions as registry
from vinhdanh.registry.models import Post, Subject


def test_round_is_judged_by_the_law_of_31_december(round_2016: Round) -> None:
    assert round_2016.governing_day == date(2016, 12, 31)
    assert round_2016.state == RoundState.OPEN


def test_round_twice_of_one_name_is_refused(office: Office, round_2016: Round) -> None:
    with pytest.raises(Refused) as refusal:
        actions.open_round(
            office.lan, office.unit, year=2016, name=" Bình xét  năm 2016"
        )

    assert refusal.value.code == "round.twin"


def test_round_without_a_name_is_refused(office: Office) -> None:
    with pytest.raises(Refused) as refusal:
        actions.open_round(office.lan, office.unit, year=2016, name="  ")

    assert refusal.value.code == "round.no_name"


def test_round_is_opened_by_the_officer_only(office: Office) -> None:
    with pytest.raises(Forbidden):
        actions.open_round(office.minh, office.unit, year=2016, name="Đợt")

    assert not Round.objects.exists()


def test_nominee_is_printed_as_on_the_governing_day(
    office: Office, round_2016: Round, law: DictatedLaw
) -> None:
    Post.objects.filter(person=office.an).update(last_day=date(2017, 2, 28))
    Post.objects.create(
        person=office.an,
        unit=office.second,
        title="Phó Trưởng phòng",
        first_day=date(2017, 3, 1),
    )

    made = actions.nominate(office.lan, round_2016, office.an.subject, "LDTT")

    assert (made.name, made.post, made.unit_name, made.unit) == (
        "Nguyễn Văn An",
        "Chuyên viên",
        "Phòng Tổng hợp",
        office.first,
    )
    assert (made.state, made.verdict.word) == (NominationState.FILED, "yes")


def test_who_left_in_the_year_is_printed_by_the_last_post(
    office: Office, round_2016: Round, law: DictatedLaw
) -> None:
    Post.objects.filter(person=office.an).update(last_day=date(2016, 1, 1))

    made = actions.nominate(office.lan, round_2016, office.an.subject, "LDTT")

    assert made.unit == office.first


def test_who_left_before_the_year_is_not_on_the_roster(
    office: Office, round_2016: Round, law: DictatedLaw
) -> None:
    Post.objects.filter(person=office.an).update(last_day=date(2015, 12, 31))

    with pytest.raises(Refused) as refusal:
        actions.nominate_many(
            office.lan, round_2016, [office.an.subject, office.binh.subject], "LDTT"
        )

    assert refusal.value.code == "nomination.not_on_roster"
    assert "Nguyễn Văn An" in refusal.value.message
    assert "Hoàng Thị Bình" not in refusal.value.message
    assert not Nomination.objects.exists()


def test_person_of_another_office_is_not_on_the_roster(
    office: Office, round_2016: Round, law: DictatedLaw
) -> None:
    Post.objects.filter(person=office.chi).update(unit=office.other)

    with pytest.raises(Refused) as refusal:
        actions.nominate(office.lan, round_2016, office.chi.subject, "LDTT")

    assert refusal.value.code == "nomination.not_on_roster"


def test_collective_is_printed_with_the_unit_above(
    office: Office, round_2016: Round, law: DictatedLaw
) -> None:
    made = actions.nominate(office.lan, round_2016, office.first.subject, "TTLDTT")

    assert (made.name, made.post, made.unit_name) == (
        "Phòng Tổng hợp",
        "",
        "Văn phòng Hội đồng nhân dân tỉnh",
    )
    assert made.unit == office.first


def test_office_itself_is_printed_without_a_unit_above(
    office: Office, round_2016: Round, law: DictatedLaw
) -> None:
    made = actions.nominate(office.lan, round_2016, office.unit.subject, "TTLDTT")

    assert made.unit_name == ""


def test_title_of_people_is_refused_to_a_collective(
    office: Office, round_2016: Round, law: DictatedLaw
) -> None:
    with pytest.raises(Refused) as refusal:
        actions.nominate(office.lan, round_2016, office.first.subject, "LDTT")

    assert refusal.value.message == (
        "“Lao động tiên tiến” không dành cho: Phòng Tổng hợp."
    )


def test_form_of_commendation_goes_to_both_kinds(
    office: Office, round_2016: Round, law: DictatedLaw
) -> None:
    made = actions.nominate_many(
        office.lan, round_2016, [office.first.subject, office.an.subject], "GK"
    )

    assert [one.name for one in made] == ["Phòng Tổng hợp", "Nguyễn Văn An"]


@pytest.mark.parametrize(
    ("subjects", "award", "code"),
    [
        (["an"], "KHONG_CO", "nomination.unknown_award"),
        ([], "LDTT", "nomination.nobody"),
        (["an", "an"], "LDTT", "nomination.twin"),
    ],
)
def test_slips_of_the_hand_are_refused(
    office: Office,
    round_2016: Round,
    law: DictatedLaw,
    subjects: list[str],
    award: str,
    code: str,
) -> None:
    chosen = [getattr(office, name).subject for name in subjects]

    with pytest.raises(Refused) as refusal:
        actions.nominate_many(office.lan, round_2016, chosen, award)

    assert refusal.value.code == code
    assert not Nomination.objects.exists()


def test_second_nomination_for_the_same_award_is_refused(
    office: Office, round_2016: Round, law: DictatedLaw
) -> None:
    actions.nominate(office.lan, round_2016, office.an.subject, "LDTT")

    with pytest.raises(Refused) as refusal:
        actions.nominate_many(
            office.lan, round_2016, [office.an.subject, office.binh.subject], "LDTT"
        )

    assert refusal.value.message == (
        "Đã có đề nghị “Lao động tiên tiến” trong đợt này: Nguyễn Văn An."
    )
    assert Nomination.objects.count() == 1


def test_withdrawn_nomination_can_be_filed_anew(
    office: Office, round_2016: Round, law: DictatedLaw
) -> None:
    first = actions.nominate(office.lan, round_2016, office.an.subject, "LDTT")
    actions.withdraw(office.hanh, first, reason="nhầm danh hiệu")

    again = actions.nominate(office.lan, round_2016, office.an.subject, "LDTT")

    assert first.state == NominationState.WITHDRAWN
    assert again.state == NominationState.FILED


def test_head_of_a_division_nominates_her_own_people_only(
    office: Office, round_2016: Round, law: DictatedLaw
) -> None:
    made = actions.nominate(office.hanh, round_2016, office.an.subject, "LDTT")
    with pytest.raises(Forbidden):
        actions.nominate_many(
            office.hanh, round_2016, [office.binh.subject, office.chi.subject], "LDTT"
        )

    assert list(Nomination.objects.all()) == [made]


def test_head_of_another_office_nominates_nobody(
    office: Office, round_2016: Round, law: DictatedLaw
) -> None:
    with pytest.raises(Forbidden):
        actions.nominate(office.hoa, round_2016, office.an.subject, "LDTT")

    assert law.asked == []


def test_after_the_due_day_only_the_officer_files(
    office: Office, law: DictatedLaw
) -> None:
    round_ = actions.open_round(
        office.lan, office.unit, year=2026, name="Đợt", due_on=date(2026, 11, 25)
    )

    with time_machine.travel("2026-11-25 10:00+07:00", tick=False):
        actions.nominate(office.hanh, round_, office.an.subject, "LDTT")
    with time_machine.travel("2026-11-26 10:00+07:00", tick=False):
        with pytest.raises(Refused) as refusal:
            actions.nominate(office.hanh, round_, office.binh.subject, "LDTT")
        actions.nominate(office.lan, round_, office.binh.subject, "LDTT")

    assert refusal.value.code == "nomination.window_closed"
    assert "25/11/2026" in refusal.value.message


def test_closed_list_takes_nobody_in(
    office: Office, round_2016: Round, law: DictatedLaw
) -> None:
    actions.nominate(office.lan, round_2016, office.an.subject, "LDTT")
    actions.submit_round(office.lan, round_2016)

    with pytest.raises(Refused) as refusal:
        actions.nominate(office.lan, round_2016, office.binh.subject, "LDTT")

    assert refusal.value.code == "round.closed"


def test_filing_leaves_a_step_and_an_audit_event(
    office: Office, round_2016: Round, law: DictatedLaw
) -> None:
    before = AuditEvent.objects.count()

    made = actions.nominate(office.lan, round_2016, office.an.subject, "LDTT")

    step = made.steps.get()
    event = AuditEvent.objects.first()
    assert (step.verb, step.to_state, step.by_name) == (
        "file",
        "filed",
        "Nguyễn Thị Lan",
    )
    assert AuditEvent.objects.count() == before + 1
    assert (event.verb, event.object_id, event.unit_id) == (
        "nomination.file",
        str(made.pk),
        office.first.pk,
    )
    assert audit.check() is None


def test_every_verb_but_the_first_has_one_row_in_the_table() -> None:
    assert set(TRANSITIONS) == set(Verb) - {Verb.FILE}
    assert all(verb == row.verb for verb, row in TRANSITIONS.items())


def test_renamed_unit_is_printed_by_its_name_of_the_day(
    office: Office, round_2016: Round, law: DictatedLaw
) -> None:
    new = unit("Phòng Công tác Quốc hội", office.unit)
    new.names.update(first_day=date(2018, 1, 1))
    new.names.create(name="Phòng Dân nguyện", last_day=date(2017, 12, 31))

    lan = User.objects.get(pk=office.lan.pk)  # a new request reads the tree anew
    made = actions.nominate(lan, round_2016, new.subject, "TTLDTT")

    assert made.name == "Phòng Dân nguyện"
    assert Subject.objects.get(pk=new.pk).name == "Phòng Công tác Quốc hội"


def test_basis_that_is_none_of_the_laws_is_refused(
    office: Office, round_2016: Round, law: DictatedLaw
) -> None:
    with pytest.raises(Refused) as refusal:
        actions.nominate(
            office.lan, round_2016, office.an.subject, "LDTT", basis="friendship"
        )

    assert refusal.value.message == (
        "Hãy chọn loại hình khen thưởng: công trạng, thành tích, phong trào, chuyên "
        "đề, đột xuất, quá trình cống hiến, niên hạn, đối ngoại."
    )
    assert not Nomination.objects.exists()


def test_summary_has_500_letters_at_most(
    office: Office, round_2016: Round, law: DictatedLaw
) -> None:
    with pytest.raises(Refused) as refusal:
        actions.nominate(
            office.lan, round_2016, office.an.subject, "LDTT", achievement="ệ" * 501
        )
    made = actions.nominate(
        office.lan,
        round_2016,
        office.an.subject,
        "LDTT",
        achievement=" " + "ệ" * 500 + " ",
    )

    assert refusal.value.message == (
        "Tóm tắt thành tích dài 501 ký tự; nhiều nhất 500 ký tự. Hãy viết gọn lại."
    )
    assert made.achievement == "ệ" * 500


def test_whoever_two_records_are_of_is_put_forward_once(
    office: Office, round_2016: Round, law: DictatedLaw
) -> None:
    again = registry.add_person(
        office.lan,
        office.second,
        registry.PersonForm(name="Nguyễn Văn Ân", recruited_on=date(2010, 3, 1)),
    )
    made = actions.nominate(office.lan, round_2016, again.subject, "LDTT")
    registry.merge_people(office.lan, office.an, again, choices={}, reason="một người")

    with pytest.raises(Refused) as refusal:
        actions.nominate(office.lan, round_2016, office.an.subject, "LDTT")

    assert refusal.value.code == "nomination.twin"
    listed = roster.candidates(round_2016, "LDTT", [office.first, office.second])
    states = {
        each.printed.name: each.state for group in listed for each in group.candidates
    }
    assert states["Nguyễn Văn An"] == made.state
