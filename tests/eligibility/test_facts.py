from collections.abc import Iterator
from datetime import date

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.worlds import Office
from vinhdanh import assess
from vinhdanh.eligibility import facts, sources
from vinhdanh.ledger import actions as ledger
from vinhdanh.ledger.enums import Basis, Way
from vinhdanh.registry import actions as registry
from vinhdanh.registry.models import Person, Subject

SOURCE = "danh-sach.xlsx, dòng 14, cột K"


def know(office: Office, person: Person, year: int, **told: object) -> None:
    registry.record_year_facts(office.lan, person.subject, year, told, source=SOURCE)


def give(
    office: Office,
    person: Person,
    code: str,
    year: int,
    way: Way,
    basis: Basis = Basis.MERIT,
) -> None:
    line = ledger.AwardLine(
        subject=person.subject,
        code=code,
        year=year,
        basis=basis,
        unit=office.first,
        recipient_name=person.name,
        source=SOURCE,
    )
    ref = ledger.DecisionRef("Chánh Văn phòng", "12/QĐ-VP", date(year + 1, 1, 5))
    with transaction.atomic():
        ledger.enter_awards(office.lan, [line], ref, way=way)


def record(subject: Subject, year: int = 2016, **more: object) -> dict:
    return facts.records([subject], year=year, **more)[0]


@pytest.fixture
def source() -> Iterator[list]:
    answers: list = []
    kept = list(sources._sources)
    sources.register(lambda _subjects, _year: answers[0])
    yield answers
    sources._sources[:] = kept


def test_what_nobody_wrote_is_unknown(office: Office) -> None:
    made = record(office.an.subject)

    assert made == {
        "id": str(office.an.subject.public_id),
        "kind": "individual",
        "name": "Nguyễn Văn An",
        "recruited_on": date(2010, 3, 1),
        "years": {
            2016: {
                "rating": None,
                "pending_inquiry": None,
                "titles": None,
                "absence_working_days": None,
                "discipline": None,
                "initiatives": None,
                "science_projects": None,
                "evidence": {},
            },
        },
    }


def test_facts_come_with_their_sources(office: Office) -> None:
    know(office, office.an, 2016, rating="HTXS", absence_working_days=0)

    year = record(office.an.subject)["years"][2016]

    assert (year["rating"], year["absence_working_days"]) == ("HTXS", 0)
    assert year["evidence"] == {"rating": SOURCE, "absence_working_days": SOURCE}


def test_a_complete_list_without_rows_is_known_to_be_empty(office: Office) -> None:
    know(
        office,
        office.an,
        2016,
        is_initiative_list_complete=True,
        is_title_list_complete=True,
    )

    year = record(office.an.subject)["years"][2016]

    assert (year["initiatives"], year["science_projects"]) == ([], [])
    assert year["titles"] == []
    assert year["evidence"] == {
        "titles": SOURCE,
        "initiatives": [SOURCE],
        "science_projects": [SOURCE],
    }


def test_initiatives_say_level_and_decision(office: Office) -> None:
    registry.record_work(
        office.lan,
        office.an,
        name="Số hóa hồ sơ",
        year=2016,
        scope="province",
        decision_no="45/QĐ-UBND",
        decided_on=date(2016, 12, 20),
    )

    year = record(office.an.subject)["years"][2016]

    assert year["initiatives"] == [
        {"level": "province", "name": "Số hóa hồ sơ", "decision": "45/QĐ-UBND"}
    ]
    assert year["evidence"]["initiatives"] == [
        "“Số hóa hồ sơ”, 45/QĐ-UBND ngày 20/12/2016"
    ]
    assert year["science_projects"] is None


def write_initiative(office: Office, *, scope: str = "grassroots") -> None:
    registry.record_work(
        office.lan,
        office.an,
        name="Số hóa hồ sơ",
        year=2016,
        scope=scope,
        decision_no="45/QĐ-VP",
        decided_on=date(2016, 12, 20),
    )


def test_one_initiative_is_not_the_whole_list_of_a_year(office: Office) -> None:
    write_initiative(office)
    assert record(office.an.subject)["years"][2016]["more_works"] is True

    know(office, office.an, 2016, is_initiative_list_complete=True)

    assert "more_works" not in record(office.an.subject)["years"][2016]


@pytest.mark.parametrize(("is_whole", "word"), [(False, None), (True, False)])
def test_initiative_of_the_office_says_no_of_the_province_only_if_list_is_whole(
    office: Office, *, is_whole: bool, word: bool | None
) -> None:
    write_initiative(office)
    if is_whole:
        for year in range(2007, 2017):
            know(office, office.an, year, is_initiative_list_complete=True)

    (verdict,) = assess.judge(
        [record(office.an.subject)], ["CSTD_TINH"], year=2016, day=date(2016, 12, 31)
    )

    merit = next(r for r in verdict.reasons if r.criterion == "has_provincial_merit")
    lacking = {missing.fact for missing in verdict.missing}
    assert merit.mark is word
    assert ("initiatives_province" in lacking) is (not is_whole)


