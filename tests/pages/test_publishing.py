"""Summation and publications: what is asked for and is not there."""

import pytest
from django.test import Client

from tests.worlds import Office


@pytest.mark.parametrize("asked", ["", "abc", "12"])
def test_paper_that_does_not_exist_is_not_published(
    office: Office, client: Client, asked: str
) -> None:
    client.force_login(office.lan)

    answer = client.post("/quan-ly-cong-khai/dang/", {"paper": asked})

    assert answer.status_code == 404


def test_summation_of_a_unit_that_does_not_exist_is_not_found(
    office: Office, client: Client
) -> None:
    client.force_login(office.lan)

    assert client.get("/tong-ket/?don-vi=abc").status_code == 404
    assert client.get("/tong-ket/").status_code == 200
