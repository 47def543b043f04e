"""`vinhdanh run`: the whole program on this machine, with one command."""

import os
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command

from vinhdanh.accounts import founding
from vinhdanh.commands import demo_accounts, serving


class Command(BaseCommand):
    help = "Mở chương trình trên máy này: cơ sở dữ liệu, trang và tiến trình việc nền."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--port",
            type=int,
            default=int(os.environ.get("PORT") or 8000),
            help="cổng phục vụ (mặc định: biến môi trường PORT, hoặc 8000)",
        )
        parser.add_argument(
            "--host",
            default="127.0.0.1",
            help="địa chỉ phục vụ (mặc định 127.0.0.1: chỉ máy này)",
        )
        parser.add_argument(
            "--sample",
            action="store_true",
            help="nạp một lần năm mẫu và in tài khoản dùng thử",
        )
        parser.add_argument(
            "--no-worker",
            action="store_true",
            help="không mở tiến trình việc nền (chạy `vinhdanh worker` ở nơi khác)",
        )

    def handle(
        self, *, port: int, host: str, sample: bool, no_worker: bool, **_more: Any
    ) -> None:
        listening = serving.claim_port(host, port)
        address = f"http://{host if host != '0.0.0.0' else '127.0.0.1'}:{port}"  # noqa: S104
        _print_address_of(address)
        try:
            self._prepare(sample=sample)
            self._greet(address, sample=sample)
            if no_worker:
                serving.serve(listening)
            else:
                with serving.worker():
                    serving.serve(listening)
        except KeyboardInterrupt:
            pass
        finally:
            listening.close()
        self.stdout.write("\nĐã dừng.")

    def _prepare(self, *, sample: bool) -> None:
        if serving.prepare_database():
            self.stdout.write("Đã chuẩn bị cơ sở dữ liệu.")
        if serving.collect_static():
            self.stdout.write("Đã chuẩn bị tệp tĩnh của trang.")
        if not sample or serving.is_sample_loaded():
            return
        if founding.is_founded() and not demo_accounts.lines():
            raise CommandError(
                "Bản cài đặt này đã có cơ quan của mình nên không nạp dữ liệu mẫu. "
                "Hãy chạy không có --sample, hoặc đặt VINHDANH_VAR sang một thư mục "
                "khác để xem năm mẫu."
            )
        self.stdout.write("Đang nạp năm mẫu …")
        call_command("sample", stdout=self.stdout, stderr=self.stderr)
        serving.mark_sample_loaded()

    def _greet(self, address: str, *, sample: bool) -> None:
        self.stdout.write(f"\nVinh Danh đang phục vụ tại {address}/")
        if sample:
            self.stdout.write(f"Tài khoản dùng thử ({demo_accounts.path()}):")
            for line in demo_accounts.lines():
                self.stdout.write(f"  {line}")
        elif not founding.is_founded():
            self.stdout.write(
                "Chưa có cơ quan nào. Mở địa chỉ trên để lập cơ quan của mình; "
                f"trang sẽ hỏi mã khởi tạo: {founding.start_code()}\n"
                "(hoặc dừng lại và chạy `vinhdanh start`)"
            )
        self.stdout.write("Bấm Ctrl-C để dừng.\n")
        self.stdout.flush()


def _print_address_of(address: str) -> None:
    """Let papers carry the address really served, unless a setting names another."""
    if "VINHDANH_PUBLIC_URL" not in os.environ:
        os.environ["VINHDANH_PUBLIC_URL"] = address  # the worker reads it too
        settings.VINHDANH_PUBLIC_URL = address
