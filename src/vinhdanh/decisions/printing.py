"""Papers as PDF and Word, and the file kept of an issued one."""

from vinhdanh.base import files
from vinhdanh.decisions.models import OfficialPaper
from vinhdanh.decisions.papers import day_of, paper_data
from vinhdanh.documents.papers import DecisionPaper

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def pdf(paper: OfficialPaper) -> bytes:
    """Print a paper as PDF/A."""
    # Typst is heavy and only papers need it.
    from vinhdanh.documents.decision import decision_pdf  # noqa: PLC0415
    from vinhdanh.documents.submission import submission_pdf  # noqa: PLC0415

    data = paper_data(paper)
    if isinstance(data, DecisionPaper):
        return decision_pdf(data)
    return submission_pdf(data)


def docx(paper: OfficialPaper) -> bytes:
    """Write a paper as a Word file."""
    # python-docx is heavy and only papers need it.
    from vinhdanh.documents.decision import decision_docx  # noqa: PLC0415
    from vinhdanh.documents.submission import submission_docx  # noqa: PLC0415

    data = paper_data(paper)
    if isinstance(data, DecisionPaper):
        return decision_docx(data)
    return submission_docx(data)


def file_name(paper: OfficialPaper, ending: str) -> str:
    """Return “QD-VP-05-2017.pdf”-like names that every system can keep."""
    if paper.number is None:
        return f"du-thao.{ending}"
    sign = paper.sign.replace("Đ", "D").replace("/", "-")
    return f"{paper.number:02d}-{sign}-{day_of(paper).year}.{ending}"


def keep_pdf(paper_id: int) -> None:
    """Print an issued paper once and keep the file; done twice it stays one."""
    paper = OfficialPaper.objects.select_related("unit__subject", "round").get(
        pk=paper_id
    )
    if paper.pdf_id is not None or paper.number is None:
        return
    stored = files.keep_file(
        pdf(paper), name=file_name(paper, "pdf"), media_type=PDF, unit_id=paper.unit_id
    )
    OfficialPaper.objects.filter(pk=paper_id, pdf=None).update(pdf=stored)
