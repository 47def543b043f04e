"""Who reads a table and the sheets scored by it; a table of last year is copied."""

import copy
import re
from collections.abc import Iterator

import pytest
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from tests import worlds
from tests.blocks import scenes
from tests.blocks.scenes import Agencies
from tests.worlds import signed_in
from vinhdanh.accounts.enums import Role
from vinhdanh.blocks.models import BlockYear
from vinhdanh.scoring import actions, queries, tables
from vinhdanh.scoring.enums import StageKind, VersionState
from vinhdanh.scoring.models import CriteriaSet, Scoring, Sheet


@pytest.fixture(scope="module")
def standing_scored(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[tuple[Agencies, BlockYear]]:
    with worlds.standing(django_db_blocker):
        agencies = scenes.agencies()
        yield agencies, scenes.scored(agencies)


@pytest.fixture
def khoi(standing_scored: tuple[Agencies, BlockYear], db: None) -> Agencies:
    return copy.deepcopy(standing_scored[0])


@pytest.fixture
def scoring(khoi: Agencies) -> Scoring:
    return Scoring.objects.get()


def of(name: str, row, *rest) -> str:
    return reverse(name, args=[row.public_id, *rest])


@pytest.fixture
def steering(khoi: Agencies, scoring: Scoring):
    """The officer of a standing body that is no member: it scores one stage only."""
    away = worlds.unit("Ban Thi đua tỉnh")
    scoring.stages.filter(kind=StageKind.STANDING).update(unit=away)
    return worlds.user_with("Mai Văn Sơn", "son", away, Role.OFFICER)


def test_member_and_lead_open_the_table_that_they_are_scored_by(khoi, scoring):
    table = of("criteria", scoring.version)

    for user in (khoi.bach, khoi.cuc, khoi.dung):
        client = signed_in(user)
        assert table in client.get(of("scoring-results", scoring)).content.decode()
        assert "Chuyen mon" in client.get(table).content.decode()
    assert signed_in(khoi.hoa).get(table).status_code == 404


def test_the_standing_body_opens_table_grid_and_every_sheet(scoring, steering):
    client = signed_in(steering)
    grid = client.get(of("scoring-grid", scoring, "standing"))

    assert client.get(of("criteria", scoring.version)).status_code == 200
    assert client.get(of("criteria-sheet", scoring.version)).status_code == 200
    sheets = set(re.findall(r'"(/cham-diem/phieu/[^/]+/)"', grid.content.decode()))
    assert len(sheets) == 4
    assert {client.get(address).status_code for address in sheets} == {200}


def test_a_reader_changes_nothing_and_reads_no_draft(khoi, scoring):
    draft = actions.new_version(khoi.bach, scoring.version.criteria_set)
    client = signed_in(khoi.cuc)

    assert client.get(of("criteria", draft)).status_code == 404
    assert client.post(of("criteria-new-version", scoring.version)).status_code == 403
    listed = client.get(reverse("criteria-sets")).content.decode()
    assert of("criteria", scoring.version) in listed
    assert of("criteria", draft) not in listed


def test_block_results_link_only_sheets_that_open(khoi, scoring):
    for user, count in ((khoi.cuc, 1), (khoi.bach, 4), (khoi.nga, 4)):
        client = signed_in(user)
        page = client.get(of("block-results", khoi.year)).content.decode()
        sheets = set(re.findall(r'"(/cham-diem/phieu/[^/]+/)"', page))
        assert len(sheets) == count
        assert {client.get(address).status_code for address in sheets} == {200}


def test_who_scores_crosswise_is_not_led_to_sheets_that_stay_shut(khoi, scoring):
    made = actions.open_scoring(
        khoi.bach,
        khoi.committee,
        scoring.version,
        name="Chấm chéo",
        year=2025,
        subjects=[actions.SubjectLine(unit.subject, unit) for unit in khoi.units],
        stages=[
            actions.StagePlan(StageKind.CROSS),
            actions.StagePlan(StageKind.LEAD, khoi.committee),
        ],
        cross_scorers=1,
    )
    page = signed_in(khoi.dung).get(of("scoring-grid", made, "cross")).content.decode()
    scored = Sheet.objects.get(scoring=made, duties__unit=khoi.finance)

    assert scored.printed_name in page
    assert f'"{of("scoring-sheet", scored)}"' not in page
    assert 'name="o-' in page
    cell = of("scoring-mark", scored, "cross", "chuyen_mon")
    alone = signed_in(khoi.dung).get(cell).content.decode()
    assert f'"{of("scoring-sheet", scored)}"' not in alone


def test_who_leads_next_begins_with_a_copy_of_last_years_table(khoi, scoring):
    last = scoring.version
    client = signed_in(khoi.cuc)
    copied = f"{reverse('criteria-new')}?mau={last.public_id}"
    assert copied in client.get(of("criteria", last)).content.decode()
    form = client.get(copied).content.decode()
    assert f'value="{last.public_id}" selected' in form
    assert f'value="{last.criteria_set.name}"' in form

    told = {
        "unit": str(khoi.council.subject.public_id),
        "name": "Bảng điểm của khối năm 2026",
        "scored_kind": "unit",
        "preset": str(last.public_id),
    }
    answer = client.post(reverse("criteria-new"), told)

    assert answer.status_code == 302, answer.content.decode()
    made = CriteriaSet.objects.get(unit=khoi.council).versions.get()
    assert made.state == VersionState.DRAFT
    assert tables.content(made) == tables.content(last)
    assert str(khoi.committee) in made.note
    assert made in queries.versions_visible_to(khoi.cuc)
    assert made not in queries.versions_visible_to(khoi.dung)


def test_a_table_one_may_not_read_cannot_be_copied(khoi, scoring):
    told = {"name": "Của tôi", "scored_kind": "unit"}
    client = signed_in(khoi.hoa)
    told |= {"preset": str(scoring.version.public_id)}

    answer = client.post(reverse("criteria-new"), told)

    assert answer.status_code == 422
    assert not CriteriaSet.objects.filter(name="Của tôi").exists()
