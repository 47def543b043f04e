from django.apps import AppConfig


class NominationsConfig(AppConfig):
    name = "vinhdanh.nominations"

    def ready(self) -> None:
        # Tells of rounds when units are reorganised.
        from vinhdanh.nominations import following  # noqa: F401, PLC0415
