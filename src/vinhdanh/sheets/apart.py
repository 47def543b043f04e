"""A workbook opened in a process of its own, with bounds on memory and time.

A sheet of 2 KB can make a parser ask for gigabytes. Here that ends the child and
leaves the officer a sentence; the worker that asked goes on. Without POSIX limits
(Windows) only the time is bounded: `BOUNDS_MEMORY` says so.
"""

import errno
import gc
import os
import pickle
import subprocess
import sys
import threading
import xml.etree.ElementTree as ET
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, BinaryIO, Final
from xml.parsers import expat

from vinhdanh.sheets.container import Limits
from vinhdanh.sheets.refusal import SheetRefused
from vinhdanh.sheets.workbook import DEFAULT_LIMITS, Piece, Workbook, joined, pieces

try:
    import resource
except ImportError:  # pragma: no cover - Windows
    BOUNDS_MEMORY = False
else:
    BOUNDS_MEMORY = True
"""Whether this platform bounds the memory of the process that opens a sheet."""

_OUT_OF_MEMORY: Final = "memory"
_PATIENCE: Final = 5
_Z_MEM_ERROR: Final = -4
_MB: Final = 1024 * 1024


@dataclass(frozen=True)
class Bounds:
    """What opening one file may cost.

    seconds: of work. Where these cannot be counted (Windows) the clock counts; else
    the clock waits some times as long, since a busy machine is not the file's fault.
    """

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
    child = subprocess.Popen(
        [sys.executable, "-m", "vinhdanh.sheets.apart"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    late = threading.Event()

    def end() -> None:
        late.set()
        child.kill()

    patience = _PATIENCE if BOUNDS_MEMORY else 1
    clock = threading.Timer(bounds.seconds * patience, end)
    clock.start()
    try:
        with child:
            return joined(_answers(child, (data, filename, limits, bounds)))
    except _NoAnswer as failed:
        is_late = late.is_set() or child.returncode == -_CPU_SIGNAL
        say = _too_long if is_late else _too_much
        raise SheetRefused(say(name, bounds)) from failed
    finally:
        clock.cancel()


class _NoAnswer(Exception):  # noqa: N818 - what the child is, not what went wrong
    """The child ended before it had said everything."""


def _answers(child: "subprocess.Popen[bytes]", asked: Any) -> Iterator[Piece]:
    """What the child says, bit by bit as it reads."""
    assert child.stdin is not None  # noqa: S101 - both are pipes
    assert child.stdout is not None  # noqa: S101
    try:
        with child.stdin as door:
            pickle.dump(asked, door, protocol=pickle.HIGHEST_PROTOCOL)
        while True:
            # Written by our own child over a pipe of ours; the file itself is never
            # unpickled.
            said = pickle.load(child.stdout)  # noqa: S301
            if said == _OUT_OF_MEMORY:
                raise _NoAnswer
            if isinstance(said, str):
                raise SheetRefused(said)
            yield said
    except (EOFError, BrokenPipeError, pickle.UnpicklingError) as cut_short:
        raise _NoAnswer from cut_short


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


def _is_want_of_memory(error: BaseException | None) -> bool:
    """Whether a parser that calls a file damaged was only refused memory."""
    match error:
        case zlib.error():
            return str(error).startswith(f"Error {_Z_MEM_ERROR} ")
        case ET.ParseError():
            return error.code == expat.errors.codes[expat.errors.XML_ERROR_NO_MEMORY]
        case OSError():
            return error.errno == errno.ENOMEM
        case _:
            return isinstance(error, MemoryError)


def answer(asked: BinaryIO, door: BinaryIO) -> None:
    """Say the workbook bit by bit, else the sentence of a refusal, or no memory."""
    data, filename, limits, bounds = pickle.load(asked)  # noqa: S301 - from ourselves
    _bound(bounds)
    gc.disable()  # a million cells have no cycle; seeking one takes seconds
    try:
        for piece in pieces(data, filename, limits):
            pickle.dump(piece, door, protocol=pickle.HIGHEST_PROTOCOL)
    except SheetRefused as refusal:
        is_short = _is_want_of_memory(refusal.__cause__)
        pickle.dump(_OUT_OF_MEMORY if is_short else str(refusal), door)
    except MemoryError:
        pickle.dump(_OUT_OF_MEMORY, door)
    door.flush()


if __name__ == "__main__":
    answer(sys.stdin.buffer, sys.stdout.buffer)
