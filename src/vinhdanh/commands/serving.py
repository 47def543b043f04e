"""What `vinhdanh run` brings up: database, static files, port, worker, server."""

import errno
import hashlib
import logging
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import CommandError, call_command
from django.core.wsgi import get_wsgi_application
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from waitress.server import create_server

from vinhdanh import __version__
from vinhdanh.base.models import AuditEvent

THREADS = 8


def claim_port(host: str, port: int) -> socket.socket:
    """Bind the address before anything slow is done; refuse when it is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    taken = socket.socket(family, socket.SOCK_STREAM)
    if os.name != "nt":
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        taken.bind((host, port))
        # Listening is what makes two starts at once see each other.
        taken.listen()
    except OSError as error:
        taken.close()
        raise CommandError(_why_not(error, host, port)) from error
    return taken


def _why_not(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Cổng {port} trên {host} đang có chương trình khác dùng; có thể Vinh Danh "
            f"đang chạy sẵn: thử mở http://{host}:{port}/. Muốn chạy thêm, chọn cổng "
            f"khác: --port {port + 1} (với make: PORT={port + 1})."
        )
    if error.errno == errno.EACCES:
        return (
            f"Không có quyền mở cổng {port}. Hãy chọn cổng từ 1024 trở lên, "
            "ví dụ --port 8000."
        )
    return (
        f"Không mở được địa chỉ {host}:{port} ({error.strerror or error}). "
        "Hãy kiểm tra --host và --port."
    )


def prepare_database() -> bool:
    """Bring the database to this version; say whether anything was done."""
    # Names and birth dates of people lie there: its owner's business only.
    Path(settings.VAR).mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        executor = MigrationExecutor(connection)
    except OperationalError as error:
        raise CommandError(
            f"Không mở được cơ sở dữ liệu: {error}. Hãy kiểm tra DATABASE_URL, hoặc "
            f"quyền ghi vào thư mục {settings.VAR}."
        ) from error
    loader = executor.loader
    unknown = sorted(
        f"{app}.{name}"
        for app, name in set(loader.applied_migrations) - set(loader.disk_migrations)
        if app in loader.migrated_apps
        and not any(
            (app, name) in node.replaces for node in loader.graph.nodes.values()
        )
    )
    if unknown:
        raise CommandError(
            f"Cơ sở dữ liệu thuộc một phiên bản khác của chương trình "
            f"(có bước {unknown[0]} mà bản {__version__} không biết). Hãy dùng đúng "
            f"phiên bản đó, hoặc đặt VINHDANH_VAR sang một thư mục mới để bắt đầu lại."
        )
    if not executor.migration_plan(loader.graph.leaf_nodes()):
        return False
    call_command("migrate", verbosity=0, interactive=False)
    return True


def collect_static() -> bool:
    """Gather and compress the static files when any has changed."""
    mark = Path(settings.STATIC_ROOT) / ".fingerprint"
    fresh = _static_fingerprint()
    if mark.exists() and mark.read_text(encoding="ascii") == fresh:
        return False
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    mark.write_text(fresh, encoding="ascii")
    return True


def _static_fingerprint() -> str:
    digest = hashlib.sha256(__version__.encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            kept = Path(storage.path(name)).stat()
            digest.update(f"{name}\0{kept.st_size}\0{kept.st_mtime_ns}\n".encode())
    return digest.hexdigest()


# ── the sample, loaded once ──


def database_mark() -> str:
    """Return what tells this database from another: its first audit event."""
    first = AuditEvent.objects.filter(seq=1).values_list("entry_hash", flat=True)
    return first.first() or ""


def sample_mark() -> Path:
    return Path(settings.VAR) / "sample-loaded"


def is_sample_loaded() -> bool:
    """Say whether the sample was loaded, to its end, into this very database."""
    mark = sample_mark()
    return mark.exists() and mark.read_text(encoding="ascii") == (
        database_mark() or "none"
    )


def mark_sample_loaded() -> None:
    sample_mark().write_text(database_mark(), encoding="ascii")


# ── worker and server ──


@contextmanager
def worker() -> Iterator[None]:
    """Keep a task worker at work as a child process; stop it at the end.

    Its standard input is a pipe from this process: when this one dies, however
    hard, the pipe closes and the worker stops by itself.
    """
    keeper = _Keeper()
    keeper.start()
    try:
        yield
    finally:
        keeper.stop()


class _Keeper(threading.Thread):
    """Starts the worker, and starts it again when it falls."""

    def __init__(self) -> None:
        super().__init__(name="worker-keeper", daemon=True)
        self.stopping = threading.Event()
        self.child: subprocess.Popen[bytes] | None = None

    def run(self) -> None:
        while not self.stopping.is_set():
            self.child = subprocess.Popen(
                [sys.executable, "-m", "vinhdanh", "worker", "--stop-with-parent"],
                stdin=subprocess.PIPE,
                start_new_session=True,
            )
            code = self.child.wait()
            if not self.stopping.is_set():
                print(f"Tiến trình việc nền đã dừng (mã {code}); khởi động lại.")
                self.stopping.wait(3)

    def stop(self) -> None:
        """Ask the worker to finish its task; after twenty seconds make it stop."""
        self.stopping.set()
        for end in ("terminate", "kill"):
            if self.child is not None and self.child.poll() is None:
                getattr(self.child, end)()
            self.join(timeout=20)


def serve(listening: socket.socket) -> None:
    """Serve the site on a bound socket until Ctrl-C or SIGTERM."""
    # A page with its styles fills the queue for an instant; that is no warning.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    server = create_server(  # type: ignore[no-untyped-call]
        get_wsgi_application(),
        sockets=[listening],
        threads=THREADS,
        ident=None,
        clear_untrusted_proxy_headers=not settings.HTTPS,
    )

    def leave(_signal: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, leave)
    try:
        server.run()  # returns after a KeyboardInterrupt, its threads at rest
    finally:
        signal.signal(signal.SIGTERM, before)
        server.close()
