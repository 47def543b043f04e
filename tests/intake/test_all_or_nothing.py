"""An import that is killed in the middle leaves nothing half-written."""

from typing import Any

import pytest

from tests.intake.sheets import INITIATIVE, line, workbook
from tests.worlds import Office, small_office
from vinhdanh.base import audit, chain
from vinhdanh.base.models import AuditEvent
from vinhdanh.intake import actions, batches, footprint
from vinhdanh.intake.entering import roster
from vinhdanh.intake.models import ImportTrace
from vinhdanh.ledger import queries as ledger
from vinhdanh.ledger.models import Award, LedgerEntry
from vinhdanh.registry.models import (
    Authorship,
    Person,
    Post,
    RecognisedWork,
    Subject,
    Unit,
    YearFact,
)

TABLES = (
    *(Subject, Person, Post, Unit, YearFact, RecognisedWork, Authorship),
    *(Award, LedgerEntry, AuditEvent, ImportTrace),
)
POINTS = [
    (roster.rosters, "enter_people"),
    (roster.rosters, "mend_people"),
    (roster.years, "record_facts_of_years"),
    (roster.years, "record_works"),
    (roster.ledger, "enter_awards"),
    (footprint, "keep"),
    (batches, "keep"),
    (chain, "close_link"),
]


class Killed(Exception):  # noqa: N818
    pass


def counts() -> list[int]:
    return [table.objects.count() for table in TABLES]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize(("room", "name"), POINTS)
def test_a_confirmation_killed_at_any_point_leaves_nothing(
    monkeypatch: pytest.MonkeyPatch, room: Any, name: str, when: str
) -> None:
    office: Office = small_office()
    batch = actions.read_sheet(
        office.lan,
        office.unit,
        workbook(
            [
                line("Nguyễn Văn An", "01/01/1985", initiatives=INITIATIVE),
                line("Mai Văn Tám", unit="Phòng Tin học"),
            ]
        ),
        "danh-sach.xlsx",
        year=2016,
    )
    actions.add_unit_for(office.lan, batch, "Phòng Tin học")
    before = counts()
    deed = getattr(room, name)

    def killed(*args: Any, **kwargs: Any) -> Any:
        if when == "after":
            deed(*args, **kwargs)
        raise Killed

    monkeypatch.setattr(room, name, killed)
    with pytest.raises(Killed):
        actions.confirm(office.lan, batch)

    monkeypatch.undo()
    batch.refresh_from_db()
    assert counts() == before
    assert (batch.state, batch.result) == ("read", {})
    assert audit.check() is None
    assert ledger.check_chain() is None
    assert actions.confirm(office.lan, batch).result["people"] == 2
