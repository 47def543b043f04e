"""`vinhdanh rebuild_search`: write anew what people are searched by."""

from typing import Any

from django.core.management import BaseCommand
from django.db import transaction

from vinhdanh.registry import name_tails


class Command(BaseCommand):
    help = (
        "Lập lại bảng tra họ tên, sau khi dữ liệu được chép vào không qua chương trình."
    )

    def handle(self, *_args: Any, **_options: Any) -> None:
        with transaction.atomic():
            people = name_tails.rebuild()
        self.stdout.write(f"Đã lập lại bảng tra họ tên của {people} người.")
