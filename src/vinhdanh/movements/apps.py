from django.apps import AppConfig


class MovementsConfig(AppConfig):
    name = "vinhdanh.movements"

    def ready(self) -> None:
        # Registers registrations as a source of facts.
        from vinhdanh.movements import facts  # noqa: F401, PLC0415
