import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.nominations.dictated import DictatedLaw, dictated_law
from tests.worlds import Office, signed_in, user_with
from vinhdanh.accounts.enums import Role
from vinhdanh.accounts.models import User
from vinhdanh.base import clock
from vinhdanh.nominations import actions
from vinhdanh.nominations.models import Nomination, Round
from vinhdanh.nominations.transitions import Verb
from vinhdanh.pages.nominations import desk


@pytest.fixture
def law() -> Iterator[DictatedLaw]:
    with dictated_law() as dictated:
        yield dictated


@pytest.fixture
def round_(office: Office, law: DictatedLaw) -> Round:
    return actions.open_round(office.lan, office.unit, year=2016, name="Cả năm 2016")


@pytest.fixture
def full(office: Office, law: DictatedLaw, round_: Round) -> Round:
    law.says("no", "Đặng Kim Chi", "LDTT")
    law.says("confirm", "Hoàng Thị Bình", "LDTT")
    people = [office.an.subject, office.binh.subject, office.chi.subject]
    actions.nominate_many(office.lan, round_, people, "LDTT")
    return round_


def grid(round_: Round) -> str:
    return reverse("nomination-grid", args=[round_.public_id])


def of(round_: Round, name: str) -> Nomination:
    return round_.nominations.get(name=name)


def test_every_page_asks_for_sign_in(full: Round) -> None:
    nomination = full.nominations.first()
    for address in (
        reverse("round-list"),
        reverse("round-open"),
        grid(full),
        reverse("nomination-add", args=[full.public_id]),
        reverse("nomination-left-out", args=[full.public_id]),
        reverse("nomination", args=[nomination.public_id]),
    ):
        response = Client().get(address)
        assert (response.status_code, response.url) == (
            302,
            f"{reverse('account_login')}?next={address}",
        )


def test_another_office_finds_nothing(office: Office, full: Round) -> None:
    hoa = signed_in(office.hoa)
    nomination = full.nominations.first()

    for address in (
        grid(full),
        reverse("nomination-add", args=[full.public_id]),
        reverse("nomination-left-out", args=[full.public_id]),
        reverse("nomination", args=[nomination.public_id]),
    ):
        assert hoa.get(address).status_code == 404
        assert hoa.post(address).status_code in {404, 405}
    listed = hoa.get(reverse("round-list") + "?nam=2016").content.decode()
    assert "Cả năm 2016" not in listed
    assert "Năm 2016 chưa có đợt bình xét" in listed


def test_officer_opens_a_round(office: Office, law: DictatedLaw) -> None:
    lan = signed_in(office.lan)
    form = lan.get(reverse("round-open") + "?nam=2026").content.decode()

    response = lan.post(
        reverse("round-open"),
        {"unit": office.unit.pk, "year": 2026, "name": "Đợt 1", "due_on": "2026-12-10"},
    )

    round_ = Round.objects.get()
    assert "Bình xét thi đua, khen thưởng năm 2026" in form
    assert response.url == grid(round_)
    assert (round_.due_on, round_.governing_day) == (
        date(2026, 12, 10),
        date(2026, 12, 31),
    )
    again = lan.post(
        reverse("round-open"), {"unit": office.unit.pk, "year": 2026, "name": "Đợt 1"}
    )
    assert "Năm 2026 đã có đợt “Đợt 1”" in again.content.decode()


def test_round_is_opened_by_the_officer_only(office: Office) -> None:
    assert signed_in(office.hanh).get(reverse("round-open")).status_code == 403


def test_grid_shows_words_reasons_and_quotas(office: Office, full: Round) -> None:
    page = signed_in(office.lan).get(grid(full)).content.decode()

    assert "đã nghỉ 45 ngày làm việc" in page
    assert "Hội đồng đánh giá phạm vi ảnh hưởng" in page
    assert "mọi điều kiện đều có" not in page
    assert "LĐTT: 3/5" in page
    assert "3 cá nhân, tập thể" in page


def test_filter_says_what_it_hides(office: Office, full: Round) -> None:
    page = signed_in(office.lan).get(grid(full) + "?ket_luan=no").content.decode()

    assert "Hiện 1 trong 3 cá nhân, tập thể; bộ lọc đang ẩn 2." in page
    assert "Đặng Kim Chi" in page
    assert "Nguyễn Văn An" not in page


def test_nonsense_in_the_address_narrows_nothing(office: Office, full: Round) -> None:
    response = signed_in(office.lan).get(
        grid(full) + "?ket_luan=zz&don_vi=zz&danh_hieu=zz&trang=zz&trang_thai=zz"
    )

    assert response.context["grid"].hidden == 0


