"""An initiative on its pages, from the proposal to the decision."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.initiatives.conftest import Room, room
from tests.worlds import signed_in
from vinhdanh.accounts.models import User
from vinhdanh.initiatives import actions
from vinhdanh.initiatives.models import Initiative, VotingRule
from vinhdanh.pages.initiatives import desk
from vinhdanh.registry import actions as registry

__all__ = ["room"]


def page(user: User, route: str, *args: Any, **query: Any) -> Any:
    return signed_in(user).get(reverse(route, args=args), query)


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def proposal(room: Room, **more: Any) -> dict[str, Any]:
    office = room.office
    return {
        "name": "Hộp thư góp ý số",
        "kind": "initiative",
        "year": "2024",
        "scope": "grassroots",
        "applied_on": "2024-03-01",
        "problem": "",
        "solution": "Một biểu mẫu chung",
        "effect": "Nhận góp ý trong ngày",
        "tac-gia-TOTAL_FORMS": "2",
        "tac-gia-INITIAL_FORMS": "0",
        "tac-gia-0-person": str(office.an.pk),
        "tac-gia-0-share_pct": "60",
        "tac-gia-1-person": "",
        "tac-gia-1-share_pct": "",
    } | more


def state(initiative: Initiative) -> str:
    return Initiative.objects.get(pk=initiative.pk).state


def test_officer_proposes_from_the_page(room: Room) -> None:
    response = signed_in(room.office.lan).post(
        reverse("initiative-new"), proposal(room)
    )

    made = Initiative.objects.get()
    assert response.status_code == 302
    assert response["Location"] == reverse("initiative", args=[made.public_id])
    assert [row.share_pct for row in made.authors.all()] == [60]


def test_a_refused_proposal_keeps_what_was_typed(room: Room) -> None:
    response = signed_in(room.office.lan).post(
        reverse("initiative-new"),
        proposal(
            room,
            **{
                "tac-gia-1-person": str(room.office.binh.pk),
                "tac-gia-1-share_pct": "41",
            },
        ),
    )

    said = text(response)
    assert response.status_code == 422
    assert "Tỷ lệ của các tác giả cộng lại là 101 %, quá 100 %." in said
    assert "Một biểu mẫu chung" in said
    assert 'value="41"' in said


def test_more_rows_for_authors_save_nothing(room: Room) -> None:
    response = signed_in(room.office.lan).post(
        reverse("initiative-new"), proposal(room, them="1")
    )

    assert response.status_code == 200
    assert 'name="tac-gia-4-person"' in text(response)
    assert not Initiative.objects.exists()


def test_a_part_without_its_author_is_asked_about(room: Room) -> None:
    response = signed_in(room.office.lan).post(
        reverse("initiative-new"), proposal(room, **{"tac-gia-1-share_pct": "40"})
    )

    assert response.status_code == 422
    assert "Hãy chọn người có tỷ lệ này." in text(response)


def test_an_account_of_a_merged_record_names_herself_and_colleagues(
    room: Room,
) -> None:
    office = room.office
    form = registry.PersonForm(name="Hoàng Thị Bình")
    again = registry.add_person(office.lan, office.first, form, is_namesake=True)
    registry.merge_people(
        office.lan, office.binh, again, choices={}, reason="một người"
    )
    User.objects.filter(pk=room.binh.pk).update(person=again)

    said = text(page(User.objects.get(pk=room.binh.pk), "initiative-new"))

    assert f'<option value="{office.binh.pk}" selected>' in said
    assert f'<option value="{office.an.pk}">' in said


def test_member_proposes_her_own_with_a_colleague(room: Room) -> None:
    said = text(page(room.binh, "initiative-new"))

    assert "Nguyễn Văn An" in said
    assert "Đặng Kim Chi" not in said
    signed_in(room.binh).post(
        reverse("initiative-new"),
        proposal(room, **{"tac-gia-1-person": str(room.office.binh.pk)}),
    )
    assert Initiative.objects.get().authors.count() == 2


def test_list_counts_states_and_filters(room: Room) -> None:
    room.agreed()

    said = text(page(room.office.lan, "initiative-list", nam=2024))
    assert "Hội đồng nhất trí" in said
    assert room.form.name in said

    none = page(room.office.lan, "initiative-list", nam=2024, trang_thai="recognised")
    assert "Không có sáng kiến nào khớp" in text(none)
    found = page(room.office.lan, "initiative-list", nam=2024, q="nguyen van an")
    assert room.form.name in text(found)


def test_list_asks_the_same_for_one_and_for_three(room: Room) -> None:
    room.filed()
    client = signed_in(room.office.lan)
    address = reverse("initiative-list")
    client.get(address, {"nam": 2024})
    with CaptureQueriesContext(connection) as few:
        client.get(address, {"nam": 2024})
    for name in ("Lịch chung", "Hộp thư số"):
        actions.file_initiative(
            room.office.lan,
            actions.InitiativeForm(
                name=name,
                year=2024,
                solution="a",
                effect="b",
                authors=room.form.authors,
            ),
        )

    with CaptureQueriesContext(connection) as many:
        client.get(address, {"nam": 2024})

    assert len(many) == len(few)


def test_from_opinion_to_decision_on_the_page(room: Room) -> None:
    filed = room.filed()
    thu, minh = signed_in(room.office.thu), signed_in(room.office.minh)
    key = [filed.public_id]

    thu.post(
        reverse("initiative-appraise", args=key),
        {"advice": "recognise", "words": "Tốt", "is_new": "yes"},
    )
    assert state(filed) == "appraised"
    thu.post(
        reverse("initiative-vote", args=key),
        {"held_on": "2024-11-20", "present": "4", "agree": "4", "disagree": "0"},
    )
    assert state(filed) == "agreed"
    minh.post(
        reverse("initiative-recognise", args=key),
        {
            "scope": "grassroots",
            "decision_no": "45/QĐ-VP",
            "decided_on": "2024-12-01",
            "authority_name": "Chánh Văn phòng",
        },
    )
    assert state(filed) == "recognised"

    said = text(page(room.office.lan, "initiative", filed.public_id))
    assert "theo Quyết định số 45/QĐ-VP ngày 01/12/2024 của Chánh Văn phòng." in said
    assert "cần từ 3 phiếu đồng ý" in said
    assert "Đã ghi vào hồ sơ của từng tác giả" in said


def test_a_refused_count_is_drawn_again_with_its_reason(room: Room) -> None:
    appraised = room.appraised()

    response = signed_in(room.office.thu).post(
        reverse("initiative-vote", args=[appraised.public_id]),
        {"held_on": "2024-11-20", "present": "2", "agree": "2", "disagree": "0"},
    )

    said = text(response)
    assert response.status_code == 422
    assert "Có mặt 2/4 thành viên, cần từ 3 để biểu quyết" in said
    assert 'value="2024-11-20"' in said


def test_who_only_reads_is_offered_no_deed(room: Room) -> None:
    agreed = room.agreed()

    said = text(page(room.binh, "initiative", agreed.public_id))

    for words in ("Cho ý kiến", "Ghi kết quả", "Không công nhận", "Rút đề nghị"):
        assert f">{words}<" not in said
    assert (
        signed_in(room.binh)
        .post(
            reverse("initiative-recognise", args=[agreed.public_id]),
            {
                "scope": "grassroots",
                "decision_no": "1",
                "decided_on": "2024-12-01",
                "authority_name": "x",
            },
        )
        .status_code
        == 403
    )


@pytest.mark.parametrize(
    ("deed", "who", "after"),
    [("return", "thu", "returned"), ("withdraw", "lan", "withdrawn")],
)
def test_sent_back_or_withdrawn_with_a_reason(
    room: Room, deed: str, who: str, after: str
) -> None:
    filed = room.filed()
    client = signed_in(getattr(room.office, who))
    address = reverse("initiative-do", args=[filed.public_id, deed])

    assert client.post(address, {"reason": ""}).status_code == 422
    client.post(address, {"reason": "Thiếu minh chứng"})

    assert state(filed) == after
    assert "Thiếu minh chứng" in text(
        page(room.office.lan, "initiative", filed.public_id)
    )


def test_an_unknown_deed_is_no_page(room: Room) -> None:
    filed = room.filed()

    response = signed_in(room.office.lan).post(
        reverse("initiative-do", args=[filed.public_id, "agree"]), {"reason": "x"}
    )

    assert response.status_code == 404


def test_another_office_finds_nothing(room: Room) -> None:
    filed = room.filed()

    assert page(room.office.hoa, "initiative", filed.public_id).status_code == 404
    assert room.form.name not in text(page(room.office.hoa, "initiative-list"))


def test_what_came_back_is_amended_on_the_page(room: Room) -> None:
    filed = room.filed()
    actions.send_back(room.office.thu, filed, reason="Thiếu")
    client = signed_in(room.binh)
    address = reverse("initiative-amend", args=[filed.public_id])

    assert room.form.solution in text(client.get(address))
    client.post(
        address,
        proposal(room, **{"tac-gia-1-person": str(room.office.binh.pk)}),
    )

    filed.refresh_from_db()
    assert (filed.state, filed.name) == ("filed", "Hộp thư góp ý số")


def test_authority_writes_how_the_council_votes(room: Room) -> None:
    address = reverse("voting-rule", args=[room.council.public_id])
    client = signed_in(room.office.minh)
    words = {
        "quorum": "3/4",
        "threshold": "2 / 3",
        "strict": "",
        "regulation": "Quy chế mới",
    }

    assert "2/3" in text(client.get(address))
    assert client.post(address, words | {"quorum": "nhiều"}).status_code == 422
    assert client.post(address, words | {"quorum": "5/4"}).status_code == 422
    assert client.post(address, words).status_code == 302

    rule = VotingRule.objects.get()
    assert (rule.quorum_num, rule.quorum_den, rule.threshold_num, rule.strict) == (
        3,
        4,
        2,
        False,
    )
    assert page(room.office.thu, "voting-rule", room.council.public_id).status_code == (
        403
    )


def test_desk_tells_each_role_what_waits(room: Room) -> None:
    def told(user: User) -> list[tuple[str, int]]:
        return [(row.label, row.count) for row in desk.waiting(user, 2024)]

    filed = room.filed()
    assert told(room.office.thu) == [("Cho ý kiến về sáng kiến mới đề nghị", 1)]
    actions.appraise(room.office.lan, filed, actions.OpinionForm("recognise", "Tốt"))
    assert told(room.office.thu) == [("Ghi kết quả biểu quyết sáng kiến", 1)]
    assert told(room.office.hoa) == []


def test_long_list_of_names_asks_for_the_unit_first(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vinhdanh.pages.initiatives.views.MOST_NAMES", 3)

    first = text(page(room.office.lan, "initiative-new"))
    assert "hãy chọn đơn vị của các tác giả trước" in first
    assert "Nguyễn Văn An" not in first

    chosen = page(
        room.office.lan, "initiative-new", don_vi=room.office.first.subject.public_id
    )
    assert "Nguyễn Văn An" in text(chosen)
