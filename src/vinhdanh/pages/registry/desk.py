"""What the registry tells the desk."""

from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from vinhdanh.base import clock, rights
from vinhdanh.pages.desk.waiting import Figure, Step, Waiting
from vinhdanh.registry import lineage, queries
from vinhdanh.registry.models import Unit
from vinhdanh.viet import numbers


def _may(user: Any, verb: str) -> bool:
    return rights.visible(user, verb, Unit.objects.order_by()).exists()


def waiting(user: Any, year: int) -> list[Waiting]:
    if not _may(user, "person.change"):
        return []
    due = lineage.plans_open_to(user).filter(on__lte=clock.today()).count()
    plans = [
        Waiting(
            _("Thực hiện dự thảo sắp xếp đơn vị đã đến ngày"),
            due,
            reverse("reorganisations"),
            why=_("Trước khi thực hiện, đơn vị và người vẫn ở tổ chức cũ."),
            action=_("Mở dự thảo"),
        )
    ] * bool(due)
    return [*plans, *_lists_waiting(user, year)]


def _lists_waiting(user: Any, year: int) -> list[Waiting]:
    people = queries.roster(user, year)
    if not people.exists():
        return [
            Waiting(
                _("Nhập danh sách cán bộ năm %(year)s") % {"year": year},
                1,
                _import_page(),
                why=_("Chưa có ai trong danh sách; mọi bước sau đều bắt đầu từ đây."),
                action=_("Nhập từ Excel"),
            )
        ]
    lacking = queries.lacking(people, year, "any").count()
    return [
        Waiting(
            _("Bổ sung dữ kiện năm %(year)s cho %(n)s người")
            % {"year": year, "n": numbers.group(lacking)},
            lacking,
            reverse("people") + "?thieu=any",
            why=_(
                "Thiếu xếp loại, ngày nghỉ, kỷ luật hoặc sáng kiến thì chưa xét được."
            ),
            action=_("Xem ai thiếu gì"),
        )
    ]


def _import_page() -> str:
    try:
        return reverse("import-list")
    except NoReverseMatch:
        return reverse("person-add")


def step(user: Any, year: int) -> list[Step]:
    if not _may(user, "person.see"):
        return []
    people = queries.roster(user, year)
    total = people.count()
    if not total:
        return [Step("registry", _("Dữ liệu nền"), "todo", reverse("people"))]
    lacking = queries.lacking(people, year, "any").count()
    return [
        Step(
            "registry",
            _("Dữ liệu nền"),
            "running" if lacking else "done",
            reverse("people"),
            _("đủ %(known)s/%(total)s người")
            % {"known": total - lacking, "total": total},
        )
    ]


def figures(user: Any, year: int) -> list[Figure]:
    if not _may(user, "person.see"):
        return []
    people = queries.roster(user, year).count()
    return [
        Figure(
            _("người trong danh sách năm"),
            numbers.group(people),
            reverse("people"),
            place=0,
        )
    ]