def test_filter_without_a_match_and_empty_round_teach(
    office: Office, full: Round
) -> None:
    lan = signed_in(office.lan)
    empty = actions.open_round(office.lan, office.unit, year=2016, name="Đợt 2")

    assert "Không có đề nghị nào khớp bộ lọc" in lan.get(
        grid(full) + "?tim=khongai"
    ).content.decode()  # fmt: skip
    assert "Chưa có đề nghị nào" in lan.get(grid(empty)).content.decode()


def test_quota_by_unit_is_one_click_away(office: Office, full: Round) -> None:
    lan = signed_in(office.lan)

    assert "LĐTT, Phòng Tổng hợp: 2/3" not in lan.get(grid(full)).content.decode()
    page = lan.get(grid(full) + "?chi_tieu=don-vi").content.decode()

    assert "LĐTT, Phòng Tổng hợp: 2/3" in page


def test_bar_rejects_what_was_ticked(office: Office, full: Round) -> None:
    chi = of(full, "Đặng Kim Chi")

    response = signed_in(office.lan).post(
        grid(full) + "?ket_luan=no", {"verb": "reject", "nomination": [chi.public_id]}
    )

    chi.refresh_from_db()
    assert response.url == grid(full) + "?ket_luan=no"
    assert chi.state == "rejected"


def test_refused_deed_keeps_what_was_chosen_and_typed(
    office: Office, full: Round
) -> None:
    an = of(full, "Nguyễn Văn An")

    response = signed_in(office.lan).post(
        grid(full), {"verb": "withdraw", "nomination": [an.public_id], "reason": " "}
    )
    nothing = signed_in(office.lan).post(
        grid(full), {"verb": "withdraw", "reason": "tự rút"}
    )
    nonsense = signed_in(office.lan).post(
        grid(full), {"verb": "zz", "nomination": [an.public_id]}
    )

    page = response.content.decode()
    assert response.status_code == 409
    assert "Hãy ghi lý do." in page
    assert f'value="{an.public_id}" aria-label="Chọn Nguyễn Văn An, LĐTT" checked' in (
        page
    )
    assert "Hãy đánh dấu ít nhất một đề nghị trong bảng." in nothing.content.decode()
    assert 'value="tự rút"' in nothing.content.decode()
    assert nonsense.status_code == 409


def test_bar_withdraws(office: Office, full: Round) -> None:
    an = of(full, "Nguyễn Văn An")

    signed_in(office.hanh).post(
        grid(full),
        {"verb": "withdraw", "nomination": [an.public_id], "reason": "tự rút"},
    )

    an.refresh_from_db()
    assert an.state == "withdrawn"


def test_list_is_submitted_and_opened_again(office: Office, full: Round) -> None:
    lan = signed_in(office.lan)
    refused = lan.post(grid(full), {"verb": "submit"})
    assert "Chưa trình được, còn 2 đề nghị vướng" in refused.content.decode()
    actions.reject(office.lan, of(full, "Đặng Kim Chi"))
    actions.confirm(office.lan, of(full, "Hoàng Thị Bình"), "yes", reason="đã xem")

    lan.post(grid(full), {"verb": "recheck"})
    done = lan.post(grid(full), {"verb": "submit"}, follow=True).content.decode()
    again = lan.post(
        grid(full), {"verb": "reopen", "reason": "bổ sung"}, follow=True
    ).content.decode()

    assert "Đã khóa danh sách và trình Hội đồng 2 đề nghị." in done
    assert "Đã mở lại danh sách." in again


def offered(user: User, round_: Round) -> set[str]:
    """Return the deeds that the page offers to a user."""
    page = signed_in(user).get(grid(round_)).content.decode()
    return set(re.findall(r'name="verb" value="(\w+)"', page))


def test_bar_offers_only_what_the_state_of_the_list_lets_be_done(
    office: Office, full: Round
) -> None:
    actions.reject(office.lan, of(full, "Đặng Kim Chi"))
    actions.confirm(office.lan, of(full, "Hoàng Thị Bình"), "yes", reason="đã xem")
    an, binh = of(full, "Nguyễn Văn An"), of(full, "Hoàng Thị Bình")
    while_open = offered(office.lan, full), offered(office.hanh, full)
    actions.submit_round(office.lan, full)
    submitted = offered(office.lan, full), offered(office.hanh, full)
    actions.move(office.thu, an, Verb.AGREE)
    half = offered(office.lan, full), offered(office.hanh, full)
    actions.move(office.thu, binh, Verb.NOT_AGREE)

    decided = signed_in(office.lan).get(grid(full)).content.decode()

    assert while_open == (
        {"withdraw", "reject", "recheck", "submit"},
        {"withdraw"},
    )
    assert submitted == ({"withdraw", "reopen"}, {"withdraw"})
    assert half == ({"withdraw"}, {"withdraw"})
    assert (offered(office.lan, full), offered(office.hanh, full)) == (set(), set())
    assert 'name="nomination"' not in decided
    assert 'name="reason"' not in decided


