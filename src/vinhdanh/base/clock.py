"""The day and the hour, as the law counts them: in Viet Nam."""

from datetime import date, datetime

from django.utils import timezone


def now() -> datetime:
    """Return this instant, with its zone."""
    return timezone.now()


def today() -> date:
    """Return today's date in Viet Nam, whatever the server's own zone."""
    return timezone.localdate()
