"""What movements and registrations tell the desk."""

from typing import Any, Literal

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from vinhdanh.accounts.enums import Role
from vinhdanh.accounts.reach import roles_of
from vinhdanh.base import clock, rights
from vinhdanh.movements import queries, running, timeline
from vinhdanh.movements.enums import (
    MovementKind,
    MovementState,
    RegistrationState,
    Scope,
)
from vinhdanh.movements.models import Movement, PlannedStep, Registration, Review
from vinhdanh.pages.desk.waiting import Figure, Step, Waiting
from vinhdanh.registry import aliases
from vinhdanh.registry import queries as registry
from vinhdanh.registry.models import Person
from vinhdanh.viet import numbers


def launched_movement(user: Any, year: int) -> Movement | None:
    """Return the year's movement of the own unit, the regular one of its tree first."""
    rows = queries.visible_to(user).filter(year=year)
    launched = rows.exclude(
        Q(state=MovementState.DRAFT) | Q(kind=MovementKind.FIVE_YEARS)
    )
    return min(
        launched,
        key=lambda row: (
            not row.unit.is_own,
            row.scope != Scope.TREE,
            row.kind != MovementKind.REGULAR,
            row.pk,
        ),
        default=None,
    )


def waiting(user: Any, year: int) -> list[Waiting]:
    """Return what waits in movements: to launch, join, do, conclude, endorse, file."""
    found = [
        *_to_launch(user, year),
        *_to_join(user, year),
        *_tasks_due(user, year),
        *_to_conclude(user, year),
        *_planned(user, year),
        *_to_endorse(user, year),
    ]
    movement = launched_movement(user, year)
    if movement is not None:
        found += [*_to_file(user, movement), *_people_missing(user, movement)]
    return found


def _to_launch(user: Any, year: int) -> list[Waiting]:
    drafts = rights.visible(
        user,
        "movement.launch",
        Movement.objects.filter(year=year, state=MovementState.DRAFT),
    )
    return [
        Waiting(
            label=_("Phát động: %(name)s") % {"name": draft.name},
            count=1,
            url=reverse("movement", args=[draft.public_id]),
            why=_("Dự thảo đã soạn; thủ trưởng đơn vị phát động."),
            action=_("Xem và phát động"),
        )
        for draft in drafts
    ]


def _to_join(user: Any, year: int) -> list[Waiting]:
    return [
        Waiting(
            label=_("Hưởng ứng: %(name)s") % {"name": row.movement.name},
            count=1,
            url=reverse("join", args=[row.movement.public_id]),
            due_on=row.movement.last_day,
            why=_("%(unit)s được mời tham gia.") % {"unit": row.unit},
            action=_("Xem và hưởng ứng"),
        )
        for row in running.waiting_invitations(user)
        if row.movement.year == year
    ]


def _tasks_due(user: Any, year: int) -> list[Waiting]:
    """Key tasks that the user may finish, late or due within two weeks."""
    rows = running.tasks_of_user(user).filter(
        movement__year=year, due_on__lte=clock.today() + timeline.SOON
    )
    tasks = list(rows.order_by("due_on"))
    if not tasks:
        return []
    first = tasks[0]
    one = reverse("key-task", args=[first.movement.public_id, first.pk])
    several = reverse("movement", args=[first.movement.public_id])
    return [
        Waiting(
            label=_("%(n)s nhiệm vụ trọng tâm đến hạn") % {"n": len(tasks)},
            count=len(tasks),
            url=one if len(tasks) == 1 else several,
            due_on=first.due_on,
            why=first.name,
            action=_("Ghi kết quả"),
        )
    ]


def _to_conclude(user: Any, year: int) -> list[Waiting]:
    rows = rights.visible(
        user,
        "review.conclude",
        Review.objects.filter(movement__year=year, concluded_on=None),
    )
    return [
        Waiting(
            label=_("Kết luận: %(name)s") % {"name": row},
            count=1,
            url=reverse("review", args=[row.public_id]),
            why=_("Bản đã soạn; thủ trưởng đơn vị kết luận."),
            action=_("Xem và kết luận"),
        )
        for row in rows.select_related("movement").exclude(results="")
    ]


def _planned(user: Any, year: int) -> list[Waiting]:
    """Steps that the office's plan has made late, or due within two weeks."""
    planned = rights.visible(
        user, "year.plan", PlannedStep.objects.filter(year=year)
    ).select_related("unit__subject")
    units = {row.unit_id: row.unit for row in planned}
    page = reverse("year-line")
    return [
        Waiting(
            label=_("%(step)s: theo kế hoạch của %(unit)s")
            % {"step": line.step.label, "unit": unit},
            count=1,
            url=f"{page}?nam={year}&don-vi={unit.subject.public_id}",
            due_on=line.step.due_on,
            why=line.step.rests_on,
            action=_("Xem các bước"),
        )
        for unit in units.values()
        for line in timeline.of_year(unit, year)
        if line.is_planned and line.state in {"late", "soon"}
    ]


