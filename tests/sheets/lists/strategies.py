"""Random rows of every kind of list, as they are read: what an office might keep."""

from datetime import date

from hypothesis import strategies as st

from vinhdanh.sheets import awards
from vinhdanh.sheets.figures import QUALIFIERS
from vinhdanh.sheets.lists.past_awards import BASIS_WRITTEN
from vinhdanh.sheets.rows import EXCEL_ERRORS
from vinhdanh.viet import address, legacy, text

FIRST = ("B", "Ch", "D", "Đ", "G", "H", "Kh", "L", "M", "Ng", "Nh", "Ph", "T", "X")
MIDDLE = "aàảãáạăắặâầậeẹêếệiỉịoòọôồộơờợuủụưứựyỳỵ"
LAST = ("", "n", "m", "t", "nh", "ng", "c")
YEARS = tuple(range(2007, 2017))
WORD = st.tuples(*map(st.sampled_from, (FIRST, MIDDLE, LAST))).map("".join)
# “Bà” before a name is a title of address and would be taken off.
PERSON_NAME = (
    st.lists(WORD, min_size=3, max_size=5)
    .map(" ".join)
    .filter(lambda name: not address.without_title(name).title)
)
UNIT_NAME = st.lists(WORD, min_size=1, max_size=4).flatmap(
    lambda words: st.sampled_from(
        (
            f"Phòng {' '.join(words)}",
            f"Phòng {', '.join(words)}",
            f"Văn phòng {'; '.join(words)} (bộ phận {words[0]})",
            f"Tổ “{words[0]}” - {words[-1]}",
        )
    )
)
# What a spreadsheet takes for a formula, commas, quotes, long texts.
WRITTEN = (
    st.tuples(
        st.sampled_from(("", "=", "+", "-", "@", "'", '"', "＝", "=1+", "@SUM(", "#")),
        st.lists(WORD, min_size=1, max_size=6).map(" ".join),
        st.sampled_from(("", ", và", "; x", " (1/2)", '"', "…" * 90, " 12,5%", " “k”")),
    )
    .map("".join)
    .map(text.clean_line)
    .filter(lambda said: said not in EXCEL_ERRORS)
    .filter(lambda said: not legacy.looks_like_legacy(said))
)
DAY = st.dates(date(2017, 1, 1), date(2017, 12, 31)).map(date.isoformat)
BIRTH = st.dates(date(1950, 1, 1), date(2000, 12, 31)).map(date.isoformat)
GRADE = st.sampled_from(("HTXS", "HTT", "HT", "KHT", None))
MAYBE = st.none() | WRITTEN
DECISION = {
    "decision_no": st.none()
    | st.sampled_from(("45/QĐ-VP", "Số 7", "QĐ ngày 1/2/2016")),
    "decided_on": st.none() | DAY,
    "authority": MAYBE,
}


def person(**more):
    return st.fixed_dictionaries(
        {
            "name": PERSON_NAME,
            "subject_kind": st.just("person"),
            "birth_date": st.none() | BIRTH,
            "post": MAYBE,
            "unit": st.none() | UNIT_NAME,
            "note": MAYBE,
            **more,
        }
    )


def collective(**more):
    return st.fixed_dictionaries(
        {
            "name": UNIT_NAME,
            "subject_kind": st.just("unit"),
            "birth_date": st.none(),
            "post": st.none(),
            "unit": st.none() | UNIT_NAME,
            "note": MAYBE,
            **more,
        }
    )


def by_year(values, years=YEARS):
    return st.fixed_dictionaries({str(year): values for year in years})


def some_of(codes):
    return st.lists(st.sampled_from(codes), min_size=1, max_size=3, unique=True)


