"""`vinhdanh worker`: does the background tasks that the site has queued."""

import argparse
import logging
import os
import signal
import threading
from typing import Any

from django_tasks_db.management.commands.db_worker import Command as DbWorker

from vinhdanh.base import background


class Command(DbWorker):
    help = "Làm các việc nền mà trang đã xếp hàng; `run` tự mở một tiến trình như vậy."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--stop-with-parent",
            action="store_true",
            help="dừng khi tiến trình đã mở nó không còn",
        )

    def configure_logging(self, verbosity: int) -> None:
        """Say what goes wrong; each finished task is no news."""
        if verbosity > 1:
            super().configure_logging(verbosity)
            return
        for name in ("django_tasks", "django_tasks_db"):
            logging.getLogger(name).setLevel(logging.ERROR)

    def handle(self, **options: Any) -> None:
        if options.pop("stop_with_parent"):
            threading.Thread(target=_stop_at_end_of_input, daemon=True).start()
        background.take_up_again()
        super().handle(**options)


def _stop_at_end_of_input() -> None:
    # Not through sys.stdin: its lock would still be held while Python shuts down.
    while os.read(0, 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
