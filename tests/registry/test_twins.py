import random
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests.worlds import Office
from vinhdanh.base import clock, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.eligibility import facts
from vinhdanh.ledger import actions as ledger
from vinhdanh.registry import actions, aliases, queries, twins
from vinhdanh.registry.models import Merge, Person, YearFact

YEAR = 2016


def know(office: Office, person: Person, year: int = YEAR, **told: object) -> None:
    actions.record_year_facts(
        office.lan, person.subject, year, told, source="Thông báo 1"
    )


def again(office: Office, name: str = "Nguyễn Văn Ân", **words: object) -> Person:
    """Enter An once more, as another division's list has him."""
    form = {"name": name, "birth_date": date(1985, 1, 1)} | words
    return actions.add_person(office.lan, office.second, actions.PersonForm(**form))  # type: ignore[arg-type]


def merge(office: Office, alias: Person, **choices: str) -> Merge:
    return actions.merge_people(
        office.lan, office.an, alias, choices=choices, reason="Cùng hồ sơ gốc"
    )


def pairs(office: Office) -> list[tuple[set[int], int]]:
    return [
        ({each.first, each.second}, each.sure) for each in twins.proposals(office.lan)
    ]


# --- one person, by whichever record --------------------------------------------------


def test_an_inquiry_written_of_the_merged_record_is_hers(office: Office) -> None:
    other = again(office)
    inquiry = actions.open_inquiry(
        office.lan,
        other.subject,
        kind="complaint",
        first_day=date(YEAR, 5, 1),
        source="Đơn số 1",
    )
    merge(office, other)

    for asked in (office.an, other):
        open_ones = queries.open_inquiries([asked.pk], YEAR)
        assert open_ones == {office.an.pk: inquiry}


def test_her_pages_show_what_was_written_of_the_merged_record(
    office: Office, client: Client
) -> None:
    other = again(office)
    actions.open_inquiry(
        office.lan,
        other.subject,
        kind="complaint",
        first_day=date(YEAR, 5, 1),
        source="Đơn số 1",
    )
    measure = actions.DisciplineForm("reprimand", date(YEAR, 6, 1), "QĐ số 2")
    actions.record_discipline(office.lan, other, measure)
    merge(office, other)
    client.force_login(office.lan)
    key = office.an.subject.public_id

    page = client.get(reverse("year-facts", args=[key, YEAR])).content.decode()

    assert "Đơn số 1" in page
    assert "QĐ số 2" in page
    with pytest.raises(Refused, match="hồ sơ kỷ luật"):
        know(office, office.an, discipline="none")


def test_who_has_a_title_by_the_merged_record_does_not_lack_titles(
    office: Office, client: Client
) -> None:
    other = again(office)
    year = clock.today().year
    ledger.record_outside_decision(
        office.lan,
        office.unit,
        [ledger.AwardLine(other.subject, "LDTT", year, office.second, other.name)],
        ledger.DecisionRef("Chánh Văn phòng", "1/QĐ", date(year, 1, 1)),
    )
    client.force_login(office.lan)
    lacking = reverse("people") + f"?thieu=titles&nam={year}"
    assert "Nguyễn Văn An" in client.get(lacking).content.decode()

    merge(office, other)

    assert "Nguyễn Văn An" not in client.get(lacking).content.decode()


# --- which pairs are proposed ---------------------------------------------------------


def test_a_pair_is_proposed_with_why_and_how_sure(office: Office) -> None:
    other = again(office)

    (found,) = twins.proposals(office.lan)

    assert {found.first, found.second} == {office.an.pk, other.pk}
    assert found.sure == 95
    assert found.why == ("họ tên chỉ khác dấu", "cùng ngày sinh")


