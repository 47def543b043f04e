"""People enter, and lists to choose from offer, only what stands on the day."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests.intake.sheets import line, workbook
from tests.registry.test_reorganisation import EVE, again, merger
from tests.worlds import Office
from vinhdanh.base import clock
from vinhdanh.base.refusal import Refused
from vinhdanh.intake import actions as intake
from vinhdanh.registry import actions
from vinhdanh.registry.models import Post, Unit
from vinhdanh.registry.standing import refuse_ended, standing


def test_nobody_enters_a_unit_that_has_ended(office: Office) -> None:
    actions.reorganise(office.lan, merger(office))
    ended = Unit.objects.get(pk=office.first.pk)

    with pytest.raises(Refused, match="đã kết thúc hoạt động ngày 31/12/2019"):
        actions.add_person(
            again(office.lan), ended, actions.PersonForm(name="Mai Văn Tám")
        )
    assert not Post.objects.filter(person__subject__name="Mai Văn Tám").exists()


@pytest.mark.parametrize("days", [0, 1])
def test_the_last_day_of_a_unit_is_one_of_its_days(office: Office, days: int) -> None:
    unit = office.first
    unit.last_day = clock.today() - timedelta(days=days)
    if days:
        with pytest.raises(Refused, match="đã kết thúc hoạt động"):
            refuse_ended(unit)
    else:
        refuse_ended(unit)


def test_a_unit_to_come_takes_nobody_yet(office: Office) -> None:
    unit = office.first
    unit.first_day = clock.today() + timedelta(days=1)
    with pytest.raises(Refused, match="mới hoạt động"):
        refuse_ended(unit)
    refuse_ended(unit, unit.first_day)


def test_a_year_offers_the_units_of_its_own_tree(office: Office) -> None:
    actions.reorganise(office.lan, merger(office))
    units = Unit.objects.all()
    whole = units.get(subject__name="Phòng Tổng hợp - Hành chính")

    assert office.first in standing(units, year=EVE.year)
    assert whole not in standing(units, year=EVE.year)
    assert office.first not in standing(units, year=2020)
    assert whole in standing(units)


def test_pages_offer_no_ended_unit(office: Office, client: Client) -> None:
    actions.reorganise(office.lan, merger(office))
    client.force_login(office.lan)
    ended = f'<option value="{office.first.subject.public_id}">'

    for name in ("person-add", "body-add", "council-new"):
        page = client.get(reverse(name)).content.decode()
        assert ended not in page, name
    assert ended in client.get(reverse("people") + "?nam=2019").content.decode()
    assert ended not in client.get(reverse("people") + "?nam=2026").content.decode()


def test_a_list_of_an_old_year_leaves_no_post_open_in_an_ended_unit(
    office: Office,
) -> None:
    actions.reorganise(office.lan, merger(office))
    lan = again(office.lan)
    sheet = workbook([line("Mai Văn Tám")])
    intake.confirm(
        lan, intake.read_sheet(lan, office.unit, sheet, "2016.xlsx", year=2016)
    )
    post = Post.objects.get(person__subject__name="Mai Văn Tám")
    assert (post.unit, post.last_day) == (office.first, date(2019, 12, 31))
