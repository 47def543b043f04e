import pytest

from vinhdanh.base import background
from vinhdanh.base.models import Counter


@background.task()
def count_one(register: str) -> None:
    Counter.objects.create(register=register, year=2016, last=1)


@background.task()
def fail() -> None:
    raise OSError("đĩa đầy")


@pytest.mark.django_db
def test_task_waits_for_the_commit(django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks() as waiting:
        background.enqueue(count_one, "so")

    assert len(waiting) == 1
    assert not Counter.objects.exists()


@pytest.mark.django_db
def test_task_at_once_is_done_and_nothing_waits(
    django_capture_on_commit_callbacks,
) -> None:
    with django_capture_on_commit_callbacks() as waiting:
        with background.at_once():
            background.enqueue(count_one, "so")
        background.enqueue(count_one, "khac")

    assert [counter.register for counter in Counter.objects.all()] == ["so"]
    assert len(waiting) == 1


def test_what_goes_wrong_at_once_is_told_at_once() -> None:
    with pytest.raises(OSError, match="đĩa đầy"), background.at_once():
        background.enqueue(fail)
