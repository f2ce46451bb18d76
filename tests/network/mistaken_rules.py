"""Every mistake in forward pass, cost, partials and update as the right table with one rule replaced."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tutor.network.activations import IDENTITY, Activation
from tutor.network.products import product
from tutor.network.rules import RIGHT, Rules, Sum
from tutor.network.state import Layer, Step

Array = NDArray[Any]
ABSOLUTE = Activation(np.abs, np.sign)


def one(**rule: Callable[..., Any]) -> Rules:
    """The right rules but for one."""
    assert len(rule) == 1
    return replace(RIGHT, **rule)


def forward(z: Callable[[Layer], Array], a: Callable[[Layer, Array], Array] | None = None) -> Rules:
    def rule(layer: Layer) -> tuple[Array, Array]:
        pre = z(layer)
        return pre, layer.rho.value(pre) if a is None else a(layer, pre)

    return one(forward=rule)


def weighted(layer: Layer) -> Array:
    return product(layer.input, layer.W.mT)


def bias_on_inputs(layer: Layer) -> Array:
    if layer.W.shape[-2] != layer.W.shape[-1]:
        return weighted(layer) + layer.b
    return product(layer.input + layer.b, layer.W.mT)


FORWARD = {
    "forward.no-activation": one(activation=lambda layer: IDENTITY),
    "forward.output-not-activated": one(
        activation=lambda layer: IDENTITY if layer.is_last else RIGHT.activation(layer)
    ),
    "forward.no-bias": forward(weighted),
    "forward.bias-after-activation": forward(weighted, lambda layer, z: layer.rho.value(z) + layer.b),
    "forward.absolute-activation": one(activation=lambda layer: ABSOLUTE),
    "forward.weight-times-sum": forward(bias_on_inputs),
}


def total(values: Array) -> Any:
    return np.add.reduce(values, axis=(-2, -1))


def on(points: list[int] | slice) -> Rules:
    return one(cost=lambda last: total(last.r[..., points, :] ** 2))


def without(point: int, points: int) -> list[int]:
    return [i for i in range(points) if i != point]


COST = {
    "cost.sum-of-residuals": one(cost=lambda last: total(last.r)),
    "cost.absolute-residuals": one(cost=lambda last: total(abs(last.r))),
    "cost.square-of-sum": one(cost=lambda last: total(last.r) ** 2),
    "cost.mean": one(cost=lambda last: RIGHT.cost(last) / last.data.points),
    "cost.half": one(cost=lambda last: RIGHT.cost(last) / 2),
    "cost.root": one(cost=lambda last: np.sqrt(RIGHT.cost(last))),
    "cost.target-added": one(cost=lambda last: total((last.a + last.data.y) ** 2)),
    "cost.difference-of-squares": one(cost=lambda last: total(last.a**2 - last.data.y**2)),
    "cost.target-ignored": one(cost=lambda last: total(last.a**2)),
    "cost.point-missing": one(cost=lambda last: total(last.r[..., without(1, last.data.points), :] ** 2)),
    "cost.single-point": on(slice(0, 1)),
}


def output(rule: Callable[[Layer], Array]) -> Rules:
    return one(cost_derivative=rule)


def gate(rule: Callable[[Layer], Array]) -> Rules:
    return one(activation_derivative=rule)


def back(rule: Callable[[Layer], Array]) -> Rules:
    return one(back_through_weights=rule)


def paths(layer: Layer) -> Array:
    """W_jk δ_j at each point, (…, m, n_{l+1}, n_l)."""
    return layer.next.delta[..., :, None] * layer.next.W[..., None, :, :]


def arriving(layer: Layer) -> Array:
    return np.add.reduce(layer.next.delta, axis=-1, keepdims=True)


def instead_of_input(factor: Callable[[Layer], Array | None]) -> Rules:
    def rule(layer: Layer, sum_over_data: Sum) -> Array:
        other = factor(layer)
        return sum_over_data(layer.delta, layer.input if other is None else other)

    return one(weight_partial=rule)


def of_bias(rule: Callable[[Layer, Sum], Array]) -> Rules:
    return one(bias_partial=rule)


def square(layer: Layer) -> bool:
    return bool(layer.W.shape[-2] == layer.W.shape[-1])


def only(points: Callable[[int], list[int]]) -> Rules:
    def rule(delta: Array, factor: Array) -> Array:
        kept = points(delta.shape[-2])
        return RIGHT.sum_over_data(delta[..., kept, :], factor[..., kept, :])

    return one(sum_over_data=rule)


def skipped(layer: Layer) -> Array:
    if layer.is_last or layer.next.delta.shape[-1] != layer.a.shape[-1]:
        return RIGHT.delta(layer)
    return layer.next.delta


PARTIAL = {
    "partial.no-factor-2": output(lambda last: last.r),
    "partial.sign": output(lambda last: -2 * last.r),
    "partial.mean": one(sum_over_data=lambda delta, factor: RIGHT.sum_over_data(delta, factor) / delta.shape[-2]),
    "partial.no-residual": output(lambda last: 2 * np.ones_like(last.r)),
    "partial.cost-not-differentiated": output(lambda last: last.r**2),
    "partial.square-kept": output(lambda last: 2 * last.r**2),
    "partial.target-ignored": output(lambda last: 2 * last.a),
    "partial.target-not-doubled": output(lambda last: 2 * last.a - last.data.y),
    "partial.target-added": output(lambda last: 2 * (last.a + last.data.y)),
    "partial.sign-of-residual": output(lambda last: np.sign(last.r)),
    "partial.gate-ignored": gate(lambda layer: np.ones_like(layer.z)),
    "partial.gate-ignored-output": gate(
        lambda layer: np.ones_like(layer.z) if layer.is_last else RIGHT.activation_derivative(layer)
    ),
    "partial.gate-ignored-hidden": gate(
        lambda layer: RIGHT.activation_derivative(layer) if layer.is_last else np.ones_like(layer.z)
    ),
    "partial.gate-is-activation": gate(lambda layer: layer.rho.value(layer.z)),
    "partial.gate-is-preactivation": gate(lambda layer: layer.z),
    "partial.gate-inverted": gate(lambda layer: layer.z < 0),
    "partial.gate-is-sign": gate(lambda layer: np.sign(layer.z)),
    "partial.weight-without-input": instead_of_input(lambda layer: np.ones_like(layer.input)),
    "partial.weight-times-preactivation": instead_of_input(lambda layer: layer.input_z),
    "partial.weight-times-network-input": instead_of_input(
        lambda layer: layer.data.x if layer.data.x.shape[-1] == layer.input.shape[-1] else None
    ),
    "partial.weight-times-own-activation": one(
        weight_partial=lambda layer, add: add(layer.delta * layer.a, np.ones_like(layer.input))
    ),
    "partial.weight-times-weight": one(weight_partial=lambda layer, add: add(layer.delta, layer.data.ones) * layer.W),
    "partial.bias-times-input": of_bias(
        lambda layer, add: add(layer.delta, np.add.reduce(layer.input, axis=-1, keepdims=True))
    ),
    "partial.bias-times-bias": of_bias(lambda layer, add: add(layer.delta, layer.data.ones) * layer.b.mT),
    "partial.bias-is-one": of_bias(lambda layer, add: np.ones_like(layer.b.mT)),
    "partial.bias-is-zero": of_bias(lambda layer, add: np.zeros_like(layer.b.mT)),
    "partial.weights-not-followed": back(arriving),
    "partial.activation-for-weight": back(lambda layer: layer.a * arriving(layer)),
    "partial.not-transposed": back(
        lambda layer: product(layer.next.delta, layer.next.W.mT if square(layer.next) else layer.next.W)
    ),
    "partial.one-path": back(lambda layer: paths(layer)[..., 0, :]),
    "partial.paths-multiplied": back(lambda layer: np.multiply.reduce(paths(layer), axis=-2)),
    "partial.chain-added": back(lambda layer: np.add.reduce(layer.next.W, axis=-2, keepdims=True) + arriving(layer)),
    "partial.outer-transposed": one(
        weight_partial=lambda layer, add: (
            add(layer.delta, layer.input).mT if square(layer) else add(layer.delta, layer.input)
        )
    ),
    "partial.layer-skipped": one(delta=skipped),
    "partial.point-missing": only(lambda points: without(1, points)),
    "partial.single-point": only(lambda points: [0]),
    "partial.sums-multiplied": output(
        lambda last: 2 * np.add.reduce(last.r, axis=-2, keepdims=True) * np.ones_like(last.r)
    ),
    "partial.updated-weights": back(
        lambda layer: product(layer.next.delta, layer.next.W - layer.data.learning_rate * layer.next.weight_partial)
    ),
}


def moved(rule: Callable[[Step], Array]) -> Rules:
    return one(update=rule)


def kept(step: Step, kind: str) -> Array:
    is_kept = np.array([parameter.kind == kind for parameter in step.network.parameters])
    return np.where(is_kept, step.theta, RIGHT.update(step))


def one_after_another(step: Step) -> Array:
    theta = RIGHT.update(step)  # for its shape; every component is replaced
    theta[...] = step.theta
    for p in range(step.network.parameter_count):
        slope = step.gradient_at(theta, slice(None))[..., p]
        theta[..., p] = theta[..., p] - step.learning_rate[..., 0] * slope
    return theta


def point_by_point(step: Step) -> Array:
    theta = step.theta
    for i in range(step.points):
        theta = theta - step.learning_rate * step.gradient_at(theta, slice(i, i + 1))
    return theta


UPDATE = {
    "update.ascent": moved(lambda step: step.theta + step.learning_rate * step.gradient),
    "update.no-rate": moved(lambda step: step.theta - step.gradient),
    "update.step-only": moved(lambda step: -step.learning_rate * step.gradient),
    "update.step-added-to-nothing": moved(lambda step: step.learning_rate * step.gradient),
    "update.scaled": moved(lambda step: step.theta * (1 - step.learning_rate * step.gradient)),
    "update.rate-on-difference": moved(lambda step: step.learning_rate * (step.theta - step.gradient)),
    "update.swapped": moved(lambda step: step.gradient - step.learning_rate * step.theta),
    "update.rate-divides": moved(lambda step: step.theta - step.gradient / step.learning_rate),
    "update.cost-for-gradient": moved(lambda step: step.theta - step.learning_rate * step.cost[..., None]),
    "update.sign-only": moved(lambda step: step.theta - step.learning_rate * np.sign(step.gradient)),
    "update.unchanged": moved(lambda step: step.theta),
    "update.biases-kept": moved(lambda step: kept(step, "bias")),
    "update.weights-kept": moved(lambda step: kept(step, "weight")),
    "update.half-step": moved(lambda step: step.theta - step.learning_rate * step.gradient / 2),
    "update.double-step": moved(lambda step: step.theta - 2 * step.learning_rate * step.gradient),
    "update.mean": moved(lambda step: step.theta - step.learning_rate * step.gradient / step.points),
    "update.one-after-another": moved(one_after_another),
    "update.point-by-point": moved(point_by_point),
}

MISTAKES = {**FORWARD, **COST, **PARTIAL, **UPDATE}
