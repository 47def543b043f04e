"""Authors with their parts, and the one award an initiative serves."""

import threading
from datetime import date

import pytest
from django.db import close_old_connections, connection

from tests.worlds import Office, small_office
from vinhdanh.accounts.models import User
from vinhdanh.base.refusal import Refused
from vinhdanh.base.rights import Forbidden
from vinhdanh.registry import actions, queries, years
from vinhdanh.registry.models import Authorship, Person, RecognisedWork

YEAR = 2024


def work_of(
    office: Office, person: Person, share_pct: int | None = None
) -> RecognisedWork:
    return actions.record_work(
        office.lan,
        person,
        name="Sổ theo dõi kiến nghị cử tri",
        year=YEAR,
        scope="grassroots",
        decision_no="07/QĐ-VP",
        recognised_by="Chánh Văn phòng",
        share_pct=share_pct,
    )


def share_of(person: Person) -> Authorship:
    return Authorship.objects.get(person=person)


def test_one_work_has_two_authors_with_their_parts(office: Office) -> None:
    work_of(office, office.an, 60)
    work = work_of(office, office.binh, 40)

    assert list(
        work.authorships.order_by("pk").values_list(
            "person__subject__name", "share_pct"
        )
    ) == [("Nguyễn Văn An", 60), ("Hoàng Thị Bình", 40)]
    assert work.recognised_by == "Chánh Văn phòng"


def test_parts_beyond_the_whole_are_refused_by_one_or_in_bulk(office: Office) -> None:
    work_of(office, office.an, 60)

    with pytest.raises(Refused) as refusal:
        work_of(office, office.binh, 41)
    assert refusal.value.message == (
        "“Sổ theo dõi kiến nghị cử tri”: tỷ lệ của các tác giả cộng lại là 101 %, quá "
        "100 %. Hãy sửa tỷ lệ của từng người."
    )

    line = years.WorkLine(
        office.binh,
        office.first,
        "Sổ theo dõi kiến nghị cử tri",
        YEAR,
        "grassroots",
        decision_no="07/QĐ-VP",
        share_pct=41,
    )
    with pytest.raises(Refused, match="101 %"):
        years.record_works(office.lan, [line])
    assert Authorship.objects.count() == 1


def test_a_part_not_told_stays_unknown_and_is_not_shared_out(office: Office) -> None:
    work_of(office, office.an, 60)
    work_of(office, office.binh)

    assert share_of(office.binh).share_pct is None


def test_the_same_work_told_again_without_a_part_keeps_it(office: Office) -> None:
    work_of(office, office.an, 60)
    work_of(office, office.an)

    assert share_of(office.an).share_pct == 60


def test_parts_are_changed_together(office: Office) -> None:
    work_of(office, office.an, 60)
    work = work_of(office, office.binh, 40)

    actions.set_shares(
        office.lan, work, {office.an: 30, office.binh: 70}, source="Biên bản"
    )

    assert (share_of(office.an).share_pct, share_of(office.binh).share_pct) == (30, 70)


def test_an_author_who_has_moved_on_has_her_part_from_the_office_of_that_year(
    office: Office,
) -> None:
    work_of(office, office.an, 60)
    work = work_of(office, office.binh, 30)
    post = queries.present_post(office.an)
    assert post is not None
    form = actions.TransferForm(receiving=office.other, on=date(YEAR + 1, 7, 1))
    actions.receive_person(office.hoa, actions.send_person(office.lan, post, form))
    later = actions.record_work(
        office.hoa, office.an, name="Sổ mới", year=YEAR + 1, scope="grassroots"
    )

    actions.set_shares(office.lan, work, {office.an: 50, office.binh: 50}, source="BB")
    with pytest.raises(Forbidden):
        actions.set_shares(office.lan, later, {office.an: 50}, source="BB")

    shares = work.authorships.values_list("share_pct", flat=True)
    assert list(shares) == [50, 50]


def test_a_part_for_somebody_who_is_no_author_is_refused(office: Office) -> None:
    work = work_of(office, office.an, 60)

    with pytest.raises(Refused) as refusal:
        actions.set_shares(office.lan, work, {office.chi: 10}, source="Biên bản")

    assert refusal.value.code == "work.no_such_author"


def test_an_initiative_serves_one_award_for_each_author(office: Office) -> None:
    work_of(office, office.an)
    work_of(office, office.binh)
    mine, hers = share_of(office.an), share_of(office.binh)

    used = actions.note_use(
        office.lan, mine, award="CSTDCS", year=YEAR, source="QĐ 15/QĐ-VP"
    )

    assert (used.use, used.used_for_award, used.used_for_year) == (
        "used",
        "CSTDCS",
        YEAR,
    )
    assert share_of(office.binh).use == ""
    actions.note_use(office.lan, hers, award="CSTDCS", year=YEAR, source="QĐ 15/QĐ-VP")


