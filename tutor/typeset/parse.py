"""Recursive descent over the tokens: LaTeX source to a node."""

from collections.abc import Collection

from tutor.typeset.environments import environment
from tutor.typeset.errors import TypesetError
from tutor.typeset.macros import DELIMITERS, HANDLERS, IGNORED, SPACES
from tutor.typeset.nodes import Fenced, Grid, Node, Row, Scripts, Space, Symbol, Text, items_of
from tutor.typeset.symbols import character, named
from tutor.typeset.tokens import Token, tokenize

MAX_LENGTH = 4000
MAX_DEPTH = 40


def parse(latex: str) -> Node:
    """The tree of a formula; raises TypesetError, and nothing else, on what cannot be typeset."""
    if len(latex) > MAX_LENGTH:
        raise TypesetError(MAX_LENGTH, "too-long", latex)
    return Parser(latex).formula()


class Parser:
    """One pass over one formula. Handlers of macros and environments read their arguments through it."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._tokens = tokenize(source)
        self._index = 0
        self._depth = 0

    # Tokens

    @property
    def token(self) -> Token:
        """The token that is next."""
        return self._tokens[self._index]

    def take(self) -> Token:
        """The next token, which is then behind."""
        token = self.token
        if token.kind != "eof":
            self._index += 1
        return token

    def take_char(self, text: str) -> bool:
        """Whether the next token was this character; if so it is behind."""
        if self.token[:2] == ("char", text):
            self._index += 1
            return True
        return False

    def error(self, reason: str, token: Token) -> TypesetError:
        """The error of a token."""
        end = self._tokens[self._tokens.index(token) + 1].start if token.kind != "eof" else token.start
        return TypesetError(token.start, reason, self.source, self.source[token.start : end].strip())

    # Rows and groups

    def formula(self) -> Node:
        r"""The whole source; a bare `\\` in it starts a new line, as in `gathered`."""
        rows = self.rows(tabs=False)
        if self.token.kind != "eof":
            reason = "misplaced-tab" if self.token.kind == "tab" else "unexpected-close"
            raise self.error(reason, self.token)
        return rows[0][0] if len(rows) == 1 else Grid("aligned", rows, "c")

    def rows(self, tabs: bool = True) -> tuple[tuple[Node, ...], ...]:
        r"""Rows of cells up to what closes them; a trailing `\\` adds none."""
        rows: list[tuple[Node, ...]] = []
        while True:
            cells = [self.row()]
            while tabs and self.token.kind == "tab":
                self.take()
                cells.append(self.row())
            last = self.token.kind != "newline"
            if not last or not rows or cells != [Row(())]:
                rows.append(tuple(cells))
            if last:
                return tuple(rows)
            self.take()

    def row(self, until: str = "") -> Node:
        """Items side by side, up to a closing token or the character `until`."""
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise self.error("too-deep", self.token)
        items: list[Node] = []
        while self.token.kind not in _CLOSING and not (until and self.token[:2] == ("char", until)):
            item = self._item()
            if item is not None:
                items.append(item)
        self._depth -= 1
        return items[0] if len(items) == 1 else Row(tuple(items))

    def group(self) -> Node:
        """What stands in the braces that come next."""
        opening = self.take()
        body = self.row()
        if self.token.kind != "close":
            raise self.error("unclosed-group", opening)
        self.take()
        return body

    def argument(self, after: Token | None = None) -> Node:
        """One argument: a group, or a single token; `after` is what wants it."""
        token = self.token
        if token.kind == "open":
            return self.group()
        if token.kind in ("char", "macro", "left", "begin"):
            self._depth += 1
            if self._depth > MAX_DEPTH:
                raise self.error("too-deep", token)
            node = self._atom()
            self._depth -= 1
            if node is not None:
                return node
        raise self.error("missing-argument", after or token)

    def optional(self) -> Node | None:
        """An optional argument in square brackets."""
        opening = self.token
        if not self.take_char("["):
            return None
        body = self.row(until="]")
        if not self.take_char("]"):
            raise self.error("unclosed-group", opening)
        return body

    def delimiter(self) -> str:
        """The glyph of the delimiter that comes next; a full stop is none."""
        token = self.take()
        name = ("\\" if token.kind == "macro" else "") + token.text
        if token.kind not in ("char", "macro") or name not in DELIMITERS:
            raise self.error("missing-delimiter", token)
        return DELIMITERS[name]

    # Items

    def _item(self) -> Node | None:
        token = self.token
        base = Row(()) if token.kind in _SCRIPTS else self._atom(whole_number=True)
        return base if base is None else self._scripted(base)

    def _scripted(self, base: Node) -> Node:
        primes, order = 0, ""
        scripts: dict[str, Node] = {}
        while True:
            token = self.token
            if token.kind == "prime" and "sup" not in scripts:
                self.take()
                primes += 1
            elif token.kind in ("sub", "sup", "prime"):
                if token.kind in scripts or token.kind == "prime":
                    raise self.error("double-script", token)
                self.take()
                script = self.argument(token)
                marks = [item for item in items_of(script) if isinstance(item, Symbol) and item.glyph == "′"]
                if marks and len(marks) == len(items_of(script)) and token.kind == "sup":
                    primes += len(marks)
                else:
                    order = order or token.kind
                    scripts[token.kind] = script
            elif token.kind == "macro" and token.text in ("limits", "nolimits"):
                self.take()
                base = base._replace(limits=token.text == "limits") if isinstance(base, Symbol) else base
            elif primes or scripts:
                return Scripts(base, primes, scripts.get("sub"), scripts.get("sup"), order == "sub")
            else:
                return base

    def _atom(self, whole_number: bool = False) -> Node | None:
        token = self.token
        if token.kind == "open":
            body = self.group()
            # Braces around a lone sign take its spacing away, as in 1{,}000.
            return body._replace(kind="ord") if isinstance(body, Symbol) and body.kind in _SPACED else body
        self.take()
        if token.kind == "char":
            return self._number(token.text) if whole_number and token.text in _DIGITS else character(token.text)
        if token.kind == "text":
            return Text(token.text)
        if token.kind == "left":
            return self._fenced(token)
        if token.kind == "begin":
            return environment(self, token)
        return self._macro(token)

    def _macro(self, token: Token) -> Node | None:
        name = token.text
        if name in HANDLERS:
            return HANDLERS[name](self, token)
        if name in SPACES:
            return Space(SPACES[name])
        if name in IGNORED:
            return None
        symbol = named(name)
        if symbol is None:
            raise self.error("unknown-macro", token)
        return symbol

    def _number(self, digits: str) -> Symbol:
        while self.token.kind == "char":
            follows = self._tokens[self._index + 1]
            point = self.token.text == "." and "." not in digits and follows.kind == "char" and follows.text in _DIGITS
            if not point and self.token.text not in _DIGITS:
                break
            digits += self.take().text
        return Symbol(digits)

    def _fenced(self, left: Token) -> Fenced:
        delimiters, parts = [self.delimiter()], [self.row()]
        while self.token.kind == "middle":
            self.take()
            delimiters.append(self.delimiter())
            parts.append(self.row())
        if self.token.kind != "right":
            raise self.error("unclosed-fence", left)
        self.take()
        return Fenced((*delimiters, self.delimiter()), tuple(parts))


_CLOSING: Collection[str] = frozenset({"eof", "close", "tab", "newline", "right", "middle", "end"})
_SCRIPTS: Collection[str] = frozenset({"sub", "sup", "prime"})
_SPACED: Collection[str] = frozenset({"bin", "rel", "punct"})
_DIGITS: Collection[str] = frozenset("0123456789")
