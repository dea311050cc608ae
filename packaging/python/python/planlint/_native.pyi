"""The compiled part: JSON in place of objects."""

class PlanlintError(Exception):
    """What planlint could not do: what happened, where, and what to do about it."""

def check_text(
    text: str,
    filename: str,
    profile: str | None,
    language: str | None,
    select: list[str],
    ignore: list[str],
) -> str: ...
def check_path(
    path: str,
    profile: str | None,
    language: str | None,
    select: list[str],
    ignore: list[str],
) -> str: ...
def statement(text: str, language: str | None) -> str: ...
def rules(profile: str | None) -> str: ...
