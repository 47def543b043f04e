import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import worlds
from tests.worlds import PASSWORD, Office
from vinhdanh.accounts import actions, founding, queries
from vinhdanh.accounts.enums import Role
from vinhdanh.accounts.models import Assignment, User
from vinhdanh.base.models import AuditEvent
from vinhdanh.base.refusal import Refused
from vinhdanh.registry import actions as registry
from vinhdanh.registry.models import Unit

NEW = "một-câu-ngắn-dễ-nhớ"


@pytest.fixture
def admin(office: Office) -> User:
    """Võ, who keeps the accounts of the office and does no business."""
    return worlds.user_with("Võ Quản Trị", "vo", office.unit, Role.ADMIN)


@pytest.fixture
def keeper(office: Office, admin: User) -> User:
    """Tô, who keeps the accounts of the first division only."""
    return worlds.user_with("Tô Quản Trị", "to", office.first, Role.UNIT_ADMIN)


# --- sign-in -----------------------------------------------------------------------


def test_sign_in_leads_to_the_desk(office: Office, client: Client) -> None:
    answer = client.post("/dang-nhap/", {"login": "lan", "password": PASSWORD})

    assert answer.headers["Location"] == "/"
    assert list(client.get("/").context["messages"]) == []


def test_wrong_password_is_said_in_vietnamese(office: Office, client: Client) -> None:
    page = client.post("/dang-nhap/", {"login": "lan", "password": "sai"})

    assert "Tên đăng nhập hoặc mật khẩu chưa đúng." in page.content.decode()


def test_sign_out_takes_a_post(office: Office, client: Client) -> None:
    client.force_login(office.lan)

    client.get("/dang-xuat/")
    assert client.get("/").status_code == 200

    page = client.post("/dang-xuat/", follow=True)
    assert [str(each) for each in page.context["messages"]] == ["Đã đăng xuất."]
    assert client.get("/").status_code == 302


def test_nobody_signs_up(office: Office, client: Client) -> None:
    form = {"username": "ke-la", "password1": NEW, "password2": NEW}

    page = client.post("/dang-ky/", form).content.decode()

    assert "Không tự đăng ký tài khoản" in page
    assert not User.objects.filter(username="ke-la").exists()


def test_without_mail_a_forgotten_password_is_asked_of_the_administrator(
    office: Office, client: Client
) -> None:
    page = client.get("/quen-mat-khau/").content.decode()

    assert "nhờ người quản trị" in page
    assert "<form method" not in page.split("<main")[1]


def test_with_mail_a_link_to_a_new_password_is_sent(
    office: Office, client: Client, settings: object, mailoutbox: list
) -> None:
    settings.VINHDANH_HAS_MAIL = True
    User.objects.filter(username="lan").update(email="lan@example.org")

    client.post("/quen-mat-khau/", {"email": "lan@example.org"})
    link = re.search(r"http://testserver(/quen-mat-khau/\S+/)", mailoutbox[0].body)[1]
    page = client.get(link, follow=True)
    form = {"password1": NEW, "password2": NEW}
    client.post(page.redirect_chain[-1][0], form)

    assert User.objects.get(username="lan").check_password(NEW)
    assert mailoutbox[0].subject == "Vinh Danh: đặt mật khẩu mới"


def test_given_password_must_be_changed_before_anything_else(
    office: Office, admin: User, client: Client
) -> None:
    user, password = actions.welcome(
        admin, office.unit, Role.MEMBER, username="moi", full_name="Lý Người Mới"
    )
    client.post("/dang-nhap/", {"login": "moi", "password": password})

    assert client.get("/").headers["Location"] == "/tai-khoan/mat-khau/"

    form = {"oldpassword": password, "password1": NEW, "password2": NEW}
    client.post("/tai-khoan/mat-khau/", form)
    user.refresh_from_db()

    assert user.must_change_password is False
    assert client.get("/").status_code == 200
    assert AuditEvent.objects.first().verb == "account.choose_password"


