"""Which unit of an office a cell or a section of a list names."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Q

from vinhdanh.intake.roll import ever_below
from vinhdanh.registry.models import Unit, UnitLineage, UnitName, UnitParent
from vinhdanh.registry.queries import in_force, units_below
from vinhdanh.viet import text

_LEADERS = "lanh dao"
# An office calls itself by such a word alone: “Lãnh đạo Văn phòng”.
_OWN_WORDS = frozenset(
    {"van phong", "co quan", "don vi", "so", "ban", "truong", "uy ban", "hoi dong"}
)
_SPELT_OUT = {"ubnd": "uy ban nhan dan", "hdnd": "hoi dong nhan dan"}
_TELLING = 3  # words of its name that tell the office without the rest
# What the name of a unit begins with; “Khối”, “Công chức”, “Lãnh đạo” only group.
_UNIT_WORD = re.compile(
    r"(?:phòng|ban|văn phòng|đơn vị|tổ|đội|sở|cục|chi cục|tổng cục|vụ|viện|học viện|"
    r"khoa|trung tâm|bộ phận|ủy ban|ubnd|hội đồng|hđnd|thường trực|chi nhánh|trường|"
    r"trạm|bệnh viện|công ty|xí nghiệp|hợp tác xã|thanh tra|kho bạc|hội|đoàn|mặt trận|"
    r"công an|xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố|thôn|ấp|buôn|"
    r"bản|khu phố)\b"
)


class UnitNames:
    """Finds the units that cells name, among those of an office on a day and today."""

    def __init__(self, unit: Unit, day: date) -> None:
        self.unit = unit
        # The names of the list's own year come first: units are renamed. A name from
        # before is still the unit's own where no other bears it.
        self.by_name = [
            _units_by_name(unit, in_force(day), day),
            _units_by_name(unit, in_force(), None),
            _units_by_name(unit, Q(), None),
        ]
        self.found: dict[tuple[str, ...], list[Unit]] = {}
        self.names_over: dict[int, set[str]] = {}
        self.gone: dict[str, Unit] | None = None
        self.own = _names_of([unit.pk]) | self._names_above(unit)

    def named(self, words: str, path: Sequence[str] = ()) -> Unit | None:
        """Return the one unit of the office that the words name, else None.

        The office's own name, “Lãnh đạo <the office>” and an empty cell are the
        office itself; “Tổ Văn phòng, Trường Hoa Sen” is the one of that school.
        path: the names of the units above it, where the list tells.
        """
        found = self.all_named(words, path)
        return found[0] if len(found) == 1 else None

    def all_named(self, words: str, path: Sequence[str] = ()) -> list[Unit]:
        """Return every unit of that name, of those that may stand under the path."""
        said = (words, *path)
        if said not in self.found:
            found = self._look_up(text.fold(words)) or self._with_parent(words)
            outer = {text.fold(each) for each in self.outer(path)}
            if outer and found != [self.unit]:
                found = self._under(found, outer)
            elif len(found) > 1:
                above = {text.fold(each) for each in path}
                found = [u for u in found if above & self._names_above(u)] or found
            self.found[said] = found
        return self.found[said]

    def outer(self, path: Sequence[str]) -> list[str]:
        """Return the names of a path that are of units within the office.

        Not the office itself, and no “KHỐI ĐẢNG” or “Công chức” that only groups.
        """
        return [
            name
            for name in path
            if _UNIT_WORD.match(text.search_key(name))
            and text.fold(name) not in self.own
            and not self._is_own(text.fold(name))
        ]

    def ended(self, words: str) -> tuple[Unit, list[Unit]] | None:
        """Return the ended unit of that name and the units that continue it."""
        if self.gone is None:
            self.gone = _ended_by_name(self.unit)
        unit = self.gone.get(text.fold(words))
        if unit is None:
            return None
        rows = UnitLineage.objects.filter(predecessor=unit).exclude(successor=unit)
        into = [row.successor for row in rows.select_related("successor__subject")]
        return unit, [each for each in into if each is not None]

    def lacking(self, words: str, path: Sequence[str]) -> tuple[str, ...]:
        """Return a unit that is not there as it is to be founded: its path and name.

        The outermost first, from the office down.
        """
        return (*self.outer(path), words)

    def _under(self, found: list[Unit], outer: set[str]) -> list[Unit]:
        """Keep the units under those; one right under the office, if none is known."""
        under = [unit for unit in found if outer & self._names_above(unit)]
        if under or any(self._by_name(name) for name in outer):
            return under
        free = {row.unit_id for row in UnitParent.objects.filter(parent=self.unit)}
        return [unit for unit in found if unit.pk in free]

    def _with_parent(self, words: str) -> list[Unit]:
        parts = words.split(", ")
        for at in range(1, len(parts)):
            over = text.fold(", ".join(parts[at:]))
            found = self._by_name(text.fold(", ".join(parts[:at])))
            if under := [unit for unit in found if over in self._names_above(unit)]:
                return under
        return []

    def _look_up(self, key: str) -> list[Unit]:
        if not key:
            return [self.unit]
        found = self._by_name(key)
        if not found and key.startswith(_LEADERS):
            rest = key.removeprefix(_LEADERS).strip()
            if self._is_own(rest):
                return [self.unit]
            found = self._by_name(rest)
        return found

    def _is_own(self, rest: str) -> bool:
        """Say whether words, folded, are nothing or how the office begins its name."""
        said = " ".join(_SPELT_OUT.get(word, word) for word in rest.split())
        begins = f"{text.fold(self.unit.name)} ".startswith(f"{said} ")
        is_enough = said in _OWN_WORDS or len(said.split()) >= _TELLING
        return not rest or (begins and is_enough)

    def _by_name(self, key: str) -> list[Unit]:
        return next((known[key] for known in self.by_name if key in known), [])

    def _names_above(self, unit: Unit) -> set[str]:
        """Return every name that the units over a unit, at any height, ever bore."""
        if unit.pk not in self.names_over:
            over, todo = set[int](), [unit.pk]
            while todo:
                parents = UnitParent.objects.filter(unit__in=todo)
                todo = list(set(parents.values_list("parent", flat=True)) - over)
                over |= set(todo)
            self.names_over[unit.pk] = _names_of(over)
        return self.names_over[unit.pk]


def _names_of(units: Iterable[int]) -> set[str]:
    rows = UnitName.objects.filter(unit__in=list(units))
    pairs = rows.values_list("name", "short_name")
    return {text.fold(name) for pair in pairs for name in pair} - {""}


def _units_by_name(unit: Unit, those: Q, day: date | None) -> dict[str, list[Unit]]:
    """Return the units below a unit on a day by each folded name, full or short.

    those: which of the names that they have borne.
    """
    below = {each.pk: each for each in units_below(unit, day)}
    found: dict[str, list[Unit]] = defaultdict(list)
    for row in UnitName.objects.filter(those, unit__in=below):
        for name in {text.fold(row.name), text.fold(row.short_name)} - {""}:
            if below[row.unit_id] not in found[name]:
                found[name].append(below[row.unit_id])
    return dict(found)


def _ended_by_name(unit: Unit) -> dict[str, Unit]:
    """Return the ended units of an office by each folded name, the last to end."""
    below = ever_below(unit)
    names = UnitName.objects.filter(unit__last_day__isnull=False, unit__in=below)
    return {
        text.fold(row.name): row.unit
        for row in names.select_related("unit__subject").order_by("unit__last_day")
    }
