"""The year's figures: of how many a title is counted."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from tests.decisions.conftest import FORM, SUBMISSION, agreed_round
from tests.nominations.dictated import dictated_law
from tests.worlds import Office
from vinhdanh.decisions import actions as decisions
from vinhdanh.nominations.grid import quota_lines
from vinhdanh.nominations.models import Round
from vinhdanh.publishing.queries import Signer, latest_signer
from vinhdanh.publishing.summation import summation


@pytest.fixture
def agreed(office: Office) -> Iterator[Round]:
    """Division one and the office itself for TTLĐTT, division two for TTLĐXS."""
    with dictated_law():
        yield agreed_round(office)


def test_office_is_a_collective_of_its_own_where_it_bears_the_title(
    office: Office, agreed: Round
) -> None:
    own = decisions.draft_decision(office.lan, agreed, ["TTLDTT"], FORM)
    decisions.issue(office.minh, own, date(2017, 1, 5))
    above = decisions.draft_submission(office.lan, agreed, ["TTLDXS"], SUBMISSION)
    decisions.issue(office.minh, above, date(2017, 1, 5))

    figures = summation(office.unit, 2016)

    borne, proposed = figures.figure("TTLDTT"), figures.figure("proposed-TTLDXS-c")
    assert [(row.text, row.note) for row in (borne, proposed) if row] == [
        ("02/03", "tính cả chính cơ quan"),
        ("01/02", "đề nghị"),
    ]


def test_deputy_who_signed_last_signs_the_report_for_the_head(
    office: Office, agreed: Round
) -> None:
    assert latest_signer(office.unit, 2016) == Signer("THỦ TRƯỞNG ĐƠN VỊ", "", "")

    form = replace(FORM, signs_as="KT.", signer_post="Phó Chánh Văn phòng")
    draft = decisions.draft_decision(office.lan, agreed, ["LDTT"], form)
    decisions.issue(office.minh, draft, date(2017, 1, 5))

    assert latest_signer(office.unit, 2016) == Signer(
        "PHÓ CHÁNH VĂN PHÒNG", form.signer_name, "KT. CHÁNH VĂN PHÒNG"
    )


def test_list_and_summation_count_collectives_alike(
    office: Office, agreed: Round
) -> None:
    lines = {line.award.code: line for line in quota_lines(agreed)}

    assert (lines["TTLDTT"].proposed, lines["TTLDTT"].roster) == (2, 3)
    assert (lines["TTLDXS"].proposed, lines["TTLDXS"].roster) == (1, 2)
