"""Carrying out one call: of a function of the file, or on an object of one of its classes that is filled in before."""

from collections.abc import Callable, Mapping
from copy import deepcopy
from functools import partial, reduce
from operator import add
from types import ModuleType
from typing import Any

from tutor.code_check.inside.objects import filled, state
from tutor.code_check.inside.values import TooLarge, made, told

Call = Mapping[str, Any]
_OUTPUTS = ("output", "outputs", "out")
"""The attributes in which a forward pass keeps what it does not return."""


class Scene:
    """One call with what belongs to it: its object, and what was called before."""

    def __init__(self, module: ModuleType) -> None:
        self._module = module
        self._object: Any = None
        self._results: list[Any] = []

    def carried_out(self, call: Call) -> dict[str, Any]:
        """What it returns, and what arguments and object are afterwards. Raises what the file raises."""
        if "object" not in call:
            return self._result(call)
        self._object = self._made(call["object"])
        if "function" not in call:
            return {"state": state(self._object)}
        result: dict[str, Any] = {}
        for _ in range(call.get("times", 1)):
            for path, value in call.get("set", ()):
                filled(self._object, path, self._value(value))
            self._results = []
            for before in call.get("steps", ()):
                self._results.append(self._called(self._function(before), before))
            result = self._result(call)
        return {**result, "state": state(self._object)}

    def _made(self, origin: Call) -> Any:
        """The object: what a class or a function of the file makes, a copy of what stands at its top, or the file."""
        if "file" in origin:
            return self._module
        if "built" in origin:
            scope = {**vars(self._module), **origin["sizes"]}
            exec(origin["built"], scope)  # noqa: S102  statements of the file that is run
            return scope[origin["name"]]
        if "variable" in origin:
            return deepcopy(getattr(self._module, origin["variable"]))
        return self._called(getattr(self._module, origin.get("class") or origin["function"]), origin)

    def _result(self, call: Call) -> dict[str, Any]:
        given, named = self._arguments(call)
        value = self._function(call)(*given, **named)
        if call.get("slope"):
            _differentiated(value, *(self._value(one) for one in call["slope"]))
        elif call.get("gradients"):
            _differentiated(value)
        everything = (*given, *named.values())
        if self._object is not None:
            return {"value": {"none": True} if value is self._object or "through" in call else _told_shortly(value)}
        result: dict[str, Any] = {"value": told(value)}
        result["after"] = [told(one) for one in everything] if call.get("after") else []
        if call.get("gradients"):
            result["gradients"] = [told(_gradients(one)) for one in everything]
        return result

    def _called(self, function: Callable[..., Any], call: Call) -> Any:
        given, named = self._arguments(call)
        return function(*given, **named)

    def _arguments(self, call: Call) -> tuple[list[Any], dict[str, Any]]:
        named = call.get("named", {})
        return [self._value(one) for one in call["arguments"]], {name: self._value(one) for name, one in named.items()}

    def _function(self, call: Call) -> Callable[..., Any]:
        if "through" in call:
            return partial(self._through, call)
        holder = self._object if call.get("method") else self._module
        if "of" in call:
            holder = getattr(holder, call["of"])
        function: Callable[..., Any] = getattr(holder, call["function"])
        return function

    def _through(self, call: Call, *given: Any, **named: Any) -> Any:
        """What comes of going through all layers of a list, each handed what came out of the one before."""
        carried, *others = (*given, *named.values())
        for layer in self._object[:: call["through"]]:
            carried = getattr(layer, call["function"])(carried, *others)
        return carried

    def _value(self, value: Mapping[str, Any]) -> Any:
        return made(value, self._of_scene)

    def _of_scene(self, value: Mapping[str, Any]) -> Any:
        """What is made while the call is carried out: by the forward pass, or of what that gave."""
        makers: dict[str, Callable[[Any], Any]] = {
            "self": lambda of: _parameters(self._object) if of == "parameters" else self._object,
            "make": lambda name: self._called(getattr(self._module, name), value),
            "record": lambda name: getattr(self._module, name)(
                **{key: self._value(one) for key, one in value["entries"].items()}
            ),
            "handed": lambda text: eval(text, dict(vars(self._module))),  # noqa: S307  it stands in the file that is run
            "result": lambda step: _part(self._came_out(step), value.get("part")),
            "upstream": lambda targets: 2 * (_part(self._came_out(0), "output") - self._value(targets)),
            "call": lambda name: _part(self._called(getattr(self._module, name), value), value.get("part")),
        }
        kind = next(kind for kind in makers if kind in value)
        return makers[kind](value[kind])

    def _came_out(self, step: int) -> Any:
        """What a step before has given; of one that keeps it, what stands in the object."""
        found = self._results[step] if self._results else None
        kept = (getattr(self._object, name, None) for name in _OUTPUTS)
        return next((one for one in kept if one is not None), None) if found is None else found


def _parameters(of: Any) -> Any:
    """What an object says that its parameters are: by a method, or in an attribute; else the object itself."""
    for name in ("parameters", "params", "get_params", "layers"):
        found = getattr(of, name, None)
        if found is not None:
            return found() if callable(found) else found
    return of


def _told_shortly(value: Any) -> dict[str, Any]:
    """What a method returned; where that is too much, what the object holds may still be what was asked for."""
    try:
        return told(value)
    except TooLarge:
        return {"other": type(value).__name__[:80]}


def _part(value: Any, part: str | int | None) -> Any:
    """The output or the cache of what a forward pass returns, which may be all of it; or what stands at a place."""
    if not isinstance(value, tuple) or not value or part is None:
        return value
    if isinstance(part, int):
        return value[part]
    if part == "output":
        return value[0] if not isinstance(value[0], dict | list) else value[-1]
    return value[1] if len(value) == 2 and isinstance(value[1], dict | list | tuple) else value


def _differentiated(value: Any, targets: Any = None) -> None:
    """Have autograd go back from a loss that came back untouched, or from the squares of an output's residuals."""
    if isinstance(value, tuple) and value:
        value = value[0]
    if targets is not None:
        value = _squares(value, targets)
        if not hasattr(value, "requires_grad"):  # of an engine of the file's own
            value.backward()
    if getattr(value, "requires_grad", False) and getattr(value, "grad_fn", None) is not None and value.numel() == 1:
        try:
            value.backward()
        except RuntimeError:  # it has gone back already
            return


def _squares(value: Any, targets: Any) -> Any:
    """The sum of the squares of an output's residuals, of one tensor or of numbers one by one."""
    if hasattr(value, "sum"):
        return ((value - targets) ** 2).sum()
    outputs, targets = (one if isinstance(one, list | tuple) else [one] for one in (value, targets))
    residuals = [output + -float(target) for output, target in zip(outputs, targets, strict=True)]
    return reduce(add, (one * one for one in residuals))


def _gradients(value: Any) -> Any:
    """The `.grad` of tensors, in containers as they stand."""
    if isinstance(value, Mapping):
        return {key: _gradients(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_gradients(item) for item in value]
    return getattr(value, "grad", None)
