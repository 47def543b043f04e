from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "vinhdanh.accounts"

    def ready(self) -> None:
        # Roles follow their units through a reorganisation.
        from vinhdanh.accounts import following  # noqa: F401, PLC0415
        from vinhdanh.accounts.reach import RoleDoor  # noqa: PLC0415
        from vinhdanh.base import rights  # noqa: PLC0415

        rights.keep(RoleDoor())
