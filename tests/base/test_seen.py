import pytest
from django.db import transaction

from tests.worlds import Office
from vinhdanh.base import audit, seen
from vinhdanh.registry.models import Unit


def _record(office: Office, unit: Unit) -> None:
    with transaction.atomic():
        audit.record(office.lan, "unit.rename", unit, after={"name": unit.name})


def test_nothing_done_since_the_page_was_read_is_no_hindrance(office: Office) -> None:
    _record(office, office.first)

    mark = seen.mark()
    _record(office, office.second)

    seen.require_unchanged(office.first, mark)


def test_deed_done_since_is_told_with_who_did_it_and_when(office: Office) -> None:
    mark = seen.mark()
    _record(office, office.first)

    with pytest.raises(seen.Changed) as refusal:
        seen.require_unchanged(office.first, mark)

    (event,) = refusal.value.events
    assert event.after == {"name": office.first.name}
    assert refusal.value.code == "changed_since"
    assert refusal.value.message.startswith(f"{office.lan} đã ghi lúc ")
    assert "Nội dung vừa gõ còn trên trang" in refusal.value.message


def test_who_has_read_it_once_more_may_write(office: Office) -> None:
    _record(office, office.first)
    with pytest.raises(seen.Changed) as refusal:
        seen.require_unchanged(office.first, "0")

    seen.require_unchanged(office.first, str(refusal.value.events[0].seq))


@pytest.mark.parametrize("mark", ["", "-1", "abc", "²", "9" * 40])
def test_strange_mark_has_seen_nothing(office: Office, mark: str) -> None:
    _record(office, office.first)

    with pytest.raises(seen.Changed):
        seen.require_unchanged(office.first, mark)


def test_program_that_read_no_page_is_not_asked(office: Office) -> None:
    _record(office, office.first)

    seen.require_unchanged(office.first, None)


@pytest.mark.django_db
def test_first_mark_is_of_no_deed() -> None:
    assert seen.mark() == "0"
