"""People score themselves: each fills her own sheet alone and may question it."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from tests import worlds
from tests.scoring.scenes import block
from tests.worlds import signed_in
from vinhdanh.accounts.enums import Role
from vinhdanh.accounts.models import User
from vinhdanh.base import rights
from vinhdanh.base.refusal import Refused
from vinhdanh.pages.desk.waiting import Waiting
from vinhdanh.pages.scoring import desk
from vinhdanh.scoring import actions
from vinhdanh.scoring.enums import ScoringState, StageKind
from vinhdanh.scoring.models import Mark, Scoring, ScoringStage, Sheet

PDF = b"%PDF-1.7 bao cao ca nhan"


@dataclass
class People:
    """An and Bình of one division, scored by themselves, then by the office."""

    office: worlds.Office
    scoring: Scoring
    an: User
    binh: User

    def stage(self, kind: str) -> ScoringStage:
        return self.scoring.stages.get(kind=kind)

    def sheet(self, user: User) -> Sheet:
        return self.scoring.sheets.get(subject=user.person.pk)

    def change(self, user: User, points: int) -> actions.Change:
        given = self.scoring.version.criteria.get(code="cong_tac_thi_dua")
        return actions.Change(self.sheet(user).pk, given.pk, 0, {"points": points})

    def typed(self, user: User, points: str) -> dict[str, str]:
        change = self.change(user, 0)
        name = f"o-{change.sheet}-{change.criterion}"
        return {f"{name}-seen": "0", f"{name}-points": points}


@pytest.fixture(scope="module")
def standing_people(
    standing_office: worlds.Office, django_db_blocker: DjangoDbBlocker
) -> Iterator[People]:
    with worlds.standing(django_db_blocker):
        office = standing_office
        version = block(office).version
        Scoring.objects.update(state=ScoringState.FINAL)
        made = actions.open_scoring(
            office.lan,
            office.unit,
            version,
            name="Chấm từng người",
            year=2025,
            subjects=[
                actions.SubjectLine(person.subject, office.first)
                for person in (office.an, office.binh)
            ],
            stages=[
                actions.StagePlan(StageKind.SELF),
                actions.StagePlan(StageKind.LEAD, office.unit),
            ],
        )
        an, binh = (
            worlds.user_with(
                person.subject.name, name, office.first, Role.MEMBER, person=person
            )
            for person, name in ((office.an, "an"), (office.binh, "binh"))
        )
        yield People(office, made, an, binh)


@pytest.fixture
def people(standing_people: People, db: None) -> People:
    return standing_people


def of(name: str, row, *rest: str) -> str:
    return reverse(name, args=[row.public_id, *rest])


def reminded(user: User) -> list[Waiting]:
    return desk.waiting(user, 2025)


def test_her_desk_leads_to_her_sheet_and_she_fills_it(people):
    (to_score,) = reminded(people.an)
    assert to_score.label == "Tự chấm điểm: 1 phiếu chưa chấm"
    client = signed_in(people.an)
    page = client.get(to_score.url).content.decode()
    assert people.sheet(people.an).printed_name in page
    assert people.sheet(people.binh).printed_name not in page

    answer = client.post(to_score.url, people.typed(people.an, "38,5"))

    assert answer.status_code == 302
    mark = Mark.objects.get()
    assert (mark.points, mark.by, mark.unit) == (
        38_50,
        people.an,
        people.office.first,
    )
    assert reminded(people.an) == []
    assert reminded(people.binh)[0].count == 1


def test_a_reason_and_a_paper_go_with_her_own_marks(people):
    sheet = people.sheet(people.an)
    there = of("scoring-mark", sheet, "self", "cong_tac_thi_dua")
    name = next(iter(people.typed(people.an, ""))).removesuffix("-seen")
    client = signed_in(people.an)
    told = people.typed(people.an, "30") | {f"{name}-reason": "Đủ việc."}
    told[f"{name}-file"] = SimpleUploadedFile("bao-cao.pdf", PDF)

    assert client.post(there, told).status_code == 302
    mark = Mark.objects.get()
    assert (mark.reason, mark.evidence.original_name) == ("Đủ việc.", "bao-cao.pdf")
    with pytest.raises(rights.Forbidden):
        actions.attach_evidence(people.binh, mark, name="khac.pdf", data=PDF)


def test_she_neither_sees_nor_writes_anybody_elses(people):
    client = signed_in(people.an)
    hers, other = people.sheet(people.an), people.sheet(people.binh)
    results = client.get(of("scoring-results", people.scoring)).content.decode()

    assert hers.printed_name in results
    assert other.printed_name not in results
    assert client.get(of("scoring-sheet", other)).status_code == 404
    grid = of("scoring-grid", people.scoring, "self")
    assert client.post(grid, people.typed(people.binh, "9")).status_code == 404
    with pytest.raises(rights.Forbidden):
        actions.save_marks(
            people.an,
            people.stage("self"),
            people.office.first,
            [people.change(people.an, 1_00), people.change(people.binh, 1_00)],
        )
    assert not Mark.objects.exists()


def test_her_own_marks_end_where_the_office_scores(people):
    grid = of("scoring-grid", people.scoring, "lead")
    client = signed_in(people.an)

    assert 'name="o-' not in client.get(grid).content.decode()
    assert client.post(grid, people.typed(people.an, "40")).status_code == 404
    for unit in (people.office.unit, people.office.first):
        with pytest.raises(Refused):
            actions.save_marks(
                people.an,
                people.stage("lead"),
                unit,
                [people.change(people.an, 40_00)],
            )
    with pytest.raises(rights.Forbidden):
        actions.save_marks(people.an, people.stage("self"), people.office.first, [])
    assert not Mark.objects.exists()


def test_the_menu_leads_her_to_scoring_table_sheet_and_question(people):
    client = signed_in(people.an)
    listed = client.get(f"{reverse('scoring-list')}?nam=2025").content.decode()
    results = of("scoring-results", people.scoring)
    table = of("criteria", people.scoring.version)
    sheet = of("scoring-sheet", people.sheet(people.an))

    assert results in listed
    assert table in listed
    page = client.get(results).content.decode()
    assert sheet in page
    assert of("scoring-grid", people.scoring, "self") in page
    assert client.get(table).status_code == 200
    assert client.get(reverse("criteria-sets")).status_code == 200
    asked = client.post(sheet, {"text": "Thiếu sáng kiến."})
    assert asked.status_code == 302
    assert "Thiếu sáng kiến." in client.get(sheet).content.decode()


def test_who_is_scored_nowhere_finds_an_empty_list(people):
    chi = worlds.user_with(
        "Chi", "chi", people.office.second, Role.MEMBER, person=people.office.chi
    )
    client = signed_in(chi)
    listed = client.get(f"{reverse('scoring-list')}?nam=2025")

    assert listed.status_code == 200
    assert people.scoring.name not in listed.content.decode()
    assert reverse("criteria-sets") not in listed.content.decode()
    assert client.get(reverse("criteria-sets")).status_code == 404
    assert client.get(of("scoring-results", people.scoring)).status_code == 404
    nobody = worlds.user_with("Khách", "khach", people.office.second, Role.MEMBER)
    assert signed_in(nobody).get(reverse("scoring-list")).status_code == 404


def test_the_head_of_the_division_still_scores_for_who_has_no_account(people):
    done = actions.save_marks(
        people.office.hanh,
        people.stage("self"),
        people.office.first,
        [people.change(people.an, 35_00), people.change(people.binh, 36_00)],
    )

    assert len(done.saved) == 2
