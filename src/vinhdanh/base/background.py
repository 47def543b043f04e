"""The one door to background work.

A room's `tasks.py` declares thin tasks (plain values in, one action out) with
`task`; everybody starts them with `enqueue`. The queue is the database; tests run
the work at once.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import timedelta
from typing import Any

from django.db import transaction
from django_tasks import task
from django_tasks.base import Task, TaskResultStatus

from vinhdanh.base import clock

__all__ = ["at_once", "enqueue", "take_up_again", "task"]

# Longer than any task of ours takes: 10,000 certificates print in some minutes.
GIVEN_UP_AFTER = timedelta(minutes=30)

_at_once: ContextVar[bool] = ContextVar("at_once", default=False)


@contextmanager
def at_once() -> Iterator[None]:
    """Do the tasks started inside here and now, in the caller's own transaction.

    For a command that needs what a task makes: nothing is left in the queue, and
    what goes wrong in the task goes wrong in the command.
    """
    token = _at_once.set(True)
    try:
        yield
    finally:
        _at_once.reset(token)


def enqueue(work: Task[Any, Any], *args: Any, **kwargs: Any) -> None:
    """Start a task once the present transaction has been committed.

    A worker that saw the task before the commit would look for rows that are not
    there yet. Inside `at_once` it is done now.
    """
    if _at_once.get():
        work.func(*args, **kwargs)
        return
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
