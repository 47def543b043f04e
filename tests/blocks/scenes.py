"""A block of four agencies of a province; everybody and all points invented.

Sở Nội vụ steers it and is a member; Văn phòng UBND leads in 2025, Văn phòng HĐND in
2026. Nga is the officer and authority of Sở Nội vụ, Bách heads Văn phòng UBND and is
its officer, Cúc heads Văn phòng HĐND, Dũng heads Sở Tài chính. Hoa is of no member.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from tests import worlds
from tests.scoring.scenes import criterion, part
from vinhdanh.accounts.enums import Role
from vinhdanh.accounts.models import User
from vinhdanh.blocks import actions
from vinhdanh.blocks.enums import PostWay
from vinhdanh.blocks.models import Block, BlockMember, BlockYear
from vinhdanh.movements import actions as movements
from vinhdanh.movements.actions import MovementForm, TargetLine, TaskLine
from vinhdanh.registry.models import Unit
from vinhdanh.scoring import actions as scoring
from vinhdanh.scoring.enums import ScoredKind, StageKind
from vinhdanh.scoring.models import CriteriaVersion

FLAG, DIPLOMA = "CO_TINH", "BK_TINH"
HOME, COMMITTEE = "Sở Nội vụ", "Văn phòng UBND tỉnh"
COUNCIL, FINANCE = "Văn phòng HĐND tỉnh", "Sở Tài chính"
YEAR = 2025


@dataclass
class Agencies:
    """The block, its four members and who acts for each."""

    home: Unit
    committee: Unit
    council: Unit
    finance: Unit
    nga: User
    bach: User
    cuc: User
    dung: User
    hoa: User
    block: Block
    year: BlockYear

    def seat(self, unit: Unit) -> BlockMember:
        return self.block.members.get(unit=unit)

    @property
    def units(self) -> list[Unit]:
        return [self.home, self.committee, self.council, self.finance]

    def head_of(self, unit: Unit) -> User:
        return {
            self.home.pk: self.nga,
            self.committee.pk: self.bach,
            self.council.pk: self.cuc,
            self.finance.pk: self.dung,
        }[unit.pk]


def agencies() -> Agencies:
    """Found the block and begin its year 2025 with its lead and allowances."""
    home, committee = worlds.unit(HOME), worlds.unit(COMMITTEE)
    council, finance = worlds.unit(COUNCIL), worlds.unit(FINANCE)
    stranger = worlds.unit("Sở Y tế")
    both = (Role.OFFICER, Role.UNIT_HEAD)
    nga = worlds.user_with("Lý Thị Nga", "nga", home, *both, Role.AUTHORITY)
    block = actions.found_block(
        nga, home, name="Khối các cơ quan tham mưu", source="Dữ liệu mẫu"
    )
    actions.seat_members(
        nga, block, [home, committee, council, finance], first_year=2024
    )
    year = actions.begin_year(nga, block, YEAR)
    actions.seat_lead(
        nga,
        year,
        committee,
        [finance],
        on=date(2025, 1, 6),
        way=PostWay.ELECTED,
    )
    actions.set_allowances(nga, year, {FLAG: 1, DIPLOMA: 2}, source="Dữ liệu mẫu")
    return Agencies(
        home,
        committee,
        council,
        finance,
        nga,
        worlds.user_with("Cao Xuân Bách", "bach", committee, *both),
        worlds.user_with("Đỗ Thị Cúc", "cuc", council, *both),
        worlds.user_with("Hồ Văn Dũng", "dung", finance, *both),
        worlds.user_with("Vũ Thị Hoa", "hoa", stranger, *both, Role.AUTHORITY),
        block,
        year,
    )


def movement_form(**rest: Any) -> MovementForm:
    told: dict[str, Any] = {
        "name": "Thi đua của khối năm 2025",
        "year": YEAR,
        "first_day": date(2025, 1, 1),
        "last_day": date(2025, 12, 31),
        "targets": (TargetLine("Nhiệm vụ đúng hạn", "100 %"),),
        "key_tasks": tuple(TaskLine(f"Nhiệm vụ thứ {n}") for n in range(1, 10)),
    }
    return MovementForm(**told | rest)


def launched(agencies: Agencies) -> BlockYear:
    """The block's movement, launched by its lead."""
    movement = actions.begin_movement(agencies.bach, agencies.year, movement_form())
    movements.launch_movement(agencies.bach, movement, on=date(2025, 1, 20))
    agencies.year.refresh_from_db()
    return agencies.year


