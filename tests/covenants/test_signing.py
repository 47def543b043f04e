from datetime import date, timedelta
from typing import Any

import pytest

from tests.covenants.conftest import ON_TIME, SCAN, party_of, sign
from tests.worlds import Office
from vinhdanh.accounts.fresh import FRESH, SignIn
from vinhdanh.base import audit, clock, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.covenants import actions, papers, queries, tasks
from vinhdanh.covenants.enums import SignedWay, Standing
from vinhdanh.covenants.models import Covenant, CovenantParty
from vinhdanh.movements.models import Movement


def refusal_of(deed: Any, *args: Any, **words: Any) -> Refused:
    with pytest.raises(Refused) as refusal:
        deed(*args, **words)
    return refusal.value


# ── on the screen ──


def test_each_head_signs_for_her_own_unit(office: Office, covenant: Covenant) -> None:
    first, second = covenant.parties.all()

    signed = sign(office.hanh, first)
    with pytest.raises(rights.Forbidden):
        sign(office.hanh, second)

    assert (signed.signed_by_name, signed.signed_by_title, signed.signed_on) == (
        "Trần Thị Hạnh",
        "Trưởng phòng",
        date(2026, 2, 10),
    )
    assert signed.text_hash == queries.covenant_hash(covenant)
    assert signed.way == SignedWay.SCREEN
    assert queries.standing(covenant) == Standing.SIGNING
    assert [event.verb for event in audit.events_of(first)] == ["covenant.sign"]


def test_covenant_is_whole_when_all_have_signed(
    office: Office, whole: Covenant
) -> None:
    assert queries.is_signed_by_all(whole)
    assert queries.standing(whole) == Standing.SIGNED
    assert list(queries.parties_to_sign(office.minh)) == []
    assert whole.signed_hash == queries.signed_hash(whole)
    assert audit.events_of(whole)[0].verb == "covenant.freeze"


@pytest.mark.parametrize(
    ("age", "is_fresh"),
    [
        (timedelta(), True),
        (FRESH, True),
        (FRESH + timedelta(seconds=1), False),
        (timedelta(seconds=-1), False),
    ],
)
def test_signature_asks_for_a_password_of_the_last_minutes(
    office: Office, covenant: Covenant, age: timedelta, *, is_fresh: bool
) -> None:
    words: dict[str, Any] = {
        "signer_post": "Trưởng phòng",
        "seen_hash": queries.covenant_hash(covenant),
        "proof": SignIn(office.hanh.pk, clock.now() - age),
    }
    party = party_of(covenant, "Phòng Tổng hợp")

    if is_fresh:
        assert actions.sign(office.hanh, party, **words).signed_on
        return
    assert refusal_of(actions.sign, office.hanh, party, **words).code == (
        "account.stale_sign_in"
    )


@pytest.mark.parametrize("whose", ["nobody", "another"])
def test_password_of_another_signs_nothing(
    office: Office, covenant: Covenant, whose: str
) -> None:
    proof = None if whose == "nobody" else SignIn(office.quang.pk, clock.now())

    refused = refusal_of(
        actions.sign,
        office.hanh,
        party_of(covenant, "Phòng Tổng hợp"),
        signer_post="Trưởng phòng",
        seen_hash=queries.covenant_hash(covenant),
        proof=proof,
    )

    assert refused.message == "Để ký, hãy nhập lại mật khẩu của mình trên trang này."
    assert not queries.is_signed_by_any(covenant)


def test_text_changed_since_it_was_read_is_not_signed(
    office: Office, covenant: Covenant
) -> None:
    seen = queries.covenant_hash(covenant)
    actions.mend_covenant(
        office.lan,
        covenant,
        [office.first, office.second],
        name=covenant.name,
        text=covenant.text,
        pledges=[ON_TIME],
    )

    refused = refusal_of(
        actions.sign,
        office.hanh,
        party_of(covenant, "Phòng Tổng hợp"),
        signer_post="Trưởng phòng",
        seen_hash=seen,
        proof=SignIn(office.hanh.pk, clock.now()),
    )

    assert refused.code == "covenant.changed"
    assert queries.parties_to_sign(office.hanh).count() == 1


def test_second_signature_is_refused(office: Office, signed: Covenant) -> None:
    refused = refusal_of(sign, office.hanh, party_of(signed, "Phòng Tổng hợp"))

    assert refused.message == "“Phòng Tổng hợp” đã ký giao ước này."


def test_signature_bears_a_post(office: Office, covenant: Covenant) -> None:
    refused = refusal_of(
        sign, office.hanh, party_of(covenant, "Phòng Tổng hợp"), post=" "
    )

    assert refused.code == "covenant.no_post"


def test_a_post_that_cannot_be_printed_is_named(
    office: Office, covenant: Covenant
) -> None:
    refused = refusal_of(
        sign, office.hanh, party_of(covenant, "Phòng Tổng hợp"), post="Trưởng phòng ★"
    )

    assert "không in được ký tự “★”" in refused.message


def test_covenant_of_a_draft_movement_waits(office: Office, draft: Movement) -> None:
    covenant = actions.draft_covenant(
        office.lan, draft, [office.first, office.second], name="G", text="T"
    )

    refused = refusal_of(sign, office.hanh, party_of(covenant, "Phòng Tổng hợp"))

    assert refused.code == "covenant.not_launched"
    assert list(queries.parties_to_sign(office.hanh)) == []
    assert list(queries.visible_to(office.hoa)) == []


# ── on paper ──


def _signatures(covenant: Covenant) -> list[actions.PaperSignature]:
    return [
        actions.PaperSignature(party, f"Người ký {n}", "Trưởng phòng")
        for n, party in enumerate(covenant.parties.all(), start=1)
    ]


