import re
from datetime import date
from io import BytesIO

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from tests import worlds
from tests.worlds import Office
from vinhdanh.accounts.enums import Role
from vinhdanh.ledger import actions as ledger
from vinhdanh.ledger.enums import Way
from vinhdanh.registry import actions
from vinhdanh.registry.models import Person, Unit, YearFact

YEAR = 2016


def address(person: Person, rest: str = "") -> str:
    return f"/nguoi/{person.subject.public_id}/{rest}"


def confer(office: Office, person: Person, code: str = "LDTT") -> None:
    line = ledger.AwardLine(
        subject=person.subject,
        code=code,
        year=YEAR,
        unit=office.first,
        recipient_name=person.name,
    )
    decision = ledger.DecisionRef("Chánh Văn phòng", "72/QĐ-VP", date(2016, 12, 20))
    with transaction.atomic():
        ledger.enter_awards(office.lan, [line], decision, way=Way.IMPORTED)


def know_all(office: Office, person: Person) -> None:
    facts = {
        "rating": "HTT",
        "absence_working_days": 0,
        "discipline": "none",
        "is_initiative_list_complete": True,
        "is_title_list_complete": True,
    }
    actions.record_year_facts(
        office.lan, person.subject, YEAR, facts, source="sổ theo dõi"
    )


def names(people: object) -> list[str]:
    return [person.name for person in people]


# --- pages of people --------------------------------------------------------------


def test_list_outlines_what_is_missing(office: Office, client: Client) -> None:
    client.force_login(office.lan)

    before = client.get(f"/nguoi/?nam={YEAR}&q=nguyen van an").content.decode()
    know_all(office, office.an)
    after = client.get(f"/nguoi/?nam={YEAR}&q=nguyen van an").content.decode()

    assert before.count("vd-missing-fact") == 5
    assert after.count("vd-missing-fact") == 0
    assert "1 người" in after


def test_list_shows_the_titles_of_the_ledger(office: Office, client: Client) -> None:
    client.force_login(office.lan)
    confer(office, office.an)

    page = client.get(f"/nguoi/?nam={YEAR}").content.decode()

    assert page.count("vd-state-gold") == 1


def test_title_in_the_ledger_is_not_missing(office: Office, client: Client) -> None:
    client.force_login(office.lan)
    confer(office, office.an)

    page = client.get(f"/nguoi/?nam={YEAR}&thieu=titles").context["page"]

    assert office.an not in list(page)
    assert office.binh in list(page)


def test_list_of_another_office_is_empty_for_hoa(
    office: Office, client: Client
) -> None:
    know_all(office, office.an)
    client.force_login(office.hoa)

    page = client.get(f"/nguoi/?nam={YEAR}").content.decode()

    assert "Nguyễn Văn An" not in page
    assert "Chưa có ai trong danh sách năm 2016" in page


def test_list_is_no_page_for_an_administrator(office: Office, client: Client) -> None:
    client.force_login(worlds.user_with("Quản Trị", "qt", office.unit, Role.ADMIN))

    assert client.get("/nguoi/").status_code == 404
    assert client.get("/nguoi/danh-sach.xlsx").status_code == 404


@pytest.mark.parametrize(
    "path", ["/nguoi/", "/nguoi/them/", "/don-vi/", "/tim/?tim=an", "/toi/"]
)
def test_stranger_is_asked_to_sign_in(
    office: Office, client: Client, path: str
) -> None:
    assert client.get(path).headers["Location"].startswith("/dang-nhap/")


@pytest.mark.parametrize("rest", ["", "sua/", "sang-kien/", "nam/2016/"])
def test_person_of_another_office_is_not_there(
    office: Office, client: Client, rest: str
) -> None:
    client.force_login(office.hoa)

    assert client.get(address(office.an, rest)).status_code == 404


