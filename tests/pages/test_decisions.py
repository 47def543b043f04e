import copy
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from tests.decisions.conftest import FORM, SUBMISSION, agreed_round
from tests.nominations.dictated import DictatedLaw, dictated_law
from tests.worlds import Office, signed_in, standing
from vinhdanh.accounts.models import User
from vinhdanh.base.refusal import Refused
from vinhdanh.decisions import actions, bases
from vinhdanh.decisions.enums import PaperKind
from vinhdanh.decisions.models import OfficialPaper
from vinhdanh.ledger.models import Award
from vinhdanh.nominations.models import Round
from vinhdanh.pages.decisions import desk, forms, outside
from vinhdanh.registry import actions as registry

DAY = date(2017, 1, 5)
YEAR = "?nam=2016"


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
    return copy.deepcopy(standing_agreed)


@pytest.fixture
def draft(office: Office, agreed: Round) -> OfficialPaper:
    return actions.draft_decision(office.lan, agreed, ["LDTT"], FORM)


def at(route: str, paper: OfficialPaper) -> str:
    return reverse(route, args=[paper.public_id])


ROUTES = (
    "paper",
    "paper-mend",
    "paper-discard",
    "paper-issue",
    "paper-void",
    "paper-pdf",
    "paper-docx",
)


def test_every_page_asks_for_sign_in(draft: OfficialPaper) -> None:
    addresses = [at(route, draft) for route in ROUTES]
    addresses += [
        reverse("paper-list"),
        reverse("outside-decision"),
        reverse("paper-draft", args=[draft.round.public_id]),
    ]
    for address in addresses:
        response = Client().get(address)
        assert (response.status_code, response.url) == (
            302,
            f"{reverse('account_login')}?next={address}",
        )


def test_another_office_finds_nothing(office: Office, draft: OfficialPaper) -> None:
    hoa = signed_in(office.hoa)

    for route in ROUTES:
        answers = {
            hoa.get(at(route, draft)).status_code,
            hoa.post(at(route, draft)).status_code,
        }
        assert answers in ({404}, {404, 405})
    drafting = reverse("paper-draft", args=[draft.round.public_id])
    assert hoa.get(drafting).status_code == 404
    listed = hoa.get(reverse("paper-list") + YEAR).content.decode()
    assert FORM.abstract not in listed
    assert "Năm 2016 chưa có văn bản" in listed


def test_list_shows_papers_and_what_waits(office: Office, draft: OfficialPaper) -> None:
    lan = signed_in(office.lan)

    page = lan.get(reverse("paper-list") + YEAR).content.decode()
    narrowed = lan.get(reverse("paper-list") + "?loai=submission").content.decode()
    nonsense = lan.get(reverse("paper-list") + "?loai=zz").content.decode()

    assert FORM.abstract in page
    assert "“Cả năm” có 4 đề nghị đã được Hội đồng nhất trí" in page
    assert FORM.abstract not in narrowed
    assert FORM.abstract in nonsense


def test_list_asks_the_same_for_one_paper_and_for_three(
    office: Office, agreed: Round
) -> None:
    lan, address = signed_in(office.lan), reverse("paper-list") + YEAR
    actions.draft_decision(office.lan, agreed, ["LDTT"], FORM)
    lan.get(address)
    with CaptureQueriesContext(connection) as one:
        lan.get(address)
    actions.draft_decision(office.lan, agreed, ["TTLDTT"], FORM)
    actions.draft_submission(office.lan, agreed, ["TTLDXS"], SUBMISSION)
    with CaptureQueriesContext(connection) as three:
        lan.get(address)

    assert len(three) == len(one)


def test_officer_chooses_awards_and_drafts(office: Office, agreed: Round) -> None:
    lan = signed_in(office.lan)
    address = reverse("paper-draft", args=[agreed.public_id])

    choosing = lan.get(address).content.decode()
    mixed = lan.get(address + "?award=LDTT&award=TTLDXS").content.decode()
    form = lan.get(address + "?award=LDTT&ngay=2017-01-05")
    said = form.context["form"].initial
    response = lan.post(
        address,
        said | {"award": ["LDTT"], "planned_on": "2017-01-05", "version": ""},
    )

    made = OfficialPaper.objects.get()
    assert "Lao động tiên tiến" in choosing
    assert "không đứng chung một văn bản" in mixed
    assert said["planned_on"] == DAY
    assert "65/2014/NĐ-CP" in said["legal_bases"]
    assert response.url == at("paper", made)
    assert (made.lines.count(), made.planned_on) == (3, DAY)


