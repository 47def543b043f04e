from datetime import date

import pytest

from tests.worlds import Office
from vinhdanh.registry import actions, queries

YEAR = 2016


def names(people: object) -> list[str]:
    return [person.name for person in people]


def test_list_of_a_year_holds_who_had_a_post_on_its_last_day(office: Office) -> None:
    actions.end_post(
        office.lan, office.an.posts.get(), on=date(2016, 12, 30), reason="nghỉ hưu"
    )

    assert "Nguyễn Văn An" in names(queries.roster(office.lan, 2015))
    assert "Nguyễn Văn An" not in names(queries.roster(office.lan, 2016))


def test_list_of_a_year_is_empty_before_anybody_was_recruited(office: Office) -> None:
    assert names(queries.roster(office.lan, 2009)) == []


def test_list_of_a_unit_takes_in_what_lies_below(office: Office) -> None:
    assert len(queries.roster(office.lan, YEAR, office.unit)) == 5
    assert names(queries.roster(office.lan, YEAR, office.second)) == [
        "Đặng Kim Chi",
        "Lê Văn Quang",
    ]


def test_head_of_a_division_lists_her_own_people_only(office: Office) -> None:
    assert names(queries.roster(office.hanh, YEAR, office.second)) == []
    assert len(queries.roster(office.hanh, YEAR)) == 3


@pytest.mark.parametrize(
    ("fact", "given"),
    [
        ("rating", {"rating": "HTT"}),
        ("absence", {"absence_working_days": 0}),
        ("discipline", {"discipline": "none"}),
        ("initiatives", {"is_initiative_list_complete": True}),
        ("titles", {"is_title_list_complete": True}),
    ],
)
def test_fact_is_lacking_until_it_is_written_even_as_none(
    office: Office, fact: str, given: dict[str, object]
) -> None:
    people = queries.roster(office.lan, YEAR)
    assert office.an in queries.lacking(people, YEAR, fact)

    actions.record_year_facts(office.lan, office.an.subject, YEAR, given, source="sổ")

    assert office.an not in queries.lacking(people, YEAR, fact)
    assert office.an in queries.lacking(people, YEAR + 1, fact)
    assert office.an in queries.lacking(people, YEAR, "any")


def test_nothing_is_lacking_once_all_a_judgement_needs_is_written(
    office: Office,
) -> None:
    facts = {
        "rating": "HTT",
        "absence_working_days": 0,
        "discipline": "none",
        "is_initiative_list_complete": True,
    }
    actions.record_year_facts(
        office.lan, office.an.subject, YEAR, facts, source="sổ theo dõi"
    )

    people = queries.roster(office.lan, YEAR)

    assert office.an not in queries.lacking(people, YEAR, "any")


def test_recorded_initiative_is_known_without_a_complete_list(office: Office) -> None:
    actions.record_work(
        office.lan, office.an, name="Số hóa hồ sơ", year=YEAR, scope="grassroots"
    )

    people = queries.roster(office.lan, YEAR)

    assert office.an not in queries.lacking(people, YEAR, "initiatives")


def test_list_of_the_present_year_is_drawn_up_today_and_of_a_coming_one_at_its_start(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries.clock, "today", lambda: date(2026, 11, 21))

    assert queries.last_day_seen(2016) == date(2016, 12, 31)
    assert queries.last_day_seen(2026) == date(2026, 11, 21)
    assert queries.last_day_seen(2027) == date(2027, 1, 1)


def test_person_with_two_posts_counts_in_both_classes(office: Office) -> None:
    office.an.posts.create(unit=office.first, leader_class="other_leader")
    people = queries.roster(office.lan, YEAR)

    classes = queries.leader_classes(people, office.unit, date(2016, 12, 31))

    assert dict(classes) == {"direct_worker": 3, "other_leader": 3}
    assert people.count() == 5


def test_changes_of_a_person_hold_her_facts_and_works(office: Office) -> None:
    actions.record_year_facts(
        office.lan, office.an.subject, YEAR, {"rating": "HTT"}, source="sổ"
    )
    actions.record_work(
        office.lan, office.an, name="Số hóa hồ sơ", year=YEAR, scope="grassroots"
    )

    verbs = [event.verb for event in queries.changes_of(office.an)]

    assert verbs == ["work.record", "year_fact.record", "person.add"]
