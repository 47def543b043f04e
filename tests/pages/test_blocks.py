"""Pages of blocks: who sees them, what the lead, a member and the host do there."""

import copy
import re
from collections.abc import Iterator
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from tests import worlds
from tests.blocks import scenes
from tests.blocks.scenes import DIPLOMA, FLAG, Agencies
from tests.documents import reading
from tests.worlds import PASSWORD, signed_in, standing
from vinhdanh.accounts.enums import Role
from vinhdanh.accounts.fresh import SignIn
from vinhdanh.base import clock
from vinhdanh.base.models import StoredFile
from vinhdanh.blocks import actions, queries
from vinhdanh.blocks.actions.handing import hash_of
from vinhdanh.blocks.enums import BallotState, PostWay, Step, TieBreak
from vinhdanh.blocks.models import Ballot, Block, BlockYear, HandOver, Proposal
from vinhdanh.ledger import actions as ledger
from vinhdanh.ledger.enums import Way
from vinhdanh.movements import timeline
from vinhdanh.movements.actions import TaskLine
from vinhdanh.pages.blocks import desk
from vinhdanh.scoring import actions as scoring
from vinhdanh.scoring.enums import AppealOutcome

PDF = b"%PDF-1.7 ban dang ky"


@pytest.fixture(scope="module")
def standing_agencies(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Agencies]:
    with standing(django_db_blocker):
        yield scenes.agencies()


@pytest.fixture
def khoi(standing_agencies: Agencies, db: None) -> Agencies:
    return copy.deepcopy(standing_agencies)


def of(name: str, row, *rest) -> str:
    return reverse(name, args=[row.public_id, *rest])


def page(user, address: str, **query) -> str:
    answer = signed_in(user).get(address, query)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


# -- who sees what -----------------------------------------------------------------


def test_a_stranger_finds_no_block(khoi):
    client = signed_in(khoi.hoa)

    assert "Khối các cơ quan tham mưu" not in page(khoi.hoa, reverse("block-list"))
    for address in (
        of("block", khoi.block),
        of("block-year", khoi.year),
        of("block-results", khoi.year),
        of("block-step", khoi.year, "register"),
        of("block-hand-over", khoi.year),
        of("block-rules", khoi.year),
        of("block-lead", khoi.year),
    ):
        assert client.get(address).status_code == 404, address


def test_a_member_reads_the_year_and_is_offered_its_own_part_only(khoi):
    told = page(khoi.cuc, of("block-year", khoi.year))

    assert "Trưởng khối: Văn phòng UBND tỉnh" in told
    assert "0/4 đơn vị đã đăng ký" in told
    for deed in ("Soạn phong trào", "Mở chấm điểm", "Hạn, số lượng", "Lưu văn bản"):
        assert deed not in told
    client = signed_in(khoi.cuc)
    for name in ("block-rules", "block-lead", "block-document", "block-covenant"):
        assert client.get(of(name, khoi.year)).status_code == 403, name


def test_the_lead_is_offered_what_begins_the_year(khoi):
    told = page(khoi.bach, of("block-year", khoi.year))

    for deed in ("Soạn phong trào", "Mở chấm điểm", "Hạn, số lượng", "Lưu văn bản"):
        assert deed in told


def test_a_year_page_asks_no_more_for_more_members(khoi):
    client = signed_in(khoi.bach)
    address = of("block-year", khoi.year)
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    more = [worlds.unit(f"Sở mẫu {n}") for n in range(6)]
    actions.seat_members(khoi.nga, khoi.block, more, first_year=2025)
    with CaptureQueriesContext(connection) as many:
        client.get(address)

    assert len(many) == len(few)
    assert len(many) <= 45


# -- the host ----------------------------------------------------------------------


def test_the_host_founds_a_block_and_names_its_members(khoi):
    client = signed_in(khoi.nga)
    form = {
        "unit": str(khoi.home.subject.public_id),
        "kind": "cluster",
        "name": "Cụm số 1",
        "source": "",
    }

    client.post(reverse("block-new"), form)
    made = Block.objects.get(name="Cụm số 1")
    lines = "Sở Tài chính\n\nsở tài chính\nVăn phòng UBND tỉnh"
    address = of("block", made)
    answer = client.post(address, {"names": lines, "first_year": "2026"}, follow=True)

    assert "Đã ghi 2 thành viên." in answer.content.decode()
    assert {row.unit for row in made.members.all()} == {khoi.finance, khoi.committee}
    client.post(f"{of('block-begin', made)}?nam=2026")
    assert made.years.get().year == 2026


def test_a_name_that_is_no_unit_is_said_and_nothing_typed_is_lost(khoi):
    worlds.unit("Sở Tài chính")
    typed = {"names": "Sở Tài chính\nSở Không Có", "first_year": "2026"}

    answer = signed_in(khoi.nga).post(of("block", khoi.block), typed)

    told = answer.content.decode()
    assert answer.status_code == 422
    assert "Có hơn một đơn vị tên “Sở Tài chính”." in told
    assert "Không có đơn vị tên “Sở Không Có”." in told
    assert "Sở Tài chính\nSở Không Có" in told


def test_a_twin_name_is_refused_on_the_form(khoi):
    form = {
        "unit": str(khoi.home.subject.public_id),
        "kind": "block",
        "name": khoi.block.name,
    }
    answer = signed_in(khoi.nga).post(reverse("block-new"), form)

    assert answer.status_code == 422
    assert "đã có khối, cụm tên" in answer.content.decode()


def test_a_member_leaves_after_the_year_chosen(khoi):
    seat = khoi.seat(khoi.council)

    signed_in(khoi.nga).post(
        f"{of('block-unseat', khoi.block, seat.public_id)}?nam=2026"
    )

    seat.refresh_from_db()
    assert seat.last_year == 2026


