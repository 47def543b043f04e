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
from vinhdanh.base import rights
from vinhdanh.base.models import AuditEvent
from vinhdanh.eligibility import actions, queries
from vinhdanh.eligibility.models import AdoptedRule
from vinhdanh.eligibility.what_if import what_if
from vinhdanh.ledger.enums import Way
from vinhdanh.pages.eligibility.rules import KINDS
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
        "issued_on": "2015-12-20",
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
                "quorum": "2/3",
                "threshold": "1/2",
                "strict": "1",
                "ballot": "secret",
            },
            "bỏ phiếu kín; thông qua khi trên 1/2",
        ),
        (
            "han-muc",
            {
                "award": "CSTDCS",
                "share": "20%",
                "base": "headcount",
                "counted": "unit",
                "rounding": "floor",
            },
            (
                "Chiến sĩ thi đua cơ sở: không quá 20% tổng số người, tính riêng từng "
                "đơn vị, làm tròn xuống"
            ),
        ),
        (
            "giay-khen",
            {
                "award": "GK",
                "fact_rating": "HTT",
                "earned": "LDTT",
                "question": "Có việc làm nổi bật",
                "join": "all",
            },
            (
                "Giấy khen (cá nhân): xếp loại từ hoàn thành tốt nhiệm vụ trở lên; và "
                "được công nhận “Lao động tiên tiến” trong năm xét, hoặc đủ tiêu chuẩn "
                "“Lao động tiên tiến” trong chính lần xét này; và Có việc làm nổi bật."
            ),
        ),
        (
            "tieu-chuan-ca-nhan",
            {
                "award": "LDTT",
                "fact_absence_working_days": "20",
                "fact_registered": "1",
                "join": "any",
            },
            "Lao động tiên tiến (cá nhân): số ngày làm việc nghỉ",
        ),
        (
            "ty-le",
            {"award": "TTLDTT", "part": "advanced_workers", "share": "3/4"},
            "ít nhất 75% số cá nhân của tập thể.",
        ),
    ],
)
def test_the_authority_adopts_a_rule_by_choosing(
    office: Office, client: Client, kind: str, told: dict[str, str], said: str
) -> None:
    client.force_login(office.minh)

    page = adopted(client, kind, base(office) | told)

    assert said in page
    row = AdoptedRule.objects.get()
    assert row.source == "Quyết định 05/QĐ-VP ngày 20/12/2015"
    assert row.by_name == "Phạm Văn Minh"


def adopted(client: Client, kind: str, told: dict[str, str]) -> str:
    """Look at the preview, then adopt what was seen; return the page of the rule."""
    address = reverse("local-rule-adopt", args=[kind])
    before = AdoptedRule.objects.count()
    preview = client.post(address, told)
    assert preview.status_code == 200, preview.context["form"].errors
    assert AdoptedRule.objects.count() == before
    seal = preview.context["preview"].seal
    return client.post(address, told | {"da_xem": seal}, follow=True).content.decode()


def quota(office: Office, **told: str) -> dict[str, str]:
    return (
        base(office)
        | {
            "award": "CSTDCS",
            "share": "15%",
            "base": "LDTT",
            "counted": "both",
            "rounding": "floor",
        }
        | told
    )


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"share": "120%"}, "“120%” lớn hơn cả tổng"),
        ({"share": "3/2"}, "“3/2” lớn hơn cả tổng"),
        ({"share": "0/5"}, "“0/5”: số phần phải lớn hơn 0"),
        ({"share": "một phần ba"}, "“một phần ba” không phải tỷ lệ"),
        ({"last_day": "2015-12-31"}, "Ngày cuối 31/12/2015 đến trước ngày đầu"),
        ({"first_day": "1999-01-01"}, "Ngày 01/01/1999 nằm ngoài các thời kỳ"),
        ({"issued_on": "2999-01-01"}, "Ngày ban hành 01/01/2999 chưa tới"),
        ({"base": "CSTDCS"}, "không thể tính trên chính danh hiệu"),
    ],
)
def test_what_cannot_be_is_told_on_the_form(
    office: Office, client: Client, told: dict[str, str], sentence: str
) -> None:
    client.force_login(office.minh)

    page = client.post(
        reverse("local-rule-adopt", args=["han-muc"]), quota(office, **told)
    )

    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert 'value="Quy chế thi đua"' in page.content.decode()
    assert AdoptedRule.objects.count() == 0