@pytest.mark.parametrize("rest", ["sua/", "sang-kien/", "nam/2016/"])
def test_head_sees_her_people_and_is_told_who_writes_of_them(
    office: Office, client: Client, rest: str
) -> None:
    client.force_login(office.hanh)

    assert client.get(address(office.an)).status_code == 200
    answer = client.get(address(office.an, rest))

    assert answer.status_code == 403
    assert "cán bộ phụ trách thi đua" in answer.content.decode()


def test_member_sees_herself_and_nobody_else(office: Office, client: Client) -> None:
    user = worlds.user_with(
        "Nguyễn Văn An", "an", office.first, Role.MEMBER, person=office.an
    )
    client.force_login(user)

    assert client.get("/toi/", follow=True).context["person"] == office.an
    assert client.get(address(office.binh)).status_code == 404


def test_life_line_shows_posts_facts_works_and_awards_by_year(
    office: Office, client: Client
) -> None:
    know_all(office, office.an)
    confer(office, office.an)
    actions.record_work(
        office.lan, office.an, name="Số hóa hồ sơ", year=YEAR, scope="grassroots"
    )
    client.force_login(office.lan)

    line = client.get(address(office.an)).context["line"]
    year = next(each for each in line.years if each.year == YEAR)

    assert [post.title for post in year.posts] == ["Chuyên viên"]
    assert year.facts.rating == "HTT"
    assert [work.name for work in year.works] == ["Số hóa hồ sơ"]
    assert [award.code for award in year.awards] == ["LDTT"]
    assert len(line.stretches) == 1


def test_person_page_shows_changes_to_whom_may_read_the_log(
    office: Office, client: Client
) -> None:
    know_all(office, office.an)

    client.force_login(office.lan)
    assert "Lịch sử thay đổi" in client.get(address(office.an)).content.decode()

    client.force_login(office.hanh)
    assert "Lịch sử thay đổi" not in client.get(address(office.an)).content.decode()


def test_path_to_the_next_titles_says_what_is_missing(
    office: Office, client: Client
) -> None:
    know_all(office, office.an)
    client.force_login(office.lan)

    page = client.get(address(office.an, f"?nam={YEAR}"))
    paths = {each.award: each for each in page.context["path"].verdicts}

    assert page.context["path"].governing_day == date(2016, 12, 31)
    assert paths["CSTDCS"].word == "no"
    assert "Có sáng kiến hoặc đề tài khoa học" in page.content.decode()


def test_path_is_not_drawn_for_a_year_whose_law_is_not_written(
    office: Office, client: Client
) -> None:
    client.force_login(office.lan)

    assert client.get(address(office.an, "?nam=1950")).context["path"] is None


def test_person_is_added_by_hand(office: Office, client: Client) -> None:
    client.force_login(office.lan)
    form = {
        "name": "Phan Thị Mới",
        "unit": str(office.second.subject.public_id),
        "birth_date": "1990-05-01",
        "leader_class": "direct_worker",
    }

    answer = client.post("/nguoi/them/", form)
    person = Person.objects.get(subject__name="Phan Thị Mới")

    assert answer.headers["Location"] == address(person)
    assert person.birth_date == date(1990, 5, 1)
    assert person.posts.get().unit == office.second


def test_namesake_is_asked_about_and_then_believed(
    office: Office, client: Client
) -> None:
    client.force_login(office.lan)
    form = {
        "name": "Nguyễn Văn An",
        "unit": str(office.first.subject.public_id),
        "leader_class": "direct_worker",
    }

    asked = client.post("/nguoi/them/", form)
    assert asked.status_code == 422
    assert "Đây là người khác" in asked.content.decode()

    client.post("/nguoi/them/", form | {"is_namesake": "on"})
    assert Person.objects.filter(subject__name="Nguyễn Văn An").count() == 2


