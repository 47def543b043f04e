"""Pages of units over time: the tree of a day, lineage, and the way to reorganise."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import worlds
from tests.worlds import Office
from vinhdanh.accounts.enums import Role
from vinhdanh.accounts.models import Assignment
from vinhdanh.base import clock
from vinhdanh.registry import actions, queries
from vinhdanh.registry.models import (
    LineageRuling,
    Reorganisation,
    ReorganisationPlan,
    Unit,
    UnitHeadcount,
    UnitLineage,
)

ON = date(2020, 1, 1)
GROUND: dict[str, Any] = {
    "on": "2020-01-01",
    "decision_no": "15/QĐ-UBND",
    "decided_on": "2019-12-20",
    "decided_by": "",
    "note": "",
}


def key(unit: Unit) -> str:
    return str(unit.subject.public_id)


def merger(office: Office, **changes: Any) -> dict[str, Any]:
    """What the officer fills in: both divisions become a new one."""
    return (
        GROUND
        | {
            "chosen": [key(office.first), key(office.second)],
            "into": "moi",
            "name": "Phòng Chung",
            "short_name": "",
            "parent": "",
        }
        | changes
    )


def done(office: Office) -> Reorganisation:
    form = actions.Merger(
        units=(office.first, office.second),
        new=actions.UnitForm(name="Phòng Chung", kind="division"),
        on=ON,
        decision_no="15/QĐ-UBND",
        decided_on=date(2019, 12, 20),
    )
    return actions.reorganise(office.lan, form)


@pytest.fixture
def lan(office: Office, client: Client) -> Client:
    """A browser in which the officer has signed in."""
    client.force_login(office.lan)
    return client


# --- the tree and the unit -----------------------------------------------------------


def test_tree_of_a_former_day_shows_the_former_units(
    office: Office, lan: Client
) -> None:
    done(office)

    def shown(day: str) -> list[str]:
        rows = lan.get(f"/don-vi/?ngay={day}").context["rows"]
        return [row.branch.name for row in rows]

    assert shown("2019-12-31") == [
        "Văn phòng Hội đồng nhân dân tỉnh",
        "Phòng Hành chính",
        "Phòng Tổng hợp",
    ]
    assert shown("2020-01-01") == ["Văn phòng Hội đồng nhân dân tỉnh", "Phòng Chung"]


def test_tree_of_a_year_is_that_of_its_last_day(office: Office, lan: Client) -> None:
    done(office)

    rows = lan.get("/don-vi/?nam=2019").context["rows"]

    assert [row.people for row in rows] == [0, 2, 3]


@pytest.mark.parametrize("day", ["", "2020-02-30", "hôm qua"])
def test_day_that_is_none_shows_the_year_at_work(
    office: Office, lan: Client, day: str
) -> None:
    assert lan.get("/don-vi/", {"ngay": day, "nam": "2019"}).context["day"] == date(
        2019, 12, 31
    )


def test_tree_says_what_a_unit_is_called_now(office: Office, lan: Client) -> None:
    actions.reorganise(
        office.lan,
        actions.Renaming(
            unit=office.first,
            name="Phòng Công tác",
            on=ON,
            decision_no="1/QĐ",
            decided_on=date(2019, 12, 20),
        ),
    )

    page = lan.get("/don-vi/?ngay=2019-06-01").content.decode()
    unit = lan.get(f"/don-vi/{key(office.first)}/?ngay=2019-06-01").content.decode()

    assert "(nay là Phòng Công tác)" in page
    assert "Tên tại ngày 01/06/2019; nay là Phòng Công tác." in unit
    assert ">Phòng Tổng hợp → Phòng Công tác</a>" in page


def test_tree_takes_as_many_statements_for_many_units(
    office: Office, lan: Client
) -> None:
    lan.get("/don-vi/")
    with CaptureQueriesContext(connection) as few:
        lan.get("/don-vi/")
    for place in range(3):
        worlds.unit(f"Tổ {place}", office.first)
    with CaptureQueriesContext(connection) as many:
        page = lan.get("/don-vi/")

    assert len(page.context["rows"]) == 6
    assert len(many) == len(few)


def test_ended_unit_shows_its_last_day_and_who_continues_it(
    office: Office, lan: Client
) -> None:
    done(office)

    answer = lan.get(f"/don-vi/{key(office.first)}/")

    page = answer.content.decode()
    assert "Đơn vị này đã kết thúc ngày 31/12/2019" in page
    assert [str(unit) for unit in answer.context["successors"]] == ["Phòng Chung"]
    assert [post.person.name for post in answer.context["holders"]] == [
        "Nguyễn Văn An",
        "Hoàng Thị Bình",
        "Trần Thị Hạnh",
    ]
    assert answer.context["above"] == office.unit


def test_lineage_is_drawn_and_told(office: Office, lan: Client) -> None:
    done(office)
    whole = queries.unit_named(office.unit, "Phòng Chung")
    assert whole is not None

    answer = lan.get(f"/don-vi/{key(whole)}/")

    drawing = answer.context["drawing"]
    old, other, new = drawing.bars
    assert (str(old.unit), str(other.unit), str(new.unit)) == (
        "Phòng Hành chính",
        "Phòng Tổng hợp",
        "Phòng Chung",
    )
    assert old.x + old.width <= new.x < new.x + new.width <= drawing.width
    assert {joint.x for joint in drawing.joints} == {new.x}
    page = answer.content.decode()
    assert page.count("<polygon") == 2
    assert "Sáp nhập, hợp nhất</a>:" in page
    assert page.count("chưa có quyết định") == 2


def test_unit_that_never_changed_has_no_drawing(office: Office, lan: Client) -> None:
    answer = lan.get(f"/don-vi/{key(office.first)}/")

    assert answer.context["drawing"] is None
    assert "vd-lineage" not in answer.content.decode()


# --- the wizard ---


def test_preview_shows_what_follows_and_writes_nothing(
    office: Office, lan: Client
) -> None:
    answer = lan.post("/don-vi/sap-xep/hop-nhat/", merger(office))

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "5 người: 5 có nơi đến" in page
    assert "<strong>Phòng Chung</strong> là đơn vị mới." in page
    assert "Vai trò của tài khoản" in page
    assert Reorganisation.objects.count() == 0


def test_seen_is_done(office: Office, lan: Client) -> None:
    preview = lan.post("/don-vi/sap-xep/hop-nhat/", merger(office))
    sent = merger(office) | {"lam": "thuc-hien", "da-xem": preview.context["seen"]}

    answer = lan.post("/don-vi/sap-xep/hop-nhat/", sent, follow=True)

    deed = Reorganisation.objects.get()
    assert answer.redirect_chain == [(f"/don-vi/thay-doi/{deed.public_id}/", 302)]
    assert deed.decision_no == "15/QĐ-UBND"
    assert queries.unit_named(office.unit, "Phòng Chung") is not None


def test_what_has_changed_since_is_shown_again_before_it_is_done(
    office: Office, lan: Client
) -> None:
    preview = lan.post("/don-vi/sap-xep/hop-nhat/", merger(office))
    actions.add_person(
        office.lan, office.first, actions.PersonForm(name="Đỗ Mới"), since=ON
    )
    sent = merger(office) | {"lam": "thuc-hien", "da-xem": preview.context["seen"]}

    again = lan.post("/don-vi/sap-xep/hop-nhat/", sent)

    assert "Dữ liệu đã thay đổi từ lúc xem trước" in again.content.decode()
    assert Reorganisation.objects.count() == 0


def test_nothing_typed_is_lost_on_the_way_back(office: Office, lan: Client) -> None:
    preview = lan.post("/don-vi/sap-xep/hop-nhat/", merger(office))
    back = lan.post(
        "/don-vi/sap-xep/hop-nhat/",
        dict(_lists(preview.context["sent"])) | {"lam": "sua"},
    )

    form = back.context["form"]
    assert back.status_code == 200
    assert form["chosen"].value() == [key(office.first), key(office.second)]
    assert form["name"].value() == "Phòng Chung"
    assert form["on"].value() == "2020-01-01"


def _lists(sent: list[tuple[str, str]]) -> list[tuple[str, list[str]]]:
    return [(name, [v for n, v in sent if n == name]) for name in dict(sent)]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"decision_no": ""}, "Số quyết định"),
        ({"name": ""}, "Hãy ghi tên đơn vị mới, hoặc chọn đơn vị còn lại."),
        ({"on": "1999-01-01"}, "thành lập ngày 01/01/2000"),
    ],
)
def test_refusal_keeps_what_was_typed(
    office: Office, lan: Client, changes: dict[str, str], sentence: str
) -> None:
    answer = lan.post("/don-vi/sap-xep/hop-nhat/", merger(office, **changes))

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert answer.context["form"]["decided_on"].value() == "2019-12-20"
    assert Reorganisation.objects.count() == 0


def test_a_change_of_a_day_to_come_waits_as_a_draft(
    office: Office, lan: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The office prepares 1 July in June, and does it on the day."""
    monkeypatch.setattr(clock, "today", lambda: date(2025, 6, 10))
    before = Unit.objects.count()
    address = "/don-vi/sap-xep/hop-nhat/"
    told = merger(office, on="2025-07-01", decided_on="2025-06-05")
    preview = lan.post(address, told).content.decode()
    assert "Chưa đến ngày 01/07/2025" in preview
    assert 'value="thuc-hien"' not in preview

    page = lan.post(address, told | {"lam": "du-thao"}, follow=True).content.decode()
    assert "Đã lưu dự thảo. Đến ngày 01/07/2025 hãy mở ra và thực hiện." in page
    assert (Unit.objects.count(), Reorganisation.objects.count()) == (before, 0)
    draft = ReorganisationPlan.objects.get()
    opened = f"{address}?don_vi=&du-thao={draft.public_id}"
    assert opened.replace("&", "&amp;") in page

    form = lan.get(opened).context["form"]
    assert (form["name"].value(), form["on"].value()) == ("Phòng Chung", "2025-07-01")
    # Not a day early, whatever is sent.
    lan.post(opened, told | {"lam": "thuc-hien"})
    assert not Reorganisation.objects.exists()

    monkeypatch.setattr(clock, "today", lambda: date(2025, 7, 1))
    assert "Thực hiện dự thảo sắp xếp đơn vị" in lan.get("/").content.decode()
    seen = lan.post(opened, told).context["seen"]
    lan.post(opened, told | {"lam": "thuc-hien", "da-xem": seen})

    draft.refresh_from_db()
    assert draft.deed == Reorganisation.objects.get()
    assert lan.get(opened).status_code == 404
    assert Unit.objects.get(pk=office.first.pk).last_day == date(2025, 6, 30)