# --- the first run -------------------------------------------------------------------

FIRST = {
    "unit_name": "Văn phòng Hội đồng nhân dân huyện",
    "unit_kind": "office",
    "unit_level": "district",
    "place": "Tân An",
    "document_sign": "VP",
    "full_name": "Nguyễn Thị Đầu",
    "username": "dau",
    "password": NEW,
    "is_officer": "on",
}


def test_every_page_leads_to_the_first_run_while_nobody_has_an_account(
    db: None, client: Client
) -> None:
    for path in ("/", "/dang-nhap/", "/cong-khai/", "/nguoi/", "/khong-co/"):
        assert client.get(path).headers["Location"] == "/bat-dau/"


def test_first_run_founds_the_office_and_signs_in(
    transactional_db: None, client: Client
) -> None:
    form = FIRST | {"start_code": founding.start_code()}

    answer = client.post("/bat-dau/", form)

    assert answer.headers["Location"] == "/"
    assert Unit.objects.get(is_own=True).name == FIRST["unit_name"]
    assert client.get("/").context["user"].username == "dau"


def test_first_run_without_the_code_founds_nothing_and_keeps_the_words(
    db: None, client: Client
) -> None:
    answer = client.post("/bat-dau/", FIRST | {"start_code": "sai"})

    assert answer.status_code == 422
    assert "Mã khởi tạo chưa đúng" in answer.content.decode()
    assert FIRST["unit_name"] in answer.content.decode()
    assert NEW not in answer.content.decode()
    assert not User.objects.exists()


def test_first_run_is_closed_once_done(office: Office, client: Client) -> None:
    assert client.get("/bat-dau/").headers["Location"] == "/"


# --- the administrator's pages ----------------------------------------------------


def test_accounts_are_for_administrators_only(office: Office, client: Client) -> None:
    client.force_login(office.lan)

    assert client.get("/quan-tri/tai-khoan/").status_code == 404
    assert client.get("/quan-tri/tai-khoan/minh/").status_code == 404


def test_stranger_is_asked_to_sign_in(office: Office, client: Client) -> None:
    answer = client.get("/quan-tri/tai-khoan/")

    assert answer.headers["Location"] == "/dang-nhap/?next=/quan-tri/tai-khoan/"


def test_keeper_of_a_division_sees_its_accounts_only(
    office: Office, keeper: User
) -> None:
    names = [each.username for each in queries.accounts_managed_by(keeper)]

    assert names == ["hanh", "to"]


def test_account_of_another_office_is_not_there(
    office: Office, admin: User, client: Client
) -> None:
    client.force_login(admin)

    assert client.get("/quan-tri/tai-khoan/hoa/").status_code == 404
    assert client.post("/quan-tri/tai-khoan/hoa/mat-khau/").status_code == 404


def test_opened_account_shows_its_password_once(
    office: Office, admin: User, client: Client
) -> None:
    client.force_login(admin)
    form = {
        "full_name": "Trịnh Văn Sáu",
        "username": "Sau.TV",
        "role": Role.MEMBER,
        "unit": str(office.first.subject.public_id),
    }

    answer = client.post("/quan-tri/tai-khoan/mo/", form)
    password = re.search(r'vd-secret">([^<]+)<', answer.content.decode())[1]
    user = User.objects.get(username="sau.tv")

    assert user.check_password(password)
    assert user.must_change_password is True
    assert "no-store" in answer.headers["Cache-Control"]
    assert [str(each) for each in user.assignments.all()] == [
        "Trịnh Văn Sáu: cá nhân, Phòng Tổng hợp"
    ]
    assert password not in str(list(AuditEvent.objects.values_list("after", "before")))


