"""Objects of a learner's classes: which numbers they hold, and at which places, and putting numbers there.

A path leads from the object to a place: `["a", name]` an attribute, `["k", key]` an entry, `["i", place]` an item,
`["p", name]` a parameter of a torch module by its whole name.
"""

import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from itertools import islice
from types import BuiltinFunctionType, FunctionType, MethodType, ModuleType
from typing import Any

from tutor.code_check.inside.values import TooLarge, told

MOST_LEAVES, DEEPEST = 2000, 8
Path = list[list[Any]]
_NO_HOLDERS = (type, ModuleType, FunctionType, MethodType, BuiltinFunctionType, str, bytes, range)


def state(holder: Any) -> list[list[Any]]:
    """The arrays and numbers of an object with the paths that lead to them. Raises TooLarge."""
    found: list[list[Any]] = []
    if isinstance(holder, ModuleType):
        return _of_file(holder)
    for path, value in _leaves(holder, [], set()):
        if len(found) == MOST_LEAVES:
            raise TooLarge
        found.append([path, {**told(value), "of": _of(value)}])
    return found


def _of_file(module: ModuleType) -> list[list[Any]]:
    """The same of what stands at the top of a file; what is too large there is data, and no parameter."""
    found: list[list[Any]] = []
    for name, value in vars(module).items():
        leaves = () if name.startswith("_") else _leaves(value, [["a", name]], set())
        for path, leaf in islice(leaves, MOST_LEAVES - len(found)):
            with suppress(TooLarge):
                found.append([path, {**told(leaf), "of": _of(leaf)}])
    return found


def _leaves(value: Any, path: Path, seen: set[int]) -> Iterator[tuple[Path, Any]]:
    if _is_leaf(value):
        if not _is_number(value) and id(value) in seen:  # the same array by another name
            return
        seen.add(id(value))
        yield path, value
        gradient = _gradient(value) if _is_tensor(value) else None
        if gradient is not None:
            yield [*path, ["a", "grad"]], gradient
        return
    if id(value) in seen or len(path) > DEEPEST or isinstance(value, _NO_HOLDERS):
        return
    seen.add(id(value))
    for step, inner in _inner(value):
        yield from _leaves(inner, [*path, step], seen)


def _gradient(tensor: Any) -> Any:
    """The gradient that autograd has left at a tensor, or else the program itself, in `.g`."""
    found = tensor.grad
    return getattr(tensor, "g", None) if found is None else found


def _inner(value: Any) -> Iterator[tuple[list[Any], Any]]:
    """What an object holds, with the step that leads there."""
    if isinstance(value, Mapping):
        yield from ((["k", key], item) for key, item in value.items() if isinstance(key, str | int))
    elif isinstance(value, list | tuple):
        yield from ((["i", k], item) for k, item in enumerate(value))
    else:
        if hasattr(value, "named_parameters"):
            yield from ((["p", name], item) for name, item in value.named_parameters())
        if hasattr(value, "__dict__"):
            own = {"_parameters", "_buffers", "_modules"} if hasattr(value, "named_parameters") else set()
            yield from ((["a", k], v) for k, v in vars(value).items() if k not in own and not k.startswith("__"))


def _is_tensor(value: Any) -> bool:
    torch = sys.modules.get("torch")
    return torch is not None and isinstance(value, torch.Tensor)


def _is_array(value: Any) -> bool:
    numpy = sys.modules.get("numpy")
    return numpy is not None and isinstance(value, numpy.ndarray | numpy.generic)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_leaf(value: Any) -> bool:
    """Whether it is an array, a number, or rows of numbers."""
    if _is_array(value) or _is_tensor(value) or _is_number(value):
        return True
    if not isinstance(value, list) or not value:
        return False
    return all(map(_is_number, value)) or all(
        isinstance(row, list) and len(row) == len(value[0]) and row and all(map(_is_number, row)) for row in value
    )


def _of(value: Any) -> str:
    """What holds the numbers: `tensor`, `array`, `list` or `number`."""
    if _is_tensor(value):
        return "tensor"
    return "array" if _is_array(value) else "list" if isinstance(value, list) else "number"


def filled(holder: Any, path: Path, values: Any) -> None:
    """Put numbers at a place, in the shape and of the kind of what stands there: in it where that can be done."""
    last = path[-1]
    for step in path[:-1]:
        holder = _at(holder, step)
    current = _at(holder, last)
    if _is_tensor(current):
        import torch  # type: ignore[import-not-found, unused-ignore]

        current.data.copy_(torch.as_tensor(values, dtype=current.dtype).reshape(current.shape))
    elif _is_array(current) and current.ndim and current.dtype.kind == "f" and current.flags.writeable:
        current[...] = _numpy().reshape(values, current.shape)
    elif _is_array(current):
        _put(holder, last, _numpy().reshape(_numpy().array(values, dtype=float), current.shape))
    elif isinstance(current, list):
        current[:] = _numbers(values, current)
    else:
        number = _first(values)
        _put(holder, last, int(number) if isinstance(current, int) and number.is_integer() else number)


def _at(holder: Any, step: list[Any]) -> Any:
    kind, name = step
    if kind == "p":
        return dict(holder.named_parameters())[name]
    return getattr(holder, name) if kind == "a" else holder[name]


def _put(holder: Any, step: list[Any], value: Any) -> None:
    if step[0] == "a":
        setattr(holder, step[1], value)
    else:
        holder[step[1]] = value


def _numbers(values: Any, current: list[Any]) -> list[Any]:
    """Values in rows as long as they were, or in one."""
    flat = iter(_flat(values))
    return [[next(flat) for _ in row] if isinstance(row, list) else next(flat) for row in current]


def _flat(values: Any) -> Iterator[float]:
    if isinstance(values, list | tuple):
        for one in values:
            yield from _flat(one)
    else:
        yield values


def _first(values: Any) -> float:
    return float(next(_flat(values)))


def _numpy() -> Any:
    return sys.modules["numpy"]