def _record(office: Office, covenant: Covenant, **changed: Any) -> Any:
    words: dict[str, Any] = {
        "signatures": _signatures(covenant),
        "place": "Hội trường tầng 3",
        "on": date(2026, 1, 20),
        "scan": SCAN,
        "seen_hash": queries.covenant_hash(covenant),
    } | changed
    return actions.record_ceremony(office.lan, covenant, **words)


def test_paper_ceremony_signs_for_all(office: Office, covenant: Covenant) -> None:
    ceremony = _record(office, covenant)

    covenant.refresh_from_db()
    signed = list(
        covenant.parties.values_list(
            "printed_name", "signed_by_name", "signed_on", "way"
        )
    )
    assert signed == [
        ("Phòng Tổng hợp", "Người ký 1", date(2026, 1, 20), SignedWay.PAPER),
        ("Phòng Hành chính", "Người ký 2", date(2026, 1, 20), SignedWay.PAPER),
    ]
    assert (ceremony.place, ceremony.scan.original_name) == (
        "Hội trường tầng 3",
        SCAN.name,
    )
    assert queries.standing(covenant) == Standing.SIGNED
    event = next(e for e in audit.events_of(covenant) if e.verb == "covenant.record")
    assert (event.after or {})["parties"] == [
        "Phòng Tổng hợp: Người ký 1, Trưởng phòng",
        "Phòng Hành chính: Người ký 2, Trưởng phòng",
    ]


def test_one_signs_on_paper_and_one_on_the_screen(
    office: Office, signed: Covenant
) -> None:
    second = party_of(signed, "Phòng Hành chính")

    _record(
        office,
        signed,
        signatures=[actions.PaperSignature(second, "Lê Văn Quang", "Trưởng phòng")],
    )

    signed.refresh_from_db()
    assert signed.signed_hash
    assert list(signed.parties.values_list("way", flat=True)) == ["screen", "paper"]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"signatures": []}, "covenant.nobody"),
        ({"place": " "}, "covenant.no_place"),
        ({"place": "Hội trường 🏛"}, "covenant.unprintable"),
        ({"on": date(2026, 2, 11)}, "covenant.future"),
        ({"scan": None}, "covenant.no_scan"),
        ({"scan": actions.Scan("a.pdf", b"")}, "covenant.no_scan"),
        ({"scan": actions.Scan("a.exe", b"MZ")}, "upload.kind"),
        ({"seen_hash": "khác"}, "covenant.changed"),
    ],
)
def test_paper_ceremony_lacks_nothing(
    office: Office, covenant: Covenant, changed: dict[str, Any], code: str
) -> None:
    assert refusal_of(_record, office, covenant, **changed).code == code
    assert not queries.is_signed_by_any(covenant)


@pytest.mark.parametrize(("name", "post"), [("", "Trưởng phòng"), ("Lan", " ")])
def test_paper_signature_has_name_and_post(
    office: Office, covenant: Covenant, name: str, post: str
) -> None:
    party = party_of(covenant, "Phòng Tổng hợp")

    refused = refusal_of(
        _record,
        office,
        covenant,
        signatures=[actions.PaperSignature(party, name, post)],
    )

    assert refused.message == (
        "Hãy ghi cả họ tên và chức vụ người ký cho “Phòng Tổng hợp”."
    )


def test_party_of_another_covenant_does_not_sign_this_one(
    office: Office, movement: Movement, covenant: Covenant
) -> None:
    other = actions.draft_covenant(
        office.lan, movement, [office.first, office.second], name="Khác", text="T"
    )

    refused = refusal_of(_record, office, covenant, signatures=_signatures(other))

    assert refused.code == "covenant.foreign_party"


def test_ceremony_is_recorded_by_the_officer(
    office: Office, covenant: Covenant
) -> None:
    with pytest.raises(rights.Forbidden):
        actions.record_ceremony(
            office.hanh,
            covenant,
            _signatures(covenant),
            place="Hội trường",
            on=date(2026, 1, 20),
            scan=SCAN,
            seen_hash=queries.covenant_hash(covenant),
        )


# ── what was signed stands ──


@pytest.mark.parametrize("what", ["text", "party", "signature", "copy"])
def test_what_was_changed_behind_the_back_shows(whole: Covenant, what: str) -> None:
    tasks.keep_copy.func(whole.pk)
    whole.refresh_from_db()
    assert queries.is_as_signed(whole)

    if what == "text":
        Covenant.objects.filter(pk=whole.pk).update(text="Khác")
    elif what == "party":
        CovenantParty.objects.filter(covenant=whole).update(printed_name="Khác")
    elif what == "signature":
        CovenantParty.objects.filter(covenant=whole).update(signed_by_name="Khác")
    else:
        assert whole.signed_copy is not None
        whole.signed_copy.sha256 = "0" * 64

    if what != "copy":
        whole.refresh_from_db()
    assert not queries.is_as_signed(whole)


def test_paper_holds_every_pledge_the_parties_sign(covenant: Covenant) -> None:
    covenant.pledges.filter(position=1).update(direction="less")

    paper = papers.paper_data(covenant)

    assert [(row.name, row.goal) for row in paper.pledges] == [
        ("Văn bản xử lý đúng hạn", "≤ 98"),
        ("Họp đúng giờ", ""),
    ]


def test_signed_copy_is_printed_once(whole: Covenant) -> None:
    papers.keep_copy(whole.pk)
    whole.refresh_from_db()
    first = whole.signed_copy_id

    papers.keep_copy(whole.pk)
    whole.refresh_from_db()

    assert first is not None
    assert whole.signed_copy_id == first


def test_copy_waits_for_the_last_signature(signed: Covenant) -> None:
    papers.keep_copy(signed.pk)

    signed.refresh_from_db()
    assert signed.signed_copy_id is None