def test_account_is_opened_for_a_person_of_the_roster(
    office: Office, admin: User, client: Client
) -> None:
    client.force_login(admin)
    page = client.get("/quan-tri/tai-khoan/mo/").content.decode()
    form = {
        "full_name": "Nguyễn Văn An",
        "username": "an",
        "role": Role.MEMBER,
        "unit": str(office.first.subject.public_id),
        "person": str(office.an.subject.public_id),
    }

    client.post("/quan-tri/tai-khoan/mo/", form)

    assert "Nguyễn Văn An (Chuyên viên, Phòng Tổng hợp)" in page
    assert "1985" not in page
    assert User.objects.get(username="an").person == office.an
    assert office.an not in queries.people_without_account(admin)


def test_account_is_not_opened_for_a_person_of_another_division(
    office: Office, admin: User, client: Client
) -> None:
    client.force_login(admin)
    form = {
        "full_name": "Đặng Kim Chi",
        "username": "chi",
        "role": Role.MEMBER,
        "unit": str(office.first.subject.public_id),
        "person": str(office.chi.subject.public_id),
    }

    answer = client.post("/quan-tri/tai-khoan/mo/", form)

    assert answer.status_code == 422
    assert answer.context["form"].errors == {
        "person": ["Đặng Kim Chi hiện không giữ chức vụ nào ở đơn vị “Phòng Tổng hợp”."]
    }
    assert not User.objects.filter(username="chi").exists()


def test_account_is_linked_to_a_person_on_its_page(
    office: Office, admin: User, client: Client
) -> None:
    user = worlds.user_with("Nguyễn Văn An", "an", office.first, Role.MEMBER)
    client.force_login(admin)
    before = client.get("/quan-tri/tai-khoan/an/").content.decode()
    form = {"person": str(office.an.subject.public_id)}

    answer = client.post("/quan-tri/tai-khoan/an/nguoi/", form)
    user.refresh_from_db()

    assert "Chưa gắn với ai" in before
    assert "Đặng Kim Chi" not in before
    assert answer.headers["Location"] == "/quan-tri/tai-khoan/an/"
    assert user.person == office.an
    page = client.get("/quan-tri/tai-khoan/an/").content.decode()
    assert "Đã gắn với Nguyễn Văn An." in page


def test_person_who_is_not_offered_is_not_linked(
    office: Office, admin: User, client: Client
) -> None:
    user = worlds.user_with("Nguyễn Văn An", "an", office.first, Role.MEMBER)
    client.force_login(admin)
    form = {"person": str(office.chi.subject.public_id)}

    answer = client.post("/quan-tri/tai-khoan/an/nguoi/", form)
    user.refresh_from_db()

    assert answer.status_code == 422
    assert list(answer.context["link_form"].errors) == ["person"]
    assert user.person is None


def test_choice_of_people_asks_as_much_for_many_as_for_few(
    office: Office, admin: User, client: Client
) -> None:
    client.force_login(admin)
    paths = ("/quan-tri/tai-khoan/mo/", "/quan-tri/tai-khoan/thu/")

    def asked() -> list[int]:
        counts = []
        for path in paths:
            with CaptureQueriesContext(connection) as queries_made:
                client.get(path)
            counts.append(len(queries_made))
        return counts

    asked()
    few = asked()
    for number in range(3):
        form = registry.PersonForm(name=f"Vũ Văn {number}", title="Chuyên viên")
        registry.add_person(office.lan, office.first, form)

    assert asked() == few


def test_taken_user_name_is_refused_at_its_field_and_words_stay(
    office: Office, admin: User, client: Client
) -> None:
    client.force_login(admin)
    form = {
        "full_name": "Lan Khác",
        "username": "lan",
        "role": Role.MEMBER,
        "unit": str(office.first.subject.public_id),
    }

    answer = client.post("/quan-tri/tai-khoan/mo/", form)

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["username"]
    assert "Lan Khác" in answer.content.decode()


def test_account_is_not_opened_at_a_unit_one_does_not_keep(
    office: Office, keeper: User, client: Client
) -> None:
    client.force_login(keeper)
    form = {
        "full_name": "Ai Đó",
        "username": "ai",
        "role": Role.MEMBER,
        "unit": str(office.second.subject.public_id),
    }

    answer = client.post("/quan-tri/tai-khoan/mo/", form)

    assert list(answer.context["form"].errors) == ["unit"]
    assert not User.objects.filter(username="ai").exists()


