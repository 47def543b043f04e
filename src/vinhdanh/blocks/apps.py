from django.apps import AppConfig


class BlocksConfig(AppConfig):
    name = "vinhdanh.blocks"

    def ready(self) -> None:
        # Blocks name their members when units are reorganised.
        from vinhdanh.blocks import following  # noqa: F401, PLC0415
