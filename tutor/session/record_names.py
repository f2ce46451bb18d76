"""Under which name a lesson is recorded: by itself, since Home asks for it before anything is answered."""

from zlib import crc32

from tutor.lessons.problem import Essay, Lesson
from tutor.network.graph import Graph


def record_name(lesson: Lesson) -> str:
    """The name of a lesson in the journal: its id, with a digest of its numbers.

    Answers to a problem whose numbers were changed since, or to another teacher's problem of the same id, are not
    answers to this one.
    """
    if isinstance(lesson, Essay):
        return f"{lesson.id}@essay"
    numbers: tuple[object, ...] = (lesson.data, lesson.theta, lesson.learning_rate)
    if lesson.is_layered:
        network = lesson.network
        # No variations of a network as it always was: its name stays.
        numbers = (network.widths, network.activations, network.cost, *numbers, *network.variations())
    else:
        numbers = (*_formulas(lesson.graph), *numbers)
    if lesson.answer != "value":
        numbers = (*numbers, lesson.answer)
    return f"{lesson.id}@{crc32(repr(numbers).encode()):08x}"


def _formulas(graph: Graph) -> tuple[object, ...]:
    """A computation graph as what is the same wherever the same is computed of the same."""
    nodes = [(node.quantity.name, node.operation, [one.name for one in node.parents]) for node in graph.nodes]
    given = [[one.name for one in several] for several in (graph.inputs, graph.parameters, graph.asked)]
    return (nodes, given, sorted((one.name, value) for one, value in graph.constants.items()))
