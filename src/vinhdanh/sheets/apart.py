"""A workbook opened in a process of its own, with bounds on memory and time.

A sheet of 2 KB can make a parser ask for gigabytes. Here that ends the child and
leaves the officer a sentence; the worker that asked goes on. Without POSIX limits
(Windows) only the time is bounded: `BOUNDS_MEMORY` says so.
"""

import io
import os
import pickle
import subprocess
import sys
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, Final

from vinhdanh.sheets.container import Limits
from vinhdanh.sheets.refusal import SheetRefused
from vinhdanh.sheets.workbook import DEFAULT_LIMITS, Workbook
from vinhdanh.sheets.workbook import open_workbook as open_here

try:
    import resource
except ImportError:  # pragma: no cover - Windows
    BOUNDS_MEMORY = False
else:
    BOUNDS_MEMORY = True
"""Whether this platform bounds the memory of the process that opens a sheet."""

_OUT_OF_MEMORY: Final = "memory"
_MB: Final = 1024 * 1024


@dataclass(frozen=True)
class Bounds:
    """What opening one file may cost."""

    memory_bytes: int = 512 * _MB
    seconds: int = 120


DEFAULT_BOUNDS: Final = Bounds()


def open_workbook(
    data: bytes,
    filename: str,
    limits: Limits = DEFAULT_LIMITS,
    bounds: Bounds = DEFAULT_BOUNDS,
) -> Workbook:
    """The workbook in an uploaded file, as `workbook.open_workbook` gives it.

    Raises `SheetRefused` with what is wrong, also when the file costs too much.
    """
    name = PurePath(filename.replace("\\", "/")).name
    asked = pickle.dumps((data, filename, limits, bounds))
    try:
        child = subprocess.run(
            [sys.executable, "-m", "vinhdanh.sheets.apart"],
            input=asked,
            capture_output=True,
            timeout=bounds.seconds,
            check=False,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
    except subprocess.TimeoutExpired as late:
        raise SheetRefused(_too_long(name, bounds)) from late
    if child.returncode == -_CPU_SIGNAL:
        raise SheetRefused(_too_long(name, bounds))
    if child.returncode != 0:
        raise SheetRefused(_too_much(name, bounds))
    # Written by our own child over a pipe of ours; the file itself is never unpickled.
    said = pickle.loads(child.stdout)  # noqa: S301
    if isinstance(said, Workbook):
        return said
    if said == _OUT_OF_MEMORY:
        raise SheetRefused(_too_much(name, bounds))
    raise SheetRefused(str(said))


_CPU_SIGNAL: Final = 24
"""SIGXCPU on Linux."""


def _too_long(name: str, bounds: Bounds) -> str:
    return (
        f"Đọc tệp “{name}” quá {bounds.seconds} giây nên đã dừng. Xóa các trang tính, "
        "định dạng, công thức không dùng, hoặc chia tệp làm hai, rồi gửi lại."
    )


def _too_much(name: str, bounds: Bounds) -> str:
    return (
        f"Tệp “{name}” cần hơn {bounds.memory_bytes // _MB} MB bộ nhớ để đọc nên đã "
        "dừng. Xóa các trang tính, dòng, cột, định dạng không dùng, hoặc chia tệp làm "
        "hai, rồi gửi lại."
    )


def _bound(bounds: Bounds) -> None:
    if not BOUNDS_MEMORY:  # pragma: no cover - Windows
        return
    for what, most in (
        (resource.RLIMIT_AS, bounds.memory_bytes),
        (resource.RLIMIT_CPU, bounds.seconds),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
    ):
        resource.setrlimit(what, (most, most))


def answer(asked: bytes) -> bytes:
    """What the child says: the workbook, the sentence of a refusal, or no memory."""
    data, filename, limits, bounds = pickle.loads(asked)  # noqa: S301 - from ourselves
    _bound(bounds)
    said: Any
    try:
        said = open_here(data, filename, limits)
        buffer = io.BytesIO()
        pickle.dump(said, buffer, protocol=pickle.HIGHEST_PROTOCOL)
        return buffer.getvalue()
    except SheetRefused as refusal:
        said = str(refusal)
    except MemoryError:
        said = _OUT_OF_MEMORY
    return pickle.dumps(said)


if __name__ == "__main__":
    sys.stdout.buffer.write(answer(sys.stdin.buffer.read()))
