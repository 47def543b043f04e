"""Two officers write one thing: the later save tells of the earlier, and loses none."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from typing import Any, NamedTuple

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from tests.pages.test_covenants import PLEDGES
from tests.pages.test_movements import FORM
from tests.worlds import Office
from vinhdanh.accounts.models import User
from vinhdanh.covenants import actions as covenants
from vinhdanh.indicators import actions as indicators
from vinhdanh.movements import actions
from vinhdanh.movements.enums import GatheringKind, ReviewKind


@pytest.fixture
def _fixed_day() -> Iterator[None]:
    with time_machine.travel("2026-02-10 09:00 +07:00", tick=False):
        yield


class _Forms(HTMLParser):
    """What a browser would send of each form of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, list[str]]] = []
        self._open: tuple[str, list[str]] | None = None

    def _add(self, name: str | None, value: str) -> None:
        if name and self.forms:
            self.forms[-1].setdefault(name, []).append(value)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        kind = told.get("type") or "text"
        name, value = told.get("name"), told.get("value")
        if tag == "form":
            self.forms.append({})
        elif tag == "input" and kind in {"checkbox", "radio"}:
            if "checked" in told:
                self._add(name, value or "on")
        elif tag == "input" and kind not in {"file", "submit"}:
            self._add(name, value or "")
        elif tag == "select":
            self._open = (name or "", [])
        elif tag == "option" and self._open and "selected" in told:
            self._add(self._open[0], value or "")
        elif tag == "textarea":
            self._open = (name or "", [])

    def handle_data(self, data: str) -> None:
        if self._open:
            self._open[1].append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._open:
            name, words = self._open
            self._add(name, "".join(words).removeprefix("\n"))
        if tag in {"textarea", "select"}:
            self._open = None


def _sent_by(page: str, field: str) -> dict[str, list[str]]:
    """The form of a page that has a field, as the browser would send it."""
    parser = _Forms()
    parser.feed(page)
    (found,) = (form for form in parser.forms if field in form and "seen" in form)
    del found["csrfmiddlewaretoken"]
    return found


class Scene(NamedTuple):
    """A page that somebody has open, what another writes, and what stands then."""

    user: User
    address: str
    field: str
    typed: str
    other: Callable[[], Any]
    theirs: str
    kept: Callable[[], str]


def _movement(office: Office) -> Scene:
    draft = actions.prepare_movement(office.lan, office.unit, FORM)
    form = replace(FORM, slogan="Chủ đề của người khác")

    def kept() -> str:
        draft.refresh_from_db()
        return draft.slogan

    return Scene(
        office.lan,
        reverse("movement-edit", args=[draft.public_id]),
        "slogan",
        "Chủ đề của tôi",
        lambda: actions.mend_movement(office.lan, draft, form),
        "chủ đề, khẩu hiệu: Chủ đề của người khác",
        kept,
    )


def _review(office: Office) -> Scene:
    draft = actions.prepare_movement(office.lan, office.unit, FORM)
    movement = actions.launch_movement(office.minh, draft, on=date(2026, 1, 12))
    form = actions.ReviewForm(ReviewKind.HALF_YEAR, date(2026, 6, 30), "Kết quả")
    review = actions.prepare_review(office.lan, movement, form)
    theirs = replace(form, results="Kết quả của người khác")

    def kept() -> str:
        review.refresh_from_db()
        return review.results

    return Scene(
        office.lan,
        reverse("review-edit", args=[review.public_id]),
        "results",
        "Kết quả của tôi",
        lambda: actions.mend_review(office.lan, review, theirs),
        "kết quả đạt được: Kết quả của người khác",
        kept,
    )


def _gathering(office: Office) -> Scene:
    draft = actions.prepare_movement(office.lan, office.unit, FORM)
    form = actions.GatheringForm(
        GatheringKind.LAUNCH, "Lễ phát động", date(2026, 1, 12), "Hội trường"
    )
    gathering = actions.record_gathering(office.lan, draft, form)
    theirs = replace(form, attendees=(actions.AttendeeLine("Bà Khách", "Giám đốc"),))

    def kept() -> str:
        gathering.refresh_from_db()
        return gathering.place

    return Scene(
        office.lan,
        reverse("gathering-edit", args=[gathering.public_id]),
        "place",
        "Nhà văn hóa",
        lambda: actions.mend_gathering(office.lan, gathering, theirs),
        "đại biểu: Bà Khách, Giám đốc",
        kept,
    )


