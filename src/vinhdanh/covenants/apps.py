from django.apps import AppConfig


class CovenantsConfig(AppConfig):
    name = "vinhdanh.covenants"

    def ready(self) -> None:
        # Covenants follow reorganised units.
        from vinhdanh.covenants import following  # noqa: F401, PLC0415
