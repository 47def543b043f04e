"""What a unit's blocks tell the line of its year."""

from django.urls import reverse
from django.utils.translation import gettext as _

from vinhdanh.blocks import calendar
from vinhdanh.blocks.calendar import StepLine
from vinhdanh.blocks.enums import Step as BlockStep
from vinhdanh.blocks.models import BlockMember, BlockYear
from vinhdanh.blocks.queries import in_year
from vinhdanh.movements import timeline
from vinhdanh.movements.timeline import Step
from vinhdanh.registry.models import Unit


@timeline.register
def blocks(unit: Unit, year: int) -> list[Step]:
    """The dated steps of the blocks that a unit is a member of that year.

    Registering is done once the unit itself has registered, whoever is still missing.
    """
    seats = in_year(BlockMember.objects.filter(unit=unit), year)
    years = BlockYear.objects.filter(year=year, block__members__in=seats)
    return [
        _step(found, line, unit)
        for found in years.select_related("block", "movement", "covenant", "scoring")
        for line in calendar.steps(found)
        if line.deadline is not None and line.deadline.step == line.step
    ]


def _step(found: BlockYear, line: StepLine, unit: Unit) -> Step:
    assert line.deadline is not None  # noqa: S101 - only dated steps are told
    done_on = line.done_on if line.is_done else None
    if line.step == BlockStep.REGISTER:
        mine = found.filings.filter(step=BlockStep.REGISTER, member__unit=unit).first()
        done_on = mine.filed_on if mine else None
    return Step(
        code=f"block_{found.pk}_{line.step.value}",
        label=_("%(block)s: %(step)s")
        % {"block": found.block, "step": line.step.label},
        due_on=line.deadline.latest_on,
        done_on=done_on,
        url=reverse("block-year", args=[found.public_id]),
        detail=line.detail,
        rests_on=line.deadline.source,
    )
