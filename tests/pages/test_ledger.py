import io
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from tests.worlds import Office, signed_in
from vinhdanh.ledger import actions, queries
from vinhdanh.ledger.actions import AwardLine, DecisionRef
from vinhdanh.ledger.models import Award
from vinhdanh.pages.ledger import desk
from vinhdanh.pages.ledger.sheet import ledger_table
from vinhdanh.registry.models import Person, Unit

CITY = DecisionRef("Chủ tịch Ủy ban nhân dân tỉnh", "115/QĐ-UBND", date(2017, 3, 1))


def record(
    office: Office, person: Person, unit: Unit, code: str = "BK_TINH", year: int = 2016
) -> Award:
    line = AwardLine(
        subject=person.subject,
        code=code,
        year=year,
        unit=unit,
        recipient_name=person.name,
        recipient_title="Chuyên viên",
        unit_name=unit.name,
    )
    return actions.record_outside_decision(office.lan, office.unit, [line], CITY)[0]


@pytest.fixture
def awards(office: Office) -> dict[str, Award]:
    return {
        "an": record(office, office.an, office.first),
        "binh": record(office, office.binh, office.first, "CSTD_TINH"),
        "chi": record(office, office.chi, office.second, year=2015),
    }


def page_of(award: Award) -> str:
    return reverse("award", args=[award.public_id])


def names(client: Client, query: str = "") -> list[str]:
    response = client.get(reverse("ledger") + query)
    return [award.recipient_name for award in response.context["page"]]


def test_every_page_asks_for_sign_in(awards: dict[str, Award]) -> None:
    for address in (
        reverse("ledger"),
        reverse("ledger-sheet"),
        page_of(awards["an"]),
    ):
        response = Client().get(address)
        assert (response.status_code, response.url) == (
            302,
            f"{reverse('account_login')}?next={address}",
        )


def test_who_sees_which_awards(office: Office, awards: dict[str, Award]) -> None:
    hoa = signed_in(office.hoa)

    assert names(signed_in(office.lan)) == [
        "Nguyễn Văn An",
        "Hoàng Thị Bình",
        "Đặng Kim Chi",
    ]
    assert set(names(signed_in(office.hanh))) == {"Nguyễn Văn An", "Hoàng Thị Bình"}
    assert names(hoa) == []
    assert hoa.get(page_of(awards["an"])).status_code == 404
    assert hoa.post(page_of(awards["an"]), {"deed": "revoke"}).status_code == 404


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?nam=2015", ["Đặng Kim Chi"]),
        ("?danh_hieu=CSTD_TINH", ["Hoàng Thị Bình"]),
        ("?cach=issued", []),
        ("?tim=dang%20kim", ["Đặng Kim Chi"]),
        ("?tim=115/Q&nam=2015", ["Đặng Kim Chi"]),
        ("?hieu_luc=revoked", ["Nguyễn Văn An"]),
        ("?hieu_luc=corrected", ["Hoàng Thị Bình"]),
        ("?hieu_luc=stands", ["Đặng Kim Chi"]),
    ],
)
def test_ledger_is_narrowed(
    office: Office, awards: dict[str, Award], query: str, expected: list[str]
) -> None:
    actions.revoke_award(office.minh, awards["an"], reason="Khai man")
    actions.correct_award(
        office.minh, awards["binh"], changes={"unit_name": "Phòng A"}, reason="Nhầm"
    )

    assert names(signed_in(office.lan), query) == expected


def test_ledger_is_narrowed_by_unit(office: Office, awards: dict[str, Award]) -> None:
    query = f"?don_vi={office.second.pk}"

    assert names(signed_in(office.lan), query) == ["Đặng Kim Chi"]


def test_nonsense_in_the_address_narrows_nothing(
    office: Office, awards: dict[str, Award]
) -> None:
    query = "?nam=zz&danh_hieu=zz&cach=zz&don_vi=zz&hieu_luc=zz&trang=zz"

    assert len(names(signed_in(office.lan), query)) == 3


def test_standing_of_the_list_is_that_of_the_award(
    office: Office, awards: dict[str, Award]
) -> None:
    actions.revoke_award(office.minh, awards["an"], reason="Khai man")
    actions.correct_award(
        office.minh, awards["binh"], changes={"unit_name": "Phòng A"}, reason="Nhầm"
    )

    for award in queries.with_standing(Award.objects.all()):
        assert award.standing == queries.standing_of(award)


def test_empty_ledger_and_empty_filter_teach(
    office: Office, awards: dict[str, Award]
) -> None:
    empty = signed_in(office.hoa).get(reverse("ledger")).content.decode()
    narrowed = signed_in(office.lan).get(reverse("ledger") + "?tim=khongai")

    assert "Sổ chưa có khen thưởng nào" in empty
    assert "Không có khen thưởng nào khớp bộ lọc" in narrowed.content.decode()
    assert "0 trong 3 khen thưởng khớp bộ lọc." in narrowed.content.decode()


