"""The rules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ._plain import plain


@dataclass(frozen=True)
class Rule:
    """A rule, as ``planlint rules --json`` lists it."""

    #: Such as ``smart/no-deadline``.
    id: str
    title: str
    group: str
    #: ``stable`` or ``preview``.
    status: str
    priority: str
    severity: str
    #: Kinds of elements.
    applies_to: tuple[str, ...]
    #: The analysis behind it.
    check: str
    #: Whether it runs in the profile asked for.
    on: bool
    #: The profiles in which it runs.
    profiles: tuple[str, ...]
    since: str
    #: A template.
    message: str
    guidance: str
    rationale: str

    @classmethod
    def from_dict(cls, given: dict[str, Any]) -> Rule:
        """Reads an entry of the JSON."""
        return cls(**{**given, "applies_to": tuple(given["applies_to"]), "profiles": tuple(given["profiles"])})

    def to_dict(self) -> dict[str, Any]:
        """The entry of the JSON."""
        return plain(self)
