"""The steps a reorganisation is made of, each written through its journal.

Nothing of the past is repointed: names, parents and posts end the day before, and
new rows begin on the day.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, TypeVar

from django.db.models import Q
from django.utils.translation import gettext as _

from vinhdanh.base.refusal import Refused
from vinhdanh.registry import enums, queries
from vinhdanh.registry.actions.units import UnitForm
from vinhdanh.registry.following import Carried, Change
from vinhdanh.registry.journal import Journal
from vinhdanh.registry.models import (
    Post,
    Reorganisation,
    Subject,
    Unit,
    UnitLineage,
    UnitName,
    UnitParent,
)
from vinhdanh.viet import sorting, text

Dated = TypeVar("Dated", UnitName, UnitParent, Post)
Copied = TypeVar("Copied", UnitParent, Post)


@dataclass
class Work:
    """One reorganisation while it is being written."""

    actor: Any
    deed: Reorganisation
    journal: Journal = field(default_factory=Journal)
    pairs: list[tuple[Unit, Unit | None]] = field(default_factory=list)
    ended: list[Unit] = field(default_factory=list)
    founded: list[Unit] = field(default_factory=list)
    moved: list[tuple[Unit, Unit | None, Unit]] = field(default_factory=list)
    people: list[Carried] = field(default_factory=list)
    below: dict[int, Collection[int]] = field(default_factory=dict)

    @property
    def on(self) -> date:
        return self.deed.on

    @property
    def eve(self) -> date:
        return self.on - timedelta(days=1)

    def change(self, chosen: frozenset[int]) -> Change:
        """Return what was written, as the rooms above look at it."""
        return Change(
            actor=self.actor,
            kind=self.deed.kind,
            on=self.on,
            pairs=tuple(self.pairs),
            ended=tuple(self.ended),
            founded=tuple(self.founded),
            moved=tuple(self.moved),
            people=tuple(self.people),
            below=self.below,
            chosen=chosen,
        )

    # --- units ----------------------------------------------------------------

    def found(self, form: UnitForm, parent: Unit | None) -> Unit:
        """Enter a unit that begins on the day; its name must be free there."""
        if not form.name.strip():
            raise Refused("unit.no_name", _("Hãy ghi tên đơn vị mới."))
        subject = Subject(kind=enums.SubjectKind.UNIT, name=form.name)
        unit = self.journal.make(
            Unit(
                subject=self.journal.make(subject),
                kind=form.kind,
                level=form.level,
                has_legal_personality=form.has_legal_personality,
                is_own=form.is_own,
                place=form.place,
                document_sign=form.document_sign,
                first_day=self.on,
            )
        )
        self.journal.make(
            UnitName(
                unit=unit,
                name=form.name,
                short_name=form.short_name,
                first_day=self.on,
            )
        )
        if parent is not None:
            self.journal.make(UnitParent(unit=unit, parent=parent, first_day=self.on))
        self.founded.append(unit)
        return unit

    def end(self, unit: Unit) -> None:
        """Let a unit, its name and its place in the tree end the day before."""
        for rows in (unit.names, unit.parents):
            self._cut(rows.all())
        self.journal.change([unit], last_day=self.eve)
        self.ended.append(unit)

    def rename(self, unit: Unit, name: str, short_name: str) -> None:
        """Give a unit another name from the day on."""
        self._cut(unit.names.all())
        self.journal.make(
            UnitName(unit=unit, name=name, short_name=short_name, first_day=self.on)
        )
        clean = text.clean_line(name)
        self.journal.change(
            [unit.subject],
            name=clean,
            name_key=text.search_key(clean),
            name_folded=text.fold(clean),
            sort_key=sorting.sort_key(clean),
        )

    def place(self, unit: Unit, parent: Unit) -> None:
        """Put a unit under another one from the day on."""
        before = queries.parent_of(unit, self.eve)
        self._cut(unit.parents.all())
        self.journal.make(UnitParent(unit=unit, parent=parent, first_day=self.on))
        self.moved.append((unit, before, parent))

    def place_below(
        self, old: Unit, where: Mapping[int, Unit], *, but: Collection[int]
    ) -> None:
        """Put the units directly below one that ends where each is to go.

        where: unit below -> its new parent. Raises Refused naming those left out.
        """
        below = [each for each in self.children(old) if each.pk not in but]
        lost = [each.name for each in below if each.pk not in where]
        if lost:
            raise Refused(
                "unit.below_not_placed",
                _(
                    "Chưa chọn nơi đến cho đơn vị trực thuộc: %(names)s. “%(unit)s” có "
                    "%(n)s đơn vị trực thuộc thì cả %(n)s phải có nơi đến."
                )
                % {"names": ", ".join(lost), "unit": old, "n": len(below)},
            )
        for each in below:
            if where[each.pk] != old:
                self._follow(each, old, where[each.pk])

    def _follow(self, unit: Unit, old: Unit, parent: Unit) -> None:
        """Let the links of a unit to one that ends go on to another."""
        links = unit.parents.filter(self._from_the_day(), parent=old)
        running, later = self._parted(list(links))
        going_on = [_copied(row, parent=parent, first_day=self.on) for row in running]
        self.journal.change(running, last_day=self.eve)
        self.journal.make_many(going_on)
        self.journal.change(later, parent=parent)
        self.moved.append((unit, old, parent))

    def children(self, unit: Unit) -> list[Unit]:
        """Return the units directly below one on the day or later."""
        links = UnitParent.objects.filter(self._from_the_day(), parent=unit)
        found = Unit.objects.filter(pk__in=links.values("unit"))
        return list(found.select_related("subject"))

    def link(self, unit: Unit, successor: Unit | None) -> None:
        """Write whose past continues where; a unit that continues itself is its own."""
        self.journal.make(
            UnitLineage(
                predecessor=unit,
                successor=successor,
                kind=self.deed.kind,
                on=self.on,
                decision=_("%(number)s ngày %(day)s")
                % {
                    "number": self.deed.decision_no,
                    "day": f"{self.deed.decided_on:%d/%m/%Y}",
                },
                reorganisation=self.deed,
            )
        )
        self.pairs.append((unit, successor))

    def hand_on_own(self, units: Iterable[Unit], successor: Unit) -> None:
        """Let the successor of the installation's own unit be its own unit."""
        if any(unit.is_own for unit in units) and not successor.is_own:
            self.journal.change([successor], is_own=True)

    # --- posts ----------------------------------------------------------------

    def posts_of(self, unit: Unit) -> list[Post]:
        """Return the posts in a unit itself that hold on the day or begin later."""
        rows = Post.objects.filter(self._from_the_day(), unit=unit)
        posts = list(
            rows.select_related("person__subject").order_by(
                "person__subject__sort_key", "pk"
            )
        )
        for post in posts:
            post.unit = unit  # one object, not a statement for each
        return posts

    def carry(self, posts: Sequence[Post], to: Unit) -> None:
        """Let posts end the day before, and go on at another unit on the day."""
        self._note(posts, to)
        running, later = self._parted(posts)
        going_on = [_copied(post, unit=to, first_day=self.on) for post in running]
        self.journal.change(running, last_day=self.eve)
        self.journal.make_many(going_on)
        self.journal.change(later, unit=to)

    def release(self, posts: Sequence[Post]) -> None:
        """Let posts end the day before, with none after them.

        Raises Refused for a post that begins only after the unit has ended.
        """
        running, later = self._parted(posts)
        if later:
            raise Refused(
                "post.begins_after_the_end",
                _(
                    "%(names)s giữ chức vụ ở đơn vị này từ sau ngày kết thúc. Hãy chọn "
                    "nơi đến, hoặc sửa ngày của chức vụ trước."
                )
                % {"names": _names(later)},
            )
        self._note(posts, None)
        self.journal.change(running, last_day=self.eve)

    def _note(self, posts: Sequence[Post], to: Unit | None) -> None:
        self.people += [
            Carried(post.person_id, post.person.name, post.title, post.unit, to)
            for post in posts
        ]

    def _parted(self, posts: Sequence[Dated]) -> tuple[list[Dated], list[Dated]]:
        """Return (those that run over the day, those that begin on it or later)."""
        running: list[Dated] = []
        later: list[Dated] = []
        for row in posts:
            begun = row.first_day is None or row.first_day < self.on
            (running if begun else later).append(row)
        return running, later

    def _cut(self, rows: Any) -> None:
        """Let dated rows of a unit end the day before."""
        running, later = self._parted(list(rows.filter(self._from_the_day())))
        if later:
            raise Refused(
                "unit.changed_later",
                _(
                    "“%(unit)s” đã có thay đổi ghi từ ngày %(day)s. Hãy chọn ngày sau "
                    "đó, hoặc hoàn tác thay đổi ấy trước."
                )
                % {
                    "unit": later[0].unit,
                    "day": f"{later[0].first_day or self.on:%d/%m/%Y}",
                },
            )
        self.journal.change(running, last_day=self.eve)

    def _from_the_day(self) -> Q:
        return Q(last_day=None) | Q(last_day__gte=self.on)


def _copied(row: Copied, **values: Any) -> Copied:
    """Return a new row with all that is known of one, but for some values."""
    columns = {
        column.attname: getattr(row, column.attname)
        for column in row._meta.concrete_fields  # noqa: SLF001
        if not column.primary_key
    }
    made = type(row)(**columns)
    for name, value in values.items():
        setattr(made, name, value)
    return made


def _names(posts: Sequence[Post]) -> str:
    return ", ".join(dict.fromkeys(post.person.name for post in posts))
