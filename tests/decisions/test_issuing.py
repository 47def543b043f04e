import threading
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest
import time_machine
from django.db import close_old_connections, connection

from tests.decisions.conftest import FORM, agreed_round
from tests.decisions.test_drafting import met
from tests.nominations.dictated import dictated_law
from tests.worlds import Office, small_office
from vinhdanh.base import audit
from vinhdanh.base.files import read_file
from vinhdanh.base.models import AuditEvent, Counter
from vinhdanh.base.refusal import Refused
from vinhdanh.base.rights import Forbidden
from vinhdanh.decisions import actions, bases, printing, queries
from vinhdanh.decisions.enums import PaperKind, PaperState
from vinhdanh.decisions.models import OfficialPaper
from vinhdanh.ledger import actions as ledger_actions
from vinhdanh.ledger import queries as ledger
from vinhdanh.ledger.enums import Standing, Way
from vinhdanh.ledger.models import Award
from vinhdanh.nominations import actions as nominations
from vinhdanh.nominations.enums import NominationState
from vinhdanh.nominations.models import Round
from vinhdanh.nominations.transitions import Verb

DAY = date(2017, 1, 5)


def test_issued_decision_takes_the_first_number_and_enters_the_ledger(
    office: Office, draft: OfficialPaper
) -> None:
    issued = actions.issue(office.minh, draft, DAY)

    awards = Award.objects.order_by("pk")
    assert (issued.full_number, issued.state, issued.issued_on) == (
        "01/QĐ-VP",
        PaperState.ISSUED,
        DAY,
    )
    assert issued.register == f"decision:{office.unit.pk}:2017"
    assert [award.recipient_name for award in awards] == [
        line.nomination.name for line in issued.lines.order_by("position")
    ]
    first = awards[0]
    assert (first.way, first.year, first.decision_number, first.decided_on) == (
        Way.ISSUED,
        2016,
        "01/QĐ-VP",
        DAY,
    )
    assert (first.authority_unit, first.authority_name) == (
        office.unit,
        "Chánh Văn phòng Hội đồng nhân dân tỉnh",
    )
    nomination = first.nomination
    assert nomination.state == NominationState.CONFERRED
    assert nomination.steps.last().reason == "01/QĐ-VP"
    assert ledger.check_chain() is None
    assert audit.check() is None
    assert AuditEvent.objects.first().verb == "decision.issue"


def test_submission_has_its_own_register_and_sends_above(
    office: Office, draft: OfficialPaper, submission: OfficialPaper
) -> None:
    actions.issue(office.minh, draft, DAY)
    issued = actions.issue(office.minh, submission, DAY)

    assert issued.full_number == "01/TTr-VP"
    assert {line.nomination.state for line in issued.lines.all()} == {
        NominationState.FORWARDED
    }
    assert set(Award.objects.values_list("code", flat=True)) == {"LDTT", "TTLDTT"}
    assert {one.name for one in queries.forwarded_to_above(office.lan)} == {
        "Nguyễn Văn An",
        "Phòng Hành chính",
    }
    assert list(queries.forwarded_to_above(office.hoa)) == []


def test_paper_is_issued_by_the_authority_only(
    office: Office, draft: OfficialPaper
) -> None:
    for user in (office.lan, office.hanh, office.hoa):
        with pytest.raises(Forbidden):
            actions.issue(user, draft, DAY)

    assert not Award.objects.exists()


def test_paper_is_issued_once(office: Office, draft: OfficialPaper) -> None:
    actions.issue(office.minh, draft, DAY)

    with pytest.raises(Refused) as refusal:
        actions.issue(office.minh, draft, DAY)

    assert refusal.value.message == "Văn bản này đã ban hành với số 01/QĐ-VP."


@time_machine.travel("2017-01-05 09:00+07:00", tick=False)
def test_day_in_the_future_is_refused(office: Office, draft: OfficialPaper) -> None:
    with pytest.raises(Refused) as refusal:
        actions.issue(office.minh, draft, date(2017, 1, 6))
    actions.issue(office.minh, draft, DAY)

    assert refusal.value.code == "decision.in_future"


