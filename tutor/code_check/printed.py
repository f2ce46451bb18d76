"""Gradients that were printed or saved: `.npz`, JSON, or text as numpy, Python and torch print. Nothing runs."""

import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from tutor.code_check.cases import RATE, Cases
from tutor.code_check.forms import form_of
from tutor.code_check.judging import Judged, judged
from tutor.code_check.layouts import Layout
from tutor.code_check.naming import right_gradient
from tutor.code_check.returned import RANKS, Reading, cut_up, readings
from tutor.code_check.running import Given
from tutor.code_check.showing import Shown
from tutor.network.architecture import Network
from tutor.network.products import Array

ENDINGS = (".npz", ".json", ".txt")
MOST_BYTES, MOST_NUMBERS = 1 << 20, 20_000
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?|[-+]?(?:nan|inf)\b")
_NAME = re.compile(r"[A-Za-z_∂][\w.∂/]*(?:\[\d+(?:,\s*\d+)?\])?(?=\s*[:=])")
_PARTIAL = re.compile(r"^d(?:\.|[A-Z]/d)?(?=[wb]\d)")
"""What stands before a parameter's name in that of its partial: `d.w1`, `dC/dw1`."""
_LAYOUTS = (
    Layout(False, "rows", "flat"),
    Layout(True, "rows", "flat"),
    Layout(False, "rows", "flat", numbers=True),
)
"""Ways that W can lie; a bias is read in any shape."""


class NotPrinted(Exception):
    """A file that holds no gradients: `key` is `large`, `broken` or `none`."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def read_printed(path: Path) -> dict[str, Any]:
    """What a file holds, as a value of `inside.values`. Raises OSError and NotPrinted."""
    if path.suffix == ".npz":
        return _of_arrays(path)
    with path.open("rb") as file:
        raw = file.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        raise NotPrinted("large")
    text = raw.decode("utf-8", "replace")
    try:
        return value_of(json.loads(text))
    except (ValueError, RecursionError):
        if path.suffix == ".json":
            raise NotPrinted("broken") from None
        return of_text(text)


def arrays_of(path: Path) -> dict[str, Array]:
    """The arrays of an `.npz`, none of them unpickled. Raises OSError and NotPrinted."""
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(one.file_size for one in archive.infolist()) > 8 * MOST_NUMBERS + MOST_BYTES:
                raise NotPrinted("large")
        with np.load(path, allow_pickle=False) as found:
            return {name: np.asarray(found[name]) for name in found.files}
    except (ValueError, KeyError, EOFError, zipfile.BadZipFile, NotImplementedError, RuntimeError):
        raise NotPrinted("broken") from None


def _of_arrays(path: Path) -> dict[str, Any]:
    found = {name: array for name, array in arrays_of(path).items() if array.dtype.kind in "iuf"}
    if not found or sum(array.size for array in found.values()) > MOST_NUMBERS:
        raise NotPrinted("large" if found else "none")
    return {"entries": {name: {"array": array.astype(float).tolist()} for name, array in found.items()}}


def value_of(read: Any, depth: int = 0) -> dict[str, Any]:
    """What JSON holds, as a value."""
    if depth > 8:
        raise NotPrinted("broken")
    if isinstance(read, bool) or read is None or isinstance(read, str):
        return {"none": True}
    if isinstance(read, int | float):
        return {"number": float(read)}
    if isinstance(read, dict):
        return {"entries": {str(key): value_of(item, depth + 1) for key, item in read.items()}}
    if read and all(isinstance(item, int | float) and not isinstance(item, bool) for item in read):
        return {"array": [float(item) for item in read]}
    rows = [item for item in read if isinstance(item, list)]
    if len(rows) == len(read) and _is_table(rows):
        return {"array": read}
    return {"items": [value_of(item, depth + 1) for item in read]}


def _is_table(rows: list[Any]) -> bool:
    same = len({len(row) for row in rows}) == 1
    return same and all(isinstance(x, int | float) and not isinstance(x, bool) for row in rows for x in row)


def of_text(text: str) -> dict[str, Any]:
    """Names with what stands behind each: numbers, and rows of them in brackets. Raises NotPrinted."""
    names = list(_NAME.finditer(text))
    ends = [*(name.start() for name in names), len(text)][1:]
    entries = {}
    for name, end in zip(names, ends, strict=True):
        array = _array(text[name.end() : end])
        if array is not None:
            entries[name.group().replace("∂", "d")] = array
    if entries:
        return {"entries": entries}
    array = _array(text)
    if array is None:
        raise NotPrinted("none")
    return array


def _array(text: str) -> dict[str, Any] | None:
    """The numbers in a piece of text, row by row where brackets say so; what is printed about types is left out."""
    text = re.sub(r"(?:dtype|device|grad_fn|requires_grad)\s*=\s*[^,)\]]*", "", text)
    text = re.sub(r"\b[A-Za-z]\w*\(", "(", text).replace("(", " ").replace(")", " ")
    rows = [[float(one) for one in _NUMBER.findall(row)] for row in _rows(text)]
    rows = [row for row in rows if row]
    if not rows or sum(map(len, rows)) > MOST_NUMBERS:
        return None
    if len(rows) == 1:
        single = "[" not in text and len(rows[0]) == 1
        nested = text.count("[") > 1
        return {"number": rows[0][0]} if single else {"array": [rows[0]] if nested else rows[0]}
    return {"array": rows} if len({len(row) for row in rows}) == 1 else None


def _rows(text: str) -> Iterator[str]:
    """What stands between innermost brackets; the whole where there are none."""
    inner = re.findall(r"\[([^\[\]]*)\]", text)
    yield from inner or [text]


def of_parameters(value: dict[str, Any], network: Network, fixed: frozenset[str]) -> Reading | None:
    """Gradients number by number, each under its parameter's name, `w1[2,1]`; None where one that is learned lacks."""
    entries = value.get("entries", {})
    named = {_PARTIAL.sub("", str(name)).replace(" ", ""): one for name, one in entries.items()}
    flat = np.zeros(network.parameter_count)
    for k, parameter in enumerate(network.parameters):
        one = named.get(parameter.name, {})
        values = np.ravel(one.get("array", one.get("number", ())))
        if values.size == 1:
            flat[k] = float(values[0])
        elif parameter.name not in fixed:
            return None
    arrays = cut_up(network, flat)
    return Reading(arrays, dict.fromkeys(arrays, "exact"), "names")


def judged_printed(
    value: dict[str, Any], network: Network, theta: Array, x: Array, y: Array, fixed: frozenset[str] = frozenset()
) -> tuple[Judged, Shown | None]:
    """What printed gradients of one network come to, each array by its name or its order; not of what is fixed.

    Raises NotPrinted.
    """
    cases = Cases(network, theta[None], x[None], y[None])
    form = form_of(network)
    found: list[tuple[Judged, Given]] = []
    single = of_parameters(value, network, fixed)
    if single is not None:
        given = Given(cases, [single], fixed=fixed)
        found.append((judged([form], [given], RATE), given))
    for layout in () if found else _LAYOUTS:
        if layout.numbers and set(network.widths) != {1}:
            continue
        for reading in readings(value, (), network, layout):
            given = Given(cases, [reading], fixed=fixed)
            if RANKS.index(reading.form) <= 1:
                found.append((judged([form], [given], RATE), given))
    if not found:
        raise NotPrinted("none")
    best, given = min(found, key=lambda one: (not one[0].is_right, not one[0].named, one[0].manner is None))
    right = right_gradient(form, cases)[0]
    return best, None if best.is_right or not best.finite else Shown(form, cases, right, given.flat()[0])
