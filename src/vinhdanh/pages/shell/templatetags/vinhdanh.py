"""Tags and filters that every template has without loading them."""

import re
from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache
from typing import Any, NamedTuple

from django import template
from django.core.paginator import Page
from django.db import models
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vinhdanh.base import rights
from vinhdanh.indicators import figures
from vinhdanh.ledger import queries as ledger
from vinhdanh.ledger.models import Award
from vinhdanh.pages.indicators.words import told_of
from vinhdanh.pages.shell import sheets
from vinhdanh.registry.models import Unit
from vinhdanh.scoring.method.ranking import hundredths
from vinhdanh.viet import numbers

register = template.Library()


class Sign(NamedTuple):
    """How something looks beside its words: a tone of the style sheet, an icon."""

    tone: str
    icon: str


VERDICTS = {
    "yes": Sign("yes", icon="circle-check"),
    "no": Sign("no", icon="circle-x"),
    "unknown": Sign("unknown", icon="help-circle"),
    "confirm": Sign("confirm", icon="user-question"),
}
STATES = {
    "done": Sign("done", icon="check"),
    "running": Sign("running", icon="progress"),
    "waiting": Sign("waiting", icon="clock"),
    "late": Sign("late", icon="alert-triangle"),
    "todo": Sign("todo", icon="circle-dashed"),
    "stopped": Sign("stopped", icon="ban"),
    "neutral": Sign("neutral", icon="point"),
    "gold": Sign("gold", icon="award"),
}


def _verdict_words(word: str) -> str:
    return {
        "yes": _("đạt"),
        "no": _("không đạt"),
        "unknown": _("chưa đủ căn cứ"),
        "confirm": _("cần người xác nhận"),
    }[word]


# --- small signs ---------------------------------------------------------------


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """Draw an icon of the sprite; with a label it speaks, without it is decoration."""
    address = f"{static('vendor/icons.svg')}#icon-{name}"
    if label:
        return format_html(
            '<svg class="icon" role="img" aria-label="{}"><use href="{}"></use></svg>',
            label,
            address,
        )
    return format_html(
        '<svg class="icon" aria-hidden="true"><use href="{}"></use></svg>', address
    )


@register.simple_tag
def verdict(word: Any, short: str = "") -> SafeString:
    """Draw a verdict (yes, no, unknown, confirm) and its shortest reason."""
    sign = VERDICTS[str(word)]
    chip = format_html(
        '<span class="vd-chip vd-chip-{}">{} {}</span>',
        sign.tone,
        icon(sign.icon),
        _verdict_words(str(word)),
    )
    if short:
        return format_html('{} <span class="vd-reason">{}</span>', chip, short)
    return chip


@register.simple_tag
def state(label: Any, tone: str = "neutral") -> SafeString:
    """Draw a state in words; tone is a key of STATES, `gold` for an award conferred."""
    sign = STATES[tone]
    return format_html(
        '<span class="vd-state vd-state-{}">{} {}</span>',
        sign.tone,
        icon(sign.icon),
        label,
    )


# --- figures and names -----------------------------------------------------------


@register.filter
def figure(value: Any) -> str:
    """1.234.567; a dash where the number is unknown."""
    return "–" if value is None or value == "" else numbers.group(int(value))


@register.filter
def money(value: Any) -> str:
    """“2.340.000 đ”; a dash where the sum is unknown."""
    return "–" if value is None or value == "" else numbers.money(int(value))


@register.filter
def points(value: Any) -> str:
    """“12,5”: points from whole hundredths, or exact ones; a dash where unknown."""
    if value is None or value == "":
        return "–"
    return figures.show(hundredths(value) if isinstance(value, Fraction) else value)


@register.filter
def reports(figure: Any) -> str:
    """“5/6 đơn vị đã báo cáo” of a figure; nothing where all is told."""
    return told_of(figure) if figure else ""


@register.filter
def count_of(count: Any, total: Any) -> str:
    """“16/38”, as summations print n of N."""
    return numbers.count_of(int(count), int(total))


@register.filter
def listed(words: str | Iterable[str]) -> str:
    """Several words as one text, parted by semicolons; one text stays as it is."""
    return words if isinstance(words, str) else "; ".join(words)


@register.filter
def award_name(code: str) -> str:
    """Return the full name of a title or form of commendation by its code."""
    return _award_names().get(code, (code, code))[0]


@register.filter
def reads_today(award: Award) -> dict[str, str]:
    """Return name, title and unit of an award as corrected; read by the view before."""
    return ledger.as_it_reads_today(award)


@register.filter
def award_short(code: str) -> str:
    """Return the short name of a title or form of commendation by its code."""
    return _award_names().get(code, (code, code))[1]


@lru_cache(maxsize=1)
def _award_names() -> dict[str, tuple[str, str]]:
    # Loading the law takes a moment that the start of the server must not pay.
    from vinhdanh import assess  # noqa: PLC0415

    return {
        code: (each.name, each.short_name) for code, each in assess.awards().items()
    }


# --- asking ------------------------------------------------------------------------


@register.simple_tag(takes_context=True)
def may(context: template.Context, verb: str, row: models.Model | None) -> bool:
    """Say whether the present user may do a verb on a row: {% may "x" row as ok %}."""
    return row is not None and rights.can(context["request"].user, verb, row)


@register.simple_tag
def page_url(route: str, *args: Any, **kwargs: Any) -> str:
    """Return the address of a page, or nothing where the page does not exist."""
    try:
        return reverse(route, args=args, kwargs=kwargs)
    except NoReverseMatch:
        return ""


