"""Plain data as the JSON it is stored in, where there is too much of it for a field."""

import json
from typing import Any

import orjson


def written(told: Any) -> str:
    """Return plain data as JSON."""
    try:
        return orjson.dumps(told).decode()
    except TypeError:
        # A number of more than 64 bits, which JSON itself does not mind.
        return json.dumps(told, ensure_ascii=False)