@pytest.mark.parametrize(
    ("kind", "told", "sentence"),
    [
        ("tieu-chuan-ca-nhan", {"award": "LDTT", "join": "all"}, "ít nhất một điều"),
        (
            "tieu-chuan-ca-nhan",
            {"award": "LDTT", "earned": "LDTT", "join": "all"},
            "điều kiện của chính nó",
        ),
        (
            "tieu-chuan-ca-nhan",
            {"award": "LDTT", "fact_service_months": "-1", "join": "all"},
            "không thể nhỏ hơn 0",
        ),
        (
            "tieu-chuan-ca-nhan",
            {"award": "TTLDTT", "fact_service_months": "6", "join": "all"},
            "TTLDTT",
        ),
    ],
)
def test_a_standard_that_says_nothing_sensible_is_told(
    office: Office, client: Client, kind: str, told: dict[str, str], sentence: str
) -> None:
    client.force_login(office.minh)

    page = client.post(reverse("local-rule-adopt", args=[kind]), base(office) | told)

    assert page.status_code == 422
    assert sentence in page.content.decode()


def test_the_kinds_of_rules_teach_and_lead_to_their_forms(
    office: Office, client: Client
) -> None:
    client.force_login(office.minh)
    page = client.get(reverse("local-rule-kinds")).content.decode()

    assert page.count("loai-") == 2 * len(KINDS)
    assert "làm tròn thế nào" in page
    client.force_login(office.lan)
    page = client.get(reverse("local-rule-kinds")).content.decode()
    assert "người có thẩm quyền quyết định" in page
    assert reverse("local-rule-adopt", args=["han-muc"]) not in page


def test_the_form_asks_by_the_side_that_favours_and_shows_no_code(
    office: Office, client: Client
) -> None:
    client.force_login(office.minh)

    page = client.get(
        reverse("local-rule-adopt", args=["tieu-chuan-ca-nhan"])
    ).content.decode()

    days = page[page.index("Số ngày làm việc nghỉ") :]
    assert days.index("không quá") < days.index("</div>")
    months = page[page.index("Thời gian công tác") :]
    assert months.index("từ (ít nhất)") < months.index("</div>")
    assert "at_least" not in page
    assert "{&quot;" not in page


def test_the_preview_names_whom_a_standard_would_change(
    year_2018: Office, client: Client
) -> None:
    office = year_2018
    client.force_login(office.minh)
    told = base(office) | {
        "award": "LDTT",
        "fact_rating": "HTXS",
        "join": "all",
        "first_day": "2018-01-01",
    }

    response = client.post(
        reverse("local-rule-adopt", args=["tieu-chuan-ca-nhan"]) + "?nam=2018", told
    )

    effect = response.context["preview"].effect
    changed = {
        each.subject.name: each.after.word.value
        for each in effect.changes
        if each.award == "LDTT"
    }
    assert changed == {"Hoàng Thị Bình": "no", "Đặng Kim Chi": "no"}
    page = response.content.decode()
    assert "xếp loại hoàn thành xuất sắc nhiệm vụ" in page
    assert "Đặng Kim Chi" in page
    assert "Nguyễn Văn An" not in page
    assert AdoptedRule.objects.count() == 0


def test_a_rule_that_is_not_in_force_that_year_changes_nobody(
    year_2018: Office, client: Client
) -> None:
    client.force_login(year_2018.minh)
    told = quota(year_2018, first_day="2019-01-01")

    response = client.post(
        reverse("local-rule-adopt", args=["han-muc"]) + "?nam=2018", told
    )

    assert response.context["preview"].effect is None
    assert "Không có hiệu lực vào ngày 31/12/2018" in response.content.decode()


def test_the_preview_of_a_cap_tells_both_sentences(
    year_2018: Office, client: Client
) -> None:
    office = year_2018
    client.force_login(office.minh)
    address = reverse("local-rule-adopt", args=["han-muc"]) + "?nam=2018"

    new = quota(office, award="BK_TINH", share="50%", base="headcount")
    looser = quota(office, share="50%", base="headcount")
    first = client.post(address, new).context["preview"]
    second = client.post(address, looser).context["preview"]

    ((before, after),) = first.effect.sentences
    assert before.startswith("Chưa có quy định nào trong hệ thống hạn chế")
    assert after.startswith("Không quá 50% tổng số người (5), làm tròn xuống: 2")
    assert "Quyết định 05/QĐ-VP ngày 20/12/2015" in after
    ((before, after),) = second.effect.sentences
    assert before == after


def test_the_preview_of_a_cap_on_each_unit_tells_of_each_unit(
    year_2018: Office, client: Client
) -> None:
    office = year_2018
    client.force_login(office.minh)
    told = quota(office, award="BK_TINH", share="1/2", base="headcount", counted="unit")

    response = client.post(
        reverse("local-rule-adopt", args=["han-muc"]) + "?nam=2018", told
    )

    effect = response.context["preview"].effect
    assert effect.sentences == []
    assert {
        name: after.split(" xuống")[0] for name, _before, after in effect.parts
    } == {
        "Phòng Tổng hợp": "Không quá 1/2 tổng số người (3), làm tròn",
        "Phòng Hành chính": "Không quá 1/2 tổng số người (2), làm tròn",
    }
    assert "Phòng Hành chính" in response.content.decode()


