"""The side menu: the steps of the year, only what the user's roles can do."""

from dataclasses import dataclass, field
from typing import Any

from django.urls import NoReverseMatch, Resolver404, resolve, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vinhdanh.accounts.reach import roles_of
from vinhdanh.accounts.rules import VERBS


@dataclass(frozen=True)
class Door:
    """A page of the menu: shown to whom has one of the verbs, once it exists.

    pages: routes that belong to it although their addresses begin elsewhere.
    """

    label: str | Promise
    route: str
    verbs: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()


@dataclass(frozen=True)
class Section:
    """A step of the year; the first of its doors that opens is its own address."""

    label: str | Promise
    icon: str
    doors: tuple[Door, ...]


@dataclass
class Link:
    """What the template draws."""

    label: str | Promise
    url: str
    icon: str = ""
    is_here: bool = False
    links: "list[Link]" = field(default_factory=list)
    pages: tuple[str, ...] = ()


SECTIONS = (
    Section(
        _("Bàn làm việc"),
        icon="layout-dashboard",
        doors=(Door(_("Bàn làm việc"), "desk"),),
    ),
    Section(
        _("Dữ liệu nền"),
        icon="users",
        doors=(
            Door(_("Người và dữ kiện năm"), "people", ("person.see",)),
            Door(_("Đơn vị"), "units", ("unit.see",)),
            Door(_("Tập thể có nhiệm kỳ"), "bodies", ("unit.see",)),
            Door(_("Nhập từ Excel"), "import-list", ("import.see",)),
        ),
    ),
    Section(
        _("Phát động"),
        icon="speakerphone",
        doors=(
            Door(
                _("Phong trào"),
                "movement-list",
                ("movement.see",),
                ("gathering", "gathering-edit", "review", "review-edit"),
            ),
            Door(_("Các bước trong năm"), "year-line", ("movement.see",)),
        ),
    ),
    Section(
        _("Đăng ký, giao ước"),
        icon="writing",
        doors=(
            Door(
                _("Đăng ký danh hiệu"),
                "registration-list",
                ("registration.see",),
                (
                    "registration-grid",
                    "registration-all",
                    "registration-mine",
                    "registration-subject",
                    "registration-achieved",
                ),
            ),
            Door(
                _("Giao ước thi đua"),
                "covenant-list",
                ("covenant.see",),
                ("covenant-new",),
            ),
        ),
    ),
    Section(
        _("Chỉ số"),
        icon="chart-bar",
        doors=(Door(_("Chỉ số trong năm"), "indicator-list", ("indicator.see",)),),
    ),
    Section(
        _("Chấm điểm"),
        icon="list-details",
        doors=(
            Door(_("Các đợt chấm"), "scoring-list", ("scoring.see",)),
            Door(_("Bộ tiêu chí"), "criteria-sets", ("criteria.see",)),
        ),
    ),
    Section(
        _("Khối, cụm thi đua"),
        icon="sitemap",
        doors=(Door(_("Khối, cụm thi đua"), "block-list", ("block.see",)),),
    ),
    Section(
        _("Sáng kiến"),
        icon="bulb",
        doors=(Door(_("Sáng kiến"), "initiative-list", ("initiative.see",)),),
    ),
    Section(
        _("Bình xét, đề nghị"),
        icon="list-check",
        doors=(Door(_("Các đợt bình xét"), "round-list", ("round.see",)),),
    ),
    Section(
        _("Hội đồng"),
        icon="users-group",
        doors=(
            Door(
                _("Hội đồng và phiên họp"),
                "council-list",
                ("council.see",),
                ("meeting", "meeting-attendance", "meeting-tallies", "meeting-close"),
            ),
        ),
    ),
    Section(
        _("Quyết định"),
        icon="file-certificate",
        doors=(Door(_("Quyết định, tờ trình"), "paper-list", ("decision.see",)),),
    ),
    Section(
        _("Bằng, giấy khen"),
        icon="certificate",
        doors=(Door(_("Bằng, giấy khen"), "certificates", ("certificate.see",)),),
    ),
    Section(
        _("Công khai"),
        icon="world",
        doors=(
            Door(_("Trang công khai"), "portal"),
            Door(_("Đăng công khai"), "publications", ("publication.prepare",)),
        ),
    ),
    Section(
        _("Sổ khen thưởng, tổng kết"),
        icon="book",
        doors=(
            Door(_("Sổ khen thưởng"), "ledger", ("award.see",)),
            Door(_("Tổng kết năm"), "summation", ("summation.see",)),
        ),
    ),
    Section(
        _("Pháp luật, xét thử"),
        icon="scale",
        doors=(
            Door(_("Xét thử theo ngày"), "what-if", ("what_if.see",)),
            Door(_("Xét thử một bảng tính"), "try-sheet", ("verdict.ask",)),
            Door(_("Quy định của cơ quan"), "local-rules", ("local_rule.see",)),
            Door(_("Pháp luật"), "law"),
        ),
    ),
    Section(
        _("Quản trị"),
        icon="settings",
        doors=(
            Door(_("Tài khoản"), "accounts", ("account.manage",)),
            Door(_("Nhật ký"), "audit", ("audit.see",)),
        ),
    ),
)


def menu_for(user: Any, path: str) -> list[Link]:
    """Return the sections open to a user, marked where the present page lies."""
    if not getattr(user, "is_authenticated", False):
        return []
    roles = roles_of(user)
    sections = []
    for section in SECTIONS:
        links = [
            Link(door.label, url, pages=door.pages)
            for door in section.doors
            if _is_open(door, roles, user) and (url := _address(door.route))
        ]
        if links:
            sections.append(
                Link(section.label, links[0].url, section.icon, links=links)
            )
    _mark(sections, path)
    return sections


def _is_open(door: Door, roles: frozenset[str], user: Any) -> bool:
    if not door.verbs:
        return True
    return any(
        roles & VERBS[verb].roles or (VERBS[verb].own and user.person_id)
        for verb in door.verbs
    )


def _address(route: str) -> str:
    try:
        return reverse(route)
    except NoReverseMatch:
        return ""


def _mark(sections: list[Link], path: str) -> None:
    """Mark the link that has the page, or whose address begins the path longest."""
    pairs = [(link, section) for section in sections for link in section.links]
    route = _route(path)
    owners = [(link, section) for link, section in pairs if route in link.pages]
    fitting = owners or [
        (link, section)
        for link, section in pairs
        if path == link.url or (link.url != "/" and path.startswith(link.url))
    ]
    if fitting:
        link, section = max(fitting, key=lambda pair: len(pair[0].url))
        link.is_here = section.is_here = True


def _route(path: str) -> str | None:
    try:
        return resolve(path).url_name
    except Resolver404:
        return None
