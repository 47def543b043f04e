from django.test import Client

from tests.worlds import Office


def test_desk_has_frame_year_and_menu(office: Office, client: Client) -> None:
    client.force_login(office.lan)

    page = client.get("/?nam=2016").content.decode()

    assert "<h1>Bàn làm việc</h1>" in page
    assert "<strong>2016</strong>" in page
    assert "Dữ liệu nền" not in page or "Người và dữ kiện năm" in page


def test_stranger_to_the_desk_is_led_away(office: Office, client: Client) -> None:
    assert client.get("/").status_code == 302
