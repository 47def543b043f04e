"""Pages of a large scoring ask as little of the database as those of a small one."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, DjangoDbBlocker

from tests import worlds
from tests.scoring.scenes import Block, block
from vinhdanh.base import clock
from vinhdanh.registry.enums import SubjectKind
from vinhdanh.registry.models import Subject
from vinhdanh.scoring import actions
from vinhdanh.scoring.enums import StageKind
from vinhdanh.scoring.models import Mark

SUBJECTS = 250
MOST = 15


@pytest.fixture(scope="module")
def standing_block(
    standing_office: worlds.Office, django_db_blocker: DjangoDbBlocker
) -> Iterator[Block]:
    """250 subjects of two divisions, scored at three stages by three criteria."""
    with worlds.standing(django_db_blocker):
        small = block(standing_office)
        office, version = small.office, small.version
        subjects = [
            Subject(kind=SubjectKind.PERSON, name=f"Cá nhân {n:03}")
            for n in range(SUBJECTS)
        ]
        for subject in subjects:
            subject.write_keys()
        Subject.objects.bulk_create(subjects)
        made = actions.open_scoring(
            office.lan,
            office.unit,
            version,
            name="Chấm 250 người",
            year=2025,
            subjects=[
                actions.SubjectLine(subject, (office.first, office.second)[n % 2])
                for n, subject in enumerate(subjects)
            ],
            stages=[
                actions.StagePlan(StageKind.SELF),
                actions.StagePlan(StageKind.CROSS),
                actions.StagePlan(StageKind.LEAD, office.unit),
            ],
            cross_scorers=1,
        )
        mark_all(Block(office, version, made))
        yield Block(office, version, made)


def mark_all(scored: Block) -> None:
    """Every cell of every stage, past the deeds: no log of thousands of lines."""
    office = scored.office
    told = {"by": office.lan, "by_name": "Lan", "at": clock.now()}
    other = {office.first.pk: office.second.pk, office.second.pk: office.first.pk}
    scorer = {
        StageKind.SELF: lambda sheet: sheet.unit_id,
        StageKind.CROSS: lambda sheet: other[sheet.unit_id],
        StageKind.LEAD: lambda _sheet: office.unit.pk,
    }
    values = {
        "van_ban": {"plan": 100_00, "actual": 90_00},
        "cong_tac_thi_dua": {"points": 38_00},
        "canh_cao": {"times": 0},
    }
    Mark.objects.bulk_create(
        Mark(
            sheet=sheet,
            stage=stage,
            unit_id=scorer[StageKind(stage.kind)](sheet),
            criterion=scored.criterion(code),
            **entry,
            **told,
        )
        for stage in scored.scoring.stages.all()
        for sheet in scored.scoring.sheets.all()
        for code, entry in values.items()
    )


@pytest.fixture
def scored(standing_block: Block, db: None) -> Block:
    return standing_block


@pytest.fixture
def lan(scored: Block) -> Client:
    client = Client()
    client.force_login(scored.office.lan)
    client.get(reverse("desk"))
    return client


@pytest.mark.parametrize("kind", ["self", "cross", "lead"])
@pytest.mark.parametrize("page", ["1", "9999"])
def test_a_grid_of_250_by_three_stages_and_criteria_asks_little(
    scored: Block,
    lan: Client,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    kind: str,
    page: str,
) -> None:
    address = reverse("scoring-grid", args=[scored.scoring.public_id, kind])

    with django_assert_max_num_queries(MOST):
        drawn = lan.get(address, {"trang": page}).content.decode()

    rows = SUBJECTS if kind != "cross" else SUBJECTS // 2
    assert f"trong {rows} phiếu chấm" in drawn
    assert "= 54 điểm" in drawn


@pytest.mark.parametrize("is_final", [False, True])
def test_results_and_a_sheet_of_250_ask_little(
    scored: Block,
    lan: Client,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    *,
    is_final: bool,
) -> None:
    if is_final:
        actions.finalise(scored.office.minh, scored.scoring)
    sheet = scored.scoring.sheets.order_by("-position")[0]

    with django_assert_max_num_queries(MOST):
        page = lan.get(reverse("scoring-results", args=[scored.scoring.public_id]))
    assert "trong 250 phiếu chấm" in page.content.decode()
    with django_assert_max_num_queries(MOST):
        page = lan.get(reverse("scoring-sheet", args=[sheet.public_id]))
    assert "92" in page.content.decode()


def test_results_are_cut_into_pages_by_their_rank(scored: Block, lan: Client) -> None:
    best = scored.scoring.sheets.order_by("-position")[0]
    Mark.objects.filter(
        sheet=best, stage__kind=StageKind.LEAD, points__isnull=False
    ).update(points=40_00)

    actions.finalise(scored.office.minh, scored.scoring)

    page = lan.get(reverse("scoring-results", args=[scored.scoring.public_id]))
    first = page.content.decode().split("<tbody>")[1].split("</tr>")[0]
    assert best.printed_name in first
    assert ">1<" in first.replace(" ", "").replace("\n", "")


def test_saving_a_cell_of_250_asks_for_one_sheet_alone(
    scored: Block,
    lan: Client,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    sheet = scored.scoring.sheets.all()[0]
    name = f"o-{sheet.pk}-{scored.criterion('cong_tac_thi_dua').pk}"
    address = reverse("scoring-cell", args=[scored.scoring.public_id, "lead"])

    # The deed, its event and the savepoint of the test stand beside the page's own.
    with django_assert_max_num_queries(MOST + 8):
        answer = lan.post(address, {f"{name}-seen": "1", f"{name}-points": "39"})

    assert "= 39 điểm" in answer.content.decode()
