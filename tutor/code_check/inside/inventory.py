"""What a file has made once it was executed: arrays and numbers by name; of torch modules, losses and optimizers."""

from collections.abc import Mapping
from contextlib import suppress
from types import ModuleType
from typing import Any

from tutor.code_check.inside.values import told

NamedValues = Mapping[str, Any]


def inventory(module: ModuleType) -> dict[str, Any]:
    """Everything by its name in the file. Raises TooLarge, and what the learner's objects raise."""
    found: dict[str, Any] = {}
    for name, value in vars(module).items():
        if name.startswith("_") or isinstance(value, ModuleType | type):
            continue
        if hasattr(value, "named_parameters"):
            found[name] = _of_module(value, vars(module))
        elif hasattr(value, "param_groups"):
            found[name] = {"optimizer": type(value).__name__, "rate": float(value.param_groups[0].get("lr", 0.0))}
        elif not callable(value):
            found[name] = told(value)
    return found


def _of_module(value: Any, others: NamedValues) -> dict[str, Any]:
    """A loss by its name; of a network the parameters, what its layers are, and what it makes of each tensor."""
    parts = {key: told(item) for key, item in value.named_parameters()}
    if not parts:
        return {"loss": type(value).__name__, "reduction": str(getattr(value, "reduction", ""))}
    layers = [type(part).__name__ for part in value.modules() if not list(part.children())]
    return {"entries": parts, "layers": layers, "outputs": _outputs(value, others)}


def _outputs(network: Any, others: NamedValues) -> dict[str, Any]:
    """What the network makes of each array and tensor that it takes."""
    found = {}
    for name, value in others.items():
        if hasattr(value, "shape") and callable(network):
            with suppress(Exception):  # it is no input of this network
                found[name] = told(network(value.detach() if hasattr(value, "detach") else value))
    return found