def _to_endorse(user: Any, year: int) -> list[Waiting]:
    """A line for each movement: its page shows as many as the line counts."""
    titles = queries.registrations_to_endorse(user).filter(movement__year=year)
    targets = queries.targets_to_endorse(user).filter(movement__year=year)
    return [
        *(
            Waiting(
                label=_("Xác nhận %(n)s đăng ký danh hiệu") % {"n": count},
                count=count,
                url=reverse("registration-grid", args=[movement.public_id]),
                due_on=movement.registration_closes,
                why=_("Thủ trưởng đơn vị xác nhận đăng ký của đơn vị mình."),
                action=_("Xem và xác nhận"),
            )
            for movement, count in _by_movement(titles)
        ),
        *(
            Waiting(
                label=_("Xác nhận %(n)s chỉ tiêu phấn đấu vừa đổi") % {"n": count},
                count=count,
                url=reverse("registration-grid", args=[movement.public_id]),
                why=_("Chỉ tiêu ghi hoặc sửa sau khi danh hiệu đã được xác nhận."),
                action=_("Xem và xác nhận"),
            )
            for movement, count in _by_movement(targets)
        ),
    ]


def _by_movement(rows: QuerySet[Any]) -> list[tuple[Movement, int]]:
    counts = rows.order_by().values("movement").annotate(n=Count("pk", distinct=True))
    found = {row["movement"]: row["n"] for row in counts}
    movements = Movement.objects.in_bulk(found) if found else {}
    return [(movements[pk], found[pk]) for pk in sorted(found)]


def _to_file(user: Any, movement: Movement) -> list[Waiting]:
    """The user's own titles, while registration is open and none is filed."""
    today, closes = clock.today(), movement.registration_closes
    is_open = (movement.registration_opens or today) <= today <= (closes or today)
    if user.person_id is None or not is_open:
        return []
    own = aliases.family([user.person_id])[user.person_id]
    if not queries.not_registered(movement).filter(pk=own).exists():
        return []
    return [
        Waiting(
            label=_("Đăng ký danh hiệu năm %(year)s của tôi") % {"year": movement.year},
            count=1,
            url=reverse("registration-mine", args=[movement.public_id]),
            due_on=closes,
            action=_("Đăng ký"),
        )
    ]


def _people_missing(user: Any, movement: Movement) -> list[Waiting]:
    """For the officer: who has not registered, while the window is still near."""
    if Role.OFFICER not in roles_of(user) or movement.last_day < clock.today():
        return []
    people = rights.visible(user, "registration.file", Person.objects.all())
    count = queries.not_registered(movement).filter(pk__in=people.values("pk")).count()
    if not count:
        return []
    grid = reverse("registration-grid", args=[movement.public_id])
    return [
        Waiting(
            label=_("%(n)s người chưa đăng ký danh hiệu") % {"n": count},
            count=count,
            url=f"{grid}?chua=1",
            due_on=movement.registration_closes,
            action=_("Xem danh sách"),
        )
    ]


def step(user: Any, year: int) -> list[Step]:
    """Return launch and registration of a year as they stand."""
    movement = launched_movement(user, year)
    if movement is None:
        listing = reverse("movement-list")
        return [
            Step("launch", _("Phát động"), "todo", listing),
            Step("register", _("Đăng ký"), "todo", reverse("registration-list")),
        ]
    page = reverse("movement", args=[movement.public_id])
    launched = Step("launch", _("Phát động"), "done", page, movement.name)
    return [launched, _register_step(movement)]


def _register_step(movement: Movement) -> Step:
    people = registry.people_of(movement.unit, queries.roster_day(movement)).count()
    missing = queries.not_registered(movement).count()
    waiting_rows = Registration.objects.filter(
        movement=movement, state=RegistrationState.FILED
    ).exists()
    detail = _("%(n)s/%(of)s người") % {"n": people - missing, "of": people}
    closes = movement.registration_closes
    is_over = closes is not None and closes < clock.today()
    state: Literal["done", "running", "late"] = "running"
    # Not registering is allowed: past the window the step is over.
    if not waiting_rows and people and (is_over or not missing):
        state = "done"
    elif is_over:
        state = "late"
    url = reverse("registration-grid", args=[movement.public_id])
    return Step("register", _("Đăng ký"), state, url, detail)


def figures(user: Any, year: int) -> list[Figure]:
    """Return how many have registered each title, for whom reads the units."""
    movement = launched_movement(user, year)
    if movement is None or not rights.can(user, "registration.see", movement.unit):
        return []
    return [
        Figure(
            label=_("đăng ký %(title)s") % {"title": row.name},
            value=numbers.count_of(row.registered, row.roster),
            url=reverse("registration-grid", args=[movement.public_id]),
            place=2,
        )
        for row in queries.title_counts(movement)
        if row.registered
    ]
