import pytest

from tests.indicators.conftest import TwoLevels
from tests.worlds import Office
from vinhdanh.base import audit, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.indicators import actions, library
from vinhdanh.indicators.models import Indicator


def refused(*args, **kwargs) -> str:
    with pytest.raises(Refused) as refusal:
        args[0](*args[1:], **kwargs)
    return refusal.value.code


def reporters(indicator: Indicator) -> set[str]:
    return {str(row.unit) for row in indicator.reporters.select_related("unit")}


def test_preset_is_copied_with_its_breakdowns_and_source(levels: TwoLevels) -> None:
    sessions = levels.indicator("ky_hop")
    parts = {row.code for row in sessions.parts.all()}

    assert parts == {"ky_hop_thuong_le", "ky_hop_chuyen_de"}
    assert reporters(levels.indicator("ky_hop_chuyen_de")) == set(map(str, levels.all))
    assert sessions.source.startswith("Các hoạt động được thống kê")
    # A part is reported as often as its whole.
    assert levels.indicator("chat_van").frequency == "half"


def test_preset_copied_again_adds_nothing(levels: TwoLevels) -> None:
    preset = library.presets()["peoples_council"]

    assert actions.copy_preset(levels.lan, levels.district, preset) == []


@pytest.mark.parametrize("code", sorted(library.presets()))
def test_every_preset_can_be_copied(office: Office, code: str) -> None:
    preset = library.presets()[code]

    made = actions.copy_preset(office.lan, office.unit, preset)

    assert [row.code for row in made] == [row["code"] for row in preset.indicators]
    assert preset.source


def test_people_are_no_part_of_occasions(levels: TwoLevels) -> None:
    occasions = levels.indicator("tiep_cong_dan")

    code = refused(
        actions.define_indicator,
        levels.lan,
        levels.district,
        code="nguoi",
        name="Công dân được tiếp",
        measure="người",
        terms=actions.Terms(part_of=occasions, breakdown="người được tiếp"),
    )

    assert code == "indicator.other_measure"


@pytest.mark.parametrize(
    ("part_of", "breakdown", "expected"),
    [
        ("ky_hop", "", "indicator.no_breakdown"),
        ("ky_hop_chuyen_de", "loại", "indicator.no_whole"),
    ],
)
def test_part_of_nothing_whole_is_refused(
    levels: TwoLevels, part_of: str, breakdown: str, expected: str
) -> None:
    whole = levels.indicator(part_of)
    terms = actions.Terms(part_of=whole, breakdown=breakdown)
    words = {"code": "x", "name": "X", "measure": "kỳ họp", "terms": terms}

    define = actions.define_indicator
    assert refused(define, levels.lan, levels.district, **words) == expected
    assert refused(define, levels.nga, levels.first, **words) == "indicator.no_whole"


def test_only_units_below_report(office: Office) -> None:
    code = refused(
        actions.define_indicator,
        office.lan,
        office.unit,
        code="a",
        name="A",
        measure="tờ",
        reporters=[office.other],
    )

    assert code == "indicator.outside"


def test_words_change_and_the_measure_stays_once_counted(levels: TwoLevels) -> None:
    letters = levels.indicator("don_thu")
    terms = actions.Terms(frequency="month", group="Cử tri")

    changed = actions.change_indicator(
        levels.lan, letters, name="Đơn thư", measure="đơn", terms=terms
    )

    assert (changed.name, changed.frequency) == ("Đơn thư", "month")
    assert levels.indicator("don_da_tra_loi").frequency == "month"
    event = audit.events_of(changed).first()
    assert event is not None
    assert (event.before or {})["frequency"] == "half"
    code = refused(
        actions.change_indicator,
        levels.lan,
        changed,
        name="Đơn thư",
        measure="lượt",
        terms=terms,
    )
    assert code == "indicator.measure_used"
    same = actions.change_indicator(
        levels.lan, changed, name="Đơn thư", measure="đơn", terms=terms
    )
    assert audit.events_of(same).count() == audit.events_of(changed).count()


def test_measure_of_what_nobody_counted_may_change(office: Office) -> None:
    made = actions.define_indicator(
        office.lan, office.unit, code="a", name="A", measure="tờ"
    )

    changed = actions.change_indicator(
        office.lan, made, name="A", measure="trang", terms=actions.Terms()
    )

    assert changed.measure == "trang"


def test_reporters_change_for_the_whole_and_its_parts(levels: TwoLevels) -> None:
    sessions = levels.indicator("ky_hop")
    actions.record_value(levels.nga, sessions, 2023, "2", unit=levels.first)

    actions.set_reporters(levels.lan, sessions, [levels.district, levels.first])
    actions.set_reporters(levels.lan, sessions, [levels.first, levels.district])

    names = {"HĐND quận", "HĐND phường Một"}
    assert reporters(sessions) == names
    assert reporters(levels.indicator("ky_hop_thuong_le")) == names
    changes = audit.events_of(sessions).filter(verb="indicator.reporters")
    assert changes.count() == 1
    only = [levels.district]
    told = refused(actions.set_reporters, levels.lan, sessions, only)
    assert told == "indicator.has_reported"
    assert (
        refused(actions.set_reporters, levels.lan, sessions, []) == "indicator.nobody"
    )


def test_a_ward_does_not_write_the_district_s_catalogue(levels: TwoLevels) -> None:
    sessions = levels.indicator("ky_hop")

    with pytest.raises(rights.Forbidden):
        actions.set_reporters(levels.nga, sessions, [levels.first])
    with pytest.raises(rights.Forbidden):
        actions.define_indicator(
            levels.nga, levels.district, code="a", name="A", measure="tờ"
        )
