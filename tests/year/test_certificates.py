"""Certificates: n in, n out; the ledger's word; a seal that no change survives."""

import json
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import worlds
from tests.documents import reading
from vinhdanh.accounts.enums import Role
from vinhdanh.accounts.models import User
from vinhdanh.awarding import actions, keys, printing, queries, tasks
from vinhdanh.awarding.enums import BatchState
from vinhdanh.awarding.models import Certificate, CertificateBatch, SigningKey
from vinhdanh.base import append_only, rights
from vinhdanh.base.files import read_file
from vinhdanh.base.models import AuditEvent
from vinhdanh.base.refusal import Refused
from vinhdanh.decisions.enums import PaperKind
from vinhdanh.decisions.models import OfficialPaper
from vinhdanh.documents.verify_cli import main as verify_offline
from vinhdanh.ledger import actions as ledger
from vinhdanh.ledger.enums import Standing
from vinhdanh.publishing import actions as publishing
from vinhdanh.publishing import queries as published
from vinhdanh.publishing.models import Publication
from vinhdanh.registry import queries as registry

pytestmark = pytest.mark.usefixtures("sample_year", "db")


def one() -> Certificate:
    return Certificate.objects.select_related("award").earliest("pk")


def who(username: str) -> User:
    return User.objects.get(username=username)


def changed(payload: str, place: int = 200) -> str:
    other = "A" if payload[place] != "A" else "B"
    return payload[:place] + other + payload[place + 1 :]


# ── the book of 72 ──


def book() -> bytes:
    volume = CertificateBatch.objects.get().volumes.get()
    return read_file(volume.pdf)


def test_72_pages_say_in_nfc_what_the_ledger_says() -> None:
    certificates = CertificateBatch.objects.get().certificates.order_by(
        "register", "book_number"
    )
    pages = reading.page_texts(book())

    assert len(pages) == 72
    for page, row in zip(pages, certificates.select_related("award"), strict=True):
        assert row.award.recipient_name in page
        assert f"Quyết định số: {row.award.decision_number}" in page
        assert row.book_text in page


def test_code_read_from_each_page_opens_a_page_that_says_valid() -> None:
    rows = Certificate.objects.order_by("register", "book_number")
    found = reading.codes(book())

    assert found == [queries.verify_address(row) for row in rows]
    for place in (0, 40, 71):
        path, _hash, payload = found[place].partition("#")
        address = path.removeprefix("http://127.0.0.1:8000")
        by_code = Client().get(address).content.decode()
        by_text = Client().post(address, {"text": found[place]}).content.decode()
        forged = Client().post(address, {"text": f"{path}#{changed(payload)}"})

        assert 'data-verdict="valid"' in by_code
        assert rows[place].award.recipient_name in by_code
        assert "Hợp lệ: chữ ký đúng, khen thưởng còn hiệu lực" in by_text
        assert 'data-verdict="invalid"' in forged.content.decode()


def test_printing_again_issues_nothing_twice() -> None:
    papers = list(OfficialPaper.objects.filter(certificates__isnull=False).distinct())
    before = set(Certificate.objects.values_list("code", flat=True))

    again = actions.print_certificates(who("canbo"), papers[0].unit, papers)
    tasks.print_batch.func(again.pk)
    printing.finish_batch(again)

    again.refresh_from_db()
    assert (again.asked, again.made, again.state) == (72, 72, BatchState.DONE)
    assert set(Certificate.objects.values_list("code", flat=True)) == before
    assert again.volumes.count() == 1


def test_batch_that_would_print_fewer_fails_loudly() -> None:
    batch = CertificateBatch.objects.get()
    short = CertificateBatch.objects.create(
        unit=batch.unit,
        year=2016,
        asked=3,
        created_at=batch.created_at,
        created_by=batch.created_by,
    )
    short.certificates.set(batch.certificates.all()[:2])

    printing.finish_batch(short)

    short.refresh_from_db()
    assert short.state == BatchState.FAILED
    assert short.failure == "Cần 3 bằng nhưng chỉ lập được 2."
    assert not short.volumes.exists()


def test_name_that_cannot_be_printed_fails_the_batch_by_name() -> None:
    row = one()
    ledger.correct_award(
        who("chanhvp"),
        row.award,
        changes={"recipient_name": "Nguyễn 中 An"},
        reason="thử chữ lạ",
    )
    batch = CertificateBatch.objects.get()
    batch.state = BatchState.WAITING
    batch.save()

    printing.finish_batch(batch)

    batch.refresh_from_db()
    assert batch.state == BatchState.FAILED
    assert "Nguyễn 中 An" in batch.failure


