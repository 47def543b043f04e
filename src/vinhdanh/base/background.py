"""The one door to background work.

A room's `tasks.py` declares thin tasks (plain values in, one action out) with
`task`; everybody starts them with `enqueue`. The queue is the database; tests run
the work at once.
"""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django_tasks import task
from django_tasks.base import Task, TaskResultStatus

from vinhdanh.base import clock

__all__ = ["enqueue", "take_up_again", "task"]

# Longer than any task of ours takes: 10,000 certificates print in some minutes.
GIVEN_UP_AFTER = timedelta(minutes=30)


def enqueue(work: Task[Any, Any], *args: Any, **kwargs: Any) -> None:
    """Start a task once the present transaction has been committed.

    A worker that saw the task before the commit would look for rows that are not
    there yet.
    """
    transaction.on_commit(lambda: work.enqueue(*args, **kwargs))


def take_up_again() -> int:
    """Queue again what a worker had in hand when it was killed; return how many.

    Called when a worker starts. Every task of ours may be done twice and leaves one
    result, so a task that another living worker still holds does no harm either.
    """
    # The queue's tables are loaded after the rooms that declare tasks.
    from django_tasks_db.models import DBTaskResult  # noqa: PLC0415

    left = DBTaskResult.objects.filter(
        status=TaskResultStatus.RUNNING,
        started_at__lt=clock.now() - GIVEN_UP_AFTER,
    )
    return left.update(status=TaskResultStatus.READY, started_at=None)
