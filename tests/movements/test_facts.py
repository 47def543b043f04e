from typing import Any

from tests.worlds import Office
from vinhdanh.eligibility import sources
from vinhdanh.movements import actions
from vinhdanh.movements.facts import registration_facts
from vinhdanh.movements.models import Movement


def _evidence(words: str) -> dict[str, str]:
    return {"registered": f"Sổ đăng ký thi đua năm 2026: {words}"}


def test_registered_titles_of_a_year(office: Office, movement: Movement) -> None:
    actions.register(office.lan, movement, office.an.subject, ["LDTT", "CSTDCS"])
    actions.register(office.lan, movement, office.first.subject, ["TTLDTT"])

    facts = registration_facts(
        [office.an.pk, office.binh.pk, office.first.pk, office.other.pk], 2026
    )

    assert facts == {
        office.an.pk: {
            2026: {
                "registered": ["CSTDCS", "LDTT"],
                "evidence": _evidence("CSTĐCS ngày 10/02/2026, LĐTT ngày 10/02/2026"),
            }
        },
        office.binh.pk: {
            2026: {"registered": [], "evidence": _evidence("không có tên")}
        },
        office.first.pk: {
            2026: {
                "registered": ["TTLDTT"],
                "evidence": _evidence("TTLĐTT ngày 10/02/2026"),
            }
        },
    }


def test_year_without_registration_is_left_unknown(
    office: Office, movement_of_2025: Movement
) -> None:
    assert registration_facts([office.an.pk], 2025) == {}
    assert registration_facts([office.an.pk], 2024) == {}


def test_withdrawn_registration_is_none(office: Office, movement: Movement) -> None:
    (row,) = actions.register(office.lan, movement, office.an.subject, ["LDTT"])
    actions.withdraw(office.lan, row, "Ghi nhầm")

    assert _registered(office.an.pk) == []


def test_draft_movement_says_nothing(office: Office, draft: Movement) -> None:
    assert registration_facts([office.an.pk], 2026) == {}


def test_law_hears_of_registrations() -> None:
    assert registration_facts in sources.registered()


def _registered(subject: int) -> Any:
    return registration_facts([subject], 2026)[subject][2026]["registered"]
