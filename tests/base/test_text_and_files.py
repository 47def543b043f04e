import unicodedata

import pytest

from tests.worlds import Office
from vinhdanh.base.files import keep_file, read_file
from vinhdanh.base.models import StoredFile
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