def test_a_draft_is_changed_and_put_away_by_who_may_change_its_units(
    office: Office, lan: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2025, 6, 10))
    address, far = "/don-vi/sap-xep/hop-nhat/", Client()
    told = merger(office, on="2025-07-01", decided_on="2025-06-05", lam="du-thao")
    lan.post(address, told)
    draft = ReorganisationPlan.objects.get()
    lan.post(f"{address}?du-thao={draft.public_id}", told | {"on": "2025-08-01"})
    draft.refresh_from_db()
    assert (draft.on, ReorganisationPlan.objects.count()) == (date(2025, 8, 1), 1)

    far.force_login(worlds.user_with("Lê Xa", "xa", office.other, Role.OFFICER))
    assert far.get(f"{address}?du-thao={draft.public_id}").status_code == 404
    answer = far.post("/don-vi/sap-xep/", {"bo": draft.public_id})
    assert answer.status_code == 404

    lan.post("/don-vi/sap-xep/", {"bo": draft.public_id})
    draft.refresh_from_db()
    assert draft.dropped_at is not None
    assert lan.get(f"{address}?du-thao={draft.public_id}").status_code == 404


def test_unit_of_another_office_cannot_be_chosen(office: Office, lan: Client) -> None:
    sent = merger(office, chosen=[key(office.first), key(office.other)])

    answer = lan.post("/don-vi/sap-xep/hop-nhat/", sent)

    assert answer.status_code == 422
    assert "Sở Tài chính" not in answer.content.decode()