@register.simple_tag(takes_context=True)
def query(context: template.Context, **changes: Any) -> str:
    """Return the query of this address with some values changed (None takes away)."""
    values = context["request"].GET.copy()
    for name, value in changes.items():
        if value is None or value == "":
            values.pop(name, None)
        else:
            values[name] = value
    return f"?{values.urlencode()}"


@register.simple_block_tag
def capture(content: str) -> SafeString:
    """Keep what is drawn inside under a name: {% capture as x %}…{% endcapture %}."""
    return mark_safe(content)  # noqa: S308 - drawn by the template just now


# --- parts --------------------------------------------------------------------------


@register.simple_block_tag(takes_context=True)
def table(
    context: template.Context,
    content: str,
    caption: str,
    count: str = "",
    layout: str = "sticky",
    sheet: str | None = "",
    again: str = "",
) -> SafeString:
    """Wrap thead and tbody: scrolls by itself, says what it counts, goes into Excel.

    layout: words among `sticky` (first column stays), `stack` (a card for each row
    on a phone; give every td a data-label), `dense`.
    sheet: the address of a fuller Excel file; None for a form, which is sent, not
    taken along.
    again: the address of the list behind the table, which may be mended in Excel and
    sent back; shown to who may send lists.
    """
    request = context["request"]
    request.tables_drawn = getattr(request, "tables_drawn", 0) + 1
    name = f"bang-{request.tables_drawn}"
    if sheets.is_asked(request):
        sheets.keep(request, caption, count, content)
    classes = " ".join(f"vd-{word}" for word in layout.split())
    counted = format_html(' <span class="vd-count">{}</span>', count) if count else ""
    return format_html(
        '<div class="vd-table" role="region" tabindex="0" aria-labelledby="{}">'
        '<table class="table table-vcenter {}"><caption><span id="{}">{}{}</span>{}'
        "</caption>{}</table></div>",
        name,
        classes,
        name,
        caption,
        counted,
        _way_to_sheet(request, sheet, caption) + _way_again(request, again),
        content,
    )


def _way_again(request: HttpRequest, again: str) -> SafeString:
    may = again and rights.visible(request.user, "import.see", Unit.objects.order_by())
    if not may or not may.exists():
        return SafeString()
    return format_html(
        ' <a class="vd-take vd-no-print" href="{}">{} {}</a>',
        again,
        icon("file-import"),
        _("Tải để sửa rồi nhập lại"),
    )


def _way_to_sheet(request: HttpRequest, sheet: str | None, caption: str) -> SafeString:
    if sheet is None or request.method != "GET":
        return SafeString()
    return format_html(
        ' <a class="vd-take vd-no-print" href="{}">{} {}'
        '<span class="visually-hidden">: {}</span></a>',
        sheet or sheets.address(request, request.tables_drawn),  # type: ignore[attr-defined]
        icon("file-spreadsheet"),
        _("Tải Excel"),
        caption,
    )


@register.simple_tag
def showing(page: Page[Any], what: str) -> str:
    """“Hiện 1–50 trong 138 người”; the whole number where all are shown."""
    total = page.paginator.count
    if page.has_other_pages():
        return _("Hiện %(first)s–%(last)s trong %(total)s %(what)s") % {
            "first": numbers.group(page.start_index()),
            "last": numbers.group(page.end_index()),
            "total": numbers.group(total),
            "what": what,
        }
    return ngettext("%(total)s %(what)s", "%(total)s %(what)s", total) % {
        "total": numbers.group(total),
        "what": what,
    }


@register.inclusion_tag("shell/parts/pages.html", takes_context=True)
def pages(
    context: template.Context,
    page: Page[Any],
    key: str = sheets.PAGE_KEY,
    place: str = "",
) -> dict[str, Any]:
    """Draw the links to the other pages of a list; nothing where there is one.

    key: under which the address says the page, where several lists are paged. place:
    where on the page the list begins, as “#cac-dong”.
    """

    def address(number: int) -> str:
        return query(context, **{key: number}) + place

    numbers_shown = page.paginator.get_elided_page_range(
        page.number, on_each_side=2, on_ends=1
    )
    links = [
        (number, address(number) if isinstance(number, int) else "")
        for number in numbers_shown
    ]
    last, next_one = page.number - 1, page.number + 1
    return {
        "page": page,
        "links": links,
        "previous": address(last) if page.has_previous() else "",
        "next": address(next_one) if page.has_next() else "",
    }


@register.inclusion_tag("shell/parts/stat.html")
def stat(
    label: str,
    value: Any,
    url: str = "",
    detail: str = "",
    icon: str = "",
    tone: str = "",
) -> dict[str, Any]:
    """Draw a figure that opens the rows under it."""
    return {
        "label": label,
        "value": value,
        "url": url,
        "detail": detail,
        "icon": icon,
        "tone": tone,
    }


@register.inclusion_tag("shell/parts/quota.html")
def quota(label: str, used: int, cap: int | None, note: str = "") -> dict[str, Any]:
    """Draw how much of a quota is taken; a cap of None is a quota not known."""
    over = max(used - cap, 0) if cap is not None else 0
    return {"label": label, "used": used, "cap": cap, "over": over, "note": note}


@register.inclusion_tag("shell/parts/empty.html")
def empty(
    title: str, text: str = "", url: str = "", action: str = "", icon: str = "inbox"
) -> dict[str, str]:
    """Draw what stands where nothing is yet: what comes here, and the next step."""
    return {"title": title, "text": text, "url": url, "action": action, "icon": icon}


@register.filter
def initials(name: str) -> str:
    """The first letters of the first and the given name: Nguyễn Thị Lan -> NL."""
    words = re.findall(r"\w+", name)
    return "".join(word[0] for word in dict.fromkeys([*words[:1], *words[-1:]])).upper()
