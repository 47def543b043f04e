from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.nominations.dictated import DictatedLaw
from tests.worlds import Office
from vinhdanh import assess
from vinhdanh.eligibility import actions as eligibility
from vinhdanh.nominations import actions, grid, queries, roster
from vinhdanh.nominations.grid import GridFilter
from vinhdanh.nominations.models import Round
from vinhdanh.nominations.transitions import Verb
from vinhdanh.registry.models import Post
from vinhdanh.registry.queries import units_below


@pytest.fixture
def full(office: Office, round_2016: Round, law: DictatedLaw) -> Round:
    """Everybody for LĐTT, three for CSTĐCS, one room for TTLĐTT."""
    everybody = [office.an, office.binh, office.chi]
    actions.nominate_many(
        office.lan, round_2016, [one.subject for one in everybody], "LDTT"
    )
    law.says("no", "Đặng Kim Chi", "CSTDCS")
    actions.nominate_many(
        office.lan, round_2016, [one.subject for one in everybody], "CSTDCS"
    )
    actions.nominate(office.lan, round_2016, office.first.subject, "TTLDTT")
    return round_2016


def names(shown: grid.Grid) -> list[str]:
    return [row.name for row in shown.rows]


def test_grid_has_collectives_first_then_people_by_unit_and_name(
    office: Office, full: Round
) -> None:
    shown = grid.grid(office.lan, full)

    assert [award.code for award in shown.awards] == ["LDTT", "CSTDCS", "TTLDTT"]
    assert names(shown) == [
        "Phòng Tổng hợp",
        "Đặng Kim Chi",
        "Nguyễn Văn An",
        "Hoàng Thị Bình",
    ]
    chi = shown.rows[1]
    assert [[cell.word for cell in cells] for cells in chi.cells] == [
        ["yes"],
        ["no"],
        [],
    ]
    assert (shown.shown, shown.total, shown.hidden) == (4, 4, 0)


@pytest.mark.parametrize(
    ("narrowed", "expected"),
    [
        ({"award": "TTLDTT"}, ["Phòng Tổng hợp"]),
        ({"word": "no"}, ["Đặng Kim Chi"]),
        ({"words": "dang kim"}, ["Đặng Kim Chi"]),
        ({"state": "withdrawn"}, ["Nguyễn Văn An"]),
        ({"award": "GK"}, []),
    ],
)
def test_filter_says_what_it_hides(
    office: Office, full: Round, narrowed: dict[str, str], expected: list[str]
) -> None:
    an = full.nominations.get(subject=office.an.subject, award="CSTDCS")
    actions.withdraw(office.lan, an, reason="tự rút")

    shown = grid.grid(office.lan, full, GridFilter(**narrowed))

    assert names(shown) == expected
    assert shown.hidden == 4 - len(expected)


def test_filter_by_unit(office: Office, full: Round) -> None:
    narrowed = GridFilter(unit=office.second.pk)

    assert names(grid.grid(office.lan, full, narrowed)) == ["Đặng Kim Chi"]
    assert narrowed.is_set
    assert not GridFilter().is_set


def test_nomination_filed_anew_stands_over_the_withdrawn_one(
    office: Office, full: Round
) -> None:
    an = full.nominations.get(subject=office.an.subject, award="CSTDCS")
    actions.withdraw(office.lan, an, reason="tự rút")
    again = actions.nominate(office.lan, full, office.an.subject, "CSTDCS")

    rows = {row.name: row for row in grid.grid(office.lan, full).rows}

    assert rows["Nguyễn Văn An"].cells[1] == (again,)


def test_head_of_a_division_sees_her_rows_only(office: Office, full: Round) -> None:
    assert names(grid.grid(office.hanh, full)) == [
        "Phòng Tổng hợp",
        "Nguyễn Văn An",
        "Hoàng Thị Bình",
    ]
    assert names(grid.grid(office.hoa, full)) == []
    assert not queries.rounds_visible_to(office.hoa).exists()
    assert queries.rounds_visible_to(office.hanh).get() == full


def test_grid_asks_the_same_for_one_nominee_and_for_three(
    office: Office, round_2016: Round, law: DictatedLaw
) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as captured:
            grid.grid(office.lan, round_2016)
            grid.quota_lines(round_2016, by_unit=True)
            roster.left_out(office.lan, round_2016, "LDTT")
            roster.candidates(round_2016, "LDTT", [office.unit, office.first])
        return len(captured)

    statements()
    actions.nominate(office.lan, round_2016, office.an.subject, "LDTT")
    one = statements()
    actions.nominate(office.lan, round_2016, office.binh.subject, "LDTT")
    actions.nominate(office.lan, round_2016, office.chi.subject, "LDTT")

    assert statements() == one