def test_the_preview_of_a_council_rule_tells_both_sentences(
    office: Office, client: Client
) -> None:
    client.force_login(office.minh)
    told = base(office) | {
        "award": "LDTT",
        "quorum": "3/4",
        "threshold": "2/3",
        "strict": "",
        "ballot": "open",
    }

    response = client.post(
        reverse("local-rule-adopt", args=["hoi-dong"]) + "?nam=2016", told
    )

    ((before, after),) = response.context["preview"].effect.sentences
    assert before.startswith("Họp khi có ít nhất 2/3")
    assert after.startswith("Họp khi có ít nhất 3/4")


def test_what_was_changed_after_the_preview_is_shown_again(
    office: Office, client: Client
) -> None:
    client.force_login(office.minh)
    address = reverse("local-rule-adopt", args=["han-muc"])
    seal = client.post(address, quota(office)).context["preview"].seal

    again = client.post(address, quota(office, share="10%") | {"da_xem": seal})

    assert again.context["preview"].seal != seal
    assert AdoptedRule.objects.count() == 0


def test_a_new_version_ends_the_one_before(office: Office, client: Client) -> None:
    client.force_login(office.minh)
    adopted(client, "han-muc", quota(office))
    old = AdoptedRule.objects.get()
    address = reverse("local-rule-change", args=[old.public_id])
    assert client.get(address).context["form"].initial["share"] == [15, 100]
    told = quota(office, share="10%", first_day="2017-01-01")
    seal = client.post(address, told).context["preview"].seal

    page = client.post(address, told | {"da_xem": seal}, follow=True).content.decode()

    assert "không quá 10%" in page
    assert "Các bản của quy định này" in page
    old.refresh_from_db()
    assert old.last_day == date(2016, 12, 31)
    early = client.post(address, quota(office, first_day="2015-01-01"))
    assert "bản mới phải bắt đầu sau" in early.content.decode()


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("hoi-dong", {"award": "*", "quorum": "2/3", "threshold": "50%", "strict": ""}),
        (
            "tieu-chuan-tap-the",
            {"award": "TTLDTT", "fact_disciplined_warning": "0", "question": "Gương"},
        ),
        ("tieu-chuan-ca-nhan", {"award": "GK", "fact_registered": "1"}),
        ("ty-le", {"award": "TTLDTT", "part": "advanced_workers", "share": "80%"}),
    ],
)
def test_a_rule_comes_back_into_the_form_that_wrote_it(
    office: Office, client: Client, kind: str, told: dict[str, str]
) -> None:
    client.force_login(office.minh)
    more = {"ballot": "secret", "join": "any"}
    adopted(client, kind, base(office) | told | more)
    row = AdoptedRule.objects.get()

    form = client.get(reverse("local-rule-change", args=[row.public_id])).context[
        "form"
    ]

    values = {name: form[name].value() for name in told}
    shown = {name: "" if v is None else str(v) for name, v in values.items()}
    assert shown == told


def test_a_rule_ends_on_a_day_with_its_reason(office: Office, client: Client) -> None:
    client.force_login(office.minh)
    adopted(client, "han-muc", quota(office))
    row = AdoptedRule.objects.get()
    address = reverse("local-rule-end", args=[row.public_id])

    wrong = client.post(address, {"last_day": "2016-06-30", "reason": " "})
    early = client.post(address, {"last_day": "2015-06-30", "reason": "Bãi bỏ"})
    page = client.post(
        address, {"last_day": "2016-06-30", "reason": "Quyết định 9/QĐ-VP"}, follow=True
    ).content.decode()

    assert wrong.status_code == 422
    assert "không thể hết hiệu lực trước" in early.content.decode()
    assert "đã hết hiệu lực" in page
    row.refresh_from_db()
    assert (row.last_day, row.rule["last_day"]) == (date(2016, 6, 30), "2016-06-30")
    event = AuditEvent.objects.get(verb="local_rule.end")
    assert (event.reason, event.actor_name) == ("Quyết định 9/QĐ-VP", "Phạm Văn Minh")
    listed = client.get(reverse("local-rules")).content.decode()
    assert "không quá 15%" not in listed
    every = client.get(reverse("local-rules") + "?loc=tat-ca").content.decode()
    assert "không quá 15%" in every


