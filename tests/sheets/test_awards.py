"""The names of awards as offices write them."""

import tomllib
from pathlib import Path

import pytest

from vinhdanh import statutes
from vinhdanh.sheets import awards

CATALOGUE = tomllib.loads(
    (Path(statutes.__file__).parent / "awards.toml").read_text(encoding="utf-8")
)


def test_every_award_of_the_law_has_a_word_of_its_own():
    assert set(awards.WRITTEN) == set(CATALOGUE)


@pytest.mark.parametrize("code", CATALOGUE)
def test_an_award_is_known_by_its_written_full_and_short_name(code):
    about = CATALOGUE[code]
    names = (awards.WRITTEN[code], about["name"], about["short_name"])
    assert [awards.code_of(name) for name in names] == [code] * 3


@pytest.mark.parametrize("code", CATALOGUE)
def test_who_may_receive_it_is_as_in_the_law(code):
    subjects = {"individual": "person", "collective": "unit", "household": "household"}
    told = [subjects[who] for who in CATALOGUE[code]["subjects"]]
    assert awards.subject_kind(code) == (told[0] if len(told) == 1 else None)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Danh hiệu chiến sỹ thi đua cấp cơ sở", "CSTDCS"),
        ("CSTĐ CS", "CSTDCS"),
        ("Bằng khen của Chủ tịch UBND tỉnh", "BK_TINH"),
        ("Bằng khen Chủ tịch UBND thành phố Cần Thơ", "BK_TINH"),
        ("BK Bộ trưởng Bộ Nội vụ", "BK_TINH"),
        ("Giấy khen của Chánh Văn phòng", "GK"),
        ("HCLĐ hạng III", "HCLD_3"),
        ("HC Độc lập hạng nhì", "HCDL_2"),
        ("Tập thể LĐ xuất sắc", "TTLDXS"),
        ("TT LĐTT", "TTLDTT"),
        ("CSTT", "LDTT"),
        ("Chiến sỹ tiên tiến", "LDTT"),
        ("Kỷ niệm chương Vì sự nghiệp thi đua, khen thưởng", "KNC"),
        ("Tổ dân phố số 4 văn hóa", "THON_VAN_HOA"),
        ("Bằng khen", None),
        ("Chiến sĩ thi đua", None),
        ("Huy hiệu 30 năm tuổi Đảng", None),
    ],
)
def test_award_names(words, code):
    assert awards.code_of(words) == code
