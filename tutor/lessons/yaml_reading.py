"""YAML read into nodes, by PyYAML, whose import a start does without where nothing new is to be read."""

import yaml

from tutor.lessons.nodes import Items, Members, Node, NotYaml, Scalar

FIRST_LINE = 2
"""The line of the file on which front matter begins."""


class _NoAliasLoader(yaml.SafeLoader):
    """Builds nodes only, and takes no anchors: a few of them can stand for gigabytes."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]  # the stubs leave it untyped
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise yaml.MarkedYAMLError(problem="anchor", problem_mark=event.start_mark)
        return super().compose_node(parent, index)


def node_of(text: str) -> Node:
    """The nodes of front matter. Raises NotYaml."""
    try:
        return _node(yaml.compose(text, Loader=_NoAliasLoader))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + FIRST_LINE if error.problem_mark else 1
        raise NotYaml("anchor" if error.problem == "anchor" else "not_yaml", line, error.problem or "") from None
    except yaml.reader.ReaderError as error:  # a control character
        raise NotYaml("not_yaml", text.count("\n", 0, error.position) + FIRST_LINE, error.reason) from None
    except (yaml.YAMLError, RecursionError, ValueError):
        raise NotYaml("not_yaml", 1) from None


def _node(node: yaml.Node | None) -> Node:
    if node is None:
        return Scalar("", FIRST_LINE)
    line = int(node.start_mark.line) + FIRST_LINE
    if isinstance(node, yaml.MappingNode):
        return Members(tuple((_node(key), _node(value)) for key, value in node.value), line)
    if isinstance(node, yaml.SequenceNode):
        return Items(tuple(map(_node, node.value)), line)
    return Scalar(str(node.value), line)
