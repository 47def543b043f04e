from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "vinhdanh.decisions"

    def ready(self) -> None:
        # Tells of drafts when units are reorganised.
        from vinhdanh.decisions import following  # noqa: F401, PLC0415
