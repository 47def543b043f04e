"""Units that merge, split, are renamed, dissolved and moved, as deeds."""

import contextlib
import random
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests import worlds
from tests.worlds import Office
from vinhdanh.accounts.enums import Role
from vinhdanh.accounts.models import Assignment, User
from vinhdanh.base import audit, clock, rights
from vinhdanh.base.models import AuditEvent
from vinhdanh.base.refusal import Refused
from vinhdanh.registry import actions, lineage, queries
from vinhdanh.registry.models import (
    Person,
    Post,
    Reorganisation,
    Subject,
    Unit,
    UnitLineage,
    UnitName,
    UnitParent,
)

ON = date(2020, 1, 1)
EVE = date(2019, 12, 31)
GROUND: dict[str, Any] = {
    "on": ON,
    "decision_no": "15/QĐ-UBND",
    "decided_on": date(2019, 12, 20),
    "decided_by": "Ủy ban nhân dân tỉnh",
}


def new(name: str, parent: Unit | None = None) -> actions.UnitForm:
    return actions.UnitForm(name=name, kind="division", parent=parent)


def merger(office: Office, **changes: Any) -> actions.Merger:
    """The two divisions of the small office become one."""
    form = actions.Merger(
        units=(office.first, office.second), new=new("Phòng Tổng hợp - Hành chính"),
        **GROUND,
    )  # fmt: skip
    return replace(form, **changes)


def again(user: User) -> User:
    """The account as the next request meets it."""
    return User.objects.get(pk=user.pk)


def found(office: Office, name: str, day: date | None = None) -> Unit:
    """The unit of that name in the small office."""
    unit = queries.unit_named(office.unit, name, day)
    assert unit is not None
    return unit


def standing_rows() -> dict[str, list[tuple[object, ...]]]:
    """Every row that a reorganisation may touch."""
    return {
        model.__name__: list(model.objects.order_by("pk").values_list())
        for model in (
            Subject,
            Unit,
            UnitName,
            UnitParent,
            UnitLineage,
            Post,
            Assignment,
        )
    }


# --- a merger ---------------------------------------------------------------------


def test_merger_ends_both_and_begins_the_one(office: Office) -> None:
    actions.reorganise(office.lan, merger(office))

    whole = found(office, "Phòng Tổng hợp - Hành chính")
    assert [unit.name for unit in queries.children_of(office.unit, ON)] == [whole.name]
    assert [unit.name for unit in queries.children_of(office.unit, EVE)] == [
        "Phòng Hành chính",
        "Phòng Tổng hợp",
    ]
    assert (whole.first_day, Unit.objects.get(pk=office.first.pk).last_day) == (ON, EVE)


def test_people_end_there_the_day_before_and_go_on_at_the_successor(
    office: Office,
) -> None:
    office.an.posts.update(title="Chuyên viên chính", first_day=date(2012, 5, 1))

    actions.reorganise(office.lan, merger(office))

    whole = found(office, "Phòng Tổng hợp - Hành chính")
    before, after = office.an.posts.order_by("first_day")
    assert (before.unit, before.first_day, before.last_day) == (
        office.first,
        date(2012, 5, 1),
        EVE,
    )
    assert (after.unit, after.first_day, after.last_day, after.title) == (
        whole,
        ON,
        None,
        "Chuyên viên chính",
    )
    assert queries.people_of(whole, ON).count() == 5
    assert queries.people_of(office.first, EVE).count() == 3


def test_post_that_begins_after_the_day_goes_to_the_successor_as_it_is(
    office: Office,
) -> None:
    office.an.posts.update(first_day=date(2021, 3, 1))

    actions.reorganise(office.lan, merger(office))

    post = office.an.posts.get()
    assert post.unit.name == "Phòng Tổng hợp - Hành chính"
    assert post.first_day == date(2021, 3, 1)


def test_post_that_had_ended_stays_where_it_was(office: Office) -> None:
    office.an.posts.update(last_day=EVE)

    actions.reorganise(office.lan, merger(office))

    assert office.an.posts.get().unit == office.first


