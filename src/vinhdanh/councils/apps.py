from django.apps import AppConfig


class CouncilsConfig(AppConfig):
    name = "vinhdanh.councils"

    def ready(self) -> None:
        # Follows reorganised units, and tells its stage of what was registered.
        from vinhdanh.councils import achieving, following  # noqa: F401, PLC0415
