"""The standards of titles and forms, one family a file, criteria as in the article."""

from __future__ import annotations

from vinhdanh.statutes.titles import (
    advanced_worker,
    certificates,
    collective_forms,
    collectives,
    communities,
    flags,
    grassroots_fighter,
    individual_forms,
    national_fighter,
    provincial_fighter,
)

TITLES = (
    *advanced_worker.TITLES,
    *grassroots_fighter.TITLES,
    *provincial_fighter.TITLES,
    *national_fighter.TITLES,
    *collectives.TITLES,
    *flags.TITLES,
    *communities.TITLES,
    *certificates.TITLES,
    *individual_forms.TITLES,
    *collective_forms.TITLES,
)
