from dataclasses import replace
from typing import Any

import pytest

from tests.covenants.conftest import ON_TIME, PLEDGES, TEXT, party_of, sign
from tests.worlds import Office
from vinhdanh.base import audit, rights
from vinhdanh.base.models import AuditEvent
from vinhdanh.base.refusal import Refused
from vinhdanh.covenants import actions, queries, wording
from vinhdanh.covenants.actions import PledgeLine
from vinhdanh.covenants.enums import Standing
from vinhdanh.covenants.models import Covenant
from vinhdanh.indicators import actions as indicators
from vinhdanh.movements.models import Movement


def _draft(office: Office, movement: Movement, *pledges: PledgeLine) -> Covenant:
    return actions.draft_covenant(
        office.lan,
        movement,
        [office.first, office.second],
        name="Giao ước",
        text=TEXT,
        pledges=pledges,
    )


def test_covenant_names_parties_and_pledges(covenant: Covenant) -> None:
    assert queries.covenant_words(covenant) == {
        "name": "Giao ước thi đua năm 2026",
        "version": 1,
        "text": TEXT,
        "pledges": [
            {
                "name": "Văn bản xử lý đúng hạn",
                "measure": "%",
                "direction": "more",
                "base_hundredths": 95_00,
                "goal_hundredths": 98_00,
                "indicator": "",
            },
            {"name": "Họp đúng giờ"},
        ],
        "parties": ["Phòng Tổng hợp", "Phòng Hành chính"],
    }
    assert queries.standing(covenant) == Standing.DRAFT


def test_covenant_with_one_party_is_refused(office: Office, movement: Movement) -> None:
    with pytest.raises(Refused) as refusal:
        actions.draft_covenant(
            office.lan, movement, [office.first, office.first], name="G", text="T"
        )

    assert refusal.value.code == "covenant.one_party"


@pytest.mark.parametrize(("name", "text"), [(" ", "T"), ("G", "\n")])
def test_covenant_without_words_is_refused(
    office: Office, movement: Movement, name: str, text: str
) -> None:
    with pytest.raises(Refused) as refusal:
        actions.draft_covenant(
            office.lan, movement, [office.first, office.second], name=name, text=text
        )

    assert refusal.value.code == "covenant.empty"


@pytest.mark.parametrize(
    ("text", "pledge"),
    [
        ("Các phòng giao ước 🤝.", ON_TIME),
        ("Các phòng giao ước.", replace(ON_TIME, name="Đúng hạn ✅")),
    ],
)
def test_words_that_cannot_be_printed_are_named_before_anybody_signs(
    office: Office, movement: Movement, text: str, pledge: PledgeLine
) -> None:
    with pytest.raises(Refused, match=r"không in được ký tự “(🤝|✅)”"):
        actions.draft_covenant(
            office.lan,
            movement,
            [office.first, office.second],
            name="Giao ước",
            text=text,
            pledges=[pledge],
        )


def test_invisible_characters_and_new_lines_are_no_hindrance(
    office: Office, movement: Movement
) -> None:
    words = "Các phòng\u200b giao ước\u00a0thi đua.\r\n\tCùng tiến bộ."

    actions.draft_covenant(
        office.lan, movement, [office.first, office.second], name="G", text=words
    )


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"measure": " "}, "pledge.no_measure"),
        ({"name": " "}, "pledge.no_name"),
        ({"goal_hundredths": None}, "pledge.no_goal"),
        ({"goal_hundredths": -1}, "pledge.negative"),
        ({"base_hundredths": -1}, "pledge.negative"),
    ],
)
def test_measured_pledge_is_whole(
    office: Office, movement: Movement, changes: dict[str, Any], code: str
) -> None:
    with pytest.raises(Refused) as refusal:
        _draft(office, movement, replace(ON_TIME, **changes))

    assert refusal.value.code == code


def test_pledge_with_a_figure_asks_for_its_unit_of_measure(
    office: Office, movement: Movement
) -> None:
    with pytest.raises(Refused) as refusal:
        _draft(office, movement, replace(ON_TIME, measure=""))

    assert refusal.value.message == (
        "Cam kết “Văn bản xử lý đúng hạn” có mức nên cần đơn vị tính, "
        "ví dụ: %, văn bản."
    )


def test_nothing_is_a_goal_too(office: Office, movement: Movement) -> None:
    """“Không có văn bản quá hạn”: at most 0."""
    none_late = PledgeLine("Văn bản quá hạn", "văn bản", 0, direction="less")

    (pledge,) = _draft(office, movement, none_late).pledges.all()

    assert (pledge.goal, pledge.base, pledge.is_measured) == ("0", "", True)


def test_indicator_of_another_office_measures_nothing(
    office: Office, movement: Movement
) -> None:
    own = indicators.define_indicator(
        office.lan, office.unit, code="dung_han", name="Đúng hạn", measure="%"
    )
    foreign = indicators.define_indicator(
        office.hoa, office.other, code="khac", name="Khác", measure="%"
    )

    tied = _draft(office, movement, replace(ON_TIME, indicator=own))
    with pytest.raises(Refused) as refusal:
        _draft(office, movement, replace(ON_TIME, indicator=foreign))
    with pytest.raises(Refused) as aimless:
        _draft(office, movement, PledgeLine("Đúng hạn", indicator=own))

    assert tied.pledges.get().indicator == own
    assert refusal.value.code == "pledge.foreign_indicator"
    assert aimless.value.code == "pledge.no_goal"


