"""`vinhdanh check_ledger`: recompute the two hash chains."""

from typing import Any

from django.core.management import BaseCommand, CommandError

from vinhdanh.base import audit
from vinhdanh.base.chain import Broken
from vinhdanh.base.models import AuditEvent
from vinhdanh.ledger import queries
from vinhdanh.ledger.models import LedgerEntry

WHY = {
    "missing or out of order": "thiếu hoặc sai thứ tự",
    "does not follow the entry before it": "không nối tiếp mục đứng trước",
    "content changed": "nội dung đã bị sửa",
    "entries missing at the end": "bị cắt mất phần cuối",
    "payload differs from its commitment": "nội dung khác với cam kết đã ghi",
    "award differs from its entry": "bản ghi khen thưởng khác với mục sổ",
}


class Command(BaseCommand):
    help = "Tính lại chuỗi sổ cái khen thưởng và chuỗi nhật ký; lỗi thì thoát với mã 1."

    def handle(self, *_args: Any, **_options: Any) -> None:
        found = [
            ("Sổ cái khen thưởng", queries.check_chain(), LedgerEntry.objects.count()),
            ("Nhật ký", audit.check(), AuditEvent.objects.count()),
        ]
        problems = [self._say(*line) for line in found]
        if any(problems):
            raise CommandError(
                "Có chuỗi không toàn vẹn. Giữ nguyên cơ sở dữ liệu, lập biên bản, "
                "đối chiếu với bản sao lưu gần nhất."
            )

    def _say(self, name: str, broken: Broken | None, count: int) -> bool:
        if broken is None:
            self.stdout.write(f"{name}: nguyên vẹn, {count} mục.")
            return False
        why = WHY.get(broken.why, broken.why)
        self.stderr.write(f"{name}: mục {broken.seq} {why}.")
        return True