def test_quota_counts_who_is_on_the_list(office: Office, full: Round) -> None:
    lines = {line.award.code: line for line in grid.quota_lines(full)}

    assert (lines["LDTT"].proposed, lines["LDTT"].roster) == (3, 5)
    assert (lines["CSTDCS"].proposed, lines["CSTDCS"].cap) == (3, None)
    assert (lines["TTLDTT"].proposed, lines["TTLDTT"].roster) == (1, 2)
    assert not lines["CSTDCS"].is_over
    assert lines["LDTT"].share_pct == 60


def test_quota_of_15_per_cent_is_exceeded(office: Office, law: DictatedLaw) -> None:
    later = actions.open_round(office.lan, office.unit, year=2018, name="2018")
    both = [office.an.subject, office.binh.subject]
    actions.nominate_many(office.lan, later, both, "LDTT")
    actions.nominate_many(office.lan, later, both, "CSTDCS")

    line = grid.quota_lines(later)[1]

    assert (line.proposed, line.cap, line.over, line.is_over) == (2, 0, 2, True)


def test_quota_of_a_list_not_made_yet_is_not_known(
    office: Office, law: DictatedLaw
) -> None:
    later = actions.open_round(office.lan, office.unit, year=2018, name="2018")
    actions.nominate(office.lan, later, office.an.subject, "CSTDCS")

    before = grid.quota_lines(later, by_unit=True)
    actions.nominate(office.lan, later, office.chi.subject, "LDTT")
    after = [
        line
        for line in grid.quota_lines(later, by_unit=True)
        if line.award.code == "CSTDCS"
    ]

    assert [(line.cap, line.is_over) for line in before] == [(None, False)] * 2
    assert "“Lao động tiên tiến” chưa rõ" in before[0].sentence
    assert [(line.unit_name, line.cap, line.over) for line in after] == [
        ("", 0, 1),
        ("Phòng Tổng hợp", 0, 1),
    ]


def test_a_cap_on_each_unit_binds_the_units_and_not_the_whole_list(
    office: Office, law: DictatedLaw
) -> None:
    rule = assess.LocalRule.parse(
        {
            "id": "quota-gk",
            "title": "GK",
            "kind": "quota",
            "first_day": "2018-01-01",
            "source": "Quy chế thi đua",
            "share": [1, 4],
            "base": "headcount",
            "rounding": "floor",
            "counted": "unit",
        }
    )
    eligibility.adopt_local_rule(office.minh, office.unit, rule)
    later = actions.open_round(office.lan, office.unit, year=2018, name="2018")
    for person in (office.an, office.binh):
        actions.nominate(office.lan, later, person.subject, "GK")

    lines = grid.quota_lines(later)

    # Three people in the first division: a quarter, rounded down, is nobody.
    assert [(line.unit_name, line.cap, line.over) for line in lines] == [
        ("", None, 0),
        ("Phòng Tổng hợp", 0, 2),
    ]


def test_withdrawn_rejected_and_voted_down_leave_the_quota(
    office: Office, full: Round
) -> None:
    def of(person: str) -> object:
        return full.nominations.get(
            subject=getattr(office, person).subject, award="CSTDCS"
        )

    actions.withdraw(office.lan, of("an"), reason="tự rút")
    actions.reject(office.lan, of("chi"))
    actions.submit_round(office.lan, full)
    actions.move(None, of("binh"), Verb.NOT_AGREE)

    assert [line.award.code for line in grid.quota_lines(full)] == ["LDTT", "TTLDTT"]
    rows, _page = roster.left_out(office.lan, full, "CSTDCS")
    assert {row.printed.name: row.why for row in rows} == {
        "Trần Thị Hạnh": "Chưa được đề nghị",
        "Lê Văn Quang": "Chưa được đề nghị",
        "Nguyễn Văn An": "Đã rút: tự rút",
        "Đặng Kim Chi": "Không đủ tiêu chuẩn: nghỉ dưới 40 ngày làm việc (khoản 6 Điều "
        "5 Nghị định 65/2014/NĐ-CP)",
        "Hoàng Thị Bình": "Hội đồng không nhất trí",
    }