def test_a_rule_still_ahead_is_withdrawn_and_binds_nobody(
    office: Office, client: Client
) -> None:
    client.force_login(office.minh)
    adopted(client, "han-muc", quota(office, first_day="2999-01-01"))
    row = AdoptedRule.objects.get()

    page = client.post(
        reverse("local-rule-end", args=[row.public_id]),
        {"reason": "Ghi nhầm"},
        follow=True,
    ).content.decode()

    assert "đã rút, không áp dụng" in page
    assert queries.local_rules_for(office.unit, date(2999, 6, 1)) == []
    adopted(client, "han-muc", quota(office, first_day="2999-01-01"))
    assert AdoptedRule.objects.count() == 2


def test_a_signed_page_shows_who_until_it_changes(
    office: Office, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.force_login(office.lan)
    page = next(each for each in assess.law_pages() if each.name == "ldtt-r1a")
    told = {
        "page_hash": page.hash,
        "unit": str(office.unit.subject.public_id),
        "remark": "Đối chiếu Công báo",
        "has_read": "on",
    }
    address = reverse("law-page-sign", args=["ldtt-r1a"])

    unread = client.post(address, told | {"has_read": ""})
    signed = client.post(address, told, follow=True).content.decode()
    twice = client.post(address, told)

    assert unread.status_code == 422
    assert "Nguyễn Thị Lan, Văn phòng Hội đồng nhân dân tỉnh" in signed
    assert "ký bản này" in signed
    assert twice.status_code == 409
    assert AuditEvent.objects.get(verb="law_page.sign").after["hash"] == page.hash
    monkeypatch.setitem(page.__dict__, "hash", "0" * 64)
    later = client.get(reverse("law-page", args=["ldtt-r1a"])).content.decode()
    assert "chưa rà soát lại" in later
    assert "ký bản trước, trang đã đổi" in later
    stale = client.post(address, told)
    assert "Trang này đã thay đổi" in stale.content.decode()


def test_only_officer_and_authority_sign_and_strangers_do_not_see_it(
    office: Office, client: Client
) -> None:
    page = assess.law_pages()[0]
    actions.sign_page(office.minh, office.unit, page.name, page.hash)
    with pytest.raises(rights.Forbidden):
        actions.sign_page(office.hanh, office.first, page.name, page.hash)
    with pytest.raises(rights.Forbidden):
        actions.sign_page(office.hoa, office.unit, page.name, page.hash)
    address = reverse("law-page", args=[page.name])

    client.force_login(office.hanh)
    assert "Phạm Văn Minh" in client.get(address).content.decode()
    assert "Ký trang này" not in client.get(address).content.decode()
    client.force_login(office.hoa)
    assert "Phạm Văn Minh" not in client.get(address).content.decode()


def test_a_page_of_the_law_shows_article_rule_value_case_and_sureness(
    office: Office, client: Client
) -> None:
    client.force_login(office.lan)

    page = client.get(reverse("law-page", args=["cstdcs-r1b"])).content.decode()

    assert "Điều 23" in page
    assert "đã đọc văn bản hoặc bản dẫn lại" in page
    assert "Tình huống mẫu" in page
    assert client.get(reverse("law-page", args=["khong-co"])).status_code == 404


def test_a_page_of_norms_is_shown_and_signed_like_the_others(
    office: Office, client: Client
) -> None:
    page = assess.pages_of_norms()[0]
    client.force_login(office.lan)
    told = {
        "page_hash": page.hash,
        "unit": str(office.unit.subject.public_id),
        "has_read": "on",
    }

    shown = client.get(reverse("law-page", args=[page.name])).content.decode()
    signed = client.post(
        reverse("law-page-sign", args=[page.name]), told, follow=True
    ).content.decode()

    assert page.heading in shown
    assert page.tables[0].heading in shown
    assert "ký bản này" in signed


def test_the_periods_are_drawn_and_told_in_a_table(
    office: Office, client: Client
) -> None:
    client.force_login(office.lan)

    page = client.get(reverse("law-periods")).content.decode()

    assert "<svg" in page
    assert "Nghị định số 91/2017/NĐ-CP" in page
    assert "01/10/2017" in page
    assert "31/12/2023" in page
    assert "style=" not in page


def test_who_may_not_adopt_is_told_who_does(office: Office, client: Client) -> None:
    client.force_login(office.lan)

    page = client.get(reverse("local-rule-adopt", args=["hoi-dong"])).content.decode()

    assert "Việc này do người có thẩm quyền quyết định thực hiện." in page


def test_the_law_shows_its_days_and_what_is_not_reviewed(
    office: Office, client: Client
) -> None:
    client.force_login(office.lan)

    page = client.get(reverse("law")).content.decode()

    assert "01/10/2017 – 31/12/2023" in page
    assert page.count("chưa rà soát") >= 1
    assert reverse("law-page", args=["ldtt-r1b"]) in page


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

    assert "số cá nhân bị kỷ luật từ cảnh cáo trở lên bằng 0" in page
    assert "_" not in "".join(rule_words(row.rule) for row in AdoptedRule.objects.all())
