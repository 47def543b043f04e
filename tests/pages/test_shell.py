import re
from pathlib import Path
from uuid import UUID

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.urls import path

from tests.worlds import Office
from vinhdanh import pages
from vinhdanh.base.refusal import Refused
from vinhdanh.base.rights import Forbidden
from vinhdanh.config import urls as site
from vinhdanh.pages.shell import navigation
from vinhdanh.pages.shell.middleware import RefusalMiddleware
from vinhdanh.pages.shell.templatetags import vinhdanh as tags
from vinhdanh.pages.shell.year import asked_year, years_offered


def drawn(source: str, **context: object) -> str:
    request = RequestFactory().get("/?q=a&trang=1")
    request.user = AnonymousUser()
    return Template(source).render(Context({"request": request} | context)).strip()


# --- the frame -------------------------------------------------------------------


def test_frame_has_landmarks_language_skip_link_and_one_heading(
    office: Office, client: Client
) -> None:
    client.force_login(office.lan)

    page = client.get("/").content.decode()

    assert '<html lang="vi">' in page
    assert 'class="vd-skip" href="#noi-dung"' in page
    assert page.count("<h1>") == 1
    assert page.count("<main ") == 1
    assert "<title>Bàn làm việc – Vinh Danh</title>" in page


def test_frame_speaks_vietnamese_whatever_the_browser_wishes(
    office: Office, client: Client
) -> None:
    page = client.get("/dang-nhap/", headers={"accept-language": "en-US,en"})

    assert page.headers["Content-Language"] == "vi"


def test_language_is_chosen_by_the_switch_and_kept(
    office: Office, client: Client
) -> None:
    answer = client.post("/ngon-ngu/", {"language": "en", "next": "/dang-nhap/"})

    assert answer.status_code == 302
    assert client.get("/dang-nhap/").headers["Content-Language"] == "en"


def test_policy_allows_only_this_answers_scripts(
    office: Office, client: Client
) -> None:
    client.force_login(office.lan)

    answer = client.get("/")
    policy = answer.headers["Content-Security-Policy"]
    nonce = re.search(r"'nonce-([^']+)'", policy)[1]
    scripts = re.findall(r"<script\b[^>]*>", answer.content.decode())

    assert scripts
    assert all(f'nonce="{nonce}"' in script for script in scripts)
    assert "unsafe-inline" not in policy
    assert "unsafe-eval" not in policy


def test_no_template_carries_inline_style_or_script() -> None:
    templates = Path(pages.__path__[0]).rglob("*.html")
    inline = re.compile(r"""\sstyle=["']|\son[a-z]+=["']|<script(?![^>]*\ssrc=)""")
    prose = re.compile(r"{% comment %}.*?{% endcomment %}", re.DOTALL)

    guilty = [
        each.name
        for each in templates
        if inline.search(prose.sub("", each.read_text(encoding="utf-8")))
    ]

    assert guilty == []


# --- the year --------------------------------------------------------------------


def test_year_asked_for_is_kept_in_the_session(office: Office, client: Client) -> None:
    client.force_login(office.lan)

    client.get("/?nam=2016")

    assert client.get("/").context["year"] == 2016


@pytest.mark.parametrize("words", ["", "16", "20166", "abcd", "1800", "２０１６", None])
def test_what_is_no_year_is_ignored(words: str | None) -> None:
    assert asked_year(words) is None


def test_years_offered_hold_the_year_looked_at(db: None) -> None:
    assert 1999 in years_offered(1999)
    assert years_offered(1999) == sorted(years_offered(1999), reverse=True)


# --- the menu --------------------------------------------------------------------


def _labels(user: object, path: str = "/") -> list[str]:
    return [str(section.label) for section in navigation.menu_for(user, path)]


def test_menu_of_a_stranger_is_empty() -> None:
    assert navigation.menu_for(AnonymousUser(), "/") == []