def test_day_before_the_council_is_refused(
    office: Office, agreed: Round, draft: OfficialPaper
) -> None:
    met(office, agreed, DAY)

    with pytest.raises(Refused) as refusal:
        actions.issue(office.minh, draft, date(2017, 1, 4))
    issued = actions.issue(office.minh, draft, DAY)

    assert refusal.value.message == (
        "Ngày ban hành 04/01/2017 ở trước ngày Hội đồng họp (05/01/2017)."
    )
    assert issued.number == 1


def suggested_draft(office: Office, agreed: Round, *lines: str) -> OfficialPaper:
    """Draft with the bases suggested for the planned day, and lines of her own."""
    suggested = bases.suggested(agreed, PaperKind.DECISION, ["LDTT"], DAY)
    form = replace(FORM, legal_bases=(*suggested, *lines))
    return actions.draft_decision(office.lan, agreed, ["LDTT"], form)


def heads(lines: Iterable[str]) -> list[str]:
    return [line.split(" ngày")[0].removeprefix("Căn cứ ") for line in lines]


OF_2017 = date(2017, 10, 1)


@pytest.mark.parametrize("day", [DAY, date(2017, 9, 30)])
def test_bases_in_force_on_the_day_of_issue_go_out(
    office: Office, agreed: Round, day: date
) -> None:
    issued = actions.issue(office.minh, suggested_draft(office, agreed), day)

    assert issued.number == 1


def test_decision_never_cites_a_law_of_another_day_unasked(
    office: Office, agreed: Round
) -> None:
    draft = suggested_draft(office, agreed)

    with pytest.raises(Refused) as refusal:
        actions.issue(office.minh, draft, OF_2017)

    said = refusal.value.message.splitlines()
    other = bases.strayed(draft, OF_2017)
    assert refusal.value.code == "decision.other_law"
    assert said[0] == (
        "Căn cứ của dự thảo không theo văn bản có hiệu lực ngày 01/10/2017."
    )
    assert heads(other.past) == [
        "Nghị định số 42/2010/NĐ-CP",
        "Nghị định số 39/2012/NĐ-CP",
        "Nghị định số 65/2014/NĐ-CP",
    ]
    assert heads(other.lacking) == ["Nghị định số 91/2017/NĐ-CP"]
    assert len(said) == 1 + 4 + 1
    assert not Award.objects.exists()
    assert not Counter.objects.filter(register__startswith="decision").exists()


def test_line_of_her_own_beside_an_old_law_does_not_hide_it(
    office: Office, agreed: Round
) -> None:
    draft = suggested_draft(office, agreed, "Căn cứ Quy chế số 5 của Văn phòng")

    with pytest.raises(Refused) as refusal:
        actions.issue(office.minh, draft, OF_2017)

    assert refusal.value.code == "decision.other_law"


def test_bases_written_by_hand_are_hers(office: Office, agreed: Round) -> None:
    draft = actions.draft_decision(office.lan, agreed, ["LDTT"], FORM)

    issued = actions.issue(office.minh, draft, OF_2017)

    assert issued.legal_bases == ["Căn cứ Luật Thi đua, khen thưởng"]


def test_kept_bases_are_written_in_the_audit(office: Office, agreed: Round) -> None:
    draft = suggested_draft(office, agreed)

    issued = actions.issue(office.minh, draft, OF_2017, keeps_bases=True)

    event = AuditEvent.objects.filter(verb="decision.issue").latest("pk")
    assert issued.legal_bases == draft.legal_bases
    assert heads(event.after["keeps_bases"])[-1] == "Nghị định số 91/2017/NĐ-CP"


def test_instrument_newly_in_force_is_missed(office: Office, agreed: Round) -> None:
    form = replace(
        FORM,
        planned_on=date(2024, 2, 23),
        legal_bases=bases.suggested(
            agreed, PaperKind.DECISION, ["LDTT"], date(2024, 2, 23)
        ),
    )
    draft = actions.draft_decision(office.lan, agreed, ["LDTT"], form)

    assert not bases.strayed(draft, date(2024, 2, 23))
    assert bases.strayed(draft, date(2024, 2, 24)).past == ()
    assert heads(bases.strayed(draft, date(2024, 2, 24)).lacking) == [
        "Thông tư số 01/2024/TT-BNV"
    ]


