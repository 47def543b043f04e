from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.eligibility.test_facts import give, know
from tests.eligibility.test_verdicts import certificate_rule, check, rule
from tests.worlds import Office
from vinhdanh import assess
from vinhdanh.eligibility import actions, queries
from vinhdanh.eligibility.models import AdoptedRule
from vinhdanh.eligibility.what_if import what_if
from vinhdanh.ledger.enums import Way
from vinhdanh.pages.eligibility.words import rule_words
from vinhdanh.registry import actions as registry
from vinhdanh.sheets import reading


@pytest.fixture
def year_2018(office: Office) -> Office:
    """A year in which all are good, An and Bình with an initiative."""
    for person in (office.an, office.binh, office.chi):
        know(
            office,
            person,
            2018,
            rating="HTXS" if person is office.an else "HTT",
            absence_working_days=0,
            discipline="none",
            pending_inquiry=False,
            is_initiative_list_complete=True,
        )
    for person in (office.an, office.binh):
        registry.record_work(
            office.lan, person, name="Số hóa", year=2018, scope="grassroots"
        )
        give(office, person, "CSTDCS", 2018, Way.ISSUED)
    return office


def test_why_shows_reasons_article_and_receipt(office: Office, client: Client) -> None:
    know(office, office.an, 2016, rating="KHT")
    (verdict,) = check(office)
    client.force_login(office.hanh)

    page = client.get(reverse("verdict", args=[verdict.public_id])).content.decode()

    assert "Nguyễn Văn An: Lao động tiên tiến 2016" in page
    assert "Hoàn thành tốt nhiệm vụ" in page
    assert "Điều 24" in page
    assert "danh-sach.xlsx, dòng 14, cột K" in page
    assert "Biên nhận của lần xét" in page
    assert "Người xem xét kết luận khác" not in page


def test_the_officer_overrides_with_a_reason(office: Office, client: Client) -> None:
    (verdict,) = check(office)
    client.force_login(office.lan)
    address = reverse("verdict-override", args=[verdict.public_id])

    wrong = client.post(address, {"word": "yes", "reason": ""})
    assert wrong.status_code == 400
    page = client.post(
        address, {"word": "yes", "reason": "Đã xem hồ sơ gốc"}, follow=True
    ).content.decode()

    assert "Nguyễn Thị Lan kết luận khác" in page
    assert "Đã xem hồ sơ gốc" in page
    assert queries.word_of(verdict) == "yes"


def test_a_stale_verdict_leads_to_the_latest(office: Office, client: Client) -> None:
    (old,) = check(office)
    know(office, office.an, 2016, rating="HTXS")
    (new,) = check(office)
    client.force_login(office.lan)

    page = client.get(reverse("verdict", args=[old.public_id])).content.decode()

    assert reverse("verdict", args=[new.public_id]) in page


def test_strangers_find_no_verdict_rule_or_comparison(
    office: Office, client: Client
) -> None:
    (verdict,) = check(office)
    row = actions.adopt_local_rule(office.minh, office.unit, rule())
    asked = [
        reverse("verdict", args=[verdict.public_id]),
        reverse("local-rule", args=[row.public_id]),
    ]
    for address in (*asked, reverse("what-if"), reverse("law"), reverse("local-rules")):
        assert client.get(address).status_code == 302

    client.force_login(office.hoa)

    assert [client.get(address).status_code for address in asked] == [404, 404]
    override = reverse("verdict-override", args=[verdict.public_id])
    assert client.post(override, {"word": "no"}).status_code == 404
    assert "Quy chế Hội đồng" not in client.get(reverse("local-rules")).content.decode()
    page = client.get(reverse("what-if")).content.decode()
    assert "Nguyễn Văn An" not in page
    unit = {"don_vi": str(office.unit.subject.public_id)}
    page = client.get(reverse("what-if"), unit).content.decode()
    assert "Nguyễn Văn An" not in page
    assert client.get(reverse("what-if-sheet"), unit).status_code == 404


