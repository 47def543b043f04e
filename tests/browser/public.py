"""What becomes of a certificate outside the office: read, checked, revoked."""

import re

from playwright.sync_api import expect

from tests.browser.walker import Walker
from tests.browser.year import FIGHTER, PEOPLE
from tests.documents.reading import codes, page_texts

TITLE = "Chiến sĩ thi đua cơ sở"


def code_on_paper(volume: bytes) -> str:
    """Read what a phone would: the QR of the fighter's certificate."""
    texts, read = page_texts(volume), codes(volume)
    assert len(texts) == 9
    for code in read:
        assert re.fullmatch(r"https?://[^/]+/x/[0-9A-Za-z-]+#[!-~]+", code or "")
    hers: str
    (hers,) = [
        code
        for words, code in zip(texts, read, strict=True)
        if FIGHTER in words and TITLE.upper() in words.upper()
    ]
    return hers


def changed(code: str) -> str:
    """The same text with one sign of the signed part replaced."""
    address, _hash, payload = code.partition("#")
    middle = len(payload) // 2
    other = "A" if payload[middle] != "A" else "B"
    return f"{address}#{payload[:middle]}{other}{payload[middle + 1 :]}"


def read_the_awardees(visitor: Walker) -> None:
    visitor.open("/")
    visitor.reads("Công khai khen thưởng")
    visitor.follow(re.compile(r"^Về việc tặng danh hiệu.*năm 2017"))
    visitor.reads(*PEOPLE, "Phòng Tổng hợp")


def check_with_script(visitor: Walker, code: str) -> None:
    page = visitor.page
    visitor.open(code)
    expect(page.locator("#seal")).to_have_attribute("data-seal", "true")
    expect(page.locator("[data-verdict]")).to_have_attribute("data-verdict", "valid")
    visitor.reads(FIGHTER, TITLE, "năm 2017")
    visitor.open(changed(code))
    expect(page.locator("#seal")).to_have_attribute("data-seal", "false")
    expect(page.locator("[data-verdict]")).to_have_attribute("data-verdict", "invalid")


def check_without_script(visitor: Walker, code: str) -> None:
    visitor.open(code)
    visitor.reads("Hợp lệ: khen thưởng có trong sổ và còn hiệu lực", FIGHTER)
    for text, answer in (
        (code, "Hợp lệ: chữ ký đúng, khen thưởng còn hiệu lực"),
        (changed(code), "Không hợp lệ: chữ ký trong mã QR sai"),
    ):
        if not visitor.page.locator("#text").is_visible():
            visitor.page.get_by_text("Kiểm chữ ký bằng cách dán").click()
        visitor.write("Dán toàn bộ nội dung mã QR", text)
        visitor.press("Kiểm chữ ký")
        visitor.reads(answer)


def revoke(head: Walker) -> None:
    head.menu("Sổ khen thưởng, tổng kết", "Sổ khen thưởng")
    head.write("Tên, số quyết định", FIGHTER)
    head.write("Năm thành tích", "2017")
    head.press("Lọc")
    head.click(head.row(FIGHTER, TITLE).get_by_role("link"))
    head.page.get_by_text("Hủy bỏ, thu hồi khen thưởng này").click()
    head.write("Lý do hủy bỏ, thu hồi", "Sáng kiến bị rút công nhận (dữ liệu mẫu).")
    head.press("Ghi việc hủy bỏ")
    head.reads("đã hủy bỏ, thu hồi")


def see_it_revoked(visitor: Walker, code: str) -> None:
    visitor.open(code)
    visitor.reads("Khen thưởng này đã bị hủy bỏ, thu hồi", "Giấy không còn giá trị")


def read_the_summation(officer: Walker) -> None:
    """n of N, and behind the figure its rows."""
    officer.menu("Sổ khen thưởng, tổng kết", "Tổng kết năm")
    officer.reads("Tổng kết năm 2017")
    figure = officer.page.locator("a.vd-stat", has_text=TITLE)
    expect(figure.locator(".vd-stat-value")).to_have_text(re.compile(r"01/\d\d"))
    officer.click(figure)
    officer.reads(FIGHTER, "QĐ-VP")
    assert officer.page.locator("main tbody tr").count() == 1
