from django.apps import AppConfig


class CouncilsConfig(AppConfig):
    name = "vinhdanh.councils"

    def ready(self) -> None:
        # Tells of councils when units are reorganised.
        from vinhdanh.councils import following  # noqa: F401, PLC0415
