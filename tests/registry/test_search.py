import pytest

from tests.worlds import Office
from vinhdanh.registry import actions, search
from vinhdanh.registry.enums import SubjectKind
from vinhdanh.registry.models import Person, Post, Subject, Unit

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


def namesakes(count: int) -> list[Person]:
    """Enter so many people told apart by their marks alone, past the deeds."""
    subjects = [
        Subject(kind=SubjectKind.PERSON, name=SOME[number % 3])
        for number in range(count)
    ]
    for subject in subjects:
        subject.write_keys()
    made = Subject.objects.bulk_create(subjects)
    return Person.objects.bulk_create([Person(subject=each) for each in made])


def hold_posts(people: list[Person], unit: Unit) -> None:
    Post.objects.bulk_create([Post(person=person, unit=unit) for person in people])


def test_all_813_of_813_are_found_and_counted_and_paged(office: Office) -> None:
    actions.mend_person(office.lan, office.an, actions.PersonForm(name="Lê Văn Sáu"))
    people = namesakes(813)
    hold_posts(people, office.second)

    hits = search.people_named(office.lan, "nguyen van an")
    pages = [hits[start : start + 50] for start in range(0, 813, 50)]

    assert len(hits) == 813
    assert [len(page) for page in pages] == [50] * 16 + [13]
    assert {hit.person for page in pages for hit in page} == {p.pk for p in people}
    marked = names_of(search.people_named(office.lan, "Nguyễn Văn Ân"))
    assert marked == [SOME[1]] * 271 + [SOME[0]] * 271 + [SOME[2]] * 271


@pytest.mark.parametrize("most_ranked", [0, 2, 100])
def test_of_very_many_all_are_counted_and_none_is_missed(
    office: Office, monkeypatch: pytest.MonkeyPatch, most_ranked: int
) -> None:
    monkeypatch.setattr(search, "MOST_RANKED", most_ranked)
    enter(office, "Lê Phú Sáu", "Lê Phù Bảy", "Lê Tư Phú", "Lê Phú Tám", "Lê Phụ")
    hits = search.people_named(office.lan, "phú")

    assert len(hits) == 5
    assert names_of(hits)[:2] == ["Lê Tư Phú", "Lê Phụ"]
    assert hits[:2] + hits[2:3] + hits[3:9] == list(hits)
    assert len({hit.person for hit in hits}) == 5
    assert (hits[4], hits[-1]) == (list(hits)[4], list(hits)[4])


def test_a_word_that_begins_two_words_of_a_name_counts_her_once(
    office: Office,
) -> None:
    enter(office, "Nguyễn Thị Nguyên")

    assert found(office.lan, "nguyen") == ["Nguyễn Thị Nguyên", "Nguyễn Văn An"]
    assert len(search.people_named(office.lan, "nguyen nguyen")) == 2


@pytest.mark.parametrize("most_ranked", [0, 100])
def test_a_merged_record_is_found_among_very_many(
    office: Office, monkeypatch: pytest.MonkeyPatch, most_ranked: int
) -> None:
    monkeypatch.setattr(search, "MOST_RANKED", most_ranked)
    enter(office, "Lê Phú Sáu", "Trần Hữu Phú")
    other, far = enter(office, "Đỗ Phú", "Phúc Thị Mai")
    for alias, main in ((other, office.binh), (far, office.chi)):
        alias.subject.alias_of = main.subject
        alias.subject.save()

    hits = search.people_named(office.lan, "phu")

    assert len(hits) == 4
    assert [hit.also for hit in hits if hit.also] == ["Đỗ Phú", "Phúc Thị Mai"]
    assert set(names_of(hits)[:2]) == {"Trần Hữu Phú", "Hoàng Thị Bình"}
    assert sorted(names_of(hits)) == sorted(
        ["Trần Hữu Phú", "Hoàng Thị Bình", "Đặng Kim Chi", "Lê Phú Sáu"]
    )


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