def test_role_goes_on_where_the_keeper_of_accounts_ticks_it(
    office: Office, client: Client
) -> None:
    client.force_login(
        worlds.user_with("Trịnh Quản", "quan", office.unit, Role.UNIT_ADMIN)
    )
    kept = Assignment.objects.get(user=office.hanh)
    preview = client.post("/don-vi/sap-xep/hop-nhat/", merger(office))
    assert f'name="giu" value="{kept.pk}"' in preview.content.decode()

    client.post(
        "/don-vi/sap-xep/hop-nhat/",
        merger(office)
        | {
            "lam": "thuc-hien",
            "da-xem": preview.context["seen"],
            "giu": [kept.pk, "²"],
        },
    )

    going_on = Assignment.objects.get(user=office.hanh, first_day=ON)
    assert going_on.unit.name == "Phòng Chung"


def test_split_asks_first_which_unit_then_where_everybody_goes(
    office: Office, lan: Client
) -> None:
    which = lan.get("/don-vi/sap-xep/chia-tach/").content.decode()
    address = f"/don-vi/sap-xep/chia-tach/?don_vi={key(office.first)}"
    form = lan.get(address).context["form"]
    sent = GROUND | {"name_1": "Phòng Một", "name_2": "Phòng Hai"}
    an = f"nguoi-{office.an.subject.public_id}"

    nobody = lan.post(address, sent)
    one = lan.post(address, sent | {an: "1"})
    everybody = lan.post(address, sent | {an: "1", "others": "2"})

    assert "Đơn vị nào?" in which
    assert [bound.label for bound in form.placing] == [
        "Nguyễn Văn An",
        "Hoàng Thị Bình",
        "Trần Thị Hạnh",
    ]
    assert "(3 trên 3 người)" in nobody.content.decode()
    assert "(2 trên 3 người)" in one.content.decode()
    people = everybody.context["foreseen"].change.people
    assert {each.name: str(each.to) for each in people} == {
        "Nguyễn Văn An": "Phòng Một",
        "Hoàng Thị Bình": "Phòng Hai",
        "Trần Thị Hạnh": "Phòng Hai",
    }


