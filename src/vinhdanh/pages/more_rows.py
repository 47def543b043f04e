"""“Thêm dòng” under a list of rows: more empty ones, whatever the browser sent."""

from django.http import QueryDict

AT_MOST = 60


def ask_for_more(data: QueryDict, prefix: str, more: int) -> None:
    """Raise the number of rows a formset draws; a count that is no number is none.

    Changes `data`, a mutable copy of what was posted.
    """
    name = f"{prefix}-TOTAL_FORMS"
    try:
        shown = int(data.get(name) or 0)
    except ValueError:
        shown = 0
    data[name] = str(min(max(shown, 0) + more, AT_MOST))
