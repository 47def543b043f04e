"""The pages of norms that a legal officer signs."""

from vinhdanh.assess.norm_cases import norm_case_files, run_norm_cases
from vinhdanh.assess.norm_pages import norm_pages
from vinhdanh.law.page import page_hash
from vinhdanh.statutes.load import corpus
from vinhdanh.statutes.load_norms import norms

PAGES = {page.name: page for page in norm_pages()}


def test_there_is_a_page_for_each_subject_with_its_hash():
    assert list(PAGES) == [
        "han-muc",
        "ho-so-thoi-han",
        "hoi-dong",
        "tham-quyen",
        "tien-thuong",
        "quy-tac-chung",
    ]
    assert all(page.hash == page_hash(page.body) for page in PAGES.values())


def test_a_line_tells_place_rule_days_and_how_sure():
    assert (
        "| khoản 3 Điều 9 Nghị định 91/2017/NĐ-CP | “Chiến sĩ thi đua cơ sở”: không "
        "quá 15% số đạt “Lao động tiên tiến” | 01/10/2017 | 31/12/2023 | đã đọc văn "
        "bản hoặc bản dẫn lại |"
    ) in PAGES["han-muc"].body.splitlines()
    assert (
        "| khoản 2 Điều 53 Nghị định 98/2023/NĐ-CP | làm tròn lên đến chục nghìn đồng "
        "| 01/01/2024 | 30/06/2025 | đã đọc văn bản hoặc bản dẫn lại |"
    ) in PAGES["tien-thuong"].body.splitlines()


def test_every_norm_stands_on_some_page():
    lines = [
        line
        for page in PAGES.values()
        for line in page.body.splitlines()
        if line.startswith("| ") and line.count("|") == 6
    ]
    headings = sum(page.body.count("| Căn cứ |") for page in PAGES.values())
    rules = len(norms().every()) + len(corpus().caps) + len(corpus().ballots)

    assert len(lines) == rules + 2 * headings


def test_every_case_stands_on_its_page():
    page_of = {"thoi-han": "ho-so-thoi-han"}
    for path in norm_case_files():
        body = PAGES[page_of.get(path.stem, path.stem)].body
        told = [outcome.situation in body for outcome in run_norm_cases(path)]
        assert all(told)


def test_every_told_rule_is_named_by_its_id():
    told = "".join(page.body for page in PAGES.values())

    assert [s.id for s in norms().statements if f"(`{s.id}`)" not in told] == []
