"""The district's Council scores its year 2023: bodies and delegates, ranked by kind.

The shape of the tables (groups of activity, classes at 90 and 75) is published; their
points, and every mark here, are invented (dữ liệu mẫu).
"""

from collections.abc import Iterable, Sequence
from typing import Final

from vinhdanh.commands.sample import council_2023
from vinhdanh.commands.sample.cast import Cast
from vinhdanh.registry.enums import BodyKind
from vinhdanh.registry.models import BodyMember, Subject, Unit
from vinhdanh.scoring import actions, library
from vinhdanh.scoring.enums import StageKind
from vinhdanh.scoring.models import CriteriaVersion, Scoring

YEAR: Final = 2023
# Preparing and holding sessions, resolutions in time, plan of supervision, following
# its conclusions, questions, reports, new ways; supervisions of 5 planned, meetings of
# 10, grade of receiving citizens.
Line = tuple[tuple[int, ...], int, int, str]
GIVEN: Final = (
    *("chuan_bi_ky_hop", "dieu_hanh_ky_hop", "nghi_quyet_dung_han"),
    *("ke_hoach_giam_sat", "theo_doi_ket_luan", "chat_van", "hop_cum", "doi_moi"),
)
STANDING: Final[tuple[Line, ...]] = (
    ((10, 10, 5, 5, 8, 9, 5, 5), 5, 10, "A"),
    ((9, 9, 5, 5, 7, 8, 5, 4), 5, 10, "A"),
    ((9, 9, 5, 5, 7, 8, 5, 4), 5, 10, "A"),
    ((9, 8, 5, 4, 6, 7, 5, 3), 4, 10, "B"),
    ((8, 8, 5, 4, 6, 6, 4, 3), 4, 9, "B"),
    ((9, 9, 5, 5, 6, 7, 5, 3), 5, 10, "B"),
    ((8, 8, 4, 4, 5, 6, 4, 2), 4, 8, "C"),
)
BOARDS: Final[tuple[Line, ...]] = (
    ((9, 9, 5, 5, 8, 8, 5, 4), 6, 10, "A"),
    ((9, 9, 5, 5, 7, 8, 5, 4), 5, 11, "A"),
)
GROUPS: Final[tuple[Line, ...]] = (
    ((9, 8, 5, 5, 7, 8, 5, 4), 5, 10, "A"),
    ((9, 8, 5, 5, 7, 8, 5, 4), 5, 10, "B"),
    ((8, 8, 5, 4, 6, 7, 5, 3), 5, 10, "B"),
    ((9, 8, 5, 5, 7, 8, 5, 4), 5, 10, "B"),
    ((8, 8, 4, 4, 6, 6, 4, 3), 4, 9, "B"),
    ((9, 9, 5, 5, 7, 8, 5, 4), 5, 10, "A"),
)
# Sessions attended of 4, speaking, supervising, meetings of voters of 8, days of
# receiving citizens of 12, grade; in the order of the sample's delegates.
DELEGATES: Final = (
    (4, 20, 19, 8, 12, "A"),
    (4, 19, 19, 8, 12, "A"),
    (4, 19, 18, 8, 12, "A"),
    (4, 18, 18, 8, 12, "A"),
    (4, 18, 18, 8, 12, "A"),
    (4, 17, 17, 8, 12, "A"),
    (4, 16, 17, 8, 12, "B"),
    (4, 16, 16, 8, 12, "B"),
    (4, 15, 16, 8, 9, "B"),
    (3, 15, 15, 8, 12, "B"),
    (4, 12, 14, 6, 9, "B"),
    (2, 10, 10, 4, 6, "C"),
)


