from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "vinhdanh.pages"

    def ready(self) -> None:
        # What upper rooms know of the year's steps; their addresses are pages'.
        from vinhdanh.pages.blocks import year_source  # noqa: F401, PLC0415
        from vinhdanh.pages.movements import year_sources  # noqa: F401, PLC0415
