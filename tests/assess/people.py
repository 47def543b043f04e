"""Named, invented people of one small office in 2016."""

from datetime import date


def year(**changes):
    """A year in which everything measurable is met; change what the test is about."""
    facts = {
        "rating": "HTT",
        "absence_working_days": 3,
        "discipline": "none",
        "pending_inquiry": False,
        "initiatives": [],
        "science_projects": [],
        "registered": ["LDTT"],
        "titles": [],
    }
    return facts | changes


def idea(level="grassroots", *, used=False):
    """An initiative of that level."""
    return {"level": level, "name": "Sổ theo dõi điện tử", "used_for_title": used}


def person(name, *, recruited_on=date(2010, 3, 1), earlier=None, **changes):
    """A person judged for 2016."""
    years = {2016: year(**changes), **(earlier or {})}
    return {
        "id": name,
        "kind": "individual",
        "name": name,
        "recruited_on": recruited_on,
        "years": years,
    }


def collective(name, **changes):
    """A unit of twenty people in 2016 that meets everything measurable."""
    facts = {
        "rating": "HTXS",
        "members": 20,
        "advanced_workers": 14,
        "fulfilled": 20,
        "grassroots_fighters": 1,
        "disciplined_warning": 0,
        "pending_inquiry": False,
        "registered": ["TTLDXS"],
        "titles": [],
    }
    years = {2016: facts | changes}
    return {"id": name, "kind": "collective", "name": name, "years": years}
