from dataclasses import replace
from datetime import date

import pytest

from tests.decisions.conftest import FORM, SUBMISSION, names
from tests.nominations.dictated import DictatedLaw
from tests.worlds import Office
from vinhdanh.base.models import AuditEvent
from vinhdanh.base.refusal import Refused
from vinhdanh.base.rights import Forbidden
from vinhdanh.councils.models import Council, Meeting, Tally
from vinhdanh.decisions import actions, bases, queries, suggestions
from vinhdanh.decisions.enums import PaperKind, PaperState
from vinhdanh.decisions.models import OfficialPaper, PaperLine
from vinhdanh.nominations.models import Round
from vinhdanh.nominations.transitions import Verb
from vinhdanh.registry.enums import UnitLevel


def test_draft_lists_awards_collectives_units_posts_and_names_in_order(
    office: Office, draft: OfficialPaper
) -> None:
    assert names(draft) == [
        ("LDTT", "Đặng Kim Chi"),
        ("LDTT", "Trần Thị Hạnh"),
        ("LDTT", "Hoàng Thị Bình"),
        ("TTLDTT", "Văn phòng Hội đồng nhân dân tỉnh"),
        ("TTLDTT", "Phòng Tổng hợp"),
    ]
    assert (draft.state, draft.number, draft.full_number) == (
        PaperState.DRAFT,
        None,
        "",
    )
    assert draft.legal_bases == ["Căn cứ Luật Thi đua, khen thưởng"]
    assert draft.recipients == ["Như Điều 3", "Lưu: VT"]
    assert str(draft) == FORM.abstract


def test_deputy_stands_after_the_head_and_before_the_others(
    office: Office, agreed: Round
) -> None:
    chi = agreed.nominations.get(name="Đặng Kim Chi")
    agreed.nominations.filter(pk=chi.pk).update(
        unit=office.first, is_leader=True, post="Phó Trưởng phòng"
    )

    draft = actions.draft_decision(office.lan, agreed, ["LDTT"], FORM)

    assert [name for _award, name in names(draft)] == [
        "Trần Thị Hạnh",
        "Đặng Kim Chi",
        "Hoàng Thị Bình",
    ]


def test_award_of_the_authority_above_is_not_decided_here(
    office: Office, agreed: Round
) -> None:
    with pytest.raises(Refused) as refusal:
        actions.draft_decision(office.lan, agreed, ["LDTT", "TTLDXS"], FORM)

    assert refusal.value.message == (
        "“Tập thể lao động xuất sắc” do cấp trên quyết định. Hãy lập tờ trình."
    )


def test_own_award_is_not_submitted_above(office: Office, agreed: Round) -> None:
    with pytest.raises(Refused) as refusal:
        actions.draft_submission(office.lan, agreed, ["LDTT"], SUBMISSION)

    assert refusal.value.code == "decision.own_competence"


def test_submission_takes_the_awards_of_the_authority_above(
    submission: OfficialPaper,
) -> None:
    assert names(submission) == [
        ("TTLDXS", "Phòng Hành chính"),
        ("BK_TINH", "Nguyễn Văn An"),
    ]


def test_nomination_stands_on_one_living_paper_only(
    office: Office, agreed: Round, draft: OfficialPaper
) -> None:
    with pytest.raises(Refused) as refusal:
        actions.draft_decision(office.lan, agreed, ["LDTT"], FORM)
    assert refusal.value.code == "decision.nothing_agreed"
    assert queries.waiting_by_award(agreed) == {"TTLDXS": 1, "BK_TINH": 1}

    actions.discard_draft(office.lan, draft)
    again = actions.draft_decision(office.lan, agreed, ["LDTT"], FORM)

    assert again.lines.count() == 3
    assert not OfficialPaper.objects.filter(pk=draft.pk).exists()


def test_only_what_the_council_agreed_to_is_drafted(
    office: Office, agreed: Round
) -> None:
    from vinhdanh.nominations import actions as nominations  # noqa: PLC0415

    for nomination in agreed.nominations.filter(award="LDTT"):
        nominations.move(office.thu, nomination, Verb.NOT_AGREE)

    with pytest.raises(Refused) as refusal:
        actions.draft_decision(office.lan, agreed, ["LDTT"], FORM)

    assert refusal.value.code == "decision.nothing_agreed"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"signer_name": ""}, "người ký"),
        ({"abstract": "", "place": ""}, "trích yếu, địa danh"),
    ],
)
def test_incomplete_paper_is_refused(
    office: Office, agreed: Round, change: dict[str, str], words: str
) -> None:
    with pytest.raises(Refused) as refusal:
        actions.draft_decision(office.lan, agreed, ["LDTT"], replace(FORM, **change))

    assert refusal.value.message == f"Văn bản còn thiếu: {words}."


