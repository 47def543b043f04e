import copy
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from pytest_django import DjangoDbBlocker

from tests.nominations.dictated import DictatedLaw, dictated_law
from tests.worlds import Office, standing
from vinhdanh.decisions import actions
from vinhdanh.decisions.models import OfficialPaper
from vinhdanh.nominations import actions as nominations
from vinhdanh.nominations.models import Round
from vinhdanh.nominations.transitions import Verb

FORM = actions.PaperForm(
    abstract="Về việc tặng danh hiệu “Lao động tiên tiến” năm 2016",
    authority_title="Chánh Văn phòng Hội đồng nhân dân tỉnh",
    signer_post="Chánh Văn phòng",
    signer_name="Phạm Văn Minh",
    place="Tân An",
    planned_on=date(2017, 1, 5),
    legal_bases=("Căn cứ Luật Thi đua, khen thưởng;", "  "),
    recipients=("- Như Điều 3;", "Lưu: VT"),
)
SUBMISSION = replace(FORM, addressee="Chủ tịch Ủy ban nhân dân tỉnh")


@pytest.fixture
def law() -> Iterator[DictatedLaw]:
    with dictated_law() as dictated:
        yield dictated


@pytest.fixture(scope="module")
def standing_agreed(
    standing_office: Office, django_db_blocker: DjangoDbBlocker
) -> Iterator[Round]:
    with standing(django_db_blocker), dictated_law():
        yield agreed_round(standing_office)


@pytest.fixture
def agreed(standing_agreed: Round, office: Office, law: DictatedLaw) -> Round:
    """The list of 2016, all of it agreed to by the council."""
    return copy.deepcopy(standing_agreed)


def agreed_round(office: Office, year: int = 2016) -> Round:
    round_ = nominations.open_round(office.lan, office.unit, year=year, name="Cả năm")
    people = [office.chi.subject, office.binh.subject, office.hanh.person.subject]
    for award, subjects in {
        "LDTT": people,
        "TTLDTT": [office.first.subject, office.unit.subject],
        "TTLDXS": [office.second.subject],
        "BK_TINH": [office.an.subject],
    }.items():
        nominations.nominate_many(office.lan, round_, subjects, award)
    submitted = nominations.submit_round(office.lan, round_)
    nominations.move_many(office.thu, submitted, Verb.AGREE)
    return round_


@pytest.fixture
def draft(office: Office, agreed: Round) -> OfficialPaper:
    return actions.draft_decision(office.lan, agreed, ["LDTT", "TTLDTT"], FORM)


@pytest.fixture
def submission(office: Office, agreed: Round) -> OfficialPaper:
    return actions.draft_submission(
        office.lan, agreed, ["TTLDXS", "BK_TINH"], SUBMISSION
    )


def names(paper: OfficialPaper) -> list[Any]:
    rows = paper.lines.order_by("position")
    return list(rows.values_list("nomination__award", "nomination__name"))