def test_unit_below_goes_along_and_keeps_its_people(office: Office) -> None:
    team = worlds.unit("Tổ Văn thư", office.first)
    office.an.posts.update(unit=team)

    actions.reorganise(office.lan, merger(office))

    whole = found(office, "Phòng Tổng hợp - Hành chính")
    assert queries.parent_of(team, EVE) == office.first
    assert queries.parent_of(team, ON) == whole
    assert office.an.posts.get().unit == team


def test_merger_into_one_of_the_two_lets_it_go_on(office: Office) -> None:
    form = merger(office, into=office.first, new=None)

    actions.reorganise(office.lan, form)

    assert [unit.name for unit in queries.children_of(office.unit, ON)] == [
        "Phòng Tổng hợp"
    ]
    assert queries.people_of(office.first, ON).count() == 5
    assert office.an.posts.count() == 1


def test_lineage_rows_and_one_event_for_each_unit(office: Office) -> None:
    deed = actions.reorganise(office.lan, merger(office))

    rows = UnitLineage.objects.filter(reorganisation=deed)
    assert {(row.predecessor, row.kind, row.on, row.decision) for row in rows} == {
        (office.first, "merge", ON, "15/QĐ-UBND ngày 20/12/2019"),
        (office.second, "merge", ON, "15/QĐ-UBND ngày 20/12/2019"),
    }
    assert len({row.successor for row in rows}) == 1
    events = AuditEvent.objects.filter(verb="reorganisation.merge")
    assert events.count() == 3
    assert AuditEvent.objects.filter(verb="post.follow").count() == 5
    assert audit.check() is None


def test_own_unit_is_the_one_of_the_day(office: Office) -> None:
    worlds.user_with("Tất Cả", "tatca", office.other, Role.OFFICER)
    for unit in (office.unit, office.other):
        Assignment.objects.create(user=office.lan, role=Role.UNIT_ADMIN, unit=unit)
    form = merger(office, units=(office.unit, office.other), new=new("Cơ quan mới"))

    actions.reorganise(again(office.lan), form)

    assert queries.own_unit(EVE) == office.unit
    assert queries.own_unit(ON).name == "Cơ quan mới"
    assert queries.own_unit().name == "Cơ quan mới"


# --- what is refused --------------------------------------------------------------


def refused(actor: User, form: actions.AnyChange) -> Refused:
    before = standing_rows()
    with pytest.raises(Refused) as refusal:
        actions.reorganise(actor, form)
    with pytest.raises(Refused) as foreseen:
        actions.foresee(actor, form)
    assert standing_rows() == before
    assert foreseen.value.message == refusal.value.message
    return refusal.value


def test_without_a_decision(office: Office) -> None:
    refusal = refused(office.lan, merger(office, decision_no=" "))

    assert refusal.message == (
        "Hãy ghi số quyết định. Đơn vị chỉ thay đổi theo văn bản của cấp có thẩm quyền."
    )


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"decided_on": date(2999, 1, 1)}, "reorganisation.decided_later"),
        ({"on": date(2999, 1, 1)}, "reorganisation.in_the_future"),
        ({"on": worlds.FOUNDED}, "unit.not_yet"),
        ({"on": date(1999, 12, 31)}, "unit.not_yet"),
    ],
)
def test_on_a_day_that_cannot_be(
    office: Office, changes: dict[str, date], code: str
) -> None:
    assert refused(office.lan, merger(office, **changes)).code == code


def test_on_the_day_after_the_founding_it_can(office: Office) -> None:
    actions.reorganise(office.lan, merger(office, on=date(2000, 1, 2)))

    assert Reorganisation.objects.count() == 1


def test_today_it_can(office: Office) -> None:
    today = clock.today()

    actions.reorganise(office.lan, merger(office, on=today, decided_on=today))

    assert Reorganisation.objects.get().on == today


def test_of_a_unit_that_is_no_more(office: Office) -> None:
    actions.reorganise(office.lan, merger(office, into=office.first, new=None))
    form = actions.Renaming(
        unit=office.second, name="Phòng Khác", **(GROUND | {"on": date(2021, 1, 1)})
    )

    refusal = refused(office.lan, form)

    assert refusal.message == (
        "“Phòng Hành chính” đã kết thúc ngày 31/12/2019, nên không thay đổi được nữa."
    )


