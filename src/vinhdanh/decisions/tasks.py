"""Work of this room in the background: plain values in, one action out."""

from vinhdanh.base.background import task
from vinhdanh.decisions import printing


@task()
def keep_pdf(paper_id: int) -> None:
    """Print an issued paper and keep the file with its hash."""
    printing.keep_pdf(paper_id)
