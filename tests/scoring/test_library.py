"""The library: every table can be put in force as it is, and says where it is from."""

import pytest

from vinhdanh.scoring import actions, checking, library, tables
from vinhdanh.scoring.enums import ScoredKind


@pytest.mark.parametrize("preset", library.presets().values(), ids=lambda p: p.code)
def test_a_preset_is_sound_and_names_its_source(preset):
    assert checking.faults(preset.content) == []
    assert preset.scored_kind in ScoredKind.values
    assert preset.source
    assert preset.is_sample == ("dữ liệu mẫu" in preset.source.lower())


def test_a_preset_is_copied_with_its_source_and_put_in_force(office):
    preset = library.presets()["block_by_targets"]
    draft = actions.make_set(
        office.lan, office.unit, name=preset.name, scored_kind=preset.scored_kind
    )

    draft = actions.copy_table(office.lan, draft, preset.content, source=preset.source)
    version = actions.put_in_force(office.minh, draft)

    assert tables.content(version) == preset.content
    assert version.note == preset.source


def test_the_published_method_keeps_its_ladder_caps_and_bars(office):
    table = library.presets()["block_by_targets"].content
    rows = {row["code"]: row for row in table["criteria"]}

    assert table["bonus_most"] == 20_00
    assert rows["chi_tieu_tang"]["bonus_pct"] == 10
    assert rows["bao_cao_muon"]["details"]["steps"] == [
        [5, 5_00],
        [10, 10_00],
        [15, 20_00],
    ]
    assert rows["canh_cao"]["details"]["bars"] == ["CO_TINH", "BK_TINH"]