def test_menu_holds_only_what_the_roles_can_do(office: Office) -> None:
    assert "Quản trị" not in _labels(office.hanh)
    assert "Quản trị" in _labels(office.lan)


def test_menu_marks_the_page_with_the_longest_address(office: Office) -> None:
    here = [
        str(link.label)
        for section in navigation.menu_for(office.lan, "/don-vi/them/")
        for link in section.links
        if link.is_here
    ]

    assert here == ["Đơn vị"]


@pytest.mark.parametrize(
    ("path", "label"),
    [
        (f"/phong-trao/{UUID(int=1)}/", "Phong trào"),
        (f"/phong-trao/{UUID(int=1)}/dang-ky/", "Đăng ký danh hiệu"),
        (f"/phong-trao/{UUID(int=1)}/giao-uoc/moi/", "Giao ước thi đua"),
        (f"/phien-hop/{UUID(int=1)}/", "Hội đồng và phiên họp"),
    ],
)
def test_menu_marks_the_step_a_page_belongs_to_wherever_its_address_lies(
    office: Office, path: str, label: str
) -> None:
    here = [
        str(link.label)
        for section in navigation.menu_for(office.lan, path)
        for link in section.links
        if link.is_here
    ]

    assert here == [label]


def test_menu_leaves_out_a_page_that_does_not_exist(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    missing = navigation.Section(
        "Không có", icon="x", doors=(navigation.Door("Không có", "no-such-page"),)
    )
    monkeypatch.setattr(navigation, "SECTIONS", (missing,))

    assert navigation.menu_for(office.lan, "/") == []


def test_every_page_of_the_menu_exists(office: Office) -> None:
    routes = {door.route for each in navigation.SECTIONS for door in each.doors}

    assert {route for route in routes if not navigation._address(route)} == set()


# --- refusals ---------------------------------------------------------------------


def _answer(exception: Exception, **headers: str) -> tuple[int, str]:
    request = RequestFactory().post("/", headers=headers)
    request.user = AnonymousUser()
    request.session = {}
    request.htmx = "HX-Request" in headers
    request._messages = []
    middleware = RefusalMiddleware(lambda _request: None)
    answer = middleware.process_exception(request, exception)
    return answer.status_code, answer.content.decode()


def test_refusal_is_a_page_with_sentence_article_and_way_back(db: None) -> None:
    refusal = Refused("x.y", "Chưa mở đợt bình xét.", cite="khoản 1 Điều 83")

    status, page = _answer(refusal, referer="http://testserver/de-nghi/")

    assert status == 409
    assert "Chưa mở đợt bình xét." in page
    assert "(khoản 1 Điều 83)" in page
    assert 'href="http://testserver/de-nghi/"' in page


def test_way_back_never_leaves_the_site(db: None) -> None:
    _status, page = _answer(Refused("x", "Không."), referer="https://noi-khac.vn/")

    assert "noi-khac.vn" not in page


def test_deed_of_another_role_is_403_and_says_whose(db: None) -> None:
    status, page = _answer(Forbidden("forbidden.x", "Việc này do thư ký thực hiện."))

    assert status == 403
    assert "Việc này do thư ký thực hiện." in page


def test_refusal_to_htmx_is_a_fragment(db: None) -> None:
    status, page = _answer(Refused("x", "Không được."), **{"HX-Request": "true"})

    assert status == 409
    assert "<html" not in page
    assert "Không được." in page


def test_what_is_no_refusal_is_left_to_django() -> None:
    middleware = RefusalMiddleware(lambda _request: None)

    assert middleware.process_exception(HttpRequest(), ValueError("x")) is None


def test_unknown_address_is_a_vietnamese_page(office: Office, client: Client) -> None:
    answer = client.get("/khong-co-trang-nay/")

    assert answer.status_code == 404
    assert "<h1>Không có trang này</h1>" in answer.content.decode()


def test_form_without_token_is_a_vietnamese_page(office: Office) -> None:
    answer = Client(enforce_csrf_checks=True).post("/dang-nhap/", {"login": "lan"})

    assert answer.status_code == 403
    assert "<h1>Trang đã mở quá lâu</h1>" in answer.content.decode()


def test_failure_shows_the_number_under_which_it_is_logged(
    office: Office,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fails(request: HttpRequest) -> None:
        raise RuntimeError("hỏng")

    broken = path("hong/", fails, name="broken-for-test")
    monkeypatch.setattr(site, "urlpatterns", [*site.urlpatterns, broken])
    from django.urls import clear_url_caches  # noqa: PLC0415

    clear_url_caches()

    def fails_too(name: str) -> str:
        raise ValueError(name)

    monkeypatch.setattr(staticfiles_storage, "url", fails_too)
    answer = Client(raise_request_exception=False).get("/hong/")
    clear_url_caches()
    page = answer.content.decode()
    number = re.search(r"<strong>(\w+)</strong>", page)[1]
    nonce = re.search(r'<style nonce="([^"]+)">', page)[1]

    assert answer.status_code == 500
    assert f"reference={number} route=broken-for-test" in caplog.text
    style_src = re.search(r"style-src ([^;]+)", answer["Content-Security-Policy"])[1]
    assert f"'nonce-{nonce}'" in style_src.split()
    assert re.findall(r"<(?:link|script|img)|style=|/static/", page) == []


# --- parts ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("yes", "đạt"),
        ("no", "không đạt"),
        ("unknown", "chưa đủ căn cứ"),
        ("confirm", "cần người xác nhận"),
    ],
)
def test_verdict_says_its_word_beside_its_sign(word: str, said: str) -> None:
    chip = drawn('{% verdict word "thiếu sáng kiến" %}', word=word)

    assert re.sub(r"<[^>]+>", " ", chip).split() == f"{said} thiếu sáng kiến".split()
    assert "<svg" in chip