def test_split_off_keeps_those_who_stay(office: Office, lan: Client) -> None:
    team = worlds.unit("Tổ Văn thư", office.first)
    address = f"/don-vi/sap-xep/chia-tach/?don_vi={key(office.first)}"
    sent = GROUND | {
        "goes_on": "on",
        "name_1": "Phòng Một",
        f"nguoi-{office.an.subject.public_id}": "1",
        "others": "0",
        f"don-vi-{key(team)}": "0",
    }

    foreseen = lan.post(address, sent).context["foreseen"]

    assert [each.name for each in foreseen.change.people] == ["Nguyễn Văn An"]
    assert foreseen.change.ended == ()


def test_dissolving_asks_where_each_goes(office: Office, lan: Client) -> None:
    worlds.unit("Tổ Văn thư", office.first)
    address = f"/don-vi/sap-xep/giai-the/?don_vi={key(office.first)}"
    an = f"nguoi-{office.an.subject.public_id}"

    nobody = lan.post(address, GROUND)
    placed = lan.post(
        address,
        GROUND
        | {"below_to": key(office.unit), "others": "thoi", an: key(office.second)},
    )

    assert "Chưa chọn nơi đến, hoặc “thôi giữ chức vụ”, cho: Nguyễn Văn An" in (
        nobody.content.decode()
    )
    page = placed.content.decode()
    assert "3 người: 1 có nơi đến" in page
    assert "thôi giữ chức vụ" in page


@pytest.mark.parametrize(
    ("slug", "sent", "said"),
    [
        ("doi-ten", {"name": "Phòng Công tác"}, "mang tên mới: <strong>Phòng Công tác"),
        ("chuyen", {"parent": "second"}, "chuyển từ Văn phòng Hội đồng nhân dân tỉnh"),
    ],
)
def test_renaming_and_moving(
    office: Office, lan: Client, slug: str, sent: dict[str, str], said: str
) -> None:
    if "parent" in sent:
        sent = {"parent": key(office.second)}
    address = f"/don-vi/sap-xep/{slug}/?don_vi={key(office.first)}"
    preview = lan.post(address, GROUND | sent)

    lan.post(
        address,
        GROUND | sent | {"lam": "thuc-hien", "da-xem": preview.context["seen"]},
    )

    assert said in preview.content.decode()
    assert Reorganisation.objects.count() == 1


@pytest.mark.parametrize("path", ["", "hop-nhat/", "giai-the/"])
def test_head_of_a_division_reorganises_nothing(
    office: Office, client: Client, path: str
) -> None:
    client.force_login(office.hanh)

    assert client.get(f"/don-vi/sap-xep/{path}").status_code == 404


def test_kind_that_is_none_is_not_there(office: Office, lan: Client) -> None:
    assert lan.get("/don-vi/sap-xep/ban-di/").status_code == 404


# --- taking back ---


def test_change_is_taken_back_from_its_page(office: Office, lan: Client) -> None:
    deed = done(office)
    address = f"/don-vi/thay-doi/{deed.public_id}/"

    silent = lan.post(address, {"ly-do": " "})
    answer = lan.post(address, {"ly-do": "ghi nhầm ngày"}, follow=True)

    assert silent.status_code == 422
    assert "Hãy ghi lý do hoàn tác." in silent.content.decode()
    assert "Đã hoàn tác" in answer.content.decode()
    assert queries.children_of(office.unit) == [office.second, office.first]


