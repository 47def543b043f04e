from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.covenants.conftest import ON_TIME, PLEDGES, party_of, sign
from tests.pages.test_movements import FORM, _page
from tests.worlds import PASSWORD, Office
from vinhdanh.accounts.fresh import FRESH
from vinhdanh.accounts.models import User
from vinhdanh.covenants import actions, papers, queries
from vinhdanh.covenants.models import Covenant
from vinhdanh.movements import actions as movements
from vinhdanh.movements.models import Movement
from vinhdanh.pages.covenants import desk

NOW = "2026-02-10 09:00 +07:00"
SCAN = b"%PDF-1.4 scan"


@pytest.fixture(autouse=True)
def _fixed_day() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def movement(office: Office) -> Movement:
    draft = movements.prepare_movement(office.lan, office.unit, FORM)
    return movements.launch_movement(office.minh, draft, on=date(2026, 1, 12))


@pytest.fixture
def covenant(office: Office, movement: Movement) -> Covenant:
    return actions.draft_covenant(
        office.lan,
        movement,
        [office.first, office.second],
        name="Giao ước năm 2026",
        text="Cùng hoàn thành tốt nhiệm vụ.",
        pledges=PLEDGES,
    )


def _typed(office: Office, **changed: Any) -> dict[str, Any]:
    """What the officer types: two divisions, one measured pledge, one in words."""
    return {
        "name": "Giao ước năm 2026",
        "text": "Cùng hoàn thành tốt nhiệm vụ.",
        "parties": [office.first.pk, office.second.pk],
        "camket-TOTAL_FORMS": "2",
        "camket-INITIAL_FORMS": "0",
        "camket-0-name": "Văn bản xử lý đúng hạn",
        "camket-0-measure": "%",
        "camket-0-base_hundredths": "95",
        "camket-0-goal_hundredths": "98,5",
        "camket-0-direction": "more",
        "camket-1-name": "Họp đúng giờ",
        "camket-1-direction": "more",
    } | changed


def _post(client: Client, user: User, route: str, data: Any, *args: object) -> Any:
    client.force_login(user)
    return client.post(reverse(route, args=args), data)


# ── writing ──


def test_list_shows_nothing_of_another_office(
    office: Office, covenant: Covenant, client: Client
) -> None:
    page = _page(client, office.hoa, "covenant-list")

    assert covenant.name not in page
    assert covenant.name in _page(client, office.hanh, "covenant-list")


def test_new_covenant_has_its_text_written_already(
    office: Office, movement: Movement, client: Client
) -> None:
    page = _page(client, office.lan, "covenant-new", movement.public_id)

    assert "chúng tôi gồm 02 bên: Phòng Hành chính, Phòng Tổng hợp" in page
    assert "Văn bản đúng hạn: 98 %" in page