def test_before_a_later_change_of_the_same_unit(office: Office) -> None:
    later = GROUND | {"on": date(2022, 1, 1)}
    actions.reorganise(
        office.lan, actions.Renaming(unit=office.first, name="Phòng Một", **later)
    )

    refusal = refused(office.lan, merger(office))

    assert refusal.code == "unit.changed_later"
    assert "01/01/2022" in refusal.message


def test_into_what_lies_below(office: Office) -> None:
    form = merger(office, units=(office.unit, office.second), into=office.first)

    refusal = refused(office.lan, form)

    assert refusal.code == "unit.into_own_child"
    assert "“Phòng Tổng hợp” nằm trong “Văn phòng Hội đồng nhân dân tỉnh”" in (
        refusal.message
    )


def test_one_unit_alone(office: Office) -> None:
    assert refused(office.lan, merger(office, units=(office.first,))).code == (
        "merge.too_few"
    )


def test_two_of_one_name_under_one_parent(office: Office) -> None:
    worlds.unit("Phòng Ba", office.unit)

    refusal = refused(office.lan, merger(office, new=new("phòng ba")))

    assert refusal.code == "unit.twin"
    assert "sẽ có hai đơn vị cùng tên" in refusal.message


def test_new_unit_may_bear_the_name_of_one_that_ends(office: Office) -> None:
    actions.reorganise(office.lan, merger(office, new=new("Phòng Tổng hợp")))

    assert found(office, "Phòng Tổng hợp", ON) != office.first


def test_units_below_of_one_name_meet_at_the_successor(office: Office) -> None:
    one = worlds.unit("Tổ Văn thư", office.first)
    worlds.unit("Tổ Văn thư", office.second)

    assert refused(office.lan, merger(office)).code == "unit.twin"
    apart = actions.Renaming(unit=one, name="Tổ Văn thư 1", **GROUND)
    actions.reorganise(again(office.lan), apart)
    actions.reorganise(again(office.lan), merger(office))
    whole = found(office, "Phòng Tổng hợp - Hành chính")
    assert [unit.name for unit in queries.children_of(whole)] == [
        "Tổ Văn thư",
        "Tổ Văn thư 1",
    ]


@pytest.mark.parametrize("who", ["hanh", "minh", "hoa"])
def test_by_who_does_not_answer_for_all_concerned(office: Office, who: str) -> None:
    assert isinstance(refused(getattr(office, who), merger(office)), rights.Forbidden)


def test_a_neighbour_is_not_merged_by_the_right_on_one_side(office: Office) -> None:
    form = merger(office, units=(office.unit, office.other), new=new("Cơ quan mới"))

    assert isinstance(refused(office.lan, form), rights.Forbidden)


def test_units_of_different_offices_need_a_parent_to_be_named(office: Office) -> None:
    team = worlds.unit("Tổ Văn thư", office.first)
    lan = again(office.lan)

    refusal = refused(lan, merger(office, units=(team, office.second)))
    form = merger(office, units=(team, office.second), new=new("Tổ", office.unit))
    actions.reorganise(lan, form)

    assert refusal.code == "unit.no_parent"
    assert found(office, "Tổ").first_day == ON


# --- the other kinds --------------------------------------------------------------


def split(office: Office, **changes: Any) -> actions.Split:
    """The first division becomes two: An in the one, Bình and Hạnh in the other."""
    hanh = Person.objects.get(user=office.hanh)
    form = actions.Split(
        unit=office.first,
        parts=(
            actions.Part(form=new("Phòng Một"), people=frozenset({office.an.pk})),
            actions.Part(
                form=new("Phòng Hai"), people=frozenset({office.binh.pk, hanh.pk})
            ),
        ),
        **GROUND,
    )
    return replace(form, **changes)


