"""The same deeds under the real law of 2016 (Nghị định 65/2014/NĐ-CP)."""

import pytest

from tests.worlds import Office
from vinhdanh.base.refusal import Refused
from vinhdanh.eligibility import queries as eligibility
from vinhdanh.eligibility.models import StoredVerdict
from vinhdanh.ledger.enums import Basis
from vinhdanh.nominations import actions, checking, queries
from vinhdanh.nominations.models import Round
from vinhdanh.registry import actions as registry
from vinhdanh.registry.models import Person


def facts(office: Office, person: Person, **changes: object) -> None:
    known = {
        "rating": "HTXS",
        "absence_working_days": 3,
        "discipline": "none",
        "pending_inquiry": False,
    }
    registry.record_year_facts(
        office.lan, person.subject, 2016, known | changes, source="dòng 14"
    )


def test_forty_days_of_absence_fall_by_the_article(
    office: Office, round_2016: Round
) -> None:
    facts(office, office.an, absence_working_days=39)
    facts(office, office.binh, absence_working_days=40)

    an, binh = actions.nominate_many(
        office.lan, round_2016, [office.an.subject, office.binh.subject], "LDTT"
    )
    with pytest.raises(Refused) as refusal:
        actions.submit_round(office.lan, round_2016)

    assert an.verdict.word != "no"
    assert binh.verdict.word == "no"
    assert "Nghị định" in queries.reason_to_reject(binh)
    assert queries.reason_in_law(binh) in refusal.value.message


def test_titles_on_the_list_count_for_the_collective(
    office: Office, round_2016: Round
) -> None:
    """More than half of three people: one is too few, two are enough."""
    head = office.hanh.person
    for person in (office.an, head):
        facts(office, person)
    facts(office, office.binh, absence_working_days=50)
    actions.nominate_many(
        office.lan, round_2016, [office.an.subject, office.binh.subject], "LDTT"
    )
    room = actions.nominate(office.lan, round_2016, office.first.subject, "TTLDTT")
    assert room.verdict.word == "no"
    assert checking.assumed_titles(round_2016) == {
        office.an.pk: {"LDTT": True},
        office.binh.pk: {"LDTT": False},
        office.first.pk: {"TTLDTT": False},
    }

    actions.nominate(office.lan, round_2016, head.subject, "LDTT")
    changed = actions.recheck(office.lan, round_2016)

    room.refresh_from_db()
    assert changed == 1
    assert room.verdict.word != "no"


def test_collective_put_forward_before_its_people_lacks_the_list(
    office: Office, round_2016: Round
) -> None:
    people = (office.an, office.binh, office.hanh.person)
    for person in people:
        facts(office, person)
    registry.record_year_facts(
        office.lan,
        office.first.subject,
        2016,
        {"rating": "HTXS", "pending_inquiry": False},
        source="dòng 2",
    )

    room = actions.nominate(office.lan, round_2016, office.first.subject, "TTLDTT")

    lacking = {one["fact"]: one for one in room.verdict.verdict["missing"]}
    assert room.verdict.word == "unknown"
    assert lacking["advanced_workers"]["supplier"] == (
        "cán bộ phụ trách thi đua (kết quả xét danh hiệu)"
    )

    actions.nominate_many(
        office.lan, round_2016, [person.subject for person in people], "LDTT"
    )
    actions.recheck(office.lan, round_2016)

    room.refresh_from_db()
    assert {one["fact"] for one in room.verdict.verdict["missing"]} == {"registered"}


@pytest.mark.parametrize(
    ("basis", "word"), [(Basis.MERIT, "no"), (Basis.SUDDEN, "confirm")]
)
def test_basis_of_a_proposal_closes_the_other_ways_to_a_form(
    office: Office, round_2016: Round, basis: Basis, word: str
) -> None:
    """Of merit, two excellent years are asked; a sudden deed is judged by people."""
    facts(office, office.an, rating="HT")

    nomination = actions.nominate(
        office.lan,
        round_2016,
        office.an.subject,
        "BK_TINH",
        basis=basis,
        achievement="Cứu tài sản của cơ quan trong trận lũ tháng 10",
    )
    actions.recheck(office.lan, round_2016)

    nomination.refresh_from_db()
    assert nomination.verdict.word == word


def test_two_bases_of_one_form_keep_a_verdict_and_a_human_word_each(
    office: Office, round_2016: Round
) -> None:
    """The same person for a certificate on merit and on a theme: two questions."""
    facts(office, office.an)
    merit, theme = (
        actions.nominate(
            office.lan, round_2016, office.an.subject, "BK_TINH", basis=basis
        )
        for basis in (Basis.MERIT, Basis.THEME)
    )
    assert merit.verdict != theme.verdict
    checking.set_word(
        office.lan, merit.verdict, "yes", reason="Hội đồng đã xem hồ sơ", cite=""
    )

    stored = StoredVerdict.objects.count()
    for _twice in range(2):
        actions.recheck(office.lan, round_2016)

    assert StoredVerdict.objects.count() == stored
    before = {merit.pk: merit.verdict_id, theme.pk: theme.verdict_id}
    for one in (merit, theme):
        one.refresh_from_db()
        assert one.verdict_id == before[one.pk]
    assert eligibility.word_of(merit.verdict) == "yes"
    latest = eligibility.latest_verdicts(
        [office.an.pk],
        ["BK_TINH"],
        year=2016,
        day=round_2016.governing_day,
        basis=Basis.MERIT,
    )
    assert latest[office.an.pk, "BK_TINH"] == merit.verdict
