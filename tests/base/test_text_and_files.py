import stat
import unicodedata
from datetime import timedelta
from pathlib import Path

import pytest

from tests.worlds import Office
from vinhdanh.base import clock
from vinhdanh.base.files import keep_file, read_file, remove_file
from vinhdanh.base.models import StoredFile
from vinhdanh.base.refusal import Refused
from vinhdanh.covenants.models import Covenant
from vinhdanh.eligibility.models import Override
from vinhdanh.registry.models import Post, Subject


def test_every_text_door_keeps_nfc_without_hidden_signs(office: Office) -> None:
    written = unicodedata.normalize("NFD", "  Nguyễn\u200b  Thị\xa0Ánh ")

    subject = Subject.objects.create(kind="person", name=written)
    Post.objects.filter(person=office.an).update(title=written)

    subject.refresh_from_db()
    assert subject.name == "Nguyễn Thị Ánh"
    assert subject.name_folded == "nguyen thi anh"
    assert office.an.posts.get().title == "Nguyễn Thị Ánh"


def test_text_of_several_lines_keeps_its_lines() -> None:
    field = Covenant._meta.get_field("text")
    reason = Override._meta.get_field("reason")

    written = unicodedata.normalize("NFD", " Điều 1.  Thi đua \n\nĐiều 2. ")

    assert field.get_prep_value(written) == "Điều 1. Thi đua\n\nĐiều 2."
    assert reason.get_prep_value(None) is None


def test_stored_file_is_checked_against_its_hash(office: Office) -> None:
    stored = keep_file(
        b"noi dung",
        name="danh-sach.xlsx",
        media_type="application/octet-stream",
        unit_id=office.unit.pk,
        actor=office.lan,
    )
    assert read_file(stored) == b"noi dung"

    StoredFile.objects.filter(pk=stored.pk).update(sha256="0" * 64)

    with pytest.raises(OSError, match="differs from its recorded hash"):
        read_file(StoredFile.objects.get(pk=stored.pk))


def test_only_the_account_of_the_service_reads_a_stored_file(office: Office) -> None:
    stored = keep_file(b"noi dung", name="a.csv", media_type="text/csv", unit_id=None)

    path = Path(stored.file.path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_removed_file_leaves_its_name_and_hash(
    office: Office, django_capture_on_commit_callbacks
) -> None:
    stored = keep_file(b"noi dung", name="a.csv", media_type="text/csv", unit_id=None)
    path, sha256 = Path(stored.file.path), stored.sha256

    with django_capture_on_commit_callbacks(execute=True):
        remove_file(stored)
        # A transaction that is rolled back after this loses nothing.
        assert path.exists()

    assert not path.exists()
    kept = StoredFile.objects.get(pk=stored.pk)
    assert (kept.original_name, kept.sha256) == ("a.csv", sha256)
    with pytest.raises(Refused, match="đã được xóa"):
        read_file(kept)


def test_a_person_sends_so_many_files_a_day(
    office: Office, settings, monkeypatch
) -> None:
    settings.VINHDANH_FILES_A_DAY = 2

    def send(actor: object = office.lan) -> StoredFile:
        return keep_file(
            b"noi dung",
            name="a.csv",
            media_type="text/csv",
            unit_id=None,
            actor=actor,
        )

    send(), send()
    with pytest.raises(Refused, match="Hôm nay bạn đã gửi 2 tệp"):
        send()
    assert [send(office.minh), send(None)]
    tomorrow = clock.now() + timedelta(days=1)
    monkeypatch.setattr(clock, "now", lambda: tomorrow)
    assert send()


def test_a_unit_s_files_take_so_much_room(office: Office, settings) -> None:
    settings.VINHDANH_UNIT_GIGABYTES = 1

    def send(size: int) -> StoredFile:
        unit = office.unit.pk
        data = bytes(size)
        return keep_file(
            data, name="a.csv", media_type="text/csv", unit_id=unit, actor=office.lan
        )

    first = send(1)
    StoredFile.objects.filter(pk=first.pk).update(size_bytes=10**9 - 1)
    send(1)
    with pytest.raises(Refused, match="Tệp của đơn vị đã đầy 1 GB"):
        send(1)
    # What was removed takes no room.
    remove_file(StoredFile.objects.get(pk=first.pk))
    assert send(1)
