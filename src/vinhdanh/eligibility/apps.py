from django.apps import AppConfig


class EligibilityConfig(AppConfig):
    name = "vinhdanh.eligibility"

    def ready(self) -> None:
        # Tells of titles and own rules when units are reorganised.
        from vinhdanh.eligibility import following  # noqa: F401, PLC0415
