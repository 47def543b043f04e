from django.apps import AppConfig


class AwardingConfig(AppConfig):
    name = "vinhdanh.awarding"
