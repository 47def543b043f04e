"""What becomes of years in a row, and of an office's own rules."""

from collections import Counter

from django.db.models import Q
from django.utils.translation import gettext as _

from vinhdanh import assess
from vinhdanh.eligibility.lineages import law_says
from vinhdanh.eligibility.models import AdoptedRule
from vinhdanh.ledger import queries as ledger
from vinhdanh.registry import following, lineage
from vinhdanh.registry.following import Change, Consequence, Line
from vinhdanh.registry.journal import Journal


@following.register
def years_in_a_row(change: Change, _journal: Journal) -> list[Consequence]:
    """Say what people and units bring with them: titles of the years before."""
    return [*_of_people(change), *_of_units(change), *_own_rules(change)]


def _of_people(change: Change) -> list[Consequence]:
    """Say that the years of a person are hers, wherever she works."""
    people = {each.person_id: each.name for each in change.people}
    held = ledger.standing_awards().filter(
        subject__in=people, year=change.on.year - 1, code__in=_titles("individual")
    )
    titles: dict[int, list[str]] = {}
    for subject, code in held.order_by("pk").values_list("subject_id", "code"):
        titles.setdefault(subject, []).append(assess.awards()[code].short_name)
    law = law_says(change.kind, change.on, subject="individual")
    return following.told(
        _("Chuỗi năm của cá nhân"),
        _(
            "Danh hiệu ghi theo người, nên các năm trước vẫn nối với các năm sau ở đơn "
            "vị mới. %(law)s"
        )
        % {"law": law},
        [
            Line(
                people[subject],
                _("năm %(year)s: %(titles)s")
                % {"year": change.on.year - 1, "titles": ", ".join(names)},
            )
            for subject, names in titles.items()
        ],
        reads="award.see",
    )


def _of_units(change: Change) -> list[Consequence]:
    """Say that a unit's years go on only by a person's decision."""
    pairs = [
        (unit, successor)
        for unit, successor in change.pairs
        if successor is not None and successor != unit
    ]
    if not pairs or change.kind in lineage.ITSELF:
        return []
    keys = {unit.pk for unit, _successor in pairs}
    awards = ledger.standing_awards().filter(subject__in=keys).order_by()
    count = Counter(awards.values_list("subject_id", flat=True))
    law = law_says(change.kind, change.on)
    return following.told(
        _("Thành tích của tập thể"),
        _(
            "%(law)s Sau khi thực hiện, ghi quyết định ấy ở trang của đơn vị mới; chưa "
            "ghi thì các năm trước là “chưa đủ căn cứ”."
        )
        % {"law": law},
        [
            Line(
                f"{unit} → {successor}",
                _("%(n)s khen thưởng trong sổ") % {"n": count[unit.pk]},
            )
            for unit, successor in pairs
        ],
        is_warning=any(count.values()),
        reads="award.see",
    )


def _own_rules(change: Change) -> list[Consequence]:
    rules = AdoptedRule.objects.filter(
        Q(last_day=None) | Q(last_day__gte=change.on),
        unit__in=change.ended,
        withdrawn_at=None,
    )
    return following.told(
        _("Quy định riêng của đơn vị"),
        _("Không tự áp dụng cho đơn vị mới; nếu còn dùng thì ban hành lại ở đó."),
        [
            Line(row.title, str(row.unit))
            for row in rules.select_related("unit__subject")
        ],
        is_warning=True,
    )


def _titles(subject: str) -> list[str]:
    return [
        award.code
        for award in assess.awards().values()
        if award.kind == "title" and subject in award.subjects
    ]
