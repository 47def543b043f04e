"""Covenants of the sample signed on paper, at ceremonies that have long been."""

from collections.abc import Mapping
from datetime import date

from vinhdanh.accounts.models import User
from vinhdanh.covenants import actions, papers, queries
from vinhdanh.covenants.models import Covenant


def sign_on_paper(
    officer: User,
    covenant: Covenant,
    signers: Mapping[int, tuple[str, str]],
    *,
    place: str,
    on: date,
) -> None:
    """Record that parties signed; signers: name and post by the party's subject.

    The unsigned paper stands for the scan.
    """
    actions.record_ceremony(
        officer,
        covenant,
        [
            actions.PaperSignature(party, *signers[party.subject_id])
            for party in covenant.parties.all()
            if party.subject_id in signers
        ],
        place=place,
        on=on,
        scan=actions.Scan("giao-uoc-ban-giay-mau.pdf", papers.pdf(covenant)),
        seen_hash=queries.covenant_hash(covenant),
    )