def test_day_before_the_number_before_is_refused(office: Office, agreed: Round) -> None:
    first = actions.draft_decision(office.lan, agreed, ["LDTT"], FORM)
    second = actions.draft_decision(office.lan, agreed, ["TTLDTT"], FORM)
    assert queries.earliest_day(second, DAY) is None
    actions.issue(office.minh, first, DAY)

    with pytest.raises(Refused) as refusal:
        actions.issue(office.minh, second, date(2017, 1, 4))
    earliest = queries.earliest_day(second, DAY)
    issued = actions.issue(office.minh, second, DAY)

    assert refusal.value.code == "decision.before_last_number"
    assert earliest == DAY
    assert issued.number == 2


def test_numbers_begin_anew_each_year(office: Office, agreed: Round) -> None:
    first = actions.draft_decision(office.lan, agreed, ["LDTT"], FORM)
    second = actions.draft_decision(office.lan, agreed, ["TTLDTT"], FORM)

    actions.issue(office.minh, second, date(2018, 1, 5))
    issued = actions.issue(office.minh, first, DAY)

    assert issued.full_number == "01/QĐ-VP"


def test_office_without_a_sign_cannot_number(
    office: Office, draft: OfficialPaper
) -> None:
    office.unit.document_sign = ""
    office.unit.save()

    with pytest.raises(Refused) as refusal:
        actions.issue(office.minh, draft, DAY)

    assert refusal.value.code == "decision.no_sign"


def test_failure_in_the_midst_leaves_no_gap(office: Office, agreed: Round) -> None:
    """One name already in the ledger stops the whole paper; its number is free."""
    twin = actions.draft_decision(office.lan, agreed, ["LDTT"], FORM)
    other = actions.draft_decision(office.lan, agreed, ["TTLDTT"], FORM)
    ledger_actions.record_outside_decision(
        office.lan,
        office.unit,
        [
            ledger_actions.AwardLine(
                subject=office.binh.subject,
                code="LDTT",
                year=2016,
                unit=office.first,
                recipient_name="Hoàng Thị Bình",
            )
        ],
        ledger_actions.DecisionRef("Sở Nội vụ", "9/QĐ-SNV", date(2016, 12, 1)),
    )

    with pytest.raises(Refused) as refusal:
        actions.issue(office.minh, twin, DAY)
    issued = actions.issue(office.minh, other, DAY)

    twin.refresh_from_db()
    assert refusal.value.code == "ledger.twin"
    assert issued.number == 1
    assert (twin.state, twin.number) == (PaperState.DRAFT, None)
    assert {line.nomination.state for line in twin.lines.all()} == {
        NominationState.AGREED
    }
    assert Counter.objects.get(register=issued.register, year=2017).last == 1


def test_line_the_council_took_back_stops_the_paper(
    office: Office, agreed: Round, draft: OfficialPaper
) -> None:
    chi = agreed.nominations.get(award="LDTT", name="Đặng Kim Chi")
    nominations.move(office.thu, chi, Verb.NOT_AGREE)

    with pytest.raises(Refused) as refusal:
        actions.issue(office.minh, draft, DAY)

    assert refusal.value.message == (
        "“Đặng Kim Chi” đang ở trạng thái “Hội đồng không nhất trí” nên không thể: Có "
        "quyết định khen thưởng."
    )


def test_voided_decision_keeps_its_number_and_revokes_its_awards(
    office: Office, agreed: Round, draft: OfficialPaper
) -> None:
    actions.issue(office.minh, draft, DAY)

    voided = actions.void_paper(office.minh, draft, reason="Ghi nhầm danh sách")
    again = actions.draft_decision(office.lan, agreed, ["LDTT", "TTLDTT"], FORM)
    issued = actions.issue(office.minh, again, DAY)

    assert (voided.state, voided.full_number, voided.void_reason) == (
        PaperState.VOIDED,
        "01/QĐ-VP",
        "Ghi nhầm danh sách",
    )
    old = Award.objects.filter(paper_line__paper=voided)
    assert {ledger.standing_of(award) for award in old} == {Standing.REVOKED}
    assert issued.full_number == "02/QĐ-VP"
    assert ledger.standing_awards().count() == 5
    assert {
        nomination.conferred_as.decision_number
        for nomination in agreed.nominations.filter(award="LDTT")
    } == {"02/QĐ-VP"}
    assert ledger.check_chain() is None