def test_submission_needs_its_addressee(office: Office, agreed: Round) -> None:
    with pytest.raises(Refused) as refusal:
        actions.draft_submission(office.lan, agreed, ["TTLDXS"], FORM)

    assert refusal.value.message == "Văn bản còn thiếu: kính gửi."


@pytest.mark.parametrize("who", ["minh", "hanh", "hoa", "thu"])
def test_drafts_are_the_officers(office: Office, agreed: Round, who: str) -> None:
    with pytest.raises(Forbidden):
        actions.draft_decision(getattr(office, who), agreed, ["LDTT"], FORM)

    assert not OfficialPaper.objects.exists()


def test_mended_draft_keeps_what_changed_in_the_audit(
    office: Office, draft: OfficialPaper
) -> None:
    form = replace(FORM, signs_as="KT.", signer_post="Phó Chánh Văn phòng")

    mended = actions.mend_draft(office.lan, draft, form, version=0)

    event = AuditEvent.objects.first()
    assert (mended.signs_as, mended.version) == ("KT.", 1)
    assert event.after == {"signer_post": "Phó Chánh Văn phòng", "signs_as": "KT."}


def test_stale_form_is_refused_and_nothing_is_overwritten(
    office: Office, draft: OfficialPaper
) -> None:
    actions.mend_draft(office.lan, draft, replace(FORM, place="Mỹ Tho"), version=0)

    with pytest.raises(Refused) as refusal:
        actions.mend_draft(office.lan, draft, replace(FORM, place="Vĩnh"), version=0)

    draft.refresh_from_db()
    assert refusal.value.code == "decision.stale"
    assert draft.place == "Mỹ Tho"


def test_issued_paper_is_neither_mended_nor_discarded(
    office: Office, draft: OfficialPaper
) -> None:
    actions.issue(office.minh, draft, date(2017, 1, 5))

    with pytest.raises(Refused) as mending:
        actions.mend_draft(office.lan, draft, FORM, version=1)
    with pytest.raises(Refused) as discarding:
        actions.discard_draft(office.lan, draft)

    assert mending.value.message == (
        "Văn bản số 01/QĐ-VP đã ban hành nên không sửa, xóa được."
    )
    assert discarding.value.code == "decision.not_a_draft"
    assert PaperLine.objects.filter(paper=draft).count() == 5


def test_head_of_another_office_sees_no_paper(
    office: Office, draft: OfficialPaper
) -> None:
    assert list(queries.visible_to(office.hoa)) == []
    assert list(queries.visible_to(office.minh)) == [draft]
    assert [paper.line_count for paper in queries.with_counts(
        queries.visible_to(office.lan))] == [5]  # fmt: skip


def test_rounds_waiting_for_papers_are_the_officers(
    office: Office, agreed: Round, draft: OfficialPaper
) -> None:
    (waiting,) = queries.rounds_waiting(office.lan)

    assert (waiting, waiting.waiting) == (agreed, 2)
    assert list(queries.rounds_waiting(office.hoa)) == []


def test_awards_are_sorted_by_who_decides() -> None:
    assert queries.by_competence(["LDTT", "TTLDXS", "GK"]) == {
        PaperKind.DECISION: ["LDTT", "GK"],
        PaperKind.SUBMISSION: ["TTLDXS"],
    }


def test_suggestion_names_the_head_and_the_bases_of_the_day(
    office: Office, agreed: Round
) -> None:
    form = suggestions.suggested_form(
        agreed, PaperKind.DECISION, ["LDTT", "GK"], date(2017, 1, 5)
    )

    assert form.abstract == (
        "Về việc tặng danh hiệu “Lao động tiên tiến” và Giấy khen năm 2016"
    )
    assert (form.authority_title, form.signer_post, form.signer_name) == (
        "Chánh Văn phòng Hội đồng nhân dân tỉnh",
        "Chánh Văn phòng",
        "Phạm Văn Minh",
    )
    assert (form.place, form.addressee) == ("Tân An", "")
    assert form.recipients == ("Như Điều 3", "Lưu: VT")
    assert form.legal_bases[0].startswith("Căn cứ Luật Thi đua, khen thưởng ngày 26")
    assert any("65/2014/NĐ-CP" in base for base in form.legal_bases)
    assert not any("98/2023" in base for base in form.legal_bases)


@pytest.mark.parametrize(
    ("level", "day", "cited"),
    [
        (UnitLevel.COMMUNE, date(2025, 7, 1), True),
        (UnitLevel.COMMUNE, date(2025, 6, 30), False),
        (UnitLevel.PROVINCE, date(2025, 7, 1), False),
    ],
)
def test_a_commune_cites_the_decree_that_gave_it_the_powers_of_the_district(
    agreed: Round, level: UnitLevel, day: date, cited: bool
) -> None:
    agreed.unit.level = level

    lines = bases.suggested(agreed, PaperKind.DECISION, ["CSTDCS"], day)

    assert any("129/2025/NĐ-CP" in line for line in lines) is cited