def test_covenant_is_drafted_with_measured_pledges(
    office: Office, movement: Movement, client: Client
) -> None:
    _post(client, office.lan, "covenant-new", _typed(office), movement.public_id)

    pledges = [
        (pledge.name, pledge.measure, pledge.base, pledge.goal)
        for pledge in Covenant.objects.get().pledges.all()
    ]
    assert pledges == [
        ("Văn bản xử lý đúng hạn", "%", "95", "98,5"),
        ("Họp đúng giờ", "", "", ""),
    ]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (
            {"camket-0-measure": ""},
            "Cam kết “Văn bản xử lý đúng hạn” có mức nên cần đơn vị tính",
        ),
        ({"camket-0-goal_hundredths": "nhiều"}, "“nhiều” không phải số."),
        ({"camket-0-goal_hundredths": "-98"}, "không được âm"),
        ({"camket-0-name": ""}, "Hãy ghi tên cam kết có mức này."),
        ({"parties": []}, "Giao ước cần ít nhất hai bên."),
    ],
)
def test_bad_covenant_is_told_and_nothing_typed_is_lost(
    office: Office,
    movement: Movement,
    client: Client,
    changed: dict[str, Any],
    said: str,
) -> None:
    answer = _post(
        client,
        office.lan,
        "covenant-new",
        _typed(office, **changed),
        movement.public_id,
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert 'value="Họp đúng giờ"' in page
    assert "Cùng hoàn thành tốt nhiệm vụ." in page
    assert Covenant.objects.count() == 0


def test_text_is_written_anew_from_what_is_ticked(
    office: Office, movement: Movement, client: Client
) -> None:
    answer = _post(
        client,
        office.lan,
        "covenant-new",
        _typed(office, soan="1"),
        movement.public_id,
    )

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "02 cam kết sau:\n1. Văn bản xử lý đúng hạn.\n2. Họp đúng giờ." in page
    assert Covenant.objects.count() == 0


def test_more_rows_save_nothing(
    office: Office, movement: Movement, client: Client
) -> None:
    answer = _post(
        client,
        office.lan,
        "covenant-new",
        _typed(office, them="camket"),
        movement.public_id,
    )

    assert 'name="camket-4-name"' in answer.content.decode()
    assert Covenant.objects.count() == 0


def test_unsigned_covenant_is_mended(
    office: Office, covenant: Covenant, client: Client
) -> None:
    page = _page(client, office.lan, "covenant-edit", covenant.public_id)
    _post(
        client,
        office.lan,
        "covenant-edit",
        _typed(office, text="Văn bản mới."),
        covenant.public_id,
    )

    covenant.refresh_from_db()
    assert 'value="98"' in page
    assert covenant.text == "Văn bản mới."


def test_signed_covenant_keeps_its_text_and_the_page_what_was_typed(
    office: Office, covenant: Covenant, client: Client
) -> None:
    sign(office.hanh, party_of(covenant, "Phòng Tổng hợp"))

    answer = _post(
        client,
        office.lan,
        "covenant-edit",
        _typed(office, text="Lời văn vừa gõ."),
        covenant.public_id,
    )

    page = answer.content.decode()
    covenant.refresh_from_db()
    assert answer.status_code == 422
    assert "Giao ước đã có bên ký nên giữ nguyên." in page
    assert "Lời văn vừa gõ." in page
    assert "Ghi thành bản mới, các bên ký lại" in page
    assert covenant.text == "Cùng hoàn thành tốt nhiệm vụ."


def test_what_was_typed_becomes_the_next_version(
    office: Office, covenant: Covenant, client: Client
) -> None:
    sign(office.hanh, party_of(covenant, "Phòng Tổng hợp"))

    _post(
        client,
        office.lan,
        "covenant-edit",
        _typed(office, text="Lời văn vừa gõ.", **{"ban-moi": "1"}),
        covenant.public_id,
    )

    made = Covenant.objects.get(replaces=covenant)
    old = _page(client, office.lan, "covenant", covenant.public_id)
    assert (made.version, made.text) == (2, "Lời văn vừa gõ.")
    assert "Giao ước này đã có bản mới thay" in old
    assert "Cùng hoàn thành tốt nhiệm vụ." in old
    assert "Giao ước năm 2026 (bản 2)" in old
    new = _page(client, office.lan, "covenant", made.public_id)
    assert "đã ký 0/2 đơn vị" in new
    listed = _page(client, office.lan, "covenant-list")
    assert str(made.public_id) in listed
    assert str(covenant.public_id) not in listed


# ── signing on the screen ──


def _signature(covenant: Covenant, **changed: str) -> dict[str, str]:
    return {
        "signer_post": "Trưởng phòng",
        "seen_hash": queries.covenant_hash(covenant),
        "password": PASSWORD,
    } | changed


def _sign(
    client: Client, user: User, covenant: Covenant, name: str, **changed: str
) -> Any:
    args = covenant.public_id, party_of(covenant, name).pk
    return _post(client, user, "covenant-sign", _signature(covenant, **changed), *args)


def test_heads_sign_with_their_password(
    office: Office, covenant: Covenant, client: Client
) -> None:
    page = _page(client, office.hanh, "covenant", covenant.public_id)
    foreign = _sign(client, office.hanh, covenant, "Phòng Hành chính")
    _sign(client, office.hanh, covenant, "Phòng Tổng hợp")

    assert "Ký cho “Phòng Tổng hợp”" in page
    assert "Ký cho “Phòng Hành chính”" not in page
    assert 'value="Trưởng phòng"' in page
    assert "Mật khẩu của người ký" in page
    assert foreign.status_code == 403
    # The check hashed the password anew, and she is signed in still.
    after = client.get(reverse("covenant", args=[covenant.public_id]))
    assert "đã ký 1/2 đơn vị" in after.content.decode()


def test_wrong_password_signs_nothing_and_keeps_the_post(
    office: Office, covenant: Covenant, client: Client
) -> None:
    answer = _sign(
        client,
        office.hanh,
        covenant,
        "Phòng Tổng hợp",
        password="sai",
        signer_post="Q. Trưởng phòng",
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Mật khẩu đang dùng chưa đúng." in page
    assert 'value="Q. Trưởng phòng"' in page
    assert "sai" not in page.split('name="password"')[1].split(">")[0]
    assert not queries.is_signed_by_any(covenant)


@pytest.mark.parametrize(("later", "asks"), [(FRESH, False), (FRESH * 2, True)])
def test_password_holds_for_some_minutes(
    office: Office,
    covenant: Covenant,
    client: Client,
    later: timedelta,
    *,
    asks: bool,
) -> None:
    client.force_login(office.minh)
    first, second = covenant.parties.all()
    client.post(
        reverse("covenant-sign", args=[covenant.public_id, first.pk]),
        _signature(covenant),
    )
    typed = _signature(covenant)
    del typed["password"]
    with time_machine.travel(NOW, tick=False) as clock:
        clock.shift(later)
        answer = client.post(
            reverse("covenant-sign", args=[covenant.public_id, second.pk]), typed
        )

    second.refresh_from_db()
    assert answer.status_code == (422 if asks else 302)
    assert (second.signed_on is None) is asks


def test_changed_covenant_is_shown_again_before_it_is_signed(
    office: Office, covenant: Covenant, client: Client
) -> None:
    seen = _signature(covenant)
    address = reverse(
        "covenant-sign",
        args=[covenant.public_id, party_of(covenant, "Phòng Tổng hợp").pk],
    )
    actions.mend_covenant(
        office.lan,
        covenant,
        [office.first, office.second],
        name=covenant.name,
        text="Văn bản mới.",
    )
    covenant.refresh_from_db()

    client.force_login(office.hanh)
    page = client.post(address, seen, follow=True).content.decode()
    again = _sign(
        client, office.hanh, covenant, "Phòng Tổng hợp", seen_hash=seen["seen_hash"]
    )

    for told in (page, again.content.decode()):
        assert "Hãy đọc bản mới rồi ký." in told
        assert "Văn bản mới." in told
        assert f'value="{queries.covenant_hash(covenant)}"' in told
    assert again.status_code == 422
    assert not queries.is_signed_by_any(covenant)
    assert client.post(address, _signature(covenant)).status_code == 404


def test_tampered_covenant_says_so(
    office: Office, covenant: Covenant, client: Client
) -> None:
    for head, name in (
        (office.hanh, "Phòng Tổng hợp"),
        (office.quang, "Phòng Hành chính"),
    ):
        sign(head, party_of(covenant, name))
    papers.keep_copy(covenant.pk)
    covenant.refresh_from_db()
    before = _page(client, office.lan, "covenant", covenant.public_id)
    Covenant.objects.filter(pk=covenant.pk).update(text="Khác")

    after = _page(client, office.lan, "covenant", covenant.public_id)

    assert "đúng như lúc ký đủ" in before
    assert covenant.signed_hash in before
    assert covenant.signed_copy is not None
    assert covenant.signed_copy.sha256 in before
    assert "Dữ liệu đang lưu khác bản đã ký." in after


# ── signing on paper ──


def _ceremony(covenant: Covenant, **changed: Any) -> dict[str, Any]:
    first, second = covenant.parties.all()
    return {
        "place": "Hội trường tầng 3",
        "on": "20/01/2026",
        "scan": SimpleUploadedFile("quet.pdf", SCAN),
        "seen_hash": queries.covenant_hash(covenant),
        f"ben-{first.pk}-name": "Trần Thị Hạnh",
        f"ben-{first.pk}-post": "Trưởng phòng",
        f"ben-{second.pk}-name": "Lê Văn Quang",
        f"ben-{second.pk}-post": "Trưởng phòng",
    } | changed


def test_officer_records_the_paper_and_its_scan_comes_back(
    office: Office, covenant: Covenant, client: Client
) -> None:
    form = _page(client, office.lan, "covenant-ceremony", covenant.public_id)
    _post(
        client,
        office.lan,
        "covenant-ceremony",
        _ceremony(covenant),
        covenant.public_id,
    )

    page = _page(client, office.hanh, "covenant", covenant.public_id)
    ceremony = covenant.ceremonies.get()
    scan = client.get(
        reverse("covenant-scan", args=[covenant.public_id, ceremony.public_id])
    )
    assert "Họ và tên, Phòng Tổng hợp" in form
    assert "ký trên bản giấy, Hội trường tầng 3" in page
    assert scan.content == SCAN
    assert scan.headers["Content-Disposition"] == 'attachment; filename="quet.pdf"'


def test_paper_of_a_text_changed_meanwhile_is_recorded_once_it_is_read_again(
    office: Office, covenant: Covenant, client: Client
) -> None:
    stale = _ceremony(covenant, seen_hash="0" * 64)

    answer = _post(client, office.lan, "covenant-ceremony", stale, covenant.public_id)

    said = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="Trần Thị Hạnh"' in said
    assert f'name="seen_hash" value="{queries.covenant_hash(covenant)}"' in said


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"scan": ""}, "Trường này là bắt buộc."),
        ({"scan": SimpleUploadedFile("a.exe", b"MZ")}, "không phải PDF"),
        ({"on": "11/02/2026"}, "Ngày ký 11/02/2026 chưa đến."),
        ({"place": ""}, "Trường này là bắt buộc."),
    ],
)
def test_bad_ceremony_is_told_and_nothing_typed_is_lost(
    office: Office,
    covenant: Covenant,
    client: Client,
    changed: dict[str, Any],
    said: str,
) -> None:
    answer = _post(
        client,
        office.lan,
        "covenant-ceremony",
        _ceremony(covenant, **changed),
        covenant.public_id,
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert 'value="Lê Văn Quang"' in page
    assert not queries.is_signed_by_any(covenant)


# ── results ──


def _report(covenant: Covenant, **changed: Any) -> dict[str, Any]:
    return {
        "pledge": covenant.pledges.get(name=ON_TIME.name).pk,
        "as_of": "31/01/2026",
        "figure": "hơn 98",
    } | changed


def test_results_are_shown_by_party(
    office: Office, covenant: Covenant, client: Client
) -> None:
    party = party_of(covenant, "Phòng Tổng hợp")
    sign(office.hanh, party)
    proof = SimpleUploadedFile("minh-chung.png", b"\x89PNG\r\n\x1a\n")
    _post(
        client,
        office.hanh,
        "covenant-reports",
        _report(covenant, evidence=proof),
        covenant.public_id,
        party.pk,
    )

    page = _page(client, office.quang, "covenant", covenant.public_id)
    own = _page(client, office.quang, "covenant-reports", covenant.public_id, party.pk)
    report = party.reports.get()
    file = client.get(
        reverse("covenant-evidence", args=[covenant.public_id, report.pk])
    )
    assert "<strong>hơn 98</strong> %" in page
    assert "đã đạt" in page
    assert "chưa báo cáo" in page
    assert "01/02" in page
    assert "Báo cáo kết quả" not in own
    assert "Trần Thị Hạnh" in own
    assert file.content == b"\x89PNG\r\n\x1a\n"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"figure": ""}, "cần số đạt được, tính bằng %"),
        ({"figure": "nhiều"}, "“nhiều” không phải số."),
        ({"figure": "98 văn bản"}, "số vừa ghi tính bằng văn bản."),
        ({"as_of": "11/02/2026"}, "Ngày 11/02/2026 chưa đến."),
    ],
)
def test_bad_result_is_told_and_nothing_typed_is_lost(
    office: Office,
    covenant: Covenant,
    client: Client,
    changed: dict[str, Any],
    said: str,
) -> None:
    party = party_of(covenant, "Phòng Tổng hợp")
    sign(office.hanh, party)

    answer = _post(
        client,
        office.hanh,
        "covenant-reports",
        _report(covenant, words="Đã nhắc từng phòng.", **changed),
        covenant.public_id,
        party.pk,
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert "Đã nhắc từng phòng." in page
    assert not party.reports.exists()


def test_new_version_shows_what_was_reported_of_the_one_before(
    office: Office, covenant: Covenant, client: Client
) -> None:
    party = party_of(covenant, "Phòng Tổng hợp")
    sign(office.hanh, party)
    proof = SimpleUploadedFile("minh-chung.png", b"\x89PNG\r\n\x1a\n")
    typed = _report(covenant, evidence=proof)
    of_first = (covenant.public_id, party.pk)
    _post(client, office.hanh, "covenant-reports", typed, *of_first)
    newer = actions.renew_covenant(
        office.lan,
        covenant,
        [office.first, office.second],
        name="Giao ước năm 2026",
        text="Bản mới.",
        pledges=PLEDGES,
    )

    page = _page(client, office.hanh, "covenant", newer.public_id)
    again = party_of(newer, "Phòng Tổng hợp")
    own = _page(client, office.hanh, "covenant-reports", newer.public_id, again.pk)

    told = party.reports.get()
    file = reverse("covenant-evidence", args=[covenant.public_id, told.pk])
    assert "báo cáo theo bản 1" in page
    assert "<strong>hơn 98</strong> %" in page
    assert "(bản 1)" in own
    assert file in page
    assert file in own


def test_another_division_reports_nothing(
    office: Office, covenant: Covenant, client: Client
) -> None:
    party = party_of(covenant, "Phòng Tổng hợp")
    sign(office.hanh, party)

    answer = _post(
        client,
        office.quang,
        "covenant-reports",
        _report(covenant),
        covenant.public_id,
        party.pk,
    )

    assert answer.status_code == 403


# ── paper, desk, cost ──


def test_covenant_goes_out_as_pdf_and_word(
    office: Office, covenant: Covenant, client: Client
) -> None:
    client.force_login(office.hanh)

    pdf = client.get(reverse("covenant-pdf", args=[covenant.public_id]))
    docx = client.get(reverse("covenant-docx", args=[covenant.public_id]))

    assert pdf.content.startswith(b"%PDF-")
    assert docx.content.startswith(b"PK")


def test_signed_copy_is_the_file_that_was_kept(
    office: Office, covenant: Covenant, client: Client
) -> None:
    for head, name in (
        (office.hanh, "Phòng Tổng hợp"),
        (office.quang, "Phòng Hành chính"),
    ):
        sign(head, party_of(covenant, name))
    papers.keep_copy(covenant.pk)
    client.force_login(office.hanh)

    answer = client.get(reverse("covenant-pdf", args=[covenant.public_id]))

    name = f"giao-uoc-{covenant.public_id.hex[:8]}.pdf"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'


def test_desk_tells_the_head_what_to_sign(office: Office, covenant: Covenant) -> None:
    (each,) = desk.waiting(office.hanh, 2026)
    (step,) = desk.step(office.lan, 2026)

    assert each.label == "Ký giao ước thi đua cho 1 đơn vị"
    assert desk.waiting(office.hoa, 2026) == []
    assert (step.state, step.detail) == ("running", "0/2 đơn vị đã ký")
    assert desk.step(office.lan, 2025)[0].state == "todo"


def test_replaced_version_is_asked_of_nobody(
    office: Office, covenant: Covenant
) -> None:
    for head, name in (
        (office.hanh, "Phòng Tổng hợp"),
        (office.quang, "Phòng Hành chính"),
    ):
        sign(head, party_of(covenant, name))
    actions.renew_covenant(
        office.lan,
        covenant,
        [office.first, office.second],
        name=covenant.name,
        text="Lời văn mới.",
    )

    (step,) = desk.step(office.lan, 2026)

    assert (step.state, step.detail) == ("running", "0/2 đơn vị đã ký")
    assert [each.count for each in desk.waiting(office.hanh, 2026)] == [1]


def test_page_asks_the_same_for_two_pledges_and_five(
    office: Office, movement: Movement, covenant: Covenant, client: Client
) -> None:
    more = actions.draft_covenant(
        office.lan,
        movement,
        [office.first, office.second],
        name="Năm cam kết",
        text="T",
        pledges=[ON_TIME] * 5,
    )
    for each in (covenant, more):
        sign(office.hanh, party_of(each, "Phòng Tổng hợp"))
    _page(client, office.lan, "covenant", covenant.public_id)
    with CaptureQueriesContext(connection) as two:
        _page(client, office.lan, "covenant", covenant.public_id)
    with CaptureQueriesContext(connection) as five:
        _page(client, office.lan, "covenant", more.public_id)

    assert len(five) == len(two)
