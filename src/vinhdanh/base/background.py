"""The one door to background work.

A room's `tasks.py` declares thin tasks (plain values in, one action out) with
`task`; everybody starts them with `enqueue`. The queue is the database; tests run
the work at once.
"""

from typing import Any

from django.db import transaction
from django_tasks import task
from django_tasks.base import Task

__all__ = ["enqueue", "task"]


def enqueue(work: Task[Any, Any], *args: Any, **kwargs: Any) -> None:
    """Start a task once the present transaction has been committed.

    A worker that saw the task before the commit would look for rows that are not
    there yet.
    """
    transaction.on_commit(lambda: work.enqueue(*args, **kwargs))
