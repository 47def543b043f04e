from tests.worlds import Office
from vinhdanh.movements import actions
from vinhdanh.movements.facts import registered_titles
from vinhdanh.movements.models import Movement


def test_registered_titles_of_a_year(office: Office, movement: Movement) -> None:
    actions.register(office.lan, movement, office.an.subject, ["LDTT", "CSTDCS"])
    actions.register(office.lan, movement, office.first.subject, ["TTLDTT"])

    facts = registered_titles(
        [office.an.pk, office.binh.pk, office.first.pk, office.other.pk], 2026
    )

    assert facts == {
        office.an.pk: ["CSTDCS", "LDTT"],
        office.binh.pk: [],
        office.first.pk: ["TTLDTT"],
        office.other.pk: None,
    }


def test_year_without_registration_is_unknown(
    office: Office, movement_of_2025: Movement
) -> None:
    assert registered_titles([office.an.pk], 2025) == {office.an.pk: None}
    assert registered_titles([office.an.pk], 2024) == {office.an.pk: None}


def test_withdrawn_registration_is_none(office: Office, movement: Movement) -> None:
    (row,) = actions.register(office.lan, movement, office.an.subject, ["LDTT"])
    actions.withdraw(office.lan, row, "Ghi nhầm")

    assert registered_titles([office.an.pk], 2026) == {office.an.pk: []}


def test_draft_movement_says_nothing(office: Office, draft: Movement) -> None:
    assert registered_titles([office.an.pk], 2026) == {office.an.pk: None}