def test_dates_ties_and_allowances_are_written_on_one_page(khoi):
    client, address = signed_in(khoi.nga), of("block-rules", khoi.year)
    days = {
        "deed": "days",
        "register-due_on": "2025-01-10",
        "register-latest_on": "2025-01-15",
        "source": "Quy chế khối",
    }
    assert client.post(address, days).status_code == 302
    ties = {"deed": "ties", "first": TieBreak.MORE_BONUS, "second": "", "third": ""}
    assert client.post(address, ties).status_code == 302
    allowed = {
        "deed": "allowances",
        "form-TOTAL_FORMS": "2",
        "form-INITIAL_FORMS": "0",
        "form-0-award": FLAG,
        "form-0-most": "3",
        "form-1-award": "",
        "form-1-most": "",
        "allowance_source": "Công văn mẫu",
    }
    assert client.post(address, allowed).status_code == 302

    year = BlockYear.objects.get(pk=khoi.year.pk)
    assert list(year.deadlines.values_list("step", "latest_on")) == [
        (Step.REGISTER, date(2025, 1, 15))
    ]
    assert year.tie_breaks == [TieBreak.MORE_BONUS]
    assert list(year.allowances.values_list("award", "most")) == [(FLAG, 3)]


def test_a_date_typed_by_half_is_said(khoi):
    client, address = signed_in(khoi.bach), of("block-rules", khoi.year)

    half = {"deed": "days", "final-due_on": "2026-01-09", "source": "Quy chế"}
    answer = client.post(address, half)
    assert answer.status_code == 422
    assert "“Tổng kết”: hãy ghi cả hạn và ngày chậm nhất" in answer.content.decode()

    backwards = half | {"final-latest_on": "2026-01-08"}
    answer = client.post(address, backwards)
    assert answer.status_code == 422
    assert "ngày chậm nhất ở trước hạn" in answer.content.decode()
    assert client.post(address, {"deed": "khác"}).status_code == 422


def test_the_lead_reads_the_allowances_and_writes_none(khoi):
    client, address = signed_in(khoi.bach), of("block-rules", khoi.year)
    assert "Cơ quan chủ trì khối ghi số lượng này." in page(khoi.bach, address)

    allowed = {
        "deed": "allowances",
        "form-TOTAL_FORMS": "0",
        "form-INITIAL_FORMS": "0",
        "allowance_source": "",
    }
    assert client.post(address, allowed).status_code == 403
    half = {"form-TOTAL_FORMS": "1", "form-0-award": FLAG, "form-0-most": ""}
    answer = signed_in(khoi.nga).post(address, allowed | half)
    assert answer.status_code == 422
    assert "Hãy ghi cả hình thức khen và số lượng." in answer.content.decode()


def test_the_lead_of_a_year_is_chosen_beside_the_queue(khoi):
    ahead = actions.begin_year(khoi.nga, khoi.block, 2026)
    address = of("block-lead", ahead)
    told = page(khoi.bach, address)
    assert "Văn phòng UBND tỉnh – đã làm năm 2025" in told

    typed = {
        "lead": str(khoi.seat(khoi.council).pk),
        "deputies": [str(khoi.seat(khoi.council).pk)],
        "way": PostWay.ROTATED,
        "on": "2026-01-09",
    }
    answer = signed_in(khoi.bach).post(address, typed)
    assert answer.status_code == 422
    assert "Mỗi đơn vị chỉ giữ một chức" in answer.content.decode()

    typed["deputies"] = [str(khoi.seat(khoi.home).pk)]
    assert signed_in(khoi.bach).post(address, typed).status_code == 302
    assert [post.unit for post in queries.posts_of(ahead)] == [khoi.council, khoi.home]


# -- the lead's year ---------------------------------------------------------------


def test_from_the_ribbon_to_movement_covenant_and_scoring(khoi):
    client = signed_in(khoi.bach)

    answer = client.post(of("block-movement", khoi.year))
    khoi.year.refresh_from_db()
    movement = khoi.year.movement
    assert movement
    assert answer.headers["Location"] == of("movement-edit", movement)

    scenes.movements.mend_movement(khoi.bach, movement, scenes.movement_form())
    scenes.movements.launch_movement(khoi.bach, movement, on=date(2025, 1, 20))
    told = page(khoi.cuc, of("block-year", khoi.year))
    assert "9 nhiệm vụ trọng tâm" in told
    assert "Nhiệm vụ thứ 9" in told

    form = {"name": "Giao ước", "text": "Cùng thi đua.", "pledges": "Một\n\nHai"}
    client.post(of("block-covenant", khoi.year), form)
    khoi.year.refresh_from_db()
    assert khoi.year.covenant
    assert khoi.year.covenant.parties.count() == 4
    assert khoi.year.covenant.pledges.count() == 2
    answer = client.post(of("block-covenant", khoi.year), form)
    assert answer.status_code == 422
    assert "Khối đã có giao ước" in answer.content.decode()

    told = page(khoi.bach, of("block-scoring", khoi.year))
    assert "Chưa có bảng tiêu chí" in told
    version = scenes.version(khoi)
    typed = {"version": str(version.public_id), "standing_parts": ["II"]}
    client.post(of("block-scoring", khoi.year), typed)
    khoi.year.refresh_from_db()
    assert khoi.year.scoring
    assert [stage.kind for stage in khoi.year.scoring.stages.all()] == [
        *("self", "lead", "standing")
    ]
    answer = client.post(of("block-scoring", khoi.year), typed)
    assert answer.status_code == 422


DEEDS = ("block-movement", "block-covenant", "block-scoring")
COVENANT = {"name": "Giao ước", "text": "Cùng thi đua.", "pledges": "Một"}


