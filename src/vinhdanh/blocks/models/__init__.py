from vinhdanh.blocks.models.blocks import (
    Block,
    BlockDeadline,
    BlockDocument,
    BlockMember,
    BlockPost,
    BlockYear,
)
from vinhdanh.blocks.models.handing import HandedLine, HandOver
from vinhdanh.blocks.models.votes import (
    Allowance,
    Ballot,
    BallotChoice,
    BallotLine,
    BallotVoter,
    Proposal,
)
from vinhdanh.blocks.models.works import Held, MemberFiling

__all__ = [
    "Allowance",
    "Ballot",
    "BallotChoice",
    "BallotLine",
    "BallotVoter",
    "Block",
    "BlockDeadline",
    "BlockDocument",
    "BlockMember",
    "BlockPost",
    "BlockYear",
    "HandOver",
    "HandedLine",
    "Held",
    "MemberFiling",
    "Proposal",
]
