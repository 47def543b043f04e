"""`vinhdanh start`: an empty installation with its own office and administrator."""

import getpass
import sys
from argparse import ArgumentParser
from collections.abc import Iterable
from typing import Any

from django.core.management import BaseCommand, CommandError

from vinhdanh.accounts import actions, founding
from vinhdanh.accounts.founding import FoundingForm
from vinhdanh.base.refusal import Refused
from vinhdanh.commands import serving
from vinhdanh.registry.enums import UnitKind, UnitLevel

REQUIRED = {
    "unit_name": "Tên cơ quan (như trên con dấu)",
    "full_name": "Họ và tên người quản trị",
    "username": "Tên đăng nhập",
}
OPTIONAL = {
    "place": "Địa danh ghi trên văn bản (ví dụ: Tân An)",
    "document_sign": "Ký hiệu văn bản (ví dụ: VP)",
    "email": "Thư điện tử (có thể để trống)",
}


class Command(BaseCommand):
    help = "Lập cơ quan của mình và người quản trị đầu tiên; không có dữ liệu mẫu."

    def add_arguments(self, parser: ArgumentParser) -> None:
        for name, label in {**REQUIRED, **OPTIONAL}.items():
            parser.add_argument(f"--{name.replace('_', '-')}", help=label)
        parser.add_argument(
            "--unit-kind", choices=UnitKind.values, help=_labels(UnitKind)
        )
        parser.add_argument(
            "--unit-level", choices=UnitLevel.values, help=_labels(UnitLevel)
        )
        parser.add_argument(
            "--password-stdin",
            action="store_true",
            help="đọc mật khẩu từ đầu vào; nếu không, chương trình tự đặt và in ra",
        )
        parser.add_argument(
            "--not-officer",
            action="store_true",
            help="người quản trị không kiêm cán bộ phụ trách thi đua, khen thưởng",
        )
        parser.add_argument(
            "--unit-head",
            action="store_true",
            help="người quản trị cũng là thủ trưởng, ký quyết định",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        serving.prepare_database()
        if founding.is_founded():
            raise CommandError(
                "Cơ quan đã được lập trong bản cài đặt này. Chạy `vinhdanh run` rồi "
                "đăng nhập; muốn lập cơ quan khác, đặt VINHDANH_VAR sang thư mục mới."
            )
        # At a keyboard, what the options leave out is asked for.
        asks = sys.stdin.isatty() and not options["password_stdin"]
        words = self._words(options, asks=asks)
        password, is_made = self._password(options, asks=asks)
        form = FoundingForm(
            unit_name=words["unit_name"],
            full_name=words["full_name"],
            username=words["username"],
            place=words["place"],
            document_sign=words["document_sign"],
            email=words["email"],
            unit_kind=options["unit_kind"] or UnitKind.OFFICE.value,
            unit_level=options["unit_level"] or UnitLevel.UNIT.value,
            password=password,
            is_officer=not options["not_officer"],
            is_unit_head=options["unit_head"],
        )
        try:
            user = founding.found_installation(form)
        except Refused as refusal:
            raise CommandError(refusal.message) from refusal
        self.stdout.write(f"Đã lập “{form.unit_name}”; người quản trị: {user}.")
        if is_made:
            self.stdout.write(
                f"Mật khẩu, chỉ in một lần này: {password}\n"
                "Hãy đổi mật khẩu sau lần đăng nhập đầu."
            )
        self.stdout.write("Chạy `vinhdanh run` để mở chương trình.")

    def _words(self, options: dict[str, Any], *, asks: bool) -> dict[str, str]:
        words: dict[str, str] = {}
        for name, label in {**REQUIRED, **OPTIONAL}.items():
            given = options[name]
            if given is None and asks:
                given = _ask(label, is_required=name in REQUIRED)
            words[name] = (given or "").strip()
        missing = [name for name in REQUIRED if not words[name]]
        if missing:
            flags = ", ".join(f"--{name.replace('_', '-')}" for name in missing)
            raise CommandError(
                f"Còn thiếu {flags}. Ví dụ: vinhdanh start --unit-name "
                '"Văn phòng HĐND tỉnh" --full-name "Nguyễn Thị A" --username nguyenthia'
            )
        return words

    def _password(self, options: dict[str, Any], *, asks: bool) -> tuple[str, bool]:
        """Return the password, and whether the program made it."""
        if options["password_stdin"]:
            return sys.stdin.readline().rstrip("\r\n"), False
        typed = ""
        if asks:
            typed = getpass.getpass("Mật khẩu (để trống: chương trình tự đặt): ")
            if typed and getpass.getpass("Nhập lại mật khẩu: ") != typed:
                raise CommandError("Hai lần nhập mật khẩu khác nhau; hãy chạy lại.")
        return (typed, False) if typed else (actions.random_password(), True)


def _ask(label: str, *, is_required: bool) -> str:
    while True:
        given = input(f"{label}: ").strip()
        if given or not is_required:
            return given


def _labels(choices: Iterable[Any]) -> str:
    return "; ".join(f"{choice.value}: {choice.label}" for choice in choices)
