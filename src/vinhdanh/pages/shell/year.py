"""The year a user is working on, kept in the session."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from vinhdanh.base import clock
from vinhdanh.movements.models import Movement
from vinhdanh.nominations.models import Round

FIRST_YEAR, LAST_YEAR = 1945, 2100
KEY = "nam"


def asked_year(words: str | None) -> int | None:
    """Return the year typed or chosen, or None where it is no year."""
    if words is None or not (words.isascii() and words.isdigit() and len(words) == 4):  # noqa: PLR2004
        return None
    year = int(words)
    return year if FIRST_YEAR <= year <= LAST_YEAR else None


def chosen_year(request: HttpRequest) -> int:
    """Return the year asked for in the address, else the one kept, else this one."""
    asked = asked_year(request.GET.get(KEY))
    if asked is not None:
        # A visitor without a session gets none for looking at another year.
        has_session = request.session.session_key is not None
        if has_session and request.session.get(KEY) != asked:
            request.session[KEY] = asked
        return asked
    kept = request.session.get(KEY)
    return kept if isinstance(kept, int) else clock.today().year


def years_offered(year: int) -> list[int]:
    """Return the years of the switcher, latest first.

    Those in which something was launched or opened, this year and its neighbours,
    and the year being looked at.
    """
    now = clock.today().year
    busy = (
        Movement.objects.order_by()
        .values_list("year")
        .union(Round.objects.order_by().values_list("year"))
    )
    return sorted(
        {now - 1, now, now + 1, year} | {row[0] for row in busy}, reverse=True
    )


class YearMiddleware:
    """Give each request its `year`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.year = chosen_year(request)  # type: ignore[attr-defined]
        return self.get_response(request)
