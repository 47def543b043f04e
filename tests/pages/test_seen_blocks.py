"""Lead and host write of one review of a block; neither undoes the other unawares."""

from datetime import date

from django.test import Client
from django.urls import reverse

from tests.blocks.scenes import Agencies
from tests.pages.test_blocks import khoi, standing_agencies
from tests.pages.test_seen import Scene, is_told_once_and_then_taken
from vinhdanh.blocks import actions as blocks
from vinhdanh.blocks.enums import Step

__all__ = ["khoi", "standing_agencies"]


def test_review_of_a_block_by_lead_and_host_loses_none(
    khoi: Agencies,
    client: Client,
) -> None:
    def hold(conclusion: str) -> None:
        blocks.hold_review(
            khoi.nga,
            khoi.year,
            Step.HALF_YEAR,
            on=date(2025, 8, 20),
            conclusion=conclusion,
        )

    scene = Scene(
        khoi.bach,
        reverse("block-step", args=[khoi.year.public_id, "half_year"]),
        "review-conclusion",
        "Khối làm tốt.",
        lambda: hold("Khối làm khá."),
        "kết luận: Khối làm khá.",
        lambda: khoi.year.held.get().conclusion,
    )
    hold("Khối đã họp.")

    is_told_once_and_then_taken(scene, client)