OF_PEOPLE, OF_UNITS = awards.INDIVIDUAL, awards.COLLECTIVE
GRADES = person(rating=by_year(GRADE), **DECISION) | collective(
    rating=by_year(GRADE), **DECISION
)
AWARD = {
    "basis": st.none() | st.sampled_from(sorted(BASIS_WRITTEN)),
    "year": st.sampled_from(YEARS),
    "achievement": MAYBE,
    **DECISION,
}
PAST_AWARDS = person(award=st.sampled_from(OF_PEOPLE), **AWARD) | collective(
    award=st.sampled_from(OF_UNITS), **AWARD
)
LINES = st.none() | st.lists(WRITTEN, min_size=1, max_size=3).map("\n".join)
REGISTERED = {
    "initiative": MAYBE,
    "targets": LINES,
    "filed_on": st.none()
    | st.dates(date(2016, 1, 1), date(2016, 3, 1)).map(date.isoformat),
}
REGISTRATIONS = person(
    awards=some_of(OF_PEOPLE) | st.none(), **REGISTERED
) | collective(awards=some_of(OF_UNITS), **REGISTERED)
VOTES = st.none() | st.tuples(st.integers(0, 9), st.integers(0, 9)).map(
    lambda told: {
        "agree": told[0],
        "disagree": told[1],
        "invalid": None,
        "total": sum(told),
    }
)
NOMINATED = {
    "basis": AWARD["basis"],
    "achievement": MAYBE,
    "rating": by_year(GRADE, (2015, 2016)),
    "initiative": MAYBE,
    "votes": VOTES,
}
NOMINEES = person(awards=some_of(OF_PEOPLE), **NOMINATED) | collective(
    awards=some_of(OF_UNITS), **NOMINATED
)
AUTHORS = st.none() | st.lists(
    PERSON_NAME, min_size=1, max_size=3, unique=True
).flatmap(
    lambda names: st.tuples(
        *(
            st.fixed_dictionaries(
                {
                    "name": st.just(name),
                    "unit": st.none() | UNIT_NAME,
                    "share_pct": st.none() | st.integers(1, 100 // len(names)),
                }
            )
            for name in names
        )
    ).map(list)
)
INITIATIVES = st.fixed_dictionaries(
    {
        "name": WRITTEN,
        "authors": AUTHORS,
        "unit": st.none() | UNIT_NAME,
        "work_kind": st.sampled_from(("initiative", "science_project")),
        "scope": st.sampled_from(("grassroots", "province", "nationwide", None)),
        "year": st.sampled_from(YEARS),
        "field": MAYBE,
        "effect": MAYBE,
        "note": MAYBE,
        **DECISION,
    }
)
MEASURES = ("", "lượt", "%", "tỷ đồng", "hồ sơ/năm")
FIGURE = st.fixed_dictionaries(
    {
        "hundredths": st.integers(-(10**14), 10**14) | st.integers(-500, 10**6),
        "qualifier": st.sampled_from(("", *QUALIFIERS)),
        "measure": st.sampled_from(MEASURES),
    }
)
SLOTS = ("2015", "2016", "2016-Q1", "2016-H1", "2016-9M", "2016-M03")
FIGURES = st.fixed_dictionaries({slot: st.none() | FIGURE for slot in SLOTS})
INDICATOR_VALUES = st.fixed_dictionaries(
    {
        "name": PERSON_NAME.map("Tổng số {}".format) | WRITTEN,
        "group": MAYBE,
        "code": st.none() | st.sampled_from(("tiep_dan", "A.1", "1.2")),
        "measure": st.none() | st.sampled_from(("văn bản", "người")),
        "target": FIGURES,
        "value": FIGURES,
        "unit": st.none() | UNIT_NAME,
        "source": MAYBE,
        "note": MAYBE,
    }
)
POINTS = st.none() | st.integers(-2000, 10_000)


@st.composite
def score_sheets(draw):
    """Parts I, II … with criteria 1, 2 … and 1.1, 1.2 … under them."""
    units = draw(st.lists(UNIT_NAME, max_size=3, unique=True))
    rows = []

    def add(number, parent, level):
        scores = {unit: draw(POINTS) for unit in units}
        rows.append(
            {
                "number": number,
                "name": draw(PERSON_NAME.map("Tổng hợp {}".format) | WRITTEN),
                "max_points": draw(POINTS),
                "self_points": draw(POINTS),
                "cross_points": draw(POINTS),
                "final_points": draw(POINTS),
                "evidence": draw(MAYBE),
                "note": draw(MAYBE),
                "level": level,
                "parent": parent,
                **({"scores": scores} if units else {}),
            }
        )
        return len(rows) - 1

    for part in ("I", "II", "III")[: draw(st.integers(1, 3))]:
        top = add(part, None, 1)
        for number in range(1, draw(st.integers(0, 3)) + 1):
            above = add(str(number), top, 2)
            for leaf in range(1, draw(st.integers(0, 2)) + 1):
                add(f"{number}.{leaf}", above, 3)
    return rows


def titles_of(year):
    return st.none() | st.lists(
        st.sampled_from(OF_PEOPLE), unique=True, max_size=3
    ).map(lambda won: [{"code": code, "year": year} for code in won])


WORK = st.fixed_dictionaries(
    {
        "name": WRITTEN,
        "scope": st.sampled_from([None, "grassroots", "province", "nationwide"]),
        "decision_no": st.sampled_from(["", "45/QĐ-VP", "Số 7; kỳ 2", "12-QĐ/TU"]),
        "decided_on": st.none() | DAY,
        "year": st.sampled_from(YEARS),
    }
)
NUMBER = st.from_regex(r"[0-9]{12}|[0-9]{9}", fullmatch=True)
ROSTER = st.fixed_dictionaries(
    {
        "name": PERSON_NAME,
        "birth_date": BIRTH,
        "sex": st.sampled_from(["male", "female", None]),
        "identity": st.none() | NUMBER,
        "post": MAYBE,
        "unit": UNIT_NAME,
        "employment": st.sampled_from(["civil_servant", "contract", "other", None]),
        "recruited_on": st.none()
        | st.dates(date(2001, 1, 1), date(2016, 12, 31)).map(date.isoformat),
        "rating": by_year(GRADE),
        "absence_working_days": by_year(st.none() | st.integers(0, 366)),
        "discipline": by_year(
            st.sampled_from(["none", "reprimand", "warning", "dismissal", None])
        ),
        "initiatives": st.none() | st.lists(WORK, max_size=3),
        "titles": st.fixed_dictionaries({str(y): titles_of(y) for y in YEARS}),
        "note": MAYBE,
    }
)
