"""What stands for modules that are not installed: plots and progress bars come to nothing, and numbers to an error."""

import ast
import sys
from collections.abc import Iterable, Iterator, Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
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
    __path__: list[str]

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name != "__all__":
            raise AttributeError(name)
        return [] if name == "__all__" else Nothing()


class StandIn(MetaPathFinder, Loader):
    """Finds every module that nothing else has found, but for those that are needed."""

    def __init__(self) -> None:
        self.names: set[str] = set()
        """The modules that were missing, their first parts."""
        self._file, self._tried = "", frozenset[int]()

    def install(self, file: str, tree: ast.AST) -> None:
        """Come after all else that finds modules, for what this file imports outside of `try`."""
        self._file = file
        tries = (one for one in ast.walk(tree) if isinstance(one, ast.Try))
        self._tried = frozenset(
            inner.lineno for one in tries for inner in ast.walk(one) if isinstance(inner, ast.Import | ast.ImportFrom)
        )
        sys.meta_path.append(self)

    def find_spec(self, name: str, _path: Sequence[str] | None, _target: ModuleType | None = None) -> ModuleSpec | None:
        """A module of nothing, where the learner's file asks for it."""
        first = name.partition(".")[0]
        if first in (*NEEDED, OF_TUTOR) or (first not in self.names and not self._is_asked_by_file()):
            return None
        self.names.add(first)
        return ModuleSpec(name, self, is_package=True)

    def _is_asked_by_file(self) -> bool:
        """Whether the learner's file asks, which does without it nowhere, and no library that tries what there is."""
        frame = sys._getframe(2)
        while frame is not None and frame.f_code.co_filename.startswith("<frozen importlib._boot"):
            frame = frame.f_back  # type: ignore[assignment]
        is_own = frame is not None and frame.f_code.co_filename == self._file
        return is_own and frame.f_lineno not in self._tried

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """A module whose parts are nothing."""
        return _Module(spec.name)

    def exec_module(self, _module: ModuleType) -> None:
        """There is nothing to execute."""
