"""What a hand calls a quantity."""

from tests.support.sheets.hands import Hand
from tests.support.sheets.terms import Numbers, Quantity

SUBSCRIPT = str.maketrans("0123456789i,", "₀₁₂₃₄₅₆₇₈₉ᵢ,")
SUPERSCRIPT = str.maketrans("0123456789()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾")


def place_name(of: Quantity, point: int, shape: Numbers) -> str:
    """The tutor's name for a quantity at a point (from 1), or for a total."""
    return true_name(of, shape) + ("" if of.is_total else f"@{point}")


def true_name(of: Quantity, shape: Numbers) -> str:
    """The name that the tutor has for a quantity."""
    layer, kind, last = of.layer, of.kind, f"[{of.unit}]"
    if kind in ("w", "b"):
        if kind == "w" and (shape.widths[layer] > 1 or shape.widths[layer - 1] > 1):
            last = f"[{of.unit},{of.source}]"
        elif kind == "w" or shape.widths[layer] == 1:
            last = ""
        return f"{kind}{layer}{last}"
    unit = last if shape.widths[layer] > 1 else ""
    if kind in ("term", "g", "new"):
        own = true_name(Quantity("w" if of.source else "b", layer, of.unit, of.source), shape)
        return f"{own}'" if kind == "new" else f"dC/d{own}"
    return {
        "x": f"x{unit}",
        "y": f"y{unit}",
        "r": f"r{unit}",
        "up": f"dC/da{layer}{unit}",
        "gate": f"da{layer}{unit}/dz{layer}{unit}",
        "delta": f"dC/dz{layer}{unit}",
        "C": "C",
        "eta": "eta",
    }.get(kind, f"{kind}{layer}{unit}")


