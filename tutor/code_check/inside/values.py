"""Values between the two processes, as JSON: arrays as nested lists under a word that says what they are.

`{"array": [[1, 2]]}`, `{"list": [[1, 2]]}`, `{"tensor": …}` (`"grad": true` for one that wants a gradient),
`{"number": 1}`, `{"items": […], "tuple": false}`, `{"entries": {"W1": …}}`, `{"space": {…}}`, `{"none": true}`; on the
way back also `{"other": "type"}`. What only the call itself can make is `{"call": …}`, `{"self": …}`, `{"result": …}`,
`{"upstream": …}`, `{"make": class}`, `{"record": class, "entries": {…}}` and `{"handed": text}`, words of the file.
"""

import sys
from collections.abc import Callable, Mapping
from types import SimpleNamespace
from typing import Any

MOST_NUMBERS, MOST_ITEMS, DEEPEST = 20_000, 400, 6
"""How many numbers one value may hold, entries a container, and containers within one another."""


class TooLarge(Exception):
    """A value that holds more than can be taken."""


def made(value: Mapping[str, Any], calls: Callable[[Mapping[str, Any]], Any]) -> Any:
    """The Python object of a value; `calls` makes those that only the call itself can."""
    makers: dict[str, Callable[[Any], Any]] = {
        **dict.fromkeys(("call", "self", "result", "upstream", "make", "record", "handed"), lambda _: calls(value)),
        "number": lambda number: number,
        "none": lambda _: None,
        "items": lambda items: (tuple if value.get("tuple") else list)(made(item, calls) for item in items),
        "entries": lambda entries: {key: made(item, calls) for key, item in entries.items()},
        "space": lambda entries: SimpleNamespace(**{key: made(item, calls) for key, item in entries.items()}),
        "list": _copied,
        "tensor": lambda nested: _tensor(nested, value),
        "array": lambda nested: _array(nested, value),
    }
    kind = next(kind for kind in makers if kind in value)
    return makers[kind](value[kind])


def _tensor(nested: Any, value: Mapping[str, Any]) -> Any:
    import torch  # type: ignore[import-not-found, unused-ignore]

    kind = torch.int64 if value.get("whole") else torch.float32 if value.get("single") else torch.float64
    tensor = torch.tensor(nested, dtype=kind)
    return tensor.requires_grad_() if value.get("grad") else tensor


def _array(nested: Any, value: Mapping[str, Any]) -> Any:
    import numpy as np

    return np.array(nested, dtype=int if value.get("whole") else float)


def told(value: Any, depth: int = 0) -> dict[str, Any]:
    """A Python object as a value. Raises TooLarge, and what an object of the learner's raises."""
    if depth > DEEPEST:
        raise TooLarge
    if isinstance(value, Mapping):
        _check(len(value), MOST_ITEMS)
        return {"entries": {str(key)[:80]: told(item, depth + 1) for key, item in value.items()}}
    if _is_array(value):
        return _of_array(value)
    if isinstance(value, tuple | list):
        return _of_sequence(value, depth)
    if hasattr(value, "__dict__") and not callable(value) and vars(value):
        return told({k: v for k, v in vars(value).items() if not k.startswith("_")}, depth + 1)
    return _of_one(value)


def _of_one(value: Any) -> dict[str, Any]:
    if value is None:
        return {"none": True}
    if isinstance(value, bool | int | float):
        return {"number": float(value)}
    return {"other": type(value).__name__[:80]}


def _of_sequence(value: Any, depth: int) -> dict[str, Any]:
    if value and all(isinstance(item, bool | int | float) for item in value):
        _check(len(value), MOST_NUMBERS)
        return {"array": [float(item) for item in value]}
    if isinstance(value, list) and _is_table(value):
        _check(len(value) * len(value[0]), MOST_NUMBERS)
        return {"array": [[float(item) for item in row] for row in value]}
    _check(len(value), MOST_ITEMS)
    names = getattr(value, "_fields", None)  # of a named tuple
    if names:
        return {"entries": {name: told(item, depth + 1) for name, item in zip(names, value, strict=False)}}
    return {"items": [told(item, depth + 1) for item in value]}


def _is_table(rows: list[Any]) -> bool:
    """Whether it is rows of numbers, all of one length."""
    if not rows or not all(isinstance(row, list) and row for row in rows):
        return False
    return len({len(row) for row in rows}) == 1 and all(isinstance(x, bool | int | float) for row in rows for x in row)


def _is_array(value: Any) -> bool:
    """Whether it is an array of numpy, a number of its kind, or a tensor: by what was imported, importing nothing."""
    numpy, torch = sys.modules.get("numpy"), sys.modules.get("torch")
    if numpy is not None and isinstance(value, numpy.ndarray | numpy.generic):
        return True
    return torch is not None and isinstance(value, torch.Tensor)


def _of_array(value: Any) -> dict[str, Any]:
    if hasattr(value, "detach"):
        value = value.detach().cpu()
        size, kind = int(value.numel()), str(value.dtype).rpartition(".")[2]
    else:
        size, kind = int(value.size), str(value.dtype)
    _check(size, MOST_NUMBERS)
    if kind.startswith(("object", "complex", "str", "<U")):
        return {"other": kind[:80]}
    return {"array": value.tolist(), "dtype": kind}


def _check(found: int, most: int) -> None:
    if found > most:
        raise TooLarge


def _copied(nested: Any) -> Any:
    return [_copied(item) for item in nested] if isinstance(nested, list) else nested
