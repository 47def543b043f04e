from vinhdanh.registry.models.people import Person, Post
from vinhdanh.registry.models.units import (
    Subject,
    Unit,
    UnitLineage,
    UnitName,
    UnitParent,
)
from vinhdanh.registry.models.works import Authorship, RecognisedWork
from vinhdanh.registry.models.years import YearFact

__all__ = [
    "Authorship",
    "Person",
    "Post",
    "RecognisedWork",
    "Subject",
    "Unit",
    "UnitLineage",
    "UnitName",
    "UnitParent",
    "YearFact",
]
