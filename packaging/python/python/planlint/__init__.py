"""Checks strategic plans by rules, from Python.

>>> import planlint
>>> report = planlint.check_path("plans")
>>> [finding.rule for finding in report if finding.severity == "error"]

What is returned says the same as ``planlint check --format json``, as objects; ``to_dict()`` gives that JSON back.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from typing import Any, Optional, Union

from . import _native
from ._native import PlanlintError
from .report import Edit, Finding, Fix, Position, Related, Report, Summary
from .rule import Rule
from .statement import Statement

__all__ = [
    "Edit",
    "Finding",
    "Fix",
    "PlanlintError",
    "Position",
    "Related",
    "Report",
    "Rule",
    "Statement",
    "Summary",
    "check_path",
    "check_text",
    "rules",
    "statement",
]

Path = Union[str, "os.PathLike[str]"]


def check_text(
    text: str,
    *,
    filename: Path = "plan.yaml",
    profile: Optional[str] = None,
    language: Optional[str] = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
) -> Report:
    """Checks a plan that is held in memory.

    :param text: the root file of a plan, or a file that a root on the disk includes.
    :param filename: the name under which the text is read. Its folder is where includes, the plan before and
        ``planlint.yaml`` are looked for; no file needs to be there.
    :param profile: the profile, in place of the one that ``planlint.yaml`` or the plan names.
    :param language: the language of messages (``ar``, ``en``, ``es``, ``fr``, ``ru``, ``zh``), in place of that of
        ``planlint.yaml`` or the plan. The locale is not asked.
    :param select: the rules to run in place of the profile's: ids, groups or globs.
    :param ignore: rules not to run.
    :raises PlanlintError: the text is no plan; the configuration has a fault; there is no such profile, rule or language.
        A plan with faults in its YAML is no error: the report has findings that say so.
    """
    given = _native.check_text(text, os.fspath(filename), profile, language, _words(select), _words(ignore))
    return Report.from_dict(json.loads(given))


def check_path(
    path: Path,
    *,
    profile: Optional[str] = None,
    language: Optional[str] = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
) -> Report:
    """Checks the plans that a path stands for: a root file, a file that a root includes, or a folder with plans in it.

    The parameters are those of :func:`check_text`.

    :raises PlanlintError: there is nothing at the path, or no plan; one of the plans cannot be read; as
        :func:`check_text`.
    """
    given = _native.check_path(os.fspath(path), profile, language, _words(select), _words(ignore))
    return Report.from_dict(json.loads(given))


def statement(text: str, language: Optional[str] = None) -> Statement:
    """What planlint understands of a sentence: quantities, deadline, baseline, directions, vague words, codes.

    :param language: the language that it is written in; without it, it is recognised.
    :raises PlanlintError: statements are not read in that language.
    """
    return Statement.from_dict(json.loads(_native.statement(text, language)))


def rules(profile: Optional[str] = None) -> list[Rule]:
    """All rules, with what the profile makes of them.

    :param profile: the profile, in place of the one that ``planlint.yaml`` names.
    :raises PlanlintError: there is no such profile; ``planlint.yaml`` has a fault.
    """
    listed: list[dict[str, Any]] = json.loads(_native.rules(profile))
    return [Rule.from_dict(entry) for entry in listed]


def _words(given: Sequence[str]) -> list[str]:
    # One word is a sequence of words too, of its letters: never what was meant.
    return [given] if isinstance(given, str) else list(given)