def begun_by(khoi, user) -> dict[str, tuple[bool, int]]:
    """{deed: (is its button on the year's page, what sending it comes to)}."""
    client, told = signed_in(user), {}

    def send(name: str, typed: dict[str, str]) -> None:
        address = of(name, khoi.year)
        is_offered = f'"{address}"' in page(user, of("block-year", khoi.year))
        told[name] = is_offered, client.post(address, typed).status_code

    send("block-movement", {})
    khoi.year.refresh_from_db()
    if khoi.year.movement is None:
        scenes.launched(khoi)
    else:
        movements = scenes.movements
        form = scenes.movement_form()
        movements.mend_movement(khoi.bach, khoi.year.movement, form)
        movements.launch_movement(khoi.bach, khoi.year.movement, on=date(2025, 1, 20))
    send("block-covenant", COVENANT)
    send("block-scoring", {"version": str(scenes.version(khoi).public_id)})
    return told


@pytest.mark.parametrize(
    ("role", "may"),
    [
        (Role.BLOCK_LEAD, (True, True, True)),
        (Role.OFFICER, (True, True, True)),
        (Role.UNIT_HEAD, (True, False, False)),
    ],
)
def test_each_button_of_the_lead_s_year_is_drawn_for_who_may_press_it(khoi, role, may):
    only = worlds.user_with("Tô Minh", "tominh", khoi.committee, role)

    assert begun_by(khoi, only) == {
        name: (True, 302) if each else (False, 403)
        for name, each in zip(DEEDS, may, strict=True)
    }


def test_who_has_the_lead_s_role_at_another_member_begins_nothing(khoi):
    other = worlds.user_with("Tô Hiệu", "tohieu", khoi.finance, Role.BLOCK_LEAD)

    assert begun_by(khoi, other) == dict.fromkeys(DEEDS, (False, 403))


def test_the_block_s_lead_writes_the_table_and_enters_the_marks(khoi):
    lead = worlds.user_with("Tô Minh", "tominh", khoi.committee, Role.BLOCK_LEAD)
    told = page(lead, of("block-scoring", khoi.year))
    assert "Lập một bảng từ thư viện" in told
    assert reverse("criteria-new") in told
    assert signed_in(lead).get(reverse("criteria-new")).status_code == 200

    plan = actions.ScoringPlan(is_cross=False)
    opened = actions.begin_scoring(lead, khoi.year, scenes.version(khoi), plan)

    grid = reverse("scoring-grid", args=[opened.public_id, "lead"])
    assert 'name="o-' in page(lead, grid)
    movement = actions.begin_movement(lead, khoi.year)
    assert signed_in(lead).get(of("movement-edit", movement)).status_code == 200


def test_the_standing_body_and_a_member_open_the_scoring_from_the_block(khoi):
    scenes.scored(khoi)
    scoring = khoi.year.scoring
    assert scoring

    for user in (khoi.nga, khoi.cuc):
        told = page(user, of("block-year", khoi.year))
        assert of("scoring-results", scoring) in told


def owned(khoi) -> TaskLine:
    return TaskLine("Dự toán đúng hạn", owner=khoi.finance)


def test_a_member_may_have_a_task_and_keeps_it_when_the_draft_is_saved(khoi):
    form = scenes.movement_form(key_tasks=(owned(khoi), TaskLine("Việc chung")))
    movement = actions.begin_movement(khoi.bach, khoi.year, form)
    client, address = signed_in(khoi.bach), of("movement-edit", movement)
    rows = client.get(address).context["tasks"]
    offered = {*rows[1].fields["owner"].queryset}
    assert offered == {khoi.committee, khoi.home, khoi.council, khoi.finance}
    typed = {
        f"{row.prefix}-{name}": row[name].value() or ""
        for formset in (rows, client.get(address).context["targets"])
        for row in formset
        for name in row.fields
    }
    typed |= {
        "name": movement.name,
        "year": "2025",
        "kind": "regular",
        "scope": movement.scope,
        "first_day": "2025-01-01",
        "last_day": "2025-12-31",
        "nhiem-vu-TOTAL_FORMS": str(len(rows)),
        "nhiem-vu-INITIAL_FORMS": "2",
        "nhiem-vu-1-owner": str(khoi.council.pk),
        "chi-tieu-TOTAL_FORMS": "1",
        "chi-tieu-INITIAL_FORMS": "1",
    }

    answer = client.post(address, typed)

    assert answer.status_code == 302
    assert [row.owner for row in movement.key_tasks.all()] == [
        khoi.finance,
        khoi.council,
    ]


def test_who_left_the_block_keeps_the_task_that_the_draft_has(khoi):
    form = scenes.movement_form(key_tasks=(owned(khoi),))
    movement = actions.begin_movement(khoi.bach, khoi.year, form)
    movement.invitations.filter(unit=khoi.finance).delete()

    rows = signed_in(khoi.bach).get(of("movement-edit", movement)).context["tasks"]

    assert khoi.finance in rows[0].fields["owner"].queryset


def test_members_read_the_movement_once_it_is_launched(khoi):
    form = scenes.movement_form(key_tasks=(owned(khoi),))
    movement = actions.begin_movement(khoi.bach, khoi.year, form)
    address = of("block-year", khoi.year)

    assert "Dự toán đúng hạn" in page(khoi.bach, address)
    for user in (khoi.dung, khoi.nga):
        told = page(user, address)
        assert "phong trào đang soạn" in told
        assert "Dự toán đúng hạn" not in told
        assert "Nhiệm vụ đúng hạn" not in told

    scenes.movements.launch_movement(khoi.bach, movement, on=date(2025, 1, 20))
    assert "Dự toán đúng hạn" in page(khoi.dung, address)


def test_a_member_files_with_a_paper_that_the_others_open(khoi):
    address = of("block-step", khoi.year, "register")
    seat = khoi.seat(khoi.council)
    typed = {
        "deed": f"m{seat.pk}",
        f"m{seat.pk}-text": "100 % đúng hạn",
        f"m{seat.pk}-file": SimpleUploadedFile("dang-ky.pdf", PDF),
    }

    assert signed_in(khoi.cuc).post(address, typed).status_code == 302

    told = page(khoi.dung, address)
    assert "1/4 đơn vị đã gửi" in told
    assert "muộn" in told
    filing = khoi.year.filings.get()
    sent = signed_in(khoi.dung).get(of("block-filing", filing))
    assert sent.content == PDF
    assert sent.headers["Content-Disposition"].startswith("attachment")
    assert signed_in(khoi.hoa).get(of("block-filing", filing)).status_code == 404