def test_rules_are_told_in_words(office: Office, client: Client) -> None:
    row = actions.adopt_local_rule(office.minh, office.unit, rule(), title="Quy chế")
    actions.adopt_local_rule(office.minh, office.unit, certificate_rule())
    client.force_login(office.hanh)

    page = client.get(reverse("local-rules")).content.decode()

    assert (
        "Họp khi có ít nhất 2/3 số thành viên; bỏ phiếu; thông qua khi trên 1/2 tổng "
        "số thành viên đồng ý."
    ) in page
    assert "Giấy khen (cá nhân): xếp loại từ hoàn thành tốt nhiệm vụ trở lên." in page
    one = client.get(reverse("local-rule", args=[row.public_id])).content.decode()
    assert "quy định minh họa, không có thật" in one


def base(office: Office) -> dict[str, str]:
    return {
        "title": "Quy chế thi đua",
        "source": "Quyết định 05/QĐ-VP",
        "unit": str(office.unit.subject.public_id),
        "first_day": "2016-01-01",
        "last_day": "",
    }


@pytest.mark.parametrize(
    ("kind", "told", "said"),
    [
        (
            "hoi-dong",
            {
                "award": "*",
                "quorum_n": "2",
                "quorum_of": "3",
                "threshold_n": "1",
                "threshold_of": "2",
                "strict": "1",
                "ballot": "secret",
            },
            "bỏ phiếu kín; thông qua khi trên 1/2",
        ),
        (
            "han-muc",
            {
                "award": "CSTDCS",
                "share_n": "20",
                "share_of": "100",
                "base": "headcount",
                "rounding": "floor",
            },
            "không quá 20/100 tổng số người, làm tròn xuống",
        ),
        (
            "giay-khen",
            {
                "subject": "individual",
                "rating": "HTT",
                "earned": "on",
                "question": "Có việc làm nổi bật",
            },
            (
                "xếp loại từ hoàn thành tốt nhiệm vụ trở lên và đạt Lao động tiên tiến "
                "và Hội đồng xem xét: Có việc làm nổi bật"
            ),
        ),
    ],
)
def test_the_authority_adopts_a_rule_by_choosing(
    office: Office, client: Client, kind: str, told: dict[str, str], said: str
) -> None:
    client.force_login(office.minh)

    page = client.post(
        reverse("local-rule-adopt", args=[kind]), base(office) | told, follow=True
    ).content.decode()

    assert said in page
    assert AdoptedRule.objects.get().source == "Quyết định 05/QĐ-VP"


def test_what_cannot_be_is_told_on_the_form(office: Office, client: Client) -> None:
    client.force_login(office.minh)
    told = base(office) | {
        "award": "CSTDCS",
        "share_n": "120",
        "share_of": "100",
        "base": "LDTT",
        "rounding": "floor",
    }

    page = client.post(reverse("local-rule-adopt", args=["han-muc"]), told)

    assert "số trước không lớn hơn số sau" in page.content.decode()
    assert 'value="120"' in page.content.decode()
    assert AdoptedRule.objects.count() == 0


def test_who_may_not_adopt_is_told_who_does(office: Office, client: Client) -> None:
    client.force_login(office.lan)

    page = client.get(reverse("local-rule-adopt", args=["hoi-dong"])).content.decode()

    assert "Việc này do người có thẩm quyền quyết định thực hiện." in page


def test_the_law_shows_its_days_and_what_is_not_reviewed(
    office: Office, client: Client
) -> None:
    client.force_login(office.lan)

    page = client.get(reverse("law")).content.decode()

    assert "Từ 01/10/2017 đến hết 31/12/2023." in page
    assert page.count("chưa rà soát") >= 1
    assert "Nghị định số 91/2017/NĐ-CP" in page


def test_days_side_by_side_replace_only_the_law(year_2018: Office) -> None:
    office = year_2018
    days = [date(2018, 12, 31), date(2024, 12, 31), date(2026, 10, 1)]

    found = what_if(office.unit, 2018, days)

    lines = {line.subject.name: line for line in found.lines("CSTDCS")}
    an, chi = lines["Nguyễn Văn An"], lines["Đặng Kim Chi"]
    assert (an.is_proposed, chi.is_proposed) == (True, False)
    assert {cell.word.value for cell in (an.cells[2], chi.cells[2])} == {"confirm"}
    assert found.proposed["CSTDCS"] == {
        str(office.an.subject.public_id),
        str(office.binh.subject.public_id),
    }
    assert [result.regime.id for result in found.comparison.days] == [
        "R1b",
        "R2",
        "R3b",
    ]
    assert found.quotas("CSTDCS")[1].cap is None