def test_split_places_everybody_once(office: Office) -> None:
    actions.reorganise(office.lan, split(office))

    one, two = (found(office, name) for name in ("Phòng Một", "Phòng Hai"))
    assert list(queries.people_of(one, ON)) == [office.an]
    assert queries.people_of(two, ON).count() == 2
    assert queries.people_of(office.first, ON).count() == 0


def test_split_names_whom_it_leaves_out(office: Office) -> None:
    form = split(office)
    one, two = form.parts
    out = replace(form, parts=(one, replace(two, people=frozenset({office.binh.pk}))))

    refusal = refused(office.lan, out)

    assert refusal.message == (
        "Mỗi người phải có đúng một nơi đến. Chưa chọn, hoặc chọn hai nơi: "
        "Trần Thị Hạnh (1 trên 3 người)."
    )


def test_split_refuses_one_person_in_two_places(office: Office) -> None:
    form = split(office)
    one, two = form.parts
    twice = replace(one, people=frozenset({office.an.pk, office.binh.pk}))

    refusal = refused(office.lan, replace(form, parts=(twice, two)))

    assert "Hoàng Thị Bình (1 trên 3 người)" in refusal.message


def test_split_off_lets_the_unit_go_on_with_those_who_stay(office: Office) -> None:
    hanh = Person.objects.get(user=office.hanh)
    (one, _two) = split(office).parts
    form = split(
        office,
        parts=(one,),
        goes_on=True,
        staying=frozenset({office.binh.pk, hanh.pk}),
    )

    actions.reorganise(office.lan, form)

    assert queries.people_of(office.first, ON).count() == 2
    assert office.binh.posts.count() == 1
    assert Unit.objects.get(pk=office.first.pk).last_day is None


def test_split_places_the_units_below(office: Office) -> None:
    team = worlds.unit("Tổ Văn thư", office.first)
    form = split(office)
    one, two = form.parts

    refusal = refused(office.lan, form)
    placed = replace(one, below=frozenset({team.pk}))
    actions.reorganise(office.lan, replace(form, parts=(placed, two)))

    assert refusal.code == "unit.below_not_placed"
    assert "Tổ Văn thư" in refusal.message
    assert queries.parent_of(team, ON).name == "Phòng Một"


def test_split_needs_two_parts_or_one_that_leaves(office: Office) -> None:
    form = split(office)

    refusal = refused(office.lan, replace(form, parts=form.parts[:1]))

    assert refusal.code == "split.too_few"


def test_part_of_a_split_does_not_lie_in_the_unit_that_goes(office: Office) -> None:
    form = split(office)
    inside = replace(form.parts[0], form=new("Phòng Một", office.first))

    refusal = refused(office.lan, replace(form, parts=(inside, form.parts[1])))

    assert refusal.code == "unit.into_own_child"


@pytest.mark.parametrize("name", ["", "  "])
def test_without_a_name(office: Office, name: str) -> None:
    renaming = actions.Renaming(unit=office.first, name=name, **GROUND)

    assert refused(office.lan, renaming).code == "unit.no_name"
    assert refused(office.lan, merger(office, new=new(name))).code == "unit.no_name"


def test_change_of_the_day_on_which_another_began(office: Office) -> None:
    first = actions.Renaming(unit=office.first, name="Phòng Một", **GROUND)
    actions.reorganise(office.lan, first)

    refusal = refused(office.lan, replace(first, name="Phòng Hai"))

    assert refusal.code == "unit.changed_later"
    assert "01/01/2020" in refusal.message


def test_dissolved_unit_cannot_end_a_post_before_it_begins(office: Office) -> None:
    office.an.posts.update(first_day=date(2021, 3, 1))
    form = actions.Dissolution(unit=office.first, **GROUND)

    refusal = refused(office.lan, form)
    actions.reorganise(office.lan, replace(form, places={office.an.pk: office.second}))

    assert refusal.code == "post.begins_after_the_end"
    assert "Nguyễn Văn An" in refusal.message