def test_the_host_records_a_paper_with_the_day_on_it(khoi):
    address = of("block-step", khoi.year, "register")
    typed = {
        "deed": "paper",
        "paper-member": str(khoi.seat(khoi.council).pk),
        "paper-text": "100 % đúng hạn",
        "paper-on": "2025-01-04",
    }

    assert signed_in(khoi.nga).post(address, typed).status_code == 302
    assert khoi.year.filings.get().filed_on == date(2025, 1, 4)
    refused = signed_in(khoi.nga).post(address, typed | {"paper-on": "2999-01-01"})
    assert refused.status_code == 422
    assert "100 % đúng hạn" in refused.content.decode()
    assert signed_in(khoi.nga).post(address, {"deed": "paper"}).status_code == 422
    assert "Ngày trên bản giấy" not in page(khoi.cuc, address)
    assert signed_in(khoi.cuc).post(address, typed).status_code == 404


def test_what_was_typed_stays_when_a_filing_is_refused(khoi):
    address = of("block-step", khoi.year, "register")
    seat = khoi.seat(khoi.council)
    prefix = f"m{seat.pk}"
    typed = {
        "deed": prefix,
        f"{prefix}-text": "100 % đúng hạn",
        f"{prefix}-file": SimpleUploadedFile("anh.exe", b"MZ"),
    }
    client = signed_in(khoi.cuc)

    answer = client.post(address, typed)

    assert answer.status_code == 422
    assert "không phải PDF, Word, Excel" in answer.content.decode()
    assert "100 % đúng hạn" in answer.content.decode()
    other = khoi.seat(khoi.finance)
    foreign = {"deed": f"m{other.pk}", f"m{other.pk}-text": "x"}
    assert client.post(address, foreign).status_code == 403
    assert client.post(address, {"deed": "x"}).status_code == 404
    assert client.post(address, {"deed": "m²"}).status_code == 404
    assert client.get(of("block-step", khoi.year, "vote")).status_code == 404


def test_the_lead_records_the_review_and_the_host_sees_it_late(khoi):
    address = of("block-step", khoi.year, "half_year")
    assert "Nguồn của hạn" in page(khoi.cuc, address)
    typed = {"deed": "review", "review-held_on": "2025-08-20", "review-place": ""}

    answer = signed_in(khoi.bach).post(address, typed)
    assert answer.status_code == 422
    typed["review-conclusion"] = "Các đơn vị làm tốt"
    assert signed_in(khoi.bach).post(address, typed).status_code == 302

    told = page(khoi.nga, of("block-year", khoi.year))
    assert "họp ngày 20/08/2025, Văn phòng UBND tỉnh chủ trì" in told
    assert "xong, muộn hạn" in told
    typed["review-conclusion"] = " "
    answer = signed_in(khoi.nga).post(address, typed)
    assert answer.status_code == 422


def test_a_file_stays_only_with_the_filing_it_came_with(khoi):
    address = of("block-step", khoi.year, "register")
    other = f"m{khoi.seat(khoi.finance).pk}"
    paper = {"deed": "paper", "paper-member": str(khoi.seat(khoi.council).pk)}

    def send(user, typed, field):
        file = SimpleUploadedFile("dang-ky.pdf", PDF)
        return signed_in(user).post(address, typed | {field: file}).status_code

    assert send(khoi.cuc, {"deed": other, f"{other}-text": "x"}, f"{other}-file") == 403
    assert send(khoi.nga, paper | {"paper-on": "2999-01-01"}, "paper-file") == 422
    assert not StoredFile.objects.exists()
    assert send(khoi.nga, paper | {"paper-on": "2025-01-04"}, "paper-file") == 302
    assert khoi.year.filings.get().file == StoredFile.objects.get()


def test_a_paper_of_the_block_is_kept_with_its_file(khoi):
    address = of("block-document", khoi.year)
    typed = {"kind": "regulation", "name": "Quy chế của khối", "number": "01/QC"}
    client = signed_in(khoi.bach)

    bad = typed | {"file": SimpleUploadedFile("x.exe", b"MZ")}
    assert client.post(address, bad).status_code == 422
    good = typed | {"file": SimpleUploadedFile("quy-che.pdf", PDF)}
    assert client.post(address, good).status_code == 302

    kept = queries.documents_visible_to(khoi.cuc).get()
    assert "Quy chế của khối" in page(khoi.cuc, of("block-year", khoi.year))
    assert signed_in(khoi.cuc).get(of("block-file", kept)).content == PDF
    assert signed_in(khoi.hoa).get(of("block-file", kept)).status_code == 404


# -- places, votes, proposals ------------------------------------------------------


def test_before_the_points_are_frozen_the_page_says_who_can_tell(khoi):
    told = page(khoi.cuc, of("block-results", khoi.year))

    assert "Chưa đủ căn cứ xếp hạng" in told
    assert "Trưởng khối chưa mở đợt chấm điểm của khối." in told
    client = signed_in(khoi.cuc)
    assert client.get(of("block-results-paper", khoi.year, "pdf")).status_code == 404


def open_on_page(khoi, award: str = FLAG, **rest) -> Ballot:
    typed = {"on": "2026-01-08", "is_secret": "on", "denominator": "all_members"}
    address = reverse("block-ballot-open", args=[khoi.year.public_id, award])
    answer = signed_in(khoi.bach).post(address, typed | rest)
    assert answer.status_code == 302
    return Ballot.objects.get(award=award)


