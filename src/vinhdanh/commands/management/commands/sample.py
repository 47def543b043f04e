"""Load the sample office, once, and print the summation of its year 2016."""

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from vinhdanh.accounts.enums import Role
from vinhdanh.accounts.reach import roles_of
from vinhdanh.base import background
from vinhdanh.commands import demo_accounts
from vinhdanh.commands.sample import (
    block_2016,
    bodies,
    cast,
    council_2023,
    council_covenants,
    council_figures,
    council_reviews,
    council_scoring,
    five_years,
    initiatives,
    movements_2017,
    office_figures,
    people_on_the_move,
    reorganisations,
    scoring,
    ubnd_office,
    year_2016,
    year_2026,
)
from vinhdanh.publishing.summation import Summation, SummationFigure, summation
from vinhdanh.registry import queries as registry


class Command(BaseCommand):
    """`vinhdanh sample`."""

    help = "Nạp cơ quan mẫu (năm 2016 trọn vẹn, năm 2026 đang làm) và in tổng kết 2016"

    def handle(self, **options: Any) -> None:
        own = registry.own_unit()
        if own is None:
            self._load()
            own = registry.own_unit()
        assert own is not None  # noqa: S101 - loaded above
        if not demo_accounts.lines():
            raise CommandError(
                f"Cơ sở dữ liệu này đã là của “{own}”, không phải cơ quan mẫu; "
                "không nạp mẫu vào. Dùng VINHDANH_VAR khác để xem mẫu."
            )
        self._print(summation(own, 2016))

    def _load(self) -> None:
        self.stdout.write("Đang nạp cơ quan mẫu…")
        # Printed in the same go: a worker that starts next finds nothing to do.
        with transaction.atomic(), background.at_once():
            players = cast.found_office()
            year_2016.import_roster(players)
            players.era = ".2016"
            cast.open_accounts_of_people(players, date(2016, 12, 31))
            year_2016.live_through(players)
            movements_2017.live_through(players)
            year_2026.live_on(players)
            reorganisations.tell(players)
            people_on_the_move.tell(players)
            bodies.seat_inspection_board(players)
            bodies.seat_council(players)
            initiatives.live_through(players)
            scoring.live_through(players)
            council_2023.seat_councils(players)
            council_covenants.live_through(players)
            ubnd_office.live_through(players)
            five_years.live_through(players)
            block_2016.live_through(players)
            council_figures.live_through(players)
            council_scoring.live_through(players)
            council_reviews.live_through(players)
            office_figures.live_through(players)
        demo_accounts.keep(
            [
                demo_accounts.DemoAccount(
                    username,
                    password,
                    str(players.users[username]),
                    ", ".join(
                        str(Role(role).label)
                        for role in sorted(roles_of(players.users[username]))
                    ),
                )
                for username, password in players.passwords.items()
            ]
        )

    def _print(self, figures: Summation) -> None:
        write = self.stdout.write
        write(f"TỔNG KẾT NĂM {figures.year}: {figures.unit}")
        write(f"  {figures.people} người, {figures.collectives} phòng")
        for heading, group in (
            ("Danh hiệu thi đua", figures.titles),
            ("Đề nghị cấp trên", figures.proposals),
            ("Khen thưởng của cơ quan", figures.own_certificates),
            ("Cơ quan khác quyết định", figures.outside),
        ):
            write(f"{heading}:")
            for figure in group:
                write(f"  {_line(figure)}")
        for movement in figures.movements:
            targets, tasks = movement.targets.count(), movement.key_tasks.count()
            write(f"{movement.name}: {targets} chỉ tiêu, {tasks} nhiệm vụ trọng tâm")


def _line(figure: SummationFigure) -> str:
    note = f" ({figure.note})" if figure.note else ""
    return f"{figure.label}: {figure.text}{note}"
