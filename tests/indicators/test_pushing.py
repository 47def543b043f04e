"""Figures pushed with a key: all rows or none, repeats harmless, errors by row."""

import json
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from tests.indicators.conftest import TwoLevels
from vinhdanh.base import audit, rights
from vinhdanh.base.models import AuditEvent
from vinhdanh.base.refusal import Refused
from vinhdanh.indicators import actions, pushed, queries
from vinhdanh.indicators.actions import pushing
from vinhdanh.indicators.models import ApiCall, ApiKey, IndicatorValue

JSON, CSV = "application/json", "text/csv"


@pytest.fixture
def key(levels: TwoLevels) -> ApiKey:
    named = "Quản lý văn bản"
    return actions.issue_key(levels.lan, levels.district, name=named)[0]


def send(key: ApiKey, *rows: dict[str, Any], again: str = "") -> pushing.Answer:
    body = json.dumps({"so_lieu": rows}).encode()
    return actions.push(key, body, JSON, again)


def row(code: str, period: str, figure: Any, **more: Any) -> dict[str, Any]:
    return {"chi_so": code, "ky": period, "gia_tri": figure, **more}


def values() -> dict[str, str]:
    rows = IndicatorValue.objects.select_related("indicator")
    return {f"{each.indicator.code} {each.when.slot}": each.shown for each in rows}


# --- keys ----------------------------------------------------------------------------


def test_key_is_kept_as_a_hash_and_known_by_its_secret(levels: TwoLevels) -> None:
    key, secret = actions.issue_key(levels.lan, levels.district, name="Một cửa")

    assert secret not in str(list(ApiKey.objects.values()))
    assert actions.key_of(secret) == key
    assert actions.key_of(secret + "x") is None
    event = audit.events_of(key).get()
    assert (event.verb, secret in str(event.after)) == ("key.issue", False)


def test_revoked_key_opens_nothing(levels: TwoLevels, key: ApiKey) -> None:
    other, secret = actions.issue_key(levels.lan, levels.district, name="Một cửa")

    actions.revoke_key(levels.lan, other)
    actions.revoke_key(levels.lan, other)

    assert actions.key_of(secret) is None
    assert audit.events_of(other).filter(verb="key.revoke").count() == 1
    answer = send(other, row("ky_hop", "2023", 4))
    assert (answer.status, answer.told["loi"]["ma"]) == (422, "key.revoked")
    assert values() == {}


def test_key_is_issued_by_who_records_there(levels: TwoLevels) -> None:
    with pytest.raises(rights.Forbidden):
        actions.issue_key(levels.nga, levels.district, name="Một cửa")
    with pytest.raises(Refused, match="hệ thống nào dùng khóa"):
        actions.issue_key(levels.lan, levels.district, name=" ")
    sessions = levels.indicator("ky_hop")
    actions.set_reporters(levels.lan, sessions, [levels.first])
    with pytest.raises(Refused) as refusal:
        actions.issue_key(levels.lan, levels.district, name="X", indicators=[sessions])
    assert refusal.value.code == "indicator.not_reporter"


# --- a call --------------------------------------------------------------------------


def test_rows_are_written_and_answered_one_by_one(
    levels: TwoLevels, key: ApiKey
) -> None:
    answer = send(
        key,
        row("ky_hop", "2023-H1", 2, nguon="Hệ thống kỳ họp"),
        row("don_thu", "2023", "hơn 1.000"),
        row("nghi_quyet", "2023", 1234.5),
    )

    assert answer.status == 200
    assert {name: answer.told[name] for name in ("so_dong", "da_ghi", "khong_doi")} == {
        "so_dong": 3,
        "da_ghi": 3,
        "khong_doi": 0,
    }
    assert answer.told["dong"][1] == {
        "so": 2,
        "chi_so": "don_thu",
        "ky": "2023",
        "ket_qua": "da_ghi",
        "gia_tri": "hơn 1.000",
    }
    assert values() == {
        "ky_hop 2023-H1": "2",
        "don_thu 2023": "hơn 1.000",
        "nghi_quyet 2023": "1.234,5",
    }
    sources = set(IndicatorValue.objects.values_list("source", flat=True))
    assert sources == {"Hệ thống kỳ họp", "Quản lý văn bản"}
    event = AuditEvent.objects.filter(verb="indicator.record").first()
    assert event is not None
    assert event.actor_name.startswith("Quản lý văn bản (khóa vd_")


