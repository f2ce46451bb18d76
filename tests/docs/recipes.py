"""The recipes of docs/recipes, followed to the letter in a copy of the project."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.util import cache_from_source
from pathlib import Path

from tutor.lessons.content import content_folder

ROOT = content_folder().parent
DOCS = ROOT / "docs"
COPIED = ("tutor", "content", "tests", "pyproject.toml")
_STEP = re.compile(
    r"^\d+\. (?:Run `python (?P<run>[^`]+)`[^`]+`(?P<written>[^`]+)`|"
    r"(?:In `(?P<changed>[^`]+)`, (?:after `(?P<after>[^`]+)`|at the end)[^\n]*|New `(?P<new>[^`]+)`):\n\n"
    r"```\w+\n(?P<text>.*?)^```$)",
    re.DOTALL | re.MULTILINE,
)


def sections() -> dict[str, str]:
    """The text of each recipe by what it adds, which its heading says."""
    texts = (path.read_text(encoding="utf-8") for path in sorted((DOCS / "recipes").glob("*.md")))
    parts = (text.partition("\n") for text in texts)
    return {heading.removeprefix("# Add a "): text for heading, _, text in parts}


def stated() -> dict[str, tuple[str, str]]:
    """How many files are changed, and how many are new, as the table of docs/CONTRIBUTING.md says."""
    guide = (DOCS / "CONTRIBUTING.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| \[a ([\w ]+)\]\(recipes/([\w-]+)\.md\) \| ([^|]+) \| ([^|]+) \|$", guide, re.MULTILINE)
    assert all(file == name.replace(" ", "-") for name, file, *_ in rows)
    return {name: (changed.strip(), new.strip()) for name, _, changed, new in rows}


END = "\x1e"
COMMANDS = f"""
import sys
from tutor.cli.main import program
for command in sys.argv[1:]:
    assert program.main(command.split(), standalone_mode=False) < 2, command
    print(end={END!r}, flush=True)
"""


def _copy_compiled(root: Path) -> None:
    """Have what Python has compiled of the original, too: it fits, for the copies have the times of their sources."""
    for folder in {source.parent for name in ("tutor", "tests") for source in (root / name).rglob("*.py")}:
        compiled = Path(cache_from_source(str(ROOT / folder.relative_to(root) / "any.py"))).parent
        if compiled.is_dir():
            shutil.copytree(compiled, folder / "__pycache__")


@dataclass
class Copy:
    """A copy of the project, and what was done to it."""

    root: Path
    changed: set[Path] = field(default_factory=set)
    new: set[Path] = field(default_factory=set)

    @classmethod
    def made_in(cls, root: Path) -> "Copy":
        for name in COPIED:
            source = ROOT / name
            if source.is_dir():
                shutil.copytree(source, root / name, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(source, root / name)
        _copy_compiled(root)
        return cls(root)

    def undo(self) -> None:
        """Have it as it was copied, with what Python has compiled of it."""
        for path in self.new:
            path.unlink()
        for path in self.changed:
            shutil.copy2(ROOT / path.relative_to(self.root), path)
        shutil.rmtree(self.root / "data", ignore_errors=True)
        self.new, self.changed = set(), set()

    @property
    def environment(self) -> dict[str, str]:
        """Where Python finds the copy, and nothing of who runs the test."""
        home = str(self.root / "home")
        return {"PYTHONPATH": str(self.root), "PATH": "", "HOME": home, "PYTHONUTF8": "1", "LANG": "C.UTF-8"}

    def follow(self, recipe: str) -> None:
        """Do each step of a recipe."""
        steps = list(_STEP.finditer(sections()[recipe]))
        assert len(steps) == len(re.findall(r"^\d+\. ", sections()[recipe], re.MULTILINE)), "a step that nobody reads"
        for step in steps:
            if step["run"]:
                self.run(*step["run"].split())
                self.changed.add(self.root / step["written"])
            elif step["new"]:
                self.add(step["new"], step["text"])
            else:
                self.change(step["changed"], step["after"], step["text"])

    def add(self, name: str, text: str) -> None:
        path = self.root / name
        assert not path.exists()
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        self.new.add(path)

    def change(self, name: str, after: str | None, text: str) -> None:
        path = self.root / name
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        places = [k for k, line in enumerate(lines, 1) if line.rstrip("\n") == after] if after else [len(lines)]
        assert len(places) == 1, f"{name}: {after!r} stands in {len(places)} lines"
        lines.insert(places[0], text)
        path.write_text("".join(lines), encoding="utf-8")
        self.changed.add(path)

    def run(self, *arguments: str, code: int = 0) -> str:
        """What `python …` says in the copy."""
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=self.root,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout

    def tutor(self, *commands: str) -> list[str]:
        """What the tutor of the copy prints for each command, in English where it names no language."""
        typed = (command if "--lang" in command else f"--lang en {command}" for command in commands)
        said = self.run("-c", COMMANDS, *(f"--data-dir {self.root / 'data'} {command}" for command in typed))
        return said.split(END)[:-1]

    def tests(self, *arguments: str) -> str:
        """What some tests of the copy say."""
        return self.run("-m", "pytest", "-n", "0", "-q", "-p", "no:cacheprovider", *arguments)


def files_of(language: str) -> Iterator[Path]:
    """The files of content in one language, but for those that hold the numbers as well."""
    for ending in (".md", ".toml"):
        yield from sorted(content_folder().rglob(f"*.{language}{ending}"))
