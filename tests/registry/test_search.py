import pytest

from tests.worlds import Office
from vinhdanh.registry import actions, search
from vinhdanh.registry.models import Person

SOME = ("Nguyễn Văn An", "Nguyễn Văn Ân", "Nguyễn Văn Ẩn", "Nguyễn Văn Anh")


def enter(office: Office, *names: str) -> list[Person]:
    return [
        actions.add_person(
            office.lan, office.second, actions.PersonForm(name=name), is_namesake=True
        )
        for name in names
    ]


def found(user: object, words: str) -> list[str]:
    return names_of(search.people_named(user, words))


def names_of(hits: search.Found) -> list[str]:
    people = Person.objects.in_bulk([hit.person for hit in hits])
    return [people[hit.person].name for hit in hits]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Nguyễn Văn Ân", ["Nguyễn Văn Ân", "Nguyễn Văn An", "Nguyễn Văn Ẩn"]),
        ("NGUYỄN VĂN AN", ["Nguyễn Văn An", "Nguyễn Văn Ân", "Nguyễn Văn Ẩn"]),
        ("nguyen van an", ["Nguyễn Văn An", "Nguyễn Văn Ân", "Nguyễn Văn Ẩn"]),
        ("ẩn", ["Nguyễn Văn Ẩn", "Nguyễn Văn An", "Nguyễn Văn Ân"]),
    ],
)
def test_the_name_as_typed_comes_first_then_the_same_without_marks(
    office: Office, typed: str, expected: list[str]
) -> None:
    enter(office, *SOME[1:])

    assert found(office.lan, typed) == [*expected, "Nguyễn Văn Anh"]


def test_a_given_name_comes_before_a_family_name(office: Office) -> None:
    enter(office, "Hoàng Văn Đặng", "Lê Đặng Khoa")

    assert found(office.lan, "dang") == [
        "Hoàng Văn Đặng",
        "Đặng Kim Chi",
        "Lê Đặng Khoa",
    ]


def test_words_may_come_in_any_order_and_be_begun(office: Office) -> None:
    assert found(office.lan, "an nguy") == ["Nguyễn Văn An"]


def test_letters_inside_a_word_are_looked_for_where_nothing_begins_so(
    office: Office,
) -> None:
    assert found(office.lan, "guye") == ["Nguyễn Văn An"]
    assert found(office.lan, "an") == ["Nguyễn Văn An"]


def test_nobody_of_another_office_is_found(office: Office) -> None:
    assert found(office.hoa, "nguyen van an") == []
    assert search.units_named(office.hoa, "phong tong hop", most=9) == ([], 0)


def test_nothing_typed_finds_nobody(office: Office) -> None:
    assert found(office.lan, " \t ") == []
    assert search.units_named(office.lan, "", most=9) == ([], 0)


def test_all_are_found_and_counted_and_paged_without_a_gap(office: Office) -> None:
    enter(office, *("Trịnh Công Sơn" for _ in range(7)))
    hits = search.people_named(office.lan, "trinh cong son")

    assert (len(hits), hits.has_more) == (7, False)
    assert hits[:3] + hits[3:6] + hits[6:9] == list(hits)
    assert len({hit.person for hit in hits}) == 7


def test_of_too_many_the_best_are_listed_and_it_is_said(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "MOST_FOUND", 3)
    enter(office, "Lê Văn Sáu", "Lê Văn Bảy", "Lê Tư Văn", "Lê Văn Tám", "Lê Vân")
    hits = search.people_named(office.lan, "van")

    assert (len(hits), hits.has_more) == (3, True)
    assert names_of(hits) == ["Lê Tư Văn", "Lê Vân", "Nguyễn Văn An"]


def test_a_merged_record_is_found_by_its_own_name(office: Office) -> None:
    office.binh.subject.alias_of = office.an.subject
    office.binh.subject.save()

    hits = search.people_named(office.lan, "hoang thi binh")

    assert list(hits) == [search.Hit(office.an.pk, also="Hoàng Thị Bình")]
    assert found(office.lan, "an") == ["Nguyễn Văn An"]


def test_a_wild_card_is_a_letter_like_others(office: Office) -> None:
    assert found(office.lan, "%") == []
    assert found(office.lan, "_") == []


def test_a_unit_is_found_by_an_earlier_name(office: Office) -> None:
    office.first.names.create(name="Phòng Thư ký", short_name="P.TK")

    assert search.units_named(office.lan, "thu ky", most=9) == ([office.first], 1)
    assert search.units_named(office.lan, "Phòng Tổng hợp", most=9) == (
        [office.first],
        1,
    )
    assert search.units_named(office.lan, "phong", most=1)[1] == 3