def test_person_is_not_added_to_a_unit_of_another_office(
    office: Office, client: Client
) -> None:
    client.force_login(office.lan)
    form = {
        "name": "Ai Đó",
        "unit": str(office.other.subject.public_id),
        "leader_class": "direct_worker",
    }

    answer = client.post("/nguoi/them/", form)

    assert list(answer.context["form"].errors) == ["unit"]


def test_mending_keeps_what_was_typed_when_refused(
    office: Office, client: Client
) -> None:
    client.force_login(office.lan)
    form = {
        "name": "Nguyễn Văn Ân",
        "birth_date": "2005-01-01",
        "recruited_on": "2010-03-01",
        "leader_class": "direct_worker",
    }

    answer = client.post(address(office.an, "sua/"), form)

    assert answer.status_code == 422
    assert "Nguyễn Văn Ân" in answer.content.decode()
    assert list(answer.context["form"].errors) == ["recruited_on"]

    client.post(address(office.an, "sua/"), form | {"birth_date": "1985-01-02"})
    office.an.refresh_from_db()
    assert office.an.birth_date == date(1985, 1, 2)


def test_facts_written_by_hand_keep_their_source_and_unknown_stays_unknown(
    office: Office, client: Client
) -> None:
    client.force_login(office.lan)
    form = {"rating": "HTXS", "discipline": "", "source": "Thông báo số 12/TB-VP"}

    client.post(address(office.an, f"nam/{YEAR}/"), form)
    row = YearFact.objects.get(subject=office.an.subject, year=YEAR)

    assert row.rating == "HTXS"
    assert row.discipline is None
    assert row.absence_working_days is None
    assert row.pending_inquiry is None
    assert row.sources["rating"] == "Thông báo số 12/TB-VP"


def test_no_days_of_absence_is_not_the_same_as_unknown(
    office: Office, client: Client
) -> None:
    client.force_login(office.lan)
    form = {"absence_working_days": "0", "pending_inquiry": "no", "source": "sổ"}

    client.post(address(office.an, f"nam/{YEAR}/"), form)
    row = YearFact.objects.get(subject=office.an.subject, year=YEAR)

    assert row.absence_working_days == 0
    assert row.pending_inquiry is False


def test_facts_without_a_source_are_refused(office: Office, client: Client) -> None:
    client.force_login(office.lan)

    answer = client.post(address(office.an, f"nam/{YEAR}/"), {"rating": "HTXS"})

    assert list(answer.context["form"].errors) == ["source"]
    assert not YearFact.objects.exists()


def test_initiative_is_recorded(office: Office, client: Client) -> None:
    client.force_login(office.lan)
    form = {
        "kind": "initiative",
        "name": "Số hóa hồ sơ kỳ họp",
        "year": YEAR,
        "scope": "grassroots",
        "decision_no": "9/QĐ-HĐSK",
        "decided_on": "2016-11-01",
    }

    client.post(address(office.an, "sang-kien/"), form)

    work = office.an.authorships.get().work
    assert (work.name, work.decision_no) == ("Số hóa hồ sơ kỳ họp", "9/QĐ-HĐSK")


def test_sheet_holds_the_rows_of_the_list_as_filtered(
    office: Office, client: Client
) -> None:
    know_all(office, office.an)
    confer(office, office.an)
    client.force_login(office.lan)

    answer = client.get(f"/nguoi/danh-sach.xlsx?nam={YEAR}&q=nguyen")
    sheet = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(
        0
    )
    rows = [row for row in sheet.to_python() if "Nguyễn Văn An" in row]

    assert len(rows) == 1
    assert "Lao động tiên tiến" in rows[0]
    assert "không có" in rows[0]


