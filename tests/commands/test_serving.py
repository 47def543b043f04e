import errno
import socket
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core.management import CommandError
from django.db import OperationalError

from vinhdanh.commands import demo_accounts, serving


@pytest.fixture(autouse=True)
def _own_folder(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "VAR", tmp_path)


def test_a_taken_port_names_the_way_on():
    with serving.claim_port("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]

        with pytest.raises(CommandError) as error:
            serving.claim_port("127.0.0.1", port)

    assert str(error.value) == (
        f"Cổng {port} trên 127.0.0.1 đang có chương trình khác dùng; có thể Vinh Danh "
        f"đang chạy sẵn: thử mở http://127.0.0.1:{port}/. Muốn chạy thêm, chọn cổng "
        f"khác: --port {port + 1} (với make: PORT={port + 1})."
    )


@pytest.mark.parametrize(
    ("number", "begins"),
    [
        (errno.EACCES, "Không có quyền mở cổng 80."),
        (errno.EADDRNOTAVAIL, "Không mở được địa chỉ 10.0.0.1:80"),
    ],
)
def test_other_refusals_of_the_system_are_sentences_too(monkeypatch, number, begins):
    def refuse(*_args):
        raise OSError(number, "refused")

    monkeypatch.setattr(socket.socket, "bind", refuse)

    with pytest.raises(CommandError) as error:
        serving.claim_port("10.0.0.1", 80)

    assert str(error.value).startswith(begins)


def fake_executor(monkeypatch, *, applied, plan):
    graph = SimpleNamespace(nodes={}, leaf_nodes=lambda: [("registry", "0001")])
    loader = SimpleNamespace(
        applied_migrations=applied,
        disk_migrations={("registry", "0001"): None},
        migrated_apps={"registry"},
        graph=graph,
    )
    executor = SimpleNamespace(loader=loader, migration_plan=lambda _leaves: plan)
    monkeypatch.setattr(serving, "MigrationExecutor", lambda _connection: executor)


def test_a_database_of_another_version_is_refused(monkeypatch):
    fake_executor(
        monkeypatch,
        applied={("registry", "0001"): None, ("registry", "0099_later"): None},
        plan=[],
    )

    with pytest.raises(CommandError) as error:
        serving.prepare_database()

    assert "registry.0099_later" in str(error.value)
    assert "VINHDANH_VAR" in str(error.value)


@pytest.mark.parametrize(("plan", "did"), [([], False), (["a migration"], True)])
def test_a_database_is_migrated_only_when_it_must_be(monkeypatch, plan, did):
    calls = []
    monkeypatch.setattr(
        serving, "call_command", lambda *words, **_o: calls.append(words)
    )
    fake_executor(monkeypatch, applied={("registry", "0001"): None}, plan=plan)

    assert serving.prepare_database() is did
    assert calls == ([("migrate",)] if did else [])


def test_a_database_that_does_not_answer_names_its_setting(monkeypatch):
    def refuse(_connection):
        raise OperationalError("no such server")

    monkeypatch.setattr(serving, "MigrationExecutor", refuse)

    with pytest.raises(CommandError) as error:
        serving.prepare_database()

    assert str(error.value).startswith("Không mở được cơ sở dữ liệu: no such server.")
    assert "DATABASE_URL" in str(error.value)


def test_demo_accounts_are_for_their_owner_only(tmp_path):
    account = demo_accounts.DemoAccount("canbo", "abcd-efgh", "Lan", "cán bộ")

    demo_accounts.keep([account])

    assert demo_accounts.lines() == ["canbo  abcd-efgh  Lan (cán bộ)"]
    assert (tmp_path / "demo-accounts.txt").stat().st_mode & 0o777 == 0o600


def test_without_a_sample_there_are_no_demo_accounts():
    assert demo_accounts.lines() == []


@pytest.mark.django_db
def test_sample_counts_as_loaded_only_in_the_database_it_was_loaded_into(office):
    assert not serving.is_sample_loaded()
    serving.mark_sample_loaded()
    assert serving.is_sample_loaded()

    serving.sample_mark().write_text("another database")

    assert not serving.is_sample_loaded()


@pytest.mark.django_db
def test_an_empty_database_has_no_sample_even_beside_an_old_mark():
    serving.mark_sample_loaded()

    assert not serving.is_sample_loaded()
