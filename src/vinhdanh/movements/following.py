"""What becomes of movements and registrations of reorganised units."""

from django.utils.translation import gettext as _

from vinhdanh import assess
from vinhdanh.movements.enums import MovementState, RegistrationState
from vinhdanh.movements.models import KeyTask, Movement, Registration
from vinhdanh.registry import following
from vinhdanh.registry.following import Change, Consequence, Line
from vinhdanh.registry.journal import Journal


@following.register
def running_movements(change: Change, _journal: Journal) -> list[Consequence]:
    """Name what the ended units have under way; it stays where it was begun."""
    movements = Movement.objects.filter(
        unit__in=change.ended, last_day__gte=change.on
    ).exclude(state=MovementState.REVIEWED)
    return [
        *following.told(
            _("Phong trào đang có"),
            _(
                "Giữ nguyên ở đơn vị đã phát động; người phụ trách đơn vị kế thừa theo "
                "dõi và tổng kết tiếp. Phong trào mới thì phát động ở đơn vị mới."
            ),
            [
                Line(f"{row}, {row.unit}", row.get_state_display())
                for row in movements.select_related("unit__subject")
            ],
            is_warning=True,
        ),
        *_tasks(change),
        *_registrations(change),
    ]


def _tasks(change: Change) -> list[Consequence]:
    rows = KeyTask.objects.filter(
        owner__in=change.ended, done_on=None, movement__last_day__gte=change.on
    ).select_related("movement")
    return following.told(
        _("Nhiệm vụ trọng tâm chưa xong"),
        _("Tên đơn vị chủ trì giữ nguyên; đơn vị kế thừa làm tiếp và ghi kết quả."),
        [Line(row.name, str(row.movement)) for row in rows],
        is_warning=True,
    )


def _registrations(change: Change) -> list[Consequence]:
    rows = (
        Registration.objects.filter(
            unit__in=change.ended, movement__last_day__gte=change.on
        )
        .exclude(state=RegistrationState.WITHDRAWN)
        .select_related("movement")
    )
    return following.told(
        _("Đăng ký danh hiệu"),
        _("Giữ nguyên, với tên đơn vị lúc đăng ký; không phải đăng ký lại."),
        [
            Line(
                f"{row.printed_name}: {assess.awards()[row.award].short_name}",
                str(row.movement),
            )
            for row in rows
        ],
        reads="registration.see",
    )