def test_comparisons_grow_with_the_records_and_not_with_their_pairs() -> None:
    draw = random.Random(1)  # noqa: S311 - the same people each time
    families = ["nguyen", "tran", "le", "pham", "hoang", "phan", "vu", "dang"]
    middles = ["van", "thi", "duc", "minh", "ngoc", "thu", "quoc", "xuan"]
    given = ["an", "binh", "chi", "dung", "giang", "ha", "hoa", "lan", "linh", "mai"]
    first = date(1965, 1, 1).toordinal()

    def compared(people: int) -> int:
        records = []
        for key in range(people):
            name = " ".join(map(draw.choice, (families, middles, given)))
            born = date.fromordinal(first + draw.randrange(13_000))
            units = frozenset([draw.randrange(people // 20)])
            records.append(twins.Record(key, name, name, born, units))
        return sum(1 for _pair in twins.pairs_to_compare(records))

    # Namesakes alone would be 3,100 pairs of 2,000 people and 50,000 of 8,000.
    assert 0 < compared(2_000) < 500
    assert compared(8_000) < 2_000


@pytest.mark.parametrize(
    ("name", "born", "is_proposed"),
    [
        ("Nguyễn Văn An", date(1985, 1, 1), True),
        ("Nguyễn Văng An", date(1985, 1, 1), True),
        ("Trần Thị Thơm", date(1985, 1, 1), False),
        ("Nguyễn Văn An", date(1990, 12, 30), False),
        ("Nguyễn Văn An", None, False),
    ],
)
def test_what_is_proposed_across_divisions(
    office: Office, name: str, born: date | None, is_proposed: bool
) -> None:
    again(office, name, birth_date=born)

    assert bool(pairs(office)) is is_proposed


def test_in_one_division_an_unknown_or_mistyped_birth_date_is_enough(
    office: Office,
) -> None:
    for born in (None, date(1985, 1, 2), date(1986, 5, 7)):
        form = actions.PersonForm(name="Nguyễn Văn An", birth_date=born)
        actions.add_person(office.lan, office.first, form, is_namesake=True)

    with_an = [sure for keys, sure in pairs(office) if office.an.pk in keys]
    assert with_an == [73, 63]


def test_two_people_once_said_to_be_two_are_not_proposed_again(office: Office) -> None:
    other = again(office)
    actions.say_distinct(office.lan, other, office.an, note="Anh em sinh đôi")

    assert pairs(office) == []


def test_nobody_is_proposed_to_another_office(office: Office) -> None:
    again(office)

    assert twins.proposals(office.hoa) == []
    with pytest.raises(rights.Forbidden):
        actions.say_distinct(office.hoa, office.an, office.binh, note="")


def test_an_identity_number_of_another_record_proposes_the_pair(
    office: Office,
) -> None:
    actions.propose_pair(office.lan, office.chi, office.binh)

    assert pairs(office) == [({office.binh.pk, office.chi.pk}, 99)]


def test_merged_records_are_read_as_one(office: Office) -> None:
    other = again(office, recruited_on=date(2009, 1, 1))
    know(office, office.an, 2015, rating="HTT")
    know(office, other, 2016, rating="HTXS", discipline="none")
    know(office, office.an, 2016, absence_working_days=3)

    merge(office, other, **{"0.recruited_on": "kept"})

    row = queries.facts_of([office.an], YEAR)[office.an.pk]
    assert (row.rating, row.discipline, row.absence_working_days) == ("HTXS", "none", 3)
    assert other not in queries.people_visible_to(office.lan)
    assert other not in queries.people_of(office.unit)
    assert office.an in queries.people_of(office.second)
    (record,) = facts.records([office.an.subject], year=YEAR)
    assert [record["years"][year]["rating"] for year in (2015, 2016)] == ["HTT", "HTXS"]
    (old_key,) = facts.records([other.subject], year=YEAR)
    assert old_key["years"] == record["years"]
    assert twins.proposals(office.lan) == []


def test_nothing_is_repointed(office: Office) -> None:
    other = again(office)
    know(office, other, rating="HTXS")
    before = list(YearFact.objects.values()), list(other.posts.values())

    merge(office, other)

    assert (list(YearFact.objects.values()), list(other.posts.values())) == before


def test_what_differs_must_be_chosen(office: Office) -> None:
    other = again(office)
    know(office, office.an, rating="HTT")
    know(office, other, rating="HT")

    (difference,) = twins.differences(office.an, other)
    assert (difference.kept_words, difference.alias_words) == (
        "hoàn thành tốt nhiệm vụ",
        "hoàn thành nhiệm vụ",
    )
    with pytest.raises(Refused) as refusal:
        merge(office, other)
    assert refusal.value.message == "Hãy chọn giá trị đúng cho: xếp loại 2016."
    merge(office, other, **{"2016.rating": "alias"})
    assert queries.facts_of([office.an], YEAR)[office.an.pk].rating == "HT"


def test_parted_everything_is_as_before(office: Office) -> None:
    other = again(office, sex="male")
    know(office, office.an, rating="HTT")
    know(office, other, rating="HT")
    done = merge(office, other, **{"2016.rating": "alias"})

    actions.part_people(office.lan, done, reason="Hai người khác nhau")

    found = queries.facts_of([office.an, other], YEAR)
    assert [found[each.pk].rating for each in (office.an, other)] == ["HTT", "HT"]
    an = Person.objects.get(pk=office.an.pk)
    assert an.sex == ""
    assert other in queries.people_of(office.second)
    assert an not in queries.people_of(office.second)
    with pytest.raises(Refused):
        actions.part_people(office.lan, done, reason="Lần nữa")


def test_parted_each_value_cites_again_what_it_was_read_in(office: Office) -> None:
    def cited() -> dict[str, str]:
        sources: dict[str, str] = queries.facts_of([office.an], YEAR)[
            office.an.pk
        ].sources
        return sources

    other = again(office)
    decided = {"rating_decision_no": "5/QĐ"}
    for person, told, source in (
        (office.an, {"rating": "HTT"}, "Sổ 1"),
        (other, {"rating": "HTXS"} | decided, "Sổ 2"),
    ):
        actions.record_year_facts(office.lan, person.subject, YEAR, told, source=source)

    done = merge(office, other, **{"2016.rating": "alias"})
    assert cited() == {"rating": "Sổ 2", "rating_decision_no": "Sổ 2"}

    actions.part_people(office.lan, done, reason="Hai người")
    assert cited() == {"rating": "Sổ 1"}


def test_a_value_written_after_the_merger_is_not_undone(office: Office) -> None:
    other = again(office)
    know(office, office.an, rating="HTT")
    know(office, other, rating="HT")
    done = merge(office, other, **{"2016.rating": "alias"})
    know(office, office.an, rating="HTXS")

    actions.part_people(office.lan, done, reason="Hai người")

    assert queries.facts_of([office.an], YEAR)[office.an.pk].rating == "HTXS"


def test_an_alias_brings_its_own_aliases_and_takes_them_back(office: Office) -> None:
    second, third = again(office), again(office, "Ng. V. An")
    first_merge = actions.merge_people(
        office.lan, second, third, choices={}, reason="Một người"
    )
    done = merge(office, Person.objects.get(pk=second.pk))

    assert aliases.family([third.pk]) == dict.fromkeys(
        (office.an.pk, second.pk, third.pk), office.an.pk
    )
    with pytest.raises(Refused) as refusal:
        actions.part_people(office.lan, first_merge, reason="Nhầm")
    assert refusal.value.code == "merge.built_on"
    actions.part_people(office.lan, done, reason="Nhầm")
    assert aliases.family([second.pk]) == dict.fromkeys(
        (second.pk, third.pk), second.pk
    )


def test_a_record_merged_already_is_not_merged_again(office: Office) -> None:
    other = again(office)
    merge(office, other)

    with pytest.raises(Refused) as refusal:
        merge(office, Person.objects.get(pk=other.pk))
    assert refusal.value.code == "merge.already"
