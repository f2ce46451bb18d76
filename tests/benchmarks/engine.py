"""The engine beside micrograd and autograd: `python -m tests.benchmarks.engine` prints ratios of medians of one run.

The rivals compute the same gradients, written as their users would write them; that the results agree is checked first.
Needs the extras `test` and `benchmark`. Times are printed, never judged. On the large network nearly all the time is in
the same five matrix products; they get one thread (`--threads`), because two that wait for each other on a busy machine
measure the neighbours.
"""

import argparse
import os
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Sequence
from functools import partial
from random import Random
from statistics import median
from typing import Any, NamedTuple

import numpy as np
from micrograd.engine import Value
from tutor.network.architecture import Network
from tutor.network.backprop import backward, forward
from tutor.network.compute import gradient
from tutor.network.graph import computation
from tutor.network.products import Array

with warnings.catch_warnings():  # autograd still looks for names that numpy 2 has moved
    warnings.simplefilter("ignore", DeprecationWarning)
    import autograd.numpy as anp
    from autograd import value_and_grad

CHAIN = Network((1, 1, 1, 1), ("relu",) * 3)
X, Y = np.array([[1.0], [4.0], [7.0], [10.0]]), np.array([[2.0], [-6.0], [3.0], [1.0]])
LARGE = Network((64, 512, 512, 1), ("relu", "relu", "identity"))


class Result(NamedTuple):
    """What one comparison gave: medians in seconds for one gradient."""

    title: str
    goal: float | None
    ours: float
    theirs: float

    @property
    def ratio(self) -> float:
        """How many times faster the engine is."""
        return self.theirs / self.ours


def micrograd_gradient(theta: Sequence[float], xs: Sequence[float], ys: Sequence[float]) -> list[float]:
    """∇C of a chain of relu units of width 1, by micrograd's scalar graph."""
    parameters = [Value(value) for value in theta]
    cost = Value(0.0)
    for x, y in zip(xs, ys, strict=True):
        a: Any = x
        for w, b in zip(parameters[::2], parameters[1::2], strict=True):
            a = (w * a + b).relu()
        cost = cost + (a - y) ** 2
    cost.backward()
    return [parameter.grad for parameter in parameters]


def autograd_chain(theta: Array) -> Any:
    """C of problem 4.1 for autograd."""
    a = X
    for layer in range(3):
        a = anp.maximum(theta[2 * layer] * a + theta[2 * layer + 1], 0)
    return anp.sum((a - Y) ** 2)


def usual_relu(z: Any) -> Any:
    """ReLU as it is mostly written."""
    return anp.maximum(z, 0)


def gated_relu(z: Any) -> Any:
    """ReLU by its gate, which autograd differentiates at half the cost."""
    return z * (z > 0)


def autograd_large(x: Array, y: Array, relu: Callable[[Any], Any]) -> Callable[[list[tuple[Array, Array]]], Any]:
    """C of the large network for autograd, as a function of a list of (W, b)."""

    def cost(layers: list[tuple[Array, Array]]) -> Any:
        a = x
        for W, b in layers[:-1]:
            a = relu(anp.dot(a, W) + b)
        W, b = layers[-1]
        r = anp.dot(a, W) + b - y
        return anp.sum(r * r)

    return cost


def interleaved(
    first: Callable[[], object], second: Callable[[], object], rounds: int, number: int
) -> tuple[float, float]:
    """The median seconds of one call of each, taken in turn, so that a busy machine slows both alike."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        for call, taken in zip((first, second), times, strict=True):
            start = time.perf_counter()
            for _ in range(number):
                call()
            taken.append((time.perf_counter() - start) / number)
    return median(times[0]), median(times[1])


def one_gradient(rounds: int) -> list[Result]:
    """One gradient of 4.1, beside both."""
    theta, listed = np.ones(6), [1.0] * 6
    xs, ys = X[:, 0].tolist(), Y[:, 0].tolist()
    by_autograd = value_and_grad(autograd_chain)
    expected = gradient(CHAIN, theta, X, Y)[1]
    np.testing.assert_allclose(expected, micrograd_gradient(listed, xs, ys))
    np.testing.assert_allclose(expected, by_autograd(theta)[1])

    def ours() -> object:
        return gradient(CHAIN, theta, X, Y)

    micrograd = interleaved(ours, lambda: micrograd_gradient(listed, xs, ys), rounds, 50)
    autograd = interleaved(ours, lambda: by_autograd(theta), rounds, 20)
    return [
        Result("one gradient of 4.1, beside micrograd", 2.5, *micrograd),
        Result("one gradient of 4.1, beside autograd", 10, *autograd),
    ]


def many_networks(rounds: int, count: int = 10_000) -> Result:
    """Many networks of 4.1's shape, each with data of its own; micrograd does a sample of them, one by one."""
    random = np.random.default_rng(41)
    theta = random.integers(-3, 4, (count, 6)).astype(float)
    x, y = (random.integers(-9, 10, (count, 4, 1)).astype(float) for _ in range(2))
    sample = [(theta[i].tolist(), x[i, :, 0].tolist(), y[i, :, 0].tolist()) for i in range(50)]
    found = gradient(CHAIN, theta, x, y)[1][: len(sample)]
    np.testing.assert_allclose(found, [micrograd_gradient(*each) for each in sample])
    ours, theirs = interleaved(
        lambda: gradient(CHAIN, theta, x, y), lambda: [micrograd_gradient(*each) for each in sample], rounds, 1
    )
    return Result(
        f"{count} networks of 4.1's shape in one call, each, beside micrograd", 200, ours / count, theirs / len(sample)
    )


