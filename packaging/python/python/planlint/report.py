"""What a check found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Optional

from ._plain import plain


@dataclass(frozen=True)
class Position:
    """A place in a file."""

    #: From 1.
    line: int
    #: From 1, in characters; a byte order mark has none.
    column: int
    #: From 0, in bytes of UTF-8.
    byte: int


@dataclass(frozen=True)
class Related:
    """A place that a finding also speaks of."""

    plan: Optional[str]
    element: Optional[str]
    file: str
    start: Position
    #: Exclusive.
    end: Position
    message: str
    #: The cell, such as ``Results!B12``, in a file that is no text.
    location: Optional[str] = None

    @classmethod
    def from_dict(cls, given: dict[str, Any]) -> Related:
        """Reads the object of the JSON."""
        return cls(**_with_positions(given))


@dataclass(frozen=True)
class Edit:
    """Bytes of a file to be replaced."""

    file: str
    #: The first byte.
    start: int
    #: The byte after the last.
    end: int
    text: str


@dataclass(frozen=True)
class Fix:
    """A change that would settle a finding."""

    title: str
    #: ``safe``: one meaning, one candidate; ``unsafe``; ``display``: to look at only.
    safety: str
    edits: tuple[Edit, ...]

    @classmethod
    def from_dict(cls, given: dict[str, Any]) -> Fix:
        """Reads the object of the JSON."""
        return cls(**{**given, "edits": tuple(Edit(**edit) for edit in given["edits"])})


@dataclass(frozen=True)
class Finding:
    """What a rule has to say, at its place."""

    #: The rule's id, such as ``smart/no-deadline``.
    rule: str
    #: ``error``, ``warning``, ``info`` or ``hint``.
    severity: str
    #: The plan's id; none for a finding about ``planlint.yaml``.
    plan: Optional[str]
    #: The id of the element.
    element: Optional[str]
    #: The element's kind, such as ``target``.
    kind: Optional[str]
    message: str
    guidance: str
    #: Relative to the working directory where it lies below it, with ``/``.
    file: str
    start: Position
    #: Exclusive.
    end: Position
    related: tuple[Related, ...]
    fixes: tuple[Fix, ...]
    suppressed: bool
    #: The cell, such as ``Results!B12``, in a file that is no text; ``start`` and ``end`` are then of the text taken from it.
    location: Optional[str] = None

    @classmethod
    def from_dict(cls, given: dict[str, Any]) -> Finding:
        """Reads the object of the JSON."""
        parts = {
            "related": tuple(Related.from_dict(related) for related in given["related"]),
            "fixes": tuple(Fix.from_dict(fix) for fix in given["fixes"]),
        }
        return cls(**{**_with_positions(given), **parts})

    def to_dict(self) -> dict[str, Any]:
        """The object of the JSON."""
        return plain(self)


@dataclass(frozen=True)
class Summary:
    """What was looked at, and how much was found."""

    plans: int
    files: int
    elements: int
    errors: int
    warnings: int
    infos: int
    hints: int
    #: Findings that a comment, a waiver or the baseline file suppresses; they are not in the report.
    suppressed: int


@dataclass(frozen=True)
class Report:
    """All findings, by file, place and rule. Iterating over it gives them; ``len`` counts them."""

    #: Of the contract: 1.
    version: int
    #: The version of planlint.
    planlint: str
    summary: Summary
    findings: tuple[Finding, ...]

    @classmethod
    def from_dict(cls, given: dict[str, Any]) -> Report:
        """Reads what ``planlint check --format json`` writes."""
        parts = {
            "summary": Summary(**given["summary"]),
            "findings": tuple(Finding.from_dict(finding) for finding in given["findings"]),
        }
        return cls(**{**given, **parts})

    def to_dict(self) -> dict[str, Any]:
        """What ``planlint check --format json`` writes."""
        return plain(self)

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __bool__(self) -> bool:
        # A report with nothing in it is a report.
        return True

    def __len__(self) -> int:
        return len(self.findings)


def _with_positions(given: dict[str, Any]) -> dict[str, Any]:
    return {**given, "start": Position(**given["start"]), "end": Position(**given["end"])}
