"""One verdict per person and individual title for a nation, against plain Python.

    python benchmarks/verdicts.py [--people 2200000] [--day 2024-12-31]

Writes ten invented years of every person to a file, then measures each way in a process
of its own: the engine's columns on everybody, a plain loop on 1 % of them, and the same
rules in OpenFisca-core on a tenth, in an environment that this file makes under var/.
The answers must be equal wherever two ways judged the same person. Reading the files is
part of every time; on a shared machine compare the CPU seconds.
"""

# ruff: noqa: PLC0415  each way is measured with its own imports
from __future__ import annotations

import argparse
import hashlib
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from array import array
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import polars as pl

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))
OPENFISCA = HERE.parent / "var" / "bench-openfisca"
LOCK = HERE.parent / "requirements" / "bench-openfisca.txt"
CHUNK = 100_000
YEARS = 10
TITLES = ("LDTT", "CSTDCS", "CSTD_TINH", "CSTDTQ", "GK", "BK_TINH")
WORDS = ("no", "unknown", "confirm", "yes")
LEVELS = ("grassroots", "province", "unused", "nationwide")
COUNTS = tuple(f"initiatives_{level}" for level in LEVELS)
WORKS = tuple(name.replace("initiatives", "science_projects") for name in COUNTS)


def main() -> None:
    """Run everything and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=2_200_000)
    parser.add_argument("--day", type=date.fromisoformat, default=date(2024, 12, 31))
    parser.add_argument("--work", choices=("make", "columns", "plain", "lay"))
    parser.add_argument("--folder", type=Path)
    asked = parser.parse_args()
    if asked.work:
        works = {"make": make, "columns": columns, "plain": plain, "lay": lay}
        works[asked.work](asked.folder, asked.people, asked.day)
        return
    with tempfile.TemporaryDirectory() as folder:
        report(Path(folder), asked.people, asked.day)


def report(folder: Path, people: int, day: date) -> None:
    """Measure each way, compare, print."""
    measured("make", folder, people, day)
    size = sum(f.stat().st_size for f in folder.glob("*.parquet")) // 2**20
    share, tenth = max(1, people // 100), max(1, people // 10)
    print(
        f"{people:,} people × {YEARS} years ({size} MiB), {len(TITLES)} titles, {day}"
    )
    heads = f"{'way':<22}{'people':>10}{'wall s':>9}{'cpu s':>9}"
    print(heads + f"{'peak MiB':>10}{'µs/person':>11}{'cpu µs':>9}")
    line("columns (Polars)", people, measured("columns", folder, people, day))
    line("plain Python loop", share, measured("plain", folder, people, day))
    compare(folder, "plain", share)
    with_openfisca = day.year == 2024 and environment()
    if with_openfisca:
        measured("lay", folder, tenth, day)
        line("OpenFisca-core", tenth, openfisca(folder, tenth, day))
        compare(folder, "openfisca", tenth)
    say_words(folder)


def line(label: str, number: int, cost: dict[str, float]) -> None:
    """One row of the table."""
    each, cpu = (cost[name] / number * 1e6 for name in ("wall", "cpu"))
    print(
        f"{label:<22}{number:>10,}{cost['wall']:>9.2f}{cost['cpu']:>9.2f}"
        f"{cost['peak']:>10.0f}{each:>11.2f}{cpu:>9.2f}"
    )


def compare(folder: Path, way: str, share: int) -> None:
    """The answers must be equal on the share."""
    import polars as pl

    words = pl.read_parquet(folder / "words-*.parquet")
    others = (folder / f"{way}.bin").read_bytes()
    differ = 0
    for index, title in enumerate(TITLES):
        ours = words[title].head(share).to_list()
        theirs = others[index :: len(TITLES)]
        differ += sum(a != b for a, b in zip(ours, theirs, strict=True))
    if differ:
        sys.exit(f"FAILED: {differ} answers differ on the first {share:,} people")
    print(f"  answers equal on the first {share:,} people: {len(others):,} verdicts")


def say_words(folder: Path) -> None:
    """How the answers fell."""
    import polars as pl

    words = pl.read_parquet(folder / "words-*.parquet")
    for title in TITLES:
        counts = dict(words[title].value_counts().iter_rows())
        said = (f"{word} {counts.get(code, 0):,}" for code, word in enumerate(WORDS))
        print(f"  {title:<10}{', '.join(said)}")


def environment() -> bool:
    """Make the environment of OpenFisca-core under var/, once; is it there?"""
    stamp, wanted = OPENFISCA / "stamp", hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        return True
    install = [python_of(OPENFISCA), "-m", "pip", "install", "--quiet"]
    steps = (
        [sys.executable, "-m", "venv", str(OPENFISCA)],
        [*install, "--require-hashes", "-r", str(LOCK)],
    )
    for step in steps:
        done = subprocess.run(  # noqa: S603  our own lock file
            step, check=False, stderr=subprocess.PIPE, text=True
        )
        if done.returncode:
            print(f"OpenFisca-core left out: {done.stderr.strip().splitlines()[-1]}")
            return False
    stamp.write_text(wanted)
    return True


def python_of(folder: Path) -> str:
    """The interpreter of an environment."""
    return str(folder / ("Scripts" if os.name == "nt" else "bin") / "python")


def openfisca(folder: Path, people: int, day: date) -> dict[str, float]:
    """Run OpenFisca's rules in their own environment."""
    rules = str(HERE / "openfisca" / "rules.py")
    command = [python_of(OPENFISCA), rules, str(folder), str(people), str(day.year)]
    done = subprocess.run(  # noqa: S603  our own environment
        command, check=True, stdout=subprocess.PIPE, text=True
    )
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def measured(work: str, folder: Path, people: int, day: date) -> dict[str, float]:
    """Run one way in a process of its own; its last line says what it took."""
    command = [sys.executable, __file__, "--work", work, "--folder", str(folder)]
    command += ["--people", str(people), "--day", day.isoformat()]
    done = subprocess.run(  # noqa: S603  this very file
        command, check=True, stdout=subprocess.PIPE, text=True
    )
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def say_cost(began: float) -> None:
    """Print wall, CPU and peak memory of this process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    cost = {
        "wall": time.perf_counter() - began,
        "cpu": used.ru_utime + used.ru_stime,
        "peak": used.ru_maxrss / 1024,
    }
    print(json.dumps(cost))


def make(folder: Path, people: int, day: date) -> None:
    """Write the invented histories, a file for each hundred thousand people."""
    began = time.perf_counter()
    for first in range(0, people, CHUNK):
        number = min(CHUNK, people - first)
        write_chunk(folder, first, number, day.year)
    say_cost(began)


def draw(salt: int, size: int, first: int) -> pl.Series:
    """Numbers from 0 to 999, the same for the same row on every machine."""
    import polars as pl

    ids = pl.Series(range(first * YEARS, first * YEARS + size))
    return (ids.hash(seed=20161231 + salt) % 1000).cast(pl.Int32)


def facts_of(first: int, rows: int) -> dict[str, pl.Expr]:
    """The facts of each year, with a little unknown in every one."""
    import polars as pl

    def among(salt: int, *steps: tuple[int, int | bool | None]) -> pl.Expr:
        drawn, expr = pl.lit(draw(salt, rows, first)), pl.lit(None)
        for below, value in reversed(steps):
            expr = pl.when(drawn < below).then(pl.lit(value)).otherwise(expr)
        return expr

    rating = among(1, (20, None), (40, 0), (120, 1), (550, 2), (1000, 3))
    discipline = among(2, (10, None), (970, 0), (985, 1), (1000, 2))
    known_absence = pl.lit(draw(4, rows, first)) < 980
    absence = pl.when(known_absence).then(pl.lit(draw(5, rows, first)) % 45)
    facts = {
        "rating": rating.cast(pl.Int8),
        "discipline": discipline.cast(pl.Int8),
        "pending_inquiry": among(3, (15, None), (990, False), (1000, True)),
        "absence_working_days": absence.cast(pl.Int32),
        "registered": among(6, (20, None), (970, True), (1000, False)),
        "held.LDTT": among(7, (30, None), (700, True), (1000, False)),
        "held.CSTDCS": among(8, (30, None), (650, True), (1000, False)),
        "held.CSTD_TINH": among(9, (30, None), (80, True), (1000, False)),
    }
    for salt, names in ((20, COUNTS), (30, WORKS)):
        for offset, name in enumerate(names):
            steps = ((30, None), (700 + 60 * offset, 0), (960, 1), (1000, 2))
            facts[name] = among(salt + offset, *steps).cast(pl.Int32)
    return facts


def write_chunk(folder: Path, first: int, number: int, year: int) -> None:
    """Ten years of `number` people: years, oldest first, and who they are."""
    import polars as pl

    rows = number * YEARS
    index = pl.int_range(rows, dtype=pl.Int32, eager=True)
    pl.DataFrame({"index": index}).select(
        (pl.col("index") // YEARS + first).alias("subject"),
        (pl.col("index") % YEARS + year - YEARS + 1).alias("year"),
        **facts_of(first, rows),
    ).write_parquet(folder / f"history-{first:09}.parquet", compression="lz4")
    days = draw(50, number, first) * 7 + draw(51, number, first) % 300
    since = pl.lit(date(year - 18, 1, 1)) + pl.duration(days=pl.lit(days))
    known = pl.lit(draw(52, number, first)) < 985
    subject = pl.int_range(first, first + number, dtype=pl.Int32, eager=True)
    pl.DataFrame({"subject": subject}).with_columns(
        pl.when(known).then(since).cast(pl.Date).alias("recruited_on")
    ).write_parquet(folder / f"people-{first:09}.parquet", compression="lz4")


def columns(folder: Path, people: int, day: date) -> None:
    """The engine on everybody, a file at a time."""
    began = time.perf_counter()
    import polars as pl

    from vinhdanh.assess.columns import judge_history

    for first in range(0, people, CHUNK):
        history = pl.read_parquet(folder / f"history-{first:09}.parquet")
        persons = pl.read_parquet(folder / f"people-{first:09}.parquet")
        words = judge_history(history, persons, TITLES, year=day.year, day=day)
        words.write_parquet(folder / f"words-{first:09}.parquet", compression="lz4")
    say_cost(began)


def plain(folder: Path, people: int, day: date) -> None:
    """The plain loop on the first hundredth."""
    import plain as loop

    from vinhdanh.assess import regime_on

    began = time.perf_counter()
    regime = regime_on(day).id
    out = bytearray()
    for person in persons_of(folder, max(1, people // 100)):
        words = loop.judge(person, regime, day.year)
        out += bytes(WORDS.index(words[title]) for title in TITLES)
    (folder / "plain.bin").write_bytes(out)
    say_cost(began)


def lay(folder: Path, people: int, day: date) -> None:
    """The facts of the first people as plain numbers, a file a fact, oldest year first.

    One byte each, -1 for "not known"; yes and no as 2 and 0, "not known" as 1.
    """
    import polars as pl

    del day
    began = time.perf_counter()
    paths = [folder / f"history-{n:09}.parquet" for n in range(0, people, CHUNK)]
    history = pl.concat([pl.read_parquet(path) for path in paths]).head(people * YEARS)
    for name in history.columns[2:]:
        facts = history[name]
        if facts.dtype == pl.Boolean:
            facts = (facts.cast(pl.Int8) * 2).fill_null(1)
        numbers = array("b", facts.cast(pl.Int8).fill_null(-1).to_list())
        (folder / f"{name.replace('.', '_')}.i1").write_bytes(numbers.tobytes())
    since = pl.concat([pl.read_parquet(p) for p in sorted(folder.glob("people-*"))])
    days = since["recruited_on"].head(people)
    number = days.dt.year() * 10_000 + days.dt.month().cast(pl.Int32) * 100
    number = (number + days.dt.day().cast(pl.Int32)).fill_null(0)
    numbers = array("i", number.to_list())
    (folder / "recruited_on.i4").write_bytes(numbers.tobytes())
    say_cost(began)


def persons_of(folder: Path, number: int) -> list[dict[str, Any]]:
    """The first people as dicts of lists, newest year first."""
    import polars as pl

    persons: list[dict[str, Any]] = []
    for first in range(0, number, CHUNK):
        take = min(CHUNK, number - first)
        history = pl.read_parquet(
            folder / f"history-{first:09}.parquet", n_rows=take * YEARS
        )
        people = pl.read_parquet(folder / f"people-{first:09}.parquet", n_rows=take)
        facts = {name: history[name].to_list() for name in history.columns[2:]}
        for index, recruited in enumerate(people["recruited_on"].to_list()):
            span = slice(index * YEARS, (index + 1) * YEARS)
            person: dict[str, Any] = {n: v[span][::-1] for n, v in facts.items()}
            persons.append({**person, "recruited_on": recruited})
    return persons


if __name__ == "__main__":
    main()