def table() -> dict[str, Any]:
    """70 points of work, 30 that the standing body gives, a warning that bars."""
    return {
        "points": 100_00,
        "bonus_most": None,
        "bands": [],
        "ties": [],
        "parts": [part("I", 70), part("II", 30), part("III"), part("IV")],
        "criteria": [
            criterion("chuyen_mon", "I", 70),
            criterion("thi_dua", "II", 30),
            criterion("sang_tao", "III", 5, side="bonus"),
            criterion(
                "canh_cao",
                "IV",
                20,
                name="Người đứng đầu bị cảnh cáo",
                formula="count_capped",
                side="penalty",
                details={"each": 20_00, "bars": [FLAG, DIPLOMA]},
            ),
            criterion(
                "tre_han",
                "IV",
                20,
                formula="count_capped",
                side="penalty",
                details={"each": 5_00},
            ),
        ],
    }


def version(agencies: Agencies) -> CriteriaVersion:
    """The lead's table, in force."""
    draft = scoring.make_set(
        agencies.bach,
        agencies.committee,
        name="Bảng điểm của khối",
        scored_kind=ScoredKind.UNIT,
    )
    scoring.write_table(agencies.bach, draft, table())
    return scoring.put_in_force(agencies.bach, draft)


def scored(
    agencies: Agencies,
    work: tuple[int, int, int, int] = (68, 66, 66, 60),
    *,
    bonus: tuple[int, int, int, int] = (0, 0, 0, 0),
    warned: tuple[int, int, int, int] = (0, 0, 0, 0),
    late: tuple[int, int, int, int] = (0, 0, 0, 0),
) -> BlockYear:
    """The year scored and frozen; figures by unit in the order of `agencies.units`.

    The standing body gives everybody 30; so the totals are work + 30 + bonus − 20 for
    a warning − 5 for each report that was late.
    """
    year = agencies.year
    plan = actions.ScoringPlan(is_cross=False, standing_parts=("II",))
    opened = actions.begin_scoring(agencies.bach, year, version(agencies), plan)
    lead = opened.stages.get(kind=StageKind.LEAD)
    standing = opened.stages.get(kind=StageKind.STANDING)
    codes = dict(opened.version.criteria.values_list("code", "pk"))
    for place, unit in enumerate(agencies.units):
        sheet = opened.sheets.get(unit=unit).pk
        told: dict[str, dict[str, int]] = {
            "chuyen_mon": {"points": work[place] * 100},
            "sang_tao": {"points": bonus[place] * 100},
            "canh_cao": {"times": warned[place]},
            "tre_han": {"times": late[place]},
        }
        changes = [
            scoring.Change(sheet, codes[code], 0, entry) for code, entry in told.items()
        ]
        done = scoring.save_marks(agencies.bach, lead, agencies.committee, changes)
        assert not done.problems
        scoring.save_marks(
            agencies.nga,
            standing,
            agencies.home,
            [scoring.Change(sheet, codes["thi_dua"], 0, {"points": 30_00})],
        )
    scoring.finalise(agencies.bach, opened)
    year.refresh_from_db()
    return year


def voted(
    agencies: Agencies,
    award: str,
    votes: dict[int, int],
    *,
    needed: tuple[int, int] | None = None,
) -> None:
    """A paper vote of all members, counted and closed; votes: {unit id: agree}."""
    ballot = actions.open_ballot(
        agencies.bach,
        agencies.year,
        award,
        on=date(2026, 1, 8),
        is_secret=True,
        is_on_paper=True,
        needed=needed,
    )
    lines = ballot.lines.select_related("member")
    told = {
        line.pk: (found := votes.get(line.member.unit_id, 0), 4 - found)
        for line in lines
    }
    everybody = list(agencies.block.members.all())
    actions.record_count(agencies.bach, ballot, everybody, told)
    actions.close_ballot(agencies.bach, ballot)
