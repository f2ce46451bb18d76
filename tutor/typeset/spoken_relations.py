"""Relations in words: sides with =, <, or arrows between them."""

from collections.abc import Callable, Sequence

from tutor.typeset.nodes import Node, Scripts, Stack, Symbol
from tutor.typeset.spoken_signs import COMPARISONS, RELATIONS, Words, named_sign
from tutor.typeset.spoken_structure import split_at_commas, split_at_relations


def _key(relation: Node) -> str:
    """The name of a relation; empty where it is said as its sign."""
    symbol = relation.base if isinstance(relation, Scripts | Stack) else relation
    return RELATIONS.get(symbol.glyph, "") if isinstance(symbol, Symbol) else ""


class Relations:
    """Says relations in the words of a language; `text` and `expression` say what stands in them."""

    def __init__(self, words: Words, text: Callable[[Node], str], expression: Callable[[Sequence[Node]], str]) -> None:
        self._words, self._text, self._expression = words, text, expression

    def said(self, items: Sequence[Node]) -> str:
        """Sides with relations between them, said from the left.

        Arrows in a row lead on; a comparison behind another relation is said of the side before it alone: who hears
        "0 is less than x is less than 1" has to think twice, and other languages have no such sentence.
        """
        (first, *others), relations = split_at_relations(items)
        said = before = self._list(first)
        for k, (relation, side) in enumerate(zip(relations, others, strict=True)):
            after, key = self._list(side), _key(relation)
            if k and key == "to" == _key(relations[k - 1]) and not self._over(relation):
                said = self._words("speech.on_to", left=said, right=after)
            elif k and key in COMPARISONS:
                said = f"{said}, {self._relation(relation, before, after)}"
            else:
                said = self._relation(relation, said, after)
            before = after
        return said

    def _list(self, items: Sequence[Node]) -> str:
        """What stands on one side of a relation: an expression, or several with commas."""
        return ", ".join(self._expression(part) for part in split_at_commas(items, keep=False))

    def _relation(self, node: Node, left: str, right: str) -> str:
        say, symbol = self._words, node.base if isinstance(node, Scripts | Stack) else node
        over, key = self._over(node), _key(node)
        if not key:
            return f"{left} {named_sign(symbol, say) if isinstance(symbol, Symbol) else ''} {over} {right}"
        return say(f"speech.{key}", left=left or say("speech.this"), right=f"{over} {right}".strip())

    def _over(self, node: Node) -> str:
        """What stands small over or under a relation."""
        small = (node.over, node.under) if isinstance(node, Stack) else ()
        return " ".join(f"({self._text(one)})" for one in small if one is not None)