def _covenant(office: Office) -> Scene:
    draft = actions.prepare_movement(office.lan, office.unit, FORM)
    parties = [office.first, office.second]
    words: dict[str, Any] = {"name": "Giao ước", "pledges": PLEDGES}
    covenant = covenants.draft_covenant(
        office.lan, draft, parties, **words, text="Nội dung."
    )

    def kept() -> str:
        covenant.refresh_from_db()
        return covenant.text

    return Scene(
        office.lan,
        reverse("covenant-edit", args=[covenant.public_id]),
        "text",
        "Nội dung của tôi.",
        lambda: covenants.mend_covenant(
            office.lan, covenant, parties, **words, text="Nội dung của người khác."
        ),
        "nội dung: Nội dung của người khác.",
        kept,
    )


def _figure(office: Office) -> Scene:
    indicator = indicators.define_indicator(
        office.lan, office.unit, code="van_ban", name="Văn bản", measure="văn bản"
    )
    value = indicators.record_value(office.lan, indicator, 2026, "10")

    def kept() -> str:
        value.refresh_from_db()
        return value.shown

    return Scene(
        office.lan,
        f"{reverse('indicator', args=[indicator.public_id])}?nam=2026",
        "figure",
        "30",
        lambda: indicators.record_value(office.lan, indicator, 2026, "20"),
        "số liệu: 20",
        kept,
    )


def _locked_figure(office: Office) -> Scene:
    indicator = indicators.define_indicator(
        office.lan, office.unit, code="van_ban", name="Văn bản", measure="văn bản"
    )
    value = indicators.record_value(office.lan, indicator, 2026, "10")
    indicators.lock_values(office.lan, [value])

    def kept() -> str:
        value.refresh_from_db()
        return value.shown

    return Scene(
        office.lan,
        reverse("indicator-value", args=[value.public_id]),
        "figure",
        "30",
        lambda: indicators.correct_value(office.lan, value, "20", reason="đếm lại"),
        "số liệu: 20",
        kept,
    )


@pytest.mark.usefixtures("_fixed_day")
def test_a_figure_changed_meanwhile_is_read_before_it_is_locked(
    office: Office, client: Client
) -> None:
    indicator = indicators.define_indicator(
        office.lan, office.unit, code="van_ban", name="Văn bản", measure="văn bản"
    )
    value = indicators.record_value(office.lan, indicator, 2026, "10")
    address = reverse("indicator-value", args=[value.public_id])
    client.force_login(office.lan)
    shown = client.get(address).context["seen"].mark
    indicators.record_value(office.lan, indicator, 2026, "20")

    answer = client.post(address, {"deed": "lock", "seen": shown})
    value.refresh_from_db()
    assert (answer.status_code, value.state) == (422, "reported")
    assert "số liệu: 20" in answer.content.decode()

    client.post(address, {"deed": "lock", "seen": answer.context["seen"].mark})
    value.refresh_from_db()
    assert (value.state, value.shown) == ("locked", "20")


SCENES = (_movement, _review, _gathering, _covenant, _figure, _locked_figure)


def is_told_once_and_then_taken(scene: Scene, client: Client) -> None:
    client.force_login(scene.user)
    page = client.get(scene.address).content.decode()
    typed = _sent_by(page, scene.field) | {scene.field: [scene.typed]}
    typed |= {"reason": ["đối chiếu sổ"]} if "reason" in typed else {}
    scene.other()
    before = scene.kept()

    answer = client.post(scene.address, typed)
    told = answer.content.decode()
    assert answer.status_code == 422, answer.status_code
    again = _sent_by(told, scene.field)
    assert ", sau khi trang này được mở." in told
    assert scene.theirs in told
    assert scene.kept() == before
    assert again == typed | {"seen": again["seen"]}
    assert client.post(scene.address, again).status_code == 302
    assert scene.kept() == scene.typed


@pytest.mark.usefixtures("_fixed_day")
@pytest.mark.parametrize("make", SCENES, ids=lambda make: make.__name__.strip("_"))
def test_what_another_wrote_meanwhile_is_told_before_it_is_replaced(
    make: Callable[[Office], Scene], office: Office, client: Client
) -> None:
    is_told_once_and_then_taken(make(office), client)


@pytest.mark.usefixtures("_fixed_day")
@pytest.mark.parametrize("make", SCENES, ids=lambda make: make.__name__.strip("_"))
def test_who_writes_alone_is_not_held_up(
    make: Callable[[Office], Scene], office: Office, client: Client
) -> None:
    scene = make(office)
    client.force_login(scene.user)
    page = client.get(scene.address).content.decode()
    typed = _sent_by(page, scene.field) | {scene.field: [scene.typed]}
    typed |= {"reason": ["đối chiếu sổ"]} if "reason" in typed else {}

    assert client.post(scene.address, typed).status_code == 302
    assert scene.kept() == scene.typed