def test_bases_follow_the_day_she_plans_in_the_form(
    office: Office, agreed: Round
) -> None:
    lan = signed_in(office.lan)
    address = reverse("paper-draft", args=[agreed.public_id]) + "?award=LDTT"
    said = lan.get(address + "&ngay=2017-01-05").context["form"].initial

    lan.post(
        address + "&ngay=2017-01-05",
        said | {"award": ["LDTT"], "planned_on": "2017-10-01", "version": ""},
    )

    made = OfficialPaper.objects.get()
    assert made.planned_on == date(2017, 10, 1)
    assert any("91/2017/NĐ-CP" in base for base in made.legal_bases)
    gone = "Căn cứ Nghị định số 65/2014"
    assert not any(base.startswith(gone) for base in made.legal_bases)


def test_authority_is_asked_before_a_law_of_another_day_is_cited(
    office: Office, agreed: Round
) -> None:
    lines = bases.suggested(agreed, PaperKind.DECISION, ["LDTT"], DAY)
    draft = actions.draft_decision(
        office.lan, agreed, ["LDTT"], replace(FORM, legal_bases=lines)
    )
    minh = signed_in(office.minh)

    first = minh.get(at("paper", draft)).content.decode()
    asked = minh.post(at("paper-issue", draft), {"issued_on": "2017-10-01"})
    done = minh.post(
        at("paper-issue", draft), {"issued_on": "2017-10-01", "keeps_bases": "on"}
    )

    draft.refresh_from_db()
    assert 'name="keeps_bases"' not in first
    assert asked.status_code == 409
    assert "không theo văn bản có hiệu lực ngày 01/10/2017" in asked.content.decode()
    assert 'name="keeps_bases"' in asked.content.decode()
    assert done.url == at("paper", draft)
    assert draft.issued_on == date(2017, 10, 1)


def test_officer_drafts_a_submission(office: Office, agreed: Round) -> None:
    lan = signed_in(office.lan)
    address = reverse("paper-draft", args=[agreed.public_id])
    said = lan.get(address + "?award=TTLDXS").context["form"].initial

    wrong = lan.post(
        address, said | {"award": ["TTLDXS"], "addressee": "", "version": ""}
    )
    lan.post(address, said | {"award": ["TTLDXS"], "version": ""})

    assert "Chưa ghi được" in wrong.content.decode()
    assert OfficialPaper.objects.get().kind == "submission"


def test_refused_draft_keeps_what_was_typed(
    office: Office, agreed: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    lan = signed_in(office.lan)
    address = reverse("paper-draft", args=[agreed.public_id])
    said = lan.get(address + "?award=LDTT").context["form"].initial

    def refuse(*_args: object, **_kwargs: object) -> None:
        raise Refused("decision.nothing_agreed", "Người khác vừa lập.")

    monkeypatch.setattr(actions, "draft_decision", refuse)
    page = lan.post(
        address, said | {"award": ["LDTT"], "place": "Mỹ Tho", "version": ""}
    ).content.decode()

    assert "Người khác vừa lập." in page
    assert 'value="Mỹ Tho"' in page


def test_drafting_is_the_officers(office: Office, agreed: Round) -> None:
    address = reverse("paper-draft", args=[agreed.public_id])

    assert signed_in(office.minh).get(address).status_code == 403


def test_nothing_left_to_draft_teaches(office: Office, agreed: Round) -> None:
    for codes in (["LDTT", "TTLDTT"],):
        actions.draft_decision(office.lan, agreed, codes, FORM)
    actions.draft_submission(office.lan, agreed, ["TTLDXS", "BK_TINH"], SUBMISSION)

    page = signed_in(office.lan).get(reverse("paper-draft", args=[agreed.public_id]))

    assert "Không còn đề nghị nào chờ văn bản" in page.content.decode()


def test_stale_form_comes_back_with_both_versions(
    office: Office, draft: OfficialPaper
) -> None:
    lan = signed_in(office.lan)
    said = lan.get(at("paper-mend", draft)).context["form"].initial
    actions.mend_draft(office.lan, draft, replace(FORM, place="Mỹ Tho"), version=0)

    stale = lan.post(at("paper-mend", draft), said | {"place": "Cần Thơ"})
    form = stale.context["form"]
    again = lan.post(at("paper-mend", draft), {**form.data.dict()})

    draft.refresh_from_db()
    words = stale.content.decode()
    assert stale.status_code == 409
    assert 'value="Cần Thơ"' in words
    assert stale.context["differences"] == [("Địa danh", "Mỹ Tho")]
    assert again.url == at("paper", draft)
    assert (draft.place, draft.version) == ("Cần Thơ", 2)


def test_issued_paper_refuses_mending_with_a_sentence(
    office: Office, draft: OfficialPaper
) -> None:
    lan = signed_in(office.lan)
    said = lan.get(at("paper-mend", draft)).context["form"].initial
    actions.issue(office.minh, draft, DAY)

    page = lan.post(at("paper-mend", draft), said | {"version": ""})

    assert "Văn bản số 01/QĐ-VP đã ban hành" in page.content.decode()


def test_draft_is_discarded(office: Office, draft: OfficialPaper) -> None:
    response = signed_in(office.lan).post(at("paper-discard", draft))

    assert response.url == reverse("paper-list")
    assert not OfficialPaper.objects.exists()


def test_paper_shows_as_it_prints(office: Office, draft: OfficialPaper) -> None:
    page = signed_in(office.minh).get(at("paper", draft)).content.decode()

    for words in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "……/QĐ-VP",
        "QUYẾT ĐỊNH:",
        "cho 03 cá nhân",
        "Đặng Kim Chi",
        "- Như Điều 3;",
        "Phạm Văn Minh",
        "Ký ban hành",
    ):
        assert words in page


