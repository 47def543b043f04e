"""The sample year: the published totals, counted from rows that deeds have made."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from vinhdanh.accounts.models import User
from vinhdanh.awarding.models import CertificateBatch
from vinhdanh.base import append_only, audit
from vinhdanh.base.models import AuditEvent
from vinhdanh.councils.models import Tally
from vinhdanh.decisions.models import PaperLine
from vinhdanh.ledger import actions
from vinhdanh.ledger import queries as ledger
from vinhdanh.ledger.enums import Way
from vinhdanh.ledger.models import Award, EntryPayload, LedgerEntry
from vinhdanh.movements.models import Movement
from vinhdanh.nominations.models import Nomination
from vinhdanh.publishing.summation import Summation, summation
from vinhdanh.registry import queries as registry
from vinhdanh.registry.actions import PersonForm, add_person, end_post
from vinhdanh.registry.queries import in_force

pytestmark = pytest.mark.usefixtures("sample_year", "db")


def the_year() -> Summation:
    unit = registry.own_unit()
    assert unit is not None
    return summation(unit, 2016)


def test_summation_reproduces_the_published_totals() -> None:
    figures = {figure.key: figure.text for figure in the_year().figures}

    assert figures == {
        "LDTT": "38/38",
        "CSTDCS": "16/38",
        "TTLDTT": "03/03",
        "proposed-TTLDXS-c": "01/03",
        "proposed-CSTD_TINH-p": "1",
        "proposed-BK_TINH-c": "2",
        "proposed-BK_TINH-p": "6",
        "own-GK-c": "1",
        "own-GK-p": "14",
        "outside-TTLDXS-c": "1",
        "outside-CSTD_TINH-p": "1",
        "outside-BK_TINH-c": "2",
        "outside-BK_TINH-p": "6",
    }


def test_next_year_is_launched_with_6_targets_and_10_key_tasks() -> None:
    movement = Movement.objects.get(
        year=2017, unit__is_own=True, kind="regular", scope="tree"
    )

    assert (movement.targets.count(), movement.key_tasks.count()) == (6, 10)


def test_one_award_row_less_is_one_less_in_the_figure() -> None:
    award = Award.objects.filter(code="CSTDCS", year=2016, way=Way.ISSUED).latest("pk")
    with append_only.lifted(), connection.cursor() as cursor:
        PaperLine.objects.filter(award=award).update(award=None)
        Nomination.objects.filter(conferred_as=award).update(conferred_as=None)
        EntryPayload.objects.filter(entry__award=award).delete()
        award.certificate.batches.clear()
        cursor.execute(
            "DELETE FROM awarding_certificate WHERE award_id = %s", [award.pk]
        )
        LedgerEntry.objects.filter(award=award).delete()
        award.delete()

    figure = the_year().figure("CSTDCS")

    assert figure is not None
    assert figure.text == "15/38"
    assert award.recipient_name not in {row.name for row in figure.rows}


def test_person_who_left_after_the_decision_stays_in_both_numbers() -> None:
    award = Award.objects.filter(code="CSTDCS", year=2016, way=Way.ISSUED).earliest(
        "pk"
    )
    award.subject.person.posts.filter(in_force(date(2016, 12, 31))).update(
        last_day=date(2016, 12, 30)
    )

    year = the_year()

    figures = {figure.key: (figure.text, figure.note) for figure in year.titles}
    note = "tính cả 1 người được tặng danh hiệu đã rời đơn vị trước 31/12/2016"
    assert year.people == 37
    assert figures == {
        "LDTT": ("38/38", note),
        "CSTDCS": ("16/38", note),
        "TTLDTT": ("03/03", ""),
    }


def test_person_without_a_title_who_left_is_not_counted() -> None:
    unit = registry.own_unit()
    assert unit is not None
    before = [(figure.text, figure.note) for figure in the_year().titles]
    officer = User.objects.get(username="canbo")
    form = PersonForm(name="Người Đi Trước")
    leaver = add_person(officer, unit, form, since=date(2016, 1, 1))
    end_post(officer, leaver.posts.get(), on=date(2016, 6, 30), reason="chuyển đi")

    assert leaver not in registry.people_of(unit, date(2016, 12, 31))
    assert [(figure.text, figure.note) for figure in the_year().titles] == before


def test_rows_say_the_words_as_corrected_in_as_many_statements() -> None:
    with CaptureQueriesContext(connection) as as_printed:
        the_year()
    award, other = Award.objects.filter(code="LDTT", year=2016, way=Way.ISSUED)[:2]
    head = User.objects.get(username="chanhvp")
    for place, row in enumerate((award, other), start=1):
        changes = {"recipient_name": f"Quách Đính Chính {place}"}
        actions.correct_award(head, row, changes=changes, reason="sai tên")

    with CaptureQueriesContext(connection) as corrected:
        figure = the_year().figure("LDTT")

    assert figure is not None
    names = {row.name for row in figure.rows}
    assert {"Quách Đính Chính 1", "Quách Đính Chính 2"} <= names
    assert award.recipient_name not in names
    assert len(corrected) == len(as_printed)


def test_every_award_of_the_office_has_its_decision_vote_and_audit_row() -> None:
    issued = Award.objects.filter(year=2016, way=Way.ISSUED)

    assert issued.count() == 72
    for award in issued.select_related("paper_line__nomination"):
        nomination = award.paper_line.nomination
        tally = Tally.objects.filter(nomination=nomination).latest("pk")
        assert award.decision_number == award.paper_line.paper.full_number
        assert tally.passed
        assert audit.events_of(nomination).filter(verb="nomination.confer").count() == 1


def test_two_nominees_fall_one_by_the_law_and_one_by_the_vote() -> None:
    fallen = Nomination.objects.filter(round__year=2016, award="CSTDCS").exclude(
        state="conferred"
    )

    by_law, by_vote = sorted(fallen, key=lambda each: each.state, reverse=True)
    assert (by_law.state, by_law.verdict.word) == ("rejected", "no")
    assert (by_vote.state, by_vote.verdict.word) == ("not_agreed", "yes")
    tally = by_vote.tallies.get()
    assert (tally.agree, tally.members, tally.votes_needed) == (4, 9, 5)


def test_all_72_certificates_are_made_in_one_go() -> None:
    batch = CertificateBatch.objects.get()

    assert (batch.asked, batch.made, batch.state) == (72, 72, "done")
    assert [volume.pages for volume in batch.volumes.all()] == [72]


def test_both_chains_hold() -> None:
    assert audit.check() is None
    assert ledger.check_chain() is None


def test_no_business_row_is_without_an_actor() -> None:
    unsigned = AuditEvent.objects.filter(actor_id=None).values_list("verb", flat=True)

    assert set(unsigned) <= {
        "unit.found",
        "account.open",
        "role.give",
        "certificate.printed",
    }


def test_loading_twice_adds_nothing() -> None:
    before = AuditEvent.objects.count()
    out = StringIO()

    call_command("sample", stdout=out)

    assert AuditEvent.objects.count() == before
    assert "Lao động tiên tiến: 38/38" in out.getvalue()
