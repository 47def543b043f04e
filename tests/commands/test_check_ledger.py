import io

import pytest
from django.core.management import CommandError, call_command

from tests.worlds import small_office
from vinhdanh.base import append_only
from vinhdanh.base.models import AuditEvent


@pytest.mark.django_db
def test_sound_chains_are_counted(office):
    out = io.StringIO()

    call_command("check_ledger", stdout=out)

    assert out.getvalue().splitlines() == [
        "Sổ cái khen thưởng: nguyên vẹn, 0 mục.",
        f"Nhật ký: nguyên vẹn, {AuditEvent.objects.count()} mục.",
    ]


@pytest.mark.django_db(transaction=True)
def test_a_changed_row_is_named_and_the_command_fails():
    small_office()
    with append_only.lifted():
        AuditEvent.objects.filter(seq=2).update(actor_name="Người khác")
    err = io.StringIO()

    with pytest.raises(CommandError) as error:
        call_command("check_ledger", stdout=io.StringIO(), stderr=err)

    assert err.getvalue() == "Nhật ký: mục 2 nội dung đã bị sửa.\n"
    assert str(error.value).startswith("Có chuỗi không toàn vẹn.")
