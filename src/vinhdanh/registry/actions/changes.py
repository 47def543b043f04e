"""The five changes of units, each as its form and as the rows it writes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from django.utils.translation import gettext as _

from vinhdanh.base.refusal import Refused
from vinhdanh.registry import queries
from vinhdanh.registry.actions.reorganising import Work
from vinhdanh.registry.actions.units import UnitForm
from vinhdanh.registry.enums import LineageKind
from vinhdanh.registry.models import Unit

FEWEST = 2  # units that merge into a new one, parts that a unit is split into


@dataclass(frozen=True, kw_only=True)
class Ground:
    """The day a change takes effect and the decision it rests on.

    chosen: keys of roles that go on although they then reach further.
    """

    on: date
    decision_no: str
    decided_on: date
    decided_by: str = ""
    note: str = ""
    chosen: frozenset[int] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Merger(Ground):
    """Units that become one: a new one (`new`), or one of them or another (`into`)."""

    kind: ClassVar[str] = LineageKind.MERGE

    units: tuple[Unit, ...]
    into: Unit | None = None
    new: UnitForm | None = None

    @property
    def ending(self) -> tuple[Unit, ...]:
        return tuple(dict.fromkeys(unit for unit in self.units if unit != self.into))

    def concerned(self) -> list[Unit]:
        """Return the units on which whoever does this must have the right."""
        above = [self.into, self.new.parent if self.new else None]
        return [*self.ending, *(unit for unit in above if unit is not None)]

    def check(self) -> None:
        """Raise Refused for a merger that makes no sense."""
        least = FEWEST if self.into is None else 1
        if len(self.ending) < least or (self.into is None and self.new is None):
            raise Refused(
                "merge.too_few",
                _("Hãy chọn ít nhất hai đơn vị sẽ thành một."),
            )
        target = self.into or (self.new.parent if self.new else None)
        for unit in self.ending:
            if target is not None and target in queries.units_below(unit, self.on):
                raise Refused(
                    "unit.into_own_child",
                    _(
                        "“%(target)s” nằm trong “%(unit)s”, nên không nhận sáp nhập "
                        "“%(unit)s” được. Hãy chuyển “%(target)s” ra trước, hoặc chọn "
                        "đơn vị khác."
                    )
                    % {"target": target, "unit": unit},
                )

    def write(self, work: Work) -> None:
        """Write the rows."""
        for unit in self.ending:
            work.end(unit)
        successor = self.into
        if successor is None:
            assert self.new is not None  # noqa: S101 - by `check`
            successor = work.found(self.new, self._parent())
        work.hand_on_own(self.ending, successor)
        gone = [unit.pk for unit in self.ending]
        for unit in self.ending:
            below = {each.pk: successor for each in work.children(unit)}
            work.place_below(unit, below, but=gone)
            work.carry(work.posts_of(unit), successor)
            work.link(unit, successor)

    def _parent(self) -> Unit | None:
        """Return the unit above the new one: as written, else the common one."""
        assert self.new is not None  # noqa: S101 - by `check`
        if self.new.parent is not None:
            return self.new.parent
        eve = date.fromordinal(self.on.toordinal() - 1)
        above = {queries.parent_of(unit, eve) for unit in self.ending}
        if len(above) > 1:
            raise Refused(
                "unit.no_parent",
                _("Các đơn vị này thuộc các cấp trên khác nhau. Hãy chọn đơn vị cấp "
                  "trên của đơn vị mới."),
            )  # fmt: skip
        return above.pop()


@dataclass(frozen=True, kw_only=True)
class Part:
    """One new unit of a split: what it is, whom and what it takes over."""

    form: UnitForm
    people: frozenset[int] = frozenset()
    """Keys of persons whose posts go there."""
    below: frozenset[int] = frozenset()
    """Keys of the units directly below that go there."""


@dataclass(frozen=True, kw_only=True)
class Split(Ground):
    """A unit that becomes several, or gives up parts and goes on (`goes_on`).

    staying, staying_below: who and what stays with a unit that goes on. Everybody is
    placed by name, once; so is every unit below.
    """

    kind: ClassVar[str] = LineageKind.SPLIT

    unit: Unit
    parts: tuple[Part, ...]
    goes_on: bool = False
    staying: frozenset[int] = frozenset()
    staying_below: frozenset[int] = frozenset()

    def concerned(self) -> list[Unit]:
        """Return the units on which whoever does this must have the right."""
        above = [part.form.parent for part in self.parts]
        return [self.unit, *(unit for unit in above if unit is not None)]

    def check(self) -> None:
        """Raise Refused for a split into too few, or under a unit that goes."""
        if len(self.parts) < (1 if self.goes_on else FEWEST):
            raise Refused(
                "split.too_few",
                _("Hãy ghi ít nhất hai đơn vị mới; nếu đơn vị cũ vẫn còn thì một."),
            )
        inside = queries.units_below(self.unit, self.on)
        for part in self.parts:
            if part.form.parent in inside and not self.goes_on:
                raise Refused(
                    "unit.into_own_child",
                    _("“%(name)s” không đặt trong đơn vị đang được chia được.")
                    % {"name": part.form.name},
                )

    def write(self, work: Work) -> None:
        """Write the rows."""
        eve = date.fromordinal(self.on.toordinal() - 1)
        above = queries.parent_of(self.unit, eve)
        if not self.goes_on:
            work.end(self.unit)
        made = [work.found(part.form, part.form.parent or above) for part in self.parts]
        if not self.goes_on:
            work.hand_on_own([self.unit], made[0])
        self._carry(work, made)
        where = dict.fromkeys(self.staying_below, self.unit)
        for part, unit in zip(self.parts, made, strict=True):
            where |= dict.fromkeys(part.below, unit)
        work.place_below(self.unit, where, but=[unit.pk for unit in made])
        for unit in made:
            work.link(self.unit, unit)

    def _carry(self, work: Work, made: list[Unit]) -> None:
        """Carry every post to its one place; N in, N out."""
        posts = work.posts_of(self.unit)
        places: dict[int, list[Unit | None]] = {post.person_id: [] for post in posts}
        wanted = [(self.staying if self.goes_on else frozenset(), None)]
        for keys, unit in [
            *wanted,
            *((part.people, unit) for part, unit in zip(self.parts, made, strict=True)),
        ]:
            for key in keys & places.keys():
                places[key].append(unit)
        wrong = [post for post in posts if len(places[post.person_id]) != 1]
        if wrong:
            raise Refused(
                "split.not_placed",
                _(
                    "Mỗi người phải có đúng một nơi đến. Chưa chọn, hoặc chọn hai nơi: "
                    "%(names)s (%(n)s trên %(all)s người)."
                )
                % {
                    "names": ", ".join(
                        dict.fromkeys(post.person.name for post in wrong)
                    ),
                    "n": len({post.person_id for post in wrong}),
                    "all": len(places),
                },
            )
        for unit in made:
            going = [post for post in posts if places[post.person_id] == [unit]]
            work.carry(going, unit)


@dataclass(frozen=True, kw_only=True)
class Renaming(Ground):
    """A unit that goes on under another name."""

    kind: ClassVar[str] = LineageKind.RENAME

    unit: Unit
    name: str
    short_name: str = ""

    def concerned(self) -> list[Unit]:
        """Return the units on which whoever does this must have the right."""
        return [self.unit]

    def check(self) -> None:
        """Raise Refused for no name, or the same one."""
        if not self.name.strip():
            raise Refused("unit.no_name", _("Hãy ghi tên mới."))
        if self.name.strip() == queries.name_on(self.unit, self.on):
            raise Refused("rename.same", _("Tên mới giống hệt tên đang dùng."))

    def write(self, work: Work) -> None:
        """Write the rows."""
        work.rename(self.unit, self.name, self.short_name)
        work.link(self.unit, self.unit)


@dataclass(frozen=True, kw_only=True)
class Dissolution(Ground):
    """A unit that ends without a successor.

    below_to: where the units directly below it go. places: person -> unit where the
    post goes on; the posts of the others end.
    """

    kind: ClassVar[str] = LineageKind.DISSOLVE

    unit: Unit
    below_to: Unit | None = None
    places: Mapping[int, Unit] = field(default_factory=dict)

    def concerned(self) -> list[Unit]:
        """Return the units on which whoever does this must have the right."""
        there = [] if self.below_to is None else [self.below_to]
        return list(dict.fromkeys([self.unit, *there, *self.places.values()]))

    def check(self) -> None:
        """Raise Refused when what is below would go to the unit itself or into it."""
        inside = queries.units_below(self.unit, self.on)
        if self.below_to in inside or self.unit in self.places.values():
            raise Refused(
                "unit.into_own_child",
                _("Nơi đến phải nằm ngoài “%(unit)s”, vì đơn vị này giải thể.")
                % {"unit": self.unit},
            )

    def write(self, work: Work) -> None:
        """Write the rows."""
        work.end(self.unit)
        where = {}
        if self.below_to is not None:
            where = {each.pk: self.below_to for each in work.children(self.unit)}
        work.place_below(self.unit, where, but=())
        posts = work.posts_of(self.unit)
        for place in dict.fromkeys(self.places.values()):
            there = [p for p in posts if self.places.get(p.person_id) == place]
            work.carry(there, place)
        work.release([post for post in posts if post.person_id not in self.places])
        work.link(self.unit, None)


@dataclass(frozen=True, kw_only=True)
class Move(Ground):
    """A unit that goes under another one."""

    kind: ClassVar[str] = LineageKind.MOVE

    unit: Unit
    parent: Unit

    def concerned(self) -> list[Unit]:
        """Return the units on which whoever does this must have the right."""
        return [self.unit, self.parent]

    def check(self) -> None:
        """Raise Refused for the same place, and for one inside the unit."""
        if self.parent in queries.units_below(self.unit, self.on):
            raise Refused(
                "unit.into_own_child",
                _("“%(parent)s” nằm trong “%(unit)s”, nên không làm cấp trên được.")
                % {"parent": self.parent, "unit": self.unit},
            )
        if queries.parent_of(self.unit, self.on) == self.parent:
            raise Refused(
                "move.same",
                _("“%(unit)s” đang thuộc “%(parent)s” rồi.")
                % {"unit": self.unit, "parent": self.parent},
            )

    def write(self, work: Work) -> None:
        """Write the rows."""
        work.place(self.unit, self.parent)
        work.link(self.unit, self.unit)


AnyChange = Merger | Split | Renaming | Dissolution | Move