def test_nominees_count_while_nothing_is_conferred(year_2018: Office) -> None:
    office = year_2018

    found = what_if(
        office.unit,
        2018,
        [date(2018, 12, 31)],
        nominated={"LDTT": {office.chi.pk}, "CSTDCS": {office.chi.pk}},
    )

    assert found.proposed["LDTT"] == {str(office.chi.subject.public_id)}
    assert str(office.chi.subject.public_id) not in found.proposed["CSTDCS"]


def test_the_comparison_page_names_people_days_and_rules(
    year_2018: Office, client: Client
) -> None:
    client.force_login(year_2018.lan)

    page = client.get(reverse("what-if") + "?nam=2018").content.decode()

    assert "Nguyễn Văn An" in page
    for day in ("31/12/2018", "31/12/2024", "30/09/2026", "01/10/2026"):
        assert day in page
    assert "chưa rà soát" in page
    assert "Khác nhau vì " in page


def test_the_comparison_comes_as_a_workbook(year_2018: Office, client: Client) -> None:
    client.force_login(year_2018.lan)

    data = client.get(reverse("what-if-sheet") + "?nam=2018").content

    sheets = reading.open_workbook(data, "xet-thu.xlsx").sheets
    assert [sheet.name for sheet in sheets][:3] == ["Tổng hợp", "LĐTT", "CSTĐCS"]
    assert "Nguyễn Văn An" in [row[0] for row in sheets[2].rows]


def test_a_day_before_all_law_is_told(office: Office, client: Client) -> None:
    client.force_login(office.lan)
    unit = str(office.unit.subject.public_id)

    page = client.get(reverse("what-if"), {"don_vi": unit, "ngay_1": "1999-01-01"})

    assert "ngoài các thời kỳ đã ghi" in page.content.decode()


def test_pages_ask_as_much_for_three_as_for_one(office: Office, client: Client) -> None:
    client.force_login(office.lan)

    def count(address: str) -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        return len(captured)

    actions.adopt_local_rule(office.minh, office.unit, rule())
    one = [count(reverse("local-rules")), count(reverse("what-if"))]
    for number in (1, 2):
        actions.adopt_local_rule(
            office.minh,
            office.unit,
            rule(id=f"r{number}", title="CSTDCS", first_day=f"2016-0{number}-02"),
        )
    for name in ("Mai Văn Tám", "Lý Thị Chín"):
        registry.add_person(
            office.lan,
            office.first,
            registry.PersonForm(name=name, birth_date=date(1980, 1, 1)),
        )

    assert [count(reverse("local-rules")), count(reverse("what-if"))] == one


def test_caps_count_the_titles_that_are_held(year_2018: Office) -> None:
    office = year_2018
    for person in (office.an, office.binh):
        give(office, person, "LDTT", 2018, Way.ISSUED)

    found = what_if(office.unit, 2018, [date(2018, 12, 31), date(2024, 12, 31)])

    under_r1b, under_r2 = found.quotas("CSTDCS")
    assert (under_r1b.base, under_r1b.cap, under_r1b.proposed) == (2, 0, 2)
    assert under_r2.cap is None
    assert [
        [person.name for person in named] for named in found.over_cap("CSTDCS")
    ] == [
        ["Nguyễn Văn An", "Hoàng Thị Bình"],
        [],
    ]


def test_the_sample_rules_are_told_without_codes(
    office: Office, client: Client
) -> None:
    for each in assess.sample_rules():
        actions.adopt_local_rule(office.minh, office.unit, each)
    client.force_login(office.lan)

    page = client.get(reverse("local-rules")).content.decode()

    assert "số người bị kỷ luật từ cảnh cáo trở lên không quá 0" in page
    assert "_" not in "".join(rule_words(row.rule) for row in AdoptedRule.objects.all())