def test_initiative_counts_though_the_list_is_not_whole(office: Office) -> None:
    write_initiative(office)

    (verdict,) = assess.judge(
        [record(office.an.subject)], ["CSTDCS"], year=2016, day=date(2016, 12, 31)
    )

    merit = next(r for r in verdict.reasons if r.criterion == "has_merit")
    assert merit.mark is True


def test_titles_of_earlier_years_come_from_the_ledger(office: Office) -> None:
    give(office, office.an, "CSTDCS", 2015, Way.IMPORTED)

    year = record(office.an.subject)["years"][2015]

    assert year["titles"] == ["CSTDCS"]
    assert year["evidence"]["titles"] == ["CSTĐCS 2015: 12/QĐ-VP ngày 05/01/2016"]


def test_a_revoked_title_is_none(office: Office) -> None:
    give(office, office.an, "CSTDCS", 2015, Way.ISSUED)
    award = office.an.subject.awards.get()
    ledger.revoke_award(office.minh, award, reason="Quyết định bị hủy")
    know(office, office.an, 2015, is_title_list_complete=True)

    assert record(office.an.subject)["years"][2015]["titles"] == []


def test_a_certificate_alone_tells_nothing_of_titles(office: Office) -> None:
    give(office, office.an, "BK_TINH", 2015, Way.RECORDED)

    year = record(office.an.subject)["years"][2015]
    assert year["titles"] is None
    assert year["awards"] == [{"award": "BK_TINH", "basis": "merit"}]


@pytest.mark.parametrize(("basis", "mark"), [(Basis.MERIT, True), (Basis.THEME, None)])
def test_a_ladder_starts_from_a_form_of_merit_that_the_ledger_knows(
    office: Office, basis: Basis, *, mark: bool | None
) -> None:
    """Before 2005 there may have been another: of that the ledger says nothing."""
    give(office, office.an, "BK_TINH", 2010, Way.IMPORTED, basis)
    for year in range(2005, 2017):
        know(office, office.an, year, is_title_list_complete=True)

    (verdict,) = assess.judge(
        [record(office.an.subject)], ["BK_TTG"], year=2016, day=date(2016, 12, 31)
    )

    reasons = {reason.criterion: reason for reason in verdict.reasons}
    assert reasons["earlier_award_of_merit"].mark is mark


def test_a_certificate_for_a_sudden_deed_is_told_with_its_basis(office: Office) -> None:
    give(office, office.an, "CSTDCS", 2015, Way.ISSUED)
    give(office, office.an, "BK_TINH", 2015, Way.RECORDED, Basis.SUDDEN)

    year = record(office.an.subject)["years"][2015]

    assert year["titles"] == ["CSTDCS"]
    assert year["awards"] == [{"award": "BK_TINH", "basis": "sudden"}]


def test_who_was_left_out_of_the_offices_own_titles_has_none(office: Office) -> None:
    give(office, office.an, "LDTT", 2016, Way.ISSUED)

    made = facts.records([office.binh.subject, office.chi.subject], year=2016)

    assert made[0]["years"][2016]["titles"] == []
    assert made[1]["years"][2016]["titles"] is None, "another division's titles"


def test_what_a_unit_decided_before_she_came_says_nothing_of_her(
    office: Office,
) -> None:
    give(office, office.binh, "LDTT", 2015, Way.ISSUED)
    know(office, office.an, 2015, rating="HTT")
    know(office, office.binh, 2015, rating="HTT")
    office.an.posts.update(first_day=date(2016, 2, 1))

    years = record(office.an.subject)["years"]

    assert years[2015]["titles"] is None


def test_later_years_do_not_count(office: Office) -> None:
    know(office, office.an, 2017, rating="KHT")

    assert set(record(office.an.subject)["years"]) == {2016}


def test_the_deeds_of_an_alias_count_for_the_person(office: Office) -> None:
    know(office, office.binh, 2015, rating="HTXS")
    office.binh.subject.alias_of = office.an.subject
    office.binh.subject.save()

    assert record(office.an.subject)["years"][2015]["rating"] == "HTXS"