def large_network(rounds: int, points: int = 512) -> list[Result]:
    """64-512-512-1 on 512 points in float32, beside autograd with either form of ReLU."""
    random = np.random.default_rng(64)
    x, y = (random.standard_normal((points, width), np.float32) for width in (64, 1))
    theta = 0.05 * random.standard_normal(LARGE.parameter_count, np.float32)
    layers = [
        (np.ascontiguousarray(theta[weights].reshape(shape).T), theta[biases])
        for weights, biases, shape in LARGE.places
    ]
    found = gradient(LARGE, theta, x, y)[1]
    assert found.dtype == np.float32
    results = []
    for goal, title, relu in ((1.5, "maximum(z, 0)", usual_relu), (None, "z * (z > 0)", gated_relu)):
        by_autograd = value_and_grad(autograd_large(x, y, relu))
        expected = by_autograd(layers)[1]
        assert all(part.dtype == np.float32 for pair in expected for part in pair)
        flat = np.concatenate([part for W, b in expected for part in (W.T.ravel(), b.ravel())])
        np.testing.assert_allclose(found, flat, rtol=1e-2, atol=1e-3 * np.abs(flat).max())
        times = interleaved(lambda: gradient(LARGE, theta, x, y), partial(by_autograd, layers), rounds, 1)
        results.append(Result(f"64-512-512-1, 512 points, float32, beside autograd's {title}", goal, *times))
    return results


def drawn_steps(nodes: int, seed: int = 30) -> tuple[list[str], list[tuple[str, str, tuple[str, ...]]]]:
    """The parameters and the steps of a computation graph of so many scalar nodes, all of which lead to the last."""
    random, parameters = Random(seed), [f"p{k}" for k in range(8)]
    steps: list[tuple[str, str, tuple[str, ...]]] = []
    unused = list(parameters)
    while len(steps) < nodes:
        operation = random.choice(["+", "*", "-", "*", "relu"]) if len(steps) < nodes - len(unused) else "+"
        first = unused.pop(0)
        second = unused.pop(0) if operation == "+" and unused else random.choice([*parameters, first])
        steps.append((f"n{len(steps)}", operation, (first,) if operation == "relu" else (first, second)))
        unused.append(steps[-1][0])
    return parameters, steps


def micrograd_graph(steps: Sequence[tuple[str, str, tuple[str, ...]]], values: dict[str, float]) -> list[float]:
    """The derivatives of the last node by the given values, by micrograd."""
    made: dict[str, Any] = {name: Value(value) for name, value in values.items()}
    for name, operation, parents in steps:
        parts = [made[parent] for parent in parents]
        match operation:
            case "+":
                made[name] = parts[0] + parts[1]
            case "-":
                made[name] = parts[0] - parts[1]
            case "*":
                made[name] = parts[0] * parts[1]
            case _:
                made[name] = parts[0].relu()
    made[steps[-1][0]].backward()
    return [made[name].grad for name in values]


def graphs(rounds: int, nodes: int = 30, count: int = 10_000) -> list[Result]:
    """A computation graph of scalar nodes: one, and many of its kind in one call, beside micrograd one by one."""
    parameters, steps = drawn_steps(nodes)
    graph = computation(steps, parameters)
    drawn = np.random.default_rng(7).uniform(-1, 1, (len(parameters), count))
    alone = dict(zip(parameters, drawn[:, 0].tolist(), strict=True))
    numbers = list(alone.values())

    def one() -> list[Any]:
        return backward(graph, forward(graph, numbers))[: len(parameters)]

    def many() -> list[Any]:
        return backward(graph, forward(graph, list(drawn)))[: len(parameters)]

    np.testing.assert_allclose(one(), micrograd_graph(steps, alone), atol=1e-12)
    found = np.array([np.broadcast_to(slope, count) for slope in many()])
    np.testing.assert_allclose(found[:, 0], one(), atol=1e-12)
    single = interleaved(one, lambda: micrograd_graph(steps, alone), rounds, 50)
    ours, theirs = interleaved(many, lambda: micrograd_graph(steps, alone), rounds, 1)
    return [
        Result(f"one graph of {nodes} scalar nodes, beside micrograd", 3, *single),
        Result(f"{count} such graphs in one call, each, beside micrograd", 100, ours / count, theirs),
    ]


def main() -> None:
    """Run all comparisons and print them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=61, help="how often each pair is timed (default: 61)")
    parser.add_argument("--threads", type=int, default=1, help="for numpy's matrix products (default: 1)")
    arguments = parser.parse_args()
    threads = {name: str(arguments.threads) for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")}
    if not threads.items() <= os.environ.items():  # numpy read them when it was imported, so a new process has to
        command = [sys.executable, "-m", "tests.benchmarks.engine", *sys.argv[1:]]
        sys.exit(subprocess.run(command, env={**os.environ, **threads}, check=False).returncode)
    rounds = arguments.rounds
    for result in (*one_gradient(rounds), many_networks(rounds), *large_network(rounds), *graphs(rounds)):
        ours, theirs = (f"{seconds * 1e6:.2f} µs" for seconds in (result.ours, result.theirs))
        goal = f"goal {result.goal}×" if result.goal else "no goal"
        print(f"{result.title}: {result.ratio:.1f}× ({goal}; {ours} against {theirs})")


if __name__ == "__main__":
    main()
