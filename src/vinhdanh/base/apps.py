from django.apps import AppConfig
from django.db.models.signals import post_migrate


class BaseConfig(AppConfig):
    name = "vinhdanh.base"

    def ready(self) -> None:
        from vinhdanh.base.append_only import install_triggers  # noqa: PLC0415

        post_migrate.connect(install_triggers, dispatch_uid="vinhdanh.append_only")
