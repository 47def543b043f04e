from dataclasses import replace

import pytest
from django.conf import settings

from tests.worlds import Office
from vinhdanh.accounts import founding
from vinhdanh.accounts.enums import Role
from vinhdanh.accounts.founding import FoundingForm, found_installation
from vinhdanh.base.models import AuditEvent
from vinhdanh.base.refusal import Refused
from vinhdanh.registry.models import Unit

FORM = FoundingForm(
    unit_name="Văn phòng Hội đồng nhân dân tỉnh",
    full_name="Nguyễn Thị Lan",
    username="Lan",
    password="mot-mat-khau-dai",
    place="Tân An",
    document_sign="VP",
)


@pytest.fixture(autouse=True)
def _own_folder(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "VAR", tmp_path)


@pytest.mark.django_db
def test_founding_makes_the_own_unit_and_an_administrator_who_does_the_work():
    user = found_installation(FORM)

    unit = Unit.objects.get()
    assert (unit.name, unit.is_own, unit.place, unit.document_sign) == (
        "Văn phòng Hội đồng nhân dân tỉnh",
        True,
        "Tân An",
        "VP",
    )
    assert (user.username, user.must_change_password) == ("lan", False)
    assert user.check_password("mot-mat-khau-dai")
    assert set(user.assignments.values_list("role", flat=True)) == {
        Role.ADMIN,
        Role.UNIT_ADMIN,
        Role.OFFICER,
    }
    assert founding.is_founded()


@pytest.mark.django_db
def test_founding_leaves_an_audit_event_with_the_founder_as_actor():
    user = found_installation(FORM)

    event = AuditEvent.objects.get(verb="installation.found")

    assert (event.actor_id, event.object_name) == (user.pk, FORM.unit_name)


@pytest.mark.parametrize(
    ("is_officer", "is_unit_head", "roles"),
    [
        (False, False, (Role.ADMIN, Role.UNIT_ADMIN)),
        (True, False, (Role.ADMIN, Role.UNIT_ADMIN, Role.OFFICER)),
        (
            False,
            True,
            (Role.ADMIN, Role.UNIT_ADMIN, Role.UNIT_HEAD, Role.AUTHORITY),
        ),
    ],
)
def test_roles_of_the_first_account_follow_what_was_ticked(
    is_officer, is_unit_head, roles
):
    form = replace(FORM, is_officer=is_officer, is_unit_head=is_unit_head)

    assert form.roles() == roles


@pytest.mark.django_db
def test_an_installation_is_founded_once(office: Office):
    with pytest.raises(Refused) as refusal:
        found_installation(FORM)

    assert refusal.value.code == "founding.done"
    assert Unit.objects.filter(is_own=True).get() == office.unit


@pytest.mark.django_db
def test_all_problems_of_the_form_are_told_at_once():
    with pytest.raises(Refused) as refusal:
        found_installation(
            FoundingForm(
                unit_name=" ",
                full_name="",
                username="",
                password="ngan",
                email="khong-phai-thu",
                unit_kind="lâu đài",
                unit_level="sao Hỏa",
            )
        )

    lines = refusal.value.message.split("\n")
    assert refusal.value.code == "founding.form"
    assert lines[:6] == [
        "Hãy ghi tên cơ quan, như trên con dấu.",
        "Hãy ghi họ và tên người quản trị.",
        "Hãy đặt tên đăng nhập.",
        "Hãy chọn loại cơ quan trong danh sách.",
        "Hãy chọn cấp của cơ quan trong danh sách.",
        "Địa chỉ thư điện tử chưa đúng; có thể để trống.",
    ]
    assert len(lines) == 7
    assert not founding.is_founded()


def test_start_code_stays_the_same_and_only_its_owner_reads_it(tmp_path):
    code = founding.start_code()

    kept = tmp_path / "start-code"
    assert founding.start_code() == code == kept.read_text(encoding="ascii")
    assert kept.stat().st_mode & 0o777 == 0o600


def test_start_code_is_taken_with_blanks_and_capitals_but_not_wrong():
    code = founding.start_code()

    founding.check_start_code(f" {code.upper()} ")
    with pytest.raises(Refused) as refusal:
        founding.check_start_code(code[:-1])

    assert refusal.value.code == "founding.code"


@pytest.mark.django_db(transaction=True)
def test_start_code_is_void_once_the_office_is_founded(tmp_path):
    founding.start_code()

    found_installation(FORM)

    assert not (tmp_path / "start-code").exists()