def test_a_second_award_for_one_initiative_is_refused_until_mended(
    office: Office,
) -> None:
    work_of(office, office.an)
    share = share_of(office.an)
    actions.note_use(office.lan, share, award="CSTDCS", year=YEAR, source="QĐ 15")
    actions.note_use(office.lan, share, award="CSTDCS", year=YEAR, source="QĐ 15")

    with pytest.raises(Refused) as refusal:
        actions.note_use(office.lan, share, award="BK_TINH", year=YEAR, source="QĐ 16")
    assert refusal.value.code == "work.used_already"

    mended = actions.mend_use(office.lan, share, is_unused=True, source="ghi nhầm")
    assert (mended.use, mended.used_for_year) == ("unused", None)
    actions.note_use(office.lan, share, award="BK_TINH", year=YEAR, source="QĐ 16")


def test_a_use_without_source_or_by_a_stranger_is_refused(office: Office) -> None:
    work_of(office, office.an)
    share = share_of(office.an)

    with pytest.raises(Refused) as refusal:
        actions.note_use(office.lan, share, award="CSTDCS", year=YEAR, source=" ")
    assert refusal.value.code == "source.missing"

    with pytest.raises(Forbidden):
        actions.note_use(office.hoa, share, award="CSTDCS", year=YEAR, source="QĐ 15")


# --- two offices with a work of one name ------------------------------------------


@pytest.fixture
def neighbour(office: Office) -> Person:
    return actions.add_person(
        office.hoa, office.other, actions.PersonForm(name="Người Sở Tài chính")
    )


def reform(actor: User, person: Person, share_pct: int = 100) -> RecognisedWork:
    return actions.record_work(
        actor,
        person,
        name="Cải tiến quy trình",
        year=YEAR,
        scope="grassroots",
        share_pct=share_pct,
    )


def test_another_offices_work_of_the_same_name_is_another_work(
    office: Office, neighbour: Person
) -> None:
    here = reform(office.lan, office.an)
    there = reform(office.hoa, neighbour, 60)

    assert here != there
    assert list(here.authorships.values_list("person", flat=True)) == [office.an.pk]


def test_a_list_of_another_office_makes_works_of_its_own(
    office: Office, neighbour: Person
) -> None:
    here = reform(office.lan, office.an, 50)
    lines = [
        years.WorkLine(person, unit, here.name, YEAR, "grassroots", share_pct=50)
        for person, unit in ((office.chi, office.second), (neighbour, office.other))
    ]

    with pytest.raises(Forbidden):
        years.record_works(office.hoa, lines)
    assert years.record_works(office.lan, lines[:1]) == 1
    assert years.record_works(office.hoa, lines[1:]) == 1
    assert years.record_works(office.hoa, lines[1:]) == 0

    works = RecognisedWork.objects.order_by("pk")
    assert [work.authorships.count() for work in works] == [2, 1]


def test_an_authors_own_work_stays_one_wherever_she_goes(
    office: Office, neighbour: Person
) -> None:
    there = reform(office.hoa, neighbour)
    post = queries.present_post(neighbour)
    assert post is not None
    form = actions.TransferForm(receiving=office.first, on=date(YEAR, 7, 1))
    actions.receive_person(office.lan, actions.send_person(office.hoa, post, form))

    assert reform(office.lan, neighbour) == there


def test_a_work_of_a_record_merged_into_hers_is_not_hers_twice(office: Office) -> None:
    again = actions.add_person(
        office.lan, office.second, actions.PersonForm(name="Nguyễn Văn Ân")
    )
    work = reform(office.lan, again)
    actions.merge_people(office.lan, office.an, again, choices={}, reason="một người")
    line = years.WorkLine(office.an, office.first, work.name, YEAR, "grassroots")

    assert reform(office.lan, office.an) == work
    assert years.record_works(office.lan, [line]) == 0
    assert work.authorships.count() == 1


def test_an_author_told_twice_in_a_list_is_one(office: Office) -> None:
    line = years.WorkLine(office.an, office.first, "Cải tiến", YEAR, "grassroots")

    assert years.record_works(office.lan, [line, line]) == 1
    assert share_of(office.an).work.name == "Cải tiến"


@pytest.mark.skipif(
    "memory" in str(connection.settings_dict["NAME"]),
    reason="an in-memory SQLite is one connection's own: threads would share nothing",
)
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("other", ["an", "binh"])
def test_a_work_that_two_write_at_once_stays_one(other: str) -> None:
    office = small_office()
    start, failures = threading.Barrier(2), list[Exception]()

    def write(person: Person) -> None:
        try:
            start.wait(timeout=10)
            reform(office.lan, person, 50)
        except Exception as failure:  # noqa: BLE001 - shown by the assert below
            failures.append(failure)
        finally:
            close_old_connections()
            connection.close()

    authors = [office.an, getattr(office, other)]
    threads = [threading.Thread(target=write, args=[person]) for person in authors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)

    assert failures == []
    work = RecognisedWork.objects.get()
    assert {row.person for row in work.authorships.all()} == set(authors)
