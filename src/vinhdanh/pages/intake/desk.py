"""What imports tell the desk."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from vinhdanh.intake import queries
from vinhdanh.pages.desk.waiting import Waiting


def waiting(user: Any, _year: int) -> list[Waiting]:
    waits = list(queries.waiting_for(user)[:2])
    if not waits:
        return []
    count = len(waits) if len(waits) == 1 else queries.waiting_for(user).count()
    address = (
        reverse("import", args=[waits[0].public_id])
        if count == 1
        else reverse("import-list")
    )
    return [
        Waiting(
            label=_("Xem và xác nhận %(n)d danh sách đã gửi") % {"n": count},
            count=count,
            url=address,
            why=_("Danh sách đã đọc nhưng chưa nhập: %(file)s")
            % {"file": waits[0].file.original_name},
            action=_("Xem trước"),
        )
    ]