class Notation:
    """The names of a hand for the quantities of a network."""

    def __init__(self, hand: Hand, shape: Numbers) -> None:
        self.hand, self.shape = hand, shape

    def name(self, of: Quantity, point: str = "") -> str:
        """The name of a quantity; `point` is its index (a number or `i`) where the hand writes one."""
        if of.kind in ("delta", "up", "gate", "term", "g", "new", "C", "eta"):
            return str(getattr(self, f"_{of.kind}")(of, point))
        return self._plain(of.kind, of, point)

    def _units(self, of: Quantity) -> str:
        """The indices of units, empty where there is nothing to tell apart."""
        widths = self.shape.widths
        if of.kind == "w":
            is_wide = widths[of.layer] > 1 or widths[of.layer - 1] > 1
            return f"{of.unit},{of.source}" if is_wide else ""
        return str(of.unit) if widths[of.layer] > 1 else ""

    def _plain(self, letter: str, of: Quantity, point: str = "") -> str:
        units = self._units(of)
        layer = "" if of.kind in ("x", "y", "r") else str(of.layer)
        style = "latex" if self.hand.script == "latex" else self.hand.names
        if not layer:
            return self._unlayered(letter, units, point, style)
        compact = units.replace(",", "") if max(self.shape.widths) < 10 else units
        if point and not units and style in ("paren", "braces", "superscript", "latex") and self._is_subscript(point):
            units = compact = point  # as the lesson has it: the layer above, the point below
            point = ""
        made = {
            "plain": f"{letter}{layer}" + (f"[{units}]" if units else ""),
            "compact": f"{letter}{layer}" + (f"_{compact}" if units else ""),
            "underscore": f"{letter}_{layer}" + (f"[{units}]" if units else ""),
            "subscript": f"{letter}{layer.translate(SUBSCRIPT)}" + (f"[{units}]" if units else ""),
            "paren": f"{letter}^({layer})" + (f"_{compact}" if units else ""),
            "braces": f"{letter}^{{({layer})}}" + (f"_{{{units}}}" if units else ""),
            "superscript": f"{letter}⁽{layer.translate(SUPERSCRIPT)}⁾" + compact.translate(SUBSCRIPT),
            "latex": f"{letter}^{{({layer})}}_{{{units}}}" if units else f"{letter}_{layer}",
        }[style]
        return made + self._at(point)

    def _unlayered(self, letter: str, units: str, point: str, style: str) -> str:
        if not units:
            if point and self._is_subscript(point):
                small = style in ("subscript", "superscript")
                return letter + (point.translate(SUBSCRIPT) if small else f"_{point}")
            return letter + self._at(point)
        base = f"{letter}_{{{units}}}" if style in ("latex", "braces") else f"{letter}[{units}]"
        return base + self._at(point)

    def _is_subscript(self, point: str) -> bool:
        return point == "i" or self.hand.points == "_2"

    def _at(self, point: str) -> str:
        if not point:
            return ""
        if self.hand.points == "^(2)" and self.hand.names in ("plain", "underscore", "subscript"):
            return f"^({point})"
        return f"({point})"

    def _d(self, below: str, above: str = "C") -> str:
        if self.hand.script == "latex":
            return rf"\frac{{\partial {above}}}{{\partial {below}}}"
        if self.hand.derivative == "short" and above == "C":
            return f"d{below}"
        sign = "∂" if self.hand.derivative == "∂" else "d"
        return f"{sign}{above}/{sign}{below}"

    def _delta(self, of: Quantity, point: str) -> str:
        if self.hand.script == "latex":
            return self._plain(r"\delta", of, point)
        if self.hand.delta in ("δ", "delta", "d"):
            return self._plain(self.hand.delta, of, point)
        z = self._plain("z", of)
        return (f"d{z}" if self.hand.delta == "dz" else self._d(z)) + self._at(point)

    def _up(self, of: Quantity, point: str) -> str:
        return self._d(self._plain("a", of)) + self._at(point)

    def function(self, layer: int) -> str:
        """The name of a layer's activation function."""
        kind = self.shape.activations[layer - 1]
        if self.hand.script == "latex":
            return r"\rho"
        names = {"relu": {"relu": "relu", "ReLU": "ReLU", "max": "max", "rho": "rho"}}
        other = {"relu": {"sigmoid": "sigmoid", "tanh": "tanh"}.get(kind, ""), "ReLU": {"sigmoid": "σ"}.get(kind, kind)}
        if kind == "relu":
            return names["relu"].get(self.hand.activation, "ρ")
        return other.get(self.hand.activation, "ρ") or "ρ"

    def slope(self, layer: int, argument: str) -> str:
        """ρ′ of something in a layer."""
        kind, gate = self.shape.activations[layer - 1], self.hand.gate
        if self.hand.script == "latex":
            return rf"\rho'({argument})"
        if kind != "relu" and gate in ("relu'", "ReLU'"):
            gate = {"sigmoid": "sigmoid'", "tanh": "tanh'"}.get(kind, "ρ'")
        if gate == "σ'" and kind == "tanh":
            gate = "tanh'"
        return f"{'ρ' + chr(39) if gate == 'derivative' else gate}({argument})"

    def _gate(self, of: Quantity, point: str) -> str:
        z = self._plain("z", of, point)
        if self.hand.gate == "derivative" and self.hand.script != "latex":
            sign = "∂" if self.hand.derivative == "∂" else "d"
            return f"{sign}{self._plain('a', of)}/{sign}{self._plain('z', of)}" + self._at(point)
        return self.slope(of.layer, z)

    def parameter(self, of: Quantity) -> str:
        """The parameter that a partial derivative or a new value is one of."""
        own = Quantity("w" if of.source else "b", of.layer, of.unit, of.source)
        return self._plain(own.kind, own)

    def _term(self, of: Quantity, point: str) -> str:
        if not point:
            return self._g(of, "")
        at = point.translate(SUBSCRIPT) if self.hand.names in ("subscript", "superscript") else f"_{point}"
        sign = "∂" if self.hand.derivative == "∂" else "d"
        if self.hand.script == "latex":
            return self._d(self.parameter(of), f"C_{point}")
        return f"{sign}C{at}/{sign}{self.parameter(of)}"

    def _g(self, of: Quantity, point: str) -> str:
        return self._d(self.parameter(of))

    def _new(self, of: Quantity, point: str) -> str:
        own, style = self.parameter(of), self.hand.update
        if self.hand.script == "latex":
            return f"{own}'"
        if style in ("new ", "새 "):
            return style + own
        if "^" in own and style in ("_new", "^{new}", "new"):
            return own + "'"
        return own + style

    def _C(self, of: Quantity, point: str) -> str:  # noqa: N802
        return self.hand.cost

    def _eta(self, of: Quantity, point: str) -> str:
        if self.hand.script == "latex":
            return r"\eta"
        return "η" if self.hand.eta == "number" else self.hand.eta
