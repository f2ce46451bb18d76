"""On which line of a TOML file something stands, for who has to say what is wrong with it."""

import re

_HEADING = re.compile(r"\s*\[\s*([^\]]+?)\s*\]")
_ENTRY = re.compile(r"\s*[\"']?([\w.-]+)[\"']?\s*=")
_AT_LINE = re.compile(r"at line (\d+)")


def lines_of(source: str) -> dict[str, int]:
    """The lines, from 1, of the tables (`keys`) and of what is set in them (`keys.hint`)."""
    lines: dict[str, int] = {}
    table = ""
    for number, line in enumerate(source.split("\n"), 1):
        if heading := _HEADING.match(line):
            table = heading[1]
            lines[table] = number
        elif entry := _ENTRY.match(line):
            lines[f"{table}.{entry[1]}" if table else entry[1]] = number
    return lines


def line_of_fault(error: Exception, otherwise: int) -> int:
    """The line that a reader's error tells of; `otherwise` where it tells of none."""
    place = _AT_LINE.search(str(error))
    return int(place[1]) if place else otherwise