def test_a_collective_counts_its_members(office: Office) -> None:
    for person, rating in (
        (office.an, "HTXS"),
        (office.binh, "KHT"),
        (office.hanh.person, "HT"),
    ):
        know(office, person, 2016, rating=rating, discipline="none")
    registry.record_year_facts(
        office.lan, office.first.subject, 2016, {"rating": "HTXS"}, source="QĐ 1"
    )

    year = record(office.first.subject)["years"][2016]

    assert (year["members"], year["fulfilled"], year["rating"]) == (3, 2, "HTXS")
    assert year["disciplined_warning"] == 0
    assert (year["advanced_workers"], year["grassroots_fighters"]) == (None, None)


def test_women_are_counted_once_the_sex_of_every_member_is_known(
    office: Office,
) -> None:
    people = [office.an, office.binh, office.hanh.person]
    for person, sex in zip(people, ("male", "female", ""), strict=True):
        Person.objects.filter(pk=person.pk).update(sex=sex)
    assert record(office.first.subject)["years"][2016]["women"] is None

    Person.objects.filter(pk=office.hanh.person.pk).update(sex="female")
    assert record(office.first.subject)["years"][2016]["women"] == 2


def test_titles_assumed_while_the_round_is_open_count(office: Office) -> None:
    assumed = {
        office.an.pk: {"LDTT": True, "CSTDCS": True},
        office.binh.pk: {"LDTT": True},
        office.hanh.person.pk: {"LDTT": False},
        office.chi.pk: {"LDTT": True},
    }

    year = record(office.first.subject, assumed=assumed)["years"][2016]

    assert (year["advanced_workers"], year["grassroots_fighters"]) == (2, 1)


def test_nobody_put_forward_yet_is_not_nobody_holding(office: Office) -> None:
    others = {office.chi.pk: {"LDTT": True}}
    refused = {office.an.pk: {"LDTT": False}}

    before = record(office.first.subject, assumed=others)["years"][2016]
    after = record(office.first.subject, assumed=refused)["years"][2016]

    assert (before["advanced_workers"], before["grassroots_fighters"]) == (None, None)
    assert (after["advanced_workers"], after["grassroots_fighters"]) == (0, None)


def test_titles_once_decided_need_no_assumption(office: Office) -> None:
    give(office, office.an, "LDTT", 2016, Way.ISSUED)
    give(office, office.binh, "LDTT", 2016, Way.ISSUED)

    year = record(office.first.subject)["years"][2016]

    assert (year["advanced_workers"], year["members"]) == (2, 3)


def test_one_warned_member_settles_it_though_others_are_unknown(office: Office) -> None:
    know(office, office.an, 2016, discipline="warning")

    year = record(office.first.subject)["years"][2016]

    assert (year["disciplined_warning"], year["fulfilled"]) == (1, None)


def test_the_office_counts_those_of_its_divisions(office: Office) -> None:
    assert record(office.unit.subject)["years"][2016]["members"] == 5


def test_a_unit_says_when_it_was_founded(office: Office) -> None:
    office.first.first_day = date(2009, 5, 1)
    office.first.save()

    made = record(office.first.subject)

    assert made["founded_on"] == date(2009, 5, 1)
    assert "lineage" not in made


@pytest.mark.parametrize("code", ["TTLDTT", "BK_TINH"])
def test_a_founding_day_after_an_award_is_left_to_be_corrected(
    office: Office, code: str
) -> None:
    office.first.first_day = date(2016, 1, 1)
    office.first.save()
    line = ledger.AwardLine(
        subject=office.first.subject,
        code=code,
        year=2014,
        unit=office.first,
        recipient_name=office.first.name,
        source=SOURCE,
    )
    ref = ledger.DecisionRef("Chánh Văn phòng", "12/QĐ-VP", date(2015, 1, 5))
    with transaction.atomic():
        ledger.enter_awards(office.lan, [line], ref, way=Way.IMPORTED)

    assert "founded_on" not in record(office.first.subject)


def test_a_unit_without_people_does_not_count_zero(office: Office) -> None:
    assert record(office.other.subject)["years"][2016]["members"] is None


def test_rooms_above_add_their_facts(office: Office, source: list) -> None:
    source.append(
        {
            office.an.pk: {
                2016: {"registered": ["LDTT"], "evidence": {"registered": "Số 3"}},
                2017: {"registered": []},
            }
        }
    )
    know(office, office.an, 2016, rating="HTT")

    years = record(office.an.subject)["years"]

    assert years[2016]["registered"] == ["LDTT"]
    assert years[2016]["evidence"] == {"rating": SOURCE, "registered": "Số 3"}
    assert set(years) == {2016}


def test_statements_do_not_grow_with_people(office: Office) -> None:
    def count(*subjects: Subject) -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            facts.records(subjects, year=2016)
        return len(captured)

    one = count(office.an.subject, office.first.subject)
    many = count(
        *(person.subject for person in (office.an, office.binh, office.chi)),
        office.first.subject,
        office.second.subject,
        office.unit.subject,
    )

    assert many == one
