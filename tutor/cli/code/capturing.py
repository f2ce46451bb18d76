"""Carrying out `backprop-tutor capture`: arrays are read, written down as a problem, and that is loaded again."""

import json
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import numpy as np

from tutor.cli.code.checking import not_run
from tutor.cli.file_options import Captured, CaptureOptions
from tutor.cli.invocation import Invocation
from tutor.cli.output import one_line, put
from tutor.cli.refusals import Refused, shorten
from tutor.code_check.capturing import (
    LOGITS,
    NotCaptured,
    Taken,
    cost_of_loss,
    decimals,
    is_input,
    seen_activations,
    taken,
    with_rows,
)
from tutor.code_check.printed import NotPrinted, arrays_of
from tutor.code_check.process import Failed, Process
from tutor.lessons.content import content_folder
from tutor.lessons.errors import ContentError
from tutor.lessons.languages import LANGUAGES
from tutor.lessons.problem import Problem
from tutor.lessons.words import read_words
from tutor.lint.lessons import sound
from tutor.network.products import Array

SECONDS = 20.0
USUAL_RATE = Fraction(1, 10)


def capture(file: Path, options: CaptureOptions, invocation: Invocation) -> Captured:
    """The problem of a file, in each language. Raises Refused and OSError."""
    try:
        made = _read(file, invocation)
        arrays = with_rows(made.arrays, made.loss[0] if made.loss else "")
        found = taken(arrays, made.layers if options.activations is None else (), options.turned)
        texts, notes = _written(_seen(found, made, options), _with_cost(options, made, found), invocation)
    except NotCaptured as error:
        raise Refused(f"capture_{error.key}", **{key: shorten(value) for key, value in error.params.items()}) from None
    return Captured(texts, notes)


class Made(NamedTuple):
    """What a file has made."""

    arrays: dict[str, Array]
    layers: list[str]
    """The types of a torch module's layers."""
    outputs: dict[str, Array] = {}  # noqa: RUF012  never changed
    """What the module makes of the inputs, by their name."""
    loss: tuple[str, str] | None = None
    """One of torch's losses, and how it reduces."""


def _seen(found: Taken, made: Made, options: CaptureOptions) -> Taken:
    """The network with the activations that its own outputs show. Raises NotCaptured where they show others."""
    output = next((values for name, values in made.outputs.items() if is_input(name)), None)
    if options.activations is not None or output is None:
        return found
    seen = seen_activations(found, output)
    if seen is None:
        raise NotCaptured("activations")
    last = LOGITS.get(made.loss[0]) if made.loss is not None and seen[-1] == "identity" else None
    return found._replace(activations=seen if last is None else (*seen[:-1], last))


def _with_cost(options: CaptureOptions, made: Made, found: Taken) -> CaptureOptions:
    """The cost of a loss in the file, where none was named."""
    if options.cost is not None or made.loss is None:
        return options
    return options._replace(cost=cost_of_loss(*made.loss, found.y.shape[1]))


def _read(file: Path, invocation: Invocation) -> Made:
    if file.exists() and not file.is_file():
        raise Refused("no_file", name=str(file))
    if file.suffix.lower() == ".npz":
        try:
            return Made(arrays_of(file), [])
        except NotPrinted as error:
            raise Refused(f"check_printed_{error.key}", name=file.name, allowed="") from None
    if file.suffix.lower() != ".py":
        raise Refused("check_ending", name=file.name, allowed=".npz, .py")
    file.open("rb").close()  # what can't be read is told as it is
    put(one_line(invocation.words("capture.runs", file=str(file), seconds=int(SECONDS))), error=True)
    try:
        with Process(file, SECONDS) as process:
            made = process.ask({"globals": True}).get("globals", {})
    except Failed as error:
        raise not_run(error, file.name, int(SECONDS)) from None
    return _of_globals(made)


def _of_globals(made: dict[str, Any]) -> Made:
    arrays: dict[str, Array] = {}
    outputs: dict[str, Array] = {}
    layers: list[str] = []
    loss: tuple[str, str] | None = None
    for name, value in made.items():
        if not isinstance(value, dict):
            continue
        if "loss" in value:
            loss = str(value["loss"]), str(value.get("reduction", ""))
        elif "optimizer" in value and value["optimizer"] == "SGD":
            arrays.setdefault("lr", np.array(value.get("rate")))
        elif "layers" in value:
            layers = [str(one) for one in value["layers"]]
            outputs |= _arrays(value.get("outputs", {}))
            arrays |= _arrays(value.get("entries", {}))
        else:
            arrays |= _arrays(value.get("entries", {name: value}))
    return Made(arrays, layers, outputs, loss)


