"""Work of this room in the background: plain values in, one action out."""

from vinhdanh.awarding import printing
from vinhdanh.awarding.models import CertificateBatch
from vinhdanh.base.background import task


@task()
def print_batch(batch_id: int) -> None:
    """Print the certificates of a batch."""
    printing.finish_batch(CertificateBatch.objects.get(pk=batch_id))