def test_list_asks_as_much_for_many_people_as_for_few(
    office: Office, client: Client
) -> None:
    client.force_login(office.lan)
    path = f"/nguoi/?nam={YEAR}&don_vi={office.second.subject.public_id}"
    client.get(path)
    with CaptureQueriesContext(connection) as few:
        client.get(path)
    for name in ("Bùi Văn Dũng", "Cao Thị Em", "Đinh Văn Phú"):
        form = actions.PersonForm(name=name, recruited_on=date(2012, 1, 1))
        person = actions.add_person(office.lan, office.second, form)
        know_all(office, person)
        confer(office, person)

    with CaptureQueriesContext(connection) as many:
        page = client.get(path)

    assert page.context["page"].paginator.count == 5
    assert len(many) == len(few)


# --- pages of units ---------------------------------------------------------------


def test_tree_stands_parents_before_children(office: Office, client: Client) -> None:
    client.force_login(office.lan)

    rows = client.get(f"/don-vi/?nam={YEAR}").context["rows"]

    assert [(row.branch.name, row.branch.depth, row.people) for row in rows] == [
        ("Văn phòng Hội đồng nhân dân tỉnh", 0, 0),
        ("Phòng Hành chính", 1, 2),
        ("Phòng Tổng hợp", 1, 3),
    ]


def test_unit_page_counts_open_the_rows_under_them(
    office: Office, client: Client
) -> None:
    confer(office, office.an)
    client.force_login(office.lan)
    path = f"/don-vi/{office.unit.subject.public_id}/?nam={YEAR}"

    page = client.get(path)
    people = client.get(page.context["people_link"])
    leaders = client.get(page.context["classes"][0][2])
    opened = client.get(f"{path}&ma=LDTT&cua={YEAR}").context["opened"]

    assert page.context["people_count"] == people.context["page"].paginator.count == 5
    assert page.context["classes"][0][1] == leaders.context["page"].paginator.count == 2
    assert page.context["titles"]["rows"][0].counts == [(YEAR, 1)]
    assert [award.recipient_name for award in opened["page"]] == ["Nguyễn Văn An"]


def test_unit_of_another_office_is_not_there(office: Office, client: Client) -> None:
    client.force_login(office.hoa)

    path = f"/don-vi/{office.unit.subject.public_id}/"

    assert client.get(path).status_code == 404


def test_unit_page_of_an_administrator_shows_no_people_and_no_titles(
    office: Office, client: Client
) -> None:
    confer(office, office.an)
    client.force_login(worlds.user_with("Quản Trị", "qt", office.unit, Role.ADMIN))

    page = client.get(f"/don-vi/{office.unit.subject.public_id}/?nam={YEAR}")

    assert page.context["people_count"] == 0
    assert page.context["titles"]["rows"] == []


def test_unit_is_added_and_its_twin_refused(office: Office, client: Client) -> None:
    client.force_login(office.lan)
    form = {
        "name": "Phòng Công tác đại biểu",
        "parent": str(office.unit.subject.public_id),
        "kind": "division",
        "level": "unit",
    }

    client.post("/don-vi/them/", form)
    again = client.post("/don-vi/them/", form)

    assert Unit.objects.filter(subject__name=form["name"]).count() == 1
    assert again.status_code == 422
    assert list(again.context["form"].errors) == ["name"]


def test_unit_is_not_added_by_a_head(office: Office, client: Client) -> None:
    client.force_login(office.hanh)

    assert client.get("/don-vi/them/").status_code == 404


def test_search_page_finds_people_and_units_without_marks(
    office: Office, client: Client
) -> None:
    client.force_login(office.lan)

    page = client.get("/tim/?tim=tong hop").content.decode()
    person = client.get("/tim/?tim=dang kim").content.decode()

    assert "Phòng Tổng hợp" in page
    assert re.search(r'<a href="/nguoi/[^"]+/">Đặng Kim Chi</a>', person)
    assert "Không tìm thấy" in client.get("/tim/?tim=xyz").content.decode()


def test_search_finds_nobody_of_another_office(office: Office, client: Client) -> None:
    client.force_login(office.hoa)

    page = client.get("/tim/?tim=nguyen van an").content.decode()

    assert "Nguyễn Văn An" not in page.split("<main")[1]