def test_renamed_unit_keeps_its_former_name_for_former_days(office: Office) -> None:
    actions.reorganise(
        office.lan, actions.Renaming(unit=office.first, name="Phòng Công tác", **GROUND)
    )

    assert queries.name_on(office.first, EVE) == "Phòng Tổng hợp"
    assert queries.name_on(office.first, ON) == "Phòng Công tác"
    found = Subject.objects.get(pk=office.first.pk)
    assert (found.name, found.name_folded) == ("Phòng Công tác", "phong cong tac")
    assert office.an.posts.count() == 1


def test_rename_to_the_same_name_is_refused(office: Office) -> None:
    form = actions.Renaming(unit=office.first, name="Phòng Tổng hợp", **GROUND)

    assert refused(office.lan, form).code == "rename.same"


def test_dissolved_unit_ends_posts_and_sends_those_who_are_placed(
    office: Office,
) -> None:
    form = actions.Dissolution(
        unit=office.first, places={office.an.pk: office.second}, **GROUND
    )

    actions.reorganise(office.lan, form)

    assert queries.post_on(office.an, ON).unit == office.second
    assert queries.post_on(office.binh, ON) is None
    assert queries.post_on(office.binh, EVE).unit == office.first
    (row,) = UnitLineage.objects.all()
    assert row.successor is None


def test_dissolved_unit_asks_where_those_below_it_go(office: Office) -> None:
    team = worlds.unit("Tổ Văn thư", office.first)
    form = actions.Dissolution(unit=office.first, **GROUND)

    refusal = refused(office.lan, form)
    actions.reorganise(office.lan, replace(form, below_to=office.unit))

    assert refusal.code == "unit.below_not_placed"
    assert queries.parent_of(team, ON) == office.unit


def test_dissolved_unit_sends_nothing_into_itself(office: Office) -> None:
    form = actions.Dissolution(unit=office.first, below_to=office.first, **GROUND)

    assert refused(office.lan, form).code == "unit.into_own_child"


def test_moved_unit_has_its_former_place_on_former_days(office: Office) -> None:
    actions.reorganise(
        office.lan, actions.Move(unit=office.first, parent=office.second, **GROUND)
    )

    assert queries.parent_of(office.first, EVE) == office.unit
    assert queries.parent_of(office.first, ON) == office.second


@pytest.mark.parametrize(
    ("unit", "parent", "code"),
    [("first", "unit", "move.same"), ("unit", "first", "unit.into_own_child")],
)
def test_move_to_where_it_cannot_go(
    office: Office, unit: str, parent: str, code: str
) -> None:
    form = actions.Move(
        unit=getattr(office, unit), parent=getattr(office, parent), **GROUND
    )

    assert refused(office.lan, form).code == code


# --- seen before, taken back after ------------------------------------------------


def test_what_is_foreseen_is_what_is_done_and_leaves_nothing(office: Office) -> None:
    before = standing_rows()
    form = merger(office)

    foreseen = actions.foresee(office.lan, form)

    assert standing_rows() == before
    assert Reorganisation.objects.count() == 0
    assert [each.name for each in foreseen.change.people] == [
        "Nguyễn Văn An",
        "Hoàng Thị Bình",
        "Trần Thị Hạnh",
        "Đặng Kim Chi",
        "Lê Văn Quang",
    ]
    actions.reorganise(office.lan, form)
    assert Post.objects.filter(first_day=ON).count() == len(foreseen.change.people)


def of_kind(office: Office, kind: str) -> actions.AnyChange:
    """One change of each kind, to be tried on the small office."""
    first, second = office.first, office.second
    forms: dict[str, actions.AnyChange] = {
        "merge": merger(office),
        "absorb": merger(office, into=first, new=None),
        "split": split(office),
        "rename": actions.Renaming(unit=first, name="Phòng Khác", **GROUND),
        "dissolve": actions.Dissolution(unit=first, **GROUND),
        "move": actions.Move(unit=first, parent=second, **GROUND),
    }
    return forms[kind]


KINDS = ["merge", "absorb", "split", "rename", "dissolve", "move"]