def test_award_revoked_before_is_not_revoked_again(
    office: Office, draft: OfficialPaper
) -> None:
    actions.issue(office.minh, draft, DAY)
    ledger_actions.revoke_award(
        office.minh, Award.objects.first(), reason="Vi phạm sau khi khen"
    )

    actions.void_paper(office.minh, draft, reason="Ghi nhầm danh sách")

    assert not ledger.standing_awards().exists()


def test_voiding_needs_a_reason_the_right_and_an_issued_paper(
    office: Office, draft: OfficialPaper
) -> None:
    with pytest.raises(Refused) as early:
        actions.void_paper(office.minh, draft, reason="nhầm")
    actions.issue(office.minh, draft, DAY)
    with pytest.raises(Refused) as silent:
        actions.void_paper(office.minh, draft, reason=" ")
    with pytest.raises(Forbidden):
        actions.void_paper(office.lan, draft, reason="nhầm")

    assert early.value.code == "decision.not_issued"
    assert silent.value.code == "decision.reason_missing"


def test_voided_submission_frees_its_nominations(
    office: Office, agreed: Round, submission: OfficialPaper
) -> None:
    actions.issue(office.minh, submission, DAY)

    actions.void_paper(office.minh, submission, reason="Sai thẩm quyền")

    assert queries.waiting_by_award(agreed)["TTLDXS"] == 1


def test_answered_submission_is_not_voided(
    office: Office, submission: OfficialPaper
) -> None:
    actions.issue(office.minh, submission, DAY)
    actions.record_outside(
        office.lan,
        office.unit,
        actions.OutsideDecision("Chủ tịch UBND tỉnh", "5/QĐ-UBND", date(2017, 3, 1)),
        nominations=list(queries.forwarded_to_above(office.lan))[:1],
    )

    with pytest.raises(Refused) as refusal:
        actions.void_paper(office.minh, submission, reason="Sai")

    assert refusal.value.code == "decision.answered"


def test_pdf_is_kept_once_after_the_commit(
    office: Office, draft: OfficialPaper, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        actions.issue(office.minh, draft, DAY)

    draft.refresh_from_db()
    assert draft.pdf.original_name == "01-QD-VP-2017.pdf"
    assert read_file(draft.pdf)[:5] == b"%PDF-"
    kept = draft.pdf_id

    printing.keep_pdf(draft.pk)

    draft.refresh_from_db()
    assert draft.pdf_id == kept


def test_draft_has_no_kept_file(office: Office, draft: OfficialPaper) -> None:
    printing.keep_pdf(draft.pk)

    draft.refresh_from_db()
    assert draft.pdf is None
    assert printing.file_name(draft, "docx") == "du-thao.docx"


@pytest.mark.skipif(
    "memory" in str(connection.settings_dict["NAME"]),
    reason="an in-memory SQLite is one connection's own: threads would share nothing",
)
@pytest.mark.django_db(transaction=True)
def test_papers_issued_at_once_get_numbers_without_twin_or_gap() -> None:
    office = small_office()
    with dictated_law():
        round_ = agreed_round(office)
        drafts = [
            actions.draft_decision(
                office.lan, round_, [award], replace(FORM, abstract=f"Về {award}")
            )
            for award in ("LDTT", "TTLDTT")
        ]
    start, failures = threading.Barrier(2), []

    def issue(paper: OfficialPaper) -> None:
        try:
            start.wait(timeout=10)
            actions.issue(office.minh, paper, DAY)
        except Exception as failure:  # noqa: BLE001 - shown by the assert below
            failures.append(failure)
        finally:
            close_old_connections()
            connection.close()

    threads = [threading.Thread(target=issue, args=[paper]) for paper in drafts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)

    assert failures == []
    numbers = OfficialPaper.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == [1, 2]
    assert Award.objects.count() == 5
    assert ledger.check_chain() is None
    assert audit.check() is None