def test_members_vote_in_secret_and_the_lead_closes(khoi):
    scenes.scored(khoi)
    ballot = open_on_page(khoi, needed_num="1", needed_den="2")
    address = of("block-ballot", ballot)
    line = ballot.lines.get(member__unit=khoi.home)
    for unit in (khoi.home, khoi.council, khoi.finance):
        form = {
            "deed": "cast",
            "member": str(khoi.seat(unit).public_id),
            "line": [str(line.pk)],
        }
        assert signed_in(khoi.head_of(unit)).post(address, form).status_code == 302

    told = page(khoi.cuc, address)
    assert "Đã bỏ phiếu 3/4 đơn vị" in told
    assert "Kết quả suy tôn" not in told
    assert "Kiểm phiếu, công bố kết quả" not in told
    assert signed_in(khoi.cuc).post(address, {"deed": "close"}).status_code == 403
    assert signed_in(khoi.bach).post(address, {"deed": "close"}).status_code == 302

    told = page(khoi.cuc, address)
    assert "3/4" in told
    assert "đạt tỷ lệ" in told


def test_a_vote_refused_keeps_what_was_ticked(khoi):
    scenes.scored(khoi)
    ballot = open_on_page(khoi)
    lines = [str(line.pk) for line in ballot.lines.all()][:2]
    form = {
        "deed": "cast",
        "member": str(khoi.seat(khoi.council).public_id),
        "line": lines,
    }
    client = signed_in(khoi.cuc)

    answer = client.post(of("block-ballot", ballot), form)

    told = answer.content.decode()
    assert answer.status_code == 422
    assert "Lá phiếu chọn 2 đơn vị" in told
    assert told.count(" checked") == 2
    bad = form | {"member": "không"}
    assert client.post(of("block-ballot", ballot), bad).status_code == 404
    assert client.post(of("block-ballot", ballot), {"deed": "x"}).status_code == 404


def test_the_count_of_papers_is_typed_checked_and_mended(khoi):
    scenes.scored(khoi)
    ballot = open_on_page(khoi, is_on_paper="on")
    address = of("block-ballot", ballot)
    client = signed_in(khoi.bach)
    form = {
        "deed": "count",
        "voter": [str(khoi.seat(unit).pk) for unit in khoi.units],
    }
    for line in ballot.lines.all():
        form |= {f"agree-{line.pk}": "0", f"disagree-{line.pk}": "4"}
    home = ballot.lines.get(member__unit=khoi.home)

    answer = client.post(address, form | {f"agree-{home.pk}": "bốn"})
    told = answer.content.decode()
    assert answer.status_code == 422
    assert "“Sở Nội vụ”: chưa ghi số phiếu." in told
    assert 'value="bốn"' in told

    form |= {f"agree-{home.pk}": "4", f"disagree-{home.pk}": "0"}
    assert client.post(address, form).status_code == 302
    assert client.post(address, {"deed": "close"}).status_code == 302
    assert Ballot.objects.get().state == BallotState.CLOSED


def test_half_a_share_and_a_second_vote_are_said_on_the_form(khoi):
    scenes.scored(khoi)
    address = reverse("block-ballot-open", args=[khoi.year.public_id, FLAG])
    client = signed_in(khoi.bach)
    typed = {"on": "2026-01-08", "denominator": "present", "needed_num": "2"}

    assert "Hãy ghi cả tử số và mẫu số." in client.post(address, typed).content.decode()
    over = typed | {"needed_den": "1"}
    assert "không quá 1" in client.post(address, over).content.decode()
    unknown = reverse("block-ballot-open", args=[khoi.year.public_id, "KHAC"])
    assert client.get(unknown).status_code == 404
    assert "Mở lấy phiếu" in page(khoi.bach, address)


def test_the_table_s_own_line_is_told_first_of_what_parts_equal_totals(khoi):
    scenes.scored(khoi)
    khoi.year.refresh_from_db()
    version = khoi.year.scoring.version
    part = version.parts.first()
    type(version).objects.filter(pk=version.pk).update(ties=[part.code])

    told = page(khoi.bach, of("block-results", khoi.year))

    assert f"khi bằng điểm: “{part.name}” cao hơn xếp trên" in told


@pytest.mark.parametrize(("agree", "is_carried"), [(2, False), (3, True)])
def test_a_vote_that_carries_nobody_says_that_nothing_is_proposed(
    khoi, agree, is_carried
):
    scenes.scored(khoi)
    votes = {khoi.home.pk: agree, khoi.council.pk: 1}
    scenes.voted(khoi, FLAG, votes, needed=(2, 3))

    told = page(khoi.bach, of("block-results", khoi.year))

    assert ("Không đơn vị nào đạt tỷ lệ phiếu" in told) is not is_carried
    assert (of("block-propose", khoi.year) in told) is is_carried


def test_voted_proposed_conferred_stand_in_three_columns(khoi):
    scenes.scored(khoi)
    scenes.voted(khoi, FLAG, {khoi.home.pk: 3, khoi.council.pk: 1})
    address, to_propose = of("block-results", khoi.year), of("block-propose", khoi.year)
    client = signed_in(khoi.bach)

    def form(unit, **rest) -> dict[str, str]:
        return {"award": FLAG, "member": str(khoi.seat(unit).public_id)} | rest

    answer = client.post(to_propose, form(khoi.council))
    told = answer.content.decode()
    assert answer.status_code == 422
    assert "1 đơn vị khác được nhiều phiếu hơn" in told
    assert client.post(to_propose, form(khoi.home)).status_code == 302
    told = page(khoi.cuc, address)
    assert "3/4" in told
    assert "đã đề nghị" in told
    assert "chưa có quyết định trong sổ" in told
    assert "Quyết định số" not in told

    proposal = Proposal.objects.get()
    withdraw = of("block-withdraw", proposal)
    assert client.post(withdraw, {"reason": "Xin rút"}).status_code == 302
    assert signed_in(khoi.hoa).post(withdraw, {"reason": "x"}).status_code == 404
    assert queries.proposals_of(khoi.year) == []
    assert client.post(to_propose, {"award": "KHAC"}).status_code == 404


