"""Pages of records that may be one person: the pairs, and one pair side by side."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vinhdanh.base import rights
from vinhdanh.base.ordering import BY_BEGIN
from vinhdanh.base.refusal import Refused
from vinhdanh.ledger import queries as ledger
from vinhdanh.ledger.models import Award
from vinhdanh.movements.models import Registration
from vinhdanh.nominations.models import Nomination
from vinhdanh.pages.shell.roads import only_for
from vinhdanh.pages.shell.sheets import page_of
from vinhdanh.registry import actions, aliases, queries, twins
from vinhdanh.registry.models import Authorship, Merge, Person, Post, YearFact

PAGE = 25


@login_required
@only_for("person.merge")
def twin_list(request: HttpRequest) -> HttpResponse:
    """List the pairs that may be one person, surest first."""
    found = twins.proposals(request.user)
    page = page_of(request, found, PAGE)
    keys = {key for pair in page for key in (pair.first, pair.second)}
    people = Person.objects.select_related("subject").in_bulk(keys)
    year: int = request.year  # type: ignore[attr-defined]
    posts = queries.posts_of(list(people.values()), queries.last_day_seen(year))
    rows = [
        {
            "pair": pair,
            "sides": [
                (people[key], posts.get(key)) for key in (pair.first, pair.second)
            ],
        }
        for pair in page
    ]
    return render(request, "registry/twins.html", {"page": page, "rows": rows})


@dataclass(frozen=True)
class Side:
    """What one record has, as far as the user may see it."""

    person: Person
    posts: list[Post]
    facts: list[YearFact]
    works: list[Authorship]
    awards: list[Award]
    registrations: int
    nominations: int


def _side(user: Any, person: Person) -> Side:
    records = aliases.records([person.pk])
    posts = queries.all_posts(person).select_related("unit__subject")
    facts = sorted(twins.facts_of(person).items())
    works = Authorship.objects.filter(person__in=records).select_related("work")
    awards = ledger.visible_to(user).filter(
        subject__in=records, pk__in=ledger.standing_awards().values("pk")
    )
    filed = rights.visible(user, "registration.see", Registration.objects.order_by())
    named = rights.visible(user, "nomination.see", Nomination.objects.order_by())
    return Side(
        person=person,
        posts=list(posts.order_by(*BY_BEGIN)),
        facts=[row for _year, row in facts],
        works=list(works.order_by("work__year")),
        awards=list(awards.order_by("year", "code")),
        registrations=filed.filter(subject__in=records).count(),
        nominations=named.filter(subject__in=records).count(),
    )


def _mergeable(request: HttpRequest, public_id: str) -> Person:
    seen = queries.people_visible_to(request.user)
    found: Person = get_object_or_404(
        rights.visible(request.user, "person.merge", seen), subject__public_id=public_id
    )
    return found


@login_required
def twin_pair(request: HttpRequest, kept_id: str, alias_id: str) -> HttpResponse:
    """Show two records side by side; merge them, or say that they are two people."""
    kept, alias = _mergeable(request, kept_id), _mergeable(request, alias_id)
    choices = {
        name.removeprefix("chon-"): str(value)
        for name, value in request.POST.items()
        if name.startswith("chon-")
    }
    reason, problem = request.POST.get("reason", ""), ""
    if request.method == "POST":
        try:
            return _judge(request, kept, alias, choices, reason)
        except Refused as refusal:
            problem = refusal.message
    differences = [
        (each, choices.get(each.key, "")) for each in twins.differences(kept, alias)
    ]
    context = {
        "kept": _side(request.user, kept),
        "alias": _side(request.user, alias),
        "differences": differences,
        "reason": reason,
        "problem": problem,
    }
    status = 422 if problem else 200
    return render(request, "registry/twin_pair.html", context, status=status)


def _judge(
    request: HttpRequest,
    kept: Person,
    alias: Person,
    choices: dict[str, str],
    reason: str,
) -> HttpResponse:
    if request.POST.get("viec") == "hai-nguoi":
        actions.say_distinct(request.user, kept, alias, note=reason)
        messages.success(request, _("Đã nhớ: đây là hai người. Cặp này không nêu lại."))
        return redirect("twins")
    actions.merge_people(request.user, kept, alias, choices=choices, reason=reason)
    messages.success(
        request,
        _("Đã gộp. Nếu nhầm, tách lại được ở trang của %(name)s.") % {"name": kept},
    )
    return redirect("person", public_id=kept.subject.public_id)


@login_required
@require_POST
def part(request: HttpRequest, public_id: str) -> HttpResponse:
    """Undo a merger."""
    seen = rights.visible(request.user, "person.merge", Person.objects.order_by())
    merge = get_object_or_404(
        Merge.objects.select_related("kept__subject", "alias__subject"),
        kept__in=seen.values("pk"),
        public_id=public_id,
    )
    try:
        actions.part_people(request.user, merge, reason=request.POST.get("reason", ""))
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("Đã tách thành hai hồ sơ như trước khi gộp."))
    return redirect("person", public_id=merge.kept.subject.public_id)
