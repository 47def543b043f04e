import io

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from tests.worlds import PASSWORD
from vinhdanh.accounts.enums import Role
from vinhdanh.accounts.models import User
from vinhdanh.commands import serving
from vinhdanh.commands.management.commands import start
from vinhdanh.registry.models import Unit

OFFICE = {"unit_name": "Văn phòng A", "full_name": "Nguyễn Thị Lan", "username": "lan"}


class Terminal(io.StringIO):
    """A keyboard, as far as the command can tell."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def _ready(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "VAR", tmp_path)
    monkeypatch.setattr(serving, "prepare_database", lambda: False)
    monkeypatch.setattr(start.sys, "stdin", io.StringIO())


def run(**options):
    out = io.StringIO()
    call_command("start", stdout=out, **options)
    return out.getvalue().splitlines()


@pytest.mark.django_db
def test_without_a_password_one_is_made_and_printed_once():
    said = run(**OFFICE)

    user = User.objects.get()
    label = "Mật khẩu, chỉ in một lần này: "
    assert said[0] == "Đã lập “Văn phòng A”; người quản trị: Nguyễn Thị Lan."
    assert said[1].startswith(label)
    assert user.check_password(said[1].removeprefix(label))


@pytest.mark.django_db
def test_roles_are_chosen_on_the_command_line():
    run(**OFFICE, not_officer=True, unit_head=True)

    assert set(User.objects.get().assignments.values_list("role", flat=True)) == {
        Role.ADMIN,
        Role.UNIT_ADMIN,
        Role.UNIT_HEAD,
        Role.AUTHORITY,
    }


@pytest.mark.django_db
def test_a_password_from_the_input_is_not_printed(monkeypatch):
    monkeypatch.setattr(start.sys, "stdin", io.StringIO(f"{PASSWORD}\n"))

    said = run(**OFFICE, password_stdin=True)

    assert User.objects.get().check_password(PASSWORD)
    assert said[1:] == ["Chạy `vinhdanh run` để mở chương trình."]


@pytest.mark.django_db
def test_missing_words_are_named_with_an_example():
    with pytest.raises(CommandError) as error:
        run(full_name="Lan")

    assert str(error.value).startswith("Còn thiếu --unit-name, --username. Ví dụ: ")
    assert not User.objects.exists()


@pytest.mark.django_db
def test_a_weak_password_founds_nothing(monkeypatch):
    monkeypatch.setattr(start.sys, "stdin", io.StringIO("123\n"))

    with pytest.raises(CommandError):
        run(**OFFICE, password_stdin=True)

    assert not Unit.objects.exists()


@pytest.mark.django_db
def test_at_a_keyboard_what_is_left_out_is_asked_for(monkeypatch):
    monkeypatch.setattr(start.sys, "stdin", Terminal())
    answers = iter(["", "Văn phòng A", "Nguyễn Thị Lan", "lan", "Tân An", "VP", ""])
    monkeypatch.setattr("builtins.input", lambda _question: next(answers))
    monkeypatch.setattr(start.getpass, "getpass", lambda _question: PASSWORD)

    run()

    unit = Unit.objects.get()
    assert (unit.name, unit.place, unit.document_sign) == (
        "Văn phòng A",
        "Tân An",
        "VP",
    )
    assert User.objects.get().check_password(PASSWORD)


@pytest.mark.django_db
def test_two_different_passwords_at_the_keyboard_found_nothing(monkeypatch):
    monkeypatch.setattr(start.sys, "stdin", Terminal())
    typed = iter(["mot-mat-khau-dai", "mot-mat-khau-khac"])
    monkeypatch.setattr("builtins.input", lambda _question: "")
    monkeypatch.setattr(start.getpass, "getpass", lambda _question: next(typed))

    with pytest.raises(CommandError) as error:
        run(**OFFICE)

    assert str(error.value) == "Hai lần nhập mật khẩu khác nhau; hãy chạy lại."


@pytest.mark.django_db
def test_an_office_that_exists_is_not_founded_again(office):
    with pytest.raises(CommandError) as error:
        run(**OFFICE)

    assert str(error.value).startswith("Cơ quan đã được lập trong bản cài đặt này.")