def test_officer_has_no_button_to_issue(office: Office, draft: OfficialPaper) -> None:
    lan = signed_in(office.lan)

    assert "Ký ban hành" not in lan.get(at("paper", draft)).content.decode()
    assert lan.post(at("paper-issue", draft)).status_code == 403
    assert lan.post(at("paper-void", draft)).status_code == 403


def test_authority_issues(office: Office, draft: OfficialPaper) -> None:
    minh = signed_in(office.minh)
    empty = minh.post(at("paper-issue", draft), {"issued_on": ""})
    future = minh.post(at("paper-issue", draft), {"issued_on": "2099-01-01"})
    done = minh.post(at("paper-issue", draft), {"issued_on": "2017-01-05"}, follow=True)

    words = done.content.decode()
    assert empty.status_code == 409
    assert "ở sau ngày hôm nay" in future.content.decode()
    assert 'value="2099-01-01"' in future.content.decode()
    assert "Đã ban hành số 01/QĐ-VP." in words
    assert "Từng dòng mở được" in words
    assert Award.objects.count() == 3


def test_authority_voids(office: Office, draft: OfficialPaper) -> None:
    minh = signed_in(office.minh)
    early = minh.post(at("paper-void", draft), {"reason": "Nhầm"})
    actions.issue(office.minh, draft, DAY)
    silent = minh.post(at("paper-void", draft), {"reason": ""})
    done = minh.post(at("paper-void", draft), {"reason": "Nhầm"}, follow=True)

    assert "Chỉ bỏ được văn bản đang có hiệu lực." in early.content.decode()
    assert silent.status_code == 409
    assert "Văn bản đã bỏ, số vẫn giữ: Nhầm" in done.content.decode()


def test_submission_shows_its_addressee_and_tables(
    office: Office, agreed: Round
) -> None:
    paper = actions.draft_submission(office.lan, agreed, ["TTLDXS"], SUBMISSION)

    page = signed_in(office.lan).get(at("paper", paper)).content.decode()

    assert "Kính gửi: Chủ tịch Ủy ban nhân dân tỉnh" in page
    assert "Tập thể đề nghị tặng danh hiệu “Tập thể lao động xuất sắc” năm 2016" in page


def test_downloads(
    office: Office, draft: OfficialPaper, django_capture_on_commit_callbacks
) -> None:
    lan = signed_in(office.lan)
    drafted = lan.get(at("paper-pdf", draft))
    with django_capture_on_commit_callbacks(execute=True):
        actions.issue(office.minh, draft, DAY)
    kept = lan.get(at("paper-pdf", draft))
    word = lan.get(at("paper-docx", draft))

    assert drafted["Content-Disposition"] == 'attachment; filename="du-thao.pdf"'
    assert (kept["Content-Type"], kept.content[:5]) == ("application/pdf", b"%PDF-")
    assert kept["Content-Disposition"] == 'attachment; filename="01-QD-VP-2017.pdf"'
    assert word.content[:2] == b"PK"


def test_character_without_a_glyph_is_said(
    office: Office, draft: OfficialPaper
) -> None:
    OfficialPaper.objects.filter(pk=draft.pk).update(abstract="Về việc 漢字")

    response = signed_in(office.lan).get(at("paper-pdf", draft))

    assert response.status_code == 409


# --- decisions of another authority ---------------------------------------------------


