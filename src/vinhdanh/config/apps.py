from django.apps import AppConfig


class SettingsConfig(AppConfig):
    """Not a room: it brings the system checks of the whole program."""

    name = "vinhdanh.config"
    label = "vinhdanh_config"

    def ready(self) -> None:
        from vinhdanh.config import checks  # noqa: F401, PLC0415 - registers them
