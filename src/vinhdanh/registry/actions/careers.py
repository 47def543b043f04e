"""In what capacity a person serves, and why she serves no more."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from vinhdanh.base import audit, clock, rights
from vinhdanh.base.refusal import Refused
from vinhdanh.registry import enums, queries
from vinhdanh.registry.models import Departure, Employment, Person, Post


@dataclass(frozen=True)
class EmploymentForm:
    """What is written of the capacity in which a person serves from a day on."""

    kind: str
    first_day: date | None = None
    occupation: str = ""
    decision_no: str = ""


def record_employment(actor: Any, person: Person, form: EmploymentForm) -> Employment:
    """Let a person serve in a capacity from a day on; the one before ends then.

    The same day again corrects what was written.
    """
    rights.require(actor, "person.change", person)
    with transaction.atomic():
        rows = list(person.employments.select_for_update())
        same = next((row for row in rows if row.first_day == form.first_day), None)
        later = [row for row in rows if _begins(row) > (form.first_day or date.min)]
        row = same or Employment(person=person, first_day=form.first_day)
        before = _words(same) if same else None
        row.kind, row.occupation = form.kind, form.occupation
        row.decision_no = form.decision_no
        row.last_day = _eve(min(map(_begins, later))) if later else None
        row.save()
        if form.first_day is not None:
            begun = Q(first_day=None) | Q(first_day__lt=form.first_day)
            still = Q(last_day=None) | Q(last_day__gte=form.first_day)
            person.employments.filter(begun, still).update(
                last_day=_eve(form.first_day)
            )
        audit.record(
            actor,
            "employment.record",
            person,
            before=before,
            after=_words(row),
            reason=form.decision_no,
            unit_id=queries.unit_id_of(person),
        )
    return row


def _begins(row: Employment) -> date:
    return row.first_day or date.min


def _eve(day: date) -> date:
    return day - timedelta(days=1)


def _words(row: Employment) -> dict[str, Any]:
    return {
        "kind": str(row.get_kind_display()),
        "occupation": str(row.get_occupation_display()) if row.occupation else "",
        "first_day": row.first_day,
    }


@dataclass(frozen=True)
class DepartureForm:
    """What is written when a person retires, dies or leaves."""

    kind: str
    on: date
    decision_no: str = ""
    decided_on: date | None = None
    place: str = ""


def record_departure(actor: Any, person: Person, form: DepartureForm) -> Departure:
    """End all posts of a person who retires, dies or leaves; the day is the last one.

    Her past stays as it is. The actor answers for every unit where she has a post.
    """
    rights.require(actor, "person.change", person)
    if form.on > clock.today() and form.kind == enums.DepartureKind.DIED:
        raise Refused("departure.in_future", _("Ngày từ trần ở sau hôm nay."))
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=person.pk)
        if Departure.objects.filter(person=person).exists():
            raise Refused(
                "departure.twice",
                _("%(name)s đã được ghi thôi công tác. Hãy rút lại trước khi ghi khác.")
                % {"name": person},
            )
        _refuse_pending(person)
        posts = list(_posts_beyond(person, form.on))
        for post in posts:
            rights.require(actor, "person.change", post.unit)
        if any(post.first_day and post.first_day > form.on for post in posts):
            raise Refused(
                "departure.before_post",
                _("Ngày ghi ở trước ngày bắt đầu một chức vụ đang giữ."),
            )
        ended = {
            str(post.pk): post.last_day.isoformat() if post.last_day else None
            for post in posts
        }
        Post.objects.filter(pk__in=[post.pk for post in posts]).update(last_day=form.on)
        made = Departure.objects.create(person=person, ended_posts=ended, **vars(form))
        audit.record(
            actor,
            "departure.record",
            person,
            after={"kind": str(made.get_kind_display()), "on": form.on},
            reason=form.decision_no,
            unit_id=posts[0].unit_id if posts else queries.unit_id_of(person),
        )
    return made


def _posts_beyond(person: Person, day: date) -> Any:
    posts = queries.all_posts(person).select_related("unit")
    return posts.filter(Q(last_day=None) | Q(last_day__gt=day)).order_by("pk")


def _refuse_pending(person: Person) -> None:
    pending = person.transfers.filter(state=enums.TransferState.PENDING).first()
    if pending is not None:
        raise Refused(
            "departure.pending_transfer",
            _("Đang chờ “%(unit)s” xác nhận tiếp nhận. Hãy rút lại việc chuyển trước.")
            % {"unit": pending.receiving},
        )


def take_back_departure(actor: Any, departure: Departure, *, reason: str) -> None:
    """Undo a departure recorded by mistake: the posts stand as they did."""
    person = departure.person
    rights.require(actor, "person.change", person)
    if not reason.strip():
        raise Refused("departure.no_reason", _("Hãy ghi vì sao rút lại."))
    with transaction.atomic():
        for key, last_day in departure.ended_posts.items():
            posts = Post.objects.filter(pk=int(key), last_day=departure.on)
            posts.update(last_day=last_day)
        audit.record(
            actor,
            "departure.take_back",
            person,
            before={"kind": str(departure.get_kind_display()), "on": departure.on},
            reason=reason,
            unit_id=queries.unit_id_of(person),
        )
        departure.delete()