def live_through(cast: Cast) -> None:
    """Adopt both tables; score Standing Committees, Boards, groups and delegates."""
    there = council_2023.councils()
    bodies = _table(cast, there.unit, "council_bodies", "Thường trực, Ban, Tổ đại biểu")
    wards = zip(there.ward_standing, there.wards, strict=True)
    standing = [(there.standing.subject, there.unit)]
    standing += [(body.subject, ward) for body, ward in wards]
    for name, subjects, lines in (
        ("Thường trực HĐND quận và các phường", standing, STANDING),
        ("Các Ban", [(each.subject, there.unit) for each in there.boards], BOARDS),
        (
            "Các Tổ đại biểu",
            [(each.subject, there.unit) for each in there.groups],
            GROUPS,
        ),
    ):
        scoring = _open(cast, there.unit, bodies, name, subjects)
        _mark(cast, scoring, [_of_body(line) for line in lines])
    delegates = _table(cast, there.unit, "delegate", "Đại biểu HĐND quận")
    seats = BodyMember.objects.filter(
        term__body__unit=there.unit, term__body__kind=BodyKind.PEOPLES_COUNCIL
    ).select_related("person__subject")
    people = [(seat.person.subject, there.unit) for seat in seats.order_by("pk")]
    scoring = _open(cast, there.unit, delegates, "Đại biểu HĐND quận", people)
    _mark(cast, scoring, [_of_delegate(line) for line in DELEGATES])


def _table(cast: Cast, unit: Unit, code: str, name: str) -> CriteriaVersion:
    preset = library.presets()[code]
    draft = actions.make_set(
        cast.user("canbohd"),
        unit,
        name=f"{name} (dữ liệu mẫu)",
        scored_kind=preset.scored_kind,
        source="Dữ liệu mẫu",
    )
    actions.copy_table(
        cast.user("canbohd"), draft, preset.content, source=preset.source
    )
    return actions.put_in_force(cast.user("chutichhd"), draft)


def _open(
    cast: Cast,
    unit: Unit,
    version: CriteriaVersion,
    name: str,
    subjects: Iterable[tuple[Subject, Unit]],
) -> Scoring:
    return actions.open_scoring(
        cast.user("canbohd"),
        unit,
        version,
        name=f"{name} năm {YEAR}",
        year=YEAR,
        subjects=[actions.SubjectLine(subject, where) for subject, where in subjects],
        stages=[actions.StagePlan(StageKind.LEAD, unit)],
    )


def _mark(
    cast: Cast, scoring: Scoring, lines: Sequence[dict[str, dict[str, object]]]
) -> None:
    """Enter a line of entries by criterion for each sheet, then freeze the results."""
    criteria = dict(scoring.version.criteria.values_list("code", "pk"))
    changes = [
        actions.Change(sheet.pk, criteria[code], 0, entry)
        for sheet, line in zip(scoring.sheets.all(), lines, strict=True)
        for code, entry in line.items()
    ]
    stage = scoring.stages.get()
    actions.save_marks(cast.user("canbohd"), stage, scoring.unit, changes)
    actions.finalise(cast.user("chutichhd"), scoring)


def _of_body(line: Line) -> dict[str, dict[str, object]]:
    given, supervisions, meetings, grade = line
    found: dict[str, dict[str, object]] = {
        code: {"points": points * 100}
        for code, points in zip(GIVEN, given, strict=True)
    }
    return found | {
        "giam_sat_chuyen_de": {"plan": 5_00, "actual": supervisions * 100},
        "tiep_xuc_cu_tri": {"plan": 10_00, "actual": meetings * 100},
        "tiep_cong_dan": {"grade": grade},
    }


def _of_delegate(
    line: tuple[int, int, int, int, int, str],
) -> dict[str, dict[str, object]]:
    sessions, speaking, supervising, meetings, receptions, grade = line
    return {
        "du_ky_hop": {"plan": 4_00, "actual": sessions * 100},
        "phat_bieu": {"points": speaking * 100},
        "giam_sat": {"points": supervising * 100},
        "tiep_xuc_cu_tri": {"plan": 8_00, "actual": meetings * 100},
        "tiep_cong_dan": {"plan": 12_00, "actual": receptions * 100},
        "hoc_tap_ren_luyen": {"grade": grade},
    }
