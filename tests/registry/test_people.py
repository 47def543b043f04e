from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.worlds import Office
from vinhdanh.base import audit, rights
from vinhdanh.base.models import AuditEvent
from vinhdanh.base.refusal import Refused
from vinhdanh.registry import actions, queries
from vinhdanh.registry.models import Person, Post


def test_person_entered_twice_is_refused(office: Office) -> None:
    form = actions.PersonForm(name="nguyễn văn AN", birth_date=date(1985, 1, 1))

    with pytest.raises(Refused) as refusal:
        actions.add_person(office.lan, office.first, form)

    assert refusal.value.code == "person.twin"


def test_namesake_with_another_birth_date_is_another_person(office: Office) -> None:
    form = actions.PersonForm(name="Nguyễn Văn An", birth_date=date(1990, 9, 9))

    person = actions.add_person(office.lan, office.first, form)

    assert person.pk != office.an.pk
    assert queries.people_of(office.first).count() == 4


def test_people_are_sorted_by_given_name(office: Office) -> None:
    names = [person.name for person in queries.people_of(office.unit)]

    assert names == [
        "Nguyễn Văn An",
        "Hoàng Thị Bình",
        "Đặng Kim Chi",
        "Trần Thị Hạnh",
        "Lê Văn Quang",
    ]


def test_head_of_another_office_sees_nobody(office: Office) -> None:
    assert list(queries.people_visible_to(office.hoa)) == []
    assert not rights.can(office.hoa, "person.see", office.an)


def test_head_of_a_division_sees_her_own_people_only(office: Office) -> None:
    names = {person.name for person in queries.people_visible_to(office.hanh)}

    assert names == {"Nguyễn Văn An", "Hoàng Thị Bình", "Trần Thị Hạnh"}


def test_deed_without_the_right_names_who_does_it(office: Office) -> None:
    with pytest.raises(rights.Forbidden) as refusal:
        actions.add_person(office.hanh, office.first, actions.PersonForm(name="Ai"))

    assert refusal.value.message == (
        "Việc này do cán bộ phụ trách thi đua, khen thưởng thực hiện."
    )
    assert not Person.objects.filter(subject__name="Ai").exists()


def test_every_deed_is_in_the_audit_chain(office: Office) -> None:
    before = AuditEvent.objects.count()

    actions.record_year_facts(
        office.lan, office.an.subject, 2016, {"rating": "HTXS"}, source="sổ tay"
    )

    assert AuditEvent.objects.count() == before + 1
    assert audit.check() is None


def test_ended_post_leaves_the_roster_of_later_days(office: Office) -> None:
    post = office.an.posts.get()

    actions.end_post(office.lan, post, on=date(2020, 6, 30), reason="nghỉ hưu")

    assert office.an in queries.people_of(office.first, date(2020, 6, 30))
    assert office.an not in queries.people_of(office.first, date(2020, 7, 1))


@pytest.mark.parametrize(
    ("on", "reason", "code"),
    [
        (date(2020, 6, 30), " ", "post.reason_missing"),
        (date(2010, 2, 28), "nhầm", "post.ends_before_it_begins"),
    ],
)
def test_post_ends_for_a_reason_and_after_it_began(
    office: Office, on: date, reason: str, code: str
) -> None:
    with pytest.raises(Refused) as refusal:
        actions.end_post(office.lan, office.an.posts.get(), on=on, reason=reason)

    assert refusal.value.code == code


def test_facts_of_somebody_without_a_post_are_nobodys_to_write(office: Office) -> None:
    office.an.posts.all().delete()

    with pytest.raises(rights.Forbidden):
        actions.record_year_facts(
            office.lan, office.an.subject, 2016, {"rating": "HTXS"}, source="Sổ"
        )

    assert not office.an.subject.year_facts.exists()


def test_unit_is_locked_before_looking_for_a_twin(office: Office) -> None:
    form = actions.PersonForm(name="Mai Thị Mới", birth_date=date(1990, 9, 9))

    with CaptureQueriesContext(connection) as asked:
        actions.add_person(office.lan, office.first, form)

    statements = [query["sql"] for query in asked]
    begun = next(n for n, sql in enumerate(statements) if "SAVEPOINT" in sql)
    looked = next(n for n, sql in enumerate(statements) if "name_folded" in sql)
    assert begun < looked


def test_who_moved_to_another_office_is_mended_there(office: Office) -> None:
    office.an.posts.update(last_day=date(2020, 1, 1))
    Post.objects.create(
        person=office.an, unit=office.other, title="Kế toán", first_day=date(2020, 1, 2)
    )
    form = actions.PersonForm(name="Nguyễn Văn An", title="Chuyên viên chính")

    with pytest.raises(rights.Forbidden):
        actions.mend_person(office.lan, office.an, form)

    assert queries.present_post(office.an).title == "Kế toán"


def test_of_two_posts_the_one_in_reach_is_mended(office: Office) -> None:
    there = Post.objects.create(
        person=office.an, unit=office.other, title="Kế toán", first_day=date(2020, 1, 2)
    )
    form = actions.PersonForm(name="Nguyễn Văn An", title="Chuyên viên chính")

    actions.mend_person(office.lan, office.an, form)

    there.refresh_from_db()
    assert there.title == "Kế toán"
    assert office.an.posts.get(unit=office.first).title == "Chuyên viên chính"