def test_draft_has_no_certificates() -> None:
    draft = OfficialPaper.objects.filter(kind=PaperKind.DECISION, number=None).first()
    assert draft is not None

    with pytest.raises(Refused) as refusal:
        actions.print_certificates(who("canbo"), draft.unit, [draft])

    assert refusal.value.code == "certificate.not_issued"


def test_decision_whose_awards_are_all_revoked_prints_nothing() -> None:
    paper = OfficialPaper.objects.filter(round__year=2026).exclude(number=None).get()
    for award in queries.awards_of([paper]):
        ledger.revoke_award(who("chanhvp"), award, reason="kê khai sai")

    with pytest.raises(Refused) as refusal:
        actions.print_certificates(who("canbo"), paper.unit, [paper])

    assert refusal.value.code == "certificate.nothing"


def test_decision_of_another_office_is_not_ours_to_print() -> None:
    other = worlds.unit("Sở Tài chính")
    hoa = worlds.user_with("Vũ Thị Hoa", "hoa", other, Role.OFFICER)
    issued = OfficialPaper.objects.filter(certificates__isnull=False).distinct()

    with pytest.raises(rights.Forbidden):
        actions.print_certificates(hoa, other, list(issued))

    assert CertificateBatch.objects.count() == 1


def test_head_does_not_print() -> None:
    paper = one().paper

    with pytest.raises(rights.Forbidden):
        actions.print_certificates(who("chanhvp"), paper.unit, [paper])


# ── is it true? ──


def test_revoked_certificate_says_so_the_same_minute() -> None:
    row = one()
    address = f"/x/{row.code}"
    assert 'data-verdict="valid"' in Client().get(address).content.decode()

    ledger.revoke_award(who("chanhvp"), row.award, reason="kê khai sai", cite="Điều 93")

    page = Client().get(address).content.decode()
    assert 'data-verdict="revoked"' in page
    assert "đã bị hủy bỏ, thu hồi" in page
    assert not queries.verify(row.code).is_valid


def test_corrected_certificate_shows_what_is_right_today() -> None:
    row = one()

    ledger.correct_award(
        who("chanhvp"),
        row.award,
        changes={"recipient_title": "Chuyên viên chính"},
        reason="ghi nhầm chức vụ",
    )

    page = Client().get(f"/x/{row.code}").content.decode()
    assert 'data-verdict="corrected"' in page
    assert queries.verify(row.code).standing == Standing.CORRECTED
    assert queries.verify(row.code).is_valid


def test_book_and_unit_name_the_awarded_as_corrected() -> None:
    row = one()
    award, printed = row.award, row.award.recipient_name
    ledger.correct_award(
        who("chanhvp"),
        award,
        changes={"recipient_name": "Nguyễn Thị Đính Chính"},
        reason="ghi nhầm tên",
    )
    officer = worlds.signed_in(who("canbo"))
    batch = CertificateBatch.objects.get().public_id
    unit = award.unit.subject.public_id

    for address in (
        f"/bang-khen/dot/{batch}/",
        f"/don-vi/{unit}/?ma={award.code}&cua={award.year}",
    ):
        told = officer.get(address).content.decode()
        assert "Nguyễn Thị Đính Chính</a>" in told
        assert f"{printed}</a></th>" not in told


def test_unknown_code_is_not_valid() -> None:
    page = Client().get("/x/AAAAAAAAAAAAAAA")

    assert page.status_code == 404
    assert 'data-verdict="invalid"' in page.content.decode()


def test_seal_of_another_certificate_is_false() -> None:
    first, second = Certificate.objects.order_by("pk")[:2]

    answer = queries.verify(first.code, second.payload)

    assert (answer.seal, answer.seal_reason) == (queries.Seal.FALSE, "other_id")
    assert not answer.is_valid


def test_text_of_a_code_leads_to_its_page() -> None:
    row = one()

    short = Client().post("/kiem-tra/", {"text": row.code})
    whole = Client().post("/kiem-tra/", {"text": queries.verify_address(row)})
    wrong = Client().post("/kiem-tra/", {"text": "chữ gì đó"})

    assert short.headers["Location"] == f"/x/{row.code}"
    assert 'data-seal="true"' in whole.content.decode()
    assert "không thấy mã gồm 15 chữ và số" in wrong.content.decode()
    assert Client().get("/kiem-tra/").status_code == 200