def test_same_figures_again_change_nothing(levels: TwoLevels, key: ApiKey) -> None:
    send(key, row("ky_hop", "2023", 4))
    before = AuditEvent.objects.count()

    answer = send(key, row("ky_hop", "2023", "4"))

    assert (answer.told["da_ghi"], answer.told["khong_doi"]) == (0, 1)
    assert AuditEvent.objects.count() == before


def test_one_bad_row_keeps_all_out_and_is_named(levels: TwoLevels, key: ApiKey) -> None:
    answer = send(
        key,
        row("ky_hop", "2023", 4),
        row("khong_co", "2023", 4),
        row("ky_hop", "2023-Q9", 4),
        row("don_thu", "2023", "12 người"),
        row("ky_hop", "2023", 5),
        row("ky_hop", "", 5),
        row("ky_hop", "2023", True),
        row("ky_hop", "2023", 1, ghi_chu="x"),
        row("nghi_quyet", "2023", "1.5"),
    )

    assert answer.status == 422
    assert answer.told["loi"]["noi_dung"] == "8/9 dòng có lỗi; chưa dòng nào được ghi."
    assert {each["so"]: each["ma"] for each in answer.told["dong"]} == {
        2: "push.no_indicator",
        3: "indicator.no_period",
        4: "indicator.other_measure",
        5: "push.twin",
        6: "push.row",
        7: "push.row",
        8: "push.row",
        9: "indicator.no_number",
    }
    said = {each["so"]: each["loi"] for each in answer.told["dong"]}
    assert said[5] == "trùng chỉ số và kỳ với dòng 1."
    assert said[6] == "thiếu “ky”."
    assert said[7] == "“gia_tri” phải là chữ hoặc số."
    assert said[8] == "không có cột “ghi_chu”."
    assert values() == {}


def test_locked_figure_is_not_pushed_over(levels: TwoLevels, key: ApiKey) -> None:
    send(key, row("ky_hop", "2023", 4))
    actions.lock_values(levels.lan, list(IndicatorValue.objects.all()))

    same = send(key, row("ky_hop", "2023", 4))
    other = send(key, row("ky_hop", "2023", 5))

    assert (same.status, same.told["khong_doi"]) == (200, 1)
    assert other.told["dong"][0]["ma"] == "indicator.locked"
    assert values() == {"ky_hop 2023": "4"}


def test_key_for_some_indicators_fills_these_and_their_parts(
    levels: TwoLevels,
) -> None:
    sessions = levels.indicator("ky_hop")
    key, _secret = actions.issue_key(
        levels.nga, levels.first, name="Một cửa", indicators=[sessions]
    )

    good = send(key, row("ky_hop", "2023", 3), row("ky_hop_chuyen_de", "2023", 1))
    bad = send(key, row("nghi_quyet", "2023", 3))

    assert good.status == 200
    assert bad.told["dong"][0]["ma"] == "push.no_indicator"
    units = {each.unit_id for each in IndicatorValue.objects.all()}
    assert units == {levels.first.pk}
    codes = [each.code for each in queries.fillable_by(key)]
    assert codes == ["ky_hop", "ky_hop_thuong_le", "ky_hop_chuyen_de"]


# --- repeats and rates ---------------------------------------------------------------


def test_repeat_of_a_call_gives_its_first_answer(
    levels: TwoLevels, key: ApiKey
) -> None:
    first = send(key, row("ky_hop", "2023", 4), again="lan-1")
    actions.record_value(levels.lan, levels.indicator("ky_hop"), 2023, "9")

    repeat = send(key, row("ky_hop", "2023", 4), again="lan-1")

    assert (repeat.told, repeat.is_repeat) == (first.told, True)
    # What somebody corrected meanwhile is not written over by the repeat.
    assert values() == {"ky_hop 2023": "9"}
    assert ApiCall.objects.count() == 1


def test_repeat_key_is_for_one_body(levels: TwoLevels, key: ApiKey) -> None:
    send(key, row("ky_hop", "2023", 4), again="lan-1")

    other = send(key, row("ky_hop", "2023", 5), again="lan-1")
    long = send(key, row("ky_hop", "2023", 5), again="x" * 101)

    assert (other.status, other.told["loi"]["ma"]) == (409, "push.other_body")
    assert (long.status, long.told["loi"]["ma"]) == (422, "push.long_key")
    assert values() == {"ky_hop 2023": "4"}