def test_an_open_vote_shows_who_chose_whom_once_counted(khoi):
    scenes.scored(khoi)
    ballot = open_on_page(khoi, DIPLOMA, is_secret="")
    line = ballot.lines.get(member__unit=khoi.home)
    actions.cast(khoi.cuc, ballot, khoi.seat(khoi.council), [line])
    assert "chọn: Sở Nội vụ" not in page(khoi.nga, of("block-ballot", ballot))

    actions.close_ballot(khoi.bach, ballot)

    assert "chọn: Sở Nội vụ" in page(khoi.nga, of("block-ballot", ballot))


def test_whom_the_scoring_bars_is_shown_with_the_reason(khoi):
    scenes.scored(khoi, (70, 66, 60, 50), warned=(1, 0, 0, 0), bonus=(0, 5, 0, 0))
    scenes.voted(khoi, FLAG, {khoi.council.pk: 4})

    told = page(khoi.cuc, of("block-results", khoi.year))

    assert "Người đứng đầu bị cảnh cáo" in told
    assert "không đưa vào phiếu" in told


def test_an_appeal_looked_into_hides_no_place_vote_or_proposal(khoi):
    scenes.scored(khoi)
    scenes.voted(khoi, DIPLOMA, {khoi.home.pk: 4, khoi.council.pk: 1})
    actions.propose(khoi.bach, khoi.year, khoi.seat(khoi.home), DIPLOMA)
    address = of("block-results", khoi.year)
    assert "Mở lấy phiếu suy tôn" in page(khoi.bach, address)
    assert of("block-propose", khoi.year) in page(khoi.bach, address)
    sheet = khoi.year.scoring.sheets.get(unit=khoi.finance)
    appeal = scoring.file_appeal(khoi.dung, sheet, "Chấm sót một việc")
    upheld = {"outcome": AppealOutcome.UPHELD, "answer": "Chấm lại"}
    scoring.answer_appeal(khoi.bach, appeal, **upheld)

    told = page(khoi.bach, address)

    assert "Đang xem lại điểm theo kiến nghị." in told
    for kept in ("Sở Nội vụ", "4/4", "đã đề nghị"):
        assert kept in told
    assert "Mở lấy phiếu suy tôn" not in told
    assert of("block-propose", khoi.year) not in told
    year = page(khoi.cuc, of("block-year", khoi.year))
    assert "Điểm, hạng theo lần chốt gần nhất (đang xem lại)." in year
    paper = signed_in(khoi.cuc).get(of("block-results-paper", khoi.year, "pdf"))
    assert "Điểm đang xem lại" in " ".join(reading.page_texts(paper.content))
    open_address = reverse("block-ballot-open", args=[khoi.year.public_id, FLAG])
    typed = {"on": "2026-01-08", "denominator": "all_members"}
    answer = signed_in(khoi.bach).post(open_address, typed)
    assert answer.status_code == 422
    assert "đang xem lại theo kiến nghị" in answer.content.decode()


def test_the_tie_rule_and_an_award_voted_on_stay_as_the_page_says(khoi):
    scenes.scored(khoi)
    open_on_page(khoi)
    client, address = signed_in(khoi.nga), of("block-rules", khoi.year)
    dropped = {
        "deed": "allowances",
        "form-TOTAL_FORMS": "1",
        "form-INITIAL_FORMS": "0",
        "form-0-award": DIPLOMA,
        "form-0-most": "2",
        "allowance_source": "",
    }
    ties = {"deed": "ties", "first": TieBreak.MORE_BONUS, "second": "", "third": ""}

    told = client.get(address).content.decode()
    assert "Ghi cách xếp" not in told
    assert "Đã chốt điểm hoặc đã lấy phiếu" in told
    for typed, why in (
        (dropped, "kiểm phiếu xong mới đổi được số lượng này"),
        (ties, "không đổi cách xếp khi bằng điểm"),
    ):
        answer = client.post(address, typed)
        assert answer.status_code == 422
        assert why in answer.content.decode()


def test_the_results_are_printed(khoi):
    actions.set_tie_breaks(khoi.bach, khoi.year, [TieBreak.MORE_VOTES])
    scenes.scored(khoi)
    scenes.voted(khoi, FLAG, {khoi.home.pk: 3, khoi.council.pk: 1}, needed=(1, 2))
    actions.propose(khoi.bach, khoi.year, khoi.seat(khoi.home), FLAG)
    client = signed_in(khoi.cuc)

    pdf = client.get(of("block-results-paper", khoi.year, "pdf"))
    word = client.get(of("block-results-paper", khoi.year, "docx"))

    told = " ".join(reading.page_texts(pdf.content))
    assert "KẾT QUẢ THI ĐUA" in told
    assert "nhiều phiếu suy tôn hơn xếp trên" in told
    assert "Sở Nội vụ 3/4, đạt đã đề nghị" in told
    assert "TRƯỞNG KHỐI" in told
    assert "KẾT QUẢ THI ĐUA" in " ".join(reading.word_lines(word.content))
    assert client.get(of("block-results-paper", khoi.year, "odt")).status_code == 404


# -- the hand-over -----------------------------------------------------------------


@pytest.fixture
def ahead(khoi):
    year = actions.begin_year(khoi.nga, khoi.block, 2026)
    actions.seat_lead(
        khoi.bach, year, khoi.council, on=date(2026, 1, 9), way=PostWay.ROTATED
    )
    return year


def hand_over_form(**rest) -> dict[str, str]:
    return {
        "deed": "write",
        "on": "2026-01-09",
        "place": "Sở Nội vụ",
        "with_flag": "on",
        "flag_note": "Cờ còn tốt",
        "documents": "Quy chế của khối\nBảng điểm",
        "viec-TOTAL_FORMS": "2",
        "viec-INITIAL_FORMS": "0",
        "viec-0-text": "Trình khen thưởng",
        "viec-0-due_on": "2026-02-15",
        "viec-1-text": "",
        "viec-1-due_on": "",
    } | rest


