"""A name looked for among 100,000 people, as the page of the search answers it.

    python benchmarks/search.py [--people 100000]
    python tools/postgres.py python benchmarks/search.py

On SQLite in a folder of its own, or where DATABASE_URL points. Each search is asked
of the whole page (rights, ranking, count, HTML) by an officer who sees everybody and
by one who sees a single agency; the best of five is printed, beside what a plain
`icontains` filter over the same table takes to find and count, without rights, rank
or page. All people are invented.
"""

from __future__ import annotations

import argparse
import os
import random
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any

TIMES = 5
PLAIN = "django.contrib.staticfiles.storage.StaticFilesStorage"
AGENCIES, DIVISIONS = 40, 25
NAMESAKES = 813
FAMILIES = "Nguyễn Nguyễn Nguyễn Trần Trần Lê Lê Phạm Hoàng Phan Vũ Đặng Bùi Đỗ Hồ Ngô"
MIDDLES = "Văn Thị Thị Minh Đức Hữu Ngọc Thanh Kim Quang Thùy Xuân"
GIVENS = (
    "Anh Bình Chi Dũng Dung Giang Hà Hạnh Hải Hoa Hùng Hương Khánh Lan Linh Long Mai"
    " Minh Nam Nga Ngọc Phúc Phương Quang Sơn Tâm Thảo Thúy Trang Tuấn Tú Vân Yến Ánh"
)
SEARCHES = (
    "nguyen van an",
    "NGUYỄN VĂN AN",
    "Nguyễn Văn Ân",
    "Nguyễn",
    "thi",
    "An",
    "n",
    "phuong thuy tran",
    "khong co ai ten nay",
)


def main() -> None:
    """Build the people, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=100_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["VINHDANH_VAR"] = folder
        (Path(folder) / "static").mkdir()
        os.environ["DJANGO_SETTINGS_MODULE"] = "vinhdanh.config.settings"
        import django  # noqa: PLC0415 - the settings read the environment
        from django.conf import settings  # noqa: PLC0415

        # A checkout need not have collected its static files to be measured.
        settings.STORAGES["staticfiles"]["BACKEND"] = PLAIN
        django.setup()
        measure(asked.people)


def measure(people: int) -> None:
    """Make a province, then ask for each name in turn."""
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    begun = time.perf_counter()
    everybody, agency = province(people)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    else:
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    built = time.perf_counter() - begun
    print(f"{connection.vendor}: {people} people entered in {built:.0f} s")
    print(f"{'typed':22} {'found':>7} {'page':>7} {'size':>6} {'agency':>9}  icontains")
    for typed in SEARCHES:
        show(typed, everybody, agency)


def show(typed: str, everybody: Any, agency: Any) -> None:
    """Print the line of one search."""
    from vinhdanh.registry import search  # noqa: PLC0415

    whole, size = best_page(everybody, typed)
    part, _size = best_page(agency, typed)
    plain = min(plain_filter(typed) for _ in range(TIMES))
    found = search.people_named(everybody, typed)
    print(
        f"{typed:22} {len(found):7}"
        f" {whole * 1000:4.0f} ms {size / 1000:3.0f} kB"
        f" {part * 1000:6.0f} ms {plain * 1000:7.0f} ms"
        f"  {', '.join(dict.fromkeys(names_of(found[:50])))}"
    )


def names_of(hits: Any) -> list[str]:
    """Return the names of the people found, in their order."""
    from vinhdanh.registry.models import Subject  # noqa: PLC0415

    names = Subject.objects.in_bulk([hit.person for hit in hits])
    return [names[hit.person].name for hit in hits][:300]


def best_page(user: Any, typed: str) -> tuple[float, int]:
    """Return the best seconds of the page, and its bytes."""
    from django.test import Client  # noqa: PLC0415

    client = Client()
    client.force_login(user)
    taken = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        answer = client.get("/tim/", {"tim": typed}, headers={"host": "127.0.0.1"})
        taken.append(time.perf_counter() - begun)
        assert answer.status_code == 200, answer.status_code  # noqa: S101
    return min(taken), len(answer.content)


def plain_filter(typed: str) -> float:
    """Return the seconds of `name icontains` for each word: fifty rows and a count."""
    from vinhdanh.registry.models import Person  # noqa: PLC0415

    begun = time.perf_counter()
    found = Person.objects.select_related("subject")
    for word in typed.split():
        found = found.filter(subject__name__icontains=word)
    list(found.order_by("subject__name")[:50])
    found.count()
    return time.perf_counter() - begun


def province(people: int) -> tuple[Any, Any]:
    """Build units and people; return who sees all, and who sees one agency."""
    from vinhdanh.accounts.models import Assignment, User  # noqa: PLC0415
    from vinhdanh.registry import actions, enums  # noqa: PLC0415

    def unit(name: str, parent: Any = None) -> Any:
        form = actions.UnitForm(
            name=name, kind=enums.UnitKind.OFFICE, parent=parent, is_own=parent is None
        )
        return actions.found_unit(None, form)

    def officer(name: str, at: Any) -> Any:
        user = User.objects.create(username=name, full_name=name)
        Assignment.objects.create(user=user, role="officer", unit=at)
        return user

    top = unit("Ủy ban nhân dân tỉnh (dữ liệu mẫu)")
    agencies = [unit(f"Sở mẫu số {n}", top) for n in range(AGENCIES)]
    places = [
        unit(f"Phòng {n} {agency}", agency)
        for agency in agencies
        for n in range(DIVISIONS)
    ]
    enter(people, places)
    return officer("tinh", top), officer("so", agencies[0])


def enter(people: int, places: list[Any]) -> None:
    """Write the people and a post for each, past the deeds: no log of 100,000 lines."""
    from vinhdanh.registry.models import Person, Post, Subject  # noqa: PLC0415

    chosen = random.Random(1)
    subjects = [Subject(kind="person", name=name_of(n, chosen)) for n in range(people)]
    for subject in subjects:
        subject.write_keys()
    born = [date(1960 + n % 40, 1 + n % 12, 1 + n % 28) for n in range(people)]
    Subject.objects.bulk_create(subjects, batch_size=1000)
    rows = [
        Person(subject=s, birth_date=day) for s, day in zip(subjects, born, strict=True)
    ]
    Person.objects.bulk_create(rows, batch_size=1000)
    posts = [
        Post(person=person, unit=chosen.choice(places), title="Chuyên viên")
        for person in rows
    ]
    Post.objects.bulk_create(posts, batch_size=1000)


def name_of(number: int, chosen: random.Random) -> str:
    """Return an invented name; the first 813 are told apart by their marks alone."""
    if number < NAMESAKES:
        return f"Nguyễn Văn {('An', 'Ân', 'Ẩn')[number % 3]}"
    return " ".join(
        chosen.choice(words.split()) for words in (FAMILIES, MIDDLES, GIVENS)
    )


if __name__ == "__main__":
    main()