def test_refused_call_may_be_mended_under_its_repeat_key(
    levels: TwoLevels, key: ApiKey
) -> None:
    assert send(key, row("ky_hop", "2023", "ba"), again="lan-1").status == 422
    assert send(key, row("ky_hop", "2023", 3), again="lan-1").status == 200


def test_a_minute_takes_so_many_calls(
    levels: TwoLevels, key: ApiKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pushing, "CALLS_A_MINUTE", 2)
    with time_machine.travel("2026-02-10 09:00 +07:00", tick=False) as clock:
        codes = [send(key, row("ky_hop", "2023", n)).status for n in (1, 2, 3)]
        clock.shift(timedelta(seconds=60))
        codes.append(send(key, row("ky_hop", "2023", 4)).status)

    assert codes == [200, 200, 429, 200]


# --- reading -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "media_type", "code"),
    [
        (b"{", JSON, "push.json"),
        (b"[]", JSON, "push.json"),
        (b'{"so_lieu": 1}', JSON, "push.json"),
        (b'{"so_lieu": [{"gia_tri": NaN}]}', JSON, "push.json"),
        (b"[" * 100_000, JSON, "push.json"),
        (b'{"so_lieu": []}', JSON, "push.empty"),
        (b"\xff", JSON, "push.encoding"),
        (b"x", "text/html", "push.media_type"),
        (b"", CSV, "push.csv"),
        (b"chi_so,ky\na,2023\n", CSV, "push.csv"),
        (b"chi_so,ky,ky,gia_tri\n", CSV, "push.csv"),
        (b"chi_so,ky,gia_tri\n", CSV, "push.empty"),
        (b"chi_so,ky,gia_tri\n" + b"a,2023,1\n" * 501, CSV, "push.too_many"),
        (b" " * (pushed.MOST_BYTES + 1), JSON, "push.too_large"),
    ],
)
def test_body_that_is_no_list_is_refused(
    levels: TwoLevels, key: ApiKey, body: bytes, media_type: str, code: str
) -> None:
    answer = actions.push(key, body, media_type)

    assert answer.told["loi"]["ma"] == code
    wanted = {"push.too_large": 413, "push.media_type": 415}.get(code, 422)
    assert answer.status == wanted


def test_csv_is_read_with_either_mark_and_numbers_as_written(
    levels: TwoLevels, key: ApiKey
) -> None:
    told = "\ufeffchi_so;ky;gia_tri;nguon\r\ndon_thu;2023-H1;1.234,5;Sổ\r\n\r\n"
    first = actions.push(key, told.encode(), CSV)
    second = actions.push(key, b'chi_so,ky,gia_tri\nky_hop,2023,"4"\n', CSV)

    assert (first.status, second.status) == (200, 200)
    assert values() == {"don_thu 2023-H1": "1.234,5", "ky_hop 2023": "4"}


def test_csv_row_with_a_cell_too_many_is_named(levels: TwoLevels, key: ApiKey) -> None:
    answer = actions.push(key, b"chi_so,ky,gia_tri\nky_hop,2023,4,9\n", CSV)

    assert answer.told["dong"] == [
        {
            "so": 1,
            "chi_so": "",
            "ky": "",
            "ket_qua": "loi",
            "ma": "push.row",
            "loi": "có 4 ô, dòng đầu có 3 cột.",
        }
    ]


def test_json_number_without_end_is_refused(levels: TwoLevels, key: ApiKey) -> None:
    body = b'{"so_lieu": [{"chi_so": "ky_hop", "ky": "2023", "gia_tri": 1.5e99999}]}'

    answer = actions.push(key, body, JSON)

    assert answer.told["dong"][0]["loi"] == "“gia_tri” phải là chữ hoặc số."


def test_json_row_that_is_no_object_is_named(levels: TwoLevels, key: ApiKey) -> None:
    answer = actions.push(key, b'{"so_lieu": [5]}', JSON)

    assert answer.told["dong"][0]["loi"] == "dòng không phải đối tượng JSON."
