from django.apps import AppConfig


class NominationsConfig(AppConfig):
    name = "vinhdanh.nominations"

    def ready(self) -> None:
        # Follows reorganised units, and tells its stage of what was registered.
        from vinhdanh.nominations import achieving, following  # noqa: F401, PLC0415
