from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "vinhdanh.accounts"

    def ready(self) -> None:
        from vinhdanh.accounts.reach import RoleDoor  # noqa: PLC0415
        from vinhdanh.base import rights  # noqa: PLC0415

        rights.keep(RoleDoor())
