"""The mistakes that a pupil may make: each gives the right numbers on some problems. Part of what a code means."""

from tutor.mistakes.component import Component

OF_COMPONENT = (
    (Component.FORWARD, "forward.", "no-activation no-bias bias-after-activation absolute-activation"),
    (Component.COST, "cost.", "sum-of-residuals absolute-residuals square-of-sum mean target-added target-ignored"),
    (Component.SLOPE, "partial.", "no-residual cost-not-differentiated square-kept target-not-doubled target-added"),
    (Component.GATE, "partial.", "gate-ignored gate-ignored-hidden gate-is-activation gate-is-sign"),
    (Component.BACK, "partial.", "weights-not-followed activation-for-weight layer-skipped"),
    (Component.FACTOR, "partial.", "weight-without-input weight-times-preactivation weight-times-network-input"),
    (Component.FACTOR, "partial.", "weight-times-own-activation bias-times-input bias-times-bias"),
    (Component.POINTS, "partial.", "mean sums-multiplied"),
)
HELD = tuple(kind + name for _, kind, names in OF_COMPONENT for name in names.split())
