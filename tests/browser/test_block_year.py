"""A block's whole year by clicks: its host, its lead and a member."""

import pytest

from tests.browser import block_year as year
from tests.browser.walker import PHONE
from tests.documents.reading import page_texts

pytestmark = pytest.mark.timeout(900)


def test_a_block_from_its_founding_to_the_hand_over(walk, site) -> None:
    host = walk("sonoivu")
    host.year(2018)
    year.found_the_block(host)
    year.seat_the_lead(host, year.COMMITTEE)
    year.allow_one_flag(host)

    lead = walk("vpubnd")
    lead.year(2018)
    year.launch_the_movement(lead)
    year.draft_the_covenant(lead)
    member = walk("chanhvp")
    member.year(2018)
    year.reads_no_button_of_the_lead(member)
    passwords = site.passwords
    year.sign(lead, year.COMMITTEE, passwords["vpubnd"])
    year.sign(host, year.HOME, passwords["sonoivu"])
    year.sign(member, year.COUNCIL, passwords["chanhvp"])
    year.register(member)

    year.open_the_scoring(lead)
    year.score(member, "Tự chấm", (year.COUNCIL,))
    year.score(lead, "Đơn vị tổ chức", year.MEMBERS)
    year.score(host, "Thường trực", year.MEMBERS)
    year.freeze_the_points(lead)

    year.open_the_vote(lead)
    year.vote_for_home_affairs(host)
    year.vote_for_home_affairs(member)
    year.close_and_propose(lead)
    results = " ".join(page_texts(lead.download("PDF")))
    assert "KẾT QUẢ THI ĐUA" in results
    assert year.BLOCK in results

    year.hold_the_review(lead)
    year.begin_2019(lead)
    lead.year(2018)
    year.write_the_hand_over(lead, passwords["vpubnd"])
    year.receive(member, passwords["chanhvp"])

    phone = walk("canbo", viewport=PHONE)
    phone.open("/khoi/?nam=2018")
    phone.reads(year.BLOCK)