def test_heads_cannot_do_the_officers_deeds(office: Office, full: Round) -> None:
    response = signed_in(office.hanh).post(grid(full), {"verb": "submit"})

    full.refresh_from_db()
    assert response.status_code == 409
    assert full.state == "open"


def test_whole_unit_is_put_forward_at_once(office: Office, round_: Round) -> None:
    lan = signed_in(office.lan)
    address = reverse("nomination-add", args=[round_.public_id])
    actions.nominate(office.lan, round_, office.an.subject, "LDTT")
    shown = lan.get(address + "?danh_hieu=LDTT").content.decode()
    assert "còn 4 chưa được đề nghị" in shown
    assert "đã có trong đợt" in shown

    response = lan.post(
        address,
        {
            "danh_hieu": "LDTT",
            "unit": [office.first.subject.public_id],
            "subject": [office.chi.subject.public_id],
        },
    )

    assert response.url == grid(round_) + "?danh_hieu=LDTT"
    assert set(round_.nominations.values_list("name", flat=True)) == {
        "Nguyễn Văn An",
        "Hoàng Thị Bình",
        "Trần Thị Hạnh",
        "Đặng Kim Chi",
    }


def test_refused_adding_keeps_ticks_and_words(office: Office, full: Round) -> None:
    address = reverse("nomination-add", args=[full.public_id])
    an = str(office.an.subject.public_id)

    response = signed_in(office.lan).post(
        address, {"danh_hieu": "LDTT", "subject": [an], "achievement": "Thành tích A"}
    )
    nobody = signed_in(office.lan).post(address, {"danh_hieu": "LDTT"})

    page = response.content.decode()
    assert "Đã có đề nghị “Lao động tiên tiến” trong đợt này: Nguyễn Văn An." in page
    assert 'value="Thành tích A"' in page
    assert "Hãy chọn ít nhất một người, tập thể." in nobody.content.decode()


def test_head_adds_from_her_unit_only(office: Office, round_: Round) -> None:
    address = reverse("nomination-add", args=[round_.public_id])
    hanh = signed_in(office.hanh)

    page = hanh.get(address + "?danh_hieu=LDTT").content.decode()
    hanh.post(address, {"danh_hieu": "LDTT", "subject": [office.chi.subject.public_id]})

    assert "Nguyễn Văn An" in page
    assert "Đặng Kim Chi" not in page
    assert not round_.nominations.exists()


def test_who_nominates_nobody_is_told_who_does(office: Office, round_: Round) -> None:
    response = signed_in(office.thu).get(
        reverse("nomination-add", args=[round_.public_id])
    )

    assert response.status_code == 403


def test_add_without_an_award_asks_for_one(office: Office, round_: Round) -> None:
    page = signed_in(office.lan).get(
        reverse("nomination-add", args=[round_.public_id]) + "?danh_hieu=zz"
    )

    assert "Chọn danh hiệu hoặc hình thức" in page.content.decode()


def test_left_out_says_who_and_why(office: Office, full: Round) -> None:
    lan = signed_in(office.lan)
    actions.reject(office.lan, of(full, "Đặng Kim Chi"))
    address = reverse("nomination-left-out", args=[full.public_id])

    page = lan.get(address).content.decode()
    nonsense = lan.get(address + "?danh_hieu=zz").content.decode()

    assert "Không đủ tiêu chuẩn: nghỉ dưới 40 ngày làm việc" in page
    assert "Trần Thị Hạnh" in page
    assert "Nguyễn Văn An" not in page
    assert nonsense.count("Trần Thị Hạnh") == page.count("Trần Thị Hạnh")


def test_nobody_left_out(office: Office, full: Round) -> None:
    people = [office.hanh.person.subject, office.quang.person.subject]
    actions.nominate_many(office.lan, full, people, "LDTT")

    page = signed_in(office.lan).get(
        reverse("nomination-left-out", args=[full.public_id])
    )

    assert "Không sót ai" in page.content.decode()


def test_nomination_opens_its_reasons_and_history(office: Office, full: Round) -> None:
    chi = of(full, "Đặng Kim Chi")

    page = signed_in(office.lan).get(reverse("nomination", args=[chi.public_id]))

    words = page.content.decode()
    assert "nghỉ dưới 40 ngày làm việc" in words
    assert "(khoản 6 Điều 5 Nghị định 65/2014/NĐ-CP)" in words
    assert "dòng 14, cột K" in words
    assert "Nguyễn Thị Lan" in words
    assert [row.verb for row in page.context["deeds"]] == ["withdraw", "reject"]
    assert 'rows="3">nghỉ dưới 40 ngày làm việc (khoản 6 Điều 5' in words


