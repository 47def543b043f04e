"""The sample lists read without a problem and hold the facts they promise."""

import io
import tomllib
import zipfile
from datetime import date
from pathlib import Path

import pytest

from tests.sheets import making
from tools import make_samples

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
LAST_DAY = date(2016, 12, 31)


@pytest.fixture(scope="module")
def office_2016():
    path = SAMPLES / "van-phong-hdnd-2016" / "danh-sach.xlsx"
    return making.read(path.read_bytes(), year=2016, discipline="none")


@pytest.fixture(scope="module")
def people(office_2016):
    return {
        (row.values["name"], date.fromisoformat(row.values["birth_date"])): row.values
        for row in office_2016.rows
    }


def has_initiative(values, year, scope=None):
    return any(
        found["year"] == year
        and found["decision_no"]
        and scope in (None, found["scope"])
        for found in values["initiatives"]
    )


def holds(values, code, year):
    return any(won["code"] == code for won in values["titles"].get(str(year), []))


def unpacked(data):
    if not data.startswith(b"PK"):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_files_are_what_the_maker_writes():
    # Unpacked, because zlib releases differ in how they pack the same bytes.
    for path, content in make_samples.files().items():
        assert unpacked((SAMPLES / path).read_bytes()) == unpacked(content), path


def test_the_office_of_2016_has_38_people_in_three_units(office_2016, people):
    assert office_2016.problems == []
    assert office_2016.account == (
        "41 dòng dưới tiêu đề = 38 người + 1 dòng cộng + 1 dòng trống + 1 dòng ghi "
        "chú, chữ ký cuối bảng."
    )
    units = [values["unit"] for values in people.values()]
    assert {unit: units.count(unit) for unit in units} == {
        "Lãnh đạo Văn phòng": 3,
        "Phòng Tổng hợp": 12,
        "Phòng Công tác Hội đồng nhân dân": 11,
        "Phòng Hành chính - Tổ chức - Quản trị": 12,
    }
    posts = [values["post"] for values in people.values()]
    assert (posts.count("Trưởng phòng"), posts.count("Phó Trưởng phòng")) == (3, 3)
    assert len({name for name, _ in people}) == 37


def test_all_38_meet_the_first_title(people):
    absences = []
    for values in people.values():
        assert values["rating"]["2016"] in ("HTXS", "HTT")
        assert values["discipline"] == {"2016": "none"}
        assert values["recruited_on"] <= "2016-02-29"
        absences.append(values["absence_working_days"]["2016"])
    assert max(absences) == 39
    assert absences.count(39) == 1
    maternity = [v for v in people.values() if "thai sản" in (v["note"] or "")]
    assert [values["absence_working_days"]["2016"] for values in maternity] == [2, 1]


def test_seventeen_have_an_initiative_of_the_year_and_one_nominee_has_none(people):
    with_one = {who for who, values in people.items() if has_initiative(values, 2016)}
    nominees = set(make_samples.NOMINATED_GRASSROOTS_FIGHTERS)
    assert len(with_one) == 17
    assert nominees - with_one == {make_samples.FALLS_BY_LAW}
    assert make_samples.FALLS_BY_VOTE in with_one
    assert people[make_samples.FALLS_BY_LAW]["rating"]["2016"] == "HTXS"


def test_one_alone_may_become_fighter_of_the_city(people):
    in_a_row = {
        who
        for who, values in people.items()
        if all(holds(values, "CSTDCS", year) for year in (2014, 2015))
    }
    assert in_a_row == {make_samples.CITY_FIGHTER}
    assert has_initiative(people[make_samples.CITY_FIGHTER], 2016, "province")


def test_six_may_have_the_diploma_of_the_city(people):
    winners = set(make_samples.NOMINATED_GRASSROOTS_FIGHTERS) - {
        make_samples.FALLS_BY_LAW,
        make_samples.FALLS_BY_VOTE,
    }
    may_have = {
        who
        for who, values in people.items()
        if all(
            values["rating"][str(year)] == "HTXS" and has_initiative(values, year)
            for year in (2015, 2016)
        )
    }
    assert len(set(make_samples.CITY_DIPLOMAS)) == 6
    assert may_have == {*make_samples.CITY_DIPLOMAS, make_samples.CITY_FIGHTER}
    assert may_have <= winners


def test_fourteen_others_may_have_the_certificate_of_the_office(people):
    chosen = set(make_samples.OFFICE_CERTIFICATES)
    assert len(chosen) == 14
    for who in chosen:
        assert people[who]["rating"]["2015"] in ("HTXS", "HTT")
        assert holds(people[who], "LDTT", 2015)
    assert not chosen & set(make_samples.CITY_DIPLOMAS)


def test_the_names_are_written_for_who_has_no_tools(people):
    path = SAMPLES / "van-phong-hdnd-2016" / "nam-2016.toml"
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    named = {
        group: [(who["name"], who["birth_date"]) for who in told[group]]
        for group in told
        if group not in ("year", "office", "units")
    }
    assert named["falls_by_law"] == [make_samples.FALLS_BY_LAW]
    assert named["office_certificates"] == list(make_samples.OFFICE_CERTIFICATES)
    assert all(who in people for group in named.values() for who in group)


def test_the_office_of_2026_is_the_same_ten_years_later(people):
    path = SAMPLES / "van-phong-hdnd-2026" / "danh-sach.xlsx"
    found = making.read(path.read_bytes(), year=2026, discipline="none")
    assert found.errors == []
    assert len(found.rows) == 36
    now = {
        (row.values["name"], date.fromisoformat(row.values["birth_date"])): row.values
        for row in found.rows
    }
    assert (len(now.keys() & people.keys()), len(now.keys() - people.keys())) == (30, 6)
    not_yet = [v for v in now.values() if v["rating"]["2026"] is None]
    assert len(not_yet) == 18
    for key in ("sex", "recruited_on"):
        assert any(values[key] is None for values in now.values())
    assert any(values["discipline"]["2026"] is None for values in now.values())