def test_anybody_checks_offline_with_the_published_keys(
    tmp_path: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    published_keys = Client().get("/khoa-cong-khai.json").json()
    file = tmp_path / "khoa.json"  # type: ignore[operator]
    file.write_text(json.dumps(published_keys))
    row = one()

    assert verify_offline([row.payload, "--keys", str(file)]) == 0
    assert row.award.recipient_name in capsys.readouterr().out
    assert verify_offline([changed(row.payload), "--keys", str(file)]) == 1


def test_lost_private_key_is_said_and_not_replaced_in_silence() -> None:
    row, _key = keys.current(who("canbo"))
    path = keys.folder() / f"{row.key_id}.pem"
    kept = path.read_bytes()
    assert path.stat().st_mode & 0o077 == 0
    path.unlink()
    try:
        with pytest.raises(Refused, match=row.key_id):
            keys.current(who("canbo"))
        assert SigningKey.objects.count() == 1
    finally:
        path.write_bytes(kept)


def test_making_the_years_key_is_in_the_audit_log() -> None:
    row, _key = keys.current(who("canbo"))

    event = AuditEvent.objects.get(verb="certificate.key")

    assert (event.object_name, event.actor_id) == (row.key_id, who("canbo").pk)
    assert event.after == {"jwk": row.jwk}
    assert "PRIVATE" not in str(event.after)


# ── what the public reads ──


def test_public_list_shows_name_unit_award_and_nothing_else() -> None:
    shown = published.published().filter(paper__round__year=2016).earliest("pk")

    rows = published.awardees(shown)

    page = Client().get(f"/cong-khai/{shown.public_id}/").content.decode()
    assert len(rows) == 57
    person = registry.people_of(shown.unit, date(2016, 12, 31)).first()
    assert person is not None
    assert person.name in page
    assert person.birth_date.strftime("%d/%m/%Y") not in page


def test_public_search_needs_no_marks() -> None:
    name = one().award.recipient_name

    found = Client().get("/cong-khai/", {"q": "DO khanh vy"}).content.decode()
    nobody = Client().get("/cong-khai/", {"q": "khong co ai"}).content.decode()

    assert "Đỗ Khánh Vy" in found
    assert name not in nobody
    assert "Không tìm thấy ai" in nobody


def test_public_search_finds_the_corrected_name_and_not_the_printed_one() -> None:
    row = one()
    printed = row.award.recipient_name
    before = len(published.search(printed))
    ledger.correct_award(
        who("chanhvp"),
        row.award,
        changes={"recipient_name": "Quách Đính Chính"},
        reason="sửa",
    )

    assert [found.name for found in published.search("quach DINH chinh")] == [
        "Quách Đính Chính"
    ]
    assert len(published.search(printed)) == before - 1


def test_search_words_may_stand_in_name_unit_and_award() -> None:
    rows = list(published.search("vy lao dong tien tien"))

    assert {row.code for row in rows} == {"LDTT"}
    assert "Đỗ Khánh Vy" in {row.name for row in rows}
    assert len(published.search("%")) == 0


def test_page_of_a_public_list_is_read_in_constant_statements() -> None:
    shown = published.published().filter(paper__round__year=2016).earliest("pk")
    whole = list(published.awardees(shown))

    with CaptureQueriesContext(connection) as short:
        first = published.awardees(shown)[:2]
    with CaptureQueriesContext(connection) as long:
        rows = published.awardees(shown)
        page = rows[2:57]

    assert first + page == whole
    assert (rows[56], len(short), len(long)) == (whole[56], 2, 2)


def test_revoked_award_says_so_on_the_public_list() -> None:
    row = one()
    shown = Publication.objects.get(paper=row.paper)
    ledger.correct_award(
        who("chanhvp"), row.award, changes={"unit_name": "Phòng khác"}, reason="sửa"
    )
    (corrected,) = (r for r in published.awardees(shown) if r.unit == "Phòng khác")
    assert corrected.standing == Standing.CORRECTED

    ledger.revoke_award(who("chanhvp"), row.award, reason="kê khai sai")

    (revoked,) = (r for r in published.awardees(shown) if r.unit == "Phòng khác")
    assert revoked.standing == Standing.REVOKED


def test_decision_taken_down_is_gone_from_the_public() -> None:
    shown = Publication.objects.earliest("pk")
    with pytest.raises(Refused, match="Hãy ghi lý do"):
        publishing.take_down(who("canbo"), shown, reason=" ")

    publishing.take_down(who("canbo"), shown, reason="chờ đính chính")

    assert Client().get(f"/cong-khai/{shown.public_id}/").status_code == 404


def test_draft_is_not_published() -> None:
    draft = OfficialPaper.objects.filter(kind=PaperKind.DECISION, number=None).first()
    assert draft is not None

    with pytest.raises(Refused, match="đã ban hành"):
        publishing.publish(who("canbo"), draft)


def test_certificate_row_cannot_be_rewritten() -> None:
    assert Certificate._meta.db_table in append_only.append_only_tables()


def test_strangers_get_no_pdf() -> None:
    row = one()
    hoa = worlds.user_with("Hoa", "hoa", worlds.unit("Sở khác"), "officer")
    client = Client()
    client.force_login(hoa)

    assert client.get(f"/bang-khen/{row.code}.pdf").status_code == 404
