"""Work of this room in the background: plain values in, one action out."""

from vinhdanh.base.background import task
from vinhdanh.covenants import papers


@task()
def keep_copy(covenant_id: int) -> None:
    """Print the signed covenant and keep the file with its hash."""
    papers.keep_copy(covenant_id)
