"""What an office does with the figures of its year."""

from vinhdanh.indicators.actions.cataloguing import (
    Terms,
    change_indicator,
    copy_preset,
    define_indicator,
    set_reporters,
)
from vinhdanh.indicators.actions.keys import issue_key, revoke_key
from vinhdanh.indicators.actions.pushing import key_of, push
from vinhdanh.indicators.actions.reporting import (
    Entry,
    Evidence,
    correct_value,
    lock_values,
    record_many,
    record_value,
    return_value,
)

__all__ = [
    "Entry",
    "Evidence",
    "Terms",
    "change_indicator",
    "copy_preset",
    "correct_value",
    "define_indicator",
    "issue_key",
    "key_of",
    "lock_values",
    "push",
    "record_many",
    "record_value",
    "return_value",
    "revoke_key",
    "set_reporters",
]
