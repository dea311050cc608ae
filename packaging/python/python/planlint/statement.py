"""What is understood of a sentence. Places are bytes of its UTF-8."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Optional, Union

from ._plain import plain

Number = Union[int, float]


@dataclass(frozen=True)
class Words:
    """Words of the sentence."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Quantity:
    """An amount. A range gives two."""

    value: Optional[Number]
    #: ``percent``, ``points``, ``factor``, a currency's code, a word, or none.
    unit: Optional[str]
    #: ``eq``, ``ge``, ``gt``, ``le``, ``lt`` or ``by``.
    comparator: str
    start: int
    end: int


@dataclass(frozen=True)
class Deadline:
    """A year by which something is to be."""

    year: int
    start: int
    end: int


@dataclass(frozen=True)
class RelativeDeadline:
    """A time from now, such as three years."""

    amount: Optional[Number]
    unit: str
    start: int
    end: int


@dataclass(frozen=True)
class Baseline:
    """Where it starts from."""

    value: Optional[Number]
    year: Optional[int]


@dataclass(frozen=True)
class Concept:
    """A concept of the thesaurus, and the words that name it."""

    id: str
    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Code:
    """A code that the sentence speaks for, and the words that do."""

    code: str
    evidence: tuple[Words, ...]

    @classmethod
    def from_dict(cls, given: dict[str, Any]) -> Code:
        """Reads the object of the JSON."""
        return cls(given["code"], tuple(Words(**words) for words in given["evidence"]))


@dataclass(frozen=True)
class Statement:
    """A sentence as ``planlint statement --format json`` tells of it."""

    text: str
    language: str
    quantities: tuple[Quantity, ...]
    deadline: Optional[Deadline]
    relative_deadline: Optional[RelativeDeadline]
    baseline: Optional[Baseline]
    #: ``up``, ``down``, ``zero``, ``hold``, ``reach``.
    directions: tuple[str, ...]
    vague: tuple[Words, ...]
    #: Whether it names means in place of a result.
    means: bool
    #: Whether it holds two results.
    double_barrelled: bool
    hedged: bool
    #: Groups of people that it names.
    groups: tuple[str, ...]
    concepts: tuple[Concept, ...]
    #: SDG codes, strongest first.
    sdg: tuple[Code, ...]
    #: WSIS codes, strongest first.
    wsis: tuple[Code, ...]

    @classmethod
    def from_dict(cls, given: dict[str, Any]) -> Statement:
        """Reads the object of the JSON."""
        deadline, relative, baseline = given["deadline"], given["relative_deadline"], given["baseline"]
        parts = {
            "quantities": tuple(Quantity(**quantity) for quantity in given["quantities"]),
            "deadline": Deadline(**deadline) if deadline else None,
            "relative_deadline": RelativeDeadline(**relative) if relative else None,
            "baseline": Baseline(**baseline) if baseline else None,
            "directions": tuple(given["directions"]),
            "vague": tuple(Words(**words) for words in given["vague"]),
            "groups": tuple(given["groups"]),
            "concepts": tuple(Concept(**concept) for concept in given["concepts"]),
            "sdg": tuple(Code.from_dict(code) for code in given["sdg"]),
            "wsis": tuple(Code.from_dict(code) for code in given["wsis"]),
        }
        return cls(**{**given, **parts})

    def to_dict(self) -> dict[str, Any]:
        """The object of the JSON."""
        return plain(self)
