from django.apps import AppConfig


class MovementsConfig(AppConfig):
    name = "vinhdanh.movements"

    def ready(self) -> None:
        # Registrations are a source of facts, and follow reorganised units.
        from vinhdanh.movements import facts, following  # noqa: F401, PLC0415