def test_list_asks_the_same_for_one_award_and_for_three(office: Office) -> None:
    lan = signed_in(office.lan)
    record(office, office.an, office.first)
    lan.get(reverse("ledger"))
    with CaptureQueriesContext(connection) as one:
        lan.get(reverse("ledger"))
    record(office, office.binh, office.first)
    record(office, office.chi, office.second)
    with CaptureQueriesContext(connection) as three:
        lan.get(reverse("ledger"))

    assert len(three) == len(one)


def test_sheet_holds_what_the_page_shows(
    office: Office, awards: dict[str, Award]
) -> None:
    lan, hoa = signed_in(office.lan), signed_in(office.hoa)

    def rows(client: Client, query: str = "") -> list[list[object]]:
        data = client.get(reverse("ledger-sheet") + query).content
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return book.get_sheet_by_index(0).to_python()

    found = rows(lan, "?nam=2016")
    cells = [cell for row in found for cell in row]
    assert [name for name in cells if name in {"Nguyễn Văn An", "Hoàng Thị Bình"}] == [
        "Nguyễn Văn An",
        "Hoàng Thị Bình",
    ]
    assert "Đặng Kim Chi" not in cells
    assert date(2017, 3, 1) in cells
    assert "Nguyễn Văn An" not in [cell for row in rows(hoa) for cell in row]


def test_list_and_sheet_name_the_awarded_as_corrected(
    office: Office, awards: dict[str, Award]
) -> None:
    changes = {"recipient_name": "Nguyễn Văn Ân", "unit_name": "Phòng Một"}
    actions.correct_award(
        office.minh, awards["an"], changes=changes, reason="Quyết định ghi nhầm"
    )
    lan = signed_in(office.lan)

    told = lan.get(reverse("ledger") + "?nam=2016").content.decode()
    sheet = lan.get(reverse("ledger-sheet") + "?nam=2016").content
    book = CalamineWorkbook.from_filelike(io.BytesIO(sheet))

    assert "Nguyễn Văn Ân</a>" in told
    assert "Nguyễn Văn An</a>" not in told
    (row,) = [row for row in book.get_sheet_by_index(0).to_python() if row[0] == 1]
    assert row[1:5] == [
        "Nguyễn Văn Ân",
        "Chuyên viên",
        "Phòng Một",
        "Bằng khen của bộ, ban, ngành, tỉnh",
    ]


def test_years_in_the_sheet_are_years_and_no_amounts() -> None:
    kinds = {column.label: column.kind for column in ledger_table([], "SỔ").columns}

    assert kinds["Năm"] == "year"


def test_award_page_shows_its_entries(office: Office, awards: dict[str, Award]) -> None:
    actions.correct_award(
        office.minh,
        awards["an"],
        changes={"recipient_name": "Nguyễn Văn Ân"},
        reason="Sai dấu",
    )

    page = signed_in(office.hanh).get(page_of(awards["an"])).content.decode()

    for words in ("Nguyễn Văn Ân", "Sai dấu", "115/QĐ-UBND", "đã đính chính"):
        assert words in page
    assert "Ghi đính chính" not in page


def test_authority_corrects(office: Office, awards: dict[str, Award]) -> None:
    minh, address = signed_in(office.minh), page_of(awards["an"])
    said = minh.get(address).context["correct_form"].initial | {"deed": "correct"}

    silent = minh.post(address, said | {"recipient_name": "Nguyễn Văn Ân"})
    nothing = minh.post(address, said | {"reason": "không đổi gì"})
    minh.post(address, said | {"recipient_name": "Nguyễn Văn Ân", "reason": "Sai dấu"})

    assert 'value="Nguyễn Văn Ân"' in silent.content.decode()
    assert "Chỉ đính chính được họ tên" in nothing.content.decode()
    entry = queries.history_of(awards["an"]).last()
    assert entry.payload.payload["changes"] == {"recipient_name": "Nguyễn Văn Ân"}


def test_authority_revokes_once(office: Office, awards: dict[str, Award]) -> None:
    minh, address = signed_in(office.minh), page_of(awards["an"])
    said = {"deed": "revoke", "reason": "Khai man", "cite": "Điều 93"}

    silent = minh.post(address, said | {"reason": ""})
    minh.post(address, said)
    again = minh.post(address, said).content.decode()
    nonsense = minh.post(address, {"deed": "zz"})

    assert "Chưa ghi được" in silent.content.decode()
    assert "đã hủy bỏ, thu hồi" in again
    assert "Ghi việc hủy bỏ" not in again
    assert awards["an"].entries.count() == 2
    assert nonsense.status_code == 200


def test_corrections_are_the_authoritys(
    office: Office, awards: dict[str, Award]
) -> None:
    lan, address = signed_in(office.lan), page_of(awards["an"])

    for deed in ("correct", "revoke"):
        assert lan.post(address, {"deed": deed, "reason": "x"}).status_code == 403
    assert awards["an"].entries.count() == 1


def test_desk_figures_count_what_stands(
    office: Office, awards: dict[str, Award]
) -> None:
    actions.revoke_award(office.minh, awards["an"], reason="Khai man")

    (figure,) = desk.figures(office.lan, 2016)

    assert (figure.label, figure.value, figure.tone) == (
        "khen thưởng trong sổ",
        1,
        "gold",
    )
    assert signed_in(office.lan).get(figure.url).status_code == 200
    assert desk.figures(office.hoa, 2016) == []