def test_both_sides_confirm_the_hand_over_with_their_password(khoi, ahead):
    address = of("block-hand-over", khoi.year)
    giver, receiver = signed_in(khoi.bach), signed_in(khoi.cuc)
    assert giver.post(address, hand_over_form()).status_code == 302
    record = HandOver.objects.get()
    seen = {"title": "Chánh Văn phòng", "seen_hash": hash_of(record)}

    wrong = seen | {"deed": "given", "password": "sai"}
    assert giver.post(address, wrong).status_code == 422
    right = seen | {"deed": "given", "password": PASSWORD}
    assert giver.post(address, right).status_code == 302
    taken = seen | {"deed": "received", "password": PASSWORD}
    assert receiver.post(address, taken).status_code == 302

    record.refresh_from_db()
    assert record.is_confirmed
    told = page(khoi.dung, address)
    assert "Cờ còn tốt" in told
    assert "không phải hình thức khen thưởng" in told
    assert "Cờ luân lưu đang ở Văn phòng HĐND tỉnh" in page(
        khoi.dung, of("block", khoi.block)
    )


def test_a_record_changed_meanwhile_is_not_confirmed(khoi, ahead):
    address = of("block-hand-over", khoi.year)
    signed_in(khoi.bach).post(address, hand_over_form())

    form = {
        "deed": "received",
        "title": "Chánh Văn phòng",
        "seen_hash": "0" * 64,
        "password": PASSWORD,
    }
    answer = signed_in(khoi.cuc).post(address, form)

    said = answer.content.decode()
    assert answer.status_code == 422
    assert "Biên bản vừa được sửa sau khi mở" in said

    # What is drawn anew is what she reads now: confirming it is no dead end.
    (read,) = re.findall(r'name="seen_hash" value="(\w+)"', said)
    again = signed_in(khoi.cuc).post(address, form | {"seen_hash": read})
    assert again.status_code == 302


def test_the_receiver_sends_the_record_back_and_the_giver_mends_it(khoi, ahead):
    address = of("block-hand-over", khoi.year)
    giver = signed_in(khoi.bach)
    giver.post(address, hand_over_form())
    record = HandOver.objects.get()
    actions.confirm_hand_over(
        khoi.bach,
        record,
        "given",
        title="Chánh Văn phòng",
        seen_hash=hash_of(record),
        proof=SignIn(khoi.bach.pk, clock.now()),
    )

    back = {"deed": "back", "reason": "Thiếu bảng điểm"}
    assert signed_in(khoi.cuc).post(address, back).status_code == 302

    told = giver.get(address).content.decode()
    assert "Thiếu bảng điểm" in told
    assert "Trình khen thưởng" in told
    assert giver.post(address, hand_over_form(documents="Bảng điểm")).status_code == 302
    assert giver.post(address, {"deed": "x"}).status_code == 404


def test_who_received_first_may_still_send_the_record_back(khoi, ahead):
    address = of("block-hand-over", khoi.year)
    giver, receiver = signed_in(khoi.bach), signed_in(khoi.cuc)
    giver.post(address, hand_over_form())
    seen = {"title": "Chánh Văn phòng", "password": PASSWORD}
    seen["seen_hash"] = hash_of(HandOver.objects.get())
    assert receiver.post(address, seen | {"deed": "received"}).status_code == 302

    def offered(client) -> bool:
        return 'name="deed" value="back"' in client.get(address).content.decode()

    assert (offered(receiver), offered(giver)) == (True, False)
    back = {"deed": "back", "reason": "Sai ngày"}
    assert receiver.post(address, back).status_code == 302
    again = hand_over_form(**{"viec-INITIAL_FORMS": "1"})
    assert giver.post(address, again).status_code == 302

    receiver.post(address, seen | {"deed": "received"})
    giver.post(address, seen | {"deed": "given"})
    assert HandOver.objects.get().is_confirmed
    assert not offered(receiver)


def test_the_form_begins_with_the_papers_kept_and_the_steps_not_done(khoi, ahead):
    actions.keep_document(
        khoi.bach, khoi.year, kind="regulation", name="Quy chế", number="01/QC"
    )

    told = page(khoi.bach, of("block-hand-over", khoi.year))

    assert "Quy chế (01/QC)" in told
    assert "Chấm điểm năm 2025: chưa mở đợt chấm" in told


def test_what_was_typed_of_the_record_stays_when_it_is_refused(khoi):
    answer = signed_in(khoi.bach).post(
        of("block-hand-over", khoi.year), hand_over_form()
    )

    told = answer.content.decode()
    assert answer.status_code == 422
    assert "Chưa có trưởng khối năm 2026 để bàn giao." in told
    assert "Cờ còn tốt" in told
    odd = hand_over_form(**{"viec-1-due_on": "2026-02-15"})
    answer = signed_in(khoi.bach).post(of("block-hand-over", khoi.year), odd)
    assert "Hãy ghi việc có hạn này." in answer.content.decode()
    assert (
        signed_in(khoi.cuc)
        .post(of("block-hand-over", khoi.year), hand_over_form())
        .status_code
        == 403
    )


def test_the_hand_over_is_printed(khoi, ahead):
    signed_in(khoi.bach).post(of("block-hand-over", khoi.year), hand_over_form())
    client = signed_in(khoi.cuc)

    pdf = client.get(of("block-hand-over-paper", khoi.year, "pdf"))

    told = " ".join(reading.page_texts(pdf.content))
    assert "Bàn giao nhiệm vụ trưởng khối các cơ quan tham mưu" in told
    assert "2. Cờ luân lưu của khối: Cờ còn tốt." in told
    assert "1 Trình khen thưởng 15/02/2026" in told
    assert "Dự thảo, chưa bên nào xác nhận." in told
    word = client.get(of("block-hand-over-paper", khoi.year, "docx"))
    assert "Cờ còn tốt" in " ".join(reading.word_lines(word.content))
    assert client.get(of("block-hand-over-paper", khoi.year, "odt")).status_code == 404
    assert client.get(of("block-hand-over-paper", ahead, "pdf")).status_code == 404


# -- the desk ----------------------------------------------------------------------


