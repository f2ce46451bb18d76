"""What stands for modules that are not installed: plots and progress bars come to nothing, and numbers to an error."""

import ast
import builtins
import sys
from collections.abc import Iterable, Iterator
from types import FunctionType, ModuleType
from typing import Any, Self

NEEDED = ("numpy", "torch", "jax", "tensorflow", "keras", "autograd", "cupy")
"""What a program works with: nothing can stand for them."""
OF_TUTOR = "tutor"


class Nothing:
    """What any part of a missing module is: it can be called and gone into, and there is no reckoning with it."""

    def __init__(self, *given: Any, **_named: Any) -> None:
        self._given = given

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return Nothing()

    def __call__(self, *given: Any, **_named: Any) -> Any:
        """A function that is decorated stays what it is."""
        return given[0] if len(given) == 1 and isinstance(given[0], FunctionType) else Nothing(*given)

    def __getitem__(self, key: Any) -> Any:
        return Nothing()

    def __setitem__(self, key: Any, value: Any) -> None:
        return

    def __iter__(self) -> Iterator[Any]:
        """What it was made of: the rounds of a progress bar; else two, for a figure and its axes."""
        if self._given and isinstance(self._given[0], Iterable):
            return iter(self._given[0])
        return iter((Nothing(), Nothing()))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        return


class _Module(ModuleType):
    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name != "__all__":
            raise AttributeError(name)
        return [] if name == "__all__" else Nothing()


class StandIn:
    """Gives a module of nothing for each that the learner's file imports and that is not there, but for those needed.

    Nothing else sees these: a library that tries what there is finds what there is.
    """

    def __init__(self) -> None:
        self.names: set[str] = set()
        """The modules that were missing, their first parts."""
        self._tried = frozenset[int]()

    def install(self, module: ModuleType, tree: ast.AST) -> None:
        """Import for the file that is about to be executed in a module; what stands in a `try` may still fail."""
        tries = (one for one in ast.walk(tree) if isinstance(one, ast.Try))
        self._tried = frozenset(
            inner.lineno for one in tries for inner in ast.walk(one) if isinstance(inner, ast.Import | ast.ImportFrom)
        )
        vars(module)["__builtins__"] = {**vars(builtins), "__import__": self._imported}

    def _imported(self, name: str, *more: Any, **named: Any) -> Any:
        """What `import` gives."""
        try:
            return __import__(name, *more, **named)
        except ModuleNotFoundError as error:
            first = name.partition(".")[0]
            is_meant = first and first == (error.name or "").partition(".")[0]
            if not is_meant or first in (*NEEDED, OF_TUTOR) or sys._getframe(1).f_lineno in self._tried:
                raise
            self.names.add(first)
            return _Module(first)