def test_suggestion_cites_the_councils_minutes(office: Office, agreed: Round) -> None:
    met(office, agreed, date(2016, 12, 28))

    decision = bases.suggested(agreed, PaperKind.DECISION, ["LDTT"], date(2017, 1, 5))
    before = bases.suggested(agreed, PaperKind.DECISION, ["LDTT"], date(2016, 12, 27))
    submission = bases.suggested(
        agreed, PaperKind.SUBMISSION, ["LDTT"], date(2017, 1, 5)
    )

    assert decision[-1] == (
        "Xét đề nghị của Hội đồng TĐKT tại Biên bản họp ngày 28 tháng 12 năm 2016"
    )
    assert submission[-1] == (
        "Căn cứ kết quả họp ngày 28 tháng 12 năm 2016 của Hội đồng TĐKT"
    )
    assert len(before) == len(decision) - 1


def test_another_planned_day_brings_the_bases_of_that_day(
    office: Office, agreed: Round
) -> None:
    lines = bases.suggested(agreed, PaperKind.DECISION, ["LDTT"], FORM.planned_on)
    form = replace(FORM, legal_bases=lines)
    draft = actions.draft_decision(office.lan, agreed, ["LDTT"], form)
    day = date(2017, 10, 1)

    mended = actions.mend_draft(
        office.lan, draft, replace(form, planned_on=day), version=0
    )

    assert mended.legal_bases == list(
        bases.suggested(agreed, PaperKind.DECISION, ["LDTT"], day)
    )
    assert mended.legal_bases != draft.legal_bases


def test_bases_written_by_hand_stay_when_the_planned_day_changes(
    office: Office, agreed: Round
) -> None:
    lines = bases.suggested(agreed, PaperKind.DECISION, ["LDTT"], FORM.planned_on)
    form = replace(FORM, legal_bases=(*lines, "Căn cứ Quy chế số 5"))
    draft = actions.draft_decision(office.lan, agreed, ["LDTT"], form)

    mended = actions.mend_draft(
        office.lan, draft, replace(form, planned_on=date(2017, 10, 1)), version=0
    )

    assert mended.legal_bases == [*lines, "Căn cứ Quy chế số 5"]


def test_suggestion_follows_the_last_paper(
    office: Office, agreed: Round, draft: OfficialPaper
) -> None:
    mended = replace(FORM, signer_name="Trần Văn Phó", recipients=("Như Điều 3",))
    actions.mend_draft(office.lan, draft, mended, version=0)

    form = suggestions.suggested_form(
        agreed, PaperKind.DECISION, ["GK"], date(2017, 2, 1)
    )

    assert (form.signer_name, form.recipients) == ("Trần Văn Phó", ("Như Điều 3",))


@pytest.mark.parametrize(
    ("unit", "head"),
    [
        ("Sở Tài chính", "Giám đốc Sở Tài chính"),
        ("Ủy ban nhân dân xã Tân An", "Chủ tịch Ủy ban nhân dân xã Tân An"),
        ("Trung tâm Tin học", "Thủ trưởng Trung tâm Tin học"),
    ],
)
def test_head_is_called_by_the_kind_of_body(unit: str, head: str) -> None:
    assert suggestions.head_of(unit) == head


def test_unknown_head_is_left_for_the_officer_to_write(
    office: Office, law: DictatedLaw, agreed: Round
) -> None:
    office.minh.assignments.all().delete()
    office.unit.names.update(name="Trung tâm Tin học")

    form = suggestions.suggested_form(
        agreed, PaperKind.SUBMISSION, ["TTLDXS"], date(2017, 1, 5)
    )

    assert (form.signer_name, form.signer_post) == ("", "Thủ trưởng")
    assert form.addressee == "Chủ tịch Ủy ban nhân dân tỉnh, thành phố (qua Sở Nội vụ)"


def met(office: Office, round_: Round, day: date) -> Meeting:
    """Let a council have met and voted on everything of a round."""
    council = Council.objects.create(
        unit=office.unit, name="Hội đồng TĐKT", first_day=date(2016, 1, 1)
    )
    meeting = Meeting.objects.create(council=council, round=round_, held_on=day)
    for nomination in round_.nominations.all():
        Tally.objects.create(
            meeting=meeting,
            nomination=nomination,
            agree=7,
            disagree=0,
            channel="secret_ballot",
            members=7,
            votes_needed=4,
            rule={},
            passed=True,
            counted_at=office.lan.date_joined,
            counted_by=office.thu,
        )
    return meeting