@pytest.mark.parametrize("kind", KINDS)
def test_taken_back_everything_is_as_before(office: Office, kind: str) -> None:
    before = standing_rows()
    deed = actions.reorganise(office.lan, of_kind(office, kind))
    assert standing_rows() != before

    actions.take_back(again(office.lan), deed, why="ghi nhầm ngày")

    assert standing_rows() == before
    assert audit.check() is None
    deed.refresh_from_db()
    assert deed.taken_back_why == "ghi nhầm ngày"


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "dissolve"])
def test_not_taken_back_once_a_person_came_to_a_unit_of_it(
    office: Office, kind: str
) -> None:
    deed = actions.reorganise(office.lan, of_kind(office, kind))
    after = standing_rows()
    unit = UnitLineage.objects.filter(reorganisation=deed).latest("pk")
    actions.add_person(
        again(office.lan),
        unit.successor or unit.predecessor,
        actions.PersonForm(name="Đỗ Mới"),
        since=date(2021, 1, 1),
    )

    with pytest.raises(Refused) as refusal:
        actions.take_back(again(office.lan), deed, why="ghi nhầm")

    assert refusal.value.code == "reorganisation.built_on"
    assert "“Đỗ Mới” (Nguyễn Thị Lan, " in refusal.value.message
    now = standing_rows()
    assert {name: now[name] for name in ("Unit", "UnitLineage", "UnitParent")} == {
        name: after[name] for name in ("Unit", "UnitLineage", "UnitParent")
    }


def test_row_changed_without_a_deed_is_noticed(office: Office) -> None:
    deed = actions.reorganise(office.lan, merger(office))
    Post.objects.filter(person=office.an, first_day=ON).update(title="Trưởng phòng")
    gone = Post.objects.filter(person=office.binh, first_day=ON)
    gone.delete()

    with pytest.raises(Refused) as refusal:
        actions.take_back(again(office.lan), deed, why="ghi nhầm")

    assert "một dòng đã sửa sau đó" in refusal.value.message


def test_refusal_names_the_latest_and_counts_the_rest(office: Office) -> None:
    deed = actions.reorganise(office.lan, merger(office))
    lan, whole = again(office.lan), found(office, "Phòng Tổng hợp - Hành chính")
    for place in range(10):
        form = actions.PersonForm(name=f"Đỗ Mới {place}")
        actions.add_person(lan, whole, form, since=date(2021, 1, 1))

    with pytest.raises(Refused) as refusal:
        actions.take_back(lan, deed, why="ghi nhầm")

    assert "“Đỗ Mới 9”" in refusal.value.message
    assert "việc khác." in refusal.value.message


def test_not_taken_back_before_the_later_one(office: Office) -> None:
    first = actions.reorganise(office.lan, merger(office))
    whole = found(office, "Phòng Tổng hợp - Hành chính")
    form = actions.Renaming(
        unit=whole, name="Phòng Chung", **(GROUND | {"on": date(2021, 1, 1)})
    )
    second = actions.reorganise(again(office.lan), form)

    with pytest.raises(Refused) as refusal:
        actions.take_back(again(office.lan), first, why="ghi nhầm")
    actions.take_back(again(office.lan), second, why="ghi nhầm")
    actions.take_back(again(office.lan), first, why="ghi nhầm")

    assert "đổi tên 15/QĐ-UBND, từ 01/01/2021" in refusal.value.message
    assert queries.children_of(office.unit) == [office.second, office.first]


def test_not_taken_back_twice_nor_without_a_reason(office: Office) -> None:
    deed = actions.reorganise(office.lan, merger(office))

    with pytest.raises(Refused) as silent:
        actions.take_back(again(office.lan), deed, why=" ")
    actions.take_back(again(office.lan), deed, why="ghi nhầm")
    with pytest.raises(Refused) as twice:
        actions.take_back(again(office.lan), deed, why="ghi nhầm")

    assert (silent.value.code, twice.value.code) == (
        "reorganisation.no_reason",
        "reorganisation.taken_back",
    )


def test_not_taken_back_by_who_has_no_right_on_the_units(office: Office) -> None:
    deed = actions.reorganise(office.lan, merger(office))

    with pytest.raises(rights.Forbidden):
        actions.take_back(office.hoa, deed, why="ghi nhầm")