def test_officer_confirms_on_the_page(office: Office, full: Round) -> None:
    binh = of(full, "Hoàng Thị Bình")
    lan, address = (
        signed_in(office.lan),
        reverse("nomination", args=[binh.public_id]),
    )

    wrong = lan.post(address, {"deed": "confirm", "word": "yes", "reason": ""})
    lan.post(
        address, {"deed": "confirm", "word": "yes", "reason": "Đã họp", "cite": ""}
    )
    page = lan.get(address).content.decode()

    assert "Chưa ghi được" in wrong.content.decode()
    assert "Đã họp" in page
    assert binh.verdict.overrides.get().word == "yes"


def test_nomination_is_moved_on_its_page(office: Office, full: Round) -> None:
    chi = of(full, "Đặng Kim Chi")
    lan, address = signed_in(office.lan), reverse("nomination", args=[chi.public_id])

    lan.post(address, {"deed": "reject", "reason": ""})
    lan.post(address, {"deed": "reinstate", "reason": "xem lại"})
    refused = lan.post(address, {"deed": "agree", "reason": "tôi muốn"})
    silent = lan.post(address, {"deed": "withdraw", "reason": " "})

    assert [step.verb for step in chi.steps.all()] == ["file", "reject", "reinstate"]
    assert refused.status_code == 409
    assert "Hãy ghi lý do." in silent.content.decode()


def test_unchecked_nomination_says_so(
    office: Office, law: DictatedLaw, round_: Round
) -> None:
    law.silent = True
    made = actions.nominate(office.lan, round_, office.an.subject, "LDTT")
    lan = signed_in(office.lan)

    page = lan.get(reverse("nomination", args=[made.public_id])).content.decode()

    assert "Chưa kiểm tra." in page
    assert "chưa kiểm tra" in lan.get(grid(round_)).content.decode()


def test_person_sees_her_own_nomination_and_no_other(
    office: Office, full: Round
) -> None:
    user = user_with("Nguyễn Văn An", "an", office.first, Role.MEMBER, person=office.an)
    client = signed_in(user)

    own = client.get(reverse("nomination", args=[of(full, office.an.name).public_id]))
    other = client.get(
        reverse("nomination", args=[of(full, office.binh.name).public_id])
    )

    assert own.status_code == 200
    assert own.context["deeds"] == []
    assert other.status_code == 404


def test_grid_asks_the_same_for_one_row_and_for_three(
    office: Office, round_: Round
) -> None:
    lan = signed_in(office.lan)
    actions.nominate(office.lan, round_, office.an.subject, "LDTT")
    lan.get(grid(round_))
    with CaptureQueriesContext(connection) as one:
        lan.get(grid(round_))
    actions.nominate(office.lan, round_, office.binh.subject, "LDTT")
    actions.nominate(office.lan, round_, office.chi.subject, "LDTT")
    with CaptureQueriesContext(connection) as three:
        lan.get(grid(round_))

    assert len(three) == len(one)


def test_desk_tells_each_what_waits(office: Office, full: Round) -> None:
    def told(user: User) -> list[tuple[str, int]]:
        fresh = User.objects.get(pk=user.pk)
        return [(one.label, one.count) for one in desk.waiting(fresh, 2016)]

    assert told(office.lan) == [
        ("Kiểm tra 2 đề nghị chưa đạt hoặc chưa đủ căn cứ", 2),
        ("Đề nghị khen thưởng: Cả năm 2016", 1),
    ]
    assert told(office.hanh) == [("Đề nghị khen thưởng: Cả năm 2016", 1)]
    assert told(office.thu) == []
    assert told(office.hoa) == []


def test_step_of_the_year_follows_the_rounds(office: Office, law: DictatedLaw) -> None:
    def stands() -> str:
        return desk.step(office.lan, 2026)[0].state

    assert stands() == "todo"
    yesterday = clock.today() - timedelta(days=1)
    round_ = actions.open_round(
        office.lan, office.unit, year=2026, name="Đợt", due_on=yesterday
    )
    assert stands() == "late"
    Round.objects.update(due_on=clock.today())
    assert stands() == "running"
    actions.nominate(office.lan, round_, office.an.subject, "LDTT")
    sent = actions.submit_round(office.lan, round_)
    actions.move_many(office.thu, sent, Verb.AGREE)
    assert stands() == "done"