def test_outside_decision_is_recorded(office: Office, agreed: Round) -> None:
    paper = actions.draft_submission(
        office.lan, agreed, ["TTLDXS", "BK_TINH"], SUBMISSION
    )
    actions.issue(office.minh, paper, DAY)
    sent = agreed.nominations.get(award="TTLDXS")
    lan, address = signed_in(office.lan), reverse("outside-decision")
    said = {
        "authority_name": "Chủ tịch UBND tỉnh",
        "number": "115/QĐ-UBND",
        "decided_on": "2017-03-01",
        "nomination": [str(sent.public_id)],
    }

    shown = lan.get(address + YEAR).content.decode()
    wrong = lan.post(address, said | {"names": "Nguyễn Văn An"})
    unknown = lan.post(
        address, said | {"award": "CSTD_TINH", "year": 2016, "names": "\nAi Đó"}
    )
    done = lan.post(
        address, said | {"award": "CSTD_TINH", "year": 2016, "names": "nguyễn văn an"}
    )

    assert "Phòng Hành chính" in shown
    assert "Cần cho các tên ghi thêm." in wrong.content.decode()
    words = unknown.content.decode()
    assert "Dòng 2: không thấy “Ai Đó” trong danh sách của cơ quan." in words
    assert f'value="{sent.public_id}" checked' in words
    assert done.url == (f"{reverse('ledger')}?cach=recorded&tim=115%2FQ%C4%90-UBND")
    assert set(Award.objects.values_list("code", "recipient_name")) == {
        ("TTLDXS", "Phòng Hành chính"),
        ("CSTD_TINH", "Nguyễn Văn An"),
    }


def test_outside_decisions_are_the_officers(office: Office) -> None:
    assert signed_in(office.minh).get(reverse("outside-decision")).status_code == 403


def test_namesakes_are_told_apart_by_birth_date(office: Office) -> None:
    other = registry.add_person(
        office.lan,
        office.second,
        registry.PersonForm(name="Nguyễn Văn An", birth_date=date(1990, 9, 9)),
        is_namesake=True,
    )

    with pytest.raises(Refused) as refusal:
        outside.subjects_named(office.lan, "Nguyễn Văn An")
    (found,) = outside.subjects_named(office.lan, "Nguyễn Văn An; 09/09/1990")
    with pytest.raises(Refused) as nonsense:
        outside.subjects_named(office.lan, "Nguyễn Văn An; hôm nào đó")

    assert refusal.value.message == (
        "Dòng 1: có 2 người tên “Nguyễn Văn An”; hãy thêm ngày sinh."
    )
    assert found == other.subject
    assert nonsense.value.code == "ledger.names_unknown"


def test_unit_has_no_birth_date(office: Office) -> None:
    (found,) = outside.subjects_named(office.lan, "phong tong hop")
    with pytest.raises(Refused):
        outside.subjects_named(office.lan, "Phòng Tổng hợp; 01/01/2000")

    assert found == office.first.subject


def test_names_of_another_office_are_not_found(office: Office) -> None:
    with pytest.raises(Refused):
        outside.subjects_named(office.hoa, "Nguyễn Văn An")


# --- the desk -------------------------------------------------------------------------


def test_desk_tells_officer_and_authority(office: Office, agreed: Round) -> None:
    def told(user: User) -> list[tuple[str, str]]:
        fresh = User.objects.get(pk=user.pk)
        return [(one.label, one.url) for one in desk.waiting(fresh, 2016)]

    def stands() -> str:
        return desk.step(office.lan, 2016)[0].state

    drafting = reverse("paper-draft", args=[agreed.public_id])
    assert told(office.lan) == [
        ("Lập quyết định, tờ trình cho 7 đề nghị đã được nhất trí", drafting)
    ]
    assert (told(office.minh), stands()) == ([], "running")

    first = actions.draft_decision(office.lan, agreed, ["LDTT"], FORM)
    assert told(office.minh) == [("Ký ban hành 1 dự thảo", at("paper", first))]
    actions.draft_decision(office.lan, agreed, ["TTLDTT"], FORM)
    assert told(office.minh) == [("Ký ban hành 2 dự thảo", reverse("paper-list"))]
    actions.draft_submission(office.lan, agreed, ["TTLDXS", "BK_TINH"], SUBMISSION)
    assert told(office.lan) == []
    for paper in OfficialPaper.objects.all():
        actions.issue(office.minh, paper, DAY)
    assert stands() == "done"
    assert desk.step(office.lan, 2015)[0].state == "todo"


@pytest.mark.parametrize(
    ("planned", "earliest", "day"),
    [
        (None, None, date(2017, 1, 9)),
        (date(2017, 1, 5), None, date(2017, 1, 5)),
        (date(2017, 2, 5), None, date(2017, 1, 9)),
        (date(2017, 1, 5), date(2017, 1, 7), date(2017, 1, 7)),
    ],
)
def test_issue_form_starts_from_a_day_that_can_be(
    planned: date | None, earliest: date | None, day: date
) -> None:
    assert forms.first_day(planned, earliest, date(2017, 1, 9)) == day