def test_quota_by_unit(office: Office, full: Round) -> None:
    lines = grid.quota_lines(full, by_unit=True)

    assert [
        (line.award.code, line.unit_name, line.proposed, line.roster) for line in lines
    ] == [
        ("LDTT", "", 3, 5),
        ("LDTT", "Phòng Hành chính", 1, 2),
        ("LDTT", "Phòng Tổng hợp", 2, 3),
        ("CSTDCS", "", 3, 5),
        ("CSTDCS", "Phòng Hành chính", 1, 2),
        ("CSTDCS", "Phòng Tổng hợp", 2, 3),
        ("TTLDTT", "", 1, 2),
        ("TTLDTT", "Phòng Tổng hợp", 1, 1),
    ]


def test_left_out_shows_whom_the_user_may_see(office: Office, full: Round) -> None:
    mine, _page = roster.left_out(office.hanh, full, "LDTT")
    theirs, _page = roster.left_out(office.hoa, full, "LDTT")

    assert [row.printed.name for row in mine] == ["Trần Thị Hạnh"]
    assert theirs == []


def test_candidates_come_unit_by_unit_with_their_state(
    office: Office, full: Round
) -> None:
    units = grid.units_to_nominate(office.hanh, full)

    (group,) = roster.candidates(full, "CSTDCS", units)

    assert [(one.printed.name, one.state) for one in group.candidates] == [
        ("Nguyễn Văn An", "filed"),
        ("Hoàng Thị Bình", "filed"),
        ("Trần Thị Hạnh", ""),
    ]
    assert (group.name, group.free) == ("Phòng Tổng hợp", 1)


def test_candidates_of_a_collective_title_are_units(
    office: Office, full: Round
) -> None:
    units = grid.units_to_nominate(office.lan, full)

    groups = roster.candidates(full, "TTLDTT", units)

    assert [(one.name, one.free) for one in groups] == [
        ("Văn phòng Hội đồng nhân dân tỉnh", 1),
        ("Phòng Hành chính", 1),
        ("Phòng Tổng hợp", 0),
    ]


def test_form_of_commendation_has_people_and_collectives(
    office: Office, full: Round
) -> None:
    groups = roster.candidates(full, "GK", [office.second])

    assert [one.printed.name for one in groups[0].candidates] == [
        "Phòng Hành chính",
        "Đặng Kim Chi",
        "Lê Văn Quang",
    ]


def test_who_moved_in_the_year_is_a_candidate_of_the_last_unit_only(
    office: Office, round_2016: Round, law: DictatedLaw
) -> None:
    Post.objects.filter(person=office.an).update(last_day=date(2016, 6, 30))
    Post.objects.create(
        person=office.an, unit=office.second, first_day=date(2016, 7, 1)
    )

    (first,) = roster.candidates(round_2016, "LDTT", [office.first])
    (second,) = roster.candidates(round_2016, "LDTT", [office.second])

    assert "Nguyễn Văn An" not in [one.printed.name for one in first.candidates]
    assert "Nguyễn Văn An" in [one.printed.name for one in second.candidates]


def test_who_moved_in_the_year_is_one_head_of_the_last_unit(
    office: Office, round_2016: Round
) -> None:
    Post.objects.filter(person=office.an).update(last_day=date(2016, 6, 30))
    Post.objects.create(
        person=office.an, unit=office.second, first_day=date(2016, 7, 1)
    )

    heads = grid.headcount(round_2016)

    assert heads.people == {office.first.pk: 2, office.second.pk: 3}


def test_one_person_put_forward_on_two_grounds_is_one_in_the_quota(
    office: Office, round_2016: Round, law: DictatedLaw
) -> None:
    for basis in ("merit", "theme"):
        actions.nominate(office.lan, round_2016, office.an.subject, "GK", basis=basis)

    (line,) = grid.quota_lines(round_2016)

    assert line.proposed == 1


def test_share_is_taken_of_titles_put_forward_in_another_round(
    office: Office, law: DictatedLaw
) -> None:
    first = actions.open_round(office.lan, office.unit, year=2018, name="Đợt 1")
    second = actions.open_round(office.lan, office.unit, year=2018, name="Đợt 2")
    everybody = [one.subject for one in (office.an, office.binh, office.chi)]
    actions.nominate_many(office.lan, first, everybody, "LDTT")
    actions.nominate(office.lan, second, office.an.subject, "CSTDCS")

    assert set(grid.achieved(second, units_below(office.unit))["LDTT"]) == {
        one.pk for one in everybody
    }
    (line,) = grid.quota_lines(second)
    assert "(3)" in line.sentence
