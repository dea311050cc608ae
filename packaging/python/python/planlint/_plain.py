"""Objects back to what JSON knows."""

from __future__ import annotations

import dataclasses
from typing import Any


def plain(value: Any) -> Any:
    """Dictionaries and lists in place of objects and tuples, in the order of the fields. A field that has a default and keeps it is left out."""
    if dataclasses.is_dataclass(value):
        named = [(field, getattr(value, field.name)) for field in dataclasses.fields(value)]
        return {field.name: plain(given) for field, given in named if given != field.default or field.default is dataclasses.MISSING}
    if isinstance(value, (list, tuple)):
        return [plain(entry) for entry in value]
    return value