# --- the lineage and its rulings --------------------------------------------------


def test_lineage_is_followed_both_ways(office: Office) -> None:
    actions.reorganise(office.lan, merger(office))
    whole = found(office, "Phòng Tổng hợp - Hành chính")
    form = actions.Dissolution(unit=whole, **(GROUND | {"on": date(2022, 1, 1)}))
    actions.reorganise(again(office.lan), form)

    for unit in (office.first, whole):
        kinds = [row.kind for row in lineage.lineage_of([unit])]
        assert kinds == ["merge", "merge", "dissolve"]


def test_tree_of_a_former_day_has_the_former_units_and_names(office: Office) -> None:
    actions.reorganise(office.lan, merger(office))

    def drawn(day: date) -> list[tuple[str, int]]:
        found = lineage.tree(again(office.lan), day)
        return [(branch.name, branch.depth) for branch in found]

    assert drawn(EVE) == [
        ("Văn phòng Hội đồng nhân dân tỉnh", 0),
        ("Phòng Hành chính", 1),
        ("Phòng Tổng hợp", 1),
    ]
    assert drawn(ON) == [
        ("Văn phòng Hội đồng nhân dân tỉnh", 0),
        ("Phòng Tổng hợp - Hành chính", 1),
    ]


def test_nothing_new_is_entered_below_a_unit_that_is_no_more(office: Office) -> None:
    actions.reorganise(office.lan, merger(office))
    ended = Unit.objects.get(pk=office.first.pk)

    with pytest.raises(Refused) as refusal:
        actions.found_unit(office.lan, new("Tổ Mới", ended))

    assert refusal.value.code == "unit.parent_ended"


# --- many changes, one after another ----------------------------------------------


def any_change(office: Office, dice: random.Random, on: date) -> actions.AnyChange:
    """A change of one of the units that stand, as the dice fall."""
    ground = GROUND | {"on": on}
    standing = queries.units_below(office.unit, on)[1:]
    unit = dice.choice(standing)
    others = [each for each in standing if each != unit]
    name = f"Phòng số {dice.randrange(10**9)}"
    posts = Post.objects.filter(lineage.from_day(on), unit=unit)
    people = frozenset(posts.values_list("person_id", flat=True))
    going = frozenset(key for key in people if dice.random() < 0.5)
    below = frozenset(each.pk for each in queries.children_of(unit, on))
    forms: list[actions.AnyChange] = [
        actions.Renaming(unit=unit, name=name, **ground),
        actions.Split(
            unit=unit,
            parts=(actions.Part(form=new(name), people=going),),
            goes_on=True,
            staying=people - going,
            staying_below=below,
            **ground,
        ),
    ]
    if others:
        other = dice.choice(others)
        forms += [
            actions.Merger(units=(unit, other), new=new(name, office.unit), **ground),
            actions.Merger(units=(unit,), into=other, **ground),
            actions.Move(unit=unit, parent=other, **ground),
            actions.Dissolution(
                unit=unit,
                below_to=office.unit,
                places=dict.fromkeys(people, office.unit),
                **ground,
            ),
        ]
    return dice.choice(forms)


@pytest.mark.parametrize("seed", range(4))
def test_many_changes_lose_nobody_and_are_all_taken_back(
    office: Office, seed: int
) -> None:
    dice = random.Random(seed)  # noqa: S311 - the same dice at every run
    worlds.unit("Tổ Văn thư", office.first)
    lan = again(office.lan)
    before = standing_rows()
    tree = lineage.tree(lan, EVE)
    done: list[Reorganisation] = []
    for month in range(1, 11):
        form = any_change(office, dice, date(2021, month, 1))
        with contextlib.suppress(Refused):
            done.append(actions.reorganise(lan, form))
        assert queries.people_of(office.unit, date(2021, month, 1)).count() == 5
    assert lineage.tree(lan, EVE) == tree

    for deed in reversed(done):
        actions.take_back(lan, deed, why="thử")

    assert len(done) > 3
    assert standing_rows() == before
    assert audit.check() is None
