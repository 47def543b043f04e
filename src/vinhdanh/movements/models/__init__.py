"""Tables of movements: launch, gatherings, registrations, reviews, the year's plan."""

from vinhdanh.movements.models.gatherings import (
    Attendee,
    Directive,
    Gathering,
    Speech,
)
from vinhdanh.movements.models.movements import (
    Document,
    Invitation,
    KeyTask,
    Launcher,
    Movement,
    Participation,
    Target,
)
from vinhdanh.movements.models.planning import PlannedStep
from vinhdanh.movements.models.registrations import (
    PersonalTarget,
    Registration,
    RegistrationStep,
    TargetStep,
)
from vinhdanh.movements.models.reviews import Discovery, Review

__all__ = [
    "Attendee",
    "Directive",
    "Discovery",
    "Document",
    "Gathering",
    "Invitation",
    "KeyTask",
    "Launcher",
    "Movement",
    "Participation",
    "PersonalTarget",
    "PlannedStep",
    "Registration",
    "RegistrationStep",
    "Review",
    "Speech",
    "Target",
    "TargetStep",
]
