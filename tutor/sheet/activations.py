"""Which operation the name of a function stands for."""

from tutor.lessons.problem import Problem
from tutor.network.architecture import Network
from tutor.sheet.kinds import Unknown
from tutor.sheet.terms import Group, Named, Term


def operation_of(problem: Problem, function: str, argument: Term, rho: str | None) -> str:
    """The operation: ρ, or f, is that of the layer whose z it is put on, else `rho` where told. Raises Unknown."""
    function = "rho" if function == "f" else function
    computation = problem.computation
    if isinstance(computation, Network):
        known = set(computation.activations)
        if function != "rho" and (function != "sigmoid" or "sigmoid" in known):
            return function
        put_on = argument.names[0] if isinstance(argument, Group) else ""
        put_on = argument.name if isinstance(argument, Named) else put_on
        found = problem.graph.named.get(put_on)
        if found is not None and found.kind == "preactivation":
            return str(computation.activations[found.layer - 1])
    else:
        known = {node.operation for node in computation.nodes} & {"relu", "sigmoid", "tanh", "softplus"}
        if function != "rho":
            return function
    if rho is not None:
        return rho
    if len(known) == 1:
        return str(next(iter(known)))
    raise Unknown(function)