def reports_told(monkeypatch, user, year: int, day: date) -> list[tuple[str, date]]:
    monkeypatch.setattr(clock, "today", lambda: day)
    return [
        (row.label, row.due_on)
        for row in desk.waiting(user, year)
        if row.action == "Gửi báo cáo"
    ]


def test_a_member_is_reminded_of_its_reports_by_the_block_s_days(khoi, monkeypatch):
    def told(year: int, *day: int) -> list[tuple[str, date]]:
        return reports_told(monkeypatch, khoi.cuc, year, date(*day))

    name = f"cho {khoi.year}"
    half = (f"Gửi báo cáo “Sơ kết 6 tháng” {name}", date(2025, 8, 15))
    final = (f"Gửi báo cáo “Tổng kết” {name}", date(2026, 1, 31))

    assert told(2025, 2025, 6, 15) == []
    assert told(2025, 2025, 6, 16) == [half]
    assert told(2025, 2025, 8, 16) == [half]
    seat = khoi.seat(khoi.council)
    actions.file_for(
        khoi.cuc, khoi.year, seat, Step.HALF_YEAR, text="x", on=date(2025, 8, 16)
    )
    assert told(2025, 2025, 11, 24) == []
    assert told(2025, 2025, 11, 25) == [final]
    assert told(2026, 2026, 1, 20) == [final]
    assert told(2027, 2027, 1, 20) == []
    words = {"on": date(2026, 1, 20), "conclusion": "Các đơn vị làm tốt"}
    actions.hold_review(khoi.bach, khoi.year, Step.FINAL, **words)
    assert told(2026, 2026, 1, 21) == []


def test_a_block_that_set_no_day_for_a_report_reminds_nobody(khoi, monkeypatch):
    actions.set_deadlines(khoi.bach, khoi.year, [])

    assert reports_told(monkeypatch, khoi.cuc, 2025, date(2026, 1, 20)) == []


def test_the_desk_tells_each_what_waits(khoi, ahead):
    for step in (Step.HALF_YEAR, Step.FINAL):
        for unit in khoi.units:
            actor, seat = khoi.head_of(unit), khoi.seat(unit)
            actions.file_for(actor, khoi.year, seat, step, text="Đã làm")
    labels = [each.label for each in desk.waiting(khoi.cuc, 2025)]
    assert labels == ["Đăng ký chỉ tiêu với Khối các cơ quan tham mưu"]
    late = [each.label for each in desk.waiting(khoi.bach, 2025)][1:]
    assert late[0] == "Khối các cơ quan tham mưu: Đăng ký chỉ tiêu"
    assert len(late) == 7

    scenes.scored(khoi)
    ballot = open_on_page(khoi)
    seat = khoi.seat(khoi.council)
    actions.file_for(khoi.cuc, khoi.year, seat, Step.REGISTER, text="x")
    assert [each.action for each in desk.waiting(khoi.cuc, 2025)] == ["Bỏ phiếu"]
    actions.cast(khoi.cuc, ballot, seat, [])
    assert desk.waiting(khoi.cuc, 2025) == []

    signed_in(khoi.bach).post(of("block-hand-over", khoi.year), hand_over_form())
    assert [each.action for each in desk.waiting(khoi.cuc, 2025)] == ["Mở biên bản"]
    assert desk.waiting(khoi.hoa, 2025) == []


def test_what_the_block_proposes_waits_for_the_unit_s_dossier(khoi):
    scenes.scored(khoi)
    scenes.voted(khoi, FLAG, {khoi.home.pk: 4})
    seat = khoi.seat(khoi.home)
    actions.propose(khoi.bach, khoi.year, seat, FLAG)

    def labels(user) -> list[str]:
        told = desk.waiting(user, 2025)
        return [each.label for each in told if "hồ sơ" in each.label]

    assert labels(khoi.nga) == ["Lập hồ sơ khen thưởng mà khối đã đề nghị"]
    assert labels(khoi.cuc) == []
    award = ledger.AwardLine(khoi.home.subject, FLAG, 2025, khoi.home, "Sở Nội vụ")
    decision = ledger.DecisionRef("Chủ tịch UBND", "9/QĐ", date(2026, 2, 20))
    with transaction.atomic():
        ledger.enter_awards(khoi.nga, [award], decision, way=Way.RECORDED)
    assert labels(khoi.nga) == []


def test_the_desk_names_the_block_and_its_lead(khoi):
    (figure,) = desk.figures(khoi.cuc, 2025)
    actions.begin_year(khoi.nga, khoi.block, 2026)
    (ahead,) = desk.figures(khoi.cuc, 2026)

    assert (figure.value, figure.detail) == (
        "4 đơn vị",
        "trưởng khối: Văn phòng UBND tỉnh",
    )
    assert ahead.detail == "chưa có trưởng khối"


# -- the line of a unit's year -----------------------------------------------------


def test_the_year_of_a_member_has_the_dates_of_its_block(khoi):
    seat = khoi.seat(khoi.council)
    told = {
        "text": "100 % đúng hạn",
        "on": date(2025, 1, 4),
    }
    actions.file_for(khoi.nga, khoi.year, seat, Step.REGISTER, **told)

    def lines(unit) -> list[tuple[str, date | None, date | None]]:
        name = str(khoi.block)
        return [
            (line.step.label, line.step.due_on, line.step.done_on)
            for line in timeline.of_year(unit, 2025)
            if line.step.label.startswith(name)
        ]

    name = str(khoi.block)
    assert lines(khoi.council) == [
        (f"{name}: Đăng ký chỉ tiêu", date(2025, 1, 5), date(2025, 1, 4)),
        (f"{name}: Phát động, ký giao ước", date(2025, 2, 15), None),
        (f"{name}: Sơ kết 6 tháng", date(2025, 8, 15), None),
        (f"{name}: Tổng kết", date(2026, 1, 31), None),
    ]
    assert lines(khoi.finance)[0][2] is None
    assert lines(worlds.unit("Sở Công Thương")) == []
