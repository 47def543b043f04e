from django.apps import AppConfig
from django.db.models.signals import post_migrate


class RegistryConfig(AppConfig):
    name = "vinhdanh.registry"

    def ready(self) -> None:
        from vinhdanh.registry import reorganised  # noqa: F401, PLC0415
        from vinhdanh.registry.name_tails import install  # noqa: PLC0415

        post_migrate.connect(
            install, sender=self, dispatch_uid="vinhdanh.registry.name_tails"
        )