def test_words_of_users_are_escaped_in_parts() -> None:
    assert "<b>" not in drawn("{% state label %}", label="<b>")
    assert "<b>" not in drawn("{% table label %}{% endtable %}", label="<b>")


@pytest.mark.parametrize(
    ("rows", "said"), [(3, "3 người"), (138, "Hiện 1–50 trong 138 người")]
)
def test_list_says_truthfully_what_it_shows(rows: int, said: str) -> None:
    page = Paginator(range(rows), 50).page(1)

    assert tags.showing(page, "người") == said


def test_links_to_other_pages_keep_the_filters() -> None:
    page = Paginator(range(120), 50).page(1)

    links = re.findall(r'href="(\?[^"]+)"', drawn("{% pages page %}", page=page))

    assert links == ["?q=a&amp;trang=2", "?q=a&amp;trang=3", "?q=a&amp;trang=2"]


def test_quota_tells_how_far_it_is_over() -> None:
    bar = drawn('{% quota "CSTĐCS" 7 5 %}')

    assert "7/5" in bar
    assert "vượt 2" in bar


def test_quota_without_a_known_cap_draws_no_bar() -> None:
    assert "<progress" not in drawn('{% quota "CSTĐCS" 7 None %}')


@pytest.mark.parametrize(
    ("value", "said"), [(1234567, "1.234.567"), (0, "0"), (None, "–"), ("", "–")]
)
def test_figure_is_grouped_and_unknown_is_a_dash(value: object, said: str) -> None:
    assert tags.figure(value) == said


def test_initials_of_a_name() -> None:
    assert tags.initials("Nguyễn Thị Lan") == "NL"
    assert tags.initials("Lan") == "L"


def test_evidence_is_read_as_words_whether_one_or_several() -> None:
    assert tags.listed("sổ theo dõi") == "sổ theo dõi"
    assert tags.listed(("dòng 13, cột J", "dòng 13, cột K")) == (
        "dòng 13, cột J; dòng 13, cột K"
    )
