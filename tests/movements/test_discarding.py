from dataclasses import replace
from datetime import date

import pytest

from tests.movements.conftest import FORM
from tests.movements.test_reviewing import FIGURES
from tests.movements.test_reviewing import FORM as REVIEW
from tests.worlds import Office
from vinhdanh.base import rights
from vinhdanh.base.models import AuditEvent
from vinhdanh.base.refusal import Refused
from vinhdanh.movements import actions
from vinhdanh.movements.enums import GatheringKind
from vinhdanh.movements.models import Movement, Review, Target

WHY = "chép nhầm từ năm khác"


def _refused(movement: Movement, office: Office) -> str:
    with pytest.raises(Refused) as refusal:
        actions.discard_movement(office.lan, movement, reason=WHY)
    assert Movement.objects.filter(pk=movement.pk).exists()
    assert not AuditEvent.objects.filter(verb="movement.discard").exists()
    return refusal.value.code


def test_draft_of_next_year_is_thrown_away_and_drawn_up_anew(
    office: Office, movement: Movement
) -> None:
    wrong = actions.next_year_from(office.lan, movement)

    actions.discard_movement(office.lan, wrong, reason=f" {WHY} ")

    assert not Target.objects.filter(movement_id=wrong.pk).exists()
    event = AuditEvent.objects.get(verb="movement.discard")
    assert (event.object_name, event.reason) == (wrong.name, WHY)
    assert (event.before or {})["slogan"] == wrong.slogan
    again = actions.next_year_from(office.lan, movement)
    assert list(movement.next.all()) == [again]


def test_draft_is_not_thrown_away_without_a_reason(
    office: Office, draft: Movement
) -> None:
    with pytest.raises(Refused) as refusal:
        actions.discard_movement(office.lan, draft, reason=" ")

    assert refusal.value.code == "discard.no_reason"
    draft.refresh_from_db()


def test_launched_movement_stays(office: Office, movement: Movement) -> None:
    assert _refused(movement, office) == "movement.launched"


def test_draft_with_a_gathering_stays(office: Office, draft: Movement) -> None:
    form = actions.GatheringForm(
        GatheringKind.LAUNCH, "Lễ phát động", date(2026, 1, 12), "Hội trường"
    )
    actions.record_gathering(office.lan, draft, form)

    assert _refused(draft, office) == "movement.recorded"


def test_draft_that_others_name_stays(office: Office, draft: Movement) -> None:
    actions.prepare_movement(
        office.lan, office.unit, replace(FORM, name="Nối tiếp"), follows=draft
    )

    with pytest.raises(Refused) as refusal:
        actions.discard_movement(office.lan, draft, reason=WHY)

    assert refusal.value.code == "discard.built_on"
    assert "Nối tiếp" in refusal.value.message
    assert _refused(draft, office) == "discard.built_on"


def test_only_who_prepares_throws_away(office: Office, draft: Movement) -> None:
    with pytest.raises(rights.Forbidden):
        actions.discard_movement(office.hoa, draft, reason=WHY)


def test_review_that_is_being_written_is_thrown_away(
    office: Office, movement: Movement
) -> None:
    review = actions.prepare_review(office.lan, movement, REVIEW)

    actions.discard_review(office.lan, review, reason=WHY)

    assert not Review.objects.exists()
    event = AuditEvent.objects.get(verb="review.discard")
    assert (event.before or {})["results"] == REVIEW.results
    assert actions.prepare_review(office.lan, movement, REVIEW).pk


def test_concluded_review_stays(office: Office, movement: Movement) -> None:
    review = actions.prepare_review(office.lan, movement, REVIEW)
    actions.conclude_review(office.minh, review, FIGURES)

    with pytest.raises(Refused) as refusal:
        actions.discard_review(office.lan, review, reason=WHY)

    assert refusal.value.code == "review.concluded"
    assert Review.objects.count() == 1