def test_change_taken_back_stays_on_the_list_and_says_so(
    office: Office, lan: Client
) -> None:
    deed = done(office)
    address = f"/don-vi/thay-doi/{deed.public_id}/"
    lan.post(address, {"ly-do": "ghi nhầm ngày"})

    listed = lan.get("/don-vi/sap-xep/").content.decode()
    page = lan.get(address).content.decode()

    assert address in listed
    assert "Phòng Tổng hợp, Phòng Hành chính" in listed
    assert "đã hoàn tác" in listed
    assert "ghi nhầm ngày" in page
    assert "Lý do hoàn tác" not in page


def test_page_names_what_builds_on_it_and_offers_no_way_back(
    office: Office, lan: Client
) -> None:
    deed = done(office)
    whole = queries.unit_named(office.unit, "Phòng Chung")
    assert whole is not None
    actions.add_person(office.lan, whole, actions.PersonForm(name="Đỗ Mới"))

    page = lan.get(f"/don-vi/thay-doi/{deed.public_id}/").content.decode()

    assert "“Đỗ Mới” (Nguyễn Thị Lan, " in page
    assert "Lý do hoàn tác" not in page


def test_head_reads_of_the_change_and_cannot_take_it_back(
    office: Office, client: Client
) -> None:
    deed = done(office)
    client.force_login(office.minh)
    address = f"/don-vi/thay-doi/{deed.public_id}/"

    assert "Hoàn tác" not in client.get(address).content.decode()
    assert client.post(address, {"ly-do": "thử"}).status_code == 403
    assert UnitLineage.objects.count() == 2


def test_change_of_another_office_is_not_there(office: Office, client: Client) -> None:
    deed = done(office)
    client.force_login(office.hoa)

    assert client.get(f"/don-vi/thay-doi/{deed.public_id}/").status_code == 404


# --- whose years, how many people ---


def test_ruling_is_written_and_shown(office: Office, lan: Client) -> None:
    done(office)
    row = UnitLineage.objects.get(predecessor=office.first)
    assert row.successor is not None
    address = f"/don-vi/{key(row.successor)}/ke-thua/{row.pk}/"
    sent = {
        "is_counted": "yes",
        "decided_by": "Chánh Văn phòng",
        "citation": "7/TB-VP",
        "reason": "Bộ phận chính",
    }

    silent = lan.post(address, sent | {"reason": ""})
    lan.post(address, sent)
    page = lan.get(f"/don-vi/{key(row.successor)}/").content.decode()

    assert silent.status_code == 422
    assert LineageRuling.objects.get().is_counted
    assert "<strong>tính tiếp</strong>: Chánh Văn phòng, 7/TB-VP; Bộ phận chính" in page
    assert page.count("chưa có quyết định") == 1


def test_ruling_page_says_what_the_texts_say(office: Office, lan: Client) -> None:
    done(office)
    row = UnitLineage.objects.get(predecessor=office.first)
    assert row.successor is not None

    page = lan.get(f"/don-vi/{key(row.successor)}/ke-thua/{row.pk}/").content.decode()

    assert "Cần một quyết định của người có thẩm quyền, nêu rõ căn cứ." in page


def test_headcount_of_a_year_is_written_and_unknown_is_not_none(
    office: Office, lan: Client
) -> None:
    address = f"/don-vi/{key(office.first)}/so-nguoi/"

    unsourced = lan.post(address, {"year": 2020, "people": 12, "source": ""})
    lan.post(address, {"year": 2020, "people": 0, "source": "Báo cáo 3/BC"})
    zero = lan.get(f"/don-vi/{key(office.first)}/").content.decode()
    lan.post(address, {"year": 2020, "people": "", "source": ""})
    unknown = lan.get(f"/don-vi/{key(office.first)}/").content.decode()

    assert "Hãy ghi căn cứ của số người." in unsourced.content.decode()
    assert "2020: <strong>0</strong>" in zero
    assert "Chưa biết số người của năm nào." in unknown
    assert UnitHeadcount.objects.count() == 0


@pytest.mark.parametrize(("year", "status"), [(1944, 422), (1945, 302), (2999, 422)])
def test_headcount_of_a_year_that_can_be(
    office: Office, lan: Client, year: int, status: int
) -> None:
    address = f"/don-vi/{key(office.first)}/so-nguoi/"

    answer = lan.post(address, {"year": year, "people": 3, "source": "Báo cáo"})

    assert answer.status_code == status
