from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "vinhdanh.ledger"
