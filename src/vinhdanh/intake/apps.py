from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "vinhdanh.intake"

    def ready(self) -> None:
        # Tells of waiting lists when units are reorganised.
        from vinhdanh.intake import following  # noqa: F401, PLC0415
