"""Every named route, tried by whom it is not for."""

from collections.abc import Iterator
from uuid import uuid4

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.converters import IntConverter, StringConverter, UUIDConverter

from tests import worlds
from tests.worlds import Office
from vinhdanh.accounts.enums import Role

# What anybody may open: sign-in, the first run, the language, the public pages.
OPEN = {
    "account_change_password",
    "account_inactive",
    "account_login",
    "account_logout",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_signup",
    "desk",
    "first-run",
    "portal",
    "public-keys",
    "publication",
    "publication-sheet",
    "set_language",
    "verify",
    "verify-text",
}


def routes() -> Iterator[URLPattern]:
    todo: list[URLPattern | URLResolver] = list(get_resolver().url_patterns)
    while todo:
        each = todo.pop()
        if isinstance(each, URLResolver):
            todo += each.url_patterns
        else:
            yield each


def address(route: URLPattern) -> str:
    values = {
        UUIDConverter: uuid4(),
        IntConverter: 2016,
        StringConverter: "x",
    }
    converters = route.pattern.converters
    given = {name: values.get(type(each), "x") for name, each in converters.items()}
    return reverse(route.name, kwargs=given)


def test_every_route_has_a_name_of_its_own() -> None:
    names = [route.name for route in routes()]

    assert None not in names
    assert sorted(names) == sorted(set(names))


def test_open_routes_exist() -> None:
    assert {route.name for route in routes()} >= OPEN


def test_stranger_is_asked_to_sign_in_everywhere_else(
    office: Office, client: Client
) -> None:
    guarded = {
        route.name: address(route) for route in routes() if route.name not in OPEN
    }

    let_in = [
        (name, answer.status_code)
        for name, path in sorted(guarded.items())
        for answer in (client.get(path), client.post(path))
        if not answer.headers.get("Location", "").startswith("/dang-nhap/?next=")
    ]

    assert let_in == []


def test_administrator_opens_no_list_of_business(
    office: Office, client: Client
) -> None:
    client.force_login(worlds.user_with("Quản Trị", "qt", office.unit, Role.ADMIN))
    lists = {"people", "people-sheet", "person-add"}

    answers = {name: client.get(reverse(name)).status_code for name in lists}

    assert answers == dict.fromkeys(lists, 404)