def _arrays(values: dict[str, Any]) -> dict[str, Array]:
    """The arrays among some values."""
    found: dict[str, Array] = {}
    for key, part in values.items():
        if isinstance(part, dict) and ("array" in part or "number" in part):
            single = np.float32 if part.get("dtype") == "float32" else float
            try:
                found[str(key)] = np.array(part.get("array", part.get("number")), dtype=single)
            except (ValueError, TypeError):
                continue
    return found


def _written(
    found: Taken, options: CaptureOptions, invocation: Invocation
) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, dict[str, str]], ...]]:
    """The files' texts, checked by loading them, and what was taken for granted."""
    notes: list[tuple[str, dict[str, str]]] = []
    depth = len(found.weights)
    activations = options.activations or found.activations
    if activations is None:
        activations = ("relu", "identity")
        notes.append(("activations", {"activations": ", ".join(activations)}))
    if len(activations) != depth:
        activations = (activations[0],) * (depth - 1) + (activations[-1],)
    cost = options.cost or "sum-of-squares"
    if options.cost is None:
        notes.append(("cost", {"cost": cost}))
    if found.either_way and options.turned is None:
        notes.append(("either_way", {}))
    rate = _rate(options) or found.rate
    if rate is None:
        rate = USUAL_RATE
        notes.append(("rate", {"rate": _decimal(rate)}))
    front = _front(found, activations, cost, rate, options.digits)
    order = [invocation.language, *(language for language in LANGUAGES if language != invocation.language)]
    texts = []
    for k, language in enumerate(order):
        words = read_words(content_folder(), language)
        title = json.dumps(one_line(options.title or words("capture.title")), ensure_ascii=False)
        head = [f"id: {json.dumps(options.name)}", f"lang: {language}", f"title: {title}"]
        lines = ["---", *head, *(front if k == 0 else []), "---", "", words("capture.statement"), ""]
        texts.append((str(language), "\n".join(lines)))
    _check(tuple(texts), found)
    return tuple(texts), tuple(notes)


def _front(found: Taken, activations: tuple[str, ...], cost: str, rate: Fraction, digits: int | None) -> list[str]:
    widths = [found.weights[0].shape[1], *(W.shape[0] for W in found.weights)]
    bias = "" if found.biases else ", bias: none"
    lines = [f"network: {{widths: {widths}, activation: [{', '.join(activations)}]{bias}}}", f"cost: {cost}"]
    points = [
        f"[{_listed(decimals(x, 'x', digits))}, {_listed(decimals(y, 'y', digits))}]"
        for x, y in zip(found.x, found.y, strict=True)
    ]
    lines += [f"data: [{', '.join(points)}]", "theta:"]
    for layer, W in enumerate(found.weights, 1):
        rows = [_listed(decimals(row, f"W{layer}", digits)) for row in W]
        lines.append(f"  w{layer}: [{', '.join(rows)}]")
        if found.biases:
            lines.append(f"  b{layer}: {_listed(decimals(found.biases[layer - 1], f'b{layer}', digits))}")
    return [*lines, f"learning_rate: {_decimal(rate)}"]


def _rate(options: CaptureOptions) -> Fraction | None:
    if options.rate is None:
        return None
    try:
        return Fraction(options.rate)
    except (ValueError, ZeroDivisionError):
        raise Refused("capture_rate", value=shorten(options.rate)) from None


def _listed(values: list[Fraction]) -> str:
    return f"[{', '.join(map(_decimal, values))}]"


def _decimal(value: Fraction) -> str:
    """A decimal as it was read; a fraction stays one."""
    text = f"{value.numerator / value.denominator:.15f}".rstrip("0").rstrip(".")
    return text if Fraction(text or "0") == value else str(value)


def _check(texts: tuple[tuple[str, str], ...], found: Taken) -> None:
    """Load what was written again, as who opens it will. Raises Refused where that is no sound problem."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "captured.md"
        path.write_text(texts[0][1], encoding="utf-8")
        for language, text in texts[1:]:
            path.with_name(f"captured.{language}.md").write_text(text, encoding="utf-8")
        try:
            lesson = sound(path)
        except ContentError as error:
            words = read_words(content_folder(), texts[0][0])  # as the learner reads
            raise Refused("capture_unsound", reason=words(error.words_key, **error.params)) from None
    if not isinstance(lesson, Problem) or len(lesson.data) != len(found.x):
        raise Refused("capture_unsound", reason="")
