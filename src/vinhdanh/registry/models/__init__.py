from vinhdanh.registry.models.bodies import Body, BodyMember, BodyTerm
from vinhdanh.registry.models.careers import Departure, Employment, Transfer
from vinhdanh.registry.models.identity import IdentityKey, IdentityNumber
from vinhdanh.registry.models.names import NameTail
from vinhdanh.registry.models.people import Person, Post, Reach
from vinhdanh.registry.models.reorganisation import (
    LineageRuling,
    Reorganisation,
    ReorganisationPlan,
    UnitLineage,
)
from vinhdanh.registry.models.twins import Merge, TwinPair
from vinhdanh.registry.models.units import (
    Subject,
    Unit,
    UnitHeadcount,
    UnitName,
    UnitParent,
)
from vinhdanh.registry.models.works import Authorship, RecognisedWork
from vinhdanh.registry.models.years import DisciplineRecord, Inquiry, YearFact

__all__ = [
    "Authorship",
    "Body",
    "BodyMember",
    "BodyTerm",
    "Departure",
    "DisciplineRecord",
    "Employment",
    "IdentityKey",
    "IdentityNumber",
    "Inquiry",
    "LineageRuling",
    "Merge",
    "NameTail",
    "Person",
    "Post",
    "Reach",
    "RecognisedWork",
    "Reorganisation",
    "ReorganisationPlan",
    "Subject",
    "Transfer",
    "TwinPair",
    "Unit",
    "UnitHeadcount",
    "UnitLineage",
    "UnitName",
    "UnitParent",
    "YearFact",
]
