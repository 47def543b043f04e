"""One place that renders an office's refusal, and two doors every request passes."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme

from vinhdanh.accounts.models import User
from vinhdanh.base.refusal import Refused
from vinhdanh.base.rights import Forbidden
from vinhdanh.documents.refusal import PaperRefused
from vinhdanh.pages.shell.year import YearMiddleware

__all__ = [
    "FirstRunMiddleware",
    "LanguageMiddleware",
    "PasswordChangeMiddleware",
    "RefusalMiddleware",
    "YearMiddleware",
]

GetResponse = Callable[[HttpRequest], HttpResponseBase]


class LanguageMiddleware:
    """Speak Vietnamese unless the visitor has chosen English at the top of a page.

    The browser's own wish is not asked: office computers are often set to English
    by those who sold them.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        known = dict(settings.LANGUAGES)
        language = chosen if chosen in known else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ("Cookie",))
        return response


class RefusalMiddleware:
    """Turn a refusal into a page: 409, or 403 where the deed is somebody else's.

    An htmx request gets the same sentence as a fragment.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponse | None:
        if isinstance(exception, PaperRefused):
            exception = Refused(f"paper.{exception.code}", str(exception))
        if not isinstance(exception, Refused):
            return None
        is_forbidden = isinstance(exception, Forbidden)
        is_fragment = bool(getattr(request, "htmx", False))
        template = "shell/parts/refusal.html" if is_fragment else "shell/refused.html"
        context = {
            "refusal": exception,
            "is_forbidden": is_forbidden,
            "back": way_back(request),
        }
        return render(request, template, context, status=403 if is_forbidden else 409)


def way_back(request: HttpRequest) -> str:
    """Return the page the user came from, when it is one of this site."""
    came_from = request.META.get("HTTP_REFERER", "")
    if came_from and url_has_allowed_host_and_scheme(
        came_from, {request.get_host()}, require_https=request.is_secure()
    ):
        return str(came_from)
    return "/"


class FirstRunMiddleware:
    """Lead every page to the first-run page while nobody has an account."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path.startswith("/static/") or request.user.is_authenticated:
            return self.get_response(request)
        try:
            start, language = reverse("first-run"), reverse("set_language")
        except NoReverseMatch:
            return self.get_response(request)
        if request.path not in {start, language} and not User.objects.exists():
            return redirect(start)
        return self.get_response(request)


class PasswordChangeMiddleware:
    """Let a user with a given password do nothing before choosing her own."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        user = request.user
        if user.is_authenticated and user.must_change_password:
            change = reverse("account_change_password")
            allowed = {change, reverse("account_logout"), reverse("set_language")}
            if request.path not in allowed and not request.path.startswith("/static/"):
                return redirect(change)
        return self.get_response(request)