def test_text_is_composed_from_movement_parties_and_pledges(
    movement: Movement,
) -> None:
    text = wording.composed(
        movement, ["Phòng Tổng hợp", "Phòng Hành chính"], ["Đúng hạn 98 %.", "Họp gọn"]
    )

    opening = (
        "Hưởng ứng phong trào “Phong trào thi đua năm 2026” do Văn phòng Hội đồng nhân "
        "dân tỉnh phát động, với chủ đề “Đoàn kết, kỷ cương năm 2026”, chúng tôi gồm "
        "02 bên: Phòng Tổng hợp, Phòng Hành chính, cùng nhau ký giao ước thi đua năm "
        "2026, quyết tâm thực hiện 02 cam kết sau:"
    )
    assert text.splitlines()[:3] == [
        opening,
        "1. Đúng hạn 98 %.",
        "2. Họp gọn.",
    ]
    assert wording.composed(movement, ["A", "B"], []).splitlines()[1] == wording.CLOSING


# ── after the first signature ──


def test_signed_text_stands(office: Office, signed: Covenant) -> None:
    with pytest.raises(Refused) as refusal:
        actions.mend_covenant(
            office.lan,
            signed,
            [office.first, office.second],
            name="Khác",
            text="Khác",
        )

    assert refusal.value.message == (
        "Giao ước đã có bên ký nên giữ nguyên. Nội dung vừa gõ còn trên trang: có thể "
        "ghi thành bản mới để các bên ký lại."
    )
    signed.refresh_from_db()
    assert signed.text == TEXT


def _renewed(office: Office, covenant: Covenant) -> Covenant:
    return actions.renew_covenant(
        office.lan,
        covenant,
        [office.first, office.second],
        name=covenant.name,
        text="Lời văn mới.",
        pledges=PLEDGES,
    )


def test_new_version_asks_for_signatures_anew_and_keeps_the_old(
    office: Office, signed: Covenant
) -> None:
    made = _renewed(office, signed)

    signed.refresh_from_db()
    assert (made.version, made.replaces, str(made)) == (
        2,
        signed,
        "Giao ước thi đua năm 2026 (bản 2)",
    )
    assert not queries.is_signed_by_any(made)
    assert queries.standing(signed) == Standing.REPLACED
    assert signed.text == TEXT
    assert queries.is_as_signed(signed)
    assert {row.covenant for row in queries.parties_to_sign(office.minh)} == {made}
    assert [event.verb for event in audit.events_of(made)] == ["covenant.renew"]


def test_replaced_version_is_signed_and_renewed_no_more(
    office: Office, signed: Covenant
) -> None:
    _renewed(office, signed)
    signed = Covenant.objects.get(pk=signed.pk)

    with pytest.raises(Refused) as signing:
        sign(office.quang, party_of(signed, "Phòng Hành chính"))
    with pytest.raises(Refused) as renewing:
        _renewed(office, signed)

    assert signing.value.code == renewing.value.code == "covenant.replaced"
    assert signing.value.message == ("Giao ước này đã có bản 2 thay. Hãy mở bản mới.")


def test_unsigned_covenant_is_mended_not_renewed(
    office: Office, covenant: Covenant
) -> None:
    with pytest.raises(Refused) as refusal:
        _renewed(office, covenant)

    assert refusal.value.code == "covenant.unsigned"


# ── thrown away ──


def test_covenant_that_nobody_has_signed_is_thrown_away(
    office: Office, covenant: Covenant
) -> None:
    actions.discard_covenant(office.lan, covenant, reason="lập nhầm phong trào")

    assert not Covenant.objects.exists()
    event = AuditEvent.objects.get(verb="covenant.discard")
    assert (event.before or {})["text"] == TEXT
    assert event.reason == "lập nhầm phong trào"


def test_signed_covenant_stays(office: Office, signed: Covenant) -> None:
    with pytest.raises(Refused) as refusal:
        actions.discard_covenant(office.lan, signed, reason="x")

    assert refusal.value.code == "covenant.kept"


def test_version_that_stays_unsigned_gives_way_to_the_one_before(
    office: Office, signed: Covenant
) -> None:
    words = {"name": signed.name, "text": TEXT}
    parties = [office.first, office.second]
    newer = actions.renew_covenant(office.lan, signed, parties, **words)

    actions.discard_covenant(office.lan, newer, reason="giữ bản cũ")

    again = Covenant.objects.get()
    assert queries.standing(again) == Standing.SIGNING
    assert actions.renew_covenant(office.lan, again, parties, **words).version == 2


def test_only_who_prepares_throws_a_covenant_away(
    office: Office, covenant: Covenant
) -> None:
    with pytest.raises(rights.Forbidden):
        actions.discard_covenant(office.hoa, covenant, reason="x")