def test_role_is_given_and_ended(office: Office, admin: User, client: Client) -> None:
    client.force_login(admin)
    form = {"role": Role.OBSERVER, "unit": str(office.unit.subject.public_id)}

    client.post("/quan-tri/tai-khoan/quang/vai-tro/", form)
    given = Assignment.objects.get(user=office.quang, role=Role.OBSERVER)
    client.post(f"/quan-tri/tai-khoan/quang/vai-tro/{given.pk}/thoi/")
    given.refresh_from_db()

    assert given.is_ended is True
    verbs = AuditEvent.objects.values_list("verb", flat=True)[:2]
    assert list(verbs) == ["role.end", "role.give"]


def test_nobody_gives_a_role_to_herself(office: Office, admin: User) -> None:
    with pytest.raises(Refused) as refusal:
        actions.give_role(admin, admin, Role.OFFICER, office.unit)

    assert refusal.value.code == "role.own"
    assert not admin.assignments.filter(role=Role.OFFICER).exists()


def test_keeper_of_a_division_makes_no_system_administrator(
    office: Office, keeper: User, client: Client
) -> None:
    client.force_login(keeper)
    form = {"role": Role.ADMIN, "unit": str(office.first.subject.public_id)}

    answer = client.post("/quan-tri/tai-khoan/hanh/vai-tro/", form)

    assert answer.status_code == 422
    assert "do quản trị hệ thống cấp" in answer.content.decode()


def test_reset_password_is_shown_once_and_must_be_changed(
    office: Office, admin: User, client: Client
) -> None:
    client.force_login(admin)

    answer = client.post("/quan-tri/tai-khoan/lan/mat-khau/")
    password = re.search(r'vd-secret">([^<]+)<', answer.content.decode())[1]
    lan = User.objects.get(username="lan")

    assert lan.check_password(password)
    assert lan.must_change_password is True


def test_list_of_accounts_asks_as_much_for_many_as_for_few(
    office: Office, admin: User, client: Client
) -> None:
    client.force_login(admin)
    client.get("/quan-tri/tai-khoan/")
    with CaptureQueriesContext(connection) as few:
        client.get("/quan-tri/tai-khoan/")
    for number in range(3):
        worlds.user_with("Ai", f"ai{number}", office.first, Role.MEMBER)

    with CaptureQueriesContext(connection) as many:
        client.get("/quan-tri/tai-khoan/")

    assert len(many) == len(few)


# --- the log -------------------------------------------------------------------------


def test_administrator_sees_deeds_but_no_business_content(
    office: Office, admin: User, client: Client
) -> None:
    actions.give_role(None, office.lan, Role.OBSERVER, office.unit)
    client.force_login(admin)

    page = client.get("/quan-tri/nhat-ky/").content.decode()

    assert "Thêm người" in page
    assert "Nguyễn Văn An" not in page
    assert "Cấp vai trò" in page


def test_officer_reads_the_log_of_her_office(office: Office, client: Client) -> None:
    client.force_login(office.lan)

    page = client.get("/quan-tri/nhat-ky/?viec=person.add").content.decode()

    assert "Nguyễn Văn An" in page
    assert "Sở Tài chính" not in client.get("/quan-tri/nhat-ky/").content.decode()


def test_log_is_closed_to_heads_of_units(office: Office, client: Client) -> None:
    client.force_login(office.hanh)

    assert client.get("/quan-tri/nhat-ky/").status_code == 404


def test_filter_of_the_log_that_is_not_understood_hides_nothing(
    office: Office, client: Client
) -> None:
    client.force_login(office.lan)

    whole = client.get("/quan-tri/nhat-ky/").context["page"].paginator.count
    odd = client.get("/quan-tri/nhat-ky/?viec=x&tu=hom-qua").context["page"]

    assert odd.paginator.count == whole
